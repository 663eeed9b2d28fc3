"""Retrieval measures, on rankings small enough to count by hand."""

from math import log2

import pytest

from index.article import Passage, Span
from rag.evals.gold import Gold
from rag.evals.reply import Reply, Trace
from rag.evals.retrieval import retrieval_scores


def passage(id_: str) -> Passage:
    return Passage(id_, "art", Span(0, 1), (Span(0, 1),), "x")


class Relevant:
    """Evidence by the id of the question: the letters that are relevant."""

    def __init__(self, **ids: str) -> None:
        self._ids = ids

    def relevant(self, gold: Gold) -> list[Passage]:
        return [passage(id_) for id_ in self._ids.get(gold.id, "")]


def ranking(letters: str, id_: str = "g") -> tuple[Gold, Reply]:
    """A question, and a reply that retrieved these passages, best first."""
    return Gold(id_, "?", "when"), Reply("x", trace=Trace(tuple(map(passage, letters)), ()))


def measured(letters: str, relevant: str) -> dict[str, float]:
    return retrieval_scores([ranking(letters)], Relevant(g=relevant))["g"]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("letters", "relevant", "at_1", "at_5", "at_10", "mrr", "ndcg"),
    [
        ("a", "a", 1, 1, 1, 1, 1),
        ("xa", "a", 0, 1, 1, 1 / 2, 1 / log2(3)),
        ("xayb", "ab", 0, 1, 1, 1 / 2, (1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3))),
        ("abx", "abc", 1 / 3, 2 / 3, 2 / 3, 1, (1 + 1 / log2(3)) / (1 + 1 / log2(3) + 1 / 2)),
        ("rstuva", "a", 0, 0, 1, 1 / 6, 1 / log2(7)),
        ("lmnopqrstua", "a", 0, 0, 0, 0, 0),  # eleventh
        ("xyz", "a", 0, 0, 0, 0, 0),
        ("", "a", 0, 0, 0, 0, 0),
        # twelve are relevant: an ideal ranking has ten of them, recall can reach 10/12
        ("abcdefghij", "abcdefghijkl", 1 / 12, 5 / 12, 10 / 12, 1, 1),
    ],
)
def test_by_hand(
    letters: str,
    relevant: str,
    at_1: float,
    at_5: float,
    at_10: float,
    mrr: float,
    ndcg: float,
) -> None:
    assert measured(letters, relevant) == {
        "recall_at_1": pytest.approx(at_1, abs=1e-4),
        "recall_at_5": pytest.approx(at_5, abs=1e-4),
        "recall_at_10": pytest.approx(at_10, abs=1e-4),
        "mrr_at_10": pytest.approx(mrr, abs=1e-4),
        "ndcg_at_10": pytest.approx(ndcg, abs=1e-4),
    }


def test_each_question_is_its_own() -> None:
    pairs = [ranking("ax", "one"), ranking("xa", "two"), ranking("", "three")]
    found = retrieval_scores(pairs, Relevant(one="a", two="a", three="a"))  # type: ignore[arg-type]
    assert [found[id_]["mrr_at_10"] for id_ in ("one", "two", "three")] == [1.0, 0.5, 0.0]


def test_what_cannot_be_judged_is_not_counted() -> None:
    blind = Gold("blind", "?", "when"), Reply("x")  # no trace
    nowhere = ranking("a", "nowhere")  # its evidence is not in the corpus
    evidence = Relevant(blind="a", seen="a")
    pairs = [blind, nowhere, ranking("a", "seen")]
    assert set(retrieval_scores(pairs, evidence)) == {"seen"}  # type: ignore[arg-type]
    assert retrieval_scores([blind, nowhere], evidence) == {}  # type: ignore[arg-type]
