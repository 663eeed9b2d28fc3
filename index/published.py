"""When an article was published: stated, inferred, or unknown.

**Stated**, in this order: a field of the source (front matter, meta tag, JSON, feed); a line of
its own such as "Posted March 28, 2025 11:09 am."; a leading "date 2025-03-28". When the first
has only the day and a later one has the clock time of the same day, the time is taken over.
"Last Updated" is never the date of publication; standing alone it is an inference.

**Inferred**, from the first of these that finds a date:
1. the address of the page, when its path has the form `/2025/03/28/`;
2. a dateline that begins a line: "WASHINGTON, March 28, 2025 —";
3. the signature of an embedded social post: "— Name (@handle) March 28, 2025";
4. a date in the first three paragraphs with which the text reports that somebody spoke, in the
   past tense: "said on March 28", "On March 28, the minister announced"; the latest of them. A
   year that is left out is taken from a full date of the text at most 60 days away. The text
   must speak of another day in the week before, as the news of a day does: a looser form of this
   rule found 14 dates in 19,043 Reuters stories of 1987, all of them deadlines or history; this
   one finds none there;
5. a line "Last Updated March 28, 2025".
Rules 2 to 4 are dropped when anything contradicts them: a later date in the text that is not
announced as still to come, or a later year. An article is then of unknown date: a wrong date,
surely stated, is worse than none, because "on Wednesday" is read against it.

A date without a clock time is midnight UTC, and a clock time without a zone is UTC. Dates in
numbers like 3/4/2025 are never used. Dates before 1900 and dates to come are unknown.
"""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from index.article import Basis
from index.boilerplate import prose
from index.formats import lines
from index.formats.calendar_dates import Mention, clock_after, mentions

# A local date can be fourteen hours ahead of UTC (Kiribati, UTC+14).
_AHEAD = timedelta(hours=14)
_FIRST_YEAR = 1900
_SEARCHED = 200_000  # characters of a body that the rules look at
_LEAD = 3  # paragraphs
_NEAR = timedelta(days=60)
_WEEK = timedelta(days=7)

_URL_DATE = re.compile(r"/((?:19|20)\d{2})[/-](0[1-9]|1[0-2])[/-](0[1-9]|[12]\d|3[01])(?:[/-]|$)")
_DATELINE = re.compile(
    r"[A-Z][A-Z.'’ -]{2,40}(?:,\s[A-Z][\w. ]{1,30})?(?:\s\([^)]{2,30}\))?[,\s–—-]+"
)
_DATELINE_END = re.compile(r"[\s,]{0,2}(?:/\w+/|\([^)]{2,30}\))?\s?(?:--?|–|—|:)")
_SPOKE = r"(?:said|told|announced|wrote|posted|stated|declared|confirmed|tweeted|warned|replied)"
_WHERE = r"(?:\s(?:on|in|at|to|via|during)(?:\s(?!on\s|that\s)[\w.'’-]+){1,4}?)"
_VERB_THEN_DATE = re.compile(rf"\b{_SPOKE}(?:\sreporters|\slawmakers)?{_WHERE}{{0,2}}\son\s$")
_WEEKDAY = re.compile(r"\b\w+day,?\s$")
_SENTENCE_OPENS = re.compile(r"(?:^|[.!?\n][\"'”’)]*\s*)(?:Late\s|Early\s)?On\s$")
_DATE_THEN_VERB = re.compile(rf",?(?:\s[\w.'’-]+){{1,4}}?\s{_SPOKE}\b")
_TO_COME = re.compile(
    r"\b(?:will|would|shall|to|until|before|by|upcoming|next|planned?|scheduled|expected|due"
    r"|from|starting|beginning|deadline|effective|coming|takes?\seffect|ahead\sof)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<![A-Z])[.!?][\"'”’)]*\s+(?=[A-Z“\"'‘])|\n")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


def date_of_publication(
    body: str,
    stated: Iterable[object] = (),
    *,
    updated: Iterable[object] = (),
    url: str | None = None,
    now: datetime | None = None,
) -> tuple[datetime | None, Basis]:
    """When an article was published, aware, and how that is known.

    `stated` are the values of the source's own date fields, best first: ISO 8601, RFC 2822, a
    date in words, `datetime`, `date`, or seconds or milliseconds since 1970. `updated` are those
    that only say when it was last changed. The module's docstring has the rules.
    """
    now = now or datetime.now(UTC)
    body = body[:_SEARCHED]
    values = [*stated, *_stated_lines(body)]
    moments = [moment for value in values if (moment := parse_date(value, now)) is not None]
    if moments:
        best = moments[0]
        if best.time() == datetime.min.time():
            best = next(
                (m for m in moments if m.date() == best.date() and m.time() != best.time()), best
            )
        return best, Basis.STATED
    changed = [*updated, *_updated_lines(body)]
    inferred = _from_url(url) or _from_text(body)
    for value in (inferred, *changed):
        moment = parse_date(value, now)
        if moment is not None:
            return moment, Basis.INFERRED
    return None, Basis.UNKNOWN


def parse_date(value: object, now: datetime | None = None) -> datetime | None:
    """The moment that the value of a date field means, aware; None when it is not clear.

    A number is seconds since 1970, or milliseconds from 10^11 on (that is the year 5138 in
    seconds). Midnight UTC stands for a date without a time.
    """
    try:
        moment = _moment(value)
        if moment is None:
            return None
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        if moment.year < _FIRST_YEAR or moment - (now or datetime.now(UTC)) > _AHEAD:
            return None
        moment.astimezone(UTC)
    except (ValueError, OverflowError, OSError, TypeError):
        return None
    return moment


