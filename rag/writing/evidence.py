"""What a model is given to write from: sentences of the passages found, each with a label."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from index.article import Article, Passage, Span
from index.tokens import count_tokens
from rag.answer import Answer
from rag.composed import Articles
from rag.instructions import asserts, tells_how_to_tell
from rag.reading import Candidate

_HEAD = 40  # tokens of what stands above the sentences of an article
_LABEL = 6  # tokens of a label and a line break
_LONGEST = 1_500  # characters of a sentence; what is longer is a table or worse
_FIRST = 12  # candidates whose passages come before those that are only near


@dataclass(frozen=True)
class Offered:
    """A sentence that a model may build on."""

    label: str  # "S3"
    article: Article
    passage: Passage
    at: int  # which of the passage's sentences

    @property
    def span(self) -> Span:
        return self.passage.sentences[self.at]

    @cached_property
    def quote(self) -> str:
        return self.span.of(self.article.body)

    def wider(self, before: int = 1) -> Span:
        """The sentence with so many before it in its passage, which say who "he" is."""
        first = self.passage.sentences[max(0, self.at - before)]
        return Span(first.start, self.span.end)


@dataclass(frozen=True)
class Evidence:
    """All that is offered for one question, by article and in each article's order."""

    sentences: tuple[Offered, ...] = ()
    _by_label: dict[str, Offered] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_by_label", {each.label: each for each in self.sentences})

    def of(self, label: str) -> Offered | None:
        """The sentence of that label, where it was offered."""
        return self._by_label.get(label)

    def at(self, article: Article, span: Span) -> Offered | None:
        """The sentence that stands there, where it was offered."""
        for each in self.sentences:
            if each.article.id == article.id and each.span.start <= span.start < each.span.end:
                return each
        return None


def evidence_for(
    answer: Answer,
    passages: Sequence[Passage],
    candidates: Sequence[Candidate],
    article: Articles,
    tokens: int,
) -> Evidence:
    """The sentences of the best passages, in at most about `tokens` of cl100k_base.

    What the extractive answer cites comes first, then the passages of the sentences read as best,
    then those found. Passages that give orders to machines are none of them (`retrieve`);
    sentences that speak to their reader, or give an address, are not offered.
    """
    chosen: dict[str, Passage] = {}
    left = tokens
    heads: set[str] = set()
    for passage in _by_worth(answer, passages, candidates):
        source = article(passage.article_id)
        if (
            passage.id in chosen
            or source is None
            or any(map(tells_how_to_tell, passage.sentence_texts))
        ):
            continue
        head = 0 if passage.article_id in heads else _HEAD
        needed = head + count_tokens(passage.text) + _LABEL * len(passage.sentences)
        if needed > left:
            continue
        left -= needed
        heads.add(passage.article_id)
        chosen[passage.id] = passage
    return _labelled(chosen.values(), article)


def _by_worth(
    answer: Answer, passages: Sequence[Passage], candidates: Sequence[Candidate]
) -> Iterable[Passage]:
    known = {
        (each.article_id, each.span): each
        for each in (*passages, *(candidate.passage for candidate in candidates))
    }
    for citation in (*answer.citations, *([answer.nearest] if answer.nearest else [])):
        found = known.get((citation.article.id, citation.passage))
        if found is not None:
            yield found
    yield from (each.passage for each in candidates[:_FIRST])
    yield from passages


def _labelled(passages: Iterable[Passage], article: Articles) -> Evidence:
    by_article: dict[str, list[Passage]] = {}
    for each in passages:
        by_article.setdefault(each.article_id, []).append(each)
    offered: list[Offered] = []
    for id_, its in by_article.items():
        source = article(id_)
        if source is None:
            continue
        taken: set[Span] = set()
        for passage in sorted(its, key=lambda each: each.span):
            for at, (span, text) in enumerate(
                zip(passage.sentences, passage.sentence_texts, strict=True)
            ):
                if span in taken or len(text) > _LONGEST or not _WORDS.search(text):
                    continue
                taken.add(span)
                if not asserts(text, source.body) or _ADDRESS.search(text):
                    continue
                offered.append(Offered(f"S{len(offered) + 1}", source, passage, at))
    return Evidence(tuple(offered))


_ADDRESS = re.compile(r"(?<!\]\()(?:https?://|www\.)")  # but for a link in Markdown, with its words
_WORDS = re.compile(r"[^\W\d_]{2}.*?[\W\d_][^\W\d_]{2}", re.DOTALL)  # two words, at least
