"""Names in a claim, and whether they stand for the same in the article's words.

`rag.verify` compares words; a message is written by somebody who may have mixed up who said it, to
whom it was done, and which of two events a day belongs to.
"""

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from rag.claim_check.holders import another_holds
from rag.event_dates import event_dates
from rag.lexicon import PLACE, SPEECH, is_known
from rag.values import Value
from rag.verify.evidence import PRONOUNS, Evidence, group
from rag.verify.moods import Mood, mood
from rag.verify.roles import is_passive
from rag.verify.speakers import sayings
from rag.verify.tokens import Form, Kind, Tokens
from rag.words import stem_set

_OWNER = re.compile(r"(?:[’']s|(?<=s)[’'])(?!\w)")
_DONE = frozenset((Mood.DONE, Mood.PRESENT))
_SHARE = 0.34  # of the claim's words that stand in the clause of the date
_STARTS = re.compile(r"\b(?:takes?|took|taking|comes?|came|goes|go|went|kick(?:s|ed)?)\b")
_OPENS = frozenset("since after before when while that as because until although if".split())
# "April 3, a day after the others are imposed" dates no imposing.
_AFTERWARDS = re.compile(
    r",? (?:\S+ ){0,3}?(?:after|before|following|since|until|once)\b", re.IGNORECASE
)
_SOME_DAY = datetime(2000, 1, 1, tzinfo=UTC)


def unbound(claim: str, said: Tokens, words: str, evidence: Evidence) -> Iterator[str]:
    """What of a claim all whose words stand in the article is said of another there."""
    if another_holds(claim, words):
        yield "the article gives this office to another"
    yield from _owners(claim, words)
    yield from _speakers(said, evidence)
    yield from _done_to(said, evidence)
    yield from _subject(claim, said, evidence)


def _owners(claim: str, words: str) -> Iterator[str]:
    """ "Carney" where the article has only "Carney's office"."""
    for match in re.finditer(r"[A-ZÀ-Þ][\w-]+", claim):
        name = match.group()
        if name.lower() in PLACE or _OWNER.match(claim, match.end()):
            continue
        places = [*re.finditer(rf"\b{re.escape(name)}\b", words)]
        if places and all(_OWNER.match(words, each.end()) for each in places):
            yield f'the article speaks of what is "{name}\'s"'


def _speakers(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """Words that the claim gives to somebody to whom no sentence gives any."""
    found = [
        (its.names & {token.key for token in sentence if not token.quoted}, its.pronoun)
        for sentence in evidence.sentences
        for its in sayings(sentence)
    ]
    for own in sayings(said):
        if not own.names or own.pronoun or said[own.at].quoted:
            continue
        if not any(own.names & names or pronoun for names, pronoun in found):
            who = " ".join(sorted(own.names))
            yield f'the article does not give "{said[own.at].text}" to {who}'


def _done_to(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """Who does it, where the article only has the name behind another verb: "succeeded Trudeau"."""
    if not said or said[0].text[:1].islower():
        return
    keys = {token.key for token in said}
    name = next((at for at, token in enumerate(said) if _is_name(said, at)), None)
    if name is None or any(mood(said, at) in _DONE for at in range(name)):
        return
    if any(is_passive(said, at) for at in range(name, min(name + 6, len(said)))):
        return
    run = {said[at].key for at in group(said, name)}
    verbs: list[str] = []
    for sentence in evidence.sentences:
        for at, token in enumerate(sentence):
            if token.key not in run or (at and sentence[at - 1].key in run):
                continue
            before = at - 1
            while before >= 0 and sentence[before].kind is Kind.NAME:
                before -= 1
            verb = sentence[before] if before >= 0 else None
            if (
                verb is None
                or verb.kind is not Kind.WORD
                or verb.form is not Form.PAST
                or mood(sentence, before) is not Mood.DONE
                or sentence[before].clause != token.clause
                or verb.key in keys
            ):
                return
            verbs.append(verb.text)
    if verbs:
        yield f'the article only says that somebody "{verbs[0]}" {said[name].text}'


def _subject(claim: str, said: Tokens, evidence: Evidence) -> Iterator[str]:
    """Who does it, where the article names another before the verb."""
    at = next((at for at in range(len(said)) if _is_name(said, at)), None)
    verb = next((k for k, t in enumerate(said) if t.kind is Kind.WORD and _acts(said, k)), None)
    if at is None or verb is None or at > verb or said[verb].key in SPEECH:
        return
    run = group(said, at)
    owner = _OWNER.match(claim, claim.find(said[run.stop - 1].text) + len(said[run.stop - 1].text))
    if owner or verb - run.stop > 3:
        return
    names = {said[k].key for k in run}
    found = [
        _may_do(evidence.sentences[place.sentence], place.at, names)
        for place in evidence.of(said[verb].key)
        if evidence.token(place).kind is Kind.WORD
    ]
    if found and not any(found):
        yield f'the article does not say that {said[at].text} "{said[verb].text}"'


def _acts(said: Tokens, at: int) -> bool:
    return mood(said, at) not in (Mood.UNKNOWN, Mood.OPEN)


def _may_do(tokens: Tokens, verb: int, names: set[str]) -> bool:
    """Whether one of the names may be the subject of a verb: before it, or behind its "by"."""
    if any(
        token.key in names and "by" in {t.lower for t in tokens[verb:at]}
        for at, token in enumerate(tokens[verb:], verb)
    ):
        return True
    last = max((at for at in range(verb) if tokens[at].key in names), default=None)
    if last is None:
        return False
    opening = max((at for at in range(last, verb) if _opens(tokens, at)), default=verb)
    between = tokens[opening + 1 : verb]
    return any(t.lower in PRONOUNS for t in between) or not any(t.is_content for t in between)


def _opens(tokens: Tokens, at: int) -> bool:
    """Whether a clause with a subject of its own begins behind a word."""
    return tokens[at].lower in _OPENS and tokens[at + 1].clause == tokens[at].clause


def _is_name(said: Tokens, at: int) -> bool:
    token = said[at]
    if token.kind is Kind.NAME:
        return True
    return token.first and token.kind is Kind.WORD and not is_known(token.lower)


def dates_this(claim: str, value: Value, words: str, found: Value, day: datetime | None) -> bool:
    """Whether a date of the article's words dates what the claim tells.

    "On April 3, a day after the tariffs are imposed" dates no imposing of tariffs.
    """
    behind = _AFTERWARDS.match(words[found.end :])
    if behind is not None and behind.end() < len(words) - found.end:
        told = stem_set(words[found.end + behind.end() :]) - stem_set(words[: found.start])
        own = stem_set(claim[: value.start] + " " + claim[value.end :])
        if len(own & told) >= 2:
            return False
    rest = stem_set(_STARTS.sub(" ", claim[: value.start] + " " + claim[value.end :]))
    for each in event_dates(words, day or _SOME_DAY):  # only where the clauses end is asked
        if each.start < found.end and found.start < each.end:
            held = len(rest & each.event)
            return held >= _SHARE * len(rest)
    return True
