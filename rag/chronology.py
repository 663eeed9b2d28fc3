"""The dated events of a corpus, or of an answer, in order: what a chart of them is drawn from.

An event is a sentence, word for word, on the days it dates itself to. Where several articles tell
it, it is one event with several tellings; where they date it differently, each date stands there
and names the others. Of a large corpus so many of the newest articles are read, and it is said.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import inf

from index.article import Article, Span
from index.selection import Selection
from index.store import Store
from rag.answer import Answer, Citation
from rag.copies import is_copy
from rag.event_dates import EventDate, event_dates, is_news, of_one_event, opposed
from rag.sentence_forms import is_whole, leans
from rag.timeline import in_words
from rag.values import Days
from rag.words import stem_set

ARTICLES = 200  # that are read for one chronology
MOST = 150  # events in one
_WIDEST = 31  # days; what is only known to lie in a longer time is no point on a chart
_SAME = 0.6  # share of the shorter sentence's stems at which two tell one event of a day
_FEW = 3  # stems in common from which two sentences can be told to be of one event
_REMEMBERED = 2_000  # articles whose dates are remembered
_KEPT = 8  # chronologies
_NONE = "No article dates an event that can be placed in time."
_NONE_THEN = "No article dates an event within these days."


@dataclass(frozen=True, slots=True)
class Telling:
    """A sentence of an article that tells an event: `article.body[span]`."""

    article: Article
    span: Span
    words: str | None = None  # its own for the date: "Wednesday"

    @property
    def text(self) -> str:
        return self.span.of(self.article.body)


@dataclass(frozen=True, slots=True)
class Event:
    """What took place, or was to, on some days."""

    days: Days | None  # None where an answer's sentence dates something else than it tells
    tellings: tuple[Telling, ...]  # at least one; the first is the one to show
    planned: bool | None = None  # whether it lay ahead of all who tell it; None when unknown
    against: tuple[int, ...] = ()  # places in `Chronology.events` of its other dates


@dataclass(frozen=True, slots=True)
class Chronology:
    """Events in order of their dates, those without one last."""

    events: tuple[Event, ...] = ()
    found: int = 0  # events, before the limit
    read: int = 0  # articles
    articles: int = 0  # within the filters, of which `read` were read
    notes: tuple[str, ...] = ()
    abstained: str | None = None  # why there are none


@dataclass(frozen=True, slots=True)
class _Dated:
    """A telling with its date and the stems of all but the date's words."""

    telling: Telling
    date: EventDate
    stems: frozenset[str]

    @property
    def told(self) -> str:
        text = self.telling.text
        return text[: self.date.start] + text[self.date.end :]


