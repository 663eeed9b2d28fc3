"""A follow-up made to stand alone, without a model.

"And on parts?" after "When do the auto tariffs start?" is "When do the tariffs on parts start?".
Where no rule makes a whole question of it, both stand side by side: "When is the election – is that
certain?". A rewrite that asked something else would be worse.
"""

import re
from dataclasses import dataclass

from rag.answer import Question
from rag.followup.asking import asked_again, said_so, words_alone
from rag.followup.clause import clause, normal, tokens
from rag.followup.parts import exchanged
from rag.followup.reference import resolved
from rag.followup.words import AUXILIARIES, PREPOSITIONS, QUESTION_WORDS, verb
from rag.question import SEVERAL, kind
from rag.subject import subject
from rag.words import stems

_OPENING = re.compile(
    r"^\W*(?:(?:ok(?:ay)?|and|but|so|or|also|then|well|hm+)\b[\s,:]*)?"
    r"(?:(?:and|what about|how about|what of|same (?:question )?for)\b[\s,:]*)?",
    re.IGNORECASE,
)
_CORRECTION = re.compile(
    r"^\W*(?:(?:no|nope|sorry|oops|pardon|actually|rather|er+)\b[\s,:;–-]*)*"
    r"(?:i (?:mean|meant)|make that|not \w+,? but|i(?: a|')m asking about)?\b[\s,:]*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"(?:,? (?:then|though|instead|as well|too|please|, not [\w ]+|not \w+))\W*$", re.IGNORECASE
)
_TAIL = re.compile(r", (?:when|where|how much|why|who) (?:is|was|were|are) (?:that|it|those|they)$")
_SAID_SO = re.compile(r"(who (?:said|says|claimed|claims)) (?:so|that|it)", re.IGNORECASE)
_HOW_MANY = re.compile(
    r"how (?:many|much) (?:(?:of (?:them|those|these|it))\b"
    r"|(?:are|were|was|have|had|died)\b(?! (?:the|a)\b))",
    re.IGNORECASE,
)
_ELLIPTIC = re.compile(
    r"\b(?:included|excluded|exempt|affected|involved|covered|spared|allowed|enough|next|first)$",
    re.IGNORECASE,
)
_LATEST = 12  # earlier questions that are looked at
_FEW = 2  # words that carry meaning; with fewer, a question leans on the one before
_LONG = 300  # signs; what is longer says what it means
_SHORT = 8  # words; longer ones are no fragments


@dataclass(frozen=True, slots=True)
class _Read:
    text: str
    stands: bool  # whole by itself or by a rule; what follows can lean on it


def standalone(question: Question) -> str:
    """The question with what its history supplies; as it is when it needs nothing."""
    known: list[str] = []
    for earlier in question.history[-_LATEST:]:
        read = _read(" ".join(earlier.split()), known)
        if read.stands and stems(read.text):
            known.append(read.text)
    return _read(" ".join(question.text.split()), known).text


def _read(text: str, known: list[str]) -> _Read:
    if len(text) > _LONG:
        return _Read(text, stands=True)
    opening = _OPENING.match(text)
    rest = text[opening.end() :] if opening else text
    opened = rest != text
    if not rest.strip(" ?.!"):
        return _Read(text, stands=False)
    bare = _CLOSING.sub("", normal(rest)) or normal(rest)
    ask = words_alone(bare)
    if ask is not None:
        return _again(ask, rest, text, known)
    corrected = _corrected(text)
    if corrected is not None:
        return _part(corrected, text, text, known, correcting=True)
    if _is_part(bare) and (opened or _leans(text)):
        return _part(_TAIL.sub("", bare), rest, text, known, correcting=False)
    so = _SAID_SO.fullmatch(bare)
    if so is not None and known:
        base = clause(known[-1])
        made = said_so(so[1].lower(), base) if base is not None else None
        return _finished(made, known[-1]) if made else _beside(rest, text, known)
    return _question(text, rest, bare, known)


def _question(text: str, rest: str, bare: str, known: list[str]) -> _Read:
    """A question with a verb of its own, in which pronouns may mean what came before."""
    found, opened = resolved(rest, known), rest != text
    cut_short = _is_bare_question(bare) or (
        opened and (_says_little(rest) or _ELLIPTIC.search(bare))
    )
    if not known or (not found.leant and not cut_short):
        stands = not (found.leant or cut_short or _leans(text))
        if not known or not opened or not _is_question(rest):
            return _Read(text, stands)
        return _Read(_begun(rest, text), stands=True)
    if found.leant and found.whole and not cut_short:
        return _Read(_begun(found.text, text) if opened else found.text, stands=True)
    return _beside(found.text, text, known)


