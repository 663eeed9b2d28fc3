"""One part of a question exchanged: "And on steel?", "What about Mexico?", "No, in April"."""

import re

from rag.followup.clause import Clause, clause, tokens
from rag.followup.phrases import Phrase, Thing, thing
from rag.followup.words import (
    ARTICLES,
    DETERMINERS,
    LEVIES,
    MONTHS,
    PREPOSITIONS,
    PRODUCTS,
    SPEAKING,
    WEEKDAYS,
    verb,
)
from rag.values.gazetteer import places
from rag.values.name_words import DEMONYMS

_THEME = frozenset("on for of about against over".split())
_PEOPLE = (Thing.PERSON, Thing.NAME, Thing.GROUP)
_ONE = re.compile(r"(?:the )?(?P<kind>\w+(?:-\w+)?) ones?", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:1[5-9]|20|21)\d\d\b")


def exchanged(part: str, earlier: Clause, *, correcting: bool = False) -> str | None:
    """The earlier question with `part` in the place of what it replaces; None when that is open.

    A correction replaces; a further question may also add a part that the earlier one lacked.
    """
    if part.lower().endswith((" ones", " one")) and _ONE.fullmatch(part) is None:
        return None
    one = _ONE.fullmatch(part)
    if one is not None:
        return _other_one(one["kind"], earlier)
    found = clause(part)
    if found is None or len(found.tokens) > 10:
        return None
    if found.tokens[-1].owner and len(found.tokens) <= 3:
        return _owned_by(part, earlier)
    later = [each for each in found.phrases if each.preposition and each.begin > 0]
    if len(later) == 1 and later[0].thing is Thing.TIME:
        first = exchanged(found.said(0, later[0].begin), earlier, correcting=correcting)
        again = clause(first) if first is not None else None
        timed = found.words_of(later[0])
        return _timed(later[0].preposition, timed, again) if again is not None else None
    if any(each.preposition != "of" for each in later):
        return None
    lead = found.tokens[0].lower
    if lead in PREPOSITIONS:
        noun = found.said(1, len(found.tokens))
        return _led(lead, noun, earlier, correcting) if noun else None
    return _bare(part, earlier, correcting)


def _led(preposition: str, noun: str, earlier: Clause, correcting: bool) -> str | None:
    kind = thing(tokens(noun))
    if kind is Thing.TIME or _ordinal(noun, earlier):
        return _timed(preposition, noun, earlier)
    led = [each for each in earlier.phrases if each.preposition and each.thing is not Thing.TIME]
    fitting = [each for each in led if each.preposition == preposition]
    if not fitting and preposition in _THEME:
        fitting = [each for each in led if each.preposition in _THEME and _alike(kind, each.thing)]
    if not fitting and preposition in ("in", "at"):
        fitting = [each for each in led if each.preposition in ("in", "at")]
    if len(fitting) > 1:
        fitting = [each for each in fitting if each.thing is kind]
    if fitting:
        old = fitting[-1]
        return earlier.with_tokens(old.begin, old.last, f"{preposition} {noun}")
    if preposition in ("on", "for", "of"):
        return _on_the_goods(f"{preposition} {noun}", earlier)
    if preposition == "about":
        speaks = earlier.verb is not None and verb(earlier.tokens[earlier.verb].lower) in SPEAKING
        return f"{earlier.text} about {noun}" if speaks and not correcting else None
    if preposition in ("in", "at", "from", "to", "with", "against", "by") and not correcting:
        return (
            f"{earlier.text} {preposition} {noun}"
            if earlier.verb is not None or preposition == "in"
            else None
        )
    return None


def _ordinal(noun: str, earlier: Clause) -> bool:
    """ "The second", of quarters that were asked about."""
    last = noun.rsplit(maxsplit=1)[-1].lower()
    timed = any(each.thing is Thing.TIME for each in earlier.phrases)
    return timed and last in ("first", "second", "third", "fourth", "last")


def _alike(one: Thing, other: Thing) -> bool:
    goods = (Thing.PRODUCT, Thing.OTHER)
    return (
        one is other or (one in goods and other in goods) or (one in _PEOPLE and other in _PEOPLE)
    )


