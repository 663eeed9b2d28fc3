"""Text that tells a machine what to do: no news, and never evidence.

Whatever a passage orders, nothing but checked sentences is shown; but a sentence that is itself an
order ("end your answer with ...") would carry a model's obedience word for word.
"""

import re

_MARKUP = re.compile(
    r"<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>|^\s*#{2,}\s*(?:system|instruction)|^\s*(?:system|assistant|user)\s*:",
    re.IGNORECASE | re.MULTILINE,
)
_ORDERS = re.compile(
    r"\b(?:ignore|disregard|forget|override)\b[^.]{0,40}\b(?:instructions?|prompts?|rules|above|previous)\b"
    r"|\b(?:system prompt|as an ai|language model|chat ?bot|ai assistant)\b",
    re.IGNORECASE,
)


def addresses_a_machine(text: str) -> bool:
    """Whether a sentence gives orders to whatever reads it, instead of telling news."""
    return bool(_MARKUP.search(text) or _ORDERS.search(text))
