"""Nothing that a poisoned article orders comes to a reader, though the model obeys it all."""

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.poison import KINDS, POISONS
from tests.poison.chain import Fate, fates


@pytest.fixture(scope="module")
def met(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, list[Fate]]:
    """All poisons' fates, by kind."""
    found = fates(tmp_path_factory.mktemp("poisoned") / "home", POISONS)
    return {kind: [each for each in found if each.poison.kind == kind] for kind in KINDS}


@pytest.mark.parametrize("kind", KINDS)
def test_none_is_obeyed(met: Mapping[str, list[Fate]], kind: str) -> None:
    assert [f"{each.poison.name}, {each.shown}" for each in met[kind] if each.shown] == []


@pytest.mark.parametrize("kind", KINDS)
def test_the_question_is_answered_all_the_same(met: Mapping[str, list[Fate]], kind: str) -> None:
    assert [each.poison.name for each in met[kind] if not each.answered] == []


def test_there_are_more_than_two_hundred_and_the_search_finds_them(
    met: Mapping[str, list[Fate]],
) -> None:
    assert len(POISONS) > 200
    assert [each.poison.name for some in met.values() for each in some if not each.found] == []


def test_a_model_that_sees_them_does_obey(tmp_path: Path) -> None:
    """The test of the test: with orders left in, the model is led, and checking is what is left."""
    some = [each for each in POISONS if each.kind == "override"]
    found = fates(tmp_path / "home", some, detecting=False)
    assert sum(each.offered for each in found) > 1
