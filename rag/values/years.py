"""Which year a date without one means."""

from datetime import date
from functools import lru_cache

from rag.values.days import dates, month_of, one_day
from rag.values.tense import Tense, tense
from rag.values.value import Dates, Days

AS_WRITTEN = "as written"
FROM_ARTICLE = "year from the article's date"
TWO_YEARS = "two years are possible"
NO_YEAR = "no year, and no date of publication"
_SURE = 62  # days from publication within which the nearest year is taken whatever the tense


def year_for(
    month: int, day: int | None, published: date | None, text: str, start: int, end: int
) -> tuple[Dates, str] | None:
    """A month, or a day of one, in the year that the article's date makes likely.

    The nearest one, when it is within two months or the tense of the sentence around
    `text[start:end]` agrees; else that and the one that the tense asks for. None when there is no
    such day in any year nearby.
    """
    if published is None:
        return Dates(month=month, day=day), NO_YEAR
    found = _around(month, day, published)
    if not found:
        return None
    nearest = min(found, key=lambda days: _distance(days, published))
    if _distance(nearest, published) <= _SURE:
        return Dates((nearest,)), FROM_ARTICLE
    past = max((days for days in found if days.first <= published), default=nearest)
    future = min((days for days in found if days.last >= published), default=nearest)
    sense = tense(text, start, end)
    meant = {Tense.PAST: [past], Tense.FUTURE: [future]}.get(sense, [past, future])
    either = dates(meant if sense is Tense.UNKNOWN else [nearest, *meant])
    return either, FROM_ARTICLE if either.known else TWO_YEARS


@lru_cache(maxsize=4096)
def _around(month: int, day: int | None, published: date) -> tuple[Days, ...]:
    """That month or day in the years around; 29 February may be four years away."""
    years = (4 if (month, day) == (2, 29) else 1) + 1
    found = (
        _in(year, month, day) for year in range(published.year - years + 1, published.year + years)
    )
    return tuple(days for days in found if days is not None)


def _in(year: int, month: int, day: int | None) -> Days | None:
    if not 1 <= year <= 9999:
        return None
    return month_of(year, month) if day is None else one_day(year, month, day)


def _distance(days: Days, published: date) -> int:
    if days.first <= published <= days.last:
        return 0
    return min(abs((days.first - published).days), abs((days.last - published).days))
