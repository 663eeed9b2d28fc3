"""One sentence of a model, held against the passages it names: shown, replaced or dropped."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from index.article import Span
from rag.answer import Support
from rag.verify import Check
from rag.words import stem_set
from rag.writing.attribution import unanswered, unattributed
from rag.writing.carried import carried
from rag.writing.draft import Draft
from rag.writing.evidence import Evidence, Offered
from rag.writing.quotations import requoted
from rag.written import Fate

# An address, a link, an image, a tag, code: nothing that a reporter's sentence needs.
_ACTIVE = re.compile(
    r"https?:|www\.|\b(?:javascript|data|mailto|file):|://|!\[|\]\(|</?[a-z!]|&(?:lt|gt|#)|`|\{\{"
    r"|\b[\w-]+\.(?:com|org|net|info|io|example|ru|cn|dev|app|co|xyz)\b(?:/|\b(?!\s))",
    re.IGNORECASE,
)
_OTHERS = 3  # sentences beside those named that are tried for one that says it
_SHARED = 0.6  # share of a sentence's stems that one of them has
_MEANT = 0.5  # share of the shorter text's stems at which two tell of the same
_LONGEST = 600  # characters; what is longer is no sentence for a reader


@dataclass(frozen=True, slots=True)
class Place:
    """Words of an article that carry a sentence."""

    of: Offered
    span: Span  # one sentence, or two in a row


@dataclass(frozen=True, slots=True)
class Held:
    """What became of a sentence."""

    fate: Fate
    text: str = ""  # as it is shown; empty when dropped
    places: tuple[Place, ...] = ()
    support: Support = Support.UNSUPPORTED
    reasons: tuple[str, ...] = ()  # why it is not shown as it was
    labels_removed: int = 0
    mended: bool = False  # carried by another sentence than those it named
    unmarked: int = 0  # quotations without their marks


def hold(draft: Draft, evidence: Evidence) -> Held:
    """The fate of a sentence.

    One that is not carried is replaced by a sentence it names that tells of the same, else dropped.
    """
    named = [evidence.of(label) for label in draft.labels]
    cited = [each for each in named if each is not None]
    removed = len(named) - len(cited)
    if _ACTIVE.search(draft.text):
        return Held(Fate.DROPPED, reasons=("it has an address or markup",), labels_removed=removed)
    found = _carried(draft, cited, evidence)
    if isinstance(found, Held):
        return replace(found, labels_removed=removed)
    own = _meant(draft.text, cited)
    if own is None or _ACTIVE.search(own.quote):
        return Held(Fate.DROPPED, reasons=found.reasons, labels_removed=removed)
    places = (Place(own, own.span),)
    return Held(Fate.REPLACED, own.quote, places, Support.VERBATIM, found.reasons, removed)


def _carried(draft: Draft, cited: list[Offered], evidence: Evidence) -> Held | Check:
    """The sentence as it may be shown, or why it may not."""
    if len(draft.text) > _LONGEST:
        return Check(False, ("it is too long for a sentence",))
    if not cited:
        return Check(False, ("it names no passage",))
    reasons: tuple[str, ...] = ()
    for before in (0, 1):
        found = _tried(draft.text, cited, before)
        if isinstance(found, Held):
            return found
        reasons = reasons or found.reasons
    for other in _nearest(draft.text, evidence, cited):
        found = _tried(draft.text, [other], 0)
        if isinstance(found, Held):
            return replace(found, mended=True)
    return Check(False, reasons)


def _tried(text: str, cited: Sequence[Offered], before: int) -> Held | Check:
    spans = [each.wider(before) for each in cited]
    quotes = [span.of(each.article.body) for span, each in zip(spans, cited, strict=True)]
    fitted = requoted(unanswered(text), quotes)
    part = unattributed(fitted.text, cited)
    found = carried(part.text, part.cited, before=before)
    if not found.supported:
        return found
    places = tuple(Place(each, span) for each, span in zip(cited, spans, strict=True))
    verbatim = len(quotes) == 1 and fitted.text == quotes[0]
    support = Support.VERBATIM if verbatim else Support.SUPPORTED
    return Held(Fate.SHOWN, fitted.text, places, support, unmarked=fitted.unmarked)


def _meant(text: str, cited: Sequence[Offered]) -> Offered | None:
    """The sentence among those named that the text was most likely made of."""
    words = stem_set(text)
    shares = [(_overlap(words, stem_set(each.quote)), each) for each in cited]
    best = max(shares, key=lambda one: one[0], default=(0.0, None))
    return best[1] if best[0] >= _MEANT else None


def _overlap(some: frozenset[str], others: frozenset[str]) -> float:
    """Words in common, as a share of the shorter text's."""
    return len(some & others) / (min(len(some), len(others)) or 1)


def _nearest(text: str, evidence: Evidence, cited: Sequence[Offered]) -> list[Offered]:
    """Sentences that were offered, not named, and share most of the words."""
    words = stem_set(text)
    shares = [
        (len(words & stem_set(each.quote)) / (len(words) or 1), each)
        for each in evidence.sentences
        if each not in cited
    ]
    near = sorted((one for one in shares if one[0] >= _SHARED), key=lambda one: -one[0])
    return [each for _, each in near[:_OTHERS]]
