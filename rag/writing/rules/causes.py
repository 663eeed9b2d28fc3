"""Why a thing happened: a reason that the articles give for it, not one put between two facts."""

# ruff: noqa: E501 - lists of words and patterns

import re
from collections.abc import Iterator
from dataclasses import dataclass

from rag.verify.tokens import read
from rag.writing.rules.laid import Laid, content

# What follows is the cause, and what is before it the effect (or the other way, see `_LED`).
_BECAUSE = (
    r"because(?: of)?|(?<!is )(?<!are )(?<!was )(?<!were )due to|owing to|thanks to|on account of|on the grounds (?:of|that)|in view of"
    r"|in (?:the )?light of|in (?:direct )?(?:response|reaction|answer|reply|retaliation|return|protest)"
    r"(?: to| for| over| at| against)|in the wake of|as (?:a|an) (?:\w+ )?(?:result|consequence) of"
    r"|as a (?:\w+ )?(?:response|reaction|answer) to"
    r"|(?:was|were|is|are|been|being) (?:\w+ly )?(?:prompted|caused|triggered|driven|spurred|motivated"
    r"|provoked|sparked|forced|brought about|brought on) by"
    r"|(?:prompted|caused|triggered|driven|spurred|motivated|provoked|sparked|fuelled|fueled) by"
    r"|result(?:s|ed|ing)? from|stem(?:s|med|ming)? from|attribut(?:es?|ed|able) to|blam(?:ed|es?|ing) on"
    r"|(?:response|reaction|retaliation|answer|reply) (?:to|for|against)|citing(?! (?:\w+ ){0,3}(?:statement|report|article|source|official|document|post)s?\b)|in order to|so as to|out of (?:fear|concern)|for fear|given that|^given|(?<=, )given"
    r"|seeing that|now that|(?<=, )(?:as|since)(?= (?:the|it|its|he|she|they|their|his|her|there)\b)"
    r"|in exchange for|to (?:punish|retaliate for|make up for|compensate for|offset|counter|protest"
    r"|avenge)|aimed at|with the aim of|in an effort to|in a bid to|in an attempt to"
)
_LED = (
    r"as a (?:\w+ )?(?:result|consequence)(?! of)|in (?:response|reaction|retaliation|consequence|return"
    r"|protest)(?! to| for| over| at| against)|therefore|thus|hence|consequently|accordingly|which is why"
    r"|that is why|for (?:this|that|which) reason|so that|(?<=, )so|and so(?! (?:do|did|does|is|are|was|were|on|far|too)\b)"
    r"|prompting|causing|triggering|spurring|provoking|sparking|forcing|leading to|led to|leads to"
    r"|resulting in|result(?:s|ed) in|brought about|gave rise to|(?:has |have |had )?(?:prompted|caused"
    r"|triggered|spurred|provoked|sparked|forced)(?! by)|drove|because of (?:this|that|it)"
    r"|thereby|paved the way for|made (?:it )?necessary"
)
_OWN = re.compile(rf"(?P<because>\b(?:{_BECAUSE})\b)|(?P<led>\b(?:{_LED})\b)")
# What may say why in an article, where the cause stands right behind it.
_MAY = frozenset(
    "over as since after following amid until unless if once when lest against with by for".split()
)
_NEAR = 8  # tokens behind such a word
# A noun or a verb that says why, wherever the cause and the effect stand beside it.
_NOUN = re.compile(
    r"\b(?:blam\w+|cit(?:ed|es)|reasons?|cause[sd]?|motive|why|respon(?:se|d|ds|ded)|retaliat\w+"
    r"|reaction|reacted|protest\w*|result(?:s|ed)?|consequences?|purpose|aims?|aimed|meant|intended"
    r"|designed|prompt\w*|trigger\w*|thanks|sparked|forced)\b"
)
# What stands behind the copula is the reason, never what it explains.
_REASON = re.compile(
    r"\b(?:reasons?|causes?|motives?|factors?|explanations?)\b[^,;]*?\b(?:is|was|are|were|being)\b"
)
_REFERS = re.compile(
    r"^(?:this|that|it|these|those|both|they|the (?:move|step|decision|measure))\b"
)


_SHARE = 0.5  # of what is told as a cause, stands where an article gives one


@dataclass(frozen=True, slots=True)
class _Because:
    words: str
    cause: frozenset[str]
    effect: frozenset[str]


def causes(of: Laid) -> Iterator[str]:
    """A reason that the articles do not give, or give for something else."""
    for own in _given(of.plain):
        if not any(_says(of, own, number) for number in range(len(of.evidence.sentences))):
            yield f'no cited passage says that this is "{own.words}"'


def _given(text: str) -> Iterator[_Because]:
    for match in _OWN.finditer(text):
        before, behind = text[: match.start()], text[match.end() :]
        if not before.strip(" ,;"):  # "Because of the closure, trains were cancelled."
            first, comma, rest = behind.partition(",")
            before, behind = (rest, first) if comma and match["because"] else ("", behind)
        sides = content(read(before)), content(read(behind))
        effect, cause = sides if match["because"] else sides[::-1]
        yield _Because(match.group(), cause, effect)


def _says(of: Laid, own: _Because, number: int) -> bool:
    """Whether that sentence of the articles gives the cause, and for the effect."""
    text = of.plainly[number]
    here = content(of.evidence.sentences[number])
    before = content(of.evidence.sentences[number - 1]) if number else frozenset()
    known = frozenset(of.evidence.places)
    cause, effect = own.cause & known, own.effect & known
    turned = False
    for its in _given(text):
        # The effect may stand in the sentence before: "As a result, trains were cancelled."
        its_cause = its.cause or before
        its_effect = its.effect or before
        straight = _held(cause, its_cause | _back(text, before)) and _held(
            effect, its_effect | before
        )
        crossed = len(cause & its.effect) + len(effect & its.cause)
        turned = turned or crossed > len(cause & its_cause) + len(effect & its_effect)
        if straight and len(cause & its_cause) + len(effect & its_effect) >= crossed:
            return True
    if not turned and _NOUN.search(text):
        if _REASON.search(text) and not _held(effect, before | _explained(text)):
            return False
        return (
            _held(cause, here | before)
            and _held(effect, here | before)
            and bool(cause & here or effect & here)
        )
    tokens = of.evidence.sentences[number]
    return _held(effect, here) and any(
        token.lower in _MAY and cause and _held(cause, content(tokens[at + 1 : at + 1 + _NEAR]))
        for at, token in enumerate(tokens)
    )


def _explained(text: str) -> frozenset[str]:
    """What stands before "the reason is", and between: "the reason for the closure was"."""
    match = _REASON.search(text)
    return content(read(text[: match.end()])) if match else frozenset()


def _back(text: str, before: frozenset[str]) -> frozenset[str]:
    """What the sentence before tells, where this one begins with "this"."""
    return before if _REFERS.match(text) else frozenset()


def _held(keys: frozenset[str], by: frozenset[str], share: float = _SHARE) -> bool:
    return len(keys & by) >= share * len(keys)
