"""Whether a verb of the claim has the subject and the object that it has in the article.

"Two men destroyed the library" holds only words of "arrested two men after a fire destroyed most of
the library". Without a parser: the nearest noun before a verb is its subject, and no preposition
stands between a verb and its object.
"""

from collections.abc import Iterator

from rag.lexicon import PLACE
from rag.verify.evidence import PRONOUNS, Evidence
from rag.verify.moods import Mood, mood
from rag.verify.roles import is_name, is_passive
from rag.verify.tokens import Form, Kind, Tokens

_WITHIN = frozenset("of in at from for with on to against over between near".split())
_BETWEEN = _WITHIN | frozenset("by after before that about as into under than".split())
_JOINED = frozenset("and or but who which that".split())
_SAID = frozenset(("say", "call"))
_OPEN = (Mood.UNKNOWN,)
_PARTS = frozenset("most some many few several half part none each any much".split())


def misplaced(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """Verbs of the claim that the article has with another subject or object, and parts."""
    for at in range(1, len(said)):
        token = said[at]
        if not _is_verb(said, at) or token.key in _SAID or is_passive(said, at):
            continue
        if _is_aside(said, at):
            continue
        places = [p for p in evidence.of(token.key) if evidence.token(p).kind is Kind.WORD]
        sentences = [(evidence.sentences[p.sentence], p.at) for p in places]
        sentences = [(its, k) for its, k in sentences if _is_active(its, k, token.lower)]
        subject = {t.key for t in said[:at] if t.is_content}
        if not sentences or not subject:
            continue
        if not any(_may_have(its, k, subject) for its, k in sentences):
            yield f'the article does not say that this one "{token.text}"'
        behind = at + 1
        if behind < len(said) and said[behind].is_content and said[behind].kind is not Kind.DATE:
            key = said[behind].key
            if not any(_reaches(its, k, key) for its, k in sentences):
                yield f'the article does not say what "{token.text}"'
    yield from _parts(said, evidence)


def _is_verb(said: Tokens, at: int) -> bool:
    token = said[at]
    if token.kind is not Kind.WORD or token.form is Form.ING:
        return False
    opens = is_name(said[at - 1]) and said[0].text[:1].isupper() and not token.lower.endswith("ly")
    if opens and all(is_name(other) for other in said[:at]):
        return token.form is not Form.BASE or said[at - 1].key not in PLACE
    return mood(said, at) not in _OPEN


def _is_aside(said: Tokens, at: int) -> bool:
    """ "The tariffs planned for May will be raised": no verb that has a subject."""
    behind = said[at + 1 : at + 2]
    if said[at].form is not Form.PAST or not behind or behind[0].lower not in _BETWEEN:
        return False
    return any(_is_verb(said, k) for k in range(1, len(said)) if k != at)


def _is_active(sentence: Tokens, at: int, own: str) -> bool:
    """Whether it is a verb whose subject stands before it."""
    by = next(
        (k for k in range(at + 1, min(at + 5, len(sentence))) if sentence[k].lower == "by"), at
    )
    done_by = by > at and not any(
        t.is_content for t in sentence[at + 1 : by]
    )  # "placed on them by"
    if is_passive(sentence, at) or done_by or _is_doer(sentence[at].lower, own):
        return False
    return sentence[at].form in (Form.PAST, Form.S) or mood(sentence, at) not in _OPEN


def _is_doer(word: str, own: str) -> bool:
    """ "Leader", for "leads"."""
    return word != own and word.endswith(("er", "or"))


def _may_have(sentence: Tokens, verb: int, subject: set[str]) -> bool:
    """Whether a subject may be that of a verb of the article."""
    if sentence[verb].form is Form.PAST and sentence[verb].article and verb + 1 < len(sentence):
        return not sentence[verb + 1].is_content  # "the lost files"
    before = sentence[:verb]
    if any(t.lower in PRONOUNS - {"who", "whose"} for t in before[-4:]):
        return True
    if not any(t.key in subject for t in before):
        return any(t.lower in PRONOUNS - {"who", "whose"} for t in before) or _inverted(
            sentence, verb, subject
        )
    at = verb - 1
    while at >= 0 and sentence[at].clause == sentence[verb].clause:
        token = sentence[at]
        if token.lower in _JOINED:
            return True
        if token.kind not in (Kind.WORD, Kind.NAME) or token.lower.endswith("ly"):
            at -= 1
            continue
        if token.key in subject:
            return True
        opening = at - 1
        clause = sentence[verb].clause
        while opening >= 0 and sentence[opening].is_content and sentence[opening].clause == clause:
            opening -= 1
        if opening >= 0 and sentence[opening].clause != clause:
            return False
        if opening >= 0 and sentence[opening].lower in _WITHIN:
            at = opening - 1  # "the mayor of Lund said": not Lund
            continue
        return mood(sentence, at) not in _OPEN  # another verb: "agreed to begin"
    return True


def _inverted(sentence: Tokens, verb: int, subject: set[str]) -> bool:
    """ "Said the mayor"."""
    return any(t.key in subject for t in sentence[verb + 1 : verb + 4]) and (
        verb == 0 or sentence[verb - 1].clause != sentence[verb].clause
    )


def _reaches(sentence: Tokens, verb: int, key: str) -> bool:
    """Whether what stands right behind a verb may be its object in the article."""
    place = next((k for k in range(verb + 1, len(sentence)) if sentence[k].key == key), None)
    if place is None:
        return any(t.key == key for t in sentence[:verb])  # "the tunnel that he opposes"
    return not any(t.lower in _BETWEEN for t in sentence[verb + 1 : place])


def _parts(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """ "The library" of "most of the library", "four bridges" of "one of the four bridges"."""
    lower, keys = {t.lower for t in said}, {t.key for t in said}
    for token in said:
        places = evidence.of(token.key) if token.is_content else ()
        found = [_part(evidence.sentences[p.sentence], p.at) for p in places]
        if found and all(each and each[0] not in lower and each[1] not in keys for each in found):
            yield f'the article says this only of a part of "{token.text}"'


def _part(sentence: Tokens, at: int) -> tuple[str, str] | None:
    """The word before "of", where what stands behind it is a part."""
    for k in range(at - 1, max(at - 4, 0), -1):
        part = sentence[k - 1]
        if sentence[k].lower == "of":
            is_part = part.lower in _PARTS or part.kind is Kind.NUMBER
            return (part.lower, part.key) if is_part else None
        if sentence[k].clause != sentence[at].clause:
            break
    return None