def _on_the_goods(part: str, earlier: Clause) -> str | None:
    """ "The auto tariffs" with "on parts" are "the tariffs on parts"."""
    levies = [each for each in earlier.phrases if earlier.head(each) in LEVIES]
    if len(levies) != 1:
        return None
    levy = levies[0]
    kept = [
        token.text
        for token in earlier.tokens[levy.first : levy.last]
        if token.lower not in PRODUCTS
    ]
    return earlier.with_tokens(levy.first, levy.last, f"{' '.join(kept)} {part}")


def _timed(preposition: str | None, noun: str, earlier: Clause) -> str | None:
    if earlier.word in ("when", "since when", "until when"):
        return None
    found = tokens(noun)
    old = [each for each in earlier.phrases if each.thing is Thing.TIME and each.role != "asked"]
    if preposition is None and not old:
        preposition = _usual(found[0].lower)
    if len(old) > 1 or (old and old[0].role in ("subject", "object") and preposition):
        return None
    if not old:
        return f"{earlier.text} {preposition} {noun}" if preposition else f"{earlier.text} {noun}"
    words = earlier.words_of(old[0])
    year = _YEAR.search(words)
    if year and len(words) > 4 and len(found) == 1 and found[0].lower in MONTHS:
        noun = f"{noun} {year[0]}"
    if found[-1].lower in ("first", "second", "third", "fourth") and "quarter" in words:
        noun = f"{noun} quarter"
    if preposition is None:
        preposition = _usual(found[0].lower)
        if preposition and old[0].preposition not in (None, "during", "on"):
            preposition = old[0].preposition
    lead = f"{preposition} " if preposition else ""
    return earlier.with_tokens(old[0].begin, old[0].last, f"{lead}{noun}")


def _usual(word: str) -> str | None:
    """ "In 1986", "on Monday"; "last year" needs nothing."""
    if _YEAR.fullmatch(word) or word in MONTHS:
        return "in"
    return "on" if word in WEEKDAYS else None


def _bare(part: str, earlier: Clause, correcting: bool) -> str | None:
    found = tokens(part)
    kind = thing(found)
    definite = found[0].lower in DETERMINERS or any(token.owner for token in found[:-1])
    if kind is Thing.TIME or _ordinal(part, earlier):
        if len(found) > 3 and any(token.lower in ("before", "after", "earlier") for token in found):
            return None
        return _timed(None, part, earlier)
    if definite and found[-1].lower in ("before", "after", "earlier", "later"):
        return None
    if kind is Thing.PRODUCT:
        return _goods(part, earlier)
    nouns = [each for each in earlier.phrases if each.thing is not Thing.TIME]
    if kind is Thing.PLACE:
        return _somewhere(part, nouns, earlier, correcting)
    if kind in _PEOPLE or (not definite and len(found) == 1):
        return _someone(part, kind, nouns, earlier)
    same = [each for each in nouns if each.definite == definite and each.thing is Thing.OTHER]
    if kind is Thing.OTHER and definite:
        same = [each for each in same if not each.plural or found[-1].lower.endswith("s")] or same
    if len(same) == 1:
        return _put(part, same[0], earlier)
    return None if definite else _goods(part, earlier)


def _somewhere(part: str, nouns: list[Phrase], earlier: Clause, correcting: bool) -> str | None:
    """A place in the place of another of its size, or of who acts: "and Saudi Arabia?"."""
    named = [each for each in nouns if each.thing is Thing.PLACE]
    if len(named) > 1:
        named = [each for each in named if _level(earlier.words_of(each)) == _level(part)]
    subject = earlier.subject
    if not named and subject is not None and subject.thing in _PEOPLE:
        named = [subject] if part.lower().startswith("the ") or earlier.verb is not None else []
    if named:
        return _put(part, named[0], earlier) if len(named) == 1 else None
    if any(each.thing is Thing.PLACE for each in nouns):
        return None
    levied = any(earlier.head(each) in LEVIES for each in nouns)
    return f"{earlier.text} for {part}" if levied and not correcting else None


def _level(place: str) -> bool:
    """Whether a place lies in no other: a country."""
    known = places().get(place.lower().removeprefix("the "))
    return known is not None and not known[1]


