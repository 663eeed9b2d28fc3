"""The things that articles speak of: short noun phrases, found by the small words around them.

No tagger is used. What stands between a determiner or preposition and the next small word is taken
for a noun phrase; what only looks like one hardly stands in several articles.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rag.quotes.lexicon import BOUNDARY, DAYS, PLURAL_ROLES, PREPOSITIONS, ROLES, SPEECH
from rag.words import STOP_WORDS, stem_set

_LONGEST = 3  # words
_TOKEN = re.compile(r"[A-Za-zÀ-ÿ]+(?:[-’'][A-Za-zÀ-ÿ]+)*|\d[\d,.]*|[^\w\s]|\n\n")
_DETERMINERS = frozenset(("the",))
_VERBS = frozenset(
    "went came took began gave made got saw put set hit kept held led left let lost met paid"
    " ran rose fell sent sold spent stood won grew drew seemed became brought bought built knew"
    " needs seems comes goes takes gives makes gets includes remains remain become means"
    " follows".split()
)
_ENDS = STOP_WORDS | BOUNDARY | PREPOSITIONS | SPEECH | _VERBS
_PUNCTUATION = frozenset('.,;:!?)”"’')
# A phrase with one of these says too little, or is a measure, a time or an adjective on its own.
_EMPTY = frozenset(
    "day days week weeks month months year years hour hours minute minutes morning afternoon"
    " evening night weekend decade decades century time times moment period end beginning start"
    " date dates percent per cent number numbers total amount amounts half quarter third lot"
    " lots bit part parts rest level levels rate range share point points case cases fact facts"
    " way ways thing things issue issues matter matters question questions problem problems"
    " reason reasons result results effect effects example kind sort type form course order side"
    " sides place places area areas region world country countries nation nations state states"
    " city people person persons man men woman women group groups company companies firm firms"
    " others other ones one two three four five six seven eight nine ten hundred thousand"
    " million billion mln bln dlrs dlr cts pct tonnes shares stock first second last next same"
    " latter former past future present current previous prior recent latest new old young good"
    " bad best worst better worse great big small large long short high low early late own whole"
    " entire several many few more most less least certain different various similar important"
    " major main key public private general special such another term terms basis view views"
    " word words name names line use move moves step steps action actions decision decisions"
    " plan plans news report reports story stories article articles statement statements comment"
    " comments remark remarks source sources platform post posts post's photo video image file"
    " website page media press reporters leader leaders government governments office"
    " administration agency ministry department company's city's public situation opportunity"
    " event events development developments aim figure figures item items member members head"
    " right left top bottom need needs idea ideas tone note notes support sense hand hands life"
    " lives home house family job work role back body order set addition subject something"
    " nothing anything everything someone everyone behalf response reaction spokesman"
    " spokeswoman officials wake face light light eve brink meantime meanwhile interim past"
    " verge midst purpose tape record while series handful couple variety majority process"
    " approach value size extent degree ability effort efforts attempt attempts announcement"
    " measures measure".split()
)
_NOT_FIRST = frozenset(
    "first second third last next same other former two three four five six seven eight nine"
    " ten few many several more most less such own very so too only all both each every another"
    " one entire whole previous prior latest recent current present upcoming coming following"
    " past new right wrong forthcoming larger smaller higher greater danger"
    " additional further possible likely extremely highly good"
    " great big total average final special certain earlier later unspecified better best main"
    " major key".split()
)
_ADJECTIVE = re.compile(r"(?:est|ful|ive|ic|al|ous|able|ible|ary|ory|less|an|ing)$")
_NOUNS = frozenset(  # though they end as adjectives and participles do
    "forest interest protest test quest request harvest arrest initiative executive traffic"
    " clinic strategic deal proposal approval withdrawal trial capital metal coal goal removal"
    " renewal rival hospital festival scandal arrival refusal signal oil steel territory factory"
    " history victory theory inventory salary library boundary summary anniversary loan ban plan"
    " clan meeting hearing briefing filing funding spending building housing financing bombing"
    " killing shooting wing king ruling warning mining farming shipping banking training testing"
    " ceiling flooding table cable".split()
)
_STUFF = frozenset(  # goes without an article, as does what is told of in general
    "growth inflation immigration unemployment democracy terrorism sovereignty independence poverty"
    " privatisation privatization housing peace exports imports subsidies taxes drugs abortion"
    " migrants refugees".split()
)
_VERBAL = re.compile(r"(?:ed|ly|n’t|n't|’s|'s)$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase that articles share."""

    text: str  # with its article where it has one: "the auto tariffs", "comprehensive negotiations"
    stems: frozenset[str]
    articles: frozenset[str]  # ids of those that hold it
    times: int

    @property
    def head(self) -> str:
        """Its last word: what it is a kind of."""
        return self.text.split()[-1]

    @property
    def words(self) -> str:
        """It without its article."""
        return self.text.removeprefix("the ")

    @property
    def length(self) -> int:
        """How many words it has, the article left out."""
        return len(self.words.split())


