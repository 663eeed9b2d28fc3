"""Two plain systems to be measured beside ours, on the same corpus and the same questions.

Each answers with its top passage, whole, knows nothing of follow-ups and never refuses. Their
passages are ours, and so is LlamaIndex's embedding model: what differs is what is done with them.
"""

import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property

from index.article import Passage
from index.corpus import Corpus
from rag.answer import Answer, Citation, Claim, Question, Support
from rag.evals.reply import Reply, Trace, reply_from
from rag.wire import answer_as_dict
from rag.words import search_words

DEPTH = 10  # passages retrieved


class TopPassage(ABC):
    """A retriever whose best passage is the answer."""

    name: str

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus

    @abstractmethod
    def retrieve(self, question: str) -> list[tuple[Passage, float]]:
        """Passages and their scores, best first."""

    def replies(self, questions: Sequence[Question]) -> Iterator[Reply]:
        for question in questions:
            began = time.perf_counter()
            found = self.retrieve(question.text)
            answer = self._answer(question, [passage for passage, _ in found])
            elapsed = 1000 * (time.perf_counter() - began)
            yield reply_from(
                answer_as_dict(answer),
                milliseconds=elapsed,
                trace=Trace(
                    hits=tuple(passage for passage, _ in found),
                    read=tuple(passage.text for passage, _ in found),
                ),
                confidence=found[0][1] if found else None,
            )

    def _answer(self, question: Question, found: Sequence[Passage]) -> Answer:
        article = self._corpus.store.article(found[0].article_id) if found else None
        if article is None:
            return Answer(question, question.text, abstained="Nothing was retrieved.")
        span = found[0].span
        return Answer(
            question,
            question.text,
            claims=(Claim(span.of(article.body), (1,), Support.VERBATIM),),
            citations=(Citation(1, article, span, span),),
            mode=self.name,
        )


class Keyword(TopPassage):
    """BM25 over the words of the question, by SQLite's full-text index, and nothing else."""

    name = "keyword"

    def retrieve(self, question: str) -> list[tuple[Passage, float]]:
        store = self._corpus.store
        ranked = store.search_words(search_words(question), DEPTH)
        passages = store.passages([key for key, _ in ranked])
        return [(passages[key], score) for key, score in ranked if key in passages]


class LlamaIndex(TopPassage):
    """LlamaIndex's own vector index and retriever, in memory."""

    name = "llama-index"

    def retrieve(self, question: str) -> list[tuple[Passage, float]]:
        found = self._search(question)
        keys = self._corpus.store.keys([id_ for id_, _ in found])
        passages = self._corpus.store.passages(list(keys.values()))
        return [(passages[keys[id_]], score) for id_, score in found if id_ in keys]

    @cached_property
    def _search(self) -> Callable[[str], list[tuple[str, float]]]:
        from rag.evals.systems.llama_index_plain import plain_search

        return plain_search(self._corpus, DEPTH)
