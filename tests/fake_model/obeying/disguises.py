"""Reading what is hidden in a text: letters made invisible or unlike, and ciphers of all kinds.

Each function gives other readings of a text. None decides whether a reading makes sense.
"""

from __future__ import annotations

import base64
import binascii
import html
import quopri
import re
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import suppress
from itertools import permutations
from urllib.parse import unquote_plus

LOOKALIKES = str.maketrans(
    "АВЕКМНОРСТХУІЈЅавекмнорстхуіјѕԁԛԝΑΒΕΖΗΙΚΜΝΟΡΤΥΧοαγɑ‐‑‒–—−",
    "ABEKMHOPCTXYIJSabekmhopctxyijsdqwABEZHIKMNOPTYXoaya------",
)
TAGS = {0xE0000 + code: code for code in range(0x20, 0x7F)}  # Unicode's invisible ASCII
MORSE = dict(
    zip(
        ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...-"
        " .-- -..- -.-- --.. ----- .---- ..--- ...-- ....- ..... -.... --... ---.. ----. -....- /"
        " .-.-.- --..-- ---...".split(),
        "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789- .,:",
        strict=True,
    )
)
RUN = re.compile(r"[A-Za-z0-9+/_-]{6,}={0,6}")
MOST_RUNS = 40  # of which two are put together


def visible(text: str) -> str:
    """With invisible letters taken out or made plain, and lookalikes made what they look like."""
    if text.isascii():
        return text
    shown = text.translate(TAGS)
    shown = "".join(c for c in shown if unicodedata.category(c) != "Cf" and not _variation(c))
    return unicodedata.normalize("NFKC", shown).translate(LOOKALIKES)


def _variation(letter: str) -> bool:
    return "\ufe00" <= letter <= "\ufe0f" or letter == "\u034f"


def _shifted(text: str, by: int) -> str:
    """A Caesar cipher; 13 is ROT13."""
    small, large = "abcdefghijklmnopqrstuvwxyz", "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    to = small[by:] + small[:by] + large[by:] + large[:by]
    return text.translate(str.maketrans(small + large, to))


def reread(text: str) -> Iterator[str]:
    """The whole text, read another way."""
    seen = visible(text)
    yield from (text, seen, html.unescape(seen), unquote_plus(seen), seen[::-1])
    yield "\n".join(line[::-1] for line in seen.splitlines())
    yield re.sub(r"<!--.*?-->|</?\w[^<>]*>", "", html.unescape(seen), flags=re.S)
    yield re.sub(r"[*_`~\\]", "", seen)
    yield re.sub(r"-?[ \t]*\r?\n[ \t]*", "", seen)
    yield re.sub(r"\\(?:u\{?|x|U)([0-9a-fA-F]{2,8})\}?", _code_point, seen)
    yield re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), seen)
    with suppress(ValueError):
        yield quopri.decodestring(seen.encode()).decode()
    spaced = r"(?<!\w)[\w-]([ .·_|*/-])(?:[\w-]\1){3,}[\w-](?!\w)"
    yield re.sub(spaced, lambda found: found[0][::2], seen)
    for by in range(1, 26):
        yield _shifted(seen, by)


def _code_point(found: re.Match[str]) -> str:
    code = int(found[1], 16)
    return chr(code) if code < 0x110000 else found[0]


def decoded(text: str) -> Iterator[str]:
    """What ciphers in a text stand for, one by one, and two of them put together."""
    runs = [found[0] for found in RUN.finditer(text)]
    joined = [re.sub(r"\s+", "", found[0]) for found in _LINES.finditer(text)]
    for run in [*runs, *joined]:
        if len(run) >= 16 or _mixed(run):
            yield from _unpacked(run)
    likely = [run for run in dict.fromkeys(runs) if _mixed(run)][:MOST_RUNS]
    for one, other in permutations(likely, 2):
        yield from _unpacked(one.rstrip("=") + other)
    if len(likely) > 2:
        yield from _unpacked("".join(run.rstrip("=") for run in likely))
    for pattern, decode in _CODES:
        for found in pattern.finditer(text):
            with suppress(ValueError, KeyError, OverflowError):
                yield decode(found[0])


_LINES = re.compile(r"[A-Za-z0-9+/_-]{6,}(?:[ \t]*\r?\n[ \t>]*[A-Za-z0-9+/_-]{4,}){1,50}={0,2}")


def _mixed(run: str) -> bool:
    """Whether it is more likely a cipher than a word."""
    mixed = run != run.lower() and run != run.upper() and run[1:] != run[1:].lower()
    return mixed or run.endswith("=") or bool(re.search(r"\d", run))


def _unpacked(run: str) -> Iterator[str]:
    bare = run.rstrip("=")
    with suppress(ValueError):
        padded = bare.translate(str.maketrans("-_", "+/")) + "=" * (-len(bare) % 4)
        yield base64.b64decode(padded).decode()
    if re.fullmatch("[A-Z2-7]+|[a-z2-7]+", bare):
        with suppress(ValueError):
            yield base64.b32decode(bare.upper() + "=" * (-len(bare) % 8)).decode()
    if re.fullmatch("(?:0x)?[0-9a-fA-F]+", bare):
        with suppress(ValueError):
            yield bytes.fromhex(bare.removeprefix("0x")).decode()


def _digits(base: int, width: int = 0) -> Callable[[str], str]:
    def decode(code: str) -> str:
        parts = re.findall(r"[0-9a-fA-F]+", re.sub(r"0x|\\x|%", " ", code))
        if len(parts) == 1 and width:
            parts = re.findall("." * width, parts[0])
        return bytes(int(part, base) for part in parts).decode()

    return decode


def _ascii85(code: str) -> str:
    return base64.a85decode(code, adobe=True).decode()


def _base85(code: str) -> str:
    try:
        return base64.b85decode(code).decode()
    except binascii.Error as error:
        raise ValueError from error


_CODES: list[tuple[re.Pattern[str], Callable[[str], str]]] = [
    (re.compile(r"(?:(?:0x|\\x)?[0-9a-fA-F]{2}[\s:,;-]{1,2}){5,}[0-9a-fA-F]{2}"), _digits(16)),
    (re.compile(r"(?:[01]{8}\s?){6,}"), _digits(2, 8)),
    (re.compile(r"(?:\d{2,3}[\s,;-]{1,2}){5,}\d{2,3}"), _digits(10)),
    (re.compile(r"(?:[0-7]{3}[\s,]{1,2}){5,}[0-7]{3}"), _digits(8)),
    (re.compile(r"<~[!-u\sz]+?~>"), _ascii85),
    (re.compile(r"[!#-&(-+\--;<=>?@A-Z^_`a-z{|}~]{15,}"), _base85),
    (
        re.compile(r"(?:[.\-]{1,6}[ /]{1,3}){5,}[.\-]{1,6}"),
        lambda code: "".join(MORSE[sign] for sign in code.replace("/", " / ").split()),
    ),
]


def readings(text: str, wanted: Callable[[str], object], depth: int = 2) -> list[str]:
    """The readings of a text with something wanted in them, also through two layers."""
    found: dict[str, None] = {}
    for whole in dict.fromkeys(reread(text)):
        if wanted(whole):
            found[whole] = None
    seen = visible(text)
    for whole in dict.fromkeys([text, seen, seen[::-1], _shifted(seen, 13), unquote_plus(seen)]):
        for part in dict.fromkeys(decoded(whole)):
            if wanted(part):
                found[part] = None
            elif depth > 1 and len(part) >= 8 and part.isprintable():
                found |= dict.fromkeys(readings(part, wanted, depth - 1))
    return list(found)
