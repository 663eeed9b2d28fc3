"""What each text says in answer to a question: spans of the reader, grown to whole phrases."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Span
from rag.evals.ramdocs.asked import Asked
from rag.evals.ramdocs.expressions import date_spans, number_spans, when, year_ranges
from rag.evals.ramdocs.phrases import grown, overlap
from rag.evals.ramdocs.sports import sports_in
from rag.spans import Found, SpanReader
from rag.words import stem_set

SPANS = 6  # of each window
_WINDOW = 800  # characters; most are inside the 256 tokens of a reader
_OVERLAP = 200  # characters
# When somebody lived, which every article about a person begins with: "(12 May 1590 – 28 February
# 1621)", "born August 1, 1983". It answers no other question.
_LIFE = re.compile(
    r"\((?:[^()]{0,60}[,;:]\s?)?(?:\d{1,2} )?[A-Z][a-z]+ (?:\d{1,2}, )?\d{3,4}\s?[–—−-]\s?"
    r"[^()]{0,60}\)"
    r"|\b(?:[Bb]orn|b\.)\s(?:on\s|in\s|c\.\s)?[^.()]{0,20}\d{4}",
)
_OF_A_LIFE = 10.0  # logits
_DEFINITION = re.compile(
    r"[\"“'(]?[A-Z0-9][^\n]*?\b(?:is|was|are|were)\b(?: \w+){0,2}? (?:an?|the|one of)\s(?P<what>\w)"
)
_OPENING = 300  # characters
_DEFINED = 12.0  # logits; what a definition counts, like a good span of the reader
_NO_NAME = 6.0  # logits
_FULLER = 12.0  # logits that a fuller form of the same date may be worse


@dataclass(frozen=True, slots=True)
class Said:
    """Words of one text that may answer, with the reader's score (logits)."""

    words: str
    start: int
    end: int
    score: float


def said(question: str, kind: Asked, texts: Sequence[str], reader: SpanReader) -> list[list[Said]]:
    """For each text what it says in answer, best first, none overlapping another."""
    windows = [(at, window) for at, text in enumerate(texts) for window in _windows(text)]
    passages = [texts[at][window.start : window.end] for at, window in windows]
    read: list[list[Found]] = [[] for _ in texts]
    for (at, window), spans in zip(
        windows, reader.read([(question, each) for each in passages], SPANS), strict=True
    ):
        read[at] += [
            Found(each.start + window.start, each.end + window.start, each.score)
            for each in spans
            if each.end > each.start
        ]
    asked = stem_set(question)
    return [
        [each for each in _phrases(kind, text, spans) if not stem_set(each.words) <= asked]
        for text, spans in zip(texts, read, strict=True)
    ]


def _windows(text: str) -> list[Span]:
    spans = []
    start = 0
    while start + _WINDOW < len(text):
        end = text.rfind(" ", start + _WINDOW // 2, start + _WINDOW) + 1 or start + _WINDOW
        spans.append(Span(start, end))
        start = max(text.find(" ", end - _OVERLAP, end) + 1, end - _OVERLAP)
    return [*spans, Span(start, len(text))] if text.strip() else []


def _phrases(kind: Asked, text: str, spans: Sequence[Found]) -> list[Said]:
    match kind:
        case Asked.DATE | Asked.BIRTH | Asked.DEATH:
            found = _dates(kind, text, spans)
        case Asked.NUMBER:
            found = _inside(text, spans, number_spans(text))
        case Asked.SPORT:
            found = _sports(text, spans)
        case Asked.CATEGORY:
            found = _defined(text)
        case _:
            found = []
    if not found or kind is Asked.CATEGORY:
        found = [*found, *_grown(kind, text, spans)]
    return _apart(found)


def _grown(kind: Asked, text: str, spans: Sequence[Found]) -> list[Said]:
    return [
        _said(
            text,
            grown(text, Span(each.start, each.end), kind),
            each.score - _fault(kind, text, each),
        )
        for each in spans
    ]


def _fault(kind: Asked, text: str, span: Found) -> float:
    """What a span loses as an answer of another kind: no name where a name is asked."""
    words = text[span.start : span.end]
    named = any(word[0].isupper() for word in re.findall(r"[^\W\d_]+", words))
    return 0.0 if named or kind not in (Asked.PERSON, Asked.PLACE) else _NO_NAME


def _sports(text: str, spans: Sequence[Found]) -> list[Said]:
    known = sports_in(text)
    defined = [Found(each.start, each.end, each.score) for each in _defined(text)]
    found = _inside(text, [*defined, *spans], [Span(start, end) for start, end, _ in known])
    names = {start: name for start, _, name in known}
    result = []
    for each in found:
        phrase = grown(text, Span(each.start, each.end), Asked.THING)
        before = text[phrase.start : each.start]
        words = " ".join(f"{before}{names[each.start]}".split())
        result.append(Said(words, each.start, each.end, each.score))
    return result


def _defined(text: str) -> list[Said]:
    """What the first sentence of an article says that its subject is."""
    match = _DEFINITION.match(text[:_OPENING])
    if match is None:
        return []
    last = grown(text, Span(match.start("what"), match.start("what") + 1), Asked.CATEGORY)
    return [_said(text, Span(match.start("what"), last.end), _DEFINED)]


def _dates(kind: Asked, text: str, spans: Sequence[Found]) -> list[Said]:
    known = date_spans(text)
    if kind is not Asked.DATE:
        return _fullest(_inside(text, spans, known, last=kind is Asked.DEATH))
    ranges = year_ranges(text)
    known = [each for each in known if not any(_within(each, other) for other in ranges)]
    lives = [Span(match.start(), match.end()) for match in _LIFE.finditer(text)]
    found = _inside(text, spans, sorted([*known, *ranges], key=lambda each: each.start))
    return _fullest(
        [
            replace(each, score=each.score - _OF_A_LIFE)
            if any(overlap(life, Span(each.start, each.end)) for life in lives)
            else each
            for each in found
        ]
    )


def _within(inner: Span, outer: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _inside(
    text: str, spans: Sequence[Found], known: Sequence[Span], last: bool = False
) -> list[Said]:
    """The expressions of `known` that the spans touch, each with its best score.

    Of a span that touches several, as a life from 1819 to 1901, the first counts fully, or the
    `last`, and the others a little less.
    """
    best: dict[Span, float] = {}
    for span in spans:
        touched = [each for each in known if overlap(each, Span(span.start, span.end))]
        for rank, each in enumerate(reversed(touched) if last else touched):
            best[each] = max(best.get(each, -99.0), span.score - rank)
    return [_said(text, each, score) for each, score in best.items()]


def _fullest(dates: list[Said]) -> list[Said]:
    """Each date in the fullest form that the reader also saw: "2007" as "November 1, 2007"."""
    result = []
    for date in dates:
        mine = when(date.words)
        fuller = [
            other
            for other in dates
            if mine
            and (theirs := when(other.words))
            and theirs.known > mine.known
            and theirs.may_be(mine)
            and other.score > date.score - _FULLER
        ]
        best = max(fuller, key=lambda other: other.score) if fuller else date
        result.append(Said(best.words, best.start, best.end, max(date.score, best.score)))
    return result


def _said(text: str, span: Span, score: float) -> Said:
    return Said(" ".join(text[span.start : span.end].split()), span.start, span.end, score)


def _apart(found: list[Said]) -> list[Said]:
    kept: list[Said] = []
    for each in sorted(found, key=lambda each: (-each.score, each.start)):
        if each.words and all(each.end <= other.start or each.start >= other.end for other in kept):
            kept.append(each)
    return kept
