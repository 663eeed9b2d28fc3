"""The main path of the harness: every question asked once, in order, and judged together."""

from collections.abc import Iterator, Sequence

import pytest

from index.corpus import Corpus
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.evals.evidence import Evidence
from rag.evals.gold import Gold
from rag.evals.measures import MEASURES
from rag.evals.reply import Reply
from rag.evals.resampling import Estimate
from rag.evals.run import Run, estimates, run
from rag.evals.systems.desk import Desk
from rag.evals.verdicts import Verdict
from tests.rag.evals.oracle import sample_gold

WHEN = Gold("a", "When?", "when", answers=("april 3",), tags=("x", "y"), history=("Who?",))
WHO = Gold("b", "Who?", "who", answers=("carney",), tags=("x",))
UNKNOWN = Gold("c", "Why?", "when", answerable=False)
GOLD = (WHEN, WHO, UNKNOWN)


class Scripted:
    """A system that gives these replies and remembers what it was asked."""

    name = "scripted"

    def __init__(self, *replies: Reply) -> None:
        self._replies = replies
        self.asked: list[Question] = []

    def replies(self, questions: Sequence[Question]) -> Iterator[Reply]:
        self.asked = list(questions)
        yield from self._replies


@pytest.fixture(scope="module")
def evidence(samples: Corpus) -> Evidence:
    return Evidence(samples.store)


def judged(evidence: Evidence, *replies: Reply, gold: Sequence[Gold] = GOLD) -> Run:
    return run(gold, Scripted(*replies), evidence)


def test_each_question_is_asked_without_its_answer(evidence: Evidence) -> None:
    system = Scripted(Reply("April 3."), Reply("Trudeau."), Reply("x", abstained="x"))
    done: list[None] = []
    found = run(GOLD, system, evidence, lambda: done.append(None))
    assert system.asked == [
        Question("When?", "a", ("Who?",)),
        Question("Who?", "b"),
        Question("Why?", "c"),
    ]
    assert len(done) == 3
    assert [each.gold for each in found.judged] == list(GOLD)
    assert [each.verdict for each in found.judged] == [
        Verdict.CORRECT,
        Verdict.WRONG,
        Verdict.CORRECT,
    ]
    overall = found.overall
    assert list(overall) == list(MEASURES)
    assert overall["accuracy"].value == 0.5
    assert overall["correct_rate"].value == pytest.approx(2 / 3, abs=1e-6)
    assert overall["recall_at_5"] == overall["latency_p50_ms"] == Estimate()


def test_a_reply_too_few_or_too_many_is_no_run(evidence: Evidence) -> None:
    for replies in ((Reply("x"),) * 2, (Reply("x"),) * 4):
        with pytest.raises(ValueError):
            judged(evidence, *replies)


def test_groups(evidence: Evidence) -> None:
    found = judged(evidence, *[Reply("x")] * 3)
    kinds = found.grouped(lambda gold: (gold.kind,))
    assert {name: [each.gold.id for each in group] for name, group in kinds.items()} == {
        "when": ["a", "c"],
        "who": ["b"],
    }
    tags = found.grouped(lambda gold: gold.tags)
    assert {name: len(group) for name, group in tags.items()} == {"x": 2, "y": 1}


def test_times_are_over_the_answers_that_have_one(evidence: Evidence) -> None:
    times = judged(
        evidence, Reply("x", milliseconds=10.0), Reply(error="x"), Reply("x", milliseconds=20.0)
    ).overall
    assert times["latency_p50_ms"].value == 15.0
    assert times["latency_p95_ms"].value == 19.5


@pytest.mark.parametrize(
    ("reply", "gold", "errs"),
    [
        (Reply("April 3."), WHEN, False),
        (Reply("April 2."), WHEN, True),
        (Reply("x", abstained="x", refused="It starts on April 3."), WHEN, False),
        (Reply("x", abstained="x", refused="April 2"), WHEN, True),
        (Reply("x", abstained="x"), WHEN, True),
        (Reply("x", abstained="x", refused="April 3"), UNKNOWN, True),
        (Reply("x"), UNKNOWN, True),
    ],
)
def test_risk_counts_what_was_held_back(
    evidence: Evidence, reply: Reply, gold: Gold, errs: bool
) -> None:
    sure = Reply(reply.text, abstained=reply.abstained, refused=reply.refused, confidence=0.5)
    found = judged(evidence, sure, gold=[gold])
    assert found.overall["risk_coverage_area"].value == float(errs)


def test_a_system_that_is_silent_on_its_confidence_has_no_curve(evidence: Evidence) -> None:
    replies = [Reply("x", confidence=0.5), Reply("x", confidence=0.0), Reply("x")]
    assert judged(evidence, *replies).overall["risk_coverage_area"] == Estimate()


def test_our_own_desk_is_looked_into(samples: Corpus, evidence: Evidence) -> None:
    gold = [each for each in sample_gold() if each.answerable and each.articles][:6]
    found = run(gold, Desk(Chatbot(samples)), evidence)
    for each in found.judged:
        assert each.reply.error is None and each.reply.trace is not None
        assert each.reply.trace.hits and each.reply.trace.read
        assert each.reply.milliseconds is not None and each.reply.milliseconds > 0
    overall = found.overall
    assert overall["verbatim_rate"].value in (1.0, None)
    assert overall["ndcg_at_10"].value is not None


def test_estimates_of_nothing_are_nothing() -> None:
    assert set(estimates([]).values()) == {Estimate()}
