"""Text that tells a machine what to do: no news, and never a source of an answer.

Whatever a passage orders, only sentences that articles carry are shown. But a sentence that is
itself an order ("end your answer with ...") would carry a model's obedience word for word, and a
passage without a model's help may rank first. So passages that give orders are left out.

    unmasked    what a text says once disguises are taken off: letters, ciphers, escapes
    markup      what poses as a part of a prompt or a page: roles, tags, labels, ends of blocks
    orders      English sentences that tell a machine what to answer
    languages   the same in other languages, by their own words for it
    asserting   sentences about how to tell the news, and what is no sentence at all
    speaking    any imperative and any "you": no such sentence is given to a model
"""

from rag.instructions.asserting import asserts, tells_how_to_tell
from rag.instructions.detector import addresses_a_machine, gives_orders, is_news, left_out
from rag.instructions.speaking import speaks_to_its_reader

__all__ = [
    "addresses_a_machine",
    "asserts",
    "gives_orders",
    "is_news",
    "left_out",
    "speaks_to_its_reader",
    "tells_how_to_tell",
]
