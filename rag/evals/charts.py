"""Charts as inline SVG: pure functions; no script, no font, no style of their own.

Colours come from the page by class name (`fill-correct`, `soft`); all else is a presentation
attribute, because a strict Content-Security-Policy refuses style attributes. A chart is drawn as
wide as a telephone, so that its text stays readable there. What it draws it also tells: as a title
and a sentence for screen readers, and as a table for everyone.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement, tostring

from rag.evals.wording import milliseconds, percent

WIDTH = 420
_LABEL = 116  # right edge of the row names
_ROW = 26
_HEIGHT = 190  # of a plot with two axes


@dataclass(frozen=True, slots=True)
class Row:
    """A row of the table that tells what the chart draws."""

    label: str
    cells: tuple[str, ...]
    link: str | None = None  # "#…", on the same page


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing, and its figures as a table."""

    title: str
    note: str  # how to read it, one or two sentences
    svg: str
    columns: tuple[str, ...]  # the first is that of the labels
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """One part of every stacked bar; `name` ends the class that colours it."""

    name: str
    label: str


@dataclass(frozen=True, slots=True)
class Stack:
    """One stacked bar: a count and a link for each series."""

    label: str
    counts: tuple[int, ...]
    links: tuple[str, ...]
    link: str | None = None


@dataclass(frozen=True, slots=True)
class Interval:
    """A share between 0 and 1, measured on `count` questions."""

    label: str
    count: int
    value: float
    low: float | None
    high: float | None
    link: str | None = None


def stacked_bars(name: str, title: str, series: Sequence[Series], stacks: Sequence[Stack]) -> Chart:
    """Shares of a whole, the counts written in; a whole of nothing is left out."""
    stacks = [stack for stack in stacks if sum(stack.counts)]
    note = "Each bar is all questions of a kind. The figures are counts and lead to the lists."
    svg = _svg(name, title, note, _ROW * len(stacks) + 4)
    for at, stack in enumerate(stacks):
        top, left, total = at * _ROW + 3, float(_LABEL + 8), sum(stack.counts)
        _text(svg, _LABEL, top + 14, stack.label, anchor="end", at_most=14)
        for one, count, link in zip(series, stack.counts, stack.links, strict=True):
            if not count:
                continue
            width = (WIDTH - _LABEL - 42) * count / total
            # By keyboard the same lists are reached from the table and the filter.
            part = SubElement(svg, "a", {"href": link, "tabindex": "-1"})
            bar = _rect(part, left, top, max(width - 1.5, 1), 19, f"fill-{one.name}")
            SubElement(bar, "title").text = f"{stack.label}: {count} {one.label.lower()}"
            if width > 8 * len(str(count)) + 4:
                _text(part, left + width / 2 - 0.75, top + 14, str(count), f"on-{one.name}")
            left += width
        _text(svg, WIDTH, top + 14, str(total), "soft", anchor="end")
    rows = [
        Row(each.label, (*_words(each.counts), str(sum(each.counts))), each.link) for each in stacks
    ]
    return _chart(title, note, svg, ["", *(one.label for one in series), "All"], rows)


def interval_plot(
    name: str, title: str, note: str, rows: Sequence[Interval], overall: float | None = None
) -> Chart:
    """A dot for each share and a line for its interval; dashed, the share over all questions."""
    bottom = _ROW * len(rows) + 2
    svg = _svg(name, title, note, bottom + 20)
    left, right = _LABEL + 14, WIDTH - 52

    def x(share: float) -> float:
        return left + (right - left) * min(max(share, 0.0), 1.0)

    for quarter in range(5):
        _line(svg, x(quarter / 4), 0, x(quarter / 4), bottom, "grid")
        if quarter % 2 == 0:
            _text(svg, x(quarter / 4), bottom + 15, percent(quarter / 4), "soft")
    if overall is not None:
        _line(svg, x(overall), 0, x(overall), bottom, "overall", {"stroke-dasharray": "3 3"})
    for at, row in enumerate(rows):
        y = at * _ROW + _ROW / 2
        _text(svg, _LABEL, y + 4.5, row.label, anchor="end", at_most=14)
        if row.low is not None and row.high is not None:
            _line(svg, x(row.low), y, x(row.high), y, "whisker", {"stroke-width": "3"})
        SubElement(svg, "circle", {"cx": _n(x(row.value)), "cy": _n(y), "r": "5", "class": "dot"})
        _text(svg, WIDTH, y + 4.5, percent(row.value), anchor="end")
    table = [
        Row(row.label, (percent(row.value), _between(row.low, row.high), str(row.count)), row.link)
        for row in rows
    ]
    return _chart(title, note, svg, ["", "Share", "Interval", "Questions"], table)


