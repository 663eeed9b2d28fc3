"""What a question asks for, by its words."""

import re
from enum import StrEnum

_NUMBER = re.compile(
    r"\bhow many\b|\bpopulation\b|\bnumber of\b|\b(?:income|salary|price|cost|capacity)\b",
    re.IGNORECASE,
)
_DATE = re.compile(
    r"\bwhen\b|\b(?:what|which) (?:year|date|day|month|decade)\b|\bdates?\b|\byear was\b",
    re.IGNORECASE,
)
_SPORT = re.compile(r"\bsports?\b(?! (?:team|club))", re.IGNORECASE)
_PERSON = re.compile(r"\bwho\b|\bwhom\b|\bwhose\b|\b(?:band|artist|singer)\b", re.IGNORECASE)
_PLACE = re.compile(
    r"\bwhere\b|\blocat|\b(?:what|which) (?:country|state|city|town|county|river)\b", re.IGNORECASE
)
_CATEGORY = re.compile(
    r"\b(?:medium|genre|profession|occupation|type|kind|refers? to|format|known for)\b",
    re.IGNORECASE,
)
_BEGINNING = re.compile(r"\bborn\b|\bbirth", re.IGNORECASE)
_END = re.compile(r"\b(?:die|died|death)\b", re.IGNORECASE)


class Asked(StrEnum):
    """What kind of words answer."""

    DATE = "date"
    BIRTH = "birth"
    DEATH = "death"
    NUMBER = "number"
    SPORT = "sport"
    PERSON = "person"
    PLACE = "place"
    CATEGORY = "category"  # what its first sentence says that a thing is
    THING = "thing"


DATES = frozenset((Asked.DATE, Asked.BIRTH, Asked.DEATH))


def asked_for(question: str) -> Asked:
    """The kind of answer that `question` wants; a thing where its words do not tell."""
    if _NUMBER.search(question):
        return Asked.NUMBER
    if _DATE.search(question):
        if _BEGINNING.search(question):
            return Asked.BIRTH
        return Asked.DEATH if _END.search(question) else Asked.DATE
    if _SPORT.search(question):
        return Asked.SPORT
    if _PERSON.search(question):
        return Asked.PERSON
    if _CATEGORY.search(question):
        return Asked.CATEGORY
    return Asked.PLACE if _PLACE.search(question) else Asked.THING
