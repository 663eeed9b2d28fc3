"""A text as the tokens that are compared: words by meaning, numbers by value, dates by day."""

import re
from dataclasses import dataclass, replace
from enum import Enum, auto
from functools import lru_cache

from rag.lexicon import BASE, ONE_FORM, meaning
from rag.peoples import PEOPLE
from rag.verify import numerals
from rag.verify.rewrites import SET_PHRASES, rewritten


class Kind(Enum):
    NUMBER = auto()
    DATE = auto()  # a day of a month, a month, or a day of the week
    NAME = auto()  # with a capital
    WORD = auto()  # any other word with a meaning of its own
    FUNCTION = auto()


class Form(Enum):
    PAST = auto()  # or participle
    ING = auto()
    S = auto()  # third person, or plural
    BASE = auto()
    NOUN = auto()  # certainly none


@dataclass(frozen=True, slots=True)
class Token:
    text: str  # as written
    lower: str
    key: str  # equal keys say the same
    kind: Kind
    form: Form = Form.BASE
    unit: str = ""  # of a number, such as "percent" or "USD"
    clause: int = 0  # counted from the beginning of the text
    first: bool = False  # begins the text
    quoted: bool = False
    article: bool = False  # follows "a", "the", "Trump's" or a hyphen

    @property
    def is_content(self) -> bool:
        return self.kind is not Kind.FUNCTION

    @property
    def is_exact(self) -> bool:
        """Whether nothing but itself will do."""
        return self.kind in (Kind.NUMBER, Kind.DATE, Kind.NAME)


FUNCTION_WORDS = frozenset(
    "a an the of to in on at by for from with as and or nor but that this these those it its he his"
    " him she her they their them theirs we our us you your i my me who whom whose which what when"
    " where why how there here is are was were be been being am has have had having do does did"
    " doing done will would shall should may might can could must ought into onto upon over under"
    " above below about around between among through during before after until till since while"
    " if unless whether although though because so than then too very also just only even still"
    " yet already again not no never none neither without nor any some all each every both either"
    " many much more most several few less least fewer other another such same own up down out off"
    " away back against per via amid toward towards within across along himself herself itself"
    " themselves one's else however instead meanwhile therefore thus like unlike ever now soon"
    " once next last ago mr mrs ms dr sir according etc up-to was said-to nothing nobody"
    " nowhere everyone everybody anyone someone something anything everything well get"
    " whereas whereby plus versus following ahead besides despite almost nearly roughly"
    " approximately".split()
)
_ARTICLES = frozenset(("a", "an", "the"))
_MONTHS = {
    name: number
    for number, names in enumerate(
        "january jan|february feb|march mar|april apr|may|june jun|july jul|august aug"
        "|september sept sep|october oct|november nov|december dec".split("|"),
        start=1,
    )
    for name in names.split()
}
_DAYS = frozenset("monday tuesday wednesday thursday friday saturday sunday".split())
_RELATIVE_DAYS = frozenset("today tomorrow yesterday tonight".split())

_TOKEN = re.compile(
    r'(?P<mark>")'
    r"|(?P<number>(?P<money>(?:US|C|CA|CAN|A|AU|NZ|HK)?[$]|[£€¥])?\s?(?P<digits>\d+[- ]\d/\d{1,2}\b"
    r"|\d/\d{1,2}\b|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)"
    r"(?P<suffix>(?:st|nd|rd|th|bn|mn|mln|bln|tn|m|k|p)\b)?)"
    r"|(?P<word>(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:'[^\W\d_]+)*)"
    r"|(?P<stop>[,;:()\[\]—–…?!]|--|\.(?=\s|$))"
)
_OWNER = ("'s", "s'")
_HYPHEN = re.compile(r"[^\W\d]-")
_NEW_CLAUSE = frozenset(
    "but while whereas although though because if unless when which who whom that after before"
    " until since once where as".split()
)


class Tokens(tuple[Token, ...]):
    """The tokens of one text. Told apart by identity, so that what is found out about them can be
    remembered without reading them all again."""

    __slots__ = ()

    def __hash__(self) -> int:
        return id(self)

    def __eq__(self, other: object) -> bool:
        return self is other


@lru_cache(maxsize=4_000)
def read(text: str) -> Tokens:
    """The tokens of `text`, without articles and punctuation."""
    return Tokens(_verbs(numerals.joined(_dated(_raw(text)))))


def _raw(text: str) -> "list[Token]":
    text = rewritten(text)
    found: list[Token] = []
    clause, quoted, first = 0, False, True
    for match in _TOKEN.finditer(text):
        if match["mark"]:
            quoted = not quoted
        elif match["stop"]:
            clause += 1
        elif match["number"]:
            value = numerals.value(match["digits"], match["suffix"] or "")
            unit = numerals.CURRENCY_SIGNS.get(match["money"] or "", "")
            found.append(
                Token(
                    match[0].strip(),
                    match["digits"],
                    value,
                    Kind.NUMBER,
                    unit=unit,
                    clause=clause,
                    first=first,
                    quoted=quoted,
                )
            )
            first = False
        else:
            owned = bool(found) and text[
                max(match.start() - 4, 0) : match.start()
            ].rstrip().endswith(_OWNER)
            word = match["word"].removesuffix("'s").removesuffix("'S").rstrip("'")
            lower = word.lower().replace(".", "") if "." in word else word.lower()
            if lower in _NEW_CLAUSE:
                clause += 1
            kind = _kind(word, lower, first)
            key = lower if kind is Kind.FUNCTION else _key(word, lower)
            found.append(
                Token(
                    SET_PHRASES.get(word, word),
                    lower,
                    key,
                    kind,
                    form(lower),
                    clause=clause,
                    first=first,
                    quoted=quoted,
                    article=owned or _HYPHEN.match(text, max(match.start() - 2, 0)) is not None,
                )
            )
            first = False
    return found


