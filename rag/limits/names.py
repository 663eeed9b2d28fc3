"""Outlets that a text names: those that articles are from, and what can only be meant as one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from index.errors import UsageError
from rag.filters import Filters
from rag.values.gazetteer import places

_WORD = re.compile(r"\w+(?:[.'’&-]\w+)*")
_THE = re.compile(r"the\s+", re.IGNORECASE)
_SPACES = re.compile(r"\s+")
_MOST_WORDS = 8
_MINOR = frozenset("the a an of and for in on to at by & und de la le".split())
# Words of many an outlet's name, which do not name one.
_KIND = _MINOR | frozenset("news press agency media online times service com org net www".split())
_BROAD = _KIND | frozenset(
    """daily weekly national international financial global world business today post journal
    public general local state free first new north south east west northern southern eastern
    western american australian british canadian chinese european french german indian irish
    israeli italian japanese mexican russian scottish us uk eu it we me he you they she them one
    broadcasting radio television tv corporation company group network report review""".split()
)
# Names that are everyday words: outlets only with a capital.
_EVERYDAY = frozenset(
    """time people nature science today fortune independent mirror sun star globe mail post
    standard guardian observer wired vice slate nation atlantic hill week world metro""".split()
)
_FAMOUS = frozenset(
    """reuters|ap|afp|upi|dpa|ani|pti|tass|xinhua|bbc|bbc news|itv|sky news|channel 4|npr|pbs|abc
    |abc news|cbs|cbs news|nbc|nbc news|msnbc|cnn|fox news|bloomberg|cnbc|cbc|cbc news|ctv
    |ctv news|global news|radio-canada|guardian|the guardian|the economist|the times|the sun
    |the telegraph|the independent|financial times|ft|new york times|nyt|washington post|usa today
    |wall street journal|wsj|los angeles times|globe and mail|toronto star|national post|le monde
    |der spiegel|al jazeera|politico|axios|associated press|canadian press|agence france-presse
    |deutsche welle|dw|the hill|daily mail|huffpost|al arabiya|ahram online""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_HEADS = frozenset(
    """times post journal news herald gazette tribune telegraph mail press guardian star globe
    observer chronicle mirror independent economist inquirer courier examiner""".split()
)
_CAPITALS = re.compile(  # "Guardian", "Globe and Mail", "bbc.co.uk"
    r"(?:[A-Z0-9][\w.'’&-]*|[a-z][\w-]*\.[a-z.]{2,12})"
    r"(?:\s+(?:(?:and|of|de|&)\s+)?[A-Z0-9][\w.'’&-]*){0,4}"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a name of an outlet ends, and the outlets it means; none when that is not known."""

    end: int
    words: str  # without "the"
    outlets: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Known:
    """The outlets that articles are from, and which of them each name means."""

    outlets: tuple[str, ...]
    names: Mapping[str, tuple[str, ...]]


@lru_cache(maxsize=8)
def known_as(outlets: tuple[str, ...]) -> Known:
    """The outlets by each name they go by: whole, a run of its words, or its initials."""
    return Known(outlets, _names(outlets))


def mention(text: str, at: int, known: Known, *, as_source: bool) -> Mention | None:
    """The outlet that is named at `text[at:]`, if one is.

    `as_source` tells that the words before it announce an outlet ("articles from"): then any
    capitalised name is one. Else only a whole name, its own part, or one that newspapers bear.
    """
    the = _THE.match(text, at)
    start = the.end() if the else at
    words = list(_first_words(text, start))
    for end in reversed(words):
        key = _folded(text[start:end])
        outlets = known.names.get(key, ())
        if len({_folded(each) for each in outlets}) == 1 and _names_one(
            text[start:end], outlets[0]
        ):
            return Mention(end, text[start:end], outlets)
    for end in reversed(words):
        said = _folded(text[start:end])
        everyday = said in _EVERYDAY and text[start].islower() and not the
        if not everyday and (said in _FAMOUS or (the and f"the {said}" in _FAMOUS)):
            return _asked(text[start:end], end, known)
    capitals = _CAPITALS.match(text, start)
    if capitals is None:
        return None
    said = capitals.group().rstrip(".'’&-")
    if as_source or (_folded(said).split()[-1] in _HEADS and (the or " " in said)):
        return _asked(said, start + len(said), known)
    return None


def _asked(words: str, end: int, known: Known) -> Mention:
    try:
        found = Filters(outlets=(words,)).among_outlets(known.outlets).outlets
    except UsageError:
        found = ()
    return Mention(end, words, found)


def _first_words(text: str, at: int) -> list[int]:
    """Where each of the first few words from `at` ends, nothing but spaces or a mark between."""
    ends: list[int] = []
    for _ in range(_MOST_WORDS):
        word = _WORD.match(text, at)
        if word is None:
            break
        ends.append(word.end())
        if text[word.end() : word.end() + 1] in ("!", "+"):
            ends.append(word.end() + 1)
        gap = re.compile(r"[!+]?\s{1,4}(?:[&|–-]\s)?").match(text, word.end())
        if gap is None:
            break
        at = gap.end()
    return ends


def _names_one(said: str, outlet: str) -> bool:
    """Whether `said` can be nothing but the outlet, not the subject of a question."""
    words = _folded(said).split()
    if _bare(said) == _bare(outlet):
        return len(words) > 1 or words[0] not in _EVERYDAY or not said[0].islower()
    if len(words) == 1:
        return words[0] not in _BROAD | _EVERYDAY and words[0] not in places() and len(said) > 1
    return not _KIND.issuperset(words) and " ".join(words) not in places()


def _names(known: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    whole: dict[str, dict[str, None]] = {}
    for name in known:
        words = list(_WORD.finditer(name))[:_MOST_WORDS]
        for at, first in enumerate(words):
            for last in words[at:]:
                found.setdefault(_folded(name[first.start() : last.end()]), {})[name] = None
        capitals = "".join(word.group()[0] for word in words if _folded(word.group()) not in _MINOR)
        if len(capitals) > 1 and capitals.isupper():
            found.setdefault(capitals.casefold(), {})[name] = None
        for each in (_folded(name), _bare(name)):
            whole.setdefault(each, {})[name] = None
    return {key: tuple(names) for key, names in (found | whole).items()}


def _bare(name: str) -> str:
    return _THE.sub("", _folded(name), count=1) if _THE.match(name.strip()) else _folded(name)


def _folded(name: str) -> str:
    return _SPACES.sub(" ", name.strip()).casefold()
