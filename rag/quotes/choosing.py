"""Of what a speaker says, the utterance and the quoted words that answer."""

import re
from collections.abc import Sequence

from index.article import Span
from rag.quotes.clauses import clauses
from rag.quotes.fitting import Fit, Similarity
from rag.quotes.occasions import occasions
from rag.quotes.telling import told_words
from rag.quotes.uttered import Utterance

GAP = 0.2  # below the best score; what scores less is not shown beside it
_LEANING = re.compile(
    r"(?:(?:if|should|unless|until) (?:they|it|he|she)|otherwise|that|this|such|it|in that case)\b",
    re.IGNORECASE,
)
# Behind a quotation that is only the subject of its sentence: "The pact", he said, was …
_SUBJECT = re.compile(
    r"[,.]?[\"”’'»]+,?\s+(?:[^,.;\"“”]{2,40},\s+)?(?:is|are|was|were|has|have|had|will|would)\b"
)


def fullest(fits: Sequence[Fit]) -> Utterance:
    """The best utterance, or one about as good that quotes more of the same sentence."""
    best = fits[0].utterance
    if best.remark is None or len(best.remark.parts) < 2:
        return best
    for fit in fits[1:]:
        other = fit.utterance.remark
        if other is None or fits[0].score - fit.score > GAP:
            continue
        if len(other.parts) > len(best.remark.parts) and told_words(best.words) <= told_words(
            other.words
        ):
            return fit.utterance
    return best


def openings(fits: Sequence[Fit]) -> list[Fit]:
    """The first written words of each article, in the order of the fits."""
    first: dict[str, Fit] = {}
    for fit in fits:
        said = fit.utterance
        if said.remark is None:
            continue
        stands = said.remark.parts[0].speaker_words or ""
        if "written" not in occasions(f"{said.text} {stands}"):
            continue
        known = first.get(said.article.id)
        if known is None or said.sentence.start < known.utterance.sentence.start:
            first[said.article.id] = fit
    return list(first.values())


def continued(said: Utterance, everything: Sequence[Utterance]) -> Utterance | None:
    """What the speaker goes on to say in the next sentence, where that leans on this one."""
    body, end = said.article.body, said.sentence.end
    for each in everything:
        start = each.sentence.start
        if each.article.id == said.article.id and start >= end and not body[end:start].strip():
            return each if _LEANING.match(each.text) else None
    return None


def parts(said: Utterance) -> list[Span]:
    """The quoted clauses of an utterance, in order."""
    if said.remark is None:
        return []
    body = said.article.body
    return [clause for part in said.remark.parts for clause in clauses(body, part.span)]


def answering(topic: str, said: Utterance, first: bool, alike: Similarity | None) -> Span | None:
    """The quoted clause that answers; None where there is none, or several do together."""
    found = parts(said)
    if len(found) < 2 or first:
        return found[0] if found else None
    body, asked = said.article.body, told_words(topic)
    shares = [len(told_words(part.of(body)) & asked) for part in found]
    best = [part for part, share in zip(found, shares, strict=True) if share == max(shares)]
    if said.remark is not None and len(said.remark.parts) > 1:
        alone = telling(said, topic)
        rest = [part for part in found if part not in alone]
        restated = all(told_words(part.of(body)) <= asked for part in rest)
        if len(alone) == 1 and (restated or (max(shares) > 0 and alone[0] in best)):
            return alone[0]
        # "The old pact" was one of "trust", he said, and "is over": only together they answer.
        return best[0] if len(best) == 1 and alone == found else None
    near = alike(topic, [part.of(body) for part in best]) if alike else [0.0] * len(best)
    return max(zip(near, best, strict=True), key=lambda pair: pair[0])[1]


def core(body: str, clause: Span, topic: str) -> Span:
    """The part of a clause that is most on the topic: "we agree" of "a good call, we agree"."""
    asked = told_words(topic)
    found = clauses(body, clause, short=0)
    return max(found, key=lambda part: len(told_words(part.of(body)) & asked), default=clause)


def telling(said: Utterance, topic: str) -> list[Span]:
    """The quoted clauses that say more than the question does, or than what they speak of."""
    body, asked = said.article.body, told_words(topic)
    return [
        part
        for part in parts(said)
        if told_words(part.of(body)) - asked and not _SUBJECT.match(body, part.end)
    ]


def compared_parts(said: Utterance, topic: str) -> list[Span]:
    """The clauses whose wording is compared: those on the topic, else all that tell something."""
    body, asked = said.article.body, told_words(topic)
    found = telling(said, topic)
    return [part for part in found if told_words(part.of(body)) & asked] or found