def _key(word: str, lower: str) -> str:
    people = PEOPLE.get(lower) if word[0].isupper() else None
    return people or meaning(lower)


def _kind(word: str, lower: str, first: bool) -> Kind:
    if word == "US":
        return Kind.NAME
    if lower in numerals.WORDS:
        return Kind.NUMBER
    if lower in _DAYS or lower in _RELATIVE_DAYS:
        return Kind.DATE
    if lower in FUNCTION_WORDS or (len(lower) == 1 and not word.isupper()):
        return Kind.FUNCTION
    if word[0].isupper() and (not first or (len(word) > 1 and word.isupper())):
        return Kind.NAME
    return Kind.WORD


_NOUN_ENDINGS = (
    *("tion", "ment", "ness", "ity", "ance", "ship", "ism"),
    *("woman", "person", "sman", "women", "smen"),
)
# Words for who does something as an office, which have the form of verbs or stand before names.
_OFFICES = frozenset(
    "leader minister president premier chancellor governor mayor senator ambassador director"
    " manager chairman secretary officer lawyer teacher farmer driver worker owner adviser advisor"
    " reporter lawmaker negotiator candidate king queen prince deputy captain author editor"
    " judge".split()
)


@lru_cache(maxsize=50_000)
def form(lower: str) -> Form:
    """The form of a verb, as its ending tells."""
    if lower in ONE_FORM:
        return Form.BASE
    if lower in BASE or (
        lower.endswith("ed")
        and (len(lower) > 4 or lower in ("used", "owed", "tied"))
        and not lower.endswith("eed")
    ):
        return Form.PAST
    if lower.endswith("ing") and len(lower) > 5:
        return Form.ING
    if lower.endswith(_NOUN_ENDINGS) or lower in _OFFICES:
        return Form.NOUN
    if lower.endswith("s") and not lower.endswith(("ss", "us", "is")):
        return Form.S
    return Form.BASE


_BEFORE_MAY = frozenset(
    "in of on last next since until by from early late mid this during for".split()
)


def _dated(tokens: list[Token]) -> list[Token]:
    """With a month and its day as one token."""
    found: list[Token] = []
    skip = False
    for at, token in enumerate(tokens):
        if skip:
            skip = False
            continue
        month = _MONTHS.get(token.lower) if token.text[0].isupper() else None
        following = tokens[at + 1] if at + 1 < len(tokens) else None
        day_after = following is not None and _is_day(following)
        day_before = (found and _is_day(found[-1])) or (
            len(found) > 1 and found[-1].lower == "of" and _is_day(found[-2])
        )
        before = found[-1].lower if found else ""
        if (
            month is None
            or not (
                day_after
                or day_before
                or len(token.lower) > 4
                or (token.lower in ("may", "june", "july") and before in _BEFORE_MAY)
                or (token.lower in ("june", "july"))
                or (following and following.kind is Kind.NUMBER)
                or token.lower not in ("may", "mar", "march", "dec", "sep", "jan")
            )
            or (token.lower == "march" and token.first and not day_after)
        ):
            found.append(token)
            continue
        if day_after and following is not None:
            found.append(
                replace(
                    token,
                    text=f"{token.text} {following.text}",
                    key=f"@{month}-{_day(following)}",
                    kind=Kind.DATE,
                )
            )
            skip = True
        elif day_before:
            if found[-1].lower == "of":
                found.pop()
            day = found.pop()
            found.append(
                replace(
                    token,
                    text=f"{day.text} {token.text}",
                    key=f"@{month}-{_day(day)}",
                    kind=Kind.DATE,
                )
            )
        else:
            found.append(replace(token, key=f"@{month}", kind=Kind.DATE))
    return [
        replace(token, article=True) if at and found[at - 1].lower in _ARTICLES else token
        for at, token in enumerate(found)
        if token.lower not in _ARTICLES
    ]


_MODALS = frozenset("will would shall should may might must could can".split())


def _verbs(tokens: list[Token]) -> list[Token]:
    """With "last" in "will last" as a word."""
    return [
        replace(token, kind=Kind.WORD)
        if token.lower in ("last", "like") and at and tokens[at - 1].lower in _MODALS
        else token
        for at, token in enumerate(tokens)
    ]


def _is_day(token: Token) -> bool:
    return (
        token.kind is Kind.NUMBER
        and not token.unit
        and _day(token).isdigit()
        and 1 <= int(_day(token)) <= 31
    )


def _day(token: Token) -> str:
    return token.key.lstrip("=").removesuffix("th")
