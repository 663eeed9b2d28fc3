"""A question taken apart by its small words: what it asks with, its subject, verb and phrases.

"How much rice did Japan import in 1987" is asked with "how much rice", has the auxiliary "did", the
subject "Japan", the verb "import" and the phrase "in 1987". What does not fit stays unset; whoever
uses a part must bear its absence.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from rag.followup.phrases import Phrase, Token, asked_phrases, phrases_in, stops, with_role
from rag.followup.words import (
    AUXILIARIES,
    BE,
    DETERMINERS,
    DO,
    HAVE,
    MODAL,
    PREPOSITIONS,
    QUESTION_WORDS,
    finite,
    is_past,
    past,
    verb,
)
from rag.values.name_words import DEMONYMS

_TOKEN = re.compile(r"(?:[A-Za-z]\.){2,}|[$€£]?\w+(?:[.,'’&/-]\w+)*%?(?:(?<=s)[’'](?!\w))?")
_CONTRACTED = re.compile(
    r"\b(who|what|when|where|why|how|that|it|he|she|there)(?:['’]s)\b(?=\s)", re.IGNORECASE
)
_LONGEST = 300  # signs; what is longer is no question that a follow-up leans on


@dataclass(frozen=True, slots=True)
class Clause:
    """A question in its parts. `text` is without the sign at its end."""

    text: str
    tokens: tuple[Token, ...]
    asking: int  # tokens 0 to this are the question words: "how much rice"
    auxiliary: int | None
    verb: int | None
    phrases: tuple[Phrase, ...]

    @property
    def word(self) -> str:
        """The question word: "how much", "when", "which"; "" for yes or no."""
        lead = [token.lower for token in self.tokens[: self.asking]]
        while lead and lead[0] in PREPOSITIONS:
            lead = lead[1:]
        return " ".join(lead[:2] if lead[:1] == ["how"] else lead[:1])

    @property
    def asks_subject(self) -> bool:
        """ "Who called it": the question words are the subject."""
        return self.asking > 0 and not any(each.role == "subject" for each in self.phrases)

    @property
    def copular(self) -> bool:
        return (
            self.auxiliary is not None
            and self.verb is None
            and self.tokens[self.auxiliary].lower in BE
        )

    @property
    def subject(self) -> Phrase | None:
        return next((each for each in self.phrases if each.role == "subject"), None)

    def said(self, first: int, last: int) -> str:
        """The text of the tokens from `first` to before `last`."""
        if first >= last:
            return ""
        return self.text[self.tokens[first].start : self.tokens[last - 1].end]

    def words_of(self, phrase: Phrase) -> str:
        return self.said(phrase.first, phrase.last)

    def head(self, phrase: Phrase) -> str:
        """The last word of a phrase, in lower case."""
        return self.tokens[phrase.last - 1].bare

    def with_tokens(self, first: int, last: int, instead: str) -> str:
        """The text with the tokens from `first` to before `last` exchanged."""
        before = self.text[: self.tokens[first].start] if first < len(self.tokens) else self.text
        after = self.text[self.tokens[last - 1].end :] if last else self.text
        return " ".join(f"{before} {instead} {after}".split())


def normal(text: str) -> str:
    """On one line, without signs at the end, "who's" as "who is"."""
    return _CONTRACTED.sub(r"\1 is", " ".join(text.split()).rstrip("?.! "))


def tokens(text: str) -> tuple[Token, ...]:
    return tuple(
        Token(match[0], match[0].lower().replace("’", "'"), match.start(), match.end())
        for match in _TOKEN.finditer(text)
    )


@lru_cache(maxsize=2_000)
def clause(text: str) -> Clause | None:
    """The parts of one question; None when it is too long to be one, or has no words."""
    whole = normal(text)
    found = tokens(whole) if len(whole) <= _LONGEST else ()
    if not found:
        return None
    asking, auxiliary = _opening(found)
    main = _main_verb(found, asking, auxiliary)
    phrases = asked_phrases(whole, found, asking) if asking > 1 else []
    start = asking if auxiliary is None else auxiliary + 1
    middle = main if main is not None and auxiliary is not None else start
    asked = [with_role(each, "asked") for each in phrases[-1:]]
    before = phrases_in(whole, found, start, middle, None)
    after = phrases_in(whole, found, middle + (main == middle), len(found), main)
    if auxiliary is not None and not before and after and after[0].preposition is None:
        before, after = after[:1], after[1:]
    named = [
        *asked,
        *(with_role(each, "subject" if n == 0 else "other") for n, each in enumerate(before)),
        *(
            with_role(each, "object" if n == 0 and each.preposition is None else "other")
            for n, each in enumerate(after)
        ),
    ]
    return Clause(whole, found, asking, auxiliary, main, tuple(named))


def _opening(found: tuple[Token, ...]) -> tuple[int, int | None]:
    """Where the question words end, and the auxiliary behind them."""
    at = 1 if found[0].lower in PREPOSITIONS and len(found) > 1 else 0
    if found[at].lower not in QUESTION_WORDS:
        return 0, 0 if found[0].lower in AUXILIARIES else None
    if found[at].lower in ("when", "where", "why", "who", "whom"):
        following = at + 1 < len(found) and found[at + 1].lower in AUXILIARIES
        return at + 1, at + 1 if following else None
    for n in range(at + 1, min(at + 8, len(found))):
        if found[n].lower in AUXILIARIES:
            return n, n
        shaped = n > at + 1 or found[at].lower in ("what", "which")
        after = found[n + 1].lower if n + 1 < len(found) else ""
        noun = after in AUXILIARIES or past(after) or found[n - 1].lower in DETERMINERS
        if shaped and not noun and (finite(found[n].lower) or past(found[n].lower)):
            return n, None
    return at + 1, None


def _main_verb(found: tuple[Token, ...], asking: int, auxiliary: int | None) -> int | None:
    if auxiliary is None:
        known = asking and asking < len(found) and verb(found[asking].lower)
        return asking if known else None
    kind = found[auxiliary].lower
    for n in range(auxiliary + 1, len(found)):
        word, before = found[n].lower, found[n - 1].lower
        if word in PREPOSITIONS and n > auxiliary + 1 and kind in BE:
            continue
        base = verb(word)
        if base is None or (found[n].text[:1].isupper() and not found[n].text.isupper()):
            continue
        if (
            before in DETERMINERS
            or before in PREPOSITIONS - {"to"}
            or found[n - 1].owner
            or before in DEMONYMS
        ):
            continue
        if n == auxiliary + 1 and found[max(asking - 1, 0)].lower in ("when", "where", "why", ""):
            continue
        if kind in DO | MODAL and word == base and n > auxiliary + 1:
            return n
        if kind in MODAL and word == base and asking:
            return n
        if (
            kind in HAVE | BE
            and asking + n > auxiliary + 1
            and _participial(word, base, kind in BE)
        ):
            return n
    if kind in DO | MODAL:
        return _unknown_verb(found, auxiliary + 2)
    return None


def _unknown_verb(found: tuple[Token, ...], start: int) -> int | None:
    """A word that stands where a verb stands: "When did inflation peak?"."""
    for n in range(start, len(found)):
        token, before = found[n], found[n - 1]
        after = found[n + 1].lower if n + 1 < len(found) else "the"
        led = before.lower in DETERMINERS or before.lower in PREPOSITIONS or before.owner
        follows = after in DETERMINERS or (after in PREPOSITIONS and after != "of")
        if token.text.islower() and not stops(token) and not led and follows:
            return n
    return None


def _participial(word: str, base: str, ongoing: bool) -> bool:
    if word.endswith("ing"):
        return ongoing
    return is_past(word) or (word != base and not word.endswith("s"))
