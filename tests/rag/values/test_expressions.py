"""The table of expressions: span, normal form and way of resolving, one by one."""

import pytest

from rag.values import ValueKind, parse_value, values
from tests.rag.values.expressions import EXPRESSIONS, FRIDAY, NOTHING, Expression


@pytest.mark.parametrize("row", EXPRESSIONS, ids=lambda row: row.marked)
def test_an_expression_is_read(row: Expression) -> None:
    found = values(row.text, row.published)
    (value,) = [each for each in found if each.span == row.span] or [None]
    assert value is not None, [(each.words, each.normal) for each in found]
    assert (value.kind, value.normal) == (ValueKind(row.kind), row.normal)
    assert row.how in value.resolved_by


@pytest.mark.parametrize(("kind", "text"), NOTHING)
def test_nothing_of_the_kind_is_read(kind: str, text: str) -> None:
    assert [each for each in values(text, FRIDAY) if each.kind is ValueKind(kind)] == []


@pytest.mark.parametrize("row", EXPRESSIONS, ids=lambda row: row.marked)
def test_one_kind_alone_is_read_as_it_is_among_all(row: Expression) -> None:
    every = [each for each in values(row.text, row.published) if each.kind is ValueKind(row.kind)]
    assert values(row.text, row.published, [ValueKind(row.kind)]) == every


def test_the_table_is_as_long_as_promised() -> None:
    assert len({row.text for row in EXPRESSIONS}) >= 180
    open_ones = [row for row in EXPRESSIONS if "|" in row.normal or row.normal.startswith("?")]
    assert len(open_ones) >= 15


@pytest.mark.parametrize(
    ("words", "normal"),
    [
        ("April 3", "2025-04-03"),
        ("april 3", "2025-04-03"),
        ("may 3", "2025-05-03"),
        ("on Wednesday", "2025-03-26|2025-04-02"),
        ("25-percent levies", "25 %"),
        ("about 500,000", "~500000"),
        ("Prime Minister Mark Carney", "mark carney"),
        ("mark carney", "mark carney"),
        ("the Conservative leader", "conservative leader"),
        ("canada", "canada"),
        ("not before April 28", "2025-04-28/.."),
        ("after April 2", "2025-04-02/.."),
        ("next week", "2025-03-31/2025-04-06"),
        ("the United States", "united states"),
        ("Dominic LeBlanc", "dominic leblanc"),
    ],
)
def test_a_short_answer_is_one_value(words: str, normal: str) -> None:
    value = parse_value(words, FRIDAY)
    assert value is not None
    assert value.normal == normal
    assert words[value.start : value.end] == value.words


@pytest.mark.parametrize("words", ["", " ", "…", "because they had agreed", "extremely productive"])
def test_words_without_a_value_have_none(words: str) -> None:
    assert parse_value(words, FRIDAY) is None
