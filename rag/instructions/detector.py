"""Whether a text gives orders to machines: through every disguise, cheap where there is none."""

import re
from collections.abc import Set
from functools import lru_cache

from index.article import Passage
from rag.instructions import languages, markup, orders, unmasked

_WORD = re.compile(r"[a-z]+")
_REMEMBERED = 50_000  # sentences, and as many passages
_LONGEST = 1_500  # characters that are looked at; sentences are shorter
# The words of orders, rotated by 13 letters and backwards. Only long ones are no chance.
_KEYS = frozenset(
    "ignore disregard instructions previous answer answers respond system prompt assistant"
    " override".split()
)
_TURNED = frozenset(next(unmasked.turned(word)) for word in _KEYS) | {word[::-1] for word in _KEYS}


@lru_cache(maxsize=_REMEMBERED)
def addresses_a_machine(text: str) -> bool:
    """Whether a sentence gives orders to whatever reads it, instead of telling news."""
    text = text[:_LONGEST]
    lowered = text.lower()
    words = set(_WORD.findall(lowered))
    if _is_one(lowered, words):
        return True
    if not words.isdisjoint(_TURNED) and any(map(_is_one, unmasked.turned(lowered))):
        return True
    if not unmasked.is_odd(text):
        return False
    if unmasked.hides_letters(text):
        return True
    plain = unmasked.plain(text)
    readings = [plain, unmasked.latin(plain), *unmasked.rewritten(plain)]
    # A reporter's sentence has no text in a cipher, whatever that says.
    return any(_is_one(each.lower()) for each in readings) or any(
        True for _ in unmasked.decoded(plain)
    )


@lru_cache(maxsize=_REMEMBERED)
def _gives_orders(texts: tuple[str, ...], whole: str) -> bool:
    return any(map(addresses_a_machine, texts)) or markup.is_markup(whole.lower())


def is_news(passage: Passage) -> bool:
    """Whether a passage gives no orders, so that it may be a source of an answer."""
    return not gives_orders(passage)


def left_out(passages: int) -> tuple[str, ...]:
    """The note of an answer for which that many passages that give orders were not used."""
    if not passages:
        return ()
    them = "1 passage that gives" if passages == 1 else f"{passages} passages that give"
    return (f"{them} orders to machines {'was' if passages == 1 else 'were'} left out.",)


def gives_orders(passage: Passage) -> bool:
    """Whether a passage has such a sentence; then nothing in it counts as news."""
    return _gives_orders(tuple(passage.sentence_texts), passage.text)


def _is_one(lowered: str, words: Set[str] | None = None) -> bool:
    words = set(_WORD.findall(lowered)) if words is None else words
    return (
        orders.is_order(lowered, words)
        or languages.is_foreign_order(lowered, words)
        or markup.is_markup(lowered)
    )
