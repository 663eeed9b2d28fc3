"""Where articles word one statement of a speaker differently."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from index.article import Article, Span
from rag.quotes.clauses import SHORT, clauses, trimmed
from rag.quotes.differing import compared, holds
from rag.quotes.occasions import one_occasion
from rag.quotes.people import COUNTRIES
from rag.quotes.telling import told_stems, told_words
from rag.quotes.uttered import Utterance

_MOST = 4  # wordings of one statement that are told apart
# The share of all their words that two counterparts have in common: where that is one word, where
# it is two, and where it is more.
_IN_COMMON = (1.0, 0.4, 0.35, 0.2)
# Two wordings of one statement do not have one of these each.
_OPPOSED = (frozenset({"old", "new"}), frozenset({"more", "less"}), frozenset({"rise", "fall"}))
_NAMES = told_stems(" ".join(COUNTRIES))  # two remarks may name a country and be two remarks
_SAME = frozenset({"a", "an", "the"})  # a difference in these alone is none


@dataclass(frozen=True, slots=True)
class Wording:
    """The words that one article has for a statement."""

    article: Article
    span: Span  # of the words, in the article's body
    sentence: Span

    @property
    def words(self) -> str:
        """Byte for byte."""
        return self.span.of(self.article.body)

    @property
    def value(self) -> str:
        """The words as they are compared: in small letters, without marks."""
        return " ".join(compared(self.words))


def wordings(said: Utterance, clause: Span, others: Sequence[Utterance]) -> list[Wording]:
    """The quoted `clause` of an utterance, then what other articles have in its place.

    `others` are what the speaker says elsewhere. Only what differs in a word: that another article
    quotes less, or more, is no difference, and neither is what was said on another occasion.
    """
    first = Wording(said.article, clause, said.sentence)
    ours = told_words(first.words).union(*(_more(first, each) for each in others)) - _NAMES
    quoted: dict[str, str] = {}
    for each in (said, *others):
        if each.remark is not None:
            quoted[each.article.id] = f"{quoted.get(each.article.id, '')} | {each.remark.words}"
    best: dict[str, tuple[float, Wording]] = {}
    for each in others:
        if each.article.id == said.article.id or not one_occasion(said, each):
            continue
        ratio, found = _counterpart(first, ours, each)
        if found is not None and ratio > best.get(each.article.id, (0.0, found))[0]:
            best[each.article.id] = ratio, found
    result = [first]
    for _, found in sorted(best.values(), key=lambda pair: -pair[0]):
        if all(_differ(known, found, quoted) for known in result):
            result.append(found)
    return result[:_MOST]


def _more(one: Wording, other: Utterance) -> frozenset[str]:
    """What a clause of another article has that quotes more of the same words."""
    body, ours = other.article.body, compared(one.words)
    for part in other.remark.parts if other.remark else ():
        for clause in clauses(body, part.span, short=0):
            theirs = compared(clause.of(body))
            if holds(theirs, ours) and len(theirs) <= SHORT:
                return told_words(clause.of(body))
    return frozenset()


def _counterpart(
    one: Wording, ours: frozenset[str], other: Utterance
) -> tuple[float, Wording | None]:
    """The clause of another article's utterance that stands for this one, and how surely."""
    body = other.article.body
    length = len(one.words.split())
    best, found = 0.0, None
    for part in other.remark.parts if other.remark else ():
        whole = trimmed(body, part.span)
        for clause in dict.fromkeys((whole, *clauses(body, part.span))):
            theirs = told_words(clause.of(body)) - _NAMES
            if clause == whole and len(whole.of(body).split()) > max(SHORT, 2 * length):
                continue
            smaller, shared = min(len(ours), len(theirs)), len(ours & theirs)
            if not shared or 2 * shared < smaller or _opposed(ours, theirs):
                continue
            ratio = shared / len(ours | theirs)
            if ratio > best and ratio >= _IN_COMMON[min(shared, 3)]:
                best, found = ratio, Wording(other.article, clause, other.sentence)
    return best, found


def _opposed(ours: frozenset[str], theirs: frozenset[str]) -> bool:
    return any(ours & pair and theirs & pair and not ours & theirs & pair for pair in _OPPOSED)


def _differ(one: Wording, other: Wording, quoted: Mapping[str, str]) -> bool:
    """Whether the wordings differ, and neither article quotes the other's words as well."""
    ours, theirs = compared(one.words), compared(other.words)
    if not differently(ours, theirs):
        return False
    here, there = compared(quoted[one.article.id]), compared(quoted[other.article.id])
    return not holds(here, theirs) and not holds(there, ours)


def differently(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether a word is put in place of another, or inside; not at an end that is cut off."""
    codes = SequenceMatcher(None, ours, theirs, autojunk=False).get_opcodes()
    for n, (kind, i, j, k, m) in enumerate(codes):
        if kind == "equal" or (kind != "replace" and n in (0, len(codes) - 1)):
            continue
        if not {*ours[i:j], *theirs[k:m]} <= _SAME:
            return True
    return False
