"""A corpus's outlets and days, and how a text is read beside it."""

from datetime import UTC, date, datetime, time

from rag.limits import Limited, limits_in_words

KNOWN = (
    "Associated Press",
    "BBC News",
    "CBC News",
    "NPR",
    "Reuters",
    "The Canadian Press",
    "The Globe and Mail",
    "The Washington Post",
)
NEWEST, TODAY = date(2025, 3, 28), date(2025, 3, 30)  # a Friday, a Sunday
AP, BBC, CBC, REUTERS, CP = KNOWN[0], KNOWN[1], KNOWN[2], KNOWN[4], KNOWN[5]
START = "When do auto tariffs start?"


def read(text: str) -> Limited:
    return limits_in_words(text, KNOWN, NEWEST, TODAY)


def since(day: int, month: int = 3, year: int = 2025) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def end(day: int, month: int = 3, year: int = 2025) -> datetime:
    return datetime.combine(date(year, month, day), time.max, UTC)
