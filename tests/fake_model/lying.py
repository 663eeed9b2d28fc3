"""Writers that get their evidence wrong, and know where: a test can count what was caught."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from random import Random
from typing import ClassVar

from . import untrue
from .calls import Message
from .evidence import Cite, Evidence, Find, after
from .untrue import Change


@dataclass(frozen=True)
class Written:
    """One sentence of a reply."""

    sentence: str  # without its label
    cited: str  # the sentence with its label, as it was written
    kind: str  # what is wrong with it; "" where it is true
    source: Evidence


class Faithful:
    """Copies its evidence. Those below plant errors into what it writes."""

    changes: ClassVar[Mapping[str, Change]] = {}

    def __init__(
        self,
        evidence: Find,
        *,
        seed: int = 0,
        true_every: int = 2,
        most: int = 6,
        cite: Cite = after,
    ) -> None:
        """Args:
        true_every: each so-manieth sentence is true (2: every other one); 0 is none.
        most: sentences of a reply.
        """
        self.written: list[Written] = []
        self._evidence, self._cite = evidence, cite
        self._chance = Random(seed)
        self._true_every, self._most = true_every, most
        self._told: Counter[str] = Counter()

    @property
    def planted(self) -> list[Written]:
        return [written for written in self.written if written.kind]

    def __call__(self, messages: list[Message]) -> str:
        offered = self._evidence(messages)
        reply = [
            self._true(one)
            if self._true_every and at % self._true_every == 0
            else self._wrong(one, offered)
            for at, one in enumerate(offered[: self._most])
        ]
        self.written += reply
        return "\n".join(written.cited for written in reply)

    def _least_told(self, kinds: Iterable[str]) -> list[str]:
        return sorted(kinds, key=lambda kind: self._told[kind])

    def _true(self, source: Evidence) -> Written:
        return Written(source.text, self._cite(source.text, source.label), "", source)

    def _wrong(self, source: Evidence, offered: Sequence[Evidence]) -> Written:
        """The kind that was told least of those that fit the sentence."""
        others = [other.text for other in offered if other != source]
        for kind in self._least_told(self.changes):
            changed = self.changes[kind](source.text, self._chance, others)
            if changed is not None and changed != source.text:
                self._told[kind] += 1
                return Written(changed, self._cite(changed, source.label), kind, source)
        return self._true(source)


class Hallucinates(Faithful):
    """Facts that no passage has."""

    changes: ClassVar[Mapping[str, Change]] = {
        "figure": untrue.figure,
        "date": untrue.date,
        "name": untrue.name,
        "unit": untrue.unit,
        "direction": untrue.direction,
        "negation": untrue.negation,
        "merged": untrue.merged,
        "embellished": untrue.embellished,
        "invented": untrue.invented,
    }


class Misquotes(Faithful):
    """Quotations that nobody said."""

    changes: ClassVar[Mapping[str, Change]] = {
        "quote changed": untrue.quote_changed,
        "quote shortened": untrue.quote_shortened,
        "quote of another": untrue.quote_of_another,
        "quote of prose": untrue.quote_of_prose,
        "quote made up": untrue.quote_made_up,
    }


def _anothers(source: Evidence, offered: Sequence[Evidence], chance: Random) -> str:
    others = [e.label for e in offered if e.label != source.label] or ["S999"]
    return f"{source.text} [{chance.choice(others)}]"


Labelled = Callable[[Evidence, Sequence[Evidence], Random], str]


class Mislabels(Faithful):
    """True sentences under wrong labels, or under what is none."""

    labels: ClassVar[Mapping[str, Labelled]] = {
        "label of another": _anothers,
        "label never offered": lambda source, _, chance: (
            f"{source.text} [S{chance.randint(900, 999)}]"
        ),
        "no label": lambda source, _, __: source.text,
        "label of another kind": lambda source, _, __: (
            f"{source.text} [{source.label.lstrip('S')}]"
        ),
        "label of a range": lambda source, _, __: f"{source.text} [{source.label}-S999]",
        "one of two never offered": lambda source, _, __: f"{source.text} [{source.label}][S999]",
        "full-width brackets": lambda source, _, __: f"{source.text} 【{source.label}】",
        "small letters": lambda source, _, __: f"{source.text} [{source.label.lower()}]",
    }

    def _wrong(self, source: Evidence, offered: Sequence[Evidence]) -> Written:
        kind = self._least_told(self.labels)[0]
        self._told[kind] += 1
        return Written(source.text, self.labels[kind](source, offered, self._chance), kind, source)
