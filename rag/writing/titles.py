"""Who "the president" of an article's sentence is."""

import re
from functools import lru_cache

from rag.lexicon import PLACE
from rag.peoples import PEOPLE

_TITLES = ("president", "prime minister", "premier", "chancellor", "king", "queen", "pope")
_MOST = 20_000  # characters of an article in which holders of a title are looked for


def named(claim: str, quote: str, body: str) -> str:
    """The quote with the name that the claim has for "the US president".

    The article must give that title to one person of one country alone.
    """
    body = body[:_MOST]
    for title in _TITLES:
        by_title = re.search(
            rf"\b[Tt]he (?:new )?(?P<of>[A-Z][\w.]*\s)?{title}\b(?!’s Office|\s[A-Z]| of\b)", quote
        )
        if by_title is None:
            continue
        holders, countries = _holders(title, body)
        if by_title["of"]:
            countries = countries | {_country(by_title["of"])}
        if len(holders) == 1 and len(countries) <= 1:
            name = next(iter(holders))
            if re.search(rf"\b{name}\b", claim) and not re.search(rf"\b{name}\b", quote):
                return quote[: by_title.start()] + name + quote[by_title.end() :]
    return quote


@lru_cache(maxsize=1_000)
def _holders(title: str, body: str) -> tuple[set[str], set[str]]:
    """The family names of those whom a text gives a title, and the countries before it."""
    holders, countries = set(), set()
    for found in re.finditer(
        rf"(?P<of>\b[A-Z][\w.]*\s)?\b(?i:{title})\b(?P<name>(?:\s[A-Z][\w-]+){{1,3}})?", body
    ):
        if found["name"]:
            holders.add(found["name"].split()[-1])
        if found["of"] and found["of"].strip() not in ("The", "A", "New", "Former"):
            countries.add(_country(found["of"]))
    return holders, countries


def _country(word: str) -> str:
    plain = word.strip().lower().replace(".", "")
    return PLACE.get(plain) or PEOPLE.get(plain, plain)
