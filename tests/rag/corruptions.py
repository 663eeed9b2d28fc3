"""True sentences made false, one change at a time.

The rules know nothing of how the check compares: they change text. Each takes a sentence and the
passages that carry it, and gives a false version, or None where it has nothing to change.
"""

# ruff: noqa: E501 - a pattern reads better in one line

import re
from collections.abc import Callable, Sequence

Rule = Callable[[str, Sequence[str]], str | None]

_MONTHS = (
    "January February March April May June July August September October November December".split()
)
_DAYS = "Monday Tuesday Wednesday Thursday Friday Saturday Sunday".split()
_NAME = re.compile(r"(?<=[a-z,] )(?!Mr |Mrs |Ms |I )[A-Z][a-zà-ÿ]+(?: [A-Z][a-zà-ÿ]+)*")
_HELPERS = r"will|would|is|are|was|were|has|had|may|might|could|can"
_PAST = {"cut": "cut", "sell": "sold", "build": "built", "take": "took", "face": "faced",
         "hold": "held", "impose": "imposed", "begin": "began", "meet": "met", "be": "was",
         "announce": "announced", "spend": "spent", "buy": "bought", "pay": "paid",
         "raise": "raised", "open": "opened", "start": "started", "join": "joined", "visit": "visited",
         "last": "lasted", "lose": "lost", "cost": "cost", "name": "named", "appeal": "appealed",
         "make": "made", "go": "went", "give": "gave", "become": "became", "rise": "rose",
         "fall": "fell", "increase": "increased", "continue": "continued", "remain": "remained",
         "provide": "provided", "receive": "received", "acquire": "acquired", "seek": "sought"}  # fmt: skip


def number(sentence: str, passages: Sequence[str]) -> str | None:
    """Another figure."""
    match = re.search(
        r"(?<![\w.,$£-])\d+(?:[.,]\d+)*(?![\w])(?! (?:" + "|".join(_MONTHS) + r"))", sentence
    )
    if match is None or any(sentence[: match.start()].rstrip().endswith(m) for m in _MONTHS):
        return None
    digits = match.group()
    changed = digits[:-1] + str((int(digits[-1]) + 3) % 10)
    if len(digits) == 1 or any(changed in passage for passage in passages):
        changed = str((int(digits[0]) % 9) + 1) + digits[1:] + ("" if "." in digits else "7")
    return sentence[: match.start()] + changed + sentence[match.end() :]


def date(sentence: str, passages: Sequence[str]) -> str | None:
    """Another month or day of the week."""
    for names in (_MONTHS, _DAYS):
        match = re.search(rf"\b({'|'.join(names)})\b(?! \d{{4}})", sentence)
        if match and not (match.group() == "May" and match.start() == 0):
            other = names[(names.index(match.group()) + 4) % len(names)]
            return sentence[: match.start()] + other + sentence[match.end() :]
    return None


def name(sentence: str, passages: Sequence[str]) -> str | None:
    """A name of the passages in the place of another."""
    calendar = {*_MONTHS, *_DAYS}
    text = " ".join(passages)
    own = [m for m in _NAME.finditer(sentence) if not calendar & set(m.group().split())]
    for match in own:
        if match.group() not in text:
            continue
        for other in _NAME.findall(text):
            words = set(other.split())
            if (
                not calendar & words
                and not words & set(sentence.split())
                and not _shares(words, match.group(), sentence)
            ):
                return sentence[: match.start()] + other + sentence[match.end() :]
    return None


def _shares(words: set[str], name: str, sentence: str) -> bool:
    stems = {word[:4] for word in words}
    return any(part[:4] in stems for part in re.findall(r"\w+", sentence + " " + name))


def stranger(sentence: str, passages: Sequence[str]) -> str | None:
    """A name from elsewhere."""
    match = next(
        (m for m in _NAME.finditer(sentence) if not {*_MONTHS, *_DAYS} & set(m.group().split())),
        None,
    )
    return match and sentence[: match.start()] + "Halvorsen" + sentence[match.end() :]


_UNITS = (
    (r"\bmillion\b|\bmln\b", "billion"), (r"\bbillion\b|\bbln\b", "million"),
    (r"\bpercent\b(?!age)|\bper cent\b|%|\bpct\b", " percentage points"),
    (r"US\$|(?<!C)\$", "C$"), (r"\bdollars\b|\bdlrs\b", "pounds"), (r"\beuros\b", "dollars"),
    (r"\bpercentage points\b", "percent"), (r"\btonnes\b", "pounds"), (r"\bhours\b", "days"),
    (r"\bmonths\b", "weeks"), (r"\bweeks\b", "months"), (r"\byears\b", "months"),
)  # fmt: skip


