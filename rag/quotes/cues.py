"""Where a sentence says that somebody speaks: "said Mr Carney", "according to the statement"."""

from collections.abc import Sequence
from dataclasses import dataclass

from rag.quotes.lexicon import (
    BASE,
    BE,
    DETERMINERS,
    INVERTED,
    NAMING,
    ONGOING,
    PAST,
    POSTS,
    PRONOUNS,
    SKIPPED,
    STATEMENTS,
)
from rag.quotes.phrases import Phrase, phrase_after, phrase_before, subject_before
from rag.quotes.skeleton import Token, speech

# "Carney’s word for it is", "a warning from Trump": nouns of saying that have an owner.
_NOUNS = frozenset(
    "word words comment comments claim description remark remarks warning threat promise pledge"
    " insistence assertion suggestion view hope declaration reaction response reply".split()
)
_TEXTS = STATEMENTS | POSTS
_ONLY_TEXTS = frozenset({"began", "begins", "reads"})
_DASHES = frozenset({",", "—", "–", "--"})
_AGENT = 12  # tokens between a passive verb and its "by"


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb of saying, or words to that effect, with its subject."""

    start: int  # first token
    end: int  # behind the last
    subject: Phrase | None  # None: that of the cue before it in the sentence
    closing: bool  # can end a sentence that is all theirs: "…, he said"


def cues(tokens: Sequence[Token]) -> list[Cue]:
    """The cues of a sentence, by where they begin."""
    found: list[Cue] = []
    for n, token in enumerate(tokens):
        if not token.word:
            continue
        cue = _according(tokens, n) or _noun(tokens, n)
        if cue is None and token.lower in ("went", "goes") and _next(tokens, n) == "on":
            cue = _plain(tokens, n, n + 2)
        if cue is None and (speech(token) or token.lower in BASE):
            cue = _verb(tokens, n)
        if cue is not None:
            found.append(cue)
    found.extend(_headline(tokens))
    # "Trump, in a statement of his own posted yesterday, calls": the aside is not a cue.
    reach = 0
    kept: list[Cue] = []
    for cue in sorted(found, key=lambda each: (each.start, -each.end)):
        if cue.end > reach or cue.end == reach == 0:
            kept.append(cue)
            reach = cue.end
    return kept


def _next(tokens: Sequence[Token], n: int) -> str:
    return tokens[n + 1].lower if n + 1 < len(tokens) else ""


def _according(tokens: Sequence[Token], n: int) -> Cue | None:
    if tokens[n].lower == "according" and _next(tokens, n) == "to":
        subject = phrase_after(tokens, n + 2)
        return Cue(n, subject.end, subject, True) if subject else None
    if tokens[n].lower == "words" and _next(tokens, n) == "of":
        subject = phrase_after(tokens, n + 2)
        return Cue(max(0, n - 2), subject.end, subject, True) if subject else None
    return None


def _noun(tokens: Sequence[Token], n: int) -> Cue | None:
    lower = tokens[n].lower
    if lower not in _NOUNS:
        return None
    if _next(tokens, n) in ("from", "by"):
        subject = phrase_after(tokens, n + 2)
        return Cue(n, subject.end, subject, False) if subject else None
    for back in range(n - 1, max(-1, n - 4), -1):
        token = tokens[back]
        if token.lower in ("his", "her"):
            return Cue(back, n + 1, Phrase(back, back + 1), False)
        if token.owner and token.capital:
            start = back
            while start > 0 and tokens[start - 1].capital and not speech(tokens[start - 1]):
                start -= 1
            return Cue(start, n + 1, Phrase(start, back + 1), False)
        if not token.word or speech(token):
            return None
    return None


def _verb(tokens: Sequence[Token], n: int) -> Cue | None:
    lower = tokens[n].lower
    before = n - 1
    while before >= 0 and tokens[before].lower in SKIPPED:
        before -= 1
    previous = tokens[before].lower if before >= 0 else ""
    if lower in ("quoted", "quoting") and previous not in BE:
        subject = phrase_after(tokens, n + 1)
        after = subject.end if subject else n
        as_saying = [t.lower for t in tokens[after : after + 2]] == ["as", "saying"]
        return Cue(n, after + 2, subject, False) if subject and as_saying else None
    if previous in BE:
        if lower in ONGOING or lower == "quoted":
            return _plain(tokens, before, n + 1)
        return _passive(tokens, n) if lower in PAST else None
    if lower in ONGOING:
        if before == n - 1 and before >= 0 and (tokens[before].capital or previous in PRONOUNS):
            subject = phrase_before(tokens, n)
            if subject:
                return Cue(subject.start, n + 1, subject, False)
        if previous in DETERMINERS:
            return None
        return Cue(n, n + 1, None, False)
    if not speech(tokens[n]):  # a base form
        if before >= 0 and previous == "to" and before == n - 1:
            return Cue(before, n + 1, None, False)
        return _plain(tokens, n, n + 1) if before < n - 1 else None
    return _plain(tokens, n, n + 1)


def _plain(tokens: Sequence[Token], n: int, end: int) -> Cue | None:
    """A verb in the past or present: its subject before it, or behind it after a quotation."""
    lower = tokens[n].lower
    if not _used(tokens, n):
        return None
    behind_quote = n > 0 and (
        tokens[n - 1].quote is not None
        or (n > 1 and tokens[n - 1].text in _DASHES and tokens[n - 2].quote is not None)
    )
    if behind_quote and lower in INVERTED and not tokens[n].capital:
        subject = phrase_after(tokens, n + 1)
        if subject:
            return Cue(n, subject.end, subject, True)
    subject = subject_before(tokens, n)
    if subject and not (lower in NAMING and _next(tokens, n) == "as" and lower != "described"):
        head = tokens[subject.end - 1].lower
        if lower in _ONLY_TEXTS and not _is_text(tokens, subject):
            return None
        closing = head not in ("who", "which")
        return Cue(subject.start, end, subject, closing)
    if n > 0 and tokens[n - 1].text in _DASHES and lower in INVERTED and lower not in _ONLY_TEXTS:
        subject = phrase_after(tokens, n + 1)
        if subject and (subject.end == len(tokens) or _ends(tokens[subject.end])):
            return Cue(n, subject.end, subject, True)
    joined = tokens[n - 1].lower if n > 0 else ""
    if joined in ("and", "but", "then", "or") or (joined == "," and lower not in NAMING):
        return Cue(n, end, None, False)
    return None


def _used(tokens: Sequence[Token], n: int) -> bool:
    """Whether a verb that mostly means something else is one of saying here."""
    lower = tokens[n].lower
    following = [token.lower for token in tokens[n + 1 : n + 5]]
    if lower in ("used", "uses"):
        return any(word in ("word", "words", "term", "phrase") for word in following)
    if lower in ("put", "puts"):
        return following[:1] == ["it"]
    if lower in ("shot", "shared"):
        return following[:1] == ["back"]
    if lower == "summed":
        return following[:1] == ["up"]
    return True


def _is_text(tokens: Sequence[Token], subject: Phrase) -> bool:
    return any(token.lower in _TEXTS for token in tokens[subject.start : subject.end])


def _ends(token: Token) -> bool:
    return not token.word or token.lower in ("on", "in", "at", "after") or token.quote is not None


def _passive(tokens: Sequence[Token], n: int) -> Cue | None:
    """ "was described by Smith as": who does it stands behind "by"."""
    for at in range(n + 1, min(len(tokens), n + _AGENT)):
        if not tokens[at].word or tokens[at].lower in ("that", "as", "to"):
            return None
        if tokens[at].lower == "by":
            subject = phrase_after(tokens, at + 1)
            return Cue(n, subject.end, subject, False) if subject else None
    return None


def _headline(tokens: Sequence[Token]) -> list[Cue]:
    """ "Carney: ‘It is over’" and "‘It is over’: Carney", with nothing else in the sentence."""
    if len(tokens) < 3:
        return []
    found: list[Cue] = []
    colon = next((n for n, token in enumerate(tokens[:8]) if token.text == ":"), None)
    quote_follows = colon and colon + 1 < len(tokens) and tokens[colon + 1].quote is not None
    if colon and quote_follows and all(token.capital for token in tokens[:colon]):
        found.append(Cue(0, colon + 1, Phrase(0, colon), False))
    last = len(tokens)
    quoted = tokens[0].quote is not None and tokens[1].text == ":"
    if quoted and last <= 6 and all(token.capital for token in tokens[2:last]):
        found.append(Cue(2, last, Phrase(2, last), True))
    return found
