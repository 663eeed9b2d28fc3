"""Whether the sentence denies what the passage says, or says what it denies."""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from rag.lexicon import opposites
from rag.verify.alignment import Alignment
from rag.verify.tokens import Kind, Token, Tokens

_HARD = frozenset(
    "not no never none neither without nor nobody nothing nowhere hardly barely".split()
)
# Words that deny what follows them, and are words themselves.
_SOFT = frozenset(
    "fail failed fails refuse refused refuses decline declined declines unable deny denied denies"
    " denying unlikely lack lacks lacked avoid avoided prevent prevents prevented stop stopped"
    " rejected reject rejects rule ruled refusing failing rejecting".split()
)
_REFUSALS = frozenset(
    "fail failed fails refuse refused refuses decline declined declines unable deny denied denies"
    " unlikely avoid avoided prevent prevented".split()
)
_NOBODY = frozenset("none nobody nothing".split())
_COMPARED = frozenset("more less fewer later earlier longer higher lower sooner".split())
_SKIPPED = frozenset("yet only just also".split())


@lru_cache(maxsize=4_000)
def _denied(tokens: Tokens) -> tuple[frozenset[int], frozenset[int], frozenset[int]]:
    """Tokens that "not" stands before; all that it may reach; all that any denial may reach."""
    close: set[int] = set()
    wide: set[int] = set()
    soft: set[int] = set()
    for at, token in enumerate(tokens):
        if token.lower in _HARD:
            if at + 1 < len(tokens) and tokens[at + 1].lower in ("only", "least", "most"):
                continue
            if _bounds(tokens, at):
                continue
            head = next((k for k in range(at + 1, len(tokens)) if _is_head(tokens[k])), None)
            aside = token.lower in _NOBODY and head is not None and _apart(tokens, at, head)
            if head is not None and head - at <= 5 and not aside:
                close.add(head)
            for k in range(at + 1, min(at + 9, len(tokens))):
                reach = 0 if token.lower in _NOBODY else 1  # "We promised nothing," he said
                if tokens[k].clause > token.clause + reach or tokens[k].lower in ("and", "but"):
                    break
                wide.add(k)
            if token.lower in ("no", "none", "nothing", "nobody", "neither"):
                wide.update(range(max(at - 2, 0), at))
        elif token.lower in _SOFT:
            soft.update(range(at + 1, min(at + 7, len(tokens))))
    return frozenset(close), frozenset(wide), frozenset(soft | wide)


def _bounds(tokens: Tokens, at: int) -> bool:
    """ "No more than five": a limit, and no denial."""
    following = [token.lower for token in tokens[at + 1 : at + 3]]
    return len(following) == 2 and following[0] in _COMPARED and following[1] == "than"


def _apart(tokens: Tokens, one: int, other: int) -> bool:
    return tokens[one].clause != tokens[other].clause


def _is_head(token: Token) -> bool:
    return token.kind in (
        Kind.WORD,
        Kind.NAME,
        Kind.DATE,
        Kind.NUMBER,
    ) and not token.lower.endswith("ly")


def denials(of: Alignment) -> Iterator[str]:
    """Words denied on one side alone."""
    close, _, any_ = _denied(of.said)
    keys = {token.key for token in of.said}
    for at, token in enumerate(of.said):
        if not token.is_content or token.lower in _SKIPPED:
            continue
        places = of.places(at)
        if at in close:
            if places and not any(
                place.at in _denied(of.evidence.sentences[place.sentence])[2] for place in places
            ):
                yield f'"not" before "{token.text}" is not in the passage'
            elif (
                places
                and _twice(of.said, at)
                and not any(
                    _twice(of.evidence.sentences[place.sentence], place.at) for place in places
                )
            ):
                yield f'"{token.text}" is denied twice'
            elif (
                not places
                and not (opposites(token.key) & set(of.evidence.places))
                and not any(t.lower in _HARD for t in of.base)
            ):
                yield f'no cited passage says "not {token.text}"'
        elif (
            places
            and at not in any_
            and not opposites(token.key) & keys
            and all(
                place.at in _denied(of.evidence.sentences[place.sentence])[0] for place in places
            )
        ):
            yield f'the passage denies "{token.text}"'
        if token.lower in _REFUSALS:
            head = _next_word(of.said, at)
            at_head = of.places(head) if head is not None else ()
            if at_head and not any(
                p.at in _denied(of.evidence.sentences[p.sentence])[2] for p in at_head
            ):
                yield f'"{token.text}" is not said of this in the passage'
    yield from _counted(of)
    yield from _soft(of, keys)


def _counted(of: Alignment) -> Iterator[str]:
    """A denial more than the sentence of which this is a version, or one left out of it."""
    if of.closeness >= 0.8 and sum(t.lower in _HARD for t in of.said) > sum(
        t.lower in _HARD for t in of.base
    ):
        yield "this denies more than the passage"
    if sum(t.lower in _HARD for t in of.said) >= sum(t.lower in _HARD for t in of.base):
        return
    for own, its in of.differences():
        words = {of.base[k].lower for k in its}
        if not own and words & _HARD and words <= _HARD | {"do", "does", "did"}:
            before, behind = own.start - 1, own.start
            if before in of.in_order and behind in of.in_order:
                yield "the passage denies this"


def _twice(tokens: Tokens, at: int) -> bool:
    """Whether two denials reach a token."""
    denials = [
        k
        for k in range(max(at - 8, 0), at)
        if tokens[k].lower in _HARD or (tokens[k].lower in _SOFT and at - k <= 6)
    ]
    return len(denials) > 1


def _soft(of: Alignment, keys: set[str]) -> Iterator[str]:
    """ "denied paying" does not carry "paid"."""
    if any(token.lower in _HARD or token.lower in _SOFT for token in of.said):
        return
    for at, token in enumerate(of.base):
        if token.lower in _SOFT and token.key not in keys:
            head = _next_word(of.base, at)
            if head is not None and head in of.in_order.values():
                yield f'the passage says "{token.text}" of "{of.base[head].text}"'


def _next_word(tokens: Sequence[Token], at: int) -> int | None:
    for k in range(at + 1, min(at + 7, len(tokens))):
        if tokens[k].kind is Kind.WORD and tokens[k].lower != "ever":
            return k
    return None
