"""A timeline: what the articles date about a subject, in the order in which it took place.

Each event is one sentence, word for word. What only "Wednesday" dates is left out where nobody
knows when the article was published. One event that articles date differently stands there with
each of its dates, one after the other, and as a conflict.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.article import Article
from rag.answer import Conflict, Position
from rag.composed import Citations, Composed
from rag.copies import is_copy
from rag.event_dates import EventDate, event_dates
from rag.period import Period, period
from rag.reading import Candidate
from rag.refusing import is_carried, refused
from rag.retrieve import Retrieved
from rag.sentence_forms import stands_alone
from rag.subject import Topic, topic

from rag.words import stem_set

MOST = 8  # events
_SHARE = 0.3  # what naming the whole subject is worth, beside a cosine
_GAP = 0.3  # below the best score; what scores less is hardly about the subject
_AS_MUCH = 0.6  # of the largest share
_SOME, _AS_NEAR = 0.3, 0.15  # a share, and below the best cosine, that are together enough
_ASIDE, _LEANS, _AGAIN = 0.15, 0.1, 0.08  # what an aside, a leaning sentence, a day twice cost
_WIDE = ((100, 0.25), (25, 0.15), (7, 0.1), (1, 0.03))  # more days than that, and what they cost
_SAME = 0.5  # share of the shorter sentence's stems at which two tell one event of a day
_ONE_EVENT = 0.75  # share of the shorter clause's stems at which two date one event


@dataclass(frozen=True, slots=True)
class Event:
    """A sentence, and when what it tells took place."""

    candidate: Candidate
    article: Article
    date: EventDate
    share: float  # of the subject that it names, 0 to 1
    score: float

    @property
    def told(self) -> str:
        """The sentence without the words of its date."""
        return self.candidate.text[: self.date.start] + self.candidate.text[self.date.end :]


def dated(retrieved: Retrieved, article: Callable[[str], Article | None]) -> Retrieved:
    """The hits with only those of their sentences that date something, so that these are read."""
    hits = []
    for hit in retrieved.hits:
        source = article(hit.passage.article_id)
        pairs = zip(hit.passage.sentences, hit.passage.sentence_texts, strict=True)
        kept = tuple(
            span
            for span, text in pairs
            if source is not None and event_dates(text, source.published)
        )
        if kept:
            hits.append(replace(hit, passage=replace(hit.passage, sentences=kept)))
    return Retrieved(tuple(hits), retrieved.cosines)


def timeline(
    about: str,
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    article: Callable[[str], Article | None],
) -> Composed:
    """At most eight events about a subject, in order of their dates.

    `about` is the subject as the question words it, its period included; `texts` are the sentences
    found for it, `candidates` those of them that date something, best first.
    """
    sources = {each.passage.article_id: article(each.passage.article_id) for each in candidates}
    newest = max((a.published.date() for a in sources.values() if a and a.published), default=None)
    asked = period(about, newest)
    wanted = topic(asked.rest, texts)
    events = [
        event
        for each in candidates
        if (source := sources[each.passage.article_id]) is not None
        and (event := _event(each, source, asked, wanted)) is not None
    ]
    if not is_carried(wanted, texts):
        return refused(wanted, texts, candidates, article)
    if not events:
        return refused(wanted, texts, candidates, article, _nothing(asked))
    groups = _in_order(_chosen(_near(events)))
    citations = Citations()
    claims = tuple(
        citations.verbatim(event.article, event.candidate.span, event.candidate.passage.span)
        for group in groups
        for event in group
    )
    conflicts = tuple(_conflict(group, citations) for group in groups if len(group) > 1)
    return Composed(
        claims=claims, citations=citations.all(), conflicts=conflicts, notes=_notes(asked, newest)
    )


def _event(
    candidate: Candidate, article: Article, asked: Period, wanted: Topic
) -> Event | None:
    """The best dated event of a sentence that is about the subject, in the period asked about."""
    text = candidate.text
    share = wanted.share(stem_set(text))
    if share == 0 or not wanted.is_named(stem_set(text)):
        return None
    found = [
        each
        for each in event_dates(text, article.published)
        if asked.holds(each.days) and (not each.aside or wanted.share(each.event) > 0)
    ]
    if not found:
        return None
    date_ = min(found, key=lambda each: (_cost(each), each.start))
    leaning = 0.0 if stands_alone(text) else _LEANS
    score = candidate.meaning + _SHARE * share - _cost(date_) - leaning
    return Event(candidate, article, date_, share, score)


def _near(events: Sequence[Event]) -> list[Event]:
    """The events about as near to the subject as the best, by their words or by their meaning."""
    best = max(event.score for event in events)
    share = max(event.share for event in events)
    meaning = max(event.candidate.meaning for event in events)
    return [
        event
        for event in events
        if event.score >= best - _GAP
        and (
            event.share >= _AS_MUCH * share
            or (event.share >= _SOME and event.candidate.meaning >= meaning - _AS_NEAR)
        )
    ]


def _cost(found: EventDate) -> float:
    width = (found.days.last - found.days.first).days
    wide = next((cost for days, cost in _WIDE if width >= days), 0.0)
    return wide + (_ASIDE if found.aside else 0.0)


def _chosen(events: Sequence[Event]) -> list[Event]:
    """The best events, none told twice; a day that has one already gives way to another."""
    left = sorted(events, key=lambda event: -event.score)
    chosen: list[Event] = []
    while left and len(chosen) < MOST:
        days = [event.date.days for event in chosen]
        best = max(left, key=lambda event: event.score - _AGAIN * days.count(event.date.days))
        left.remove(best)
        if not any(_is_told(best, other) for other in chosen):
            chosen.append(best)
    return chosen


def _is_told(one: Event, other: Event) -> bool:
    if not one.date.days.overlaps(other.date.days):
        return False
    return is_copy(one.told, other.told, stem_set(one.told), stem_set(other.told), _SAME)


def _in_order(events: Sequence[Event]) -> list[list[Event]]:
    """The events by date; those that date one event differently in one group, by its first date."""
    ordered = sorted(events, key=_place)
    groups: list[list[Event]] = []
    for event in ordered:
        home = next((group for group in groups if any(_opposed(event, e) for e in group)), None)
        if home is not None:
            home.append(event)
        else:
            groups.append([event])
    return groups


def _place(event: Event) -> tuple[date, date, str, int]:
    days = event.date.days
    return days.first, days.last, event.article.id, event.candidate.span.start


def _opposed(one: Event, other: Event) -> bool:
    """Whether two articles date one event, and on days that cannot both be right.

    What an article tells of its own day is news, and the next day's news is another event.
    """
    if one.article.id == other.article.id or not (_is_told_later(one) and _is_told_later(other)):
        return False
    if one.date.days.overlaps(other.date.days):
        return False
    ours, theirs = one.date.event, other.date.event
    smaller = min(len(ours), len(theirs))
    if smaller < 2 or len(ours & theirs) < _ONE_EVENT * smaller:
        return False
    return is_copy(one.date.clause, other.date.clause, ours, theirs, _ONE_EVENT)


def _is_told_later(event: Event) -> bool:
    days, published = event.date.days, event.article.published
    if days.first != days.last:
        return False
    return published is None or abs((days.first - published.date()).days) > 1


def _conflict(group: Sequence[Event], citations: Citations) -> Conflict:
    shortest = min((event.date.clause for event in group), key=len)
    positions = tuple(
        Position(
            str(event.date.days),
            event.date.words,
            (
                citations.number(
                    event.article, event.candidate.span, event.candidate.passage.span
                ),
            ),
        )
        for event in group
    )
    return Conflict(f"when: {' '.join(shortest.split()).strip(' .,;')}", positions)


def _nothing(asked: Period) -> str | None:
    if (asked.first, asked.last) == (date.min, date.max):
        return "No sentence gives an event of this a date that can be placed."
    return "No sentence dates an event of this within the time asked about."


def _notes(asked: Period, newest: date | None) -> tuple[str, ...]:
    if asked.words is None or newest is None:
        return ()
    return (f"“{asked.words}” is counted from {newest:%Y-%m-%d}, the day of the newest article.",)
