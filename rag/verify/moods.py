"""Whether a thing is done, planned, possible: the mood of a verb, by the words before it."""

# ruff: noqa: E501 - lists of words

from collections.abc import Sequence
from enum import Enum, auto

from rag.lexicon import ONE_FORM
from rag.verify.tokens import Form, Kind, Token


class Mood(Enum):
    DONE = auto()  # imposed, has imposed, was imposed
    PRESENT = auto()  # imposes, is imposed
    CERTAIN = auto()  # will, is to, is set to impose
    EXPECTED = auto()  # is expected to, hopes to impose
    POSSIBLE = auto()  # may, could impose
    OUGHT = auto()  # must, should impose
    OPEN = auto()  # to impose
    UNKNOWN = auto()


_CERTAIN = frozenset(
    "will would shall going set due scheduled agreed agree agrees promised promise promises vowed vow"
    " vows pledged pledge pledges plan plans planned planning decided decides decide".split()
)
_EXPECTED = frozenset(
    "expected expects expect likely hope hopes hoped hoping want wants wanted intend intends intended"
    " aim aims aimed propose proposes proposed proposing seek seeks sought unlikely predicted"
    " forecast wishes wish try tries tried trying offered offers offer ready prepared asked asks"
    " urged urges urge called calling calls demanded demands told ordered invited invites"
    " threatened threatens threaten threatening".split()
)
_POSSIBLE = frozenset(
    "may might could can possibly perhaps considering consider considered considers".split()
)
_OUGHT = frozenset("must should ought needs need needed".split())
_DONE_TO = frozenset(
    "went began begin begins begun started starts continued continues managed manages came come forced"
    " helped failed refused declined used helps".split()
)
VERB_HEDGES = frozenset(
    "expect expects expected hope hopes hoped plan plans planned want wants wanted intend intends"
    " propose proposes proposed consider considers considering seek seeks sought forecast predict"
    " predicts predicted threaten threatens threatened try tries tried aim aims aimed likely".split()
)
WEAK_HEDGES = frozenset(
    "consider considers considering considered threaten threatens threatened".split()
)
HEDGES = VERB_HEDGES | frozenset("will would may might could can should must to possibly".split())
_PAST_BE = frozenset("was were been".split())
_PRESENT_BE = frozenset("is are am be being".split())
_HAVE = frozenset("has have had having".split())
_LIGHT = frozenset(
    "not never also still now soon then probably immediately again only just already even both yet"
    " anymore later first once finally officially formally always been be".split()
)
_DETERMINERS = frozenset(
    "the a an this that these those its his her their our your my any some no every each of for in"
    " on at by with from under over about all both into after before until against to".split()
)


def mood(tokens: Sequence[Token], at: int) -> Mood:  # noqa: PLR0911
    """The mood of the token at `at` if it is a verb; UNKNOWN where its words do not tell."""
    token = tokens[at]
    if token.form is Form.NOUN:
        return Mood.UNKNOWN
    step = at - 1
    beside: str | None = None
    while step >= 0 and at - step <= 6 and tokens[step].clause >= token.clause - 1:
        word = tokens[step].lower
        if word in _PRESENT_BE and word not in ("be", "being") and beside is None:
            beside = "present"
            break
        if word in ("was", "were") and beside is None:
            beside = "past"
            break
        if (
            word in _LIGHT
            or word == "being"
            or (word.endswith("ly") and tokens[step].kind is not Kind.NAME)
        ):
            step -= 1
            continue
        break
    if beside:
        if _be_to(tokens, step, at):
            return Mood.CERTAIN
        if token.form is Form.ING:
            return Mood.UNKNOWN
        return Mood.DONE if beside == "past" else Mood.PRESENT
    if step < 0 or at - step > 6:
        return _bare(tokens, at)
    word = tokens[step].lower
    if word in _HAVE:
        past = (
            token.form is Form.PAST
            or token.lower in ("become", "come", "run")
            or (token.lower in ONE_FORM)
        )
        return Mood.DONE if past and not token.article else Mood.UNKNOWN
    if word in ("will", "would", "shall"):
        return Mood.CERTAIN
    if word in ("may", "might", "could", "can") and tokens[step].kind is Kind.FUNCTION:
        return Mood.POSSIBLE
    if word in ("must", "should", "ought"):
        return Mood.OUGHT
    if word == "to" and token.form in (Form.BASE, Form.PAST):
        return _infinitive(tokens, step)
    if token.form is Form.ING and word in _POSSIBLE:
        return Mood.POSSIBLE
    return _bare(tokens, at)


