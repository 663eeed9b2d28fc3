"""The gold questions: well formed, enough of every sort, and true to the articles they name."""

import json
import re
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest

from index.article import Span
from index.sentences import sentences
from rag.evals.matching import contains

ROOT = Path(__file__).resolve().parents[2]
GOLD = ROOT / "seeds" / "gold.jsonl"
ARTICLES = {
    path.name: path.read_text("utf-8") for path in sorted((ROOT / "seeds" / "articles").iterdir())
}
# The real reports are no part of the project; who has them keeps them beside the checkout.
REAL_REPORTS = ROOT.parent / "shared" / "seeds"
TOO_LONG_A_RUN = 16  # words in a row that no line may share with a real report

FIELDS: dict[str, type] = {
    "id": str,
    "question": str,
    "kind": str,
    "history": list,
    "answerable": bool,
    "answers": list,
    "positions": list,
    "articles": list,
    "must_not": list,
    "split": str,
    "tags": list,
}
KINDS = set("when who where which how_much what why yes_no quote overview".split())
SPLITS = {"dev", "test"}
EASE = {"far", "follow_up", "conflict", "relative_date", "typo"}  # of an answerable question
REASONS = {"false_premise", "near_miss", "off_topic"}  # why a question cannot be answered
# A bare yes or no is an accepted form of an answer, not evidence: no article has to hold it.
NOT_EVIDENCE = {"yes", "no"}
EMPTY_WORDS = set(
    "a an the of to in on at by for from with and or but is are was were be it he she they his her"
    " that this not as".split()
)

AT_LEAST = {
    "answerable": Counter(
        when=20, who=15, how_much=15, where=8, which=8, quote=18, why=12, yes_no=16, what=20
    )
    + Counter(overview=3),
    "tags": Counter(far=18, follow_up=16, conflict=16, typo=5, relative_date=5)
    + Counter(false_premise=16, near_miss=26, off_topic=12),
}

Row = dict[str, Any]
ROWS: list[Row] = [json.loads(line) for line in GOLD.read_text("utf-8").splitlines()]
ANSWERABLE = [row for row in ROWS if row["answerable"]]
UNANSWERABLE = [row for row in ROWS if not row["answerable"]]
CONFLICTS = [row for row in ANSWERABLE if row["positions"]]


def named(rows: list[Row]) -> pytest.MarkDecorator:
    """The rows as parameters of a test, each under its id."""
    return pytest.mark.parametrize("row", rows, ids=[row["id"] for row in rows])


def evidence(row: Row) -> list[str]:
    """Every accepted wording, of all positions, that an article has to hold."""
    wordings = [wording for accepted in (row["answers"], *row["positions"]) for wording in accepted]
    return [wording for wording in wordings if wording not in NOT_EVIDENCE]


def words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9']+", text.lower().replace("’", "'"))


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[i : i + TOO_LONG_A_RUN]) for i in range(len(found) - TOO_LONG_A_RUN + 1)}


def test_one_line_is_one_question_and_ids_are_unique() -> None:
    text = GOLD.read_text("utf-8")
    assert text.endswith("}\n") and "\n\n" not in text
    assert [i for i, n in Counter(row["id"] for row in ROWS).items() if n > 1] == []


@named(ROWS)
def test_fields_and_their_types(row: Row) -> None:
    assert list(row) == list(FIELDS)
    assert {name: type(row[name]) for name in FIELDS} == FIELDS
    texts = [row["id"], row["question"], *row["history"], *row["answers"], *row["must_not"]]
    texts += [*row["articles"], *row["tags"], *(w for held in row["positions"] for w in held)]
    assert [
        text for text in texts if type(text) is not str or text.strip() != text or not text
    ] == []
    assert re.fullmatch(r"g\d{3}", row["id"])
    assert row["kind"] in KINDS and row["split"] in SPLITS
    assert set(row["articles"]) <= set(ARTICLES)
    for name in ("answers", "articles", "must_not", "tags"):
        assert len(set(row[name])) == len(row[name])


@named(ANSWERABLE)
def test_an_answerable_question_has_answers_or_positions_and_evidence(row: Row) -> None:
    assert row["articles"] and evidence(row)
    assert bool(row["answers"]) != bool(row["positions"])
    assert set(row["tags"]) <= EASE
    assert ("conflict" in row["tags"]) == bool(row["positions"])
    assert ("follow_up" in row["tags"]) == bool(row["history"])


@named(UNANSWERABLE)
def test_an_unanswerable_question_has_one_reason_and_nothing_to_accept(row: Row) -> None:
    assert not any(row[name] for name in ("answers", "positions", "articles", "must_not"))
    assert len(REASONS & set(row["tags"])) == 1
    assert set(row["tags"]) <= REASONS | {"follow_up", "typo"}
    assert ("follow_up" in row["tags"]) == bool(row["history"])


