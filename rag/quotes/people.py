"""Who an article names: full names, where they are mentioned, and the offices they hold."""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from rag.quotes.lexicon import (
    BOUNDARY,
    DETERMINERS,
    HE_NAMES,
    NOT_PEOPLE,
    PREPOSITIONS,
    ROLES,
    SHE_NAMES,
    SPEECH,
    TITLES,
)
from rag.quotes.skeleton import Token, speech
from rag.words import STOP_WORDS, words

_PAST_HOLDER = frozenset({"former", "ex", "predecessor", "late", "succeeding", "onetime"})
_MOST, _OFFICES = 200, 20  # people whose offices are kept, and how many of each
_REACH = 10  # tokens around a name in which an office can stand
COUNTRIES = frozenset("us canada mexico uk france germany japan china russia ukraine".split())
_SAME = {
    "tory": "conservative",
    "tories": "conservative",
    "grit": "liberal",
    "gop": "republican",
    "canadian": "canada",
    "ottawa": "canada",
    "american": "us",
    "america": "us",
    "washington": "us",
    "mexican": "mexico",
    "british": "uk",
    "britain": "uk",
    "french": "france",
    "german": "germany",
    "japanese": "japan",
    "chinese": "china",
    "russian": "russia",
    "ukrainian": "ukraine",
}


@dataclass(frozen=True, slots=True)
class Mention:
    """One place where a person is named."""

    start: int  # in the body
    end: int
    person: str  # the best full name
    owner: bool  # "Carney’s"


