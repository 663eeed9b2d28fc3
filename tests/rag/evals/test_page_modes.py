"""Two modes on the page: in pairs, failures first, every changed verdict with both answers."""

from typing import Any

from lxml import html

from rag.evals.page import report_page
from tests.rag.evals.reports import HOSTILE, hostile_report, question, report, with_modes


def few() -> dict[str, Any]:
    """A report of a few questions."""
    verdicts = ("correct", "wrong", "correct", "wrongly_refused")
    return report([question(at, verdict) for at, verdict in enumerate(verdicts, 1)])


def two_modes() -> dict[str, Any]:
    return with_modes(few())


def section(whole: dict[str, Any]) -> Any:
    (found,) = html.document_fromstring(report_page(whole)).xpath("//section[@class='modes']")
    return found


def said(element: Any) -> str:
    return " ".join(element.text_content().split())


def test_failures_come_before_figures() -> None:
    text = said(section(two_modes()))
    failed = "The model failed on 5 of the 100 questions it was asked: 5 × a-model could not be"
    assert failed in text
    assert text.index(failed) < text.index("Not in its words, though nothing failed:")
    assert text.index("Not in its words") < text.index("Over all 110 questions")
    assert "10 × The passages carry too little of what it wrote." in text
    assert "9 × It was not asked, because there was nothing to word." in text
    assert "1 question got no answer at all." in text


def test_each_measure_stands_in_both_modes_with_the_difference() -> None:
    whole = two_modes()
    accuracy = whole["overall"]["accuracy"]["value"]
    rows = section(whole).xpath(".//table[@class='systems']//tr[th='Accuracy']")
    for row in rows:
        cells = [said(cell) for cell in row.xpath("td")]
        assert cells[0] == cells[1] and cells[0].startswith(f"{accuracy:.0%}")
        assert cells[2] == "+2.0 points −1.0 to +5.0 points"
    assert len(rows) == 2
    assert "Retrieval" not in said(section(whole))  # the search is the same in both


def test_a_difference_without_doubt_is_marked_by_which_way_is_better() -> None:
    whole = two_modes()
    for row in whole["modes"]["measures"]:
        row["difference"] = {"value": 0.02, "low": 0.01, "high": 0.05}
    found = {
        row.xpath("string(th)"): said(row.xpath("td")[2])
        for row in section(whole).xpath("(.//table[@class='systems'])[1]//tbody/tr")
    }
    assert "▲ better" in found["Accuracy"] and "▼ worse" in found["False refusals"]


def test_what_it_wrote_and_took_is_a_table() -> None:
    rows = {
        row.xpath("string(th)"): [said(cell) for cell in row.xpath("td")]
        for row in section(two_modes()).xpath(".//tr[count(td)=2]")
    }
    assert rows["Sentences written"] == ["300", ""]
    assert rows["Dropped"] == ["15", "5% (5% to 5%)"]
    assert rows["Tokens in"] == ["123,456", "1,234 a reply (1,148 to 1,321)"]
    assert rows["Cost"] == ["1.2500", "0.012500 a reply"]
    assert rows["Time to write, median"][0] == "870 ms"
    assert rows["Longest failure"] == ["20 s", ""]


def test_a_changed_verdict_shows_both_answers_and_can_be_filtered() -> None:
    whole = two_modes()
    (id_,) = whole["modes"]["better"]
    before = next(each for each in whole["questions"] if each["id"] == id_)
    (listed,) = section(whole).xpath(".//ul[@class='pairs']/li")
    assert id_ in said(listed) and before["question"] in said(listed)
    one, other = (said(each) for each in listed.xpath(".//dd"))
    assert one.startswith(("✗ Wrong", "○ Wrongly", "! Wrongly", "× Failed"))
    assert other.startswith("✓ Correct In its own words. [1]")
    page = html.document_fromstring(report_page(whole))
    assert page.xpath("//article[@data-mode='better']/@id") == [f"q-{id_}"]
    assert page.xpath("//select[@name='mode']/option/@value") == ["", "better"]


def test_the_two_modes_alone_are_not_told_twice() -> None:
    whole = two_modes()
    two = whole | {"systems": whole["systems"][:2]}
    assert "Systems side by side" not in report_page(two)
    assert "Systems side by side" in report_page(whole)
    assert "In the articles" not in report_page(few())


def test_hostile_text_is_shown_as_it_is() -> None:
    page = report_page(with_modes(hostile_report(), " ".join(HOSTILE)))
    root = html.document_fromstring(page)
    assert len(root.xpath("//script")) == 1 and not root.xpath("//img")
    assert not root.xpath("//@onerror | //@onmouseover | //@onfocus | //@onload")
