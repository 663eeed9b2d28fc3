"""What one question adds to each measure, by hand and for any answer at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.corpus import Corpus
from rag.evals.evidence import Evidence
from rag.evals.gold import Gold
from rag.evals.measures import MEASURES
from rag.evals.reply import Cited, Reply, Statement, reply_from
from rag.evals.scores import SCORERS, scores
from tests.rag.evals.oracle import sample_gold
from tests.rag.evals.texts import ANSWER

WHEN = Gold("g", "?", "when", answers=("april 3",))
UNKNOWN = Gold("g", "?", "when", answerable=False)
DISAGREE = Gold("g", "?", "when", positions=(("march 14",), ("march 9",)))
REFUSED = Reply("None.", abstained="None.")
FAILED = Reply(error="It fell over.")


@pytest.fixture(scope="module")
def evidence(samples: Corpus) -> Evidence:
    return Evidence(samples.store)


@pytest.mark.parametrize(
    ("measure", "gold", "reply", "adds"),
    [
        ("accuracy", WHEN, Reply("April 3."), (1, 1)),
        ("accuracy", WHEN, Reply("April 2."), (0, 1)),
        ("accuracy", WHEN, REFUSED, (0, 1)),
        ("accuracy", WHEN, Reply("April 3.", abstained="x"), (0, 1)),
        ("accuracy", WHEN, FAILED, (0, 1)),
        ("accuracy", UNKNOWN, REFUSED, None),
        ("accuracy_at_once", WHEN, Reply("x", statements=(Statement("x", ()),)), (0, 1)),
        ("accuracy_at_once", UNKNOWN, REFUSED, None),
        ("correct_rate", UNKNOWN, REFUSED, (1, 1)),
        ("correct_rate", UNKNOWN, Reply("x"), (0, 1)),
        ("correct_rate", UNKNOWN, FAILED, (0, 1)),
        ("exact_match", WHEN, Reply("x", short_answer="The April, 3!"), (1, 1)),
        ("exact_match", WHEN, Reply("x", short_answer="3 April"), (0, 1)),
        ("exact_match", WHEN, Reply("April 3"), (0, 1)),  # no short answer
        ("exact_match", DISAGREE, Reply("x", short_answer="March 9"), (1, 1)),
        ("exact_match", WHEN, Reply("x", abstained="x", short_answer="April 3"), (0, 1)),
        ("token_f1", WHEN, Reply("x", short_answer="on April 3"), (0.8, 1)),
        ("token_f1", UNKNOWN, Reply("x", short_answer="x"), None),
        ("citation_recall", WHEN, Reply("x", statements=(Statement("x", ()),)), (0, 1)),
        ("citation_recall", WHEN, Reply(""), (0, 1)),
        ("citation_recall", WHEN, REFUSED, None),
        ("citation_recall", UNKNOWN, Reply("x", statements=(Statement("x", ()),)), (0, 1)),
        ("citation_precision", WHEN, Reply("x"), (0, 1)),
        ("citation_precision", WHEN, FAILED, None),
        ("verbatim_rate", WHEN, Reply("x"), None),
        ("verbatim_rate", WHEN, Reply("x", citations=(Cited(1, "no", "x", 0, 1),)), (0, 1)),
        ("abstention_precision", WHEN, REFUSED, (0, 1)),
        ("abstention_precision", UNKNOWN, REFUSED, (1, 1)),
        ("abstention_precision", UNKNOWN, Reply("x"), None),
        ("abstention_precision", UNKNOWN, FAILED, None),  # to fail is not to refuse
        ("abstention_recall", UNKNOWN, REFUSED, (1, 1)),
        ("abstention_recall", UNKNOWN, FAILED, (0, 1)),
        ("abstention_recall", WHEN, REFUSED, None),
        ("false_refusal_rate", WHEN, REFUSED, (1, 1)),
        ("false_refusal_rate", WHEN, Reply("x"), (0, 1)),
        ("false_refusal_rate", UNKNOWN, REFUSED, None),
        ("conflict_precision", WHEN, Reply("x", conflicts=((("a",), ("b",)),)), (0, 1)),
        ("conflict_precision", DISAGREE, Reply("x"), None),
        ("conflict_recall", DISAGREE, Reply("March 14, March 9."), (0, 1)),  # not reported as one
        ("conflict_recall", WHEN, Reply("x", conflicts=((("a",), ("b",)),)), None),
        ("false_conflict_rate", WHEN, Reply("x", conflicts=((("a",), ("b",)),)), (1, 1)),
        ("false_conflict_rate", WHEN, Reply("x"), (0, 1)),
        ("false_conflict_rate", UNKNOWN, REFUSED, (0, 1)),
        ("false_conflict_rate", DISAGREE, Reply("x", conflicts=((("a",), ("b",)),)), None),
        ("answer_words", WHEN, Reply("One two [1] three. [2][3]"), (3, 1)),
        ("answer_words", WHEN, REFUSED, None),
    ],
)
def test_what_a_question_adds(
    evidence: Evidence,
    measure: str,
    gold: Gold,
    reply: Reply,
    adds: tuple[float, float] | None,
) -> None:
    assert scores(gold, reply, evidence).get(measure) == (adds and pytest.approx(adds))


SIDES = (("March 14",), ("March 9",))
OFF = (("noon",), ("midnight",))


@pytest.mark.parametrize(
    ("conflicts", "precision", "recall"),
    [
        ((SIDES,), 1, 1),
        ((OFF, SIDES), 1, 1),  # one of those reported is the one expected
        ((SIDES[:1],), 0, 0),
        ((SIDES[:1], SIDES[1:]), 0, 0),  # the sides apart are no disagreement
        ((OFF,), 0, 0),
    ],
)
def test_conflicts(evidence: Evidence, conflicts: tuple, precision: int, recall: int) -> None:
    found = scores(DISAGREE, Reply("x", conflicts=conflicts), evidence)
    assert found["conflict_precision"] == (precision, 1)
    assert found["conflict_recall"] == (recall, 1)


def test_two_of_three_positions_are_precise_and_not_complete(evidence: Evidence) -> None:
    three = Gold("g", "?", "when", positions=(("march 14",), ("march 9",), ("march 10",)))
    found = scores(three, Reply("x", conflicts=(SIDES,)), evidence)
    assert (found["conflict_precision"], found["conflict_recall"]) == ((1, 1), (0, 1))


def test_citations_count_by_sentence_and_by_answer(samples: Corpus, evidence: Evidence) -> None:
    article = next(each for each, _ in samples.store.articles() if "April 3" in each.body)
    quote = "For automobiles they are due to kick in on April 3"
    start = article.body.index(quote)
    true = Cited(1, article.id, quote, start, start + len(quote))
    statements = (Statement(quote, (1,)), Statement("Mars is red.", (1, 2)), Statement("So.", ()))
    reply = Reply("x", statements=statements, citations=(true, Cited(2, None, "", None, None)))
    found = scores(WHEN, reply, evidence)
    assert found["citation_recall"] == pytest.approx((1 / 3, 1))  # sentences carried
    assert found["citation_precision"] == pytest.approx((1 / 3, 1))  # citations that help
    assert found["verbatim_rate"] == (1, 2)  # over all citations, not a mean over answers


@given(gold=st.sampled_from([*sample_gold(), WHEN, UNKNOWN, DISAGREE]), answer=ANSWER)
def test_scores_lie_between_nought_and_all(evidence: Evidence, gold: Gold, answer: object) -> None:
    found = scores(gold, reply_from(answer), evidence)
    for measure, (numerator, denominator) in found.items():
        assert denominator > 0
        assert 0 <= numerator <= denominator or measure == "answer_words"


def test_every_measure_is_explained() -> None:
    assert set(SCORERS) <= set(MEASURES)
    for measure in MEASURES.values():
        assert measure.label and measure.meaning.endswith(".")
        assert "  " not in measure.meaning and "\n" not in measure.meaning
    lower = {name for name, measure in MEASURES.items() if measure.better == "lower"}
    assert {"false_refusal_rate", "false_conflict_rate", "latency_p95_ms"} <= lower
    assert not {"accuracy", "verbatim_rate", "abstention_recall", "mrr_at_10"} & lower
