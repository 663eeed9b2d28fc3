"""Which of a speaker's utterances fit what is asked."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from rag.quotes.clauses import SHORT
from rag.quotes.nouns import Asked, SpeakerKind
from rag.quotes.telling import told_stems
from rag.quotes.uttered import Utterance

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike one text is in meaning to each of others, cosines from -1 to 1."""

_MEANING, _WORDS, _OWN, _BEFORE, _NEAR, _QUOTED = 1.0, 0.6, 0.15, 0.4, 0.15, 0.08
_DOUBT, _OFFICE, _BROKEN, _NAMING, _LENGTH = 0.05, 0.2, 0.1, 0.15, 0.1
_EXACT = 0.3  # for a question after the exact words, taken from what is quoted nowhere
_THIN = told_stems("want wants put use keep come become words line post exactly verbatim")
# To whom, and when: a question that has nothing else asks for anything said.
_AUDIENCE = told_stems(
    "reporters journalists press media public monday tuesday wednesday thursday friday saturday"
    " sunday today yesterday week month morning afternoon evening night later earlier"
)
_REACH = 250  # characters before a sentence that say what it is about
_ENOUGH = 8  # words that a remark needs to say something by itself
_LABEL = 5  # words up to which a quotation can be what somebody calls something


@dataclass(frozen=True, slots=True)
class Fit:
    """An utterance with what speaks for it."""

    utterance: Utterance
    score: float  # the weighted sum; compares within one question
    words: float  # share of the topic's words in the sentence, 0 to 1
    before: float  # the same with what stands before it
    titled: float  # and with the title, too
    meaning: float  # cosine of topic and sentence


def has_topic(asked: Asked) -> bool:
    """Whether it is asked what somebody said on something, not only to whom or when."""
    return bool(_topic(asked) - _AUDIENCE)


def _topic(asked: Asked) -> frozenset[str]:
    return told_stems(asked.topic) - told_stems(asked.speaker or "") - _THIN


def fitted(
    asked: Asked,
    found: Sequence[Utterance],
    pool: Sequence[frozenset[str]],
    near: Callable[[Utterance], float],
    alike: Similarity,
    most: int,
    *,
    naming: bool,
    exact: bool,
) -> list[Fit]:
    """The utterances, best first.

    A word of the topic weighs the more, the fewer of the `pool`, the stems of sentences of the
    corpus, hold it. `near` is how near the passage around an utterance is to the question. Only
    the `most` that seem best have their meaning compared. `naming`: a name for something is
    asked for, so that a few quoted words are a whole answer; `exact`: the very words are.
    """
    weights = _weights(_topic(asked), pool)
    anything = not has_topic(asked)
    drafts: list[Fit] = []
    for each in found:
        body, start = each.article.body, each.sentence.start
        own = told_stems(each.text)
        words = _share(weights, own)
        around = own | told_stems(body[max(0, start - _REACH) : start])
        before = _share(weights, around)
        titled = _share(weights, around | told_stems(each.article.title or ""))
        quoted = told_stems(each.remark.words) if each.remark else frozenset[str]()
        score = (
            _WORDS * words
            + _OWN * _share(weights, quoted)
            + _BEFORE * (before - words)
            + _NEAR * near(each)
            + (_QUOTED if each.remark else 0.0)
            - (0.0 if each.sure else _DOUBT)
            - (_BROKEN if "\n" in each.text.strip() else 0.0)
        )
        if each.remark:
            full = min(len(each.remark.words.split()), _ENOUGH) / _ENOUGH
            score += _LENGTH * full * (2.0 if exact and not naming else 1.0)
        if naming and each.remark and len(each.remark.parts[0].words.split()) <= _LABEL:
            score += _NAMING
        if not asked.office and each.speaker.kind is SpeakerKind.OFFICE:
            score -= _OFFICE
        if exact and not each.remark:
            score -= _EXACT
        if anything:
            score += min(len(each.remark.words.split()) if each.remark else 0, SHORT) / SHORT
        drafts.append(Fit(each, score, words, before, titled, near(each)))
    drafts.sort(key=lambda fit: -(fit.score + _MEANING * fit.meaning))
    drafts = drafts[:most]
    # The speaker's name is left out: it draws sentences that name them, not those on the topic.
    about = asked.topic or asked.speaker or ""
    cosines = alike(about, [fit.utterance.text for fit in drafts]) if drafts else []
    if exact and drafts:
        quoted_words = [fit.utterance.words for fit in drafts]
        cosines = [sum(pair) / 2 for pair in zip(cosines, alike(about, quoted_words), strict=True)]
    scored = [
        replace(fit, score=fit.score + _MEANING * float(cosine), meaning=float(cosine))
        for fit, cosine in zip(drafts, cosines, strict=True)
    ]
    return sorted(scored, key=lambda fit: -fit.score)


def _weights(topic: frozenset[str], pool: Sequence[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency, ln((n + 1) / (df + 1/2)), summing up to 1."""
    raw = {
        stem: math.log((len(pool) + 1) / (sum(stem in each for each in pool) + 0.5))
        for stem in topic
    }
    total = sum(raw.values())
    return {stem: weight / total for stem, weight in raw.items()} if total > 0 else {}


def _share(weights: dict[str, float], found: frozenset[str]) -> float:
    return sum(weight for stem, weight in weights.items() if stem in found)
