"""Whether an article's sentence carries a claim: stricter than for a sentence of our own.

`rag.verify` lets a free rewording bring a few words along. Whoever checks a message wants to know
of just these: "tariffs on lumber" is not said by "tariffs on vehicles".
"""

import re
from dataclasses import dataclass
from functools import cached_property, lru_cache

from index.article import Article, Span
from rag.claim_check.arguments import misplaced
from rag.claim_check.bound import unbound
from rag.claim_check.links import unlinked
from rag.claim_check.scope import beyond
from rag.claim_check.wording import as_claimed
from rag.lexicon import SPEECH
from rag.reading import Candidate
from rag.verify import Check, check
from rag.verify.evidence import Evidence, evidence_of
from rag.verify.moods import Mood, carried, mood
from rag.verify.rewrites import rewritten
from rag.verify.tokens import Kind, Tokens, read

# Words that say nothing of their own beside those that the article has.
_LIGHT = frozenset(
    "make take hold place occur happen come go become set do also new now current currently already"
    " still then today so very really just".split()
)
_ACTS = frozenset("make take hold come go become do".split())
_ADJECTIVE = re.compile(r"(?:ory|ive|able|ible|ous|ic)$")  # "retaliatory" is not "retaliated"
_NEVER = re.compile(r"\b(?:never|no|not)\b", re.IGNORECASE)
_SINCE = re.compile(r"\b(?:since|until|before|yet)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Source:
    """Words of an article that a claim is laid beside: a sentence, or two in a row."""

    candidate: Candidate
    article: Article
    span: Span  # in the article's body

    @cached_property
    def quote(self) -> str:
        return self.span.of(self.article.body)

    @property
    def is_sentence(self) -> bool:
        """Whether it is one sentence, not several in a row."""
        return self.span == self.candidate.span

    def beside(self, claim: str) -> str:
        """Its words, worded as the claim words the same."""
        return as_claimed(claim, self.quote, self.article)


def carries(claim: str, source: Source) -> Check:
    """Whether a source says the claim, all of it; else what it does not say."""
    return carried_by(claim, source.beside(claim))


@lru_cache(maxsize=500)
def carried_by(claim: str, words: str) -> Check:
    """Whether words, as they are, say the claim, all of it."""
    found = check(claim, [words])
    if not found.supported:
        return found
    evidence, said = evidence_of((words,)), read(claim)
    keys = [token.key for token in said]
    if any(keys == [token.key for token in each] for each in evidence.sentences):
        return found  # word for word
    reasons = [f'the article does not say "{each}"' for each in _brought(said, evidence)]
    reasons += [f'in the article "{each}" is only planned' for each in _undone(said, evidence)]
    reasons += unbound(claim, said, words, evidence)
    reasons += beyond(said, evidence)
    reasons += misplaced(said, evidence)
    reasons += unlinked(claim, said, words, evidence)
    if _NEVER.search(rewritten(claim)) and (times := _SINCE.findall(words)):
        reasons += [f'the article says it only "{each}"' for each in times if each not in claim]
    return Check(not reasons, tuple(reasons))


def _brought(said: Tokens, evidence: Evidence) -> list[str]:
    """Words that stand nowhere in the evidence."""
    spoken = any(evidence.of(key) for key in SPEECH)
    return [
        token.text
        for at, token in enumerate(said)
        if token.kind is Kind.WORD
        and not ({token.lower, token.key} & _LIGHT and not _tells(said, at))
        and not (spoken and (token.key in SPEECH or token.lower == "called"))
        and not evidence.of(token.key)
    ]


def _tells(said: Tokens, at: int) -> bool:
    """Whether a light word is what the claim tells: "takes over", and not "takes place"."""
    if mood(said, at) is Mood.DONE:
        return True
    if said[at].key not in _ACTS or (said[at + 1 : at + 2] and said[at + 1].key == "place"):
        return False
    verbs = (k for k, token in enumerate(said) if k != at and token.kind is Kind.WORD)
    return all(mood(said, k) in (Mood.UNKNOWN, Mood.OPEN) for k in verbs)


def _undone(said: Tokens, evidence: Evidence) -> list[str]:
    """What is done in the claim, and nowhere in the evidence."""
    found = []
    for at, token in enumerate(said):
        if token.kind is not Kind.WORD or mood(said, at) is not Mood.DONE:
            continue
        moods = [
            mood(evidence.sentences[place.sentence], place.at)
            for place in evidence.of(token.key)
            if evidence.token(place).kind is Kind.WORD
        ]
        forms = {evidence.token(place).lower for place in evidence.of(token.key)}
        only_like_it = bool(forms) and all(_ADJECTIVE.search(each) for each in forms)
        if only_like_it or (moods and not any(carried(Mood.DONE, each) for each in moods)):
            found.append(token.text)
    return found
