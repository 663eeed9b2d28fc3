"""A timeline: what the articles date about a subject, in the order in which it took place.

Each event is one sentence, word for word. What only "Wednesday" dates is left out where nobody
knows when the article was published. One event that articles date differently stands there with
each of its dates, one after the other, and as a conflict.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from index.article import Article
from rag.answer import Claim, Conflict, Position
from rag.composed import Articles, Citations, Composed
from rag.copies import is_copy
from rag.event_dates import EventDate, event_dates, is_news, named, opposed
from rag.period import Period, period
from rag.reading import Candidate
from rag.retrieve import Retrieved
from rag.sentence_forms import stands_alone
from rag.topic import Topic, topic
from rag.unknown_subject import refused
from rag.values import Days
from rag.values.days import month_of, year_of
from rag.words import stem_set

MOST = 8  # events
_SHARE = 0.3  # what naming the whole subject is worth, beside a cosine
_GAP = 0.3  # below the best score; what scores less is hardly about the subject
_ASIDE, _LEANS, _AGAIN = 0.15, 0.1, 0.08  # what an aside, a leaning sentence, a day twice cost
_WIDE = ((100, 0.3), (25, 0.2), (7, 0.15), (2, 0.08))  # more days than that, and what they cost
_MONTH = 31  # days
_ENOUGH = 3  # events of a month or a day, from which years are left out
_SAME = 0.5  # share of the shorter sentence's stems at which two tell one event of a day


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


def dated(retrieved: Retrieved, article: Articles) -> Retrieved:
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
    article: Articles,
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
    if not any(map(wanted.is_carried, texts)):
        return refused(wanted, texts, candidates, article)
    if not events:
        return refused(wanted, texts, candidates, article, _nothing(asked))
    groups = _in_order(_chosen(_of_one_grain(_near(events, wanted))))
    citations = Citations()
    claims = tuple(_claim(event, citations) for group in groups for event in group)
    conflicts = tuple(_conflict(group, citations) for group in groups if len(group) > 1)
    return Composed(
        claims=claims, citations=citations.all(), conflicts=conflicts, notes=_notes(asked, newest)
    )


def _event(candidate: Candidate, article: Article, asked: Period, wanted: Topic) -> Event | None:
    """The best dated event of a sentence that is about the subject, in the period asked about."""
    text = candidate.text
    share = wanted.share(stem_set(text))
    if share == 0 or not wanted.is_named(candidate):
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


def _near(events: Sequence[Event], wanted: Topic) -> list[Event]:
    """The events about as near to the subject as the best, by their words or by their meaning."""
    best = max(event.score for event in events)
    share = max(event.share for event in events)
    meaning = max(event.candidate.meaning for event in events)
    return [
        event
        for event in events
        if event.score >= best - _GAP
        and wanted.is_near(event.share, share, meaning - event.candidate.meaning)
    ]


def _of_one_grain(events: Sequence[Event]) -> Sequence[Event]:
    """Without the years, among events that are dated to the month or the day."""
    narrow = [event for event in events if _width(event.date) <= _MONTH]
    return narrow if len(narrow) >= _ENOUGH else events


def _cost(found: EventDate) -> float:
    wide = next((cost for days, cost in _WIDE if _width(found) >= days), 0.0)
    return wide + (_ASIDE if found.aside else 0.0)


def _width(found: EventDate) -> int:
    return (found.days.last - found.days.first).days


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
    """Whether two articles date one event differently, neither as the news of its own day."""
    return (
        one.article.id != other.article.id
        and opposed(one.date, other.date)
        and not any(is_news(each.date, each.article.published) for each in (one, other))
    )


def _claim(event: Event, citations: Citations) -> Claim:
    candidate = event.candidate
    claim = citations.verbatim(event.article, candidate.span, candidate.passage.span)
    # "The first call since he was sworn in on March 9" is no event of 9 March.
    return claim if event.date.aside else replace(claim, label=in_words(event.date.days))


def in_words(days: Days) -> str:
    """Days as a label: "28 March 2025", "March 2025", "2025", or the first to the last."""
    first, last = days.first, days.last
    if first == last:
        return f"{first.day} {first:%B %Y}"
    if days == month_of(first.year, first.month):
        return f"{first:%B %Y}"
    if days == year_of(first.year):
        return f"{first.year}"
    return f"{first.day} {first:%B %Y} to {last.day} {last:%B %Y}"


def _conflict(group: Sequence[Event], citations: Citations) -> Conflict:
    positions = tuple(
        Position(
            str(event.date.days),
            event.date.words,
            _claim(event, citations).citations,
        )
        for event in group
    )
    told = named([event.date for event in group])
    return Conflict(f"the date of “{told}”", positions)


def _nothing(asked: Period) -> str | None:
    if (asked.first, asked.last) == (date.min, date.max):
        return "No sentence gives an event of this a date that can be placed."
    return "No sentence dates an event of this within the time asked about."


def _notes(asked: Period, newest: date | None) -> tuple[str, ...]:
    if asked.words is None or newest is None:
        return ()
    return (f"“{asked.words}” is counted from {newest:%Y-%m-%d}, the day of the newest article.",)