def bars(name: str, title: str, note: str, rows: Sequence[tuple[str, int, str]]) -> Chart:
    """Counts as bars under their names: (name, count, link); names may be sentences."""
    svg = _svg(name, title, note, 42 * len(rows) or 1)
    most = max((count for _, count, _ in rows), default=0) or 1
    for at, (label, count, link) in enumerate(rows):
        part = SubElement(svg, "a", {"href": link, "tabindex": "-1"})
        _text(part, 0, at * 42 + 15, label, anchor="start", at_most=62)
        width = (WIDTH - 40) * count / most
        _rect(part, 0, at * 42 + 22, max(width, 1.5), 11, "fill-lost" if count else "fill-none")
        _text(part, width + 8, at * 42 + 32, str(count), anchor="start")
    table = [Row(label, (str(count),), link) for label, count, link in rows]
    return _chart(title, note, svg, ["", "Questions"], table)


def risk_curve(name: str, title: str, note: str, points: Sequence[Sequence[float]]) -> Chart:
    """Share of wrong answers (up) against share of questions answered (right), as steps."""
    svg = _svg(name, title, note, _HEIGHT)
    top = next(step for step in (0.1, 0.2, 0.4, 0.6, 1.0) if step >= max(y for _, y in points))
    left, right, bottom = 44.0, WIDTH - 20.0, _HEIGHT - 38.0

    def x(share: float) -> float:
        return left + (right - left) * share

    def y(risk: float) -> float:
        return 8 + (bottom - 8) * (1 - risk / top)

    for quarter in range(5):
        _line(svg, left, y(top * quarter / 4), right, y(top * quarter / 4), "grid")
        _text(svg, x(quarter / 4), bottom + 16, percent(quarter / 4), "soft")
        if quarter % 2 == 0:
            risk = top * quarter / 4
            _text(svg, left - 7, y(risk) + 4.5, percent(risk), "soft", anchor="end")
    _text(svg, (left + right) / 2, _HEIGHT - 4, "share of questions answered, surest first", "soft")
    steps = "".join(f"H{_n(x(share))}V{_n(y(risk))}" for share, risk in points)
    path = f"M{_n(left)} {_n(y(points[0][1]))}{steps}"
    SubElement(svg, "path", {"d": path, "class": "curve", "fill": "none", "stroke-width": "2"})
    told = [
        Row(percent(tenth / 10), (percent(reached[-1][1]),))
        for tenth in range(1, 11)
        if (reached := [point for point in points if point[0] <= tenth / 10 + 1e-9])
    ]
    return _chart(title, note, svg, ["Answered", "Of these wrong"], told)


