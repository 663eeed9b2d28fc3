"""A plain LlamaIndex search over a corpus: VectorStoreIndex, SimpleVectorStore, top k.

Importing this module imports llama-index-core, which takes seconds.
"""

from collections.abc import Callable

from llama_index.core import VectorStoreIndex
from llama_index.core.embeddings import BaseEmbedding
from llama_index.core.retrievers import VectorIndexRetriever
from llama_index.core.schema import TextNode
from pydantic import PrivateAttr

from index.corpus import Corpus
from index.embed import Embedder
from index.selection import Keys

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


def plain_search(
    corpus: Corpus, limit: int
) -> Callable[[str, Keys | None], list[tuple[str, float]]]:
    """A search over all passages of the corpus, which are embedded already, or those of some keys.

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
    named = dict(zip(keys, ids, strict=True))

    def search(question: str, among: Keys | None) -> list[tuple[str, float]]:
        allowed = None if among is None else [named[key] for key in among if key in named]
        if allowed == []:  # which LlamaIndex would take for no limit
            return []
        retriever = VectorIndexRetriever(index, similarity_top_k=limit, node_ids=allowed)
        found = retriever.retrieve(question)
        return [(each.node.node_id, float(each.score or 0.0)) for each in found]

    return search
