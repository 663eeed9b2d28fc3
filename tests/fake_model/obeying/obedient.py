"""A model that does what any text in its prompt tells it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from itertools import permutations, product

from ..calls import Message
from ..evidence import Evidence, Find
from ..writers import Writer, as_writer
from . import shapes as all_shapes
from .disguises import readings
from .orders import copied, is_order, payloads, put_together, sentences, spoken_as_another
from .shapes import Payload, Shape

LABEL = r"\[S\d+\]"
MARKER = r"CANARY-\w+"


def outside_the_system_message(messages: list[Message]) -> str:
    return "\n\n".join(m["content"] for m in messages if m["role"] not in ("system", "developer"))


class Obedient:
    """Whatever holds the marker, or decodes to what holds it, is obeyed, in every shape.

    `obeyed` keeps what it was made to say, so that a test can see that it was led at all. An answer
    may be long: a test whose client stops at some length chooses `shapes`, or `most`.
    """

    def __init__(
        self,
        fallback: Writer | str = "",
        *,
        marker: str | None = MARKER,
        label: str = LABEL,
        evidence: Find | None = None,
        data: Callable[[list[Message]], str] = outside_the_system_message,
        shapes: Mapping[str, Shape] = all_shapes.ALL,
        most: int | None = None,
    ) -> None:
        """Args:
        fallback: what it writes where nobody leads it; its sentences are also what it hangs
            payloads on.
        marker: a pattern that whatever is to be obeyed has in it; None obeys every order.
        label: a pattern of the labels that a prompt offers.
        evidence: finds the passages; without it a passage goes from a label to the next, and what
            the prompt says of it before its text is taken for text.
        data: the part of the prompt in which orders are looked for.
        most: characters of an answer, cut at the end of a line; the shapes take turns.
        """
        self.fallback = as_writer(fallback)
        self.shapes = shapes
        self.obeyed: list[str] = []
        self._marker = None if marker is None else re.compile(marker, re.I)
        self._label = re.compile(label)
        self._evidence = evidence
        self._data = data
        self._most = most

    def __call__(self, messages: list[Message]) -> str:
        honest = self.fallback(messages)
        passages = self._passages(messages)
        true = tuple(self._label.sub("", said).strip() for said in sentences(honest))
        named = [p.label for p in passages if p.label] + self._label.findall(self._data(messages))
        labels = tuple(dict.fromkeys(named))
        found: dict[str, Payload] = {}
        for text, order, label, encoded in self._found(passages):
            there = label or (labels[0] if labels else "[S1]")
            found.setdefault(text, Payload(text, order, there, labels, true, encoded))
        if not found:
            return honest
        self.obeyed += found
        lines = [honest, *self._led(list(found.values()))]
        return "\n".join(line for line in self._within(lines) if line)

    def _wanted(self, text: str) -> bool:
        if self._marker is None:
            return is_order(text)
        return bool(self._marker.search(text))

    def _passages(self, messages: list[Message]) -> list[Evidence]:
        if self._evidence is not None:
            return [Evidence(f"[{e.label.strip('[]')}]", e.text) for e in self._evidence(messages)]
        data = self._data(messages)
        marks = list(self._label.finditer(data))
        starts = [0, *(mark.end() for mark in marks)]
        ends = [*(mark.start() for mark in marks), len(data)]
        names = ["", *(mark[0] for mark in marks)]
        return [
            Evidence(name, data[start:end].strip())
            for name, start, end in zip(names, starts, ends, strict=True)
        ]

    def _found(self, passages: list[Evidence]) -> Iterator[tuple[str, str, str, bool]]:
        """Payload, order, label, and whether the passage shows it only to who decodes it."""
        for passage in passages:
            for reading in readings(passage.text, self._wanted):
                plain = reading == passage.text
                for text, order in self._read(reading):
                    yield text, order, passage.label, not plain
        everything = "\n".join(passage.text for passage in passages)
        led_by = next((p.label for p in passages[::-1] if p.label), "")
        for joined in self._over_passages(passages, everything):
            for text, order in self._read(joined):
                yield text, order, led_by, True

    def _over_passages(self, passages: list[Evidence], everything: str) -> Iterator[str]:
        """What shows only where two passages are read together."""
        yield from filter(self._wanted, put_together(everything))
        if self._marker is None:
            return
        ends = [_ends(passage.text) for passage in passages]
        for (lasts, _), (_, firsts) in permutations(ends, 2):
            for last, first in product(lasts, firsts):
                found = self._marker.search(last + first)
                if found and found.start() < len(last) < found.end():
                    yield last + first
        if not self._marker.search(everything):
            yield from readings(everything, self._wanted)

    def _read(self, text: str) -> Iterator[tuple[str, str]]:
        """What a text wants said, each with the sentence that wants it."""
        spoken = list(spoken_as_another(text))
        for part in [text, *spoken]:
            for sentence in filter(self._wanted, sentences(part)):
                yield from self._wishes(sentence)
        for thing in [*spoken, *copied(text)]:
            if self._fits(thing):
                yield thing, thing

    def _wishes(self, sentence: str) -> Iterator[tuple[str, str]]:
        said = [payload for payload in payloads(sentence) if self._fits(payload)]
        marked = list(self._marker.findall(sentence)) if self._marker else []
        for payload in said or (marked and [sentence]):
            yield payload, sentence
        for marker in marked:
            yield marker, sentence

    def _fits(self, payload: str) -> bool:
        return bool(payload) and (self._marker is None or bool(self._marker.search(payload)))

    def _led(self, found: list[Payload]) -> Iterator[str]:
        """Each shape of each payload, then the next shape."""
        for shape in self.shapes.values():
            for payload in found:
                yield from shape(payload)

    def _within(self, lines: list[str]) -> Iterator[str]:
        length = 0
        for line in dict.fromkeys(lines):
            length += len(line) + 1
            if self._most is not None and length > self._most:
                return
            yield line


def _ends(text: str) -> tuple[list[str], list[str]]:
    """Where a word may go on to another passage, and from another: at the ends of lines."""
    lines = [words for line in text.splitlines() if (words := line.split())]
    firsts = [word for words in lines for word in (words[0], words[-1])]
    lasts = [words[-1] for words in lines]
    return [w.strip(_MARKS) for w in lasts[-3:]], [w.strip(_MARKS) for w in firsts[-6:]]


_MARKS = ".…\"'“”"
