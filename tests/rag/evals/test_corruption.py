"""A perfect system has full marks, and each way of being wrong costs the marks that name it."""

import pytest

from index.corpus import Corpus
from rag.evals.run import Run
from rag.evals.verdicts import Stage, Verdict
from tests.rag.evals.oracle import (
    Lines,
    altered_quotes,
    answer,
    changed,
    judged,
    refusal,
    right_answers,
    sample_gold,
    shuffled,
    values,
    wrong_figures,
)

GOLD = sample_gold()
ANSWERABLE = [each for each in GOLD if each.answerable]
CONFLICTS = [each for each in GOLD if each.positions]
FULL_MARKS = {
    "accuracy": 1.0,
    "accuracy_at_once": 1.0,
    "correct_rate": 1.0,
    "exact_match": 1.0,
    "token_f1": 1.0,
    "citation_precision": 1.0,
    "citation_recall": 1.0,
    "verbatim_rate": 1.0,
    "abstention_precision": 1.0,
    "abstention_recall": 1.0,
    "false_refusal_rate": 0.0,
    "conflict_precision": 1.0,
    "conflict_recall": 1.0,
    "false_conflict_rate": 0.0,
}


@pytest.fixture(scope="module")
def lines(samples: Corpus) -> Lines:
    return right_answers(GOLD, samples.store)


@pytest.fixture(scope="module")
def perfect(samples: Corpus, lines: Lines) -> Run:
    return judged(GOLD, lines, samples.store)


def fallen(corrupted: Run) -> dict[str, float | None]:
    """The measures that are no longer what a perfect system has."""
    found = values(corrupted)
    return {name: found[name] for name, full in FULL_MARKS.items() if found[name] != full}


def test_the_perfect_system_has_full_marks(perfect: Run) -> None:
    imperfect = [each.gold.id for each in perfect.judged if each.verdict is not Verdict.CORRECT]
    assert imperfect == []
    assert fallen(perfect) == {}
    assert {each.stage_lost for each in perfect.judged} == {None}


def test_wrong_figures_cost_accuracy_and_support(samples: Corpus, lines: Lines) -> None:
    corrupted = judged(GOLD, changed(lines, wrong_figures), samples.store)
    with_digits = {
        each.gold.id
        for each in corrupted.judged
        if each.gold.answerable and any(map(str.isdigit, lines[each.gold.id]["short_answer"]))
    }
    wrong = {each.gold.id for each in corrupted.judged if each.verdict is Verdict.WRONG}
    assert with_digits <= wrong
    assert len(with_digits) > 30
    found = values(corrupted)
    accuracy, recall = found["accuracy"], found["citation_recall"]
    assert accuracy is not None and accuracy <= 1 - len(with_digits) / len(ANSWERABLE) + 1e-6
    assert recall is not None and recall < 0.75
    assert found["verbatim_rate"] == found["abstention_recall"] == 1.0


def test_citing_another_article_costs_the_citations(samples: Corpus, lines: Lines) -> None:
    ids = sorted(article.id for article, _ in samples.store.articles())

    def elsewhere(line: dict) -> None:
        for cited in line["citations"]:
            cited["article_id"] = ids[ids.index(cited["article_id"]) - 1]

    corrupted = fallen(judged(GOLD, changed(lines, elsewhere), samples.store))
    assert corrupted == dict.fromkeys(
        ("verbatim_rate", "citation_precision", "citation_recall"), 0.0
    )


def test_an_altered_quote_is_not_verbatim_and_carries_nothing(
    samples: Corpus, lines: Lines
) -> None:
    corrupted = fallen(judged(GOLD, changed(lines, altered_quotes), samples.store))
    assert corrupted == dict.fromkeys(
        ("verbatim_rate", "citation_precision", "citation_recall"), 0.0
    )


def test_shuffled_citations_are_true_and_carry_little(samples: Corpus, lines: Lines) -> None:
    corrupted = fallen(judged(GOLD, shuffled(lines), samples.store))
    assert set(corrupted) == {"citation_precision", "citation_recall"}
    assert all(value is not None and value < 0.4 for value in corrupted.values())


def test_a_needless_citation_costs_precision_alone(samples: Corpus, lines: Lines) -> None:
    others = shuffled(lines)
    padded = changed(lines, lambda line: None)
    for id_, line in padded.items():
        if not line.get("abstained"):
            line["citations"].append(others[id_]["citations"][0] | {"n": 99})
            line["claims"][0]["citations"].append(99)
    corrupted = fallen(judged(GOLD, padded, samples.store))
    assert set(corrupted) == {"citation_precision"}
    assert corrupted["citation_precision"] == pytest.approx(0.5, abs=0.2)


def test_always_answering_has_no_refusal_to_be_right(samples: Corpus, lines: Lines) -> None:
    said = answer([("It is so.", [])], citations=[])
    bold = {id_: said if line.get("abstained") else line for id_, line in lines.items()}
    corrupted = judged(GOLD, bold, samples.store)
    found = fallen(corrupted)
    assert found["abstention_recall"] == 0.0
    assert found["abstention_precision"] is None  # nothing was refused
    assert found["correct_rate"] == pytest.approx(len(ANSWERABLE) / len(GOLD), abs=1e-6)
    assert "accuracy" not in found
    stages = [each.stage_lost for each in corrupted.judged if not each.gold.answerable]
    assert set(stages) == {Stage.WRONGLY_ANSWERED}


def test_always_refusing_is_right_only_where_nothing_is_said(samples: Corpus) -> None:
    corrupted = judged(GOLD, {each.id: refusal() for each in GOLD}, samples.store)
    found = values(corrupted)
    unanswerable = 1 - len(ANSWERABLE) / len(GOLD)
    assert found["abstention_recall"] == found["false_refusal_rate"] == 1.0
    assert found["abstention_precision"] == pytest.approx(unanswerable, abs=1e-6)
    assert found["correct_rate"] == pytest.approx(unanswerable, abs=1e-6)
    assert found["accuracy"] == found["exact_match"] == found["conflict_recall"] == 0.0
    assert found["citation_recall"] is found["citation_precision"] is found["verbatim_rate"] is None


def test_false_conflicts_cost_their_precision(samples: Corpus, lines: Lines) -> None:
    alarm = [{"about": "x", "positions": [{"words": "noon"}, {"words": "midnight"}]}]

    def disagree(line: dict) -> None:
        line["conflicts"] = line["conflicts"] or alarm

    found = fallen(judged(GOLD, changed(lines, disagree), samples.store))
    plain = len(GOLD) - len(CONFLICTS)
    assert set(found) == {"conflict_precision", "false_conflict_rate"}
    assert found["conflict_precision"] == pytest.approx(len(CONFLICTS) / len(ANSWERABLE), abs=1e-6)
    rate = (len(ANSWERABLE) - len(CONFLICTS)) / plain
    assert found["false_conflict_rate"] == pytest.approx(rate, abs=1e-6)


def test_a_missing_position_costs_the_conflict_and_the_answer(
    samples: Corpus, lines: Lines
) -> None:
    def one_sided(line: dict) -> None:
        if line["conflicts"]:
            first = line["claims"][0]
            line.update(answer([(first["text"], first["citations"])], conflicts=[]))

    corrupted = judged(CONFLICTS, changed(lines, one_sided), samples.store)
    found = values(corrupted)
    assert found["conflict_recall"] == 0.0
    assert found["conflict_precision"] is None  # none was reported
    assert found["accuracy"] is not None and found["accuracy"] < 0.3
    assert found["citation_recall"] == 1.0
