"""What was read: the question that is left, the limits that are set, and those that are lifted."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.errors import UsageError
from rag.filters import NO_FILTERS, Filters

OUTLETS, DATES = "outlets", "dates"  # the kinds of limit that can be lifted


@dataclass(frozen=True, slots=True)
class Limited:
    """A text without the words of its limits, and what they say."""

    question: str  # "" when there were only limits
    filters: Filters = NO_FILTERS
    lifted: frozenset[str] = frozenset()  # of "outlets" and "dates"
    unknown: tuple[str, ...] = ()  # outlets that were named and that no article is from, or several

    def __bool__(self) -> bool:
        """Whether the text holds words of a limit at all."""
        return bool(self.filters or self.lifted or self.unknown)

    def applied_to(self, filters: Filters) -> Filters:
        """The filters of a conversation from here on.

        New outlets take the place of the old ones, a first day that of the first day, a last day or
        moment that of either; an old day that a new one contradicts goes too. What is lifted goes;
        articles that were chosen by hand stay.
        """
        own = self.filters
        if OUTLETS in self.lifted:
            filters = replace(filters, outlets=())
        if DATES in self.lifted:
            filters = replace(filters, as_of=None, since=None, until=None)
        latest = own.selection.latest
        if latest or (own.since and (filters.selection.latest or own.since) < own.since):
            filters = replace(filters, as_of=None, until=None)
        if latest and (filters.since or latest) > latest:
            filters = replace(filters, since=None)
        return own.over(filters)

    def not_found(self, outlets: Sequence[str]) -> tuple[str, ...]:
        """A sentence for each outlet of `unknown`; `outlets` are those that there are."""
        told = []
        for name in self.unknown:
            try:
                Filters(outlets=(name,)).among_outlets(outlets)
            except UsageError as error:
                said = str(error)
                told.append(f"{said[0].upper()}{said[1:]}.")
        return tuple(told)
