"""Right or wrong, and lost where: every verdict and every stage, from cases small enough to see."""

import pytest

from index.article import Passage, Span
from rag.evals.gold import Gold
from rag.evals.reply import Reply, Statement, Trace
from rag.evals.verdicts import (
    Stage,
    Verdict,
    is_right,
    is_right_at_once,
    positions_named,
    stage_lost,
    verdict,
)

WHEN = Gold("g", "?", "when", answers=("april 3", "next thursday"), must_not=("may 3",))
UNKNOWN = Gold("g", "?", "when", answerable=False)
DISAGREE = Gold("g", "?", "when", positions=(("march 14", "two weeks ago"), ("march 9",)))


def conflict(*positions: tuple[str, ...]) -> dict[str, tuple[tuple[tuple[str, ...], ...], ...]]:
    return {"conflicts": (positions,)}


@pytest.mark.parametrize(
    ("gold", "reply", "wanted"),
    [
        (WHEN, Reply("On April 3."), Verdict.CORRECT),
        (WHEN, Reply("Next [1] Thursday [2]."), Verdict.CORRECT),  # without its marks
        (WHEN, Reply("On April 2."), Verdict.WRONG),
        (WHEN, Reply(""), Verdict.WRONG),
        (WHEN, Reply("None.", abstained="None."), Verdict.WRONGLY_REFUSED),
        (WHEN, Reply("On April 3.", abstained="None."), Verdict.WRONGLY_REFUSED),
        (WHEN, Reply(error="It fell over."), Verdict.FAILED),
        (UNKNOWN, Reply("None.", abstained="None."), Verdict.CORRECT),
        (UNKNOWN, Reply("On April 3."), Verdict.WRONGLY_ANSWERED),
        (UNKNOWN, Reply(error="It fell over."), Verdict.FAILED),
        (DISAGREE, Reply("On March 14, others say March 9."), Verdict.CORRECT),
        (DISAGREE, Reply("On March 14."), Verdict.WRONG),
        (DISAGREE, Reply("None.", abstained="None."), Verdict.WRONGLY_REFUSED),
    ],
)
def test_the_verdict(gold: Gold, reply: Reply, wanted: Verdict) -> None:
    assert verdict(gold, reply) is wanted


@pytest.mark.parametrize(
    ("gold", "reply", "right"),
    [
        (WHEN, Reply("Cars pay from April 3, parts from May 3."), False),
        (WHEN, Reply("It starts on April 3.", short_answer="May 3"), False),
        (WHEN, Reply("It starts on April 3.", short_answer="April 3"), True),
        (WHEN, Reply("It starts on April 3.", short_answer="3 April 2025"), True),
        (WHEN, Reply("It starts on April 3.", short_answer="April"), False),
        (WHEN, Reply("It starts on April 3.", short_answer="April 2"), False),
        (WHEN, Reply("It starts soon.", short_answer="April 3"), False),  # said nowhere
        (DISAGREE, Reply("On March 14.", **conflict(("March 14",), ("9 March",))), True),
        (DISAGREE, Reply("See below.", **conflict(("14 March",), ("March 9",))), True),
        (DISAGREE, Reply("On March 9.", **conflict(("March",), ("April 9",))), False),
        (DISAGREE, Reply("Two weeks ago, or on the 9th of March."), True),
    ],
)
def test_right_and_wrong(gold: Gold, reply: Reply, right: bool) -> None:
    assert is_right(gold, reply) is right


def test_right_at_once_is_right_before_the_second_sentence() -> None:
    early, late = Statement("On April 3.", ()), Statement("It is late.", ())
    said = {"text": "On April 3. It is late."}
    assert is_right_at_once(WHEN, Reply(**said, statements=(early, late)))
    assert not is_right_at_once(WHEN, Reply(**said, statements=(late, early)))
    assert not is_right_at_once(WHEN, Reply(**said, statements=()))
    assert is_right_at_once(WHEN, Reply(**said, statements=(late, early), short_answer="April 3"))
    both = Reply("March 14. March 9.", statements=(Statement("March 14.", ()),))
    assert is_right_at_once(DISAGREE, both)  # a disagreement takes more than one sentence


