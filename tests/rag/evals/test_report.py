"""The report object: its shape, its arithmetic, and that it is JSON whatever a system says."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from index.corpus import Corpus
from rag.evals.evidence import Evidence
from rag.evals.gate import ReportedQuestion
from rag.evals.gold import Gold
from rag.evals.measures import MEASURES
from rag.evals.report import report_of, reported_questions
from rag.evals.run import Run, run
from rag.evals.systems.baselines import Keyword
from rag.evals.systems.calling import Calling
from tests.rag.evals.oracle import judged, refusal, right_answers, sample_gold
from tests.rag.evals.texts import ANSWER

GOLD = sample_gold()[::5][:40]
TOP = set(
    "readout generated gold corpus system bootstrap overall by_kind kinds by_tag tags verdicts"
    " stages risk_coverage systems measures comparison judge modes questions"
    " passages".split()
)
QUESTION = set(
    "id question history kind tags split verdict stage_lost answer short_answer abstained error"
    " claims citations conflicts contexts expected confidence latency_ms scores others".split()
)
ESTIMATE = {"value", "low", "high"}


def reported(corpus: Corpus, found: Run, *beside: Run | tuple[str, str]) -> dict[str, Any]:
    evidence = Evidence(corpus.store)
    counts = corpus.store.counts()
    return report_of(found, beside, evidence, gold="g.jsonl", split="dev", corpus=counts)


@pytest.fixture(scope="module")
def ours(samples: Corpus) -> Run:
    """Right about most; refuses the first, fails at the second, is wrong about the third."""
    lines = right_answers(GOLD, samples.store)
    first, second, third = [each.id for each in GOLD if each.answerable][:3]
    lines |= {first: refusal(), second: {}, third: {"answer": "Mars is red. [7]"}}
    return judged(GOLD, lines, samples.store)


@pytest.fixture(scope="module")
def found(samples: Corpus, ours: Run) -> dict[str, Any]:
    keyword = run(GOLD, Keyword(samples), Evidence(samples.store))
    return reported(samples, ours, keyword, ("broken", "It fell over."))


def test_the_shape_is_the_one_agreed(found: dict[str, Any]) -> None:
    assert set(found) == TOP
    assert list(found["overall"]) == list(found["measures"]) == list(MEASURES)
    for group in (found["overall"], *found["by_kind"].values(), *found["by_tag"].values()):
        assert all(set(estimate) == ESTIMATE for estimate in group.values())
    assert {frozenset(measure) for measure in found["measures"].values()} == {
        frozenset({"label", "meaning", "better", "unit"})
    }
    assert found["gold"] == {"name": "g.jsonl", "questions": 40, "split": "dev"}
    assert found["corpus"]["articles"] == 5
    assert found["comparison"] is found["judge"] is None
    for question in found["questions"]:
        assert set(question) == QUESTION
        assert set(question["expected"]) == set(
            "answerable answers positions must_not articles".split()
        )


def test_it_comes_back_from_json_as_it_was(found: dict[str, Any]) -> None:
    assert json.loads(json.dumps(found, allow_nan=False)) == found


def test_counts_add_up(found: dict[str, Any]) -> None:
    assert sum(found["verdicts"].values()) == sum(found["kinds"].values()) == 40
    assert found["verdicts"]["failed"] == found["verdicts"]["wrong"] == 1
    assert found["verdicts"]["wrongly_refused"] == 1
    assert sum(found["stages"].values()) == 40 - found["verdicts"]["correct"] == 3
    for kind, count in found["kinds"].items():
        assert count == sum(question["kind"] == kind for question in found["questions"])
    for tag, count in found["tags"].items():
        assert count == sum(tag in question["tags"] for question in found["questions"])


def test_figures_follow_from_what_each_question_adds(found: dict[str, Any]) -> None:
    for measure, estimate in found["overall"].items():
        added = [q["scores"][measure] for q in found["questions"] if measure in q["scores"]]
        if total := sum(under for _, under in added):
            share = sum(over for over, _ in added) / total
            assert estimate["value"] == pytest.approx(share, abs=1e-5)
            assert estimate["low"] <= estimate["value"] <= estimate["high"]
    for kind, group in found["by_kind"].items():
        added = [q["scores"]["correct_rate"] for q in found["questions"] if q["kind"] == kind]
        share = sum(over for over, _ in added) / len(added)
        assert group["correct_rate"]["value"] == pytest.approx(share, abs=1e-5)


def test_systems_stand_side_by_side(found: dict[str, Any]) -> None:
    ours, keyword, broken = found["systems"]
    assert ours == {"name": "oracle", "overall": found["overall"], "error": None}
    assert (keyword["name"], keyword["error"]) == ("keyword", None)
    assert keyword["overall"]["abstention_recall"]["value"] == 0.0
    assert broken == {"name": "broken", "overall": None, "error": "It fell over."}
    for question in found["questions"]:
        assert set(question["others"]) == {"keyword"}
        assert set(question["others"]["keyword"]) == {"verdict", "answer"}


def test_a_question_tells_what_was_said_and_expected(found: dict[str, Any]) -> None:
    by_verdict = {question["verdict"]: question for question in found["questions"]}
    right = next(q for q in found["questions"] if q["verdict"] == "correct" and q["claims"])
    assert right["claims"][0]["supported"] is right["citations"][0]["verbatim"] is True
    assert right["error"] is right["abstained"] is right["stage_lost"] is None
    assert by_verdict["failed"]["answer"] is None
    assert "no field “answer”" in by_verdict["failed"]["error"]
    assert by_verdict["wrong"]["answer"] == "Mars is red. [7]"
    assert by_verdict["wrong"]["claims"] == [
        {"text": "Mars is red.", "citations": [7], "supported": False}
    ]
    assert by_verdict["wrongly_refused"]["abstained"] == refusal()["abstained"]
    for question, gold in zip(found["questions"], GOLD, strict=True):
        assert question["expected"]["answers"] == list(gold.answers)
        reported_words = {word for positions in question["conflicts"] for word in positions}
        assert reported_words <= set(gold.wordings)


def test_a_later_run_reads_back_what_this_one_wrote(ours: Run, found: dict[str, Any]) -> None:
    read = [ReportedQuestion.model_validate(each) for each in found["questions"]]
    assert read == reported_questions(ours)


def test_a_curve_is_there_for_a_system_that_tells_how_sure_it_is(
    samples: Corpus, ours: Run
) -> None:
    assert reported(samples, ours)["risk_coverage"] is None
    gold = [each for each in GOLD if each.answerable][:4]
    keyword = run(gold, Keyword(samples), Evidence(samples.store))
    curve = reported(samples, keyword)["risk_coverage"]
    assert set(curve) == {"area", "points"}
    assert [share for share, _ in curve["points"]] == [0.25, 0.5, 0.75, 1.0]


def test_what_was_retrieved_is_told_once(samples: Corpus) -> None:
    evidence = Evidence(samples.store)
    keyword = run(GOLD, Keyword(samples), evidence)
    found = reported(samples, keyword)
    named = {id_ for question in found["questions"] for id_ in question["contexts"]}
    assert named == set(found["passages"])
    for question, each in zip(found["questions"], keyword.judged, strict=True):
        assert each.reply.trace is not None
        texts = [found["passages"][id_] for id_ in question["contexts"]]
        assert texts == [hit.text for hit in each.reply.trace.hits]


def _finite(answer: object) -> bool:
    return "NaN" not in (text := json.dumps(answer)) and "Infinity" not in text


@settings(max_examples=30, suppress_health_check=list(HealthCheck))
@given(st.lists(ANSWER.filter(_finite), min_size=2, max_size=2))
def test_whatever_a_system_says_is_reported_as_json(samples: Corpus, answers: list[object]) -> None:
    gold = [
        Gold("a", "When?", "when", answers=("april 3",), articles=("x",)),
        Gold("b", "When?", "when", positions=(("april 3",), ("april 2",))),
    ]
    said = iter(answers)
    found = run(gold, Calling("any", lambda question: next(said)), Evidence(samples.store))  # type: ignore[arg-type, return-value]
    text = json.dumps(reported(samples, found), allow_nan=False)
    assert len(json.loads(text)["questions"]) == 2