def _begun(made: str, text: str) -> str:
    return made[:1].upper() + made[1:] if _capital(text) else made


def _again(ask: str, rest: str, text: str, known: list[str]) -> _Read:
    for earlier in known[:-3:-1]:
        base = clause(earlier)
        made = asked_again(ask, base) if base is not None else None
        if made is not None:
            return _finished(made, earlier)
        if base is not None and base.word != "who":
            break
    return _beside(rest, text, known)


def _part(part: str, rest: str, text: str, known: list[str], *, correcting: bool) -> _Read:
    if not known:
        return _Read(text, stands=False)
    named = resolved(part, known)
    if named.whole:
        for earlier in known[:-4:-1]:
            base = clause(earlier)
            made = exchanged(named.text, base, correcting=correcting) if base else None
            if made is not None:
                return _finished(made, earlier)
    return _beside(rest, text, known)


def _finished(made: str, earlier: str) -> _Read:
    """With a capital when the earlier question has one, and the sign of a question."""
    begun = made[:1].upper() + made[1:] if earlier[:1].isupper() else made
    return _Read(
        f"{begun}?" if begun[-1:].isalnum() or begun[-1:] in "%.'’" else begun, stands=True
    )


def _beside(rest: str, text: str, known: list[str]) -> _Read:
    if not known:
        return _Read(text, stands=False)
    first = rest.split(maxsplit=1)[0].lower()
    if first in QUESTION_WORDS | AUXILIARIES | PREPOSITIONS:
        rest = rest[:1].lower() + rest[1:]
    return _Read(f"{known[-1].rstrip('?.! ')} – {rest}", stands=False)


def _corrected(text: str) -> str | None:
    """What a correction puts in the place of something: "steel" of "I mean steel"."""
    match = _CORRECTION.match(text)
    if match is None or not match[0].strip(" ,") or match.end() >= len(text):
        return None
    part = normal(_CLOSING.sub("", normal(text[match.end() :])))
    words = part.lower().split()
    short = 0 < len(words) <= _SHORT
    return part if short and words[0] not in QUESTION_WORDS | AUXILIARIES else None


def _is_part(bare: str) -> bool:
    """Whether words are a part of a question only: no question word, no auxiliary in front."""
    words = [token.lower for token in tokens(_TAIL.sub("", bare)) if token.text != "May"]
    if not words or len(words) > _SHORT:
        return False
    if words[0] in AUXILIARIES or any(word in QUESTION_WORDS for word in words):
        return False
    return not any(word in AUXILIARIES for word in words[1:]) and verb(words[0]) != words[0]


def _is_question(text: str) -> bool:
    first = text.split(maxsplit=1)[0].lower()
    return first in QUESTION_WORDS | AUXILIARIES or first in PREPOSITIONS


def _capital(text: str) -> bool:
    return text.lstrip()[:1].isupper()


def _leans(text: str) -> bool:
    if kind(text) in SEVERAL and not subject(text):  # "what do the articles say about him?"
        return True
    """Whether so few words lean on the question before."""
    words = [token.lower for token in tokens(text)]
    if not words:
        return False
    if _is_bare_question(normal(text)):
        return True
    helped = any(word in AUXILIARIES - {"may"} for word in words)
    if words[0] in PREPOSITIONS and len(words) <= 5 and not helped:
        return True
    return _says_little(text)


def _is_bare_question(bare: str) -> bool:
    if _HOW_MANY.match(bare):
        return True
    words = bare.lower().split()
    return 1 < len(words) <= 3 and words[0] in QUESTION_WORDS and _has_no_verb(bare)


def _has_no_verb(text: str) -> bool:
    """ "Why so soon?", "Which goods?"."""
    parts = clause(text)
    if parts is None or parts.auxiliary is not None or parts.verb is not None:
        return False
    return not any(token.lower.endswith(("ed", "s")) for token in parts.tokens[1:2]) or (
        parts.tokens[0].lower != "who"
    )


def _says_little(text: str) -> bool:
    count = len(set(stems(text)))
    first = text.lower().split()[:1]
    whole = count > 0 and bool(first) and first[0].strip("¿\"'") in QUESTION_WORDS | AUXILIARIES
    return count < _FEW and not whole
