import base64
import hashlib
import re
from collections import Counter
from typing import Any
from urllib.parse import parse_qsl

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from rag.evals.page import report_page, shown
from rag.evals.verdicts import Stage, Verdict
from rag.evals.wording import STAGES, VERDICTS, day, expected, number
from tests.rag.evals.reports import hostile_report, question, report


def read(whole: dict[str, Any]) -> html.HtmlElement:
    return html.document_fromstring(report_page(whole))


def said(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def line(text: str) -> str:
    return " ".join(shown(text).split())


def test_every_verdict_and_every_stage_has_words() -> None:
    assert set(VERDICTS) == {verdict.value for verdict in Verdict}
    assert set(STAGES) == {stage.value for stage in Stage}
    assert len({each.sign for each in VERDICTS.values()}) == len(VERDICTS)


@pytest.mark.parametrize("make", [report, hostile_report, lambda: report([])])
def test_nothing_is_fetched_and_nothing_runs_but_the_pages_own(make: Any) -> None:
    root = read(make())
    [policy] = root.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy and "http" not in policy
    for tag in ("style", "script"):
        [element] = root.iter(tag)
        assert not element.attrib
        digest = hashlib.sha256((element.text or "").encode()).digest()
        assert f"{tag}-src 'sha256-{base64.b64encode(digest).decode()}'" in policy
    for element in root.iter():
        for name, value in element.attrib.items():
            assert not name.startswith("on") and name not in {"style", "src", "srcset", "action"}
            if name == "href":
                assert value.startswith("#")


@pytest.mark.parametrize("make", [report, hostile_report])
def test_every_link_leads_somewhere(make: Any) -> None:
    root = read(make())
    ids = root.xpath("//@id")
    assert len(ids) == len(set(ids))
    known = {name: set(root.xpath(f"//*[@name='{name}']//@value")) for name in ("kind", "tag")}
    for address in set(root.xpath("//a/@href")):
        if "=" in address:
            for name, value in parse_qsl(address[1:]):
                assert name in {"verdict", "stage", "judge"} or value in known[name]
        else:
            assert address[1:] in ids


def test_hostile_text_is_shown_as_it_is() -> None:
    whole = hostile_report()
    text = report_page(whole)
    assert not re.search("[\u202a-\u202e\u2066-\u2069\x00\x1b\ud800]", text)
    root = html.document_fromstring(text)
    for each, article in zip(whole["questions"], root.iter("article"), strict=True):
        hostile = line(each["question"])
        assert line(article.find("h3").text_content()) == hostile
        for place in ("blockquote", "p[@class='short']", "bdi[@class='tag']", "li/a"):
            [first, *_] = article.xpath(f".//{place}")
            assert said(first) == hostile
        assert article.get("data-kind") == hostile
    assert "49" not in said(root.find(".//h3"))


# Neither empty nor with a marker in it, which would rightly change what is there.
PLAIN = st.text(st.characters(codec=None, exclude_characters="[]"), max_size=40).map(
    lambda text: f"x{text}x"
)


@settings(max_examples=40)
@given(PLAIN)
def test_no_text_changes_what_the_page_is_made_of(text: str) -> None:
    def page_of(text: str) -> Counter[str]:
        each = question(2, "wrong") | {
            "id": text,
            "question": text,
            "answer": f"{text} [1]",
            "short_answer": text,
            "kind": text,
            "tags": [text],
            "contexts": [text],
            "others": {text: {"verdict": "wrong", "answer": text}},
            "claims": [{"text": text, "citations": [1], "supported": False}],
            "conflicts": [[text, text]],
            "history": [text],
        }
        each["citations"][0] |= {"title": text, "quote": text, "published": text}
        root = read(report([each], gold={"name": text, "questions": 1, "split": text}))
        return Counter(str(element.tag) for element in root.iter())

    assert page_of(text) == page_of("xx")


def test_the_figures_lead_with_their_intervals() -> None:
    whole = report()
    whole["overall"]["accuracy"] = {"value": 0.78, "low": 0.7, "high": 0.854}
    whole["overall"]["conflict_recall"] = {"value": None, "low": None, "high": None}
    figures = [said(each) for each in read(whole).find(".//ul[@class='figures']")]
    assert figures[0] == "Accuracy 78% 70% to 85%"
    assert "Conflict recall – nothing to measure" in figures
    assert figures[-1] == "Latency, median 13 ms 12 ms to 14 ms"
    measures = read(whole).find(".//table[@class='measures']")
    for measure in whole["measures"].values():
        assert measure["label"] in said(measures) and measure["meaning"] in said(measures)


def test_measures_that_the_page_does_not_know_still_lead() -> None:
    measures = {"fit": {"label": "Fit", "meaning": "How.", "better": "higher", "unit": "share"}}
    whole = report(measures=measures, overall={"fit": {"value": 0.5, "low": None, "high": None}})
    figures = read(whole).find(".//ul[@class='figures']")
    assert [said(each) for each in figures] == ["Fit 50% no interval"]


def test_the_first_sentence_counts_the_verdicts() -> None:
    [lead] = read(report()).xpath("//p[@class='lead']")
    assert said(lead) == (
        "76 of 110 questions came out as expected. Of the others, 14 wrong, 8 wrongly refused,"
        " 10 wrongly answered, 2 failed."
    )
    assert lead.xpath(".//a/@href")[0] == "#verdict=wrong"
    [lead] = read(report([question(2)])).xpath("//p[@class='lead']")
    assert said(lead) == "1 of 1 question came out as expected."
    [lead] = read(report([])).xpath("//p[@class='lead']")
    assert said(lead) == "No question was asked."


def change(measure: str, difference: float, significant: bool) -> dict[str, Any]:
    known = {"before": 0.5, "after": 0.5 + difference, "p": 0.0002, "significant": significant}
    return {"measure": measure, "difference": difference} | known


@pytest.mark.parametrize(
    ("regressed", "changes", "outcome"),
    [
        (True, [change("accuracy", -0.1, True)], "Worse than the baseline"),
        (False, [change("accuracy", -0.1, False)], "No significant change"),
        (False, [change("accuracy", 0.1, True)], "Better than the baseline"),
        (False, [change("false_refusal_rate", -0.1, True)], "Better than the baseline"),
        (False, [change("false_refusal_rate", 0.1, True)], "worse elsewhere"),
    ],
)
def test_the_comparison_has_one_clear_outcome(
    regressed: bool, changes: list[dict[str, Any]], outcome: str
) -> None:
    whole = report()
    whole["comparison"] |= {"regressed": regressed, "measures": changes}
    root = read(whole)
    [told] = root.xpath("//p[@class='outcome']")
    assert said(told).endswith(outcome)
    [section] = root.xpath("//section[h2[@id='comparison']]")
    assert "< 0.001" in said(section)
    assert section.xpath(".//p[@class='ids'][1]//a/@href")[:2] == ["#q-g011", "#q-g012"]
    assert "g900" in said(section) and "#q-g900" not in section.xpath(".//@href")


def test_without_a_comparison_a_judge_or_others_nothing_is_said_of_them() -> None:
    whole = report(comparison=None, judge=None, risk_coverage=None)
    whole["systems"] = whole["systems"][:1]
    headings = read(whole).xpath("//h2/@id")
    assert headings == ["charts", "questions", "passages"]


def test_the_best_figure_of_a_row_is_marked() -> None:
    def system(name: str, accuracy: float | None, latency: float) -> dict[str, Any]:
        figures = {"accuracy": accuracy, "latency_p50_ms": latency, "verbatim_rate": 1.0}
        overall = {key: {"value": v, "low": None, "high": None} for key, v in figures.items()}
        return {"name": name, "overall": overall, "error": None}

    whole = report()
    whole["systems"] = [
        system("one", 0.9, 20.0),
        system("two", 0.7, 10.0),
        system("three", None, 10.0),
        {"name": "four", "overall": None, "error": "It is not installed."},
    ]
    root = read(whole)
    rows = {
        row[0].text: [said(cell) for cell in row[1:]]
        for row in root.xpath("//table[@class='systems']/tbody/tr")
    }
    assert rows == {
        "Accuracy": ["90% ● best", "70%", "–"],
        "Verbatim quotes": ["100%", "100%", "100%"],
        "Latency, median": ["20 ms", "10 ms ● best", "10 ms ● best"],
    }
    assert "four could not run: It is not installed." in said(root)


def test_markers_lead_to_their_citations_and_others_stay_text() -> None:
    each = question(11, answer="One [1][2] and [9] or [x].")
    [article] = read(report([each])).iter("article")
    [answer] = article.xpath(".//p[@class='answer']")
    assert said(answer) == "One [1][2] and [9] or [x]."
    for n, link in enumerate(answer.xpath(".//a/@href"), 1):
        [source] = article.xpath(f".//li[@id='{link[1:]}']")
        assert source.find("span").text == str(n)
        assert each["citations"][n - 1]["quote"] in said(source)
    assert len(answer.xpath(".//a")) == 2


def test_a_question_tells_all_that_is_known_of_it() -> None:
    each = question(
        11, "wrong", stage_lost="not_chosen", history=["And before?"], tags=["far", "b c"]
    )
    each["citations"][0]["verbatim"] = False
    [article] = read(report([each])).iter("article")
    text = said(article)
    for part in (
        "✗ Wrong the sentence was read, but another was chosen",
        "After “And before?”",
        "both sides: “april 3”; against “wednesday” or “april 2”",
        "“April 3” against “next Wednesday”",
        "28 March 2025 · not verbatim",
        "8 passages retrieved",
        ": It names the day that the department gave.",
        f"confidence {each['confidence']:.2f}",
    ):
        assert part in text
    assert article.get("data-tag", "").split("\n") == ["far", "b c"]


def test_refusals_and_failures_are_told_apart() -> None:
    refused, failed = read(report([question(2, "wrongly_refused"), question(3, "failed")])).iter(
        "article"
    )
    assert "Refused The articles do not say." in said(refused)
    assert "The system did not answer within 60 seconds." in said(failed)


def test_without_its_script_the_page_shows_every_question() -> None:
    root = read(report())
    assert len(root.xpath("//article")) == 110
    assert root.xpath("//article[@hidden]") == []
    assert root.get_element_by_id("filter").get("hidden") is not None


def test_a_passage_that_many_questions_found_is_there_once() -> None:
    whole = report()
    listed = read(whole).xpath("//details[@class='all']//li")
    texts = [each.text_content() for each in listed]
    assert len(texts) == len(set(texts))
    assert set(texts) == set(whole["passages"].values())
    assert report_page(whole).count(texts[0]) == 1


def test_questions_of_one_name_are_told_apart() -> None:
    same = [question(1, id="a b"), question(2, id="a-b"), question(3, id="a b"), question(4, id="")]
    anchors = [article.get("id") for article in read(report(same)).iter("article")]
    assert anchors == ["q-a-b", "q-a-b-2", "q-a-b-3", "q-"]


def test_every_filter_counts_its_questions() -> None:
    whole = report()
    form = read(whole).get_element_by_id("filter")
    verdicts = {
        label.find("input").get("value"): label
        for label in form.iter("label")
        if label.find("input") is not None and label.find("input").get("type") == "checkbox"
    }
    for name, label in verdicts.items():
        assert said(label).endswith(f" {whole['verdicts'][name]}")
    kinds = {
        option.get("value"): said(option) for option in form.xpath(".//select[@name='kind']/*")
    }
    kinds.pop("")
    assert kinds == {kind: f"{kind} ({count})" for kind, count in whole["kinds"].items()}


def test_dates_figures_and_expectations_in_words() -> None:
    assert day("2025-03-28T10:00:00+00:00") == "28 March 2025"
    assert (day(None), day("Friday")) == ("date unknown", "Friday")
    assert (number(None, "share"), number(0.5, "share"), number(21.44, "words")) == (
        "–",
        "50%",
        "21.4",
    )
    assert expected(question(1, "wrongly_answered")).startswith("a refusal")
    assert expected(question(17)) == "“feel it within a week”; never “may 3”"