class Chronicler:
    """Makes chronologies of a store, and remembers them. Safe to share between threads."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._dated: dict[str, tuple[_Dated, ...]] = {}  # by article, whose id is its content
        self._made: dict[object, Chronology] = {}

    def chronology(
        self,
        selection: Selection = Selection(),  # noqa: B008 - frozen
        first: date | None = None,
        last: date | None = None,
    ) -> Chronology:
        """The events from `first` to `last` that articles within `selection` tell.

        At most 200 articles are read: the newest, or with days those published nearest to them.
        """
        state = (self._store.generation(), selection, first, last)
        made = self._made.get(state)
        if made is None:
            ids, count = self._store.near(selection, first, last, ARTICLES)
            dated = [
                each
                for article_id in ids
                for each in self._of(article_id)
                if _within(each.date.days, first, last)
            ]
            found = _merged(dated)
            made = Chronology(
                events=_crossed(sorted(sorted(found, key=_rank)[:MOST], key=_place)),
                found=len(found),
                read=len(ids),
                articles=count,
                abstained=None if found else (_NONE_THEN if first or last else _NONE),
            )
            if len(self._made) >= _KEPT:
                self._made.clear()
            self._made[state] = made
        return made

    def _of(self, article_id: str) -> tuple[_Dated, ...]:
        known = self._dated.get(article_id)
        if known is None:
            if len(self._dated) >= _REMEMBERED:
                self._dated.clear()
            article = self._store.article(article_id)
            known = tuple(self._read(article)) if article else ()
            self._dated[article_id] = known
        return known

    def _read(self, article: Article) -> Iterable[_Dated]:
        for passage in self._store.passages_of(article.id):
            for span in passage.sentences:
                if (found := _dated(article, span)) is not None:
                    yield found


def chronology_of(
    answer: Answer, first: date | None = None, last: date | None = None
) -> Chronology:
    """The events of the answer to "a timeline of ...", from `first` to `last`."""
    citations = {citation.number: citation for citation in answer.citations}
    events, numbers = [], []
    for claim in answer.claims:
        cited = [citations[number] for number in claim.citations if number in citations]
        found = _labelled(cited, claim.label)
        days = found.days if found else None
        if cited and (_within(days, first, last) if days else not (first or last)):
            words = found.words if found else None
            tellings = tuple(Telling(each.article, each.span, words) for each in cited)
            events.append(Event(days, tellings, _planned(days, tellings)))
            numbers.append(set(claim.citations))
    sides = [
        [
            at
            for position in conflict.positions
            for at, event in enumerate(events)
            if numbers[at] & set(position.citations) and str(event.days) == position.value
        ]
        for conflict in answer.conflicts
    ]
    events = [
        replace(event, against=tuple(o for side in sides if at in side for o in side if o != at))
        for at, event in enumerate(events)
    ]
    nothing = None if events or not answer.claims else "None of its events lies within these days."
    return Chronology(
        events=tuple(events),
        found=len(events),
        notes=answer.notes,
        abstained=answer.abstained or nothing,
    )


def _dated(article: Article, span: Span) -> _Dated | None:
    """The event of a sentence: what it tells mainly, on the narrowest of its dates."""
    text = span.of(article.body)
    if not is_whole(text):
        return None
    found = [
        each
        for each in event_dates(text, article.published)
        if not each.aside and _width(each.days) <= _WIDEST
    ]
    if not found:
        return None
    best = min(found, key=lambda each: (_width(each.days), each.start))
    stems = stem_set(text[: best.start] + text[best.end :])
    return _Dated(Telling(article, span, best.words), best, stems)


def _labelled(cited: Sequence[Citation], label: str | None) -> EventDate | None:
    """The date that a claim is labelled with, read again from its own words."""
    for each in cited if label else ():
        for found in event_dates(each.quote, each.article.published):
            if in_words(found.days) == label:
                return found
    return None


def _merged(dated: Iterable[_Dated]) -> list[tuple[_Dated, ...]]:
    """Those that tell one event of the same days together, the one to show first."""
    by_days: dict[Days, list[list[_Dated]]] = defaultdict(list)
    for each in dated:
        groups = by_days[each.date.days]
        home = next((group for group in groups if _same(group[0], each)), None)
        if home is not None:
            home.append(each)
        else:
            groups.append([each])
    return [tuple(sorted(group, key=_clarity)) for groups in by_days.values() for group in groups]


def _same(one: _Dated, other: _Dated) -> bool:
    """Whether two sentences tell one event, as a whole or, of two articles, by their clauses."""
    if len(one.stems & other.stems) >= _FEW and is_copy(
        one.told, other.told, one.stems, other.stems, _SAME
    ):
        return True
    return one.telling.article.id != other.telling.article.id and of_one_event(one.date, other.date)


def _clarity(each: _Dated) -> tuple[bool, float, str, int]:
    """What stands alone first, then what was published first."""
    published = each.telling.article.published
    moment = published.timestamp() if published else inf
    return leans(each.telling.text), moment, each.telling.article.id, each.telling.span.start


def _rank(group: tuple[_Dated, ...]) -> tuple[int, bool, int]:
    """What several articles tell first, then what stands alone, then the newest."""
    articles = {each.telling.article.id for each in group}
    return -len(articles), leans(group[0].telling.text), -group[0].date.days.first.toordinal()


def _place(group: tuple[_Dated, ...]) -> tuple[date, date, tuple[bool, float, str, int]]:
    days = group[0].date.days
    return days.first, days.last, _clarity(group[0])


def _crossed(groups: Sequence[tuple[_Dated, ...]]) -> tuple[Event, ...]:
    """The groups as events, each with the places of those that date it differently."""
    against: dict[int, list[int]] = defaultdict(list)
    for at, group in enumerate(groups):
        for other in range(at + 1, len(groups)):
            if any(_opposed(one, two) for one in group for two in groups[other]):
                against[at].append(other)
                against[other].append(at)
    return tuple(
        Event(
            group[0].date.days,
            (tellings := tuple(each.telling for each in group)),
            _planned(group[0].date.days, tellings),
            tuple(against[at]),
        )
        for at, group in enumerate(groups)
    )


def _opposed(one: _Dated, other: _Dated) -> bool:
    """Whether two articles date one event differently, neither as the news of its own day."""
    articles = one.telling.article, other.telling.article
    return (
        articles[0].id != articles[1].id
        and opposed(one.date, other.date)
        and not is_news(one.date, articles[0].published)
        and not is_news(other.date, articles[1].published)
    )


def _planned(days: Days | None, tellings: Sequence[Telling]) -> bool | None:
    """Whether it lay ahead on the day the last of them was published."""
    written = [each.article.published.date() for each in tellings if each.article.published]
    return days.first > max(written) if days and written else None


def _within(days: Days, first: date | None, last: date | None) -> bool:
    return (first is None or days.last >= first) and (last is None or days.first <= last)


def _width(days: Days) -> int:
    return (days.last - days.first).days
