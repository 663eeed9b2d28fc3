"""The main path: a question in, a cited answer out.

question -> standalone question -> hits -> candidate sentences -> answer
"""

import time
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache
from types import TracebackType
from typing import TYPE_CHECKING, Self

from index.article import Article, Hit
from index.corpus import Corpus
from index.listing import ListedArticle
from index.selection import Keys
from rag.answer import Answer, Kind, Question, Timings
from rag.compose import compose, figures_first
from rag.explained import Explained
from rag.filters import NO_FILTERS, Filters, left_out
from rag.followup import standalone
from rag.origins import origins_note, same_origins
from rag.pointing import pointed
from rag.question import SEVERAL, kind, without_choice
from rag.quoting import any_text, quoted
from rag.reading import Reader, missing
from rag.refusing import confidence, refusal
from rag.retrieve import any_passage, retrieve
from rag.search import Found, Search, look_for
from rag.settings import Settings, open_corpus
from rag.several import several
from rag.spans import SpanReader, open_span_reader
from rag.spelling import mended
from rag.subject import subject
from rag.timeline import dated
from rag.told import Told, unheard
from rag.wanted import wanted
from rag.writing.opening import open_writer

if TYPE_CHECKING:  # what few questions need is imported for them
    from rag.claim_check import ClaimCheck
    from rag.writing.writer import Writer


@dataclass(frozen=True, slots=True)
class Depth:
    """How far a question is read."""

    passages: int  # whose sentences are looked at
    sentences: int  # of them, whose meaning is compared with the question's
    read: int  # of those, the best, in which the words that answer are looked for


# Embedding a sentence takes 2 to 5 ms, once. In a small corpus every sentence is soon remembered;
# in a large one hardly any is, and a question, reading included, has 150 ms.
DEEP, SHALLOW = Depth(24, 32, 12), Depth(12, 8, 5)
# Where several sentences answer, and none is searched for the words that do.
DEEP_SEVERAL, SHALLOW_SEVERAL = Depth(30, 96, 0), Depth(16, 12, 0)
_NO_SUBJECT = "The question names no subject: say what the answer is to be about."
_NARROW, _WIDER = 6, 6  # passages that a question finds, and each line of other words adds
_SMALL = 500  # passages up to which a corpus is small


