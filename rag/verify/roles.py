"""Who did it to whom."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.lexicon import SPEECH, meaning
from rag.verify.alignment import Alignment
from rag.verify.bearers import same_bearer
from rag.verify.evidence import PRONOUNS, group
from rag.verify.moods import Mood, mood
from rag.verify.tokens import Form, Kind, Token, Tokens

_BE = frozenset("is are was were be been being get gets got".split())
_SUBJECTS = frozenset("he she it they".split())
_PLACING = frozenset("in at near on of from since than".split())


_SAY = meaning("say")
# What is raised rises: the thing done to may do it by itself; and what two do, each does.
_BY_ITSELF = frozenset(
    meaning(word)
    for word in "rise fall begin end stop close open resume pause change move grow sink break"
    " spread expand improve worsen slow speed sell run sail last continue return speak talk meet"
    " agree merge differ quarrel".split()
)


def is_name(token: Token) -> bool:
    return token.kind is Kind.NAME or (
        token.first and token.kind is Kind.WORD and token.text[:1].isupper()
    )


@dataclass(frozen=True, slots=True)
class _Sides:
    """What stands on the side of the one who does, and of the one done to."""

    doer: frozenset[str]  # the nearest names
    done_to: frozenset[str]
    near_doer: frozenset[str]  # the nearest words, names or not
    near_done_to: frozenset[str]
    all_doer: frozenset[str]
    all_done_to: frozenset[str]
    vague: bool  # a pronoun does it


@lru_cache(maxsize=20_000)
def _sides(tokens: Tokens, at: int) -> _Sides:
    clause = tokens[at].clause
    before = range(at - 1, max(at - 13, -1), -1)
    after = range(at + 1, min(at + 10, len(tokens)))
    vague = False
    for k in before:
        if tokens[k].lower in _SUBJECTS or (tokens[k].lower in PRONOUNS - {"who"} and at - k <= 3):
            vague = True
        if is_name(tokens[k]) or vague:
            break
    by = next((k for k in after if tokens[k].lower == "by"), None)
    if by is not None and by + 1 < len(tokens) and tokens[by + 1].kind is Kind.NUMBER:
        by = None
    left = (_names(tokens, before, clause), _words(tokens, before, 1), _words(tokens, before, 20))
    if is_passive(tokens, at) or _is_participle(tokens, at, by):
        steps = range(by + 1, min(by + 9, len(tokens))) if by else range(0)
        return _Sides(
            _names(tokens, steps, None), left[0], _words(tokens, steps, 1), left[1],
            _words(tokens, steps, 20), left[2], vague,
        )  # fmt: skip
    return _Sides(
        left[0], _names(tokens, after, clause), left[1], _words(tokens, after, 1),
        left[2], _words(tokens, after, 20), vague,
    )  # fmt: skip


def is_passive(tokens: Sequence[Token], at: int) -> bool:
    if tokens[at].form is not Form.PAST:
        return False
    for k in range(at - 1, max(at - 4, -1), -1):
        if tokens[k].lower in _BE:
            return True
        if tokens[k].is_content and not tokens[k].lower.endswith("ly"):
            return False
    return False


def _is_participle(tokens: Sequence[Token], at: int, by: int | None) -> bool:
    """ "had tariffs placed on them by Trump"."""
    if tokens[at].form is not Form.PAST or by is None or by + 1 >= len(tokens) or by - at > 4:
        return False
    between = tokens[at + 1 : by]
    named = by == at + 1 or tokens[by + 1].kind is Kind.NAME
    return named and not any(t.kind in (Kind.WORD, Kind.NAME) for t in between)


def _names(tokens: Sequence[Token], steps: range, clause: int | None) -> frozenset[str]:
    """The nearest run of names in this direction that no preposition of place stands before."""
    words = False
    for k in steps:
        token = tokens[k]
        if clause is not None and (
            abs(token.clause - clause) > 2
            or (words and (token.clause != clause or token.lower == "that"))
            or (token.key in SPEECH and token.kind is Kind.WORD)
        ):
            break
        words = words or (token.kind is Kind.WORD and not is_name(token))
        if is_name(tokens[k]):
            run = group(tokens, k)
            if run.start and tokens[run.start - 1].lower in _PLACING:
                continue
            return frozenset(tokens[j].key for j in run)
    return frozenset()


def _words(tokens: Sequence[Token], steps: range, most: int) -> frozenset[str]:
    found: list[str] = []
    for k in steps:
        if tokens[k].kind in (Kind.WORD, Kind.NAME):
            found.append(tokens[k].key)
        if len(found) == most:
            break
    return frozenset(found)


_VERBS = frozenset((Mood.DONE, Mood.PRESENT, Mood.CERTAIN, Mood.EXPECTED, Mood.POSSIBLE, Mood.OUGHT,
                    Mood.OPEN))  # fmt: skip


def roles(of: Alignment) -> Iterator[str]:
    """A doer who is the one done to in the passage."""
    if of.is_converse:
        return
    for at, token in enumerate(of.said):
        if token.kind is not Kind.WORD or mood(of.said, at) not in _VERBS:
            continue
        own = _sides(of.said, at)
        found = [
            _sides(of.evidence.sentences[p.sentence], p.at)
            for p in of.places(at)
            if of.evidence.token(p).kind is Kind.WORD
            and mood(of.evidence.sentences[p.sentence], p.at) in _VERBS
            and not (token.key == _SAY and _inverted(of.evidence.sentences[p.sentence], p.at))
        ]
        if not found:
            continue
        if token.key not in SPEECH and all(_another(of, own, its) for its in found):
            yield f'the passage gives another as the one who does, of "{token.text}"'
        if token.key == _SAY and _inverted(of.said, at):
            continue  # `speakers` knows which side a speaker stands on
        if token.key in _BY_ITSELF and not own.done_to & _subjects(found):
            continue
        if all(_turned(own, its) for its in found):
            yield f'who does and who is done to, of "{token.text}", have changed places'


def _inverted(tokens: Tokens, at: int) -> bool:
    """ "Said the mayor", behind what the mayor said."""
    if at + 1 == len(tokens) or not tokens[at + 1].is_content:
        return False
    before = tokens[at - 1] if at else None
    return before is None or before.quoted or before.clause != tokens[at].clause


def _subjects(found: Sequence[_Sides]) -> frozenset[str]:
    return frozenset().union(*(its.all_doer for its in found))


def _another(of: Alignment, own: _Sides, its: _Sides) -> bool:
    """Whether two names stand right before the verb, and are not of one bearer."""
    if own.vague or its.vague or not own.doer or not its.doer:
        return False
    if not (own.near_doer <= own.doer and its.near_doer <= its.doer):
        return False
    if own.doer & (its.doer | its.all_doer):
        return False
    return not any(same_bearer(of.evidence, a, b) for a in own.doer for b in its.doer)


def _turned(own: _Sides, its: _Sides) -> bool:
    if (
        own.near_doer & its.all_done_to
        and own.near_done_to & its.all_doer
        and not own.near_doer & its.all_doer
        and not own.near_done_to & its.all_done_to
    ):
        return True
    if own.doer & its.doer or own.done_to & its.done_to or its.vague or own.vague:
        return False
    if own.doer & its.all_doer or own.done_to & its.all_done_to:
        return False
    return bool(own.doer & its.done_to or own.done_to & its.doer)
