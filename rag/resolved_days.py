"""The days that words such as "next Wednesday" stand for, worked out from an article's date."""

from datetime import datetime

from rag.values import Dates, ValueKind, values

_LONGEST = 4_000  # characters of a sentence in which days are looked for
_WEEK = 7  # days; what words name more loosely ("this month") needs no dates beside it


def resolved_days(text: str, published: datetime | None) -> tuple[tuple[str, str], ...]:
    """Words of `text` that stand for a day or a week without naming it, and the days.

    The days are in ISO 8601: "2025-04-02", or "2025-03-31 to 2025-04-06".
    """
    if published is None or len(text) > _LONGEST:
        return ()
    found = []
    for value in values(text, published, [ValueKind.DATE]):
        form = value.form
        if not isinstance(form, Dates) or not form.known or len(form.candidates) != 1:
            continue
        days = form.candidates[0]
        if any(each.isdigit() for each in value.words) or (days.last - days.first).days > _WEEK:
            continue
        ends = sorted({days.first.isoformat(), days.last.isoformat()})
        found.append((value.words, " to ".join(ends)))
    return tuple(dict.fromkeys(found))
