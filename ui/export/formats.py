"""Every format that answers can be taken away in, and what to call the file."""

import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from ui.conversations.model import Exchange
from ui.export.document import document
from ui.export.markdown import markdown
from ui.export.packet import packet
from ui.export.page import page
from ui.export.word import word

_LONGEST_NAME = 60  # characters of a title in a file's name


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of file."""

    name: str  # for a person
    ending: str  # without its full stop
    media_type: str
    write: Callable[[str, Sequence[Exchange], datetime], bytes]  # title, exchanges, made when


def _markdown(title: str, exchanges: Sequence[Exchange], made: datetime) -> bytes:
    return markdown(document(title, exchanges)).encode()


def _page(title: str, exchanges: Sequence[Exchange], made: datetime) -> bytes:
    return page(document(title, exchanges)).encode()


def _word(title: str, exchanges: Sequence[Exchange], made: datetime) -> bytes:
    return word(document(title, exchanges), made)


FORMATS = {
    each.ending: each
    for each in (
        Format("Markdown", "md", "text/markdown; charset=utf-8", _markdown),
        Format("HTML", "html", "text/html; charset=utf-8", _page),
        Format(
            "Word",
            "docx",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            _word,
        ),
        Format("evidence packet", "json", "application/json", packet),
    )
}


def file_name(title: str, made: datetime, ending: str) -> str:
    """ "when-do-the-auto-tariffs-start-2026-11-22.md": ASCII letters, digits and hyphens."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode("ascii")
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")[:_LONGEST_NAME].strip("-")
    return f"{words or 'answers'}-{made.astimezone(UTC):%Y-%m-%d}.{ending}"
