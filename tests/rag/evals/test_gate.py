"""The comparison with an earlier run: what it reads, and what it says of made-up runs."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from rag.evals.gate import (
    ON_THE_WAY,
    RESAMPLES,
    TESTED,
    WITHOUT_DOUBT,
    Comparison,
    ReportedQuestion,
    compare,
    comparison_as_dict,
    read_baseline,
)
from rag.evals.measures import MEASURES

Scores = Mapping[str, tuple[float, float]]


def questions(*scores: Scores, words: str = "When?") -> list[ReportedQuestion]:
    return [
        ReportedQuestion(id=f"q{at}", question=words, verdict="correct", scores=dict(each))
        for at, each in enumerate(scores)
    ]


def right(*outcomes: float) -> list[ReportedQuestion]:
    return questions(*({"correct_rate": (outcome, 1.0)} for outcome in outcomes))


def significant(comparison: Comparison) -> set[str]:
    return {each.measure for each in comparison.differences if each.significant}


def test_every_measure_that_is_tested_is_one() -> None:
    assert set(TESTED) | set(WITHOUT_DOUBT) | set(ON_THE_WAY) <= set(MEASURES)


@given(st.lists(st.sampled_from([0.0, 0.5, 1.0]), min_size=1, max_size=30))
def test_the_same_run_twice_differs_in_nothing(outcomes: list[float]) -> None:
    found = compare(right(*outcomes), right(*outcomes), "before")
    assert not found.regressed
    assert (found.better, found.worse, dict(found.changes)) == ((), (), {})
    assert [each.p for each in found.differences] == [1.0]


def test_one_question_of_many_is_chance_and_twenty_are_not() -> None:
    before = right(*[1.0] * 100)
    one = compare(before, right(0.0, *[1.0] * 99), "before")
    twenty = compare(before, right(*[0.0] * 20, *[1.0] * 80), "before")
    assert not one.regressed and one.worse == ("q0",)
    assert twenty.regressed and significant(twenty) == {"correct_rate"}
    assert len(twenty.worse) == 20
    # By hand: none of 100 draws hits the one question that got worse, 0.99 ** 100 of the time.
    assert one.differences[0].p == pytest.approx(0.99**100, abs=0.02)


def test_as_many_better_as_worse_is_no_drop() -> None:
    found = compare(right(*[1.0] * 20, *[0.0] * 20), right(*[0.0] * 20, *[1.0] * 20), "before")
    assert not found.regressed
    assert len(found.better) == len(found.worse) == 20


def test_a_rise_is_never_a_regression() -> None:
    found = compare(right(*[0.0] * 50), right(*[1.0] * 50), "before")
    assert not found.regressed and found.differences[0].p == 1.0


def test_lower_is_better_where_it_is() -> None:
    refused = {"false_refusal_rate": (1.0, 1.0)}
    kept = {"false_refusal_rate": (0.0, 1.0)}
    assert compare(questions(*[kept] * 40), questions(*[refused] * 40), "before").regressed
    assert not compare(questions(*[refused] * 40), questions(*[kept] * 40), "before").regressed


def test_one_quote_that_is_not_verbatim_is_enough() -> None:
    true, altered = {"verbatim_rate": (3.0, 3.0)}, {"verbatim_rate": (2.0, 3.0)}
    found = compare(questions(*[true] * 100), questions(altered, *[true] * 99), "before")
    assert found.regressed and significant(found) == {"verbatim_rate"}
    assert found.worse == ("q0",)


def test_what_no_reader_sees_makes_no_question_worse_and_yet_counts() -> None:
    before = questions(*[{"ndcg_at_10": (1.0, 1.0)}] * 60)
    after = questions(*[{"ndcg_at_10": (0.4, 1.0)}] * 60)
    found = compare(before, after, "before")
    assert found.regressed and found.worse == ()
    assert found.changes["q0"] == {"ndcg_at_10": (1.0, 0.4)}


def test_a_measure_that_only_one_run_has_is_not_compared() -> None:
    after = questions({"correct_rate": (1.0, 1.0), "conflict_recall": (0.0, 1.0)})
    found = compare(right(1.0), after, "before")
    assert [each.measure for each in found.differences] == ["correct_rate"]


def test_questions_are_paired_by_id_and_by_what_is_asked() -> None:
    before = [*right(1.0, 1.0), *questions({}, {}, {}, words="Who?")[2:]]
    after = right(0.0, 1.0, 1.0)
    found = compare(before, after, "before")
    assert found.worse == ("q0",)
    assert (found.only_before, found.only_after) == (("q2",), ("q2",))
    with pytest.raises(UsageError, match="none of these questions"):
        compare(before[2:], after, "before")


def test_the_report_of_a_comparison_is_json() -> None:
    found = compare(right(*[1.0] * 30), right(*[0.0] * 30), "before.json")
    told = json.loads(json.dumps(comparison_as_dict(found)))
    assert told["regressed"] is True and told["baseline"] == "before.json"
    assert told["measures"] == [
        {
            "measure": "correct_rate",
            "before": 1.0,
            "after": 0.0,
            "difference": -1.0,
            "p": pytest.approx(1 / (RESAMPLES + 1), abs=1e-6),
            "significant": True,
        }
    ]
    assert len(told["worse"]) == 30 and told["changes"]["q0"] == {"correct_rate": [1.0, 0.0]}


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "not JSON"),
        (b"\xff\xfe", "not JSON"),
        (b"[]", "field"),
        (b"{}", "“questions”"),
        (b'{"questions": [{"id": 1}]}', "“questions.0.id”"),
        (b'{"questions": [{"id": "a", "question": "b", "verdict": "c"}]}', "questions.0.scores"),
        (b"[" * 100_000, "not JSON"),
    ],
)
def test_what_is_no_report_is_refused(tmp_path: Path, content: bytes, told: str) -> None:
    path = tmp_path / "report.json"
    path.write_bytes(content)
    with pytest.raises(UsageError, match=told) as caught:
        read_baseline(path)
    assert str(path) in str(caught.value)


def test_a_report_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="No such file"):
        read_baseline(tmp_path / "none.json")
