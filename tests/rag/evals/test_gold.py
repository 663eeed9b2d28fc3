"""Gold files: what is read, and what a bad line is told."""

import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import UsageError
from rag.evals.gold import Gold, chosen, read_gold
from tests.rag.evals.texts import JSON

LINE = {"id": "g1", "question": "When?", "answers": ["april 3"]}


def written(folder: Path, *lines: object) -> Path:
    path = folder / "gold.jsonl"
    text = [line if isinstance(line, str) else json.dumps(line) for line in lines]
    path.write_text("\n".join(text), "utf-8")
    return path


def test_a_whole_line_is_read(tmp_path: Path) -> None:
    line: dict[str, Any] = {
        "id": 7,
        "question": " When? ",
        "kind": "when",
        "history": ["Who?"],
        "answers": [],
        "positions": [["april 3", "3 april"], ["wednesday"]],
        "articles": ["a.txt"],
        "must_not": ["may 3"],
        "split": "dev",
        "tags": ["far"],
        "unknown": {"passed": "over"},
    }
    (gold,) = read_gold(written(tmp_path, line))
    assert gold == Gold(
        id="7",
        question="When?",
        kind="when",
        history=("Who?",),
        positions=(("april 3", "3 april"), ("wednesday",)),
        articles=("a.txt",),
        must_not=("may 3",),
        split="dev",
        tags=("far",),
    )
    assert gold.wordings == ("april 3", "3 april", "wednesday")
    asked = gold.as_question()
    assert (asked.text, asked.id, asked.history) == ("When?", "7", ("Who?",))


def test_what_is_left_out_has_a_default(tmp_path: Path) -> None:
    (gold,) = read_gold(written(tmp_path, LINE))
    assert gold == Gold("g1", "When?", "what", answers=("april 3",))


def test_null_is_as_if_left_out_and_figures_are_wordings(tmp_path: Path) -> None:
    nulls = dict.fromkeys(["history", "positions", "articles", "must_not", "tags", "kind", "split"])
    (gold,) = read_gold(written(tmp_path, {**LINE, **nulls, "answers": [25, 2.5]}))
    assert gold == Gold("g1", "When?", "what", answers=("25", "2.5"))


