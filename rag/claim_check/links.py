"""What links the words of a claim: "because", "after", "Canada's", who does what.

Function words are left out where meanings are compared; here those that join two facts must join
the same two in the article.
"""

import re
from collections.abc import Iterator, Sequence

from rag.lexicon import PLACE, SPEECH
from rag.verify.evidence import Evidence, Place, group
from rag.verify.moods import Mood, mood
from rag.verify.rewrites import rewritten
from rag.verify.roles import is_name, is_passive
from rag.verify.tokens import Form, Kind, Token, Tokens

_JOINS = {
    word: name
    for name, words in {
        "because": "because due owing therefore thanks",
        "before": "before until till ahead prior",
        "after": "after following since once",
        "despite": "despite although though",
        "if": "if unless provided",
        "while": "while during whereas",
        "than": "than",
        "against": "against",
        "instead": "instead",
        "without": "without",
    }.items()
    for word in words.split()
}
_BE = frozenset("is are was were be been being".split())
_ADVERBS = frozenset("later also already now then soon not never since again still only".split())
_NEAR = 5  # tokens behind such a word
_IS_OVER = re.compile(
    r"\b(?:is|are|was|were|be|been)\s+(?:(?:now|not|already)\s+)?"
    r"(over|up|down|out|off|back|away)\b(?!\s+(?:the|a|an|to|of|\d))",
    re.IGNORECASE,
)
_OWNER = re.compile(r"([A-ZÀ-Þ][\w.-]*)[’']s?\s+(?=\w)")
_BEHIND = frozenset("of in for from to into on".split())


def unlinked(claim: str, said: Tokens, words: str, evidence: Evidence) -> Iterator[str]:
    """What a claim joins that the article does not join so."""
    yield from _joined(said, evidence)
    yield from _over(claim, words)
    yield from _nobody(said, evidence)
    yield from _places(said, evidence)
    yield from _owners(claim, said, evidence)


def _joined(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """ "Because of the call" where the article has the call and no "because" before it."""
    for at, token in enumerate(said):
        name = None if token.quoted else _JOINS.get(token.lower)
        head = next((t.key for t in said[at + 1 :] if t.is_content), None)
        if name is None or head is None:
            continue
        found = any(
            head in {t.key for t in sentence[k + 1 : k + 1 + _NEAR]}
            for sentence in evidence.sentences
            for k, other in enumerate(sentence)
            if _JOINS.get(other.lower) == name
        )
        if not found:
            yield f'the article does not say "{token.text}"'


def _over(claim: str, words: str) -> Iterator[str]:
    """ "Is over" where "over" is a preposition in the article."""
    held = {each.lower() for each in _IS_OVER.findall(rewritten(words))}
    for each in _IS_OVER.findall(rewritten(claim)):
        if each.lower() not in held:
            yield f'the article does not say that it is "{each}"'


def _nobody(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """Who does it, where in the article it is done by nobody that is named."""
    for at, token in enumerate(said):
        if token.kind is not Kind.WORD or token.key in SPEECH or _is_passive(said, at):
            continue
        if mood(said, at) not in (Mood.DONE, Mood.PRESENT, Mood.CERTAIN):
            continue
        if not any(is_name(other) for other in said[max(at - 4, 0) : at]):
            continue
        places = [p for p in evidence.of(token.key) if evidence.token(p).kind is Kind.WORD]
        if places and all(_is_undone(evidence, place, said[:at]) for place in places):
            yield f'the article does not say who "{token.text}"'


def _is_undone(evidence: Evidence, place: Place, before: Sequence[Token]) -> bool:
    sentence = evidence.sentences[place.sentence]
    if not _is_passive(sentence, place.at):
        return False
    names = {token.key for token in before if is_name(token)}
    by = next((k for k, t in enumerate(sentence) if k > place.at and t.lower == "by"), None)
    return by is None or not names & {t.key for t in sentence[by : by + 6]}


def _is_passive(sentence: Tokens, at: int) -> bool:
    """Also where words stand between: "was later temporarily exempted"."""
    if is_passive(sentence, at):
        return True
    before = [token.lower for token in sentence[max(at - 5, 0) : at]]
    while before and (before[-1].endswith("ly") or before[-1] in _ADVERBS):
        before.pop()
    return sentence[at].form is Form.PAST and bool(before) and before[-1] in _BE


def _places(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """ "The Canadian secretary" where the article has that of another country."""
    for at, token in enumerate(said[:-1]):
        head = said[at + 1]
        if token.key not in PLACE or not head.is_content or head.key in PLACE:
            continue
        if token.lower.endswith("s") and token.lower != "us":
            continue  # "Canadians vote"
        if head.kind is Kind.WORD and head.form is not Form.BASE and head.form is not Form.NOUN:
            continue  # a verb, or what many have
        if head.clause != token.clause or (head.is_exact and head.kind is not Kind.NAME):
            continue
        places = evidence.of(head.key)
        same = tuple(each for each in places if evidence.token(each).lower == head.lower)
        places = same or places  # "secretary" before "minister", which is compared as one
        if places and not any(_is_of(evidence, each, token.key) for each in places):
            yield f'the article does not say "{token.text} {head.text}"'


def _is_of(evidence: Evidence, place: Place, key: str) -> bool:
    """Whether the nearest country before a word, or one behind its "of", is this one."""
    sentence = evidence.sentences[place.sentence]
    for k in range(place.at - 1, max(place.at - 7, -1), -1):
        if sentence[k].key in PLACE:
            if sentence[k].key == key:
                return True
            break
    return any(
        sentence[k].key == key and any(t.lower in _BEHIND for t in sentence[place.at + 1 : k])
        for k in range(place.at + 2, min(place.at + 9, len(sentence)))
    )


def _owners(claim: str, said: Tokens, evidence: Evidence) -> Iterator[str]:
    """ "Trump's office" where the article has only the office of another."""
    owners = {each.lower().replace(".", "") for each in _OWNER.findall(claim)}
    for at, token in enumerate(said[:-1]):
        head = said[at + 1]
        if token.lower not in owners or token.key in PLACE or head.kind is not Kind.WORD:
            continue
        places = [p for p in evidence.of(head.key) if evidence.token(p).kind is Kind.WORD]
        rivals = [_name_before(evidence.sentences[p.sentence], p.at) for p in places]
        if rivals and all(names and token.key not in names for names in rivals):
            yield f'the article does not say "{token.text}\'s {head.text}"'


def _name_before(sentence: Tokens, at: int) -> set[str]:
    """The names right before a word."""
    for k in range(at - 1, max(at - 3, -1), -1):
        if is_name(sentence[k]):
            return {sentence[j].key for j in group(sentence, k)}
        if not sentence[k].is_content:
            break
    return set()
