"""readout's retrieval as a LlamaIndex retriever, for those who build on that library.

    from rag.chatbot import Chatbot
    from rag.llama_index_retriever import ReadoutRetriever
    from rag.settings import load_settings

    with Chatbot.open(load_settings()) as chatbot:
        nodes = ReadoutRetriever(chatbot.corpus, limit=5).retrieve("When do auto tariffs start?")

Importing this module imports llama-index-core, which takes seconds; nothing else here does.
"""

from llama_index.core.base.base_retriever import BaseRetriever
from llama_index.core.schema import NodeWithScore, QueryBundle, TextNode

from index.corpus import Corpus
from rag.retrieve import retrieve


class ReadoutRetriever(BaseRetriever):
    """Passages by meaning and by words, fused by reciprocal rank, as nodes.

    A node's id is the passage's; its text is `body[start_char_idx:end_char_idx]` of the article.
    """

    def __init__(self, corpus: Corpus, limit: int = 5) -> None:
        self._corpus = corpus
        self._limit = limit
        super().__init__()

    def _retrieve(self, query_bundle: QueryBundle) -> list[NodeWithScore]:
        question = query_bundle.query_str
        vector = self._corpus.embedder.embed_question(question)
        found = retrieve(self._corpus, question, vector, self._limit)
        nodes = []
        for hit in found.hits:
            article = self._corpus.store.article(hit.passage.article_id)
            if article is None:  # removed since it was found
                continue
            published = article.published.isoformat() if article.published else None
            node = TextNode(
                id_=hit.passage.id,
                text=hit.passage.text,
                start_char_idx=hit.passage.span.start,
                end_char_idx=hit.passage.span.end,
                metadata={
                    "article_id": article.id,
                    "title": article.title,
                    "outlet": article.outlet,
                    "published": published,
                    "url": article.url,
                    "found_by": ", ".join(hit.found_by),
                },
            )
            nodes.append(NodeWithScore(node=node, score=hit.score))
        return nodes
