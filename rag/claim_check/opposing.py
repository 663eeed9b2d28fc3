"""Whether an article's sentence gives another value for the same thing.

The test is a substitution: with the article's day, figure, name or denial in the place of its own,
the claim must be carried by the sentence, so that nothing but that value differs. Two values that
can both be true oppose nothing.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from rag.claim_check.bound import dates_this
from rag.claim_check.carrying import Source, carried_by
from rag.claim_check.holders import OFFICE
from rag.claim_check.wording import as_claimed, dates, is_fixed
from rag.lexicon import is_known
from rag.values import Dates, Quantity, Relation, Value, ValueKind, compatible, values
from rag.verify.rewrites import rewritten
from rag.verify.tokens import Kind, Token, read

_FIGURES = (
    ValueKind.MONEY,
    ValueKind.PERCENT,
    ValueKind.COUNT,
    ValueKind.ORDINAL,
    ValueKind.AGE,
    ValueKind.DURATION,
)
_NAMES = (ValueKind.PERSON, ValueKind.PLACE, ValueKind.NAME)
_WIDEST = 7  # days; what an article only knows to lie in a longer time opposes no day
_LONGEST = 2_000  # characters of a sentence
_OTHERWISE = 4  # words that a source may word otherwise
_MOST = 6  # values of a kind that are tried
_DENIAL = re.compile(
    r"\b(?:(?P<do>do|does|did)\s+(?:not|never)|(?:not|never)(?!\s+(?:only|least|most|just|to|yet)))\b\s*",
    re.IGNORECASE,
)
_LIKE_A_DENIAL = re.compile(
    r"\b(?:not|never|no|none|neither|nor|without|against|den(?:y|ies|ied)|refus\w+|fail\w*|avoid\w*"
    r"|reject\w*|prevent\w*|unlikely|unable|stop\w*|yet to|rule[sd]? out)\b",
    re.IGNORECASE,
)
_THERE = re.compile(r"\bthere\b", re.IGNORECASE)
_NO = re.compile(r"\bno\s+(?!one\b|longer\b|more\b|less\b|fewer\b|later\b)", re.IGNORECASE)
# What one alone is or does, so that another name says otherwise.
_ONE_ALONE = re.compile(
    r"\b(?:(?:is|was|becomes?|became|remains?|remained|as|named|appointed|elected)\s+(?:\S+\s+){0,6}?"
    r"(?:leader|head|president|premier|minister|secretary|chief|chairman|chairwoman|chair|governor"
    r"|mayor|king|queen|pope|chancellor|director|commissioner|ambassador|capital|owner|founder"
    r"|ceo|winner|successor|predecessor)"
    r"|leads|led|heads|headed|chairs|succeed(?:s|ed)|replace[sd]|defeat(?:s|ed)|won|wins"
    r"|(?:is|was) sworn in|(?:leader|president|premier|minister|secretary|chairman|governor|mayor)"
    r"\s+(?:of\s+(?:the\s+)?(?:\S+\s+){1,4}?)?(?:is|was)(?=\s+[A-Z]))\b",
    re.IGNORECASE,
)
_TELLS = re.compile(
    r"\b(?:said|says|told|tells|added|adds|wrote|writes|noted|stated|spoke|spoken|talked"
    r"|called|calls|warned|warns|repeated|posted|asked|visited|visits)\b",
    re.IGNORECASE,
)
_WHOM = re.compile(r"^(?:succeed|replac|defeat)|\s(?:is|was)$", re.IGNORECASE)
_STYLED = re.compile(rf"\s(?:{OFFICE})\b", re.IGNORECASE)  # "the Tory leader": no name of theirs
_AND_A_NAME = re.compile(r",? (?:and|or) (?:the )?[A-ZÀ-Þ]")
_NAME_AND = re.compile(r"[A-ZÀ-Þ]\S*,? (?:and|or) $")
_NUMBER = re.compile(
    r"\d[\d.,]*(?:st|nd|rd|th)?\b(?:\s(?:hundred|thousand|million|billion|trillion|mln|bln))?"
)
_AS_OFFICE = re.compile(rf" as (?:\S+ ){{0,4}}?(?:{OFFICE})\b(?: of [A-Z]\w+)?", re.IGNORECASE)
# What many things are, or do.
_ANY = frozenset(
    "company firm group bank government minister spokesman official officials agency ministry board"
    " deal transaction agreement accord offer share shares price sale sales profit profits loss"
    " losses revenue revenues earnings net income result results quarter year month week day period"
    " total rate figure figures rise fall increase compare value buy sell pay stock stocks"
    " report statement dividend debt issue note notes bond bonds outstanding common unit plant"
    " effect start end due president chairman production output".split()
)
_QUOTED = re.compile(r"[“\"„«]([^”\"»]{12,})[”\"»]")


@dataclass(frozen=True, slots=True)
class Opposed:
    """What the claim has, and what the article has in its place."""

    source: Source
    own: str
    its: str

    @property
    def reason(self) -> str:
        return (
            f"The articles say “{self.its}”, not “{self.own}”."
            if self.own
            else f"The articles deny this: “{self.its}”."
            if self.its
            else "The articles say this without the denial."
        )


def opposed(claim: str, source: Source) -> Opposed | None:
    """How a source that does not carry the claim says otherwise; None where it does not."""
    for find in (_dates, _figures, _names, _denials):
        for own, its in find(claim, source):
            return Opposed(source, own, its)
    return None


def is_of_one_thing(claim: str) -> bool:
    """Whether the claim tells by itself what it is about, so that a value can be another for it.

    "The transaction was valued at 500 million dollars" is true of one, and not of others.
    """
    words = [token for token in read(claim) if token.is_content]
    if any(_is_name(token) for token in words):
        return len(words) >= 3
    telling = {token.key for token in words if token.kind is Kind.WORD and not token.first}
    telling |= {token.key for token in words if token.first and token.lower not in _ANY}
    return len(telling - _ANY) >= 3


def _is_name(token: Token) -> bool:
    return token.kind is Kind.NAME or (
        token.first and token.text[:1].isupper() and not is_known(token.lower)
    )


def without_office(claim: str) -> str:
    """The claim without "as prime minister", of which a report of the same may say nothing."""
    return _AS_OFFICE.sub("", claim)


def _dates(claim: str, source: Source) -> Iterator[tuple[str, str]]:
    def opposes(own: Value, its: Value) -> bool:
        if not isinstance(own.form, Dates) or not isinstance(its.form, Dates):
            return False
        if not is_fixed(own.form) or not its.form.known or its.form.relation is not Relation.ON:
            return False
        days = its.form.candidates[0]
        if (days.last - days.first).days > _WIDEST or compatible(own, its):
            return False
        return dates_this(claim, own, source.quote, its, source.article.published)

    ours = dates(claim, None)
    theirs = dates(source.quote, source.article.published)
    if ours and not _is_telling(claim):
        yield from _exchanged(claim, source, ours, theirs, opposes)


def _is_telling(claim: str) -> bool:
    """Whether the claim's verb is one of speech: what was said one day may be said on another."""
    return bool(_TELLS.search(claim)) and "“" not in claim and '"' not in claim


