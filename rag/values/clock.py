"""Times of day: "11:09 am", "3 p.m. ET", "1430 GMT", "noon"."""

import re
from collections.abc import Iterator

from rag.values.reading import Found
from rag.values.value import Clock

# Only abbreviations that one zone owns in English-language news. "ET" is EST or EDT by season.
_ZONES = {
    "gmt": 0,
    "utc": 0,
    "bst": 60,
    "cet": 60,
    "cest": 120,
    "adt": -180,
    "ast": -240,
    "edt": -240,
    "est": -300,
    "cdt": -300,
    "cst": -360,
    "mdt": -360,
    "mst": -420,
    "pdt": -420,
    "pst": -480,
    "jst": 540,
}
_TRIGGER = re.compile(r"[0-9](?:[:.][0-9]{2}|[0-9]{3}\s?[A-Za-z]|\s?[aApPo])|[Nn]oon|[Mm]id")
_ZONE = rf"(?:\s\(?(?P<zone>{'|'.join(_ZONES)}|et|ct|mt|pt|eastern(?:\stime)?|local\stime)\b\)?)"
_CLOCK = re.compile(
    r"(?<![\w.,:$])(?:"
    r"(?P<hour>[01]?[0-9]|2[0-3])[:.](?P<minute>[0-5][0-9])(?::[0-5][0-9])?(?![0-9:%]|[.,][0-9])"
    rf"(?:\s?(?P<half>[ap])(?:m\b|\.\s?m\b\.?))?{_ZONE}?"
    rf"|(?P<hour12>1[0-2]|0?[1-9])\s?(?P<half12>[ap])(?:m\b|\.\s?m\b\.?)"
    rf"{_ZONE.replace('zone', 'zone12')}?"
    rf"|(?P<military>[01][0-9][0-5][0-9]|2[0-3][0-5][0-9])\s?(?P<zone4>gmt|utc|est|edt|bst|hours|hrs)\b"
    r"|(?P<oclock>1[0-2]|[1-9])\so[’']clock\b"
    r"|(?P<word>noon|midday|midnight)\b)",
    re.IGNORECASE,
)


def clock_times(text: str) -> Iterator[Found]:
    """Every time of day; "at 10.30" with a full stop only with a.m., p.m. or a zone."""
    if not _TRIGGER.search(text):
        return
    for match in _CLOCK.finditer(text):
        found = match.groupdict()
        zone = _ZONES.get((found["zone"] or found["zone12"] or found["zone4"] or "").lower())
        first = last = 0
        if found["word"]:
            first = 0 if found["word"].lower() == "midnight" else 720
            last = first
            if found["word"].lower() == "midday":
                first, last = 690, 780
        elif found["oclock"]:
            first = int(found["oclock"]) % 12 * 60
            last = first + 720  # in the morning or twelve hours later
        elif found["military"]:
            first = last = int(found["military"][:2]) * 60 + int(found["military"][2:])
        else:
            if "." in match.group()[:3] and not (found["half"] or found["zone"]):
                continue  # 10.30 may be a price
            hour, minute = int(found["hour"] or found["hour12"]), int(found["minute"] or 0)
            half = (found["half"] or found["half12"] or "").lower()
            if half and not 1 <= hour <= 12:
                continue
            hour = hour % 12 + (12 if half == "p" else 0) if half else hour
            first = last = hour * 60 + minute
        how = "morning or evening" if found["oclock"] else "as written"
        yield Found(match.start(), match.end(), Clock(first, last, zone), how)
