"""One limit in words, from where it begins: "use only articles from the BBC since 27 March"."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from rag.filters import NO_FILTERS, Filters
from rag.limits.days import Named
from rag.limits.lifting import lifted
from rag.limits.names import Known, Mention, mention
from rag.limits.spans import possessive, span

_MOST = 12  # steps of a phrase, and outlets of a list
_LEAD = re.compile(
    r"(?:(?P<joint>and|but|so|then)|please|now|ok(?:ay)?|again|also|instead)\b,?\s*", re.IGNORECASE
)
_TAIL = re.compile(
    r"(?:,?\s+|,)(?:please|now|then|instead|again|thanks|thank\s+you|for\s+now|from\s+now\s+on|this\s+time)"
    r"\b",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"(?:(?P<only>(?:only|just|solely|exclusively|nothing\s+but|no\s+one\s+but)\b)"
    r"|(?P<based>based\s+(?:only|solely|just)\s+on\b)"
    r"|(?P<limit>(?:limit|restrict|narrow|confine)(?:ed)?(?:\s+down)?(?:\s+(?:it|this|that|them"
    r"|yourself|(?:the\s+)?(?:answers?|search|results?|sources?)))?\s+to\b|stick\s+to\b)"
    r"|(?P<take>(?:according\s+to|us(?:e|ing)|based\s+on|relying\s+on|going\s+by|drawing\s+on)\b)"
    r"|(?P<look>(?:search|read|consider|show(?:\s+me)?|give\s+me|look\s+(?:at|in)|answer\s+from)\b)"
    r"|(?P<noun>(?:the\s+)?(?:articles?|stories|reports?|pieces|coverage|reporting"
    r"|(?P<loose>news(?!\s+(?:stories|articles|reports))|sources?|outlets?)"
    r"|news\s+(?:stories|articles|reports))(?![\w-]))"
    r"|(?P<published>(?:that\s+(?:were|was)\s+)?(?:published|written|dated)\b)"
    r"|(?P<alone>alone\b)"
    r"|(?P<origin>(?:from|by|of)\b)|(?P<preposition>(?:in|at|with)\b))\s*",
    re.IGNORECASE,
)
_DANGLING = frozenset(("limit", "take", "look", "published", "preposition", "origin", "based"))
_JOINT = re.compile(r"\s*,?\s*(?:and|or|&|\+|plus)\s+|\s*,\s*", re.IGNORECASE)
_OF_ONE = re.compile(r"[’']s?(?=\s)")
_SPACE = re.compile(r"\s*")


@dataclass(frozen=True, slots=True)
class Phrase:
    """`text[start:end]` limits, if it stands where a limit does; its steps tell how surely."""

    start: int
    end: int
    filters: Filters = NO_FILTERS
    unknown: tuple[str, ...] = ()
    lifted: frozenset[str] = frozenset()
    steps: frozenset[str] = field(default=frozenset())

    @property
    def names_outlets(self) -> bool:
        return bool(self.filters.outlets or self.unknown)

    @property
    def is_exclusive(self) -> bool:
        """Whether it says that nothing else is to be used."""
        return bool(self.steps & {"only", "based", "limit"}) or {"take", "alone"} <= self.steps


def phrase(text: str, start: int, known: Known, days: Mapping[int, Named]) -> Phrase | None:
    """The phrase that begins at `text[start:]`, as far as it goes; None when there is none."""
    at = start
    lead: set[str] = set()
    while (word := _LEAD.match(text, at)) and len(lead) < _MOST and word.end() > at:
        lead.add("joint" if word["joint"] else "lead")
        at = word.end()
    free = lifted(text, at, known)
    if free is not None:
        return Phrase(start, _tail(text, free[0]), lifted=free[1])
    found = _Reader(text, known, days, at, lead).read()
    if found is None:
        return None
    return replace(found, start=start, end=_tail(text, found.end))


def _tail(text: str, end: int) -> int:
    tail = _TAIL.match(text, end)
    return tail.end() if tail else end


class _Reader:
    """Goes through a phrase step by step, and never back."""

    def __init__(
        self, text: str, known: Known, days: Mapping[int, Named], at: int, steps: set[str]
    ) -> None:
        self._text, self._known, self._days = text, known, days
        self._at = self._end = at
        self._steps = steps
        self._last = ""
        self._filters = NO_FILTERS
        self._unknown: tuple[str, ...] = ()

    def read(self) -> Phrase | None:
        for _ in range(_MOST):
            if not (self._read_days() or self._read_step() or self._read_outlets()):
                break
        if self._last in _DANGLING or not (self._filters or self._unknown):
            return None
        steps = frozenset(self._steps)
        return Phrase(0, self._end, self._filters, self._unknown, steps=steps)

    def _move(self, end: int, step: str) -> bool:
        self._steps.add(step)
        self._last, self._end = step, end
        self._at = _SPACE.match(self._text, end).end()  # type: ignore[union-attr]
        return True

    def _read_days(self) -> bool:
        places = [self._at]
        if self._last in ("days", "outlets", "only", "alone") and (
            joint := _JOINT.match(self._text, self._end)
        ):
            places.append(joint.end())
        for at in places:
            found = span(self._text, at, self._days) or possessive(self._text, at, self._days)
            if found is None or (found.within and at != self._at):
                continue
            self._filters = found.filters.over(self._filters)
            if found.as_of:
                self._steps.add("as of")
            if found.within:
                self._steps.add("within")
            return self._move(found.end, "days")
        return False

    def _read_outlets(self) -> bool:
        if "outlets" in self._steps:
            return False
        as_source = (
            {"noun", "origin"} <= self._steps and "loose" not in self._steps
        ) or "take" in self._steps
        at, end = self._at, -1
        for _ in range(_MOST):
            found = mention(self._text, at, self._known, as_source=as_source)
            if found is None:
                break
            self._take(found)
            end = found.end
            joint = _JOINT.match(self._text, end)
            if joint is None:
                break
            at = joint.end()
        if end < 0:
            return False
        own = _OF_ONE.match(self._text, end)
        return self._move(own.end() if own else end, "outlets")

    def _take(self, found: Mention) -> None:
        names = self._filters.outlets + found.outlets
        self._filters = replace(self._filters, outlets=tuple(dict.fromkeys(names)))
        if not found.outlets:
            self._unknown = (*self._unknown, found.words)

    def _read_step(self) -> bool:
        step = _STEP.match(self._text, self._at)
        if step is None:
            return False
        kind = next(name for name in _KINDS if step[name])
        if step["loose"]:
            self._steps.add("loose")
        end = self._at + len(step.group().rstrip())
        return self._move(end, kind)


_KINDS = (
    "only",
    "based",
    "limit",
    "take",
    "look",
    "noun",
    "published",
    "alone",
    "origin",
    "preposition",
)