class Chatbot:
    """Answers questions from one corpus. Safe to share between threads."""

    def __init__(
        self, corpus: Corpus, spans: SpanReader | None = None, writer: "Writer | None" = None
    ) -> None:
        """`spans` finds the words that answer; without it sentences are ranked, not read.

        `writer` has a language model word the answers.
        """
        self.corpus = corpus
        self._spans = spans
        self._writer = writer
        self._reader = Reader(corpus.embedder)

    @classmethod
    def open(cls, settings: Settings, *, lasting: bool = True) -> Self:
        """A chatbot on the home folder that the settings name; `lasting` as in `Corpus`."""
        writer = open_writer(settings)
        return cls(
            open_corpus(settings, lasting=lasting), open_span_reader(settings.reader), writer
        )

    @property
    def model(self) -> str | None:
        """The name of the language model that words the answers; None where none does."""
        return self._writer.model.name if self._writer is not None else None

    def warm(self) -> None:
        """Loads what the first question to the model would wait for. May take seconds."""
        if self._writer is not None and (loading := self._writer.warm()) is not None:
            loading.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.corpus.close()

    def ask(self, question: Question, told: Told = unheard) -> Answer:
        """The answer, or a refusal: each of its sentences word for word from an article.

        With a writer, sentences may be a model's that the articles carry. `told` hears what is
        being done. Raises UsageError when the question's filters name an outlet that no article
        is from.
        """
        return self.explain(question, told).answer

    def explain(self, question: Question, told: Told = unheard) -> Explained:
        """The answer, with what was found and read on the way to it."""
        began = time.perf_counter()
        writer = None if question.extractive else self._writer
        until = time.monotonic() + (writer.seconds if writer else 0.0)
        if writer:
            writer.warm()
        alone = writer.whole_question(question, until) if writer else standalone(question)
        found = self._found(question, alone, told, began, writer)
        answer = found.answer
        if writer and found.hits:
            found = self._wider(found, writer, until, told) if answer.abstained else found
            answer = writer.write(found, cache(self.corpus.store.article), until, told)
        answer = self._with_origins(answer)
        total = 1000 * (time.perf_counter() - began)
        spent = answer.timings.retrieve + answer.timings.read
        timings = replace(answer.timings, compose=total - spent, total=total)
        return replace(found, answer=replace(answer, timings=timings))

    def _found(
        self, question: Question, alone: str, told: Told, began: float, writer: "Writer | None"
    ) -> Explained:
        """The extractive answer to a question that stands `alone`, but for its sources' origins.

        Where a writer is to have it, without the passages that are none of its sources.
        """
        # Lone surrogates cannot be encoded, for the tokenizer or the database.
        text = alone.encode("utf-8", "replace").decode("utf-8")
        if not text:
            return Explained(Answer(question, text, abstained="There is no question to answer."))
        text = without_choice(mended(text, self.corpus.store.frequency))
        among: Keys | None = None
        notes: tuple[str, ...] = ()
        if question.filters:
            question = self.checked(question)
            selected = self.corpus.store.select(question.filters.selection)
            among, notes = selected.keys, left_out(selected)
            if not len(among):
                reason = f"No article is within the limits: {question.filters}."
                return Explained(Answer(question, text, abstained=reason, notes=notes))
        told("Searching the articles")
        asked = kind(text)
        article, depth = cache(self.corpus.store.article), self._depth(asked)
        about = subject(text) if asked in SEVERAL else text
        if not about and depth is SHALLOW_SEVERAL:
            return Explained(Answer(question, text, abstained=_NO_SUBJECT))
        vector = self.corpus.embedder.embed_question(about or text)
        retrieved = retrieve(
            self.corpus,
            about or text,
            vector,
            depth.passages,
            among,
            writer.is_source if writer else any_passage,
        )
        found = time.perf_counter()
        told(f"Reading {_counted(len(retrieved.hits), 'passage')}")
        looked_at = dated(retrieved, article) if asked is Kind.TIMELINE else retrieved
        candidates = self._reader.read(about or text, vector, asked, looked_at, depth.sentences)
        composed = (
            several(asked, text, about, retrieved, candidates, article)
            if asked in SEVERAL
            else quoted(
                text,
                retrieved,
                self.corpus.store,
                self._reader.vectors,
                depth.sentences,
                among,
                writer.is_news if writer else any_text,
            )
        )
        if composed is None and self._spans is not None:
            wants = wanted(asked, text)
            near = pointed(self._spans, text, wants, candidates[: depth.read], article)
            candidates = [*near, *candidates[depth.read :]]
        read = time.perf_counter()
        if composed is None:
            candidates = [*figures_first(asked, candidates)]
            why = refusal(text, asked, candidates, missing(text, candidates))
            composed = compose(text, asked, candidates, article, why)
        answer = Answer(
            question=question,
            standalone_question=text,
            claims=composed.claims,
            citations=composed.citations,
            conflicts=composed.conflicts,
            short_answer=composed.short_answer,
            abstained=composed.abstained,
            nearest=composed.nearest,
            notes=(
                *composed.notes,
                *notes,
                *(writer.left_out(len(retrieved.left_out)) if writer else ()),
            ),
            timings=Timings(retrieve=1000 * (found - began), read=1000 * (read - found)),
        )
        sure = confidence(text, candidates[0]) if candidates else None
        return Explained(answer, retrieved.hits, tuple(candidates), sure)

    def _wider(self, found: Explained, writer: "Writer", until: float, told: Told) -> Explained:
        """What was found, with passages that other words find; the extractive answer stays."""
        told("Searching with other words")
        among = self._among(found.answer.question)
        known = {hit.passage.id for hit in found.hits}
        more: list[Hit] = []
        for words in writer.other_words(found.answer.standalone_question, until):
            vector = self.corpus.embedder.embed_question(words)
            hits = retrieve(self.corpus, words, vector, _WIDER, among, writer.is_source).hits
            more += [hit for hit in hits if hit.passage.id not in known]
            known |= {hit.passage.id for hit in hits}
        return replace(found, hits=(*found.hits[:_NARROW], *more, *found.hits[_NARROW:]))

    def _among(self, question: Question) -> Keys | None:
        """The passages that a question's filters leave; None for all."""
        if not question.filters:
            return None
        return self.corpus.store.select(question.filters.selection).keys

    def _with_origins(self, answer: Answer) -> Answer:
        """The answer with what its articles have in common: near-copies are one source."""
        cited = [citation.article for citation in answer.citations]
        if not cited:
            return answer
        origin_of = self.corpus.store.origins([each.id for each in cited])
        note = origins_note(cited, origin_of)
        return replace(
            answer,
            notes=(*answer.notes, *([note] if note else [])),
            origins=same_origins(answer.citations, origin_of),
        )

    def check(self, text: str, filters: Filters = NO_FILTERS, told: Told = unheard) -> "ClaimCheck":
        """What the articles have to say about each sentence that somebody wrote.

        Raises UsageError as `ask` does.
        """
        from rag.claim_check import check_text

        among: Keys | None = None
        notes: tuple[str, ...] = ()
        if filters:
            filters = filters.among_outlets(self.corpus.store.outlets())
            selected = self.corpus.store.select(filters.selection)
            among, notes = selected.keys, left_out(selected)
            if not among.size:
                notes = (f"No article is within the limits: {filters}.", *notes)
        depth, article = self._depth(Kind.WHAT), cache(self.corpus.store.article)
        found = check_text(
            text,
            self.corpus,
            self._reader,
            article,
            depth.passages,
            depth.sentences,
            among,
            told,
        )
        return replace(found, notes=(*found.notes, *notes))

    def checked(self, question: Question) -> Question:
        """The question with outlets as the articles write them.

        Raises UsageError for an outlet that no article is from.
        """
        if not question.filters.outlets:
            return question
        known = self.corpus.store.outlets()
        return replace(question, filters=question.filters.among_outlets(known))

    def outlets(self) -> list[str]:
        """The outlets of the articles, as they write them."""
        return self.corpus.store.outlets()

    def headlines(self, most: int) -> Sequence[ListedArticle]:
        """All articles, newest first, without their text; none where there are more than `most`."""
        listing = self.corpus.store.listed(limit=most)
        return listing.articles if listing.found <= most else ()

    def search(self, search: Search) -> Found:
        """The passages nearest to some words. Raises UsageError as `ask` does."""
        return look_for(self.corpus, search)

    def article(self, article_id: str) -> Article | None:
        """The whole article; None when there is none of that id."""
        return self.corpus.store.article(article_id)

    def articles(self, limit: int, offset: int = 0) -> tuple[list[tuple[Article, int]], int]:
        """A page of the articles, each with the number of its passages, and how many there are.

        Newest first, unknown dates last.
        """
        page = list(self.corpus.store.articles(limit, offset))
        return page, self.corpus.store.counts()[0]

    def generation(self) -> int:
        """A number that is another after every change of the corpus."""
        return self.corpus.store.generation()

    def _depth(self, asked: Kind) -> Depth:
        large = self.corpus.store.has_more_passages_than(_SMALL)
        if asked in SEVERAL:
            return SHALLOW_SEVERAL if large else DEEP_SEVERAL
        return SHALLOW if large else DEEP

    def summary(self) -> str:
        """What the corpus holds, in a few words: "5 articles, 30 passages"."""
        articles, passages = self.corpus.store.counts()
        return f"{_counted(articles, 'article')}, {_counted(passages, 'passage')}"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
