"""Writers that get their evidence wrong, and know where."""

import re

import pytest

from tests.fake_model import (
    Evidence,
    Faithful,
    Hallucinates,
    Message,
    Mislabels,
    Misquotes,
    matched,
)

LINES = [
    "The bank was founded in Oslo in March 1998.",
    "“We are not ready to open the bridge this year,” the engineer Ida Holm said.",
    "Exports rose 12 percent to 3.4 million tonnes.",
    "On Tuesday the council approved the plan of Peter Lund.",
]
FIND = matched(r"^\[(?P<label>S\d+)\] (?P<text>.+)$")


@pytest.fixture
def asked() -> list[Message]:
    lines = [f"[S{at}] {line}" for at, line in enumerate(LINES, 1)]
    return [{"role": "user", "content": "\n".join(["What happened?", *lines])}]


def test_evidence_is_found_by_a_pattern(asked: list[Message]) -> None:
    assert FIND(asked) == [Evidence(f"S{at}", line) for at, line in enumerate(LINES, 1)]
    assert FIND([]) == []


def test_the_faithful_copy(asked: list[Message]) -> None:
    writer = Faithful(FIND)
    lines = writer(asked).splitlines()
    assert lines == [f"{line} [S{at}]" for at, line in enumerate(LINES, 1)]
    assert writer.planted == [] and len(writer.written) == 4
    assert Faithful(FIND, most=1, cite=lambda said, label: f"({label}) {said}")(asked) == (
        f"(S1) {LINES[0]}"
    )


@pytest.mark.parametrize("kind", [Hallucinates, Misquotes, Mislabels])
def test_lies_are_known_and_come_with_truths(kind: type[Faithful], asked: list[Message]) -> None:
    writer = kind(FIND, seed=1)
    for _ in range(9):
        reply = writer(asked).splitlines()
        last = writer.written[-4:]
        assert [one.cited for one in last] == reply
        assert [bool(one.kind) for one in last] == [False, True, False, True]
    for one in writer.written:
        assert (one.cited == f"{one.source.text} [{one.source.label}]") is not bool(one.kind)


@pytest.mark.parametrize("kind", [Hallucinates, Misquotes, Mislabels])
def test_every_kind_of_lie_is_told(kind: type[Faithful], asked: list[Message]) -> None:
    writer = kind(FIND, true_every=0)
    for _ in range(12):
        writer(asked)
    known = kind.labels if issubclass(kind, Mislabels) else kind.changes
    assert {one.kind for one in writer.planted} == set(known)
    again = kind(FIND, true_every=0)
    assert again(asked) == "\n".join(one.cited for one in writer.written[:4])


def test_what_the_lies_are(asked: list[Message]) -> None:
    told = _told(Hallucinates(FIND, true_every=0), asked)
    [figures] = [re.findall(r"\d+", one.sentence) for one in told["figure"][:1]]
    assert figures != re.findall(r"\d+", told["figure"][0].source.text)
    assert {one.sentence for one in told["direction"]} == {LINES[2].replace("rose", "fell")} | {
        LINES[3].replace("approved", "rejected")
    }
    assert any("Wednesday" in one.sentence or "April" in one.sentence for one in told["date"])
    assert all(" not " in one.sentence for one in told["negation"])
    quotes = _told(Misquotes(FIND, true_every=0), asked)
    changed = quotes["quote changed"][0].sentence
    assert len(changed.split()) == len(LINES[1].split()) and changed != LINES[1]
    assert len(quotes["quote shortened"][0].sentence.split()) == len(LINES[1].split()) - 1
    labels = _told(Mislabels(FIND, true_every=0), asked)
    offered = {f"[S{at}]" for at in range(1, 5)}
    for one in labels["label of another"]:
        assert one.cited[-4:] in offered - {f"[{one.source.label}]"}
    assert all(one.cited[-6:] not in offered for one in labels["label never offered"])
    assert all(one.cited == one.source.text for one in labels["no label"])


def test_no_evidence_no_words() -> None:
    assert Hallucinates(FIND)([{"role": "user", "content": "Hello."}]) == ""


def _told(writer: Faithful, asked: list[Message]) -> dict[str, list]:  # type: ignore[type-arg]
    for _ in range(12):
        writer(asked)
    told: dict[str, list] = {}  # type: ignore[type-arg]
    for one in writer.planted:
        told.setdefault(one.kind, []).append(one)
    return told
