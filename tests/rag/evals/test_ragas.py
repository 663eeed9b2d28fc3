import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evals.ragas import UNANSWERABLE, report_ragas
from tests.rag.evals.reports import hostile_report, question, report

# Fields of ragas.SingleTurnSample 0.4.3 that a report can fill.
FIELDS = {"user_input", "retrieved_contexts", "response", "reference"}


def samples(*questions: dict[str, Any]) -> list[dict[str, Any]]:
    return [json.loads(line) for line in report_ragas(report(list(questions))).splitlines()]


@pytest.mark.parametrize("whole", [report(), hostile_report()], ids=["plausible", "hostile"])
def test_each_question_is_one_line_in_order(whole: dict[str, Any]) -> None:
    text = report_ragas(whole)
    assert text.isascii() and text.endswith("\n")
    lines = text.removesuffix("\n").split("\n")
    assert len(lines) == len(whole["questions"])
    for line, each in zip(lines, whole["questions"], strict=True):
        sample = json.loads(line)
        sample["user_input"].encode()  # no lone surrogate
        assert set(sample) <= FIELDS
        assert sample["user_input"].endswith(each["question"].replace("\ud800", "\ufffd"))


def test_an_answered_question_has_all_that_is_known() -> None:
    asked = question(2)
    [sample] = samples(asked)
    assert sample == {
        "user_input": asked["question"],
        "retrieved_contexts": asked["contexts"],
        "response": asked["answer"],
        "reference": "ana whitlock",
    }


def test_what_is_not_known_is_left_out() -> None:
    wanted = question(1)["expected"] | {"answers": []}
    [sample] = samples(question(1, "failed", contexts=[], expected=wanted))
    assert set(sample) == {"user_input"}


def test_references_of_conflicts_and_of_what_cannot_be_answered() -> None:
    conflict, unanswerable = samples(question(11), question(3, "wrongly_answered"))
    assert conflict["reference"] == "april 3 | wednesday"
    assert unanswerable["reference"] == UNANSWERABLE


def test_earlier_questions_come_first() -> None:
    [sample] = samples(question(1, history=["When was the call?", "Who called?"]))
    assert sample["user_input"].splitlines()[:2] == ["When was the call?", "Who called?"]


@given(st.text(st.characters(codec=None)))
def test_any_text_survives(text: str) -> None:
    [sample] = samples(question(1, question=text, contexts=[text]))
    whole = "".join("\ufffd" if 0xD800 <= ord(c) <= 0xDFFF else c for c in text)
    assert sample.get("user_input", "") == whole
    assert sample["retrieved_contexts"] == [whole]
