"""Question words alone: "Why?" asks the earlier question again, in another way."""

import re

from rag.followup.clause import Clause
from rag.followup.phrases import Phrase, Thing
from rag.followup.words import (
    BE,
    CHANGING,
    DO,
    HAVE,
    LEVIES,
    MODAL,
    MOMENTARY,
    PREPOSITIONS,
    SPEAKING,
    is_past,
    participle,
    verb,
)
from rag.values.nouns import is_plural

_AGAIN = re.compile(
    r"(?P<ask>when|where|why|how|how come|since when|until when|till when|from when|from where"
    r"|(?:for |by )?how (?:long|much|many|often|high|big|low|soon)|(?:by|with|to|from|for) whom"
    r"|who by|by who|(?:in|on|at|with|by|under|for) (?:what|which) [a-z]+|who|what for"
    r"|(?:for|about|on|with) what|where to)"
    r"(?:,? (?:exactly|though|then|precisely|again|specifically))?",
    re.IGNORECASE,
)
_THAT = re.compile(
    r"(?P<ask>when|where|why|how) (?:(?:is|was|were) (?:that|this|it)"
    r"|(?:did|does|will) (?:that|this|it) (?:happen|occur|take place)"
    r"|(?P<acts>did|does|will|would|has|have|do) (?:he|she|they|it) (?:do|done|say|said)"
    r" (?:that|this|it|so))",
    re.IGNORECASE,
)
_SIZED = LEVIES | frozenset(
    "price prices cost costs fee fees fine fines toll salary pay rent deal bid offer deficit"
    " surplus profit profits loss losses budget rate rates bill".split()
)
_WHOLE = {"who by": "by whom", "by who": "by whom", "till when": "until when"}
_ADJUNCT = ("when", "where", "why", "how")


def words_alone(text: str) -> str | None:
    """The question words when a follow-up is nothing else; "When was that?" counts too."""
    match = _AGAIN.fullmatch(text) or _THAT.fullmatch(text)
    if match is None:
        return None
    found = " ".join(match["ask"].lower().split())
    return _WHOLE.get(found, found)


def asked_again(ask: str, earlier: Clause) -> str | None:
    """The earlier question with other question words; None where no rule makes one."""
    size = _sized(ask, earlier)
    if size is not None:
        return size
    if ask == earlier.word and ask not in ("why", "how"):
        return None
    if ask in ("who", "how many", "how high", "how big", "how low", "how soon", "what for"):
        return None
    if ask.endswith(" what") and earlier.word == "what":
        return None
    passive = _is_passive(earlier)
    if ask == "by whom" and not passive:
        return None
    if earlier.verb is not None and _lasts(ask):
        base = verb(earlier.tokens[earlier.verb].lower)
        if base in MOMENTARY:
            return None
    helper = earlier.auxiliary
    ahead = helper is not None and earlier.tokens[helper].lower in MODAL
    if ask.startswith("since") and ahead:
        return None
    if ask == "how much" and not _changes(earlier):
        return None
    statement = _inverted(earlier, ask)
    return f"{ask} {statement[0].lower()}{statement[1:]}" if statement else None


def said_so(ask: str, earlier: Clause) -> str | None:
    """ "Who said so?" about the earlier question, as one question."""
    at, subject = earlier.auxiliary, earlier.subject
    if earlier.asks_subject and earlier.word != "who":
        return f"{ask} {earlier.text[:1].lower()}{earlier.text[1:]}"
    if at == 0 and subject is not None and earlier.tokens[0].lower not in DO:
        behind = earlier.said(subject.last, len(earlier.tokens))
        return f"{ask} that {earlier.words_of(subject)} {earlier.tokens[0].lower} {behind}"
    return None


def _lasts(ask: str) -> bool:
    return ask.endswith("how long") or ask.split(maxsplit=1)[0] in ("since", "until")


def _changes(earlier: Clause) -> bool:
    return earlier.verb is not None and verb(earlier.tokens[earlier.verb].lower) in CHANGING


def _is_passive(earlier: Clause) -> bool:
    return (
        earlier.verb is not None
        and earlier.auxiliary is not None
        and earlier.tokens[earlier.auxiliary].lower in BE
        and not earlier.tokens[earlier.verb].lower.endswith("ing")
        and not any(each.preposition == "by" for each in earlier.phrases)
    )


