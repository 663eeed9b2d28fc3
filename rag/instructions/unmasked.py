"""What a text says once its disguises are taken off."""

import base64
import binascii
import codecs
import html
import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from functools import partial
from urllib.parse import unquote_plus

# Beyond the letters and marks of European newspapers: worth a closer look.
_UNUSUAL = re.compile(r"[^\x00-\xac\xae-\u017f\u2010-\u2027\u2030-\u205e\u20ac\u2122]")
# With what escapes and ciphers are made of, and letters next to digits.
_ODD = re.compile(
    r"[^\x00-\xac\xae-\u017f\u2010-\u2027\u2030-\u205e\u20ac\u2122]|[%&\\_*|@^~]|[a-z][0-9]+[a-z]"
    r"|(?<!\w)\w([-.·/ ])\w\1\w\1\w(?!\w)"
)
_LONG_TOKEN, _FEW = 20, 6
_UNSEEN = re.compile(r"[\xad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff]")
_TAGS = re.compile(r"[\U000e0020-\U000e007e]+")  # ASCII that Unicode can hide
_STRUCK = re.compile(r"[\u0300-\u036f]")
# Letters of Cyrillic and Greek that look like Latin ones; the common ones of Unicode's list.
_LOOKALIKES = str.maketrans(
    "авекмнорстухіјѕԁԛԝһӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧαονρτικ" + "АВЕКМНОРСТУХІЈЅ",
    "abekmhopctyxijsdqwhlABEZHIKMNOPTYXaovptik" + "ABEKMHOPCTYXIJS",
)
_MIXED = re.compile(r"[A-Za-z][\u0370-\u052f]|[\u0370-\u052f][A-Za-z]")
# Both letters that 1 and | are written for.
_LEET = tuple(str.maketrans("43057@$!1|", f"aeostasi{one}{one}") for one in "il")
_LEET_WORD = re.compile(r"(?<![\w@$!|])(?=\S*[0-9@$!|][a-z])[a-z0-9@$!|]{3,}", re.I)
_SPACED = re.compile(r"(?<!\w)(?:\w[ .·_*|/-]{1,3}){3,}\w(?!\w)")
_RUN = re.compile(r"(?<![\w+/-])[A-Za-z0-9+/_-]{20,}={0,6}(?![\w+/])")
_HEXADECIMAL = re.compile(r"(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s:,-]?){10,}")
_BITS = re.compile(r"(?:[01]{8}\s?){6,}")
_CODES = re.compile(r"(?:\b\d{2,3}[\s,;-]{1,2}){8,}\d{2,3}\b")
_ESCAPED = re.compile(
    r"(?:%[0-9a-fA-F]{2}){2}|(?:%[0-9a-fA-F]{2}[\w.]*){4}|&(?:lt|gt|#)|\\[ux]\w\w"
)
_ESCAPE = re.compile(r"\\(?:u\{?|x)([0-9a-fA-F]{2,6})\}?")
_ESCAPES, _JOINTS = "%&\\", ("_", "*", " . ", " | ")
_JOINED = re.compile(r"(?:\w+[_*]){3,}\w+|(?:\w+ [.*|] ){3,}\w+")
_PRINTABLE = 0.95  # share of what is decoded that must be letters of a text
_DEPTH = 2  # ciphers within ciphers


def is_odd(text: str) -> bool:
    """Whether it may be disguised: a look that costs little, before those that cost more."""
    if _ODD.search(text):
        return True
    tokens = text.split()
    lengths = list(map(len, tokens))
    return (
        max(lengths, default=0) >= _LONG_TOKEN
        or (len(tokens) >= _FEW and 2 * sum(length <= 2 for length in lengths) >= len(tokens))
        or sum(token[0].isdigit() for token in tokens) >= _FEW
    )