def test_there_are_enough_of_every_kind_and_tag() -> None:
    assert len(ROWS) >= 200 and len(ANSWERABLE) >= 140 and len(UNANSWERABLE) >= 60
    kinds = Counter(row["kind"] for row in ANSWERABLE)
    tags = Counter(tag for row in ROWS for tag in row["tags"])
    assert AT_LEAST["answerable"] - kinds == Counter()
    assert AT_LEAST["tags"] - tags == Counter()
    assert {row["kind"] for row in UNANSWERABLE} == KINDS


@pytest.mark.parametrize("split", sorted(SPLITS))
def test_each_split_has_everything(split: str) -> None:
    rows = [row for row in ROWS if row["split"] == split]
    answerable = [row for row in rows if row["answerable"]]
    assert len(rows) >= 0.4 * len(ROWS)
    assert {row["kind"] for row in answerable} == KINDS
    assert {tag for row in rows for tag in row["tags"]} == EASE | REASONS
    assert len(rows) - len(answerable) >= 25
    assert {name for row in answerable for name in row["articles"]} == set(ARTICLES)


def test_no_question_is_asked_twice() -> None:
    asked = Counter(tuple(" ".join(words(q)) for q in [*r["history"], r["question"]]) for r in ROWS)
    assert [question for question, n in asked.items() if n > 1] == []


def test_questions_with_one_answer_lie_in_one_split() -> None:
    # Otherwise a threshold tuned on dev would have seen the test questions, in other words.
    splits: defaultdict[tuple[str, ...], set[str]] = defaultdict(set)
    for row in ANSWERABLE:
        splits[*sorted(evidence(row)), *row["articles"]].add(row["split"])
    assert len(splits) >= 80
    assert [answer for answer, found in splits.items() if len(found) > 1] == []


@named(ANSWERABLE)
def test_an_accepted_wording_says_something(row: Row) -> None:
    wordings = [*row["answers"], *(w for held in row["positions"] for w in held), *row["must_not"]]
    assert [wording for wording in wordings if set(words(wording)) <= EMPTY_WORDS] == []
    assert row["kind"] == "yes_no" or not NOT_EVIDENCE & set(wordings)


@named(ANSWERABLE)
def test_the_named_articles_hold_the_accepted_wordings(row: Row) -> None:
    texts = {name: ARTICLES[name] for name in row["articles"]}
    wordings = evidence(row)
    assert [w for w in wordings if not any(contains(t, w) for t in texts.values())] == []
    assert [n for n, t in texts.items() if not any(contains(t, w) for w in wordings)] == []


@named(ANSWERABLE)
def test_a_whole_sentence_of_a_named_article_would_be_right(row: Row) -> None:
    accepted = row["positions"] or [row["answers"]]
    bodies = [ARTICLES[name] for name in row["articles"]]
    said = [span.of(body) for body in bodies for span in sentences(body, Span(0, len(body)))]
    fair = [text for text in said if not any(contains(text, wrong) for wrong in row["must_not"])]
    for wordings in accepted:
        assert any(contains(text, wording) for text in fair for wording in wordings)


@named(CONFLICTS)
def test_positions_are_apart_and_each_is_held_by_an_article(row: Row) -> None:
    positions: list[list[str]] = row["positions"]
    assert len(positions) >= 2
    for at, position in enumerate(positions):
        texts = [ARTICLES[name] for name in row["articles"]]
        assert any(contains(text, wording) for text in texts for wording in position)
        others = [w for held in positions[:at] + positions[at + 1 :] for w in held]
        assert [(w, o) for w in position for o in others if contains(o, w)] == []


def test_the_readme_counts_what_is_there() -> None:
    told = (ROOT / "seeds" / "README.md").read_text("utf-8").partition("## The gold questions")[2]
    assert f"holds {len(ROWS)} questions" in told

    def dev_and_test(rows: list[Row]) -> str:
        splits = Counter(row["split"] for row in rows)
        return f"{splits['dev']}, {splits['test']}"

    for kind in KINDS:
        of_kind = [
            [row for row in rows if row["kind"] == kind] for rows in (ANSWERABLE, UNANSWERABLE)
        ]
        assert f"| `{kind}` | {' | '.join(map(dev_and_test, of_kind))} |" in told
    for tag in EASE | REASONS:
        tagged = dev_and_test([row for row in ROWS if tag in row["tags"]])
        assert re.search(rf"^\| `{tag}` \|[^|]+\| {tagged} \|$", told, re.MULTILINE)


@pytest.mark.skipif(
    not REAL_REPORTS.is_dir(), reason="the real reports are not beside this checkout"
)
def test_no_line_copies_a_real_report() -> None:
    real = {path.name: runs(path.read_text("utf-8")) for path in REAL_REPORTS.glob("*.txt")}
    assert real and all(real.values())
    ours = runs(GOLD.read_text("utf-8"))
    assert {name: found for name, held in real.items() if (found := ours & held)} == {}
