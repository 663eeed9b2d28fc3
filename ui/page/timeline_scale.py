"""The strip over the timeline: one bar a day, as far apart as the days are.

A few events long before or after the rest would press the rest into one spot. So the strip covers
the days of nine in ten of them where that makes it much shorter, and counts those beyond its ends.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import date

from rag.chronology import Event
from rag.values.days import month_of, months_on, moved

_SIDE = 0.05  # of the events, that may lie beyond an end
_SHORTER = 4  # times, for which they are left beyond it
_TICKS = 8  # at most
_TALL = 5  # events, as high as a bar gets


def scale_html(events: Sequence[Event]) -> str:
    """The strip; "" where there are not two days to put on it."""
    placed = [(at, event) for at, event in enumerate(events) if event.days is not None]
    middles = sorted(_middle(event) for _, event in placed)
    if len(set(middles)) < 2:
        return ""
    first, last = _window(middles)
    bars: dict[date, list[tuple[int, Event]]] = defaultdict(list)
    for at, event in placed:
        bars[_middle(event)].append((at, event))
    shown = "".join(
        _bar(day, group, first, last) for day, group in bars.items() if first <= day <= last
    )
    ticks = "".join(
        f'<span class="tick" style="left:{_place(day, first, last):.2f}%">{name}</span>'
        for day, name in _ticks(first, last)
    )
    beyond = (
        (sum(day < first for day in middles), "before", "‹ {} earlier"),
        (sum(day > last for day in middles), "after", "{} later ›"),
    )
    ends = "".join(
        f'<span class="{side}">{words.format(count)}</span>'
        for count, side, words in beyond
        if count
    )
    return (
        f'<div class="scale" aria-hidden="true"><div class="bars">{shown}</div>'
        f'<div class="ticks">{ticks}</div><div class="beyond">{ends}</div></div>'
    )


def _bar(day: date, group: Sequence[tuple[int, Event]], first: date, last: date) -> str:
    planned = " planned" if all(event.planned for _, event in group) else ""
    height = min(len(group), _TALL)
    return (
        f'<a class="bar h{height}{planned}" tabindex="-1" href="#event-{group[0][0] + 1}"'
        f' style="left:{_place(day, first, last):.2f}%"></a>'
    )


def _middle(event: Event) -> date:
    days = event.days
    assert days is not None
    return days.first + (days.last - days.first) / 2


def _window(middles: Sequence[date]) -> tuple[date, date]:
    first, last = middles[0], middles[-1]
    aside = int(len(middles) * _SIDE)
    near, far = middles[aside], middles[-1 - aside]
    if near < far and (last - first) > _SHORTER * (far - near):
        return near, far
    return first, last


def _place(day: date, first: date, last: date) -> float:
    """Percent of the way from `first` to `last`."""
    return 100 * (day - first).days / (last - first).days


def _ticks(first: date, last: date) -> Iterator[tuple[date, str]]:
    """Days to name below the strip, at most eight, evenly apart in the calendar."""
    days = (last - first).days
    if days <= 14 * _TICKS:
        step = next(each for each in (1, 2, 7, 14) if days / each <= _TICKS)
        day = first
        while day <= last:
            yield day, f"{day.day} {day:%b}"
            day = moved(day, step)
        return
    months = next((each for each in (1, 2, 3, 6, 12) if days / 30 / each <= _TICKS), 0)
    months = months or 12 * -(-days // (365 * _TICKS))
    day = month_of(first.year, first.month).first
    if months >= 12:
        day = day.replace(month=1)
    while day <= last:
        if day >= first:
            yield day, f"{day.year}" if months >= 12 else f"{day:%b} {day.year}"
        following = months_on(day, months)
        if following <= day:  # the end of the calendar
            return
        day = following