def plain(text: str) -> str:
    """The text in the letters that a reader sees, or that a model does not overlook."""
    if not _UNUSUAL.search(text) and "\xad" not in text:
        return text
    shown = _TAGS.sub(lambda run: "".join(chr(ord(c) - 0xE0000) for c in run.group()), text)
    return _STRUCK.sub("", unicodedata.normalize("NFKC", _UNSEEN.sub("", shown)))


def hides_letters(text: str) -> bool:
    """Whether it has letters that only machines read."""
    return bool(_TAGS.search(text))


def latin(text: str) -> str:
    """With the lookalikes of other scripts made Latin, where a word mixes them."""
    return text.translate(_LOOKALIKES) if _MIXED.search(text) else text


def rewritten(text: str) -> Iterator[str]:
    """Other ways to read the whole text; each is as likely to be nonsense."""
    if any(mark in text for mark in _ESCAPES) and _ESCAPED.search(text):
        yield html.unescape(html.unescape(text))
        yield unquote_plus(text)
        yield _ESCAPE.sub(lambda found: _letter(int(found[1], 16)), text)
    if _SPACED.search(text):
        yield _SPACED.sub(_unspaced, text)
    if any(mark in text for mark in _JOINTS) and _JOINED.search(text):
        yield re.sub(r"[_*]| [.|] ", " ", text)
    if _LEET_WORD.search(text):
        for table in _LEET:
            yield _LEET_WORD.sub(partial(_translated, table), text)


def turned(text: str) -> Iterator[str]:
    """The text by the ciphers that keep its length: rotated, and backwards."""
    yield codecs.encode(text, "rot13")
    yield text[::-1]
    yield " ".join(word[::-1] for word in text.split())


def decoded(text: str, depth: int = _DEPTH) -> Iterator[str]:
    """What ciphers in the text stand for, where that is text again."""
    for run in _RUN.finditer(text):
        for bytes_ in _bytes(run.group()):
            found = _as_text(bytes_)
            if found is not None:
                yield found
                if depth > 1:
                    yield from decoded(found, depth - 1)
    for pattern, base in ((_HEXADECIMAL, 16), (_BITS, 2), (_CODES, 10)):
        for run in pattern.finditer(text):
            found = _as_text(_numbers(run.group(), base))
            if found is not None:
                yield found


def _bytes(run: str) -> Iterator[bytes]:
    bare = run.rstrip("=")
    if re.search(r"[A-Z]", bare) and re.search(r"[a-z]", bare):
        padded = bare.translate(str.maketrans("-_", "+/"))
        padded += "=" * (-len(padded) % 4)
        with suppress(binascii.Error):
            yield base64.b64decode(padded, validate=True)
    elif bare.isupper():
        with suppress(binascii.Error):
            yield base64.b32decode(bare + "=" * (-len(bare) % 8))


def _numbers(run: str, base: int) -> bytes:
    width = {16: 2, 2: 8, 10: 0}[base]
    bare = re.sub(r"0x|\\x", "", run)
    parts = (
        re.findall(r"\d+", bare)
        if base == 10
        else re.findall("." * width, re.sub(r"[\s:,-]", "", bare))
    )
    try:
        return bytes(int(part, base) for part in parts)
    except ValueError:
        return b""


def _as_text(found: bytes) -> str | None:
    try:
        text = found.decode("utf-8")
    except UnicodeDecodeError:
        return None
    readable = sum(c.isalpha() or c in " .,:;'!?-/+=\"0123456789" for c in text)
    # Words have letters of both kinds; digits that stand for digits are a number's own.
    words = sum(c.isalpha() for c in text)
    return text if text and readable >= _PRINTABLE * len(text) and 2 * words > len(text) else None


def _unspaced(run: re.Match[str]) -> str:
    """Letters put together, by what stands between the first two."""
    between = re.escape(run.group()[1])
    return re.sub(rf"(\w){between}(?=\w)", r"\1", run.group())


def _translated(table: dict[int, int], word: re.Match[str]) -> str:
    return word.group().translate(table)


def _letter(code: int) -> str:
    return chr(code) if code < 0x110000 else " "
