"""What a person reads of a sentence that the articles do not say: why, in one plain sentence."""

import re
from collections.abc import Sequence

_QUOTED = re.compile(r'"([^"]+)"')
_MISSING = re.compile(
    r"the (?:name|date|figure) \"|no cited passage says|the article does not say \"[^\"]+\"$"
)
_MOST = 3  # words that are named
# The first that fits what the comparison found.
_SAID = tuple(
    (re.compile(pattern), text)
    for pattern, text in (
        (r"quoted words", "The closest sentence does not have these words as a quotation."),
        (r"condition|denies it only", "The closest sentence says this only with a condition."),
        (r"denie[sd]|denial|\"not\"|\"no\"|opposite", "The closest sentence says the opposite or"
         " does not deny what this denies."),
        (r"need not be|another sentence", "It is not clear that the closest sentence speaks of the"
         " same person or thing."),
        (r"does not give|speaks of what is|another holds|this office|names \"", "The closest"
         " sentence says this of somebody else, or does not say of whom."),
        (r"changed places|another as the one who does|only says that somebody|say who|does not say"
         r" that", "The closest sentence does not say that it was done so, and by whom."),
        (r"planned|this is |in the passage$|only says|only says this under", "The closest sentence"
         " has this as planned, possible or somebody's view, not as a fact."),
        (r"exactly|at least|at most|does not count|another unit|this of \"", "The closest sentence"
         " gives this figure or date for something else."),
    )
)  # fmt: skip
_OTHERWISE = "The closest sentence is about this, but does not say it."


def plainly(reasons: Sequence[str]) -> str | None:
    """The reasons of a comparison as one sentence for whoever wrote the claim; None without any."""
    if not reasons:
        return None
    missing = dict.fromkeys(
        word for each in reasons if _MISSING.match(each) for word in _QUOTED.findall(each)
    )
    if missing:
        words = [f"“{word}”" for word in missing][:_MOST]
        last = words.pop()
        named = f"{', '.join(words)} or {last}" if words else last
        return f"The closest sentence says nothing of {named}."
    for each in reasons:
        for pattern, text in _SAID:
            if pattern.search(each):
                return text
    return _OTHERWISE
