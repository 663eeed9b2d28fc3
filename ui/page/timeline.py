"""Dated events as a chart: a strip that is true to scale, over a list by day that says the gaps.

Pure functions that make HTML. The list is the chart: the strip repeats it for the eye alone, and
is hidden from screen readers. Everything that comes from an article passes `html_escape`.
"""

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from rag.chronology import Chronology, Event, Telling
from rag.timeline import in_words
from rag.values import Days
from rag.values.days import month_of, year_of
from ui.page.timeline_scale import scale_html
from ui.text import heading, html_escape

_LONGEST = 600  # characters of a sentence that are shown
_ALSO = 6  # other articles named for one event
_GAPS = ((365, "wide"), (31, "long"), (7, "some"))  # days, and how much room they get

Day = tuple[Days | None, list[tuple[int, Event]]]  # days, and (place, event) of them


def timeline_html(chronology: Chronology, about: str = "") -> str:
    """The chart, with what it was made of; or why there is none."""
    if chronology.abstained is not None or not chronology.events:
        reason = chronology.abstained or "There is no event to show."
        return f'<div role="status"><p class="told">{html_escape(reason)}</p></div>'
    days: list[Day] = [
        (key, list(group))
        for key, group in groupby(enumerate(chronology.events), key=lambda pair: pair[1].days)
    ]
    label = f"Timeline of {about}" if about else "Timeline of the articles"
    return (
        f'<section class="chronology" aria-label="{html_escape(label)}">{_summary(chronology)}'
        f"{scale_html(chronology.events)}"
        f'<ol class="days">{_days(days, chronology.events)}</ol></section>'
    )


def anchor(at: int) -> str:
    """The element id of the event at that place of the chronology."""
    return f"event-{at + 1}"


def passage_link(telling: Telling) -> str:
    """Where the telling stands in its article, for an `href`; escaped."""
    span = telling.span
    return html_escape(f"/articles/{telling.article.id}?start={span.start}&end={span.end}#cited")


def time_html(days: Days) -> str:
    """Days in words, each date also in the form of a machine."""
    first, last = days.first, days.last
    if first == last:
        return _time(first.isoformat(), in_words(days))
    if days == month_of(first.year, first.month):
        return _time(f"{first:%Y-%m}", in_words(days))
    if days == year_of(first.year):
        return _time(f"{first.year:04}", in_words(days))
    begin = f"{first.day}"
    if (first.year, first.month) != (last.year, last.month):
        begin += f" {first:%B}" if first.year == last.year else f" {first:%B} {first.year}"
    end = f"{last.day} {last:%B} {last.year}"
    return f"{_time(first.isoformat(), begin)} to {_time(last.isoformat(), end)}"


def _time(machine: str, words: str) -> str:
    return f'<time datetime="{machine}">{words}</time>'


def _summary(chronology: Chronology) -> str:
    shown, found = len(chronology.events), chronology.found
    said = [f"{_counted(shown, 'event')}"]
    if found > shown:
        said = [f"{shown:,} of {found:,} events, those that most articles tell first"]
    if chronology.articles > chronology.read:
        said.append(f"read in {chronology.read:,} of {chronology.articles:,} articles")
    elif chronology.articles:
        said.append(f"in {_counted(chronology.articles, 'article')}")
    notes = "".join(f"<li>{html_escape(note)}</li>" for note in chronology.notes)
    listed = f'<ul class="notes">{notes}</ul>' if notes else ""
    key = (
        '<span class="key"><i class="dot"></i>told as past or present</span>'
        '<span class="key"><i class="dot planned"></i>still ahead when it was written</span>'
    )
    return f'<p class="quiet" role="status">{", ".join(said)}. {key}</p>{listed}'


def _days(days: Sequence[Day], events: Sequence[Event]) -> str:
    rows = []
    before: date | None = None
    for key, group in days:
        rows.append(_day(key, group, events, before))
        before = max(before, key.last) if key and before else key.last if key else before
    return "".join(rows)


def _day(
    days: Days | None,
    group: Sequence[tuple[int, Event]],
    events: Sequence[Event],
    before: date | None,
) -> str:
    if days is None:
        return _group("Told without a date of its own", "", "", group, events)
    gap, room = "", ""
    if before is not None and (passed := (days.first - before).days) > 1:
        gap = f'<p class="gap">{_span(passed)} later</p>'
        room = next((name for least, name in _GAPS if passed >= least), "")
    weekday = f" <span>{days.first:%A}</span>" if days.first == days.last else ""
    return _group(f"{time_html(days)}{weekday}", gap, room, group, events)


def _group(
    name: str, gap: str, room: str, group: Sequence[tuple[int, Event]], events: Sequence[Event]
) -> str:
    rows = "".join(_event(at, event, events) for at, event in group)
    kind = f"day {room}" if room else "day"
    return f'<li class="{kind}">{gap}<h3>{name}</h3><ol class="events">{rows}</ol></li>'


def _event(at: int, event: Event, events: Sequence[Event]) -> str:
    first, *others = event.tellings
    parts = [_source(first)]
    if event.planned:
        parts.append('<span class="ahead">ahead when written</span>')
    against = "; ".join(
        f'<a href="#{anchor(other)}">{in_words(days)}</a>'
        for other in event.against
        if (days := events[other].days) is not None
    )
    kind = "event planned" if event.planned else "event"
    below = f'<p class="byline">{" · ".join(parts)}</p>'
    if also := _also(others):
        below += f'<p class="also">{also}</p>'
    if against:
        below += f'<p class="against">Dated differently elsewhere: {against}</p>'
    link = _link(first, _sentence(first))
    return f'<li class="{kind}" id="{anchor(at)}" tabindex="-1">{link}{below}</li>'


def _link(telling: Telling, text: str) -> str:
    return (
        f'<a class="open-article" href="{passage_link(telling)}"'
        f' data-article="{html_escape(telling.article.id)}" data-start="{telling.span.start}"'
        f' data-end="{telling.span.end}">{text}</a>'
    )


def _source(telling: Telling) -> str:
    article = telling.article
    name = html_escape(article.outlet or heading(article))
    published = "date unknown"
    if article.published:
        published = f"published {article.published.day} {article.published:%B %Y}"
    said = f" · dated “{html_escape(telling.words)}”" if telling.words else ""
    return f"{name}, {published}{said}"


def _also(others: Sequence[Telling]) -> str:
    """The other articles that tell it, each with a link to its words."""
    by_article = {telling.article.id: telling for telling in reversed(others)}
    tellings = list(by_article.values())[::-1]
    if not tellings:
        return ""
    links = ", ".join(
        _link(each, html_escape(each.article.outlet or heading(each.article)))
        for each in tellings[:_ALSO]
    )
    more = f" and {len(tellings) - _ALSO:,} more" if len(tellings) > _ALSO else ""
    return f"Also in {links}{more}"


def _sentence(telling: Telling) -> str:
    text = " ".join(telling.text.split())
    return html_escape(text if len(text) <= _LONGEST else text[:_LONGEST] + "…")


def _span(days: int) -> str:
    """How long that is, in the largest unit that still says it: "8 days", "3 months", "2 years"."""
    if days < 60:
        return f"{days} days"
    if days < 730:
        return f"{round(days / 30.44)} months"
    return f"{round(days / 365.25)} years"


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}" if count == 1 else f"{count:,} {noun}s"
