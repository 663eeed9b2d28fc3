"""The noun that a number counts: "jobs" in "500,000 auto jobs"."""

import re

_IRREGULAR = {
    "people": "person", "men": "man", "women": "woman", "children": "child", "lives": "life",
    "feet": "foot", "countries": "country", "companies": "company",
}  # fmt: skip
_NOT_NOUNS = frozenset(
    "a an the of in on at by for to from with and or but nor as than that which who whom whose this"
    " these those is are was were be been has have had will would can could may might must shall"
    " should do does did not no if when while after before during since until into over under up"
    " down out off about against between versus vs more less most least other others per pct"
    " percent each every both all some any such so very too also only just now then there here"
    " he she it they we you i his her its their our your my him them us me said says told yes"
    " including excluding around through toward towards because compared earlier later ago net"
    " were being plus minus times still yet even away apart ahead behind above below months".split()
)
_ALIKE = frozenset("aircraft staff crew troops fish series species sheep percent head".split())
_NOUN = re.compile(
    r"[\s-](?P<one>[a-z][a-z’']{1,20}(?:-[a-z]{1,15})?)(?:[\s-](?P<two>[a-z][a-z’']{2,20})"
    r"(?:\s(?P<three>[a-z]{3,20}))?)?"
)
_NO_PLURAL = re.compile(r"(?:ss|us|is|’s|'s)$")


def noun_at(text: str, end: int) -> tuple[int, str] | None:
    """Where the counted noun ends, and the noun in the singular; its adjectives are in between.

    A plural within three lower-case words, or a word behind a hyphen.
    """
    match = _NOUN.match(text, end)
    if match is None:
        return None
    for name in ("one", "two", "three"):
        word = match[name]
        if word is None or word in _NOT_NOUNS:
            break
        if is_plural(word):
            return match.end(name), singular(word)
    one = match["one"]
    if one in _ALIKE or (text[end] == "-" and one not in _NOT_NOUNS):
        return match.end("one"), one  # "12 aircraft", "a 50-page report"
    return None


def is_noun(word: str) -> bool:
    """Whether a lower-case word may be what an ordinal counts: the "state" of "51st state"."""
    return word not in _NOT_NOUNS and not word.endswith(("ed", "ing", "ly"))


def is_plural(word: str) -> bool:
    return word in _IRREGULAR or (word.endswith("s") and not _NO_PLURAL.search(word))


def singular(word: str) -> str:
    """Good enough to compare by: "countries" is "country", "jobs" is "job"."""
    if word in _IRREGULAR or word in _ALIKE:
        return _IRREGULAR.get(word, word)
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if word.endswith(("ches", "shes", "xes", "sses")):
        return word[:-2]
    return word[:-1] if is_plural(word) else word