def _sized(ask: str, earlier: Clause) -> str | None:
    """ "How high?" of the tariff that was asked about."""
    if ask not in ("how much", "how high", "how big", "how low"):
        return None
    about = earlier.subject
    if about is None or earlier.head(about) not in _SIZED:
        return None
    end = len(earlier.tokens) if earlier.copular and earlier.verb is None else None
    last = end or earlier.verb or about.last
    be = "are" if about.plural else "is"
    if earlier.auxiliary is not None and earlier.tokens[earlier.auxiliary].lower in (
        "did",
        "was",
        "were",
    ):
        be = "were" if about.plural else "was"
    return f"{ask} {be} {earlier.said(about.first, last)}"


def _inverted(earlier: Clause, ask: str) -> str | None:
    """The earlier question as auxiliary, subject and the rest, with what it asked for put back."""
    if earlier.copular:
        return _of_be(earlier, ask)
    at = earlier.auxiliary
    lead = earlier.word.split()[:1]
    everything = len(earlier.tokens)
    if at is None:
        return _of_past(earlier)
    helper = earlier.tokens[at].lower
    if helper not in DO | BE | HAVE | MODAL:
        return None
    if not lead or (lead[0] in _ADJUNCT and not _asked_noun(earlier)):
        return earlier.said(at, everything)
    noun = _asked_noun(earlier)
    if earlier.verb is None:
        return None
    if earlier.asks_subject:
        if noun is None or noun.preposition:
            return None
        return (
            f"{earlier.tokens[at].text} {_meant(earlier, noun)} {earlier.said(at + 1, everything)}"
        )
    gap = everything if earlier.tokens[-1].lower in PREPOSITIONS else earlier.verb + 1
    filled = _meant(earlier, noun) if noun is not None else "that"
    if lead[0] in ("who", "whom", "whose") or (noun is None and lead[0] != "what"):
        return None
    return " ".join(f"{earlier.said(at, gap)} {filled} {earlier.said(gap, everything)}".split())


def _asked_noun(earlier: Clause) -> Phrase | None:
    return next((each for each in earlier.phrases if each.role == "asked"), None)


def _meant(earlier: Clause, noun: Phrase) -> str:
    """What "which bank" asks for: "the bank"."""
    words = earlier.words_of(noun)
    return words if noun.plural or earlier.word != "which" else f"the {words}"


def _of_be(earlier: Clause, ask: str) -> str | None:
    """ "When is the parade" can be asked for its place; "how much is the tariff" cannot."""
    subject, at = earlier.subject, earlier.auxiliary
    if subject is None or at is None:
        return None
    behind = earlier.said(subject.last, len(earlier.tokens))
    plain = not behind or all(each.preposition for each in earlier.phrases if each != subject)
    if earlier.word in ("when", "where") and plain and subject.thing is Thing.OTHER:
        return earlier.said(at, len(earlier.tokens)) if ask in ("when", "where") else None
    predicate = len(earlier.tokens) > subject.last
    if earlier.word in ("", "why") and predicate:
        return earlier.said(at, len(earlier.tokens))
    return None


def _of_past(earlier: Clause) -> str | None:
    """ "Who bought Gillette", by the passive; "which plants lost jobs", with "did"."""
    at = earlier.verb
    if at is None:
        return None
    form, noun = earlier.tokens[at].lower, _asked_noun(earlier)
    base = verb(form)
    if base is None or not is_past(form):
        return None
    if noun is not None:
        rest = earlier.said(at + 1, len(earlier.tokens))
        return f"did {_meant(earlier, noun)} {base} {rest}".strip()
    what = next((each for each in earlier.phrases if each.role == "object"), None)
    if earlier.word != "who" or what is None or what.first != at + 1 or base in SPEAKING:
        return None
    be = (
        "were"
        if what.plural or (is_plural(earlier.head(what)) and what.thing is Thing.OTHER)
        else "was"
    )
    rest = earlier.said(what.last, len(earlier.tokens))
    reached = what.last
    if rest.lower().startswith("of "):
        after = next((each for each in earlier.phrases if each.begin == what.last), None)
        reached = after.last if after else reached
    thing, rest = earlier.said(what.first, reached), earlier.said(reached, len(earlier.tokens))
    return f"{be} {thing} {participle(base, form)} {rest}".strip()