def _figures(claim: str, source: Source) -> Iterator[tuple[str, str]]:
    def opposes(own: Value, its: Value) -> bool:
        if not isinstance(own.form, Quantity) or not isinstance(its.form, Quantity):
            return False
        if own.kind is not its.kind or not _one_unit(own.form.unit, its.form.unit):
            return False
        return not compatible(own, its) or _two_limits(own, its)

    ours = tuple(values(claim[:_LONGEST], None, _FIGURES))
    if ours:
        theirs = tuple(values(source.quote[:_LONGEST], None, _FIGURES))
        yield from _exchanged(claim, source, ours, theirs, opposes)


def _one_unit(one: str, other: str) -> bool:
    return one == other or (bool(one and other) and bool({*one.split()} & {*other.split()}))


def _two_limits(own: Value, its: Value) -> bool:
    """ "50 percent or more" beside "75 percent or more": what is set as a limit is one figure."""
    if not isinstance(own.form, Quantity) or not isinstance(its.form, Quantity):
        return False
    one, other = own.form, its.form
    return one.qualifier == other.qualifier == "at least" and one.low != other.low


def _names(claim: str, source: Source) -> Iterator[tuple[str, str]]:
    quoted = [each for each in _QUOTED.findall(claim) if len(each.split()) >= 4]
    if not quoted and not _ONE_ALONE.search(claim):
        return
    ours = tuple(values(claim[:_LONGEST], None, _NAMES))
    theirs = tuple(values(source.quote[:_LONGEST], None, _NAMES))
    verb = _ONE_ALONE.search(claim)

    def opposes(own: Value, its: Value) -> bool:
        if own.kind is not its.kind and ValueKind.PLACE in (own.kind, its.kind):
            return False
        if _STYLED.match(source.quote, its.end):
            return False
        listed = verb is None and _is_listed(source.quote, its)
        if compatible(own, its) or listed or its.words in claim:
            return False
        if verb is not None and not quoted and own.start > verb.start():
            whom = _WHOM.search(verb.group()) is not None
            return whom and own.start - verb.end() <= 2
        return True

    yield from _exchanged(claim, source, ours, theirs, opposes)


