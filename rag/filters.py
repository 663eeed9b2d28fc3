"""Which articles an answer may use: published by some moment, in some days, by some outlets.

An article that does not say when it was published cannot be shown to be within a limit of time, and
is left out; an inferred date counts. One whose date is known to the day alone counts as published
when its day began, in UTC.
"""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time

from index.errors import UsageError
from index.selection import Selected, Selection

_SHOWN = 10  # outlets named in a message
_SPACES = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Filters:
    """Limits on the articles that an answer may use; None and () limit nothing.

    Moments are aware. `as_of` and `until` both mean "not after": what a reader of that moment could
    know, and the end of the days that are asked about.
    """

    as_of: datetime | None = None
    since: datetime | None = None
    until: datetime | None = None
    outlets: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()  # by id

    def __post_init__(self) -> None:
        if any(each and each.tzinfo is None for each in (self.as_of, self.since, self.until)):
            raise ValueError("moments of Filters must be aware of their time zone")

    def __bool__(self) -> bool:
        return self != Filters()

    @property
    def selection(self) -> Selection:
        """The same for the index; outlets as `among_outlets` writes them."""
        ends = [moment for moment in (self.as_of, self.until) if moment is not None]
        return Selection(self.since, min(ends, default=None), self.outlets, self.articles)

    def over(self, others: "Filters") -> "Filters":
        """These, and those of `others` where these set nothing."""
        return Filters(
            self.as_of or others.as_of,
            self.since or others.since,
            self.until or others.until,
            self.outlets or others.outlets,
            self.articles or others.articles,
        )

    def among_outlets(self, known: Sequence[str]) -> "Filters":
        """These with each outlet as the articles write it, by its name, its beginning or a word.

        Case makes no difference. Raises UsageError for an outlet that is not in `known`, or that
        could be several.
        """
        found = (name for asked in self.outlets for name in _outlets(asked, known))
        return replace(self, outlets=tuple(dict.fromkeys(found)))

    def __str__(self) -> str:
        """The limits in words: "published by 28 March 2025, 18:00 UTC, by Reuters"."""
        latest, earliest = self.selection.latest, self.since
        ends = [f"from {said(earliest)} on"] if earliest else []
        ends += [f"by {said(latest)}"] if latest else []
        dates = [f"published {' and '.join(ends)}"] if ends else []
        names = [f"of {' or '.join(map(_printable, self.outlets))}"] if self.outlets else []
        count = len(self.articles)
        chosen = [f"chosen by hand ({count:,})"] if count else []
        return ", ".join(dates + names + chosen)


NO_FILTERS = Filters()


def filters_from(
    *,
    as_of: str | None = None,
    since: str | None = None,
    until: str | None = None,
    outlets: Iterable[str] = (),
    articles: Iterable[str] = (),
    called: Callable[[str], str] = str,
) -> Filters:
    """Filters as a person writes them; a date alone ends with its day, for `since` begins with it.

    Raises UsageError for what is no date; `called` is what to call a field in its message.
    """
    return Filters(
        as_of=_moment(as_of, called("as_of"), time.max),
        since=_moment(since, called("since"), time.min),
        until=_moment(until, called("until"), time.max),
        outlets=tuple(outlets),
        articles=tuple(articles),
    )


def left_out(selected: Selected) -> tuple[str, ...]:
    """What to say of the articles that cannot be shown to be within the limits."""
    counts = ((selected.undated, "without a date"), (selected.unnamed, "that name no outlet"))
    return tuple(
        f"1 article {what.replace('name', 'names')} was left out."
        if count == 1
        else f"{count:,} articles {what} were left out."
        for count, what in counts
        if count
    )


def _moment(text: str | None, field: str, clock: time) -> datetime | None:
    if text is None:
        return None
    try:
        try:
            day = date.fromisoformat(text.strip())
        except ValueError:
            found = datetime.fromisoformat(text.strip())
        else:
            found = datetime.combine(day, clock)
        # In UTC, so that a moment that has none (the year 10,000) is refused here.
        return found.replace(tzinfo=found.tzinfo or UTC).astimezone(UTC)
    except (ValueError, OverflowError):
        raise UsageError(
            f"{field}: “{_printable(text)[:40]}” is no date; write 2025-03-28, or with a time of"
            " day 2025-03-28T18:00 (UTC, or with a zone: 2025-03-28T18:00-04:00)"
        ) from None


def _outlets(asked: str, known: Sequence[str]) -> list[str]:
    """The names in `known` that `asked` means: one outlet, written in however many ways."""
    wanted = _folded(asked)
    whole = [name for name in known if _folded(name) == wanted]
    if whole:
        return whole
    within = re.compile(rf"\b{re.escape(wanted)}\b")
    near = [
        name
        for name in known
        if wanted and (_folded(name).startswith(wanted) or within.search(_folded(name)))
    ]
    if len({_folded(name) for name in near}) == 1:
        return near
    if near:
        raise UsageError(f"the outlet “{_printable(asked)}” could be {_listed(near)}: name one")
    there = f"the outlets are: {_listed(known)}" if known else "no article names its outlet"
    raise UsageError(f"no article is from the outlet “{_printable(asked)}”; {there}")


def _folded(name: str) -> str:
    return _SPACES.sub(" ", name.strip()).casefold()


def _listed(names: Sequence[str]) -> str:
    shown = [_printable(name) for name in names[:_SHOWN]]
    more = f" and {len(names) - _SHOWN:,} more" if len(names) > _SHOWN else ""
    return ", ".join(shown) + more


def _printable(name: str) -> str:
    """A name from an article or a person, on one line and without what could steer a terminal."""
    return "".join(each for each in _SPACES.sub(" ", name.strip()) if each.isprintable())


def said(moment: datetime) -> str:
    """A limit in words: "28 March 2025", or with its time of day "28 March 2025, 18:00 UTC"."""
    moment = moment.astimezone(UTC)
    day = f"{moment.day} {moment:%B %Y}"
    whole = moment.time() in (time.min, time.max)
    return day if whole else f"{day}, {moment:%H:%M} UTC"
