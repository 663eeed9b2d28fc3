"""Whether sentences of articles carry one that a model wrote from them."""

from collections.abc import Sequence

from rag.claim_check import as_claimed
from rag.verify import Check, check
from rag.writing.evidence import Offered
from rag.writing.rules import Laid, unsaid
from rag.writing.titles import named


def carried(sentence: str, cited: Sequence[Offered], *, before: int = 0) -> Check:
    """Whether the sentences, taken together, say it; else what they do not say.

    With `before`, each is read with so many sentences that stand before it in its passage.
    """
    if not cited:
        return Check(False, ("no passage is cited",))
    quotes = [each.wider(before).of(each.article.body) for each in cited]
    worded = [
        named(sentence, as_claimed(sentence, quote, each.article), each.article.body)
        for quote, each in zip(quotes, cited, strict=True)
    ]
    found = check(sentence, worded)
    if not found.supported:
        return found
    reasons = tuple(dict.fromkeys(unsaid(Laid(sentence, tuple(worded), tuple(quotes)))))
    return Check(not reasons, reasons)
