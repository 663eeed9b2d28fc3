"""Bytes to text, so that a character's offset in the text is its offset in the file."""

import codecs

from charset_normalizer import from_bytes

from index.errors import LoadError

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_GUESSED_FROM = 200_000  # bytes


def decode(content: bytes) -> str:
    """The text of a file: UTF-8, else UTF-16 with its mark, else the encoding that fits best.

    Line endings stay as they are and only a byte order mark goes. Raises LoadError for what is
    not text.
    """
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _checked(content[len(mark) :].decode(encoding, "replace"))
    try:
        return _checked(content.decode("utf-8"))
    except UnicodeDecodeError:
        pass
    if b"\x00" in content:
        raise LoadError("it is not text")
    # UTF-8 that was cut off or has a few bytes broken is still UTF-8.
    text = content.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken * 4 <= sum(mark > "\x7f" for mark in text) - broken:
        return _checked(text)
    return _checked(_guess(content))


def _guess(content: bytes) -> str:
    """Old single-byte and East Asian encodings.

    Windows-1252 wins when it makes sense of the bytes and they are mostly ASCII: in English news
    the other bytes are its quotation marks and dashes, which are too few for a statistic.
    """
    foreign = sum(byte >= 0x80 for byte in content[:_GUESSED_FROM])
    if foreign * 20 <= min(len(content), _GUESSED_FROM):
        try:
            return content.decode("cp1252")
        except UnicodeDecodeError:
            pass
    best = from_bytes(content[:_GUESSED_FROM]).best()
    if best is None:
        raise LoadError("it is not text")
    return content.decode(best.encoding, "replace")


def _checked(text: str) -> str:
    control = sum(text.count(chr(code)) for code in range(32) if chr(code) not in "\t\n\r\f\v\x1b")
    if "\x00" in text or control * 100 > len(text):
        raise LoadError("it is not text")
    return text
