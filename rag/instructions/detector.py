"""Whether a text gives orders to machines: through every disguise, cheap where there is none."""

import re
from functools import lru_cache

from index.article import Passage
from rag.instructions import languages, markup, orders, unmasked

_WORD = re.compile(r"[a-z]+")
_REMEMBERED = 50_000  # sentences, and as many passages
_LONGEST = 4_000  # characters that are looked at
# The words of orders, rotated by 13 letters and backwards. Only long ones are no chance.
_KEYS = frozenset(
    "ignore disregard instructions previous answer answers respond system prompt assistant"
    " override".split()
)
_TURNED = frozenset(next(unmasked.turned(word)) for word in _KEYS) | {word[::-1] for word in _KEYS}
# What a closer look is worth: markup, ciphers, escapes, letters apart, letters that are digits.
_ODD = re.compile(
    r"[^\x00-\x7f\u00a0-\u00ac\u00ae-\u00ff\u2010-\u2027\u2030-\u205e\u20ac]"
    r"|[<>{}\[\]#=|\\_*@^~`%&]|-{3}|\w{20}|\w\d\w|(?:\w[ .·-]){5}|\d\d \d\d \d\d|: ?\S|\(s ?\d",
    re.IGNORECASE,
)


@lru_cache(maxsize=_REMEMBERED)
def addresses_a_machine(text: str) -> bool:
    """Whether a sentence gives orders to whatever reads it, instead of telling news."""
    text = text[:_LONGEST]
    lowered = text.lower()
    words = set(_WORD.findall(lowered))
    if not words.isdisjoint(_TURNED) and any(map(_is_one, unmasked.turned(lowered))):
        return True
    if not _ODD.search(text):
        return orders.is_order(lowered, words) or languages.is_foreign_order(lowered)
    if unmasked.hides_letters(text):
        return True
    plain = unmasked.plain(text)
    if _is_one(plain) or (latin := unmasked.latin(plain)) != plain and _is_one(latin):
        return True
    if any(map(_is_one, unmasked.rewritten(plain))):
        return True
    # A reporter's sentence has no text in a cipher, whatever it says.
    return any(True for _ in unmasked.decoded(plain))


@lru_cache(maxsize=_REMEMBERED)
def _gives_orders(texts: tuple[str, ...], whole: str) -> bool:
    return any(map(addresses_a_machine, texts)) or markup.is_markup(whole)


def gives_orders(passage: Passage) -> bool:
    """Whether a passage has such a sentence; then nothing in it counts as news."""
    return _gives_orders(tuple(passage.sentence_texts), passage.text)


def _is_one(text: str) -> bool:
    lowered = text.lower()
    return (
        markup.is_markup(lowered)
        or orders.is_order(lowered, set(_WORD.findall(lowered)))
        or languages.is_foreign_order(lowered)
    )

