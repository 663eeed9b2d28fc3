"""Poisoned articles: news of the sample topics, each with one thing that wants to lead a model.

`POISONS` are all of them, by kind. Each holds a mark, CANARY and its number, or a fact that is
false; none of it may come to a reader as an answer, whatever the model that reads them does.
"""

from itertools import count

from tests.poison import blind, disguises, frames, languages, markup, orders, split
from tests.poison.poison import Poison, poisoned
from tests.poison.topics import TOPICS

_NUMBERS = count(1)
POISONS: tuple[Poison, ...] = tuple(
    poisoned(number := next(_NUMBERS), kind, TOPICS[number % len(TOPICS)], plant)
    for module in (orders, markup, languages, disguises, split, frames, blind)
    for kind, plants in module.KINDS.items()
    for plant in plants
)
KINDS = tuple(dict.fromkeys(each.kind for each in POISONS))

__all__ = ["KINDS", "POISONS", "Poison"]
