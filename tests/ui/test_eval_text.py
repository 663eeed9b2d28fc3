"""A report as text: the figures a person needs, and nothing that could steer their terminal."""

from typing import Any

import pytest

from tests.rag.evals.reports import HOSTILE, estimate, hostile_report, question, report
from ui.eval_text import comparison_text, summary


def compared(**changes: Any) -> dict[str, Any]:
    """A comparison in which nothing changed."""
    return {
        "baseline": "old.json",
        "regressed": False,
        "measures": [],
        "better": [],
        "worse": [],
        "changes": {},
        "only_before": [],
        "only_after": [],
    } | changes


def drop(measure: str, before: float, after: float, p: float, significant: bool) -> Any:
    return {
        "measure": measure,
        "before": before,
        "after": after,
        "difference": after - before,
        "p": p,
        "significant": significant,
    }


def plain_report(**changes: Any) -> dict[str, Any]:
    return report(**({"comparison": None, "judge": None} | changes))


def line_with(text: str, start: str) -> str:
    (found,) = [line for line in text.split("\n") if line.strip().startswith(start)]
    return found


def test_the_questions_and_their_corpus_come_first() -> None:
    first = summary(plain_report()).split("\n")[0]
    assert first == "110 questions of gold.jsonl, dev over 5 articles"
    gold = {"name": "g.jsonl", "questions": 1_500, "split": None}
    assert summary(plain_report(gold=gold)).startswith("1,500 questions of g.jsonl over 5 articles")


def test_each_measure_has_its_interval_for_each_system() -> None:
    found = plain_report()
    one, other = ({"accuracy": estimate(value, 0.1)} for value in (0.8, 0.5))
    found["systems"] = [
        {"name": "ours", "overall": found["overall"] | one, "error": None},
        {"name": "theirs", "overall": found["overall"] | other, "error": None},
        {"name": "broken", "overall": None, "error": "It fell over."},
    ]
    text = summary(found)
    heads = [line.split() for line in text.split("\n")][2]
    assert heads == ["ours", "theirs"]
    row = line_with(text, "Accuracy  ")
    assert row.split() == "Accuracy 0.800 (0.720 to 0.880) 0.500 (0.450 to 0.550)".split()
    assert "Conflict precision" in text and "–" in line_with(text, "Conflict precision")
    assert line_with(text, "Latency, median").split()[2:6] == ["13.2", "(12.3", "to", "14.1)"]


def test_kinds_stand_with_their_numbers() -> None:
    found = plain_report()
    text = summary(found).partition("Accuracy by kind")[2]
    for kind, count in found["kinds"].items():
        assert line_with(text, kind).endswith(f"of {count}")


def test_where_answers_were_lost_worst_first() -> None:
    stages = {"not_retrieved": 2, "not_read": 0, "not_chosen": 9, "failed": 1}
    text = summary(plain_report(stages=stages)).partition("Where answers were lost\n")[2]
    assert [line.split()[0] for line in text.split("\n")] == ["9", "2", "1"]
    assert "read, but another was chosen" in text.split("\n")[0]
    nothing = summary(plain_report(stages=dict.fromkeys(stages, 0)))
    assert "Where answers were lost" not in nothing


def test_the_opinion_of_a_model_stands_apart() -> None:
    verdicts = {"a": "right", "b": "right", "c": "wrong"}
    judge = {
        "model": "a-local-model",
        "agreement": estimate(0.5, 0.5),
        "questions": {id_: {"verdict": verdict} for id_, verdict in verdicts.items()},
        "failed": 4,
    }
    text = summary(plain_report(judge=judge))
    assert text.endswith(
        "In the opinion of a-local-model: 2 right, 1 wrong, 0 unclear, 4 not judged;"
        " agrees with the measure: 0.500 (0.250 to 0.750)"
    )
    quiet = summary(plain_report(judge=judge | {"agreement": None, "failed": 0}))
    assert quiet.endswith("2 right, 1 wrong, 0 unclear")


def test_what_changed_is_told_question_by_question() -> None:
    asked = [question(at) for at in range(1, 31)]
    ids = [each["id"] for each in asked]
    comparison = compared(
        regressed=True,
        measures=[
            drop("correct_rate", 0.8, 0.6, 0.0004, True),
            drop("citation_recall", 0.9, 0.88, 0.31, False),
            drop("token_f1", 0.7, 0.7, 1.0, False),
        ],
        worse=ids[:20],
        better=ids[20:21],
        changes={id_: {"correct_rate": [1.0, 0.0]} for id_ in ids[:20]}
        | {ids[20]: {"token_f1": [0.25, 1.0], "citation_recall": [0.5, 1.0]}},
        only_before=["old1", "old2"],
        only_after=[ids[29]],
    )
    found = plain_report(questions=asked, comparison=comparison)
    text = comparison_text(found)
    assert text in summary(found)
    assert text.startswith("Against old.json\n")
    assert line_with(text, "Correct verdicts").split()[2:] == (
        "0.800 -> 0.600 worse, p = 0.0004".split()
    )
    assert line_with(text, "Citation recall").endswith("p = 0.31")
    assert "Token F1" not in text  # it did not move
    assert "20 questions worse" in text and "and 8 more" in text
    assert sum(line.startswith("    g0") for line in text.split("\n")) == 12 + 1
    assert "1 question better" in text
    moved = line_with(text, ids[20])
    assert asked[20]["question"][:50] in moved
    assert moved.endswith("(token_f1 0.25 -> 1, citation_recall 0.5 -> 1)")
    assert "2 questions are no longer asked: old1, old2" in text
    assert text.endswith("Significantly worse.")


@pytest.mark.parametrize(
    ("worse", "last"), [([], "Nothing got worse."), (["g001"], "No drop beyond chance.")]
)
def test_the_last_line_says_whether_to_worry(worse: list[str], last: str) -> None:
    changes = {id_: {"token_f1": [1.0, 0.0]} for id_ in worse}
    found = plain_report(questions=[question(1)], comparison=compared(worse=worse, changes=changes))
    assert comparison_text(found).endswith(last)


def test_hostile_text_cannot_steer_the_terminal_or_add_lines() -> None:
    found = hostile_report() | {"measures": report()["measures"]}  # these names are our own
    asked = found["questions"]
    ids = [each["id"] for each in asked]
    found["comparison"] = compared(
        baseline="\x1b]0;x\x07old\n.json",
        worse=ids,
        changes={id_: {"token_f1": [1.0, 0.0]} for id_ in ids},
        only_before=list(HOSTILE),
    )
    found["judge"] = {"model": "\x1b[2Ja\nb", "agreement": None, "questions": {}, "failed": 0}
    found["gold"] = {"name": "\x1b[2Ja\nb", "questions": 3, "split": "\n\n"}
    text = summary(found)
    # "\n" ends the text's own lines; any other control character, override or surrogate is hostile.
    bad = [
        letter
        for letter in text.replace("\n", "")
        if not letter.isprintable() and letter not in "\ufffe"
    ]
    assert bad == []
    text.encode("utf-8")
    kinds = text.partition("Accuracy by kind\n")[2].partition("\n\n")[0].split("\n")
    assert len(kinds) == len(found["by_kind"])
    worse = text.partition("worse\n")[2].split("\n")[: len(ids)]
    assert all(line.startswith("    ") for line in worse)