@pytest.mark.parametrize(
    ("positions", "named"),
    [
        ((), 0),
        ((("March 14",),), 1),
        ((("March 14",), ("March 9",)), 2),
        ((("9 March",), ("14 March",), ("May 1",)), 2),
        ((("March 14",), ("two weeks ago",)), 1),  # the same side twice
        ((("noon",), ("midnight",)), 0),
        ((("March 14", "March 9"),), 1),  # one position is one position
        (((), ("March 9",)), 1),
    ],
)
def test_positions_named(positions: tuple[tuple[str, ...], ...], named: int) -> None:
    assert positions_named(DISAGREE, positions) == named


def passage(id_: str, text: str) -> Passage:
    return Passage(id_, "art", Span(0, len(text)), (Span(0, len(text)),), text)


HOLDS = passage("holds", "Cars pay from April 3.")
OTHER = passage("other", "A stray April 3 elsewhere.")
EMPTY = passage("empty", "Nothing of it.")


class Relevant:
    """Evidence that says which passages are relevant."""

    def __init__(self, *passages: Passage) -> None:
        self._passages = list(passages)

    def relevant(self, gold: Gold) -> list[Passage]:
        return self._passages


READ, UNREAD = ("Cars pay from April 3.",), ("Nothing of it.",)
RIGHT, WRONG, REFUSED = Reply("April 3."), Reply("April 2."), Reply("None.", abstained="None.")
BESIDE = Reply("April 3 for cars, May 3 for parts.")


@pytest.mark.parametrize(
    ("reply", "hits", "read", "relevant", "wanted"),
    [
        (RIGHT, (), (), (HOLDS,), None),
        (WRONG, (), (), (HOLDS,), Stage.NOT_RETRIEVED),
        (WRONG, (OTHER,), READ, (HOLDS,), Stage.NOT_RETRIEVED),  # in an article not named
        (WRONG, (OTHER,), READ, (), Stage.NOT_CHOSEN),  # where none is named, any article counts
        (WRONG, (EMPTY, HOLDS), UNREAD, (HOLDS,), Stage.NOT_READ),
        (WRONG, (EMPTY, HOLDS), READ, (HOLDS,), Stage.NOT_CHOSEN),
        (BESIDE, (HOLDS,), READ, (HOLDS,), Stage.WRONG_VALUE),
        (REFUSED, (EMPTY,), (), (HOLDS,), Stage.NOT_RETRIEVED),
        (REFUSED, (HOLDS,), UNREAD, (HOLDS,), Stage.NOT_READ),
        (REFUSED, (HOLDS,), READ, (HOLDS,), Stage.WRONGLY_REFUSED),
    ],
)
def test_the_stage_that_lost_it(
    reply: Reply,
    hits: tuple[Passage, ...],
    read: tuple[str, ...],
    relevant: tuple[Passage, ...],
    wanted: Stage | None,
) -> None:
    traced = Reply(reply.text, abstained=reply.abstained, trace=Trace(hits, read))
    found = stage_lost(WHEN, traced, verdict(WHEN, traced), Relevant(*relevant))  # type: ignore[arg-type]
    assert found is wanted


@pytest.mark.parametrize(
    ("gold", "reply", "wanted"),
    [
        (WHEN, RIGHT, None),
        (WHEN, WRONG, Stage.WRONG_VALUE),
        (WHEN, REFUSED, Stage.WRONGLY_REFUSED),
        (WHEN, Reply(error="x"), Stage.FAILED),
        (UNKNOWN, RIGHT, Stage.WRONGLY_ANSWERED),
        (UNKNOWN, REFUSED, None),
    ],
)
def test_a_system_that_cannot_be_looked_into(
    gold: Gold, reply: Reply, wanted: Stage | None
) -> None:
    assert stage_lost(gold, reply, verdict(gold, reply), Relevant(HOLDS)) is wanted  # type: ignore[arg-type]


def test_both_sides_of_a_disagreement_must_be_found() -> None:
    one, other = passage("a", "On March 14."), passage("b", "On March 9.")
    evidence = Relevant(one, other)

    def lost(hits: tuple[Passage, ...], read: tuple[str, ...]) -> Stage | None:
        reply = Reply("March 14.", trace=Trace(hits, read))
        return stage_lost(DISAGREE, reply, Verdict.WRONG, evidence)  # type: ignore[arg-type]

    assert lost((one,), ("On March 14.",)) is Stage.NOT_RETRIEVED
    assert lost((one, other), ("On March 14.",)) is Stage.NOT_READ
    assert lost((one, other), ("On March 14.", "On March 9.")) is Stage.NOT_CHOSEN
