"""Names: runs of capitalised words, told apart by titles, lists and form.

A run is a place when it is listed; a person when a title or an office stands before it, when its
first word is a common given name, or when somebody of that family name is named in full in the
same text; else a name of which more is not known. Words in capitals throughout are headlines, and
left alone unless they are listed places.
"""

import re
from collections.abc import Iterator

from rag.values.gazetteer import places
from rag.values.name_words import (
    DEMONYMS,
    FUNCTION_WORDS,
    GIVEN,
    HEADS,
    OFFICE_WORDS,
    ORGANISATION_WORDS,
    SUFFIXES,
    TITLES,
    plain,
)
from rag.values.reading import FoundName
from rag.values.value import Name, Person, Place

_CAPITAL = r"[A-ZÀ-ÖØ-Þ]"
_WORD = (
    rf"(?:(?:{_CAPITAL}\.){{1,4}}|{_CAPITAL}[\w-]{{0,40}}(?:[’']{_CAPITAL}[\w-]{{1,30}})?"
    rf"(?:(?<=\b[DMJS][rst])\.|(?<=\bMrs)\.|(?<=\b(?:Sen|Rep|Gov|Gen))\.)?)"
)
_PARTICLE = r"(?:de|la|le|du|van|von|der|den|al|bin|da|dos|del|di)"
_RUN = re.compile(
    rf"(?<![\w’'.-]){_WORD}(?:\s(?:{_PARTICLE}\s){{0,2}}{_WORD}|(?:\s(?:of|for|and)(?:\sthe)?\s{_WORD})){{0,12}}"
)
_TOKEN = re.compile(r"\S+")
_MINISTRIES = ("ministry", "department", "agency", "institute")
_CITY_PART = re.compile(
    rf",\s(?P<part>(?:{_CAPITAL}\.){{2,4}}|{_CAPITAL}[a-z]{{2,12}}\.?)(?=[,\s.;)]|$)"
)
_LOWER_OFFICE = re.compile(
    rf"((?:[A-Za-z.]+\s){{0,3}}(?:{'|'.join(sorted(HEADS))}),?)\s$", re.IGNORECASE
)
_APPOSITION = re.compile(
    rf",\s(?:the\s|a\s|an\s)?(?P<office>(?:[\w.’'-]+\s){{0,5}}?(?:{'|'.join(sorted(HEADS))})\b"
    rf"(?:\s(?:of|for)\s(?:the\s)?(?-i:[A-Z][\w’'-]+)(?-i:\s(?:and\s)?[A-Z][\w’'-]+){{0,3}})?)(?=[,.;]|\s[a-z])",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(r"[’']s\s[A-Z]")
_SPOKE_AFTER = re.compile(
    r"\s(?:said|says|told|added|wrote|announced|asked|warned|suggested|spoke)\b"
)
_SPOKE_BEFORE = re.compile(r"\b(?:said|says|told|added|wrote)\s$")


def names(text: str) -> Iterator[FoundName]:
    """Every name in `text`, in order, without overlaps."""
    found = list(_runs(text))
    families = {
        item.form.names[-1]: item.form
        for item in reversed(found)
        if isinstance(item.form, Person) and item.form.names
    }
    for item in found:
        form = item.form
        if isinstance(form, Name) and len(form.names) == 1 and form.names[0] in families:
            how = "family name of a person named in the text"
            yield FoundName(item.start, item.end, Person(form.names), how)
        else:
            yield item


def _runs(text: str) -> Iterator[FoundName]:
    for match in _RUN.finditer(text):
        yield from _parts(text, match.start(), match.end())


def _parts(text: str, start: int, end: int) -> Iterator[FoundName]:
    """The names in one run: what no name begins with is dropped, "X and Y" is split."""
    tokens = [(start + m.start(), start + m.end()) for m in _TOKEN.finditer(text[start:end])]
    while tokens:
        place = _listed(text, tokens)
        if place is not None:
            count, found = place
            if count == len(tokens) or not _continues(text, tokens[count:]):
                yield found
                tokens = tokens[count:]
                continue
        word = plain(text[slice(*tokens[0])])
        adverb = len(tokens) == 1 and word.endswith("ly") and word not in places()
        if word in FUNCTION_WORDS or adverb or (word in DEMONYMS and len(tokens) == 1):
            tokens = tokens[1:]
            continue
        count = _length(text, tokens)
        item = _read(text, tokens[:count])
        if item is not None:
            yield item
        tokens = tokens[count:]


def _listed(text: str, tokens: list[tuple[int, int]]) -> tuple[int, FoundName] | None:
    """The longest listed place that the tokens begin with."""
    table = places()
    for count in range(min(4, len(tokens)), 0, -1):
        start, end = tokens[0][0], tokens[count - 1][1]
        words = " ".join(text[start:end].lower().replace("’", "'").split())
        entry = table.get(words) or table.get(words.rstrip("."))
        if entry is None or (words == "us" and not text[start:end].isupper()):
            continue
        name, within = entry
        part = _CITY_PART.match(text, end)
        if part is not None and (around := table.get(part["part"].lower())) is not None:
            if around[0] == name or around[0] in within:
                end = part.end()
            elif around[0] != "washington":  # "London, Ont."
                return count, FoundName(
                    start,
                    part.end(),
                    Place(name, (around[0], *around[1])),
                    "with what surrounds it",
                )
        return count, FoundName(start, end, Place(name, within), "listed place")
    return None


def _continues(text: str, rest: list[tuple[int, int]]) -> bool:
    """Whether a listed place only begins a longer name: "Canada Post", "U.S. Secretary ..."."""
    word = plain(text[slice(*rest[0])])
    return word not in ("and", "for", "of") and word not in FUNCTION_WORDS and word not in DEMONYMS


def _length(text: str, tokens: list[tuple[int, int]]) -> int:
    """How many tokens make one name: a person ends before "and", "of"; an office may hold them."""
    words = [plain(text[slice(*span)]) for span in tokens]
    office = named = False  # an office has begun; after it, a name
    for at, word in enumerate(words):
        after = words[min(at + 1, len(words) - 1)]
        joins = (office and not named and after in OFFICE_WORDS) or words[0] in _MINISTRIES
        if at and word == "and" and not joins:
            return at
        if at and word in ("of", "for"):
            if named or (not office and set(words[:at]) & (GIVEN | TITLES)):
                return at
        elif at and word in FUNCTION_WORDS and word not in ("the", "and"):
            return at
        elif office and word not in OFFICE_WORDS and word not in ("the", "and"):
            named = words[at - 1] != "of"
        office = office or word in HEADS
    return len(tokens)


def _read(text: str, tokens: list[tuple[int, int]]) -> FoundName | None:
    words = [plain(text[slice(*span)]) for span in tokens]
    while tokens and words[-1] in ("of", "and", "for", "the", *FUNCTION_WORDS):
        tokens, words = tokens[:-1], words[:-1]
    if not tokens:
        return None
    start, end = tokens[0][0], tokens[-1][1]
    whole = text[start:end]
    if whole.isupper() and len(whole) > 5 and not _SPOKE_AFTER.match(text, end):
        return None  # a headline
    head = max((at for at, word in enumerate(words) if word in HEADS), default=-1)
    title = max((at for at, word in enumerate(words) if word in TITLES), default=-1)
    if max(head, title) >= 0:
        return _titled(text, tokens, words, max(head, title))
    person = tuple(word for word in words if word not in SUFFIXES)
    if not person or set(words) & ORGANISATION_WORDS:
        return FoundName(start, end, Name(tuple(words)), "capitalised words")
    before = text[max(0, start - 40) : start]
    last = before.split()[-1:] if before[-1:].isspace() else []
    lower = _LOWER_OFFICE.search(before) if last and last[0].lower().rstrip(",") in HEADS else None
    if lower is not None and not set(words) & DEMONYMS:
        office = plain(lower[1].split(",")[0])
        return FoundName(start, end, Person(person, office), "after an office")
    if "of" in words or "for" in words or any(word in DEMONYMS for word in words):
        return FoundName(start, end, Name(tuple(words)), "capitalised words")
    office_after = _apposed(text, end)
    spoken = _SPOKE_AFTER.match(text, end) or _SPOKE_BEFORE.search(before)
    how = (
        "by its given name"
        if words[0] in GIVEN and len(person) > 1
        else "before an office"
        if office_after is not None
        else "by who speaks"
        if len(person) in (2, 3) and spoken
        else None
    )
    if how is not None:
        return FoundName(start, end, Person(person, office_after), how)
    part = _CITY_PART.match(text, end)
    around = places().get(part["part"].lower()) if part is not None else None
    if part is not None and around is not None:
        where = Place(" ".join(words), (around[0], *around[1]), listed=False)
        return FoundName(start, part.end(), where, "with what surrounds it")
    return FoundName(start, end, Name(tuple(words)), "capitalised words")


def _titled(
    text: str, tokens: list[tuple[int, int]], words: list[str], head: int
) -> FoundName | None:
    """ "Secretary of Commerce Howard Lutnick": an office and who holds it; or the office alone."""
    at = head + 1
    while at < len(words) and (
        words[at] in ("of", "for", "and", "the") or words[at] in OFFICE_WORDS
    ):
        at += 1
    if head + 1 < len(words) and words[head + 1] == "of" and at == head + 2 and at < len(words):
        at = len(words)  # "President of Brazil"
    start, end = tokens[0][0], tokens[-1][1]
    held = tuple(word for word in words[at:] if word not in SUFFIXES)
    office = " ".join(word for word in words[:at] if word not in TITLES or word in HEADS) or None
    if held and set(held) & ORGANISATION_WORDS and head >= 0 and words[head] not in TITLES:
        return FoundName(start, end, Name(tuple(words)), "capitalised words")
    if not held and _POSSESSIVE.match(text, end):
        return None  # "the Prime Minister's Office"
    if not held and (office is None or set(words) & {"office", "house", "party"}):
        return FoundName(start, end, Name(tuple(words)), "capitalised words")
    how = "after a title" if held else "office alone"
    return FoundName(start, end, Person(held, office), how)


def _apposed(text: str, end: int) -> str | None:
    """The office in ", Canada's International Trade Minister,"."""
    match = _APPOSITION.match(text[: end + 120], end)
    return plain(match["office"]) if match else None
