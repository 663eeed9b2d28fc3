"""How many false sentences the check catches, and how many true ones it refuses.

`verify_pairs.jsonl` holds, for each topic, passages, sentences that they carry in other words, and
sentences that they do not carry, by kind of change; the sentences of the passages themselves, and
what the rules of `corruptions.py` make of all true ones, are added here. The rules of the check
were written with the failures of one half in sight, not those of the other.
"""

import json
from collections import defaultdict
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

from index.sentences import sentences
from rag.verify import check
from tests.rag.corruptions import corruptions

HALVES = ("tune", "held out")
CAUGHT = 0.95  # at least, of the false sentences
REFUSED = 0.05  # at most, of the true ones


@dataclass(frozen=True, slots=True)
class Pair:
    half: str
    kind: str  # of change; "verbatim" or "reworded" where the sentence is true
    true: bool
    sentence: str
    passages: tuple[str, ...]

    def is_judged_right(self) -> bool:
        return check(self.sentence, self.passages).supported is self.true


@cache
def _pairs() -> list[Pair]:
    found: dict[tuple[str, str], Pair] = {}
    for line in Path(__file__).with_name("verify_pairs.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        passages = tuple(row["passages"])
        verbatim = [span.of(passage) for passage in passages for span in sentences(passage)]
        stated = (
            [("verbatim", True, each) for each in verbatim]
            + [("reworded", True, each) for each in row["true"]]
            + [(kind, False, each) for kind, each in row["false"]]
        )
        made = [
            (kind, False, changed)
            for each in verbatim + row["true"]
            for kind, changed in corruptions(each, passages)
        ]
        for kind, true, sentence in stated + made:
            pair = Pair(row["half"], kind, true, sentence, passages)
            found.setdefault((row["topic"], sentence), pair)
    return list(found.values())


@cache
def _wrong() -> list[Pair]:
    return [pair for pair in _pairs() if not pair.is_judged_right()]


def _rate(wrong: list[Pair], of: list[Pair]) -> float:
    return len(wrong) / len(of)


def _failures(pairs: list[Pair]) -> str:
    by_kind: dict[str, list[str]] = defaultdict(list)
    for pair in pairs:
        by_kind[pair.kind].append(f"  [{pair.half}] {pair.sentence}")
    return "\n".join(line for kind in sorted(by_kind) for line in (kind, *by_kind[kind]))


def test_the_set_is_large_and_its_halves_are_alike() -> None:
    true = [pair for pair in _pairs() if pair.true]
    assert len(true) >= 150
    assert sum(pair.kind == "reworded" for pair in true) >= 100
    assert len(_pairs()) - len(true) >= 400
    sizes = [sum(pair.half == half for pair in _pairs()) for half in HALVES]
    assert sum(sizes) == len(_pairs())
    assert min(sizes) >= 0.4 * len(_pairs())
    kinds = [{pair.kind for pair in _pairs() if pair.half == half} for half in HALVES]
    assert kinds[0] == kinds[1]
    assert len(kinds[0]) >= 15


@pytest.mark.parametrize("halves", [HALVES[:1], HALVES[1:], HALVES], ids=" and ".join)
def test_false_sentences_are_caught(halves: tuple[str, ...]) -> None:
    false = [pair for pair in _pairs() if pair.half in halves and not pair.true]
    missed = [pair for pair in _wrong() if pair.half in halves and not pair.true]
    assert 1 - _rate(missed, false) >= CAUGHT, _failures(missed)


@pytest.mark.parametrize("halves", [HALVES[:1], HALVES[1:], HALVES], ids=" and ".join)
def test_true_sentences_are_not_refused(halves: tuple[str, ...]) -> None:
    true = [pair for pair in _pairs() if pair.half in halves and pair.true]
    refused = [pair for pair in _wrong() if pair.half in halves and pair.true]
    assert _rate(refused, true) <= REFUSED, _failures(refused)


def test_sentences_as_they_stand_are_never_refused() -> None:
    assert [pair.sentence for pair in _wrong() if pair.kind == "verbatim"] == []


def test_whoever_refuses_gives_reasons() -> None:
    for pair in _pairs():
        found = check(pair.sentence, pair.passages)
        assert found.supported is not bool(found.reasons)
