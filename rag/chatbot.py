"""The main path: a question in, a cited answer out.

question -> standalone question -> hits -> candidate sentences -> answer
"""

import time
from dataclasses import dataclass
from types import TracebackType
from typing import Self

from index.article import Hit
from index.corpus import Corpus
from rag.answer import Answer, Kind, Question, Timings
from rag.compose import compose
from rag.followup import standalone
from rag.pointing import pointed
from rag.question import kind
from rag.reading import Candidate, Reader, missing
from rag.retrieve import retrieve
from rag.settings import Settings, open_corpus
from rag.spans import SpanReader, open_span_reader


@dataclass(frozen=True, slots=True)
class Depth:
    """How far a question is read."""

    passages: int  # whose sentences are looked at
    sentences: int  # of them, whose meaning is compared with the question's
    read: int  # of those, the best, in which the words that answer are looked for


# Embedding a sentence takes 2 to 5 ms, once. In a small corpus every sentence is soon remembered;
# in a large one hardly any is, and a question has 80 ms.
DEEP, SHALLOW = Depth(24, 32, 12), Depth(10, 5, 5)
_SMALL = 500  # passages up to which a corpus is small


@dataclass(frozen=True, slots=True)
class Explained:
    """An answer with the way to it."""

    answer: Answer
    hits: tuple[Hit, ...] = ()  # retrieved, best first
    candidates: tuple[Candidate, ...] = ()  # read, best first


class Chatbot:
    """Answers questions from one corpus. Safe to share between threads."""

    def __init__(self, corpus: Corpus, spans: SpanReader | None = None) -> None:
        """`spans` finds the words that answer; without it sentences are ranked, not read."""
        self.corpus = corpus
        self._spans = spans
        self._reader = Reader(corpus.embedder)

    @classmethod
    def open(cls, settings: Settings, *, lasting: bool = True) -> Self:
        """A chatbot on the home folder that the settings name; `lasting` as in `Corpus`."""
        return cls(open_corpus(settings, lasting=lasting), open_span_reader(settings.reader))

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.corpus.close()

    def ask(self, question: Question) -> Answer:
        """The answer, each of its sentences word for word from an article, or a refusal."""
        return self.explain(question).answer

    def explain(self, question: Question) -> Explained:
        """The answer, with what was found and read on the way to it."""
        began = time.perf_counter()
        # Lone surrogates cannot be encoded, for the tokenizer or the database.
        text = standalone(question).encode("utf-8", "replace").decode("utf-8")
        if not text:
            return Explained(Answer(question, text, abstained="There is no question to answer."))
        asked = _kind(question, text)
        depth = self._depth()
        vector = self.corpus.embedder.embed_question(text)
        retrieved = retrieve(self.corpus, text, vector, depth.passages)
        found = time.perf_counter()
        candidates = self._reader.read(text, vector, asked, retrieved, depth.sentences)
        if self._spans is not None:
            candidates = [
                *pointed(self._spans, text, candidates[: depth.read]),
                *candidates[depth.read :],
            ]
        read = time.perf_counter()
        composed = compose(asked, candidates, missing(text, candidates), self.corpus.store.article)
        ended = time.perf_counter()
        answer = Answer(
            question=question,
            standalone_question=text,
            claims=composed.claims,
            citations=composed.citations,
            short_answer=composed.short_answer,
            abstained=composed.abstained,
            nearest=composed.nearest,
            timings=Timings(
                retrieve=1000 * (found - began),
                read=1000 * (read - found),
                compose=1000 * (ended - read),
                total=1000 * (ended - began),
            ),
        )
        return Explained(answer, retrieved.hits, tuple(candidates))

    def _depth(self) -> Depth:
        return SHALLOW if self.corpus.store.has_more_passages_than(_SMALL) else DEEP

    def summary(self) -> str:
        """What the corpus holds, in a few words: "5 articles, 30 passages"."""
        articles, passages = self.corpus.store.counts()
        return f"{_counted(articles, 'article')}, {_counted(passages, 'passage')}"


def _kind(question: Question, text: str) -> Kind:
    """What is asked for: by the follow-up's own words, else by the question it leans on."""
    own = kind(question.text)
    return own if own is not Kind.WHAT else kind(text)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
