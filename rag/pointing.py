"""Sentences that may answer, read: which of their words answer, and how surely.

The reader is asked twice: about the passage, where the name behind a "he" may stand, and about the
sentence alone, where no neighbour can outshine it. Of all the words that either points at, those of
the wanted sort with the best score are a sentence's answer.
"""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from index.article import Article, Span
from rag.answer import Kind
from rag.composed import Articles
from rag.narrowing import dates_another, misses
from rag.offices import office
from rag.reading import Candidate
from rag.rewording import reworded
from rag.spans import Found, SpanReader
from rag.values import Value, values
from rag.wanted import Wanted
from rag.whole import whole
from rag.words import stem_set

LEAST, MOST = -5.0, 15.0  # beyond these a score says no more
_WORTH = 0.05  # what a point of the reader’s score is worth
_UNFIT = 6.0  # taken from the score of words that are not of the wanted sort
_CLOSE = 0.6  # below the best score, within which carrying more of the question decides
_MORE = 0.1  # share of the question's words by which it carries more
_SURE = 0.0  # of the reader's score, from which that holds
_SPANS = 5  # looked at in each text
_LONGER = 12  # characters more than its date or amount from which an answer is cut to that

# "immediately" alone tells no time: "immediately after the election" does.
_ON_WHAT = re.compile(
    r"(?:immediately|right|soon|shortly|directly|just|only|even|once|after|before|until|following)"
    r"\b[”’\"']?(?: (?:after|before|once|following|when|until))?\b[^.,;:—–]{0,80}",
    re.IGNORECASE,
)

_NO_REASON = 0.15  # taken from a sentence that gives none, where one is asked for
_REASON = re.compile(
    r"\b(?:because|due to|in (?:retaliation|response|reaction|protest|order)|after (?:\w+ )?\w+ing"
    r"|since|so that|as a result|owing|on grounds|citing|alleg\w+|reason|caused"
    r"|to (?:protect|avoid|end|stop|prevent|force))\b",
    re.IGNORECASE,
)

_IS_DENIED = 0.2  # taken from what is told only to be denied
_DENIED = re.compile(
    r"\bden(?:y|ies|ied|ying)\b(?! (?:him|her|them|it|us)\b)|\bno truth (?:in|to)\b|\buntrue\b"
    r"|\bunfounded\b|\bdismiss(?:es|ed|ing)? (?:\w+ ){0,2}(?:reports?|rumou?rs?|speculation)\b",
    re.IGNORECASE,
)


def pointed(
    reader: SpanReader,
    question: str,
    wanted: Wanted,
    candidates: Sequence[Candidate],
    article: Articles,
) -> list[Candidate]:
    """The candidates with the words that answer, best first by their new scores."""
    passages = list({each.passage.id: each.passage for each in candidates}.values())
    texts = [each.text for each in passages] + [each.text for each in candidates]
    found = reader.read([(reworded(question, text), text) for text in texts], _SPANS)
    around = {passage.id: spans for passage, spans in zip(passages, found, strict=False)}
    read = [
        _read(
            question,
            each,
            [span for near in around[each.passage.id] if (span := _inside(each, near))],
            alone,
            wanted,
            _published(article(each.passage.article_id)),
        )
        for each, alone in zip(candidates, found[len(passages) :], strict=True)
    ]
    return _closest_first(sorted(read, key=lambda candidate: -candidate.score))


def _closest_first(candidates: list[Candidate]) -> list[Candidate]:
    """The candidates; one that carries more of the question goes before a best one that lacks it.

    "The tariffs start on April 3" does not answer when those on parts do, beside "Those on parts
    start on May 3".
    """
    best = candidates[0] if candidates else None
    if best is None or best.value is None:
        return candidates
    near = [
        each
        for each in candidates
        if best.score - each.score <= _CLOSE and each.value and (each.reading or LEAST) >= _SURE
    ]
    first = max(near, key=lambda each: each.words, default=best)
    if first.words < best.words + _MORE:
        return candidates
    return [first, *(each for each in candidates if each is not first)]


def _published(article: Article | None) -> datetime | None:
    return article.published if article else None


def _inside(candidate: Candidate, found: Found) -> Found | None:
    """Words of the passage as words of the candidate's sentence, where they lie in it."""
    move = candidate.passage.span.start - candidate.span.start
    start, end = found.start + move, found.end + move
    return Found(start, end, found.score) if 0 <= start <= end <= len(candidate.text) else None


def _read(
    question: str,
    candidate: Candidate,
    near: Sequence[Found],
    alone: Sequence[Found],
    wanted: Wanted,
    published: datetime | None,
) -> Candidate:
    """A candidate with its best words, and its score with what they are worth."""
    stated = values(candidate.text, published, wanted.looked_at) if wanted.looked_at else []
    aside = bool(stated) and misses(question, candidate.text)
    asked = office(question)
    held = asked.named_in(candidate.text) if asked else 1.0
    best, words, value = LEAST, None, None
    for each in (*near, *alone):
        inside = [one for one in stated if one.start < each.end and each.start < one.end]
        score = (_best(near, each) + _best(alone, each)) / 2
        if not wanted.fits(candidate.text[each.start : each.end], inside):
            score = max(LEAST, score - _UNFIT)
        only = _only(inside, wanted)
        another = (
            wanted.kind is Kind.WHEN
            and only is not None
            and dates_another(question, candidate.text, only.end)
        )
        if aside or another or (only is not None and not wanted.timely(only, published)):
            score = max(LEAST, score - _UNFIT)
        score = max(LEAST, score - _UNFIT * (1 - held))
        if words is None or score > best:
            best, words, value = score, each, only
    answer = None
    if words is not None:
        start, end = _trimmed(words, value)
        if wanted.kind is Kind.WHEN and (rest := _ON_WHAT.match(candidate.text, start)):
            end = max(end, rest.end())
        start, end = whole(candidate.text, start, end, wanted.kind)
        answer = Span(candidate.span.start + start, candidate.span.start + end)
    score = candidate.score + _WORTH * best
    if wanted.kind is Kind.WHY and not _REASON.search(candidate.text):
        score -= _NO_REASON
    denied = _DENIED.search(candidate.text) if not _asks_of_denying(question) else None
    if denied is not None and words is not None and words.end > denied.start():
        score -= _IS_DENIED
    return replace(candidate, score=score, reading=best, answer=answer, value=value)


def _asks_of_denying(question: str) -> bool:
    return bool(stem_set("deny") & stem_set(question))


def _best(found: Sequence[Found], words: Found) -> float:
    """The best score of what was found at those words."""
    scores = (each.score for each in found if each.start < words.end and words.start < each.end)
    return max(LEAST, min(MOST, max(scores, default=LEAST)))


def _only(inside: Sequence[Value], wanted: Wanted) -> Value | None:
    """The value of the wanted sort, where there is one and not several."""
    fitting = [value for value in inside if value.kind in wanted.values]
    return fitting[0] if len(fitting) == 1 else None


def _trimmed(words: Found, value: Value | None) -> tuple[int, int]:
    """An answer that cuts its value in two is made whole; one that rambles is cut to it."""
    if value is None:
        return words.start, words.end
    if words.end - words.start > len(value.words) + _LONGER:
        return value.start, value.end
    return min(words.start, value.start), max(words.end, value.end)
