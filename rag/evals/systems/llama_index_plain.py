"""A plain LlamaIndex search over a corpus: VectorStoreIndex, SimpleVectorStore, top k.

Importing this module imports llama-index-core, which takes seconds.
"""

from collections.abc import Callable

from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.schema import TextNode
from pydantic import PrivateAttr

from index.corpus import Corpus
from index.embed import Embedder

_AT_ONCE = 10_000  # passages read in one query


class _Embedding(BaseEmbedding):
    """The corpus's embedding model, as LlamaIndex wants one."""

    _embedder: Embedder = PrivateAttr()

    def __init__(self, embedder: Embedder) -> None:
        super().__init__(model_name=embedder.name)
        self._embedder = embedder

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(each) for each in self._embedder.embed_question(query)]

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(each) for each in self._embedder.embed_passages([text])[0]]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)


def plain_search(corpus: Corpus, limit: int) -> Callable[[str], list[tuple[str, float]]]:
    """A search over all passages of the corpus, which are embedded already.

    It gives passage ids and cosines, best first, at most `limit`.
    """
    keys, ids, vectors = corpus.store.vectors()
    passages = {
        key: passage
        for at in range(0, len(keys), _AT_ONCE)
        for key, passage in corpus.store.passages(keys[at : at + _AT_ONCE]).items()
    }
    nodes = [
        TextNode(id_=id_, text=passages[key].text, embedding=vector.tolist())
        for key, id_, vector in zip(keys, ids, vectors, strict=True)
        if key in passages
    ]
    index = VectorStoreIndex(nodes, embed_model=_Embedding(corpus.embedder))
    retriever = index.as_retriever(similarity_top_k=limit)

    def search(question: str) -> list[tuple[str, float]]:
        found = retriever.retrieve(question)
        return [(each.node.node_id, float(each.score or 0.0)) for each in found]

    return search
