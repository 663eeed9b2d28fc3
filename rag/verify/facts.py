"""What must stand in the passages as it is: figures, days, names, quoted words."""

import re
from collections.abc import Iterator

from rag.lexicon import PLACE, is_known
from rag.synonyms import restated
from rag.verify import numerals
from rag.verify.alignment import Alignment
from rag.verify.evidence import Evidence
from rag.verify.tokens import FUNCTION_WORDS, Form, Kind, Token, Tokens

_STRAIGHT = str.maketrans("“”„«»‘’", '"""""\'\'')
_QUOTED = re.compile(r'"([^"]{2,})"')
# A small number that is often said without its word: "the two leaders", "one of them".
_IMPLIED = {
    "=1": {"a", "single", "1st", "first", "one"},
    "=2": {"both", "pair", "two", "couple", "and", "bilateral", "each"},
}

_MEASURES = frozenset(
    "second minute hour day week month year decade century metre meter kilometre kilometer mile"
    " tonne ton kilo kilogram litre liter barrel hectare acre megawatt gigawatt dollar euro"
    " pound".split()
)


def figures(of: Alignment) -> Iterator[str]:
    """Numbers and days that stand in no passage, or count something else there."""
    for at, token in enumerate(of.said):
        if token.kind is Kind.DATE:
            if not _has_day(of.evidence, token.key):
                yield f'the date "{token.text}" stands in no cited passage'
        elif token.key.startswith("=") and token.kind is Kind.NUMBER:
            found = of.evidence.of(token.key)
            if not found and not _is_implied(of.evidence, of.said, at):
                yield f'the figure "{token.text}" stands in no cited passage'
            elif found:
                units = {of.evidence.token(place).unit for place in of.places(at)} or {""}
                if token.unit not in units and token.unit:
                    if units != {""} or (
                        token.unit in _EXACT_UNITS and not _shared(of, at, token.unit)
                    ):
                        yield f'"{token.text}" does not count {_counted(token)} in the passages'
                elif not token.unit and units <= _EXACT_UNITS:
                    yield f'"{token.text}" has another unit in the passages'


_EXACT_UNITS = frozenset(
    {"percent", "percentpoint", "basispoint"} | set(numerals.CURRENCY_SIGNS.values())
)


def _shared(of: Alignment, at: int, unit: str) -> bool:
    """Whether the unit stands at another number of the same sentence: "from 3 to 5 dollars"."""
    return any(
        other.unit == unit
        for place in of.places(at)
        for other in of.evidence.sentences[place.sentence]
    )


def _counted(token: Token) -> str:
    return {"percent": "per cent", "percentpoint": "percentage points"}.get(token.unit, token.unit)


def _has_day(evidence: Evidence, key: str) -> bool:
    if evidence.of(key):
        return True
    if key.startswith("@") and "-" not in key:  # a month alone
        return any(other.startswith(f"{key}-") for other in evidence.places)
    return False


def _is_implied(evidence: Evidence, said: Tokens, at: int) -> bool:
    implied = _IMPLIED.get(said[at].key)
    if implied is None:
        return False
    measured = said[at + 1].lower.rstrip("s") if at + 1 < len(said) else ""
    if measured in _MEASURES:  # "and" is no two months
        return said[at].key == "=1" and any(
            token.lower == measured and not (k and tokens[k - 1].kind is Kind.NUMBER)
            for tokens in evidence.sentences
            for k, token in enumerate(tokens)
        )
    return said[at].key == "=1" or any(
        each.lower in implied for sentence in evidence.sentences for each in sentence
    )


def names(of: Alignment) -> Iterator[str]:
    """Names that no passage holds."""
    said = of.said
    for at, token in enumerate(said):
        if token.kind is not Kind.NAME and not _opens_as_name(token):
            continue
        if of.evidence.of(token.key) or token.quoted:
            continue
        if _is_acronym(said, at, of.evidence):
            continue
        yield f'the name "{token.text}" stands in no cited passage'
    yield from _mixed(of)


def _mixed(of: Alignment) -> Iterator[str]:
    """The first name of one with the family name of another."""
    for at, token in enumerate(of.said[:-1]):
        other = of.said[at + 1]
        if not (token.kind is Kind.NAME or token.first) or other.kind is not Kind.NAME:
            continue
        if token.clause != other.clause or token.lower in PLACE or not token.text[:1].isupper():
            continue
        here, there = of.evidence.of(token.key), of.evidence.of(other.key)
        if (
            here
            and there
            and not any(
                a.sentence == b.sentence and abs(a.at - b.at) <= 8 for a in here for b in there
            )
        ):
            yield f'no cited passage names "{token.text} {other.text}"'


def _opens_as_name(token: Token) -> bool:
    """Whether the first word, capital or not, is more likely a name than a word."""
    return (
        token.first
        and token.kind is Kind.WORD
        and token.text[:1].isupper()
        and token.form is not Form.ING
        and not token.lower.endswith("ly")
        and not is_known(token.lower)
        and not restated(token.key)
    )


def _is_acronym(said: Tokens, at: int, evidence: Evidence) -> bool:
    """Whether "EC" stands for capitals of the evidence, or these words for an "EC" of it."""
    text = said[at].text.replace(".", "")
    if text.isupper() and 2 <= len(text) <= 6:
        for sentence in evidence.sentences:
            initials = "".join(t.text[0] for t in sentence if t.text[:1].isupper())
            if text in initials:
                return True
    start = at
    while start and said[start - 1].text[:1].isupper():
        start -= 1
    end = at
    while end + 1 < len(said) and said[end + 1].text[:1].isupper():
        end += 1
    initials = "".join(token.text[0] for token in said[start : end + 1]).lower()
    return len(initials) > 1 and any(
        t.text.replace(".", "").isupper()
        and t.lower in (initials, initials[1:])
        and len(t.lower) > 1
        for sentence in evidence.sentences
        for t in sentence
    )


def quotations(sentence: str, passages: tuple[str, ...]) -> Iterator[str]:
    """Words in quotation marks that no passage has, letter for letter."""
    evidence = [" ".join(passage.translate(_STRAIGHT).split()) for passage in passages]
    for quoted in _QUOTED.findall(" ".join(sentence.translate(_STRAIGHT).split())):
        words = quoted.strip(" .,;:?!…")
        if not words:
            continue
        held = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
        if not any(held.search(text) for text in evidence):
            held = re.compile(held.pattern, re.IGNORECASE)  # a capital where a quotation begins
            inside = (text for text in evidence if held.search(text))
            if not any(_begins_alike(held, text, words) for text in inside):
                yield f'the quoted words "{words}" stand in no cited passage'


def _begins_alike(held: "re.Pattern[str]", text: str, words: str) -> bool:
    return any(match[0][1:] == words[1:] for match in held.finditer(text))


__all__ = ["FUNCTION_WORDS", "figures", "names", "quotations"]