def _is_listed(text: str, name: Value) -> bool:
    """Whether a name stands beside others, and is not the only one."""
    return bool(_AND_A_NAME.match(text, name.end) or _NAME_AND.search(text[: name.start]))


def _exchanged(
    claim: str,
    source: Source,
    ours: tuple[Value, ...],
    theirs: tuple[Value, ...],
    opposes: Callable[[Value, Value], bool],
) -> Iterator[tuple[str, str]]:
    held = {token.key for token in read(source.quote)}
    for own in ours[:_MOST]:
        rest = claim[: own.start] + " " + claim[own.end :]
        if _missing(rest, held) > _OTHERWISE:
            continue
        for its in theirs[:_MOST]:
            if own.words == its.words or not opposes(own, its):
                continue
            mine, other_words = _figure(own, its)
            other = claim[: own.start] + own.words.replace(mine, other_words) + claim[own.end :]
            if carried_by(other, as_claimed(other, source.quote, source.article)).supported:
                yield mine, other_words


def _missing(text: str, held: set[str]) -> int:
    """How many words of a text stand nowhere in a source: a bound on what can be carried."""
    return sum(token.is_content and token.key not in held for token in read(text))


def _figure(own: Value, its: Value) -> tuple[str, str]:
    """The words of two values that are exchanged: of "23rd prime" and "24th" the ordinals alone."""
    mine, other = _NUMBER.search(own.words), _NUMBER.search(its.words)
    if own.kind in (ValueKind.ORDINAL, ValueKind.COUNT) and mine and other:
        return mine.group(), other.group()
    return own.words, its.words


def _denials(claim: str, source: Source) -> Iterator[tuple[str, str]]:
    own, its = rewritten(claim), rewritten(source.beside(claim))
    # One may say that there is one call, and not another.
    vague = _LIKE_A_DENIAL.search(its) or _is_telling(claim) or _THERE.search(claim)
    without = None if vague else _affirmed(own)
    if without is not None and carried_by(without, its).supported:
        yield "", ""
    alone = source.is_sentence and not _LIKE_A_DENIAL.search(own)
    without = _affirmed(its) if alone else None
    if without is not None and carried_by(own, without).supported:
        yield "", _denied(source.quote)


def _affirmed(text: str) -> str | None:
    """A text without its one denial; None where it has none, or several."""
    found = [*_DENIAL.finditer(text), *_NO.finditer(text)]
    if len(found) != 1:
        return None
    match = found[0]
    kept = f"{match['do']} " if match.re is _DENIAL and match["do"] else ""
    return text[: match.start()] + kept + text[match.end() :]


def _denied(quote: str) -> str:
    """The words around a denial, for the note."""
    match = re.search(r"\S+\s+(?:\S+n[’']t|not|never|no)\b(?:\s+\S+){0,4}", quote)
    return match.group().strip(" ,;:.") if match else quote
