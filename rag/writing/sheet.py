"""The sentences of a written answer that passed, with their citations, as they come."""

import re
from dataclasses import replace

from rag.answer import Answer, Citation, Claim, Conflict
from rag.composed import Citations
from rag.copies import is_copy
from rag.words import stem_set
from rag.writing.holding import Held
from rag.written import Fate, Written

_SAME = 0.9  # share of the shorter sentence's stems at which two say one thing twice
_MARK = re.compile(r"\[(\d+)\]")


class Sheet:
    """Collects what is kept, and gives the answer so far."""

    def __init__(self, extractive: Answer, model: str) -> None:
        self._extractive = extractive
        self._citations = Citations()
        self.claims: list[Claim] = []
        self.written = Written(model)
        # What the articles disagree on stands first, and its numbers do not change any more.
        self._conflicts = tuple(map(self._renumbered, extractive.conflicts))

    def add(self, held: Held) -> bool:
        """Counts a sentence, and keeps it if it passed and is new; whether it was kept."""
        written = self.written
        self.written = replace(
            written,
            shown=written.shown + (held.fate is Fate.SHOWN),
            replaced=written.replaced + (held.fate is Fate.REPLACED),
            dropped=written.dropped + (held.fate is Fate.DROPPED),
            labels_removed=written.labels_removed + held.labels_removed,
            labels_mended=written.labels_mended + held.mended,
            quotes_unmarked=written.quotes_unmarked + held.unmarked,
        )
        if held.fate is Fate.DROPPED or any(_repeats(held.text, each.text) for each in self.claims):
            return False
        numbers = [
            self._citations.number(place.of.article, place.span, place.of.passage.span)
            for place in held.places
        ]
        self.claims.append(Claim(held.text, tuple(dict.fromkeys(numbers)), held.support))
        return True

    def answer(self) -> Answer:
        """The answer of what was kept, with the disagreements that comparing the articles found."""
        return replace(
            self._extractive,
            claims=tuple(self.claims),
            citations=self._citations.all(),
            conflicts=self._conflicts,
            short_answer=self._short(),
            abstained=None,
            nearest=None,
            notes=tuple(filter(None, map(self._with_numbers, self._extractive.notes))),
            mode=self.written.model,
            written=self.written,
        )

    def _renumbered(self, conflict: Conflict) -> Conflict:
        positions = (
            replace(each, citations=tuple(map(self._number, each.citations)))
            for each in conflict.positions
        )
        return Conflict(conflict.about, tuple(positions))

    def _with_numbers(self, note: str) -> str | None:
        """A note of the extractive answer with the numbers that its citations have here.

        None where it speaks of what is not cited here.
        """
        for mark in _MARK.findall(note):
            cited = self._cited(int(mark))
            known = self._citations.known(cited.article, cited.span)
            if known is None:
                return None
            note = note.replace(f"[{mark}]", f"[\0{known}]")
        return note.replace("\0", "")

    def _number(self, before: int) -> int:
        """The number of what the extractive answer cites as `before`."""
        cited = self._cited(before)
        return self._citations.number(cited.article, cited.span, cited.passage)

    def _cited(self, before: int) -> Citation:
        return next(each for each in self._extractive.citations if each.number == before)

    def _short(self) -> str | None:
        """The words that answer in short, where what is kept says or cites them."""
        short = self._extractive.short_answer
        cited = (each.quote for each in self._citations.all())
        if short and any(short in text for text in (*(each.text for each in self.claims), *cited)):
            return short
        return None


def _repeats(one: str, other: str) -> bool:
    return one == other or is_copy(one, other, stem_set(one), stem_set(other), _SAME)
