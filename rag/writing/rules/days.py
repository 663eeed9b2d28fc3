"""Which day: the one that the articles give for this, and not for another thing they tell."""

import re
from collections.abc import Iterator

from rag.verify.moods import Mood, mood
from rag.verify.slots import LIGHT
from rag.verify.tokens import Kind, Token
from rag.writing.rules.laid import Laid, content, segments, tells

_OPENS = frozenset(
    "after before since until till following ahead once when while as during".split()
)
_PARTS = frozenset(
    "dawn morning mornings noon midday lunchtime afternoon afternoons evening evenings night nights"
    " midnight overnight tonight weekend weekends daytime".split()
)
_ALIKE = tuple(
    frozenset(group.split())
    for group in (
        "noon midday lunchtime",
        "night nights overnight tonight nightly",
        "evening evenings tonight",
        "morning mornings dawn daybreak",
        "afternoon afternoons",
        "weekend weekends",
    )
)
_TOLD = (Mood.DONE, Mood.PRESENT, Mood.CERTAIN, Mood.EXPECTED, Mood.POSSIBLE, Mood.OUGHT)
_WORD = re.compile(r"[^\W\d_]+")


def days(of: Laid) -> Iterator[str]:
    """A day that the articles give for something else."""
    if of.is_verbatim:
        return
    dates = {token.key for token in of.said if token.kind is Kind.DATE}
    for seg in segments(of.said):
        here = of.said[seg.start : seg.stop]
        told = frozenset(t.key for t in here if t.is_content and t.kind is not Kind.DATE)
        if any(t.lower in _OPENS for t in here[:2]):
            continue
        for token in here:
            if token.kind is Kind.DATE and not token.quoted and told:
                verbs = frozenset(
                    of.said[k].key
                    for k in seg
                    if of.said[k].kind is Kind.WORD and mood(of.said, k) in _TOLD
                )
                yield from _elsewhere(of, token, told, verbs, dates)
    yield from _unmet(of)
    yield from _parts_of_days(of)


def _unmet(of: Laid) -> Iterator[str]:
    """A deed of one sentence on the day of another, which tells of another deed."""
    for seg in segments(of.said):
        verbs = [
            of.said[k]
            for k in seg
            if of.said[k].kind is Kind.WORD and mood(of.said, k) in _TOLD
            and of.said[k].key not in LIGHT and of.evidence.of(of.said[k].key)
        ]  # fmt: skip
        for token in (of.said[k] for k in seg):
            if token.kind is not Kind.DATE or token.quoted or not verbs:
                continue
            dated = {place.sentence for place in of.evidence.of(token.key)}
            done = {place.sentence for verb in verbs for place in of.evidence.of(verb.key)}
            if dated and not dated & done and all(_tells_of(of, n) for n in dated):
                yield f'the articles do not give "{token.text}" for "{verbs[0].text}"'
                return


def _tells_of(of: Laid, number: int) -> bool:
    """Whether a sentence tells a deed of its own: not "it happened on Friday"."""
    tokens = of.evidence.sentences[number]
    return any(
        token.kind is Kind.WORD and token.key not in LIGHT
        and mood(tokens, at) not in (Mood.UNKNOWN, Mood.OPEN)
        for at, token in enumerate(tokens)
    )  # fmt: skip


def _elsewhere(
    of: Laid, token: Token, told: frozenset[str], verbs: frozenset[str], dates: set[str]
) -> Iterator[str]:
    places = of.evidence.of(token.key)
    if not places:
        return
    held = 0
    beside: frozenset[str] = frozenset()  # what stands with the day
    clausal = True
    for place in places:
        sentence = of.evidence.sentences[place.sentence]
        seg = next(each for each in segments(sentence) if place.at in each)
        its = sentence[seg.start : seg.stop]
        if sentence[seg.stop : seg.stop + 1] and sentence[seg.stop].lower in ("when", "as"):
            its = sentence[seg.start :]  # "April 2, when Trump imposes them"
        beside |= content(its)
        held = max(held, len(told & content(its)))
        opens = any(t.lower in _OPENS for t in sentence[seg.start : min(seg.start + 3, place.at)])
        clausal = clausal and (opens or tells(sentence, seg))
    for sentence in of.evidence.sentences:
        for seg in segments(sentence):
            its = sentence[seg.start : seg.stop]
            own = {t.key for t in its if t.kind is Kind.DATE}
            if token.key in own:
                continue
            rival = own - dates
            if rival and verbs and verbs <= content(its) and not verbs & beside:
                yield f'the articles give "{token.text}" for something else'
                return
            if len(told & content(its)) > held and (rival or (clausal and not held)):
                yield f'the articles give "{token.text}" for something else'
                return


def _parts_of_days(of: Laid) -> Iterator[str]:
    held = {word for text in of.originals for word in _WORD.findall(text.lower())}
    for token in of.said:
        word = token.lower
        if token.kind is not Kind.WORD or word not in _PARTS or token.quoted:
            continue
        if not held & next((group for group in _ALIKE if word in group), frozenset((word,))):
            yield f'the articles do not say "{token.text}"'