@dataclass(slots=True)
class People:
    """The people of one article. Build it with `people`."""

    mentions: list[Mention] = field(default_factory=list)  # in order
    surnames: dict[str, str] = field(default_factory=dict)  # "carney": "Mark Carney"
    roles: dict[str, list[frozenset[str]]] = field(default_factory=dict)
    genders: dict[str, str] = field(default_factory=dict)  # "he" or "she"; absent when not known

    def between(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin in `start` to `end`."""
        first = bisect_left(self.mentions, start, key=lambda each: each.start)
        found = []
        for mention in self.mentions[first : first + 50]:
            if mention.start >= end:
                break
            found.append(mention)
        return found

    def fits(self, person: str, pronoun: str) -> bool:
        """Whether "he" or "she" can be this person."""
        return self.genders.get(person, pronoun) == pronoun

    def named(self, run: Sequence[str]) -> str | None:
        """The full name of whom these words name, such as "Carney", "Mr Carney", "Mark Carney"."""
        name = name_of(run)
        if len(name) > 1 and _initial(name[0]):
            name = name[1:]  # also the end of a sentence: "on X. Reed called it"
        if not name:
            return None
        full = self.surnames.get(name[-1].lower())
        if full and (len(name) == 1 or _key(name) == _key(full.split())):
            return full
        return None

    def holder(self, description: str) -> str | None:
        """Who alone holds the office described: "the Tory leader"; None when nobody does."""
        wanted = role_words(description)
        heads = {word for word in wanted if word in ROLES or word == "primeminister"}
        if not heads:
            return None
        rest = wanted - heads - {"new"}
        scores: dict[str, float] = {}
        for person, offices in self.roles.items():
            for held in offices:
                if not _matches(heads, rest, held):
                    continue
                score = len(rest & held) + 0.5 * len(heads & held)
                scores[person] = max(scores.get(person, 0.0), score)
        if not scores:
            return None
        best = max(scores.values())
        found = [person for person, score in scores.items() if score == best]
        return found[0] if len(found) == 1 else None


def role_words(text: str) -> frozenset[str]:
    """The words of an office as they are compared: "US president" and "President of the U.S."."""
    found = (_SAME.get(word, word) for word in words(text))
    return frozenset(word for word in found if word not in STOP_WORDS)


def _matches(heads: set[str], rest: frozenset[str], held: frozenset[str]) -> bool:
    top = {"president", "primeminister", "premier", "chancellor"}
    if not heads <= held and not (heads == {"leader"} and held & top):
        return False
    for known in (COUNTRIES, frozenset({"conservative", "liberal", "bloc", "republican"})):
        if rest & known and not rest & held & known and (held & known or heads == {"leader"}):
            return False
    return "leader" not in heads or bool(rest & held) or ("leader" in held and not rest)


def name_of(run: Sequence[str]) -> list[str]:
    """A run of capitalised words without the titles before it."""
    last = max((n for n, word in enumerate(run[:-1]) if word.lower() in TITLES), default=-1)
    return [word for word in run[last + 1 :] if word]


def _key(name: Sequence[str]) -> tuple[str, str]:
    return name[0].lower(), name[-1].lower()


def is_person(name: Sequence[str]) -> bool:
    """Whether a full name, titles left out, can be a person's."""
    plain = [word.lower() for word in name]
    return (
        2 <= len(name) <= 4
        and not any(word in NOT_PEOPLE for word in plain)
        and not any(word.isupper() and len(word) > 2 and "." not in word for word in name)
        and plain[0] not in STOP_WORDS
        and plain[-1] not in TITLES
        and not any(word[0].isdigit() for word in plain)
        and plain[-1] not in SPEECH
    )


def runs(tokens: Sequence[Token], body: str) -> list[tuple[int, int]]:
    """Where capitalised words stand together, as ranges of tokens; owners end a run."""
    found: list[tuple[int, int]] = []
    start: int | None = None
    for n, token in enumerate(tokens):
        other = token.lower in BOUNDARY or token.lower in PREPOSITIONS
        fits = token.capital and not speech(token) and not other
        between = body[tokens[n - 1].end : token.start] if fits and start is not None else ""
        if between.strip() or between.count("\n") > 1:
            found.append((start or 0, n))
            start = None
        if fits and start is None:
            start = n
        if start is not None and (not fits or token.owner):
            end = n + 1 if fits else n
            if end > start:
                found.append((start, end))
            start = None
    if start is not None:
        found.append((start, len(tokens)))
    return found


def people(tokens: Sequence[Token], body: str) -> People:
    """The people named in `tokens`, which are those of the whole body."""
    found = People()
    named: list[tuple[int, int, list[str]]] = []  # token range of the run, the name without titles
    full: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    titled: set[str] = set()
    for begin, end in runs(tokens, body):
        start, run = begin, [token.bare for token in tokens[begin:end]]
        while run and run[0].lower() in STOP_WORDS | {"meanwhile", "later", "earlier"}:
            run, start = run[1:], start + 1
        name = name_of(run)
        if not name:
            continue
        if len(name) < len(run) or _office(tokens, start - 1, start):
            titled.add(name[-1].lower())
        if is_person(name) and sum(not _initial(word) for word in name) > 1:
            full[_key(name)][" ".join(word for word in name if not _initial(word))] += 1
        named.append((start, end, name))
    by_surname: dict[str, list[str]] = defaultdict(list)
    for key, spellings in full.items():
        by_surname[key[1]].append(spellings.most_common(1)[0][0])
    for surname, names in by_surname.items():
        if len(names) == 1:
            found.surnames[surname] = names[0]
    for start, end, name in named:
        surname = name[-1].lower()
        if surname not in found.surnames and surname in titled and len(name) == 1:
            if surname in by_surname or surname in NOT_PEOPLE or surname in TITLES:
                continue
            found.surnames[surname] = name[0]
        person = found.named([token.bare for token in tokens[start:end]])
        if person is None and is_person(name):
            person = " ".join(word for word in name if not _initial(word))
        if person is None:
            continue
        at = Mention(tokens[start].start, tokens[end - 1].end, person, tokens[end - 1].owner)
        found.mentions.append(at)
        _learn(found, tokens, start, end, person)
    return found


def _initial(word: str) -> bool:
    return (len(word) == 2 and word[1] == ".") or len(word) == 1


def _office(tokens: Sequence[Token], last: int, first: int) -> bool:
    return 0 <= last < first and tokens[last].lower in ROLES | {"mr", "mr.", "mrs", "mrs.", "ms"}


def _learn(found: People, tokens: Sequence[Token], start: int, end: int, person: str) -> None:
    """The offices and the gender that stand around one mention."""
    run = [token.bare for token in tokens[start:end]]
    first = person.split(maxsplit=1)[0].lower()
    title = run[0].lower().rstrip(".")
    if title in ("mr", "sir", "lord", "king") or first in HE_NAMES - SHE_NAMES:
        found.genders[person] = "he"
    elif title in ("mrs", "ms", "miss", "lady", "queen") or first in SHE_NAMES - HE_NAMES:
        found.genders[person] = "she"
    if len(found.roles) > _MOST and person not in found.roles:
        return
    offices = found.roles.setdefault(person, [])
    if len(offices) > _OFFICES:
        return
    before = _before(tokens, start)
    pre = " ".join([*before, *run])
    if not _PAST_HOLDER & {word.lower() for word in (*before, *run)}:
        _add(offices, pre, person)
    after = _after(tokens, end)
    if after and not _PAST_HOLDER & {word.lower() for word in after}:
        _add(offices, " ".join(after), person)


def _add(offices: list[frozenset[str]], text: str, person: str) -> None:
    held = role_words(text) - role_words(person) - {"new"}
    if (held & ROLES or "primeminister" in held) and held not in offices:
        offices.append(held)


def _before(tokens: Sequence[Token], start: int) -> list[str]:
    """The words of an office before a name, across one comma: "Canada’s new prime minister, "."""
    found: list[str] = []
    commas = 0
    for n in range(start - 1, max(-1, start - 1 - _REACH), -1):
        token = tokens[n]
        if token.text == "," and not found and commas == 0:
            commas = 1
            continue
        lower = token.lower
        if not token.word or lower in BOUNDARY or speech(token):
            break
        if token.text[0].islower() and lower not in ROLES | TITLES | DETERMINERS | {"of", "for"}:
            break
        found.insert(0, token.bare)
        if lower in DETERMINERS or token.owner:
            break
    if commas and not ((found and found[0].lower() in DETERMINERS) or _is_office(found)):
        return []
    return found if _is_office(found) else []


def _is_office(found: Sequence[str]) -> bool:
    return any(word.lower() in ROLES for word in found)


def _after(tokens: Sequence[Token], end: int) -> list[str]:
    """The words of an office behind a name: ", leader of the Bloc Québécois", " of the U.S."."""
    if end >= len(tokens) or tokens[end - 1].owner:
        return []
    if tokens[end].text != ",":
        return []
    found: list[str] = []
    for one, token in pairwise(tokens[end : end + 1 + _REACH]):
        if one.text == "," and found:
            break
        lower = token.lower
        if not token.word or lower in BOUNDARY or speech(token):
            break
        found.append(token.bare)
    return found if _is_office(found) else []
