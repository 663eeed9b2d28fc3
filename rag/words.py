"""Words as they are compared: stems without stop words, with the many names of a country as one."""

import re
import unicodedata
from functools import lru_cache

from index.article import Passage
from rag.lexicon import is_known, meaning

_WORD = re.compile(r"(?:[A-Za-z]\.){2,}|\d+(?:[.,]\d+)*|\w+(?:[’']\w+)*")
_POSSESSIVE = re.compile(r"(?<=[\w.])[’']s\b|(?<=[sS.])[’'](?!\w)", re.IGNORECASE)

STOP_WORDS = frozenset(
    "a about after again all also am an and any are as at be been before being between both"
    " but by can could did do does doing done due during each either for from further get gets"
    " getting got had has have having he her here hers herself him himself his how i if in"
    " into is it its itself just let like many may me might more most much must my myself near"
    " no nor not now of off on once only or other our ours out over own per please same shall"
    " she should so some such than that the their theirs them themselves then there these they"
    " this those through to too under until up upon very was we were what when where which"
    " while who whom whose why will with within would you your yours yourself tell know what's"
    " who's when's where's how's it's that's does didn't doesn't don't isn't wasn't won't"
    " hasn't haven't say says said give name happen".split()
)

# Abbreviations and synonyms that the lists of `lexicon.py` do not join. Read as "left is written as
# right", after lower case.
_SAME = {
    "usa": "us",
    "pm": "primeminister",
    "premiership": "primeminister",
    "pct": "percent",
    "phone": "call",
    "telephone": "call",
    "microchip": "chip",
    "microchips": "chip",
    "dlr": "dollar",
    "dlrs": "dollar",
}
_PHRASES = {
    "us": r"\b(?:[tT]he )?United States(?: of America)?(?!-)|\b[Uu]\.[Ss]\.(?:[Aa]\.)?"
    r"|\bU\.S\b|\bUSA?\b",
    "uk": r"\bUnited Kingdom\b|\bGreat Britain\b|\b[Uu]\.[Kk]\.|\b(?:UK|uk)\b",
    "eu": r"\bEuropean Union\b|\bE\.U\.|\bEU\b|\beu\b",
    "primeminister": r"\b[Pp]rime [Mm]inister\b",
    "percent": r"\b[Pp]er cent\b|%",
    "whitehouse": r"\bWhite House\b",
    "swornin": r"\b(?:sworn|swears?|swearing|swore)[ -]in\b"
    r"|\b(?:take|takes|took|taking|taken|assum\w+) (?:the oath(?: of office)?|office)\b",
    "hitback": r"\b(?:hit|hits|hitting|strike|strikes|striking|struck) back\b",
    "arrange": r"\bset(?:s|ting)? up\b|\breach(?:es|ed|ing)? out\b",
    "start": r"\b(?:take|takes|took|taking|taken|come|comes|came|coming|go|goes|went|going|put"
    r"|enter|enters|entered|entering) (?:into )?(?:effect|force)\b"
    r"|\bkick(?:s|ed|ing)? in\b",
}
_PHRASE = re.compile("|".join(f"(?P<{word}>{form})" for word, form in _PHRASES.items()))


@lru_cache(maxsize=20_000)
def stems(text: str) -> tuple[str, ...]:
    """The stems of the words of `text` that carry meaning, in order, repetitions kept."""
    return tuple(stem for word in words(text) if (stem := _stem(word)))


@lru_cache(maxsize=20_000)
def stem_set(text: str) -> frozenset[str]:
    """The stems of `text` as a set; remembered, since the same sentences are read again."""
    return frozenset(stems(text))


def passage_stems(passage: Passage) -> frozenset[str]:
    """The stems of a passage as a set."""
    return frozenset().union(*map(stem_set, passage.sentence_texts))


def words(text: str) -> list[str]:
    """The words of `text` in lower case, with phrases that name one thing joined to one word."""
    plain = text if text.isascii() else _without_accents(text)
    joined = _PHRASE.sub(lambda match: f" {match.lastgroup} ", _POSSESSIVE.sub("", plain))
    return [word.lower() for word in _WORD.findall(joined)]


def joined_words(text: str) -> list[tuple[str, str]]:
    """The words and phrases of `text` that have others of the same meaning, each with the word
    that stands for all of them: ("levies", "tariff"), ("kick in", "start")."""
    found = [(match.group(), meaning(match.lastgroup or "")) for match in _PHRASE.finditer(text)]
    for match in _WORD.finditer(text):
        word = _POSSESSIVE.sub("", match.group())
        known = _SAME.get(word.lower(), word.lower())
        if known != word.lower() or is_known(known):
            found.append((word, meaning(known)))
    return found


def _without_accents(text: str) -> str:
    """As a question may be typed, and as the keyword index reads it."""
    return "".join(
        each for each in unicodedata.normalize("NFD", text) if not unicodedata.combining(each)
    )


def search_words(text: str) -> list[str]:
    """The words of a question for the keyword index, which stems them itself."""
    plain = [word.lower() for word in _WORD.findall(_POSSESSIVE.sub("", text))]
    found = [word for word in plain if word not in STOP_WORDS and (len(word) > 1 or word.isdigit())]
    return list(dict.fromkeys(found or plain))


def _stem(word: str) -> str | None:
    if word in STOP_WORDS:
        return None
    return meaning(_SAME.get(word, word))