def _someone(part: str, kind: Thing, nouns: list[Phrase], earlier: Clause) -> str | None:
    """A person or a group in the place of another."""
    known = [each for each in nouns if each.thing in _PEOPLE and each.role != "asked"]
    if kind is Thing.OTHER:
        bare = [each for each in nouns if each.thing is Thing.OTHER and not each.definite]
        goods = [each for each in nouns if each.thing is Thing.PRODUCT]
        actors = [each for each in known if not each.definite] or [
            each for each in bare if each.role == "subject"
        ]
        if goods and not actors:
            return _goods(part, earlier)
        if goods and actors:
            return None
        known = actors or bare
    if not known and kind is not Thing.OTHER:
        actors = [each for each in nouns if each.thing is Thing.PLACE and each.role == "subject"]
        bare = [
            each
            for each in nouns
            if each.thing is Thing.OTHER and not each.definite and each.role == "subject"
        ]
        known = actors or bare
    if len(known) > 1 and not earlier.copular:
        same = [each for each in known if each.thing is kind]
        known = same if len(same) == 1 else known
    if len(known) == 2 and known[1].preposition == "of" and known[1].begin == known[0].last:
        known = (
            known[:1]
            if part.lower().startswith(("the ", "his ", "her ")) or kind is Thing.PERSON
            else known[1:]
        )
    return _put(part, known[0], earlier) if len(known) == 1 else None


def _goods(part: str, earlier: Clause) -> str | None:
    """Goods in the place of goods, also of those that describe: "the steel tariffs"."""
    whole = [each for each in earlier.phrases if each.thing is Thing.PRODUCT]
    inner = [
        (n, each)
        for each in earlier.phrases
        for n in range(each.first, each.last - 1)
        if each.thing is not Thing.PRODUCT and earlier.tokens[n].lower in PRODUCTS
    ]
    if len(whole) == 1 and not inner:
        return _put(part, whole[0], earlier)
    if len(inner) == 1 and not whole:
        n, phrase = inner[0]
        if earlier.head(phrase) in LEVIES:
            return _on_the_goods(f"on {part}", earlier)
        return earlier.with_tokens(n, n + 1, part)
    if whole or inner:
        return None
    laid = [
        each
        for each in earlier.phrases
        if each.preposition == "on"
        and each.thing is Thing.PLACE
        and each.begin
        and earlier.tokens[each.begin - 1].bare in LEVIES
    ]
    if len(laid) == 1:
        return _put(part, laid[0], earlier)
    return _on_the_goods(f"on {part}", earlier)


def _put(part: str, old: Phrase, earlier: Clause) -> str:
    words = [token.lower for token in earlier.tokens[old.first : old.last]]
    first = part.split(maxsplit=1)[0].lower()
    if words[0] in ARTICLES and first not in DETERMINERS and part[:1].islower() and part.isascii():
        owner = any(token.owner for token in tokens(part))
        if (
            old.thing in (Thing.OTHER, Thing.GROUP)
            and not owner
            and old.preposition is None
            and old.thing is Thing.OTHER
        ):
            part = f"{words[0]} {part}"
    return earlier.with_tokens(old.first, old.last, part)


def _owned_by(part: str, earlier: Clause) -> str | None:
    owners = [
        n
        for each in earlier.phrases
        for n in range(each.first, each.last - 1)
        if earlier.tokens[n].owner
    ]
    if len(owners) != 1:
        return None
    at = owners[0]
    phrase = next(each for each in earlier.phrases if each.first <= at < each.last)
    return earlier.with_tokens(phrase.first, at + 1, part)


def _other_one(kind: str, earlier: Clause) -> str | None:
    """ "The Canadian one": another of the same."""
    described = [
        (n, each)
        for each in earlier.phrases
        for n in range(each.first, each.last - 1)
        if earlier.tokens[n].lower in DEMONYMS
        or earlier.tokens[n].owner
        or (kind.lower() in PRODUCTS and earlier.tokens[n].lower in PRODUCTS)
    ]
    if len(described) == 1:
        n, phrase = described[0]
        if earlier.tokens[n].owner:
            return earlier.with_tokens(phrase.first, n + 1, f"the {kind}")
        return earlier.with_tokens(n, n + 1, kind)
    alone = [each for each in earlier.phrases if each.definite and each.role != "asked"]
    if described or len(alone) != 1:
        return None
    first = alone[0].first
    if earlier.tokens[first].lower != "the":
        return None
    return earlier.with_tokens(first, first + 1, f"the {kind}")