def test_marks_line_ends_and_blank_lines_are_borne(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    odd = json.dumps({**LINE, "id": "g2", "answers": ["one\u2028two"]}, ensure_ascii=False)
    path.write_bytes(b"\xef\xbb\xbf" + json.dumps(LINE).encode() + b"\r\n\r\n  \n" + odd.encode())
    assert [each.id for each in read_gold(path)] == ["g1", "g2"]


BAD: list[tuple[object, str, str]] = [
    ("{", "", "not JSON"),
    ("[" * 100_000, "", "not JSON"),
    ("[]", "", "not a JSON object"),
    ("null", "", "not a JSON object"),
    ({"question": "x", "answers": ["y"]}, "id", "it is missing"),
    ({**LINE, "id": True}, "id", "must be text"),
    ({**LINE, "id": None}, "id", "it is missing"),
    ({**LINE, "id": " "}, "id", "must not be empty"),
    ({"id": 1, "answers": ["y"]}, "question", "it is missing"),
    ({**LINE, "question": ""}, "question", "must not be empty"),
    ({**LINE, "question": "x" * 10_001}, "question", "10000"),
    ({**LINE, "question": 5}, "question", "must be text"),
    ({**LINE, "kind": 1}, "kind", "must be text"),
    ({**LINE, "history": "Who?"}, "history", "must be a list"),
    ({**LINE, "history": [1]}, "history.0", "must be text"),
    ({**LINE, "answerable": "yes"}, "answerable", "must be true or false"),
    ({**LINE, "answers": "april 3"}, "answers", "list"),
    ({**LINE, "answers": ["x", ["3"]]}, "answers.1", "must be text"),
    ({**LINE, "answers": []}, "answers", "needs an accepted wording"),
    ({**LINE, "answers": ["ok", "the"]}, "answers", "no word to look for"),
    ({**LINE, "must_not": ["…"]}, "must_not", "no word to look for"),
    ({**LINE, "answerable": False}, "answers", "can have none"),
    (
        {**LINE, "answers": [], "answerable": False, "positions": [["x"], ["y"]]},
        "positions",
        "can have none",
    ),
    ({**LINE, "positions": [["x"]]}, "positions", "at least two"),
    ({**LINE, "positions": [["x"], []]}, "positions.1", "must not be empty"),
    ({**LINE, "positions": ["x", "y"]}, "positions.0", "list"),
    ({**LINE, "positions": [["x"], ["?"]]}, "positions", "no word to look for"),
    ({**LINE, "articles": [""]}, "articles.0", "must not be empty"),
    ({**LINE, "split": ["dev"]}, "split", "must be text"),
    ({**LINE, "tags": {"far": True}}, "tags", "list"),
    (LINE, "id", "g1 is on line 1 too"),
]


@pytest.mark.parametrize(("bad", "field", "reason"), BAD)
def test_a_bad_line_is_named_with_its_field(
    tmp_path: Path, bad: object, field: str, reason: str
) -> None:
    path = written(tmp_path, LINE, "", bad, {**LINE, "id": "g9"})
    with pytest.raises(UsageError) as told:
        read_gold(path)
    where = f"{path}, line 3, field “{field}”: " if field else f"{path}, line 3: "
    assert str(told.value).startswith(where)
    assert reason in str(told.value).removeprefix(where)
    assert "\n" not in str(told.value)


def test_five_bad_lines_are_named_and_the_rest_counted(tmp_path: Path) -> None:
    with pytest.raises(UsageError) as told:
        read_gold(written(tmp_path, *["{"] * 7))
    assert [f"line {at}:" in str(told.value) for at in range(1, 8)] == [True] * 5 + [False] * 2
    assert str(told.value).endswith("; and 2 more")


def test_a_file_that_is_no_file_of_questions(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"none\.jsonl cannot be read: No such file"):
        read_gold(tmp_path / "none.jsonl")
    with pytest.raises(UsageError, match="cannot be read: Is a directory"):
        read_gold(tmp_path)
    with pytest.raises(UsageError, match="holds no question"):
        read_gold(written(tmp_path, "", "  "))
    path = tmp_path / "latin.jsonl"
    path.write_bytes(json.dumps(LINE).encode() + b"\n\xe9")
    with pytest.raises(UsageError, match="line 2: it is not UTF-8"):
        read_gold(path)


@given(st.dictionaries(st.sampled_from([*LINE, "positions", "history", "tags", "split"]), JSON))
def test_any_json_is_read_or_told(tmp_path_factory: pytest.TempPathFactory, line: object) -> None:
    path = written(tmp_path_factory.mktemp("any"), line)
    try:
        (gold,) = read_gold(path)
    except UsageError as error:
        assert str(error).startswith(f"{path}, line 1")
    else:
        assert gold.wordings and gold.question


def test_questions_are_chosen_by_kind_split_and_number() -> None:
    gold = [
        Gold(str(at), "?", kind, answers=("x",), split=split)
        for at, (kind, split) in enumerate([("when", "dev"), ("who", "dev"), ("when", "test")])
    ]

    def ids(**choice: Any) -> list[str]:
        return [each.id for each in chosen(gold, **choice)]

    assert ids() == ["0", "1", "2"]
    assert ids(kinds=["when"]) == ["0", "2"]
    assert ids(kinds=["who", "when"], split="dev") == ["0", "1"]
    assert ids(kinds=["when"], limit=1) == ["0"]
    with pytest.raises(UsageError, match="no question has the kind why; there is: when, who"):
        ids(kinds=["why", "who"])
    with pytest.raises(UsageError, match="no question has the split x; there is: dev, test"):
        ids(split="x")
    with pytest.raises(UsageError, match="both that kind and that split"):
        ids(kinds=["who"], split="test")