def _be_to(tokens: Sequence[Token], be: int, at: int) -> bool:
    return any(tokens[k].lower == "to" for k in range(be + 1, at))


def _infinitive(tokens: Sequence[Token], to: int) -> Mood:
    for back in range(to - 1, max(to - 5, -1), -1):
        word = tokens[back].lower
        if back == to - 1 and word in (_PRESENT_BE | _PAST_BE):
            return Mood.CERTAIN
        if back == to - 1 and word in _HAVE:
            return Mood.OUGHT
        if word in _CERTAIN:
            return Mood.CERTAIN
        if word in _EXPECTED:
            return Mood.EXPECTED
        if word in _POSSIBLE:
            return Mood.POSSIBLE
        if word in _OUGHT:
            return Mood.OUGHT
        if word in _DONE_TO:
            return Mood.UNKNOWN
    return Mood.OPEN


def _bare(tokens: Sequence[Token], at: int) -> Mood:
    token = tokens[at]
    before = tokens[at - 1] if at else None
    if token.article and token.form is not Form.PAST:
        return Mood.UNKNOWN
    if token.form is Form.PAST:
        if token.article or (before is not None and before.lower in _DETERMINERS):
            following = tokens[at + 1] if at + 1 < len(tokens) else None
            if token.article or following is None or following.is_content:
                return Mood.UNKNOWN  # a participle before a noun
        return Mood.DONE
    if before is None or before.lower in _DETERMINERS or not before.is_content:
        if (
            before is not None
            and before.lower in ("he", "she", "it")
            and token.form is Form.BASE
            and token.lower in ONE_FORM
        ):
            return Mood.DONE
        if before is not None and before.lower in ("he", "she", "it") and token.form is Form.BASE:
            return Mood.EXPECTED  # "demanded that he resign"
        if before is not None and before.lower in ("he", "she", "it", "they", "who", "which", "we"):
            return Mood.PRESENT
        return Mood.UNKNOWN
    if token.form in (Form.S, Form.BASE) and token.kind is Kind.WORD:
        return Mood.PRESENT if before.kind is Kind.NAME or before.form is Form.S else Mood.UNKNOWN
    return Mood.UNKNOWN


_CARRIED_BY = {
    Mood.DONE: {Mood.DONE, Mood.UNKNOWN},
    Mood.PRESENT: {Mood.DONE, Mood.PRESENT, Mood.CERTAIN, Mood.UNKNOWN, Mood.OPEN},
    Mood.CERTAIN: {Mood.CERTAIN, Mood.PRESENT, Mood.UNKNOWN, Mood.OPEN},
    Mood.EXPECTED: {Mood.EXPECTED, Mood.CERTAIN, Mood.UNKNOWN, Mood.OPEN, Mood.PRESENT},
    Mood.POSSIBLE: {Mood.POSSIBLE, Mood.EXPECTED, Mood.UNKNOWN, Mood.OPEN},
    Mood.OUGHT: {Mood.OUGHT, Mood.UNKNOWN, Mood.OPEN, Mood.CERTAIN},
}


def planned(tokens: Sequence[Token]) -> bool:
    """Whether a sentence speaks of what is to come, so that its present is a plan."""
    return any(token.lower in ("will", "due", "next", "tomorrow") for token in tokens) or any(
        token.kind is Kind.DATE for token in tokens
    )


def carried(said: Mood, found: Mood) -> bool:
    """Whether a verb in the mood `found` carries the same verb in the mood `said`."""
    return said not in _CARRIED_BY or found in _CARRIED_BY[said]