def histogram(
    name: str, title: str, note: str, values: Sequence[float], marks: Sequence[tuple[str, float]]
) -> Chart:
    """How many of `values` (milliseconds) fall where, on a logarithmic scale; `marks` are lines."""
    svg = _svg(name, title, note, _HEIGHT)
    edges = _edges(values)
    counts = [0] * (len(edges) - 1)
    for value in values:
        at = sum(value >= edge for edge in edges) - 1
        counts[min(max(at, 0), len(counts) - 1)] += 1
    left, right, bottom = 4.0, WIDTH - 4.0, _HEIGHT - 26.0
    first, last = math.log10(edges[0]), math.log10(edges[-1])

    def x(value: float) -> float:
        share = (math.log10(max(value, edges[0])) - first) / (last - first)
        return left + (right - left) * min(share, 1.0)

    for low, high, count in zip(edges, edges[1:], counts, strict=False):
        height = (bottom - 44) * count / max(*counts, 1)
        bar = _rect(svg, x(low), bottom - height, x(high) - x(low) - 1, height, "fill-bar")
        between = f"{milliseconds(low)} to {milliseconds(high)}: {count}"
        SubElement(bar, "title").text = between
    _line(svg, left, bottom, right, bottom, "axis")
    for tick in _ticks(edges[0], edges[-1]):
        _text(svg, min(max(x(tick), 22), WIDTH - 22), bottom + 17, milliseconds(tick), "soft")
    for at, (label, value) in enumerate(marks):
        y = 14 + 17 * at
        _line(svg, x(value), y - 11, x(value), bottom, "overall", {"stroke-dasharray": "3 3"})
        said = f"{label} {milliseconds(value)}"
        ends = x(value) > WIDTH - 130
        _text(svg, x(value) + (-6 if ends else 6), y, said, anchor="end" if ends else "start")
    table = [
        Row(f"{milliseconds(low)} to {milliseconds(high)}", (str(count),))
        for low, high, count in zip(edges, edges[1:], counts, strict=False)
    ]
    return _chart(title, note, svg, ["Latency", "Questions"], table)


def _edges(values: Sequence[float]) -> list[float]:
    """At most 28 bins, equal on a logarithmic scale, that hold all the values."""
    low, high = (math.log10(max(end, 0.01)) for end in (min(values), max(values)))
    for per_decade in (40, 20, 10, 5, 2, 1):
        first = math.floor(low * per_decade)
        last = max(math.ceil(high * per_decade), first + 1)
        if last - first <= 28:
            break
    return [10 ** (at / per_decade) for at in range(first, last + 1)]


def _ticks(low: float, high: float) -> list[float]:
    """1, 2, 5, 10, 20 …, as far as they lie between; else the two ends."""
    decades = range(math.floor(math.log10(low)), math.ceil(math.log10(high)) + 1)
    steps = [step * 10.0**decade for decade in decades for step in (1, 2, 5)]
    found = [step for step in steps if low * 0.999 <= step <= high * 1.001]
    if len(found) > 7:
        found = [step for step in found if f"{step:e}".startswith("1")]
    return found if len(found) > 1 else [low, high]


def _between(low: float | None, high: float | None) -> str:
    return "–" if low is None or high is None else f"{percent(low)} to {percent(high)}"


def _words(counts: Sequence[int]) -> list[str]:
    return [str(count) for count in counts]


def _svg(name: str, title: str, note: str, height: float) -> Element:
    svg = Element(
        "svg",
        {
            "viewBox": f"0 0 {WIDTH} {_n(height)}",
            "role": "img",
            "aria-labelledby": f"{name}-title {name}-note",
        },
    )
    SubElement(svg, "title", {"id": f"{name}-title"}).text = title
    SubElement(svg, "desc", {"id": f"{name}-note"}).text = note
    return svg


def _chart(
    title: str, note: str, svg: Element, columns: Sequence[str], rows: Sequence[Row]
) -> Chart:
    drawn = tostring(svg, encoding="unicode")
    return Chart(title, note, drawn, tuple(columns), tuple(rows))


def _text(
    parent: Element,
    x: float,
    y: float,
    text: str,
    kind: str = "ink",
    anchor: str = "middle",
    at_most: int = 99,
) -> None:
    cut = text if len(text) <= at_most else f"{text[: at_most - 1]}…"
    where = {"x": _n(x), "y": _n(y), "text-anchor": anchor, "class": kind}
    SubElement(parent, "text", where).text = cut


def _rect(parent: Element, x: float, y: float, width: float, height: float, kind: str) -> Element:
    size = {"x": x, "y": y, "width": width, "height": height}
    return SubElement(
        parent, "rect", {name: _n(max(value, 0)) for name, value in size.items()} | {"class": kind}
    )


def _line(
    parent: Element,
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    kind: str,
    more: dict[str, str] | None = None,
) -> None:
    ends = {"x1": _n(x1), "y1": _n(y1), "x2": _n(x2), "y2": _n(y2)}
    SubElement(parent, "line", ends | {"class": kind} | (more or {}))


def _n(value: float) -> str:
    """A coordinate, to a tenth of a unit."""
    return f"{value:.1f}".removesuffix(".0")