def shared_phrases(texts: Mapping[str, Sequence[str]], fewest: int = 2) -> list[Phrase]:
    """The phrases that stand in at least `fewest` of the articles, those in most of them first.

    `texts` are the sentences of each article by its id. A phrase of several words comes before one
    of a single word that as many articles hold.
    """
    definite: Counter[str] = Counter()
    known: set[str] = set()
    for sentences in texts.values():
        for sentence in sentences:
            for words, has_article in _found(sentence):
                definite[words] += 1 if has_article else -1
                if has_article or _is_plural(words):
                    known.add(words)
    places: dict[str, set[str]] = defaultdict(set)
    times: Counter[str] = Counter()
    for id_, sentences in texts.items():
        for sentence in sentences:
            for words in runs(sentence):
                if words in known:
                    places[words].add(id_)
                    times[words] += 1
    found = [
        Phrase(
            words if _is_bare(words, definite) else f"the {words}",
            stem_set(words),
            frozenset(ids),
            times[words],
        )
        for words, ids in places.items()
        if len(ids) >= fewest and stem_set(words)
    ]
    found.sort(key=lambda each: (-len(each.articles) - 0.5 * each.length, -each.times, each.text))
    return found


def _is_plural(noun: str) -> bool:
    return noun.endswith("s") and not noun.endswith(("ss", "us", "is", "news"))


def _is_bare(words: str, definite: Mapping[str, int]) -> bool:
    """Whether it goes without an article: several things, or stuff such as "economic growth"."""
    if words.rsplit(maxsplit=1)[-1] in _STUFF:
        return True
    return " " in words and (_is_plural(words) or definite[words] < 0)


def _found(sentence: str) -> Iterator[tuple[str, bool]]:
    """What stands like a phrase in a sentence, in lower case, and whether "the" is before it."""
    tokens = _TOKEN.findall(sentence)
    for at, token in enumerate(tokens):
        opens = token.lower()
        owner = token.endswith(("’s", "'s")) and token[:1].isupper()
        determined = opens in _DETERMINERS or owner
        if not determined and (opens not in PREPOSITIONS or opens == "to"):
            continue
        words: list[str] = []
        end = ""
        for end in tokens[at + 1 : at + 3 + _LONGEST]:
            if not end.isascii() or not end[:1].islower() or end in _ENDS or _VERBAL.search(end):
                break
            words.append(end)
        closed = end in _ENDS or end in _PUNCTUATION or end.endswith("ed")
        joined = end in ("and", "or", ",")  # perhaps two adjectives
        if words and closed and _is_phrase(words, determined, joined):
            yield " ".join(words), opens == "the"


def runs(sentence: str) -> Iterator[str]:
    """Every run of one to three words in lower case."""
    tokens = _TOKEN.findall(sentence)
    for at in range(len(tokens)):
        for end in range(at + 1, min(at + _LONGEST, len(tokens)) + 1):
            if not tokens[end - 1][:1].islower():
                break
            yield " ".join(tokens[at:end])


def _is_phrase(words: Sequence[str], determined: bool, joined: bool) -> bool:
    head = words[-1]
    if len(words) > _LONGEST or len(head) < 3 or head in _EMPTY or words[0] in _NOT_FIRST:
        return False
    if head in ROLES or head in PLURAL_ROLES or head in DAYS:
        return False
    if head not in _NOUNS and _ADJECTIVE.search(head):
        return False
    plural = _is_plural(head)
    if not determined and (len(words) < 2 or words[0].endswith("ing")):
        return False
    if joined and not plural and len(words) == 1:
        return False
    return not (len(words) > 1 and head.endswith("ing") and head not in _NOUNS)