def unit(sentence: str, passages: Sequence[str]) -> str | None:
    """Another unit."""
    for pattern, other in _UNITS:
        changed = (
            re.sub(
                r"(?<=\d)( ?)(?:" + pattern + r")",
                lambda m, o=other: f" {o.strip()}",
                sentence,
                count=1,
            )
            if not pattern.startswith("US")
            else re.sub(pattern, "C$", sentence, count=1)
        )
        if changed != sentence:
            return changed
    return None


def negation(sentence: str, passages: Sequence[str]) -> str | None:
    """A "not" taken out, else put in."""
    bare = re.sub(
        r"\b(?:not|never) (?!only|least|most)|\b(?:no) (?=[a-z]+ (?:call|talks|decision))",
        "",
        sentence,
        count=1,
    )
    if bare != sentence:
        return bare if not bare.count('"') % 2 else None
    outside = re.sub(r'["“][^"”]*["”]', lambda m: "\0" * len(m.group()), sentence)
    match = re.search(rf"\b({_HELPERS})\b(?! not)", outside)
    return match and sentence[: match.end()] + " not" + sentence[match.end() :]


def quote(sentence: str, passages: Sequence[str]) -> str | None:
    """A word dropped or put in inside quotation marks."""
    match = re.search(r'["“]([^"”]+)["”]', sentence)
    if match is None:
        return None
    words = match.group(1).split()
    if len(words) > 3:
        words[1], words[2] = words[2], words[1]
    else:
        words.insert(len(words) - 1, "rather")
    return sentence[: match.start(1)] + " ".join(words) + sentence[match.end(1) :]


def tense(sentence: str, passages: Sequence[str]) -> str | None:
    """Planned becomes done; possible becomes certain."""
    done = re.sub(
        r"\b(?:will|would|(?:is|are) (?:expected|set|due|planned|scheduled) to|plans to|hopes to|intends to|(?:is|are) to) (" + "|".join(_PAST) + r")\b",
        lambda m: _PAST[m.group(1)], sentence, count=1,
    )  # fmt: skip
    if done != sentence:
        return done
    sure = re.sub(r"(?<=[a-z] )(?:may|might|could) (?=[a-z])(?!not)", "will ", sentence, count=1)
    return sure if sure != sentence else None


_QUANTIFIERS = (
    ("at least", "at most"), ("at most", "at least"), ("more than", "less than"),
    ("less than", "more than"), ("all", "some"), ("every", "hardly any"), ("some", "all"),
    ("most", "few"), ("only", "almost never"), ("up to", "at least"), ("both", "neither of the"),
    ("many", "all"), ("none", "most"), ("several", "all"), ("over", "under"), ("about", "over"),
)  # fmt: skip


def quantifier(sentence: str, passages: Sequence[str]) -> str | None:
    """All for some, at most for at least."""
    for own, other in _QUANTIFIERS[:12]:
        changed = re.sub(rf"(?<=[a-z,] ){own}(?= \w)", other, sentence, count=1)
        if changed != sentence and f"the {own}" not in sentence:
            return changed
    return None


_ANTONYMS = (
    "accepted:rejected before:after rise:fall rose:fell raised:lowered cut:raised higher:lower imports:exports imported:exported profit:loss"
    " won:lost bought:sold buy:sell approved:rejected agreed:refused opened:closed increase:decrease"
    " allowed:banned larger:smaller against:for increased:decreased support:opposition up:down"
    " earlier:later first:last"
).split()  # fmt: skip


def antonym(sentence: str, passages: Sequence[str]) -> str | None:
    """The opposite word."""
    for pair in _ANTONYMS:
        one, other = pair.split(":")
        for own, changed in ((one, other), (other, one)):
            if own == "for":
                continue
            found = re.sub(rf"(?<=[a-z,\d] ){own}(?= \w)", changed, sentence, count=1)
            if found != sentence:
                return found
    return None


RULES: dict[str, tuple[Rule, ...]] = {
    "number": (number,), "date": (date,), "name": (name, stranger), "unit": (unit,),
    "negation": (negation,), "quote": (quote,), "tense": (tense,), "quantifier": (quantifier,),
    "antonym": (antonym,),
}  # fmt: skip


def corruptions(sentence: str, passages: Sequence[str]) -> list[tuple[str, str]]:
    """(kind, false version) of a true sentence: one by each rule that applies."""
    found = []
    for kind, rules in RULES.items():
        for rule in rules:
            changed = rule(sentence, passages)
            if changed is not None and changed != sentence:
                found.append((kind, changed))
    return found
