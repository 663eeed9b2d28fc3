import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from rag.evals import charts
from rag.evals.charts import WIDTH, Chart, Interval, Series, Stack
from rag.evals.wording import milliseconds, percent
from tests.rag.evals.reports import HOSTILE

SERIES = (Series("correct", "Correct"), Series("wrong", "Wrong"))


def stacked(label: str = "when", counts: tuple[int, ...] = (3, 1)) -> Chart:
    stack = Stack(label, counts, ("#kind=when&a", "#kind=when&b"), "#kind=when")
    return charts.stacked_bars("verdicts", "Verdicts", SERIES, [stack])


def plotted(label: str = "when") -> Chart:
    rows = [Interval(label, 20, 0.5, 0.25, 0.75), Interval("who", 3, 1.0, None, None)]
    return charts.interval_plot("accuracy", "Accuracy", "A note.", rows, 0.6)


def listed(label: str = "lost") -> Chart:
    return charts.bars("lost", "Lost", "A note.", [(label, 4, "#a=b"), ("none", 0, "#c=d")])


def curved(label: str = "") -> Chart:
    points = [(0.25, 0.0), (0.5, 0.5), (0.75, 1 / 3), (1.0, 0.25)]
    return charts.risk_curve("risk", f"Risk {label}", "A note.", points)


def counted(label: str = "median") -> Chart:
    return charts.histogram("latency", "Latency", "A note.", [8, 9, 12, 40], [(label, 10.5)])


ALL: tuple[Callable[[str], Chart], ...] = (stacked, plotted, listed, curved, counted)


def drawn(chart: Chart) -> etree._Element:
    return etree.fromstring(chart.svg)


@pytest.mark.parametrize("make", ALL)
def test_a_chart_tells_what_it_draws(make: Callable[[str], Chart]) -> None:
    chart = make("name")
    svg = drawn(chart)
    assert svg.get("role") == "img"
    title, desc = svg[0], svg[1]
    assert (title.tag, title.text) == ("title", chart.title)
    assert (desc.tag, desc.text) == ("desc", chart.note)
    assert (svg.get("aria-labelledby") or "").split() == [title.get("id"), desc.get("id")]
    assert chart.rows
    assert all(len(row.cells) == len(chart.columns) - 1 for row in chart.rows)


@pytest.mark.parametrize("make", ALL)
def test_all_is_inside_the_frame_and_nothing_needs_a_style(make: Callable[[str], Chart]) -> None:
    svg = drawn(make("name"))
    width, height = map(float, (svg.get("viewBox") or "").split()[2:])
    assert width == WIDTH
    for element in svg.iter():
        assert element.get("style") is None
        x, y = (float(element.get(name) or 0) for name in ("x", "y"))
        wide, high = (
            float(element.get(name) or 0) if element.tag == "rect" else 0.0
            for name in ("width", "height")
        )
        assert 0 <= x <= x + wide <= width + 0.1
        assert 0 <= y <= y + high <= height + 0.1
        for name, most in (("x1", width), ("x2", width), ("y1", height), ("y2", height)):
            assert 0 <= float(element.get(name) or 0) <= most


@pytest.mark.parametrize("text", HOSTILE[:7])
@pytest.mark.parametrize("make", ALL)
def test_text_stays_text(make: Callable[[str], Chart], text: str) -> None:
    plain = [element.tag for element in drawn(make("name")).iter()]
    assert [element.tag for element in drawn(make(text)).iter()] == plain


def test_bars_are_as_wide_as_their_counts_and_lead_to_them() -> None:
    chart = stacked(counts=(30, 10))
    links = drawn(chart).findall("a")
    assert [link.get("href") for link in links] == ["#kind=when&a", "#kind=when&b"]
    first, second = (float(link[0].get("width") or 0) + 1.5 for link in links)
    assert first == pytest.approx(3 * second, abs=0.3)
    assert [link[1].text for link in links] == ["30", "10"]
    assert [link[0][0].text for link in links] == ["when: 30 correct", "when: 10 wrong"]
    assert chart.columns == ("", "Correct", "Wrong", "All")
    assert chart.rows == (charts.Row("when", ("30", "10", "40"), "#kind=when"),)


def test_a_bar_of_nothing_is_not_drawn() -> None:
    assert len(drawn(stacked(counts=(4, 0))).findall("a")) == 1
    assert stacked(counts=(0, 0)).rows == ()


def test_dots_and_lines_stand_where_the_shares_are() -> None:
    chart = plotted()
    svg = drawn(chart)
    grid = [float(line.get("x1") or 0) for line in svg.iter("line") if line.get("class") == "grid"]
    [whisker] = [line for line in svg.iter("line") if line.get("class") == "whisker"]
    dots = [float(dot.get("cx") or 0) for dot in svg.iter("circle")]
    assert dots == [grid[2], grid[4]]
    assert [float(whisker.get(end) or 0) for end in ("x1", "x2")] == [grid[1], grid[3]]
    assert [row.cells for row in chart.rows] == [
        ("50%", "25% to 75%", "20"),
        ("100%", "–", "3"),
    ]


def test_the_curve_goes_through_its_points() -> None:
    chart = curved()
    [path] = drawn(chart).iter("path")
    steps = re.findall(r"H([\d.]+)V([\d.]+)", path.get("d") or "")
    heights = [float(y) for _, y in steps]
    assert len(steps) == 4
    assert heights[1] < heights[2] < heights[3] < heights[0]  # 50%, 33%, 25%, 0%; up is less
    cells = {row.label: row.cells[0] for row in chart.rows}
    assert "20%" not in cells  # nothing is known below the first point
    assert (cells["30%"], cells["50%"], cells["100%"]) == ("0%", "50%", "25%")


@given(st.lists(st.floats(0, 1e7), min_size=1, max_size=60))
def test_every_latency_is_in_one_bin(values: list[float]) -> None:
    chart = charts.histogram("latency", "Latency", "A note.", values, [("95%", max(values))])
    assert sum(int(row.cells[0]) for row in chart.rows) == len(values)
    assert len(chart.rows) <= 28
    for element in drawn(chart).iter("rect", "text"):
        assert 0 <= float(element.get("x") or 0) <= WIDTH


def test_a_bin_holds_what_its_name_says() -> None:
    chart = charts.histogram("latency", "Latency", "A note.", [1.0] * 3 + [95.0], [])
    filled = [row for row in chart.rows if row.cells != ("0",)]
    assert [row.cells for row in filled] == [("3",), ("1",)]
    assert filled[0].label.startswith("1 ms to")
    assert filled[1].label.endswith("to 100 ms")


@given(st.floats(0, 1))
def test_only_all_is_100_percent_and_only_nothing_0(share: float) -> None:
    assert (percent(share) == "100%") == (share == 1)
    assert (percent(share) == "0%") == (share == 0)
    assert float(percent(share).removesuffix("%")) == pytest.approx(share * 100, abs=0.51)


def test_times_are_short() -> None:
    said = {8.44: "8.4 ms", 9.96: "10 ms", 112.4: "112 ms", 1234: "1.23 s", 75_000: "75 s"}
    assert {value: milliseconds(value) for value in said} == said
    assert milliseconds(250_000) == "250 s"
