"""Who said it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rag.lexicon import SPEECH
from rag.verify.alignment import Alignment
from rag.verify.bearers import antecedents, linked, same_bearer
from rag.verify.evidence import PRONOUNS, group
from rag.verify.moods import Mood, mood
from rag.verify.roles import is_name, is_passive
from rag.verify.tokens import Kind, Token, Tokens

_WHEN = frozenset("before after since until till during".split())


@dataclass(frozen=True, slots=True)
class Saying:
    at: int
    names: frozenset[str]
    pronoun: bool
    noun: str  # the word before, where no name is
    words: frozenset[str]  # all words before it


@lru_cache(maxsize=4_000)
def sayings(tokens: Tokens) -> tuple[Saying, ...]:
    """The words of speech and the names that may be their speaker's."""
    found = []
    last = -1
    for at, token in enumerate(tokens):
        according = token.lower == "according"
        if not according and not (
            token.kind is Kind.WORD
            and (token.key in SPEECH or token.lower == "called")
            and mood(tokens, at) not in (Mood.UNKNOWN, Mood.OPEN)
        ):
            continue
        after = range(at + 1, min(at + 7, len(tokens)))
        pronoun = any(t.lower in PRONOUNS for t in tokens[max(at - 2, last + 1) : at])
        names: set[str] = set()
        if according or is_passive(tokens, at):
            names |= _first_run(tokens, after)
        else:
            names |= _subjects(tokens, last + 1, at)
            inverted = not at or tokens[at - 1].clause != token.clause or tokens[at - 1].quoted
            if inverted and at + 1 < len(tokens) and _introduces(tokens, at + 1):
                names |= _first_run(tokens, after)
        before = tokens[at - 1] if at else None
        noun = before.key if before and before.kind is Kind.WORD and not names else ""
        words = frozenset(t.key for t in tokens[:at] if t.is_content)
        found.append(Saying(at, frozenset(names), pronoun, noun, words))
        last = at
    return tuple(found)


def _subjects(tokens: Tokens, start: int, at: int) -> set[str]:
    """The names before a verb that may be its subject: not "Easter" in "before Easter, he said"."""
    return {
        tokens[k].key
        for k in range(start, at)
        if is_name(tokens[k]) and not (k and tokens[k - 1].lower in _WHEN)
    }


def _introduces(tokens: Sequence[Token], at: int) -> bool:
    return any(is_name(t) for t in tokens[at : at + 4])


def _first_run(tokens: Sequence[Token], steps: range) -> set[str]:
    for k in steps:
        if is_name(tokens[k]):
            return {tokens[j].key for j in group(tokens, k)}
    return set()


def _other_speaker(of: Alignment, noun: str) -> bool:
    """Whether the passage names another than "the minister" who says it."""
    base = sayings(of.base)
    if not base or any(not its.names or its.pronoun or noun in its.words for its in base):
        return False
    names = frozenset().union(*(its.names for its in base))
    return not any(linked(of.evidence, noun, name) for name in names) and bool(of.evidence.of(noun))


def attribution(of: Alignment) -> Iterator[str]:
    """A speaker to whom the passage does not give these words."""
    keys = {token.key for token in of.said if token.is_content}
    evidence = of.evidence.sentences
    for own in sayings(of.said):
        if own.noun and _other_speaker(of, own.noun):
            who, word = of.said[own.at - 1].text, of.said[own.at].text
            yield f'the passage does not give "{word}" to "{who}"'
        if not own.names or own.pronoun:
            continue
        who, word = " ".join(sorted(own.names)), of.said[own.at].text
        base = sayings(of.base)
        if any(own.names & its.names for its in base):
            continue
        if any(
            own.names & antecedents(of.evidence, of.nearest, max(its.at - 1, 0))
            for its in base
            if its.pronoun or not its.names
        ):
            continue
        elsewhere = not base or any(not its.names or its.pronoun for its in base)
        elsewhere = elsewhere or of.base[0].lower in PRONOUNS
        if any(
            (elsewhere or sentence[its.at].lower == of.said[own.at].lower)
            and own.names & its.names
            and len(keys & {t.key for t in sentence}) >= 3
            for sentence in evidence
            for its in sayings(sentence)
        ):
            continue
        explicit = [its for its in base if its.names]
        if not base:
            beside = [n for n in (of.nearest - 1, of.nearest + 1) if 0 <= n < len(evidence)]
            if any(own.names & its.names for n in beside for its in sayings(evidence[n])):
                continue
            if own.names & {t.key for t in of.base}:
                continue
        if explicit and any(
            same_bearer(of.evidence, a, b) for a in own.names for its in explicit for b in its.names
        ):
            continue
        yield f'the passage does not give "{word}" to {who}'
