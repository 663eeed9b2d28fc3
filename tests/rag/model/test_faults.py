"""No fault of an endpoint holds a question up, and none leaves anything open."""

import pytest

from tests.fake_model import faults
from tests.rag.model.fault_table import EXPECTED, Left, Try, tried

TIMES = 5  # here; `fault_table` tries each 20 times
A_HANG = 10.0  # seconds past every limit: not a measurement, which `fault_table` makes

Tried = tuple[list[Try], Left, Left]


@pytest.fixture(scope="module")
def table() -> Tried:
    return tried(TIMES, at_once=10)


def test_there_are_twenty_faults_of_the_fake() -> None:
    assert len(EXPECTED) == 20
    assert set(EXPECTED) <= set(faults.ALL)


@pytest.mark.parametrize("name", EXPECTED)
def test_each_is_known_for_what_it_is(table: Tried, name: str) -> None:
    tries = [each for each in table[0] if each.name == name]
    assert len(tries) == TIMES
    assert {each.fault for each in tries} <= EXPECTED[name]
    assert all(each.seconds < A_HANG for each in tries)


def test_each_is_one_sentence(table: Tried) -> None:
    for said in {each.said for each in table[0]}:
        assert said.startswith("The model at 127.0.0.1:")
        assert said.endswith(".")
        assert "\n" not in said


def test_nothing_stays_open_after_all_of_them(table: Tried) -> None:
    _, before, after = table
    assert before.threads == after.threads == 0
    assert after.files <= before.files