def _moment(value: object) -> datetime | None:
    if isinstance(value, datetime):
        return value
    if isinstance(value, date):
        return datetime(value.year, value.month, value.day, tzinfo=UTC)
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return None
    if isinstance(value, str):
        text = " ".join(value[:100].split())
        if not re.fullmatch(r"\d{9,10}(\.\d+)?|\d{12,13}", text):
            return _moment_of_text(text)
        value = float(text)
    if abs(value) < 1e8:  # 1973 in seconds: a smaller number is a year or a count
        return None
    return datetime.fromtimestamp(value / 1000 if abs(value) >= 1e11 else value, tz=UTC)


def _moment_of_text(text: str) -> datetime | None:
    if re.match(r"\d{4}-?\d{2}-?\d{2}(?!\d)", text):
        try:
            return datetime.fromisoformat(text)
        except ValueError:
            pass
    elif re.match(r"(?:\w{3},? )?\d{1,2} \w{3} \d{4} \d", text):
        try:
            return parsedate_to_datetime(text)
        except ValueError:
            pass
    found = next(mentions(text), None)
    if found is None or found.full is None:
        return None
    clock = clock_after(text, found.end, found.full)
    return clock[0] if clock else _moment(found.full)


def _body_lines(body: str) -> list[str]:
    return [line.strip() for line in body.splitlines() if 0 < len(line.strip()) <= lines.LONGEST]


def _stated_lines(body: str) -> list[object]:
    marker = lines.leading_marker(body)
    dates = [moment for line in _body_lines(body) if (moment := lines.posted(line)) is not None]
    # Several of them on different days belong to a list of other stories.
    if len({(moment.year, moment.month, moment.day) for moment in dates}) > 1:
        top = [m for line in _body_lines(body)[:12] if (m := lines.posted(line)) is not None]
        dates = top[:1]
    return [*dates, *([marker[0]] if marker else [])]


def _updated_lines(body: str) -> list[object]:
    return [moment for line in _body_lines(body) if (moment := lines.updated(line)) is not None]


def _from_url(url: str | None) -> date | None:
    match = _URL_DATE.search(urlsplit(url).path) if url else None
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None


def _from_text(body: str) -> date | None:
    found = list(mentions(body))
    full = [day for mention in found if (day := mention.full) is not None]
    if not full:
        return None
    candidate = _dateline(body) or _signature(body) or _reported(body, found, full)
    if candidate is None or candidate.year < _FIRST_YEAR or candidate.year > 9990:
        return None
    return None if _contradicted(candidate, body, found) else candidate


def _dateline(body: str) -> date | None:
    for line in (part.strip()[:200] for part in body[:4000].splitlines()):
        found = next(mentions(line), None)
        if found is None or not _DATELINE.fullmatch(line, 0, found.start):
            continue
        if _DATELINE_END.match(line, found.end):
            return found.full
    return None


def _signature(body: str) -> date | None:
    days = [day for line in _body_lines(body) if (day := lines.post_signature(line)) is not None]
    return max(days, default=None)


def _reported(body: str, found: list[Mention], full: list[date]) -> date | None:
    """The latest date of the lead with which somebody is reported to have spoken."""
    paragraphs = prose(body)
    if not paragraphs:
        return None
    days: list[date] = []
    for mention in found:
        if not any(span.start <= mention.start < span.end for span in paragraphs[:_LEAD]):
            continue
        before = _WEEKDAY.sub("", body[max(0, mention.start - 80) : mention.start])
        opens = _SENTENCE_OPENS.search(before)
        if _VERB_THEN_DATE.search(before) or (opens and _DATE_THEN_VERB.match(body, mention.end)):
            day = mention.full or _nearest_year(mention, full)
            if day is not None:
                days.append(day)
    latest = max(days, default=None)
    if latest is None:
        return None
    others = (mention.full or _nearest_year(mention, full) for mention in found)
    days_before = (latest - day for day in others if day is not None)
    return latest if any(timedelta(0) < gap <= _WEEK for gap in days_before) else None


def _nearest_year(mention: Mention, full: list[date]) -> date | None:
    """The one reading of a date without a year that lies near a full date of the text."""
    readings = {
        day
        for year in {known.year + step for known in full for step in (-1, 0, 1)}
        if 0 < year < 9999 and (day := mention.in_year(year)) is not None
        if any(abs(day - known) <= _NEAR for known in full)
    }
    return readings.pop() if len(readings) == 1 else None


def _contradicted(candidate: date, body: str, found: list[Mention]) -> bool:
    """Whether the text holds a later date that it does not announce, or a later year."""
    for year in _YEAR.finditer(body):
        if int(year.group()) > candidate.year and not _announced(body, year.start()):
            return True
    for mention in found:
        day = mention.full
        if day is None:
            readings = (mention.in_year(candidate.year + step) for step in (-1, 0, 1))
            near = [reading for reading in readings if reading is not None]
            day = min(near, key=lambda reading: abs(reading - candidate), default=None)
        if day is not None and day > candidate and not _announced(body, mention.start):
            return True
    return False


def _announced(body: str, position: int) -> bool:
    """Whether the sentence around `position` speaks of something to come."""
    window = body[max(0, position - 400) : position + 200]
    at = position - max(0, position - 400)
    start, end = 0, len(window)
    for stop in _SENTENCE_END.finditer(window):
        if stop.end() <= at:
            start = stop.end()
        else:
            end = stop.start()
            break
    return _TO_COME.search(window[start:end]) is not None
