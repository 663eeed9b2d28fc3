"""A question before it is asked, and as a suggestion once the desk has answered it well."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from rag.answer import Answer
from rag.suggestions.story import is_one_story

READ = 8_000  # characters of an article that are read


class Sort(StrEnum):
    """What a suggested question wants; a few suggestions are of several sorts."""

    DIFFERENCE = "difference"  # where the articles disagree
    WORDS = "words"  # what somebody said
    DATE = "date"
    OFFICE = "office"  # who holds one
    TIMELINE = "timeline"


Fits = Callable[[Answer], bool]  # whether an answer, no refusal, is one to the question


@dataclass(frozen=True, slots=True)
class Draft:
    """A question that may be worth suggesting."""

    text: str
    sort: Sort
    about: frozenset[str]  # stems of its subject and its person, by which two are told apart
    worth: float  # before it is asked
    fits: Fits


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question that the desk can answer."""

    text: str  # plain text from untrusted articles, at most 120 characters
    articles: tuple[str, ...]  # ids of those that the answer cites
    sort: Sort
    about: frozenset[str]
    worth: float


_OPPOSED = 1.0  # what a disagreement is worth


def suggested(draft: Draft, answer: Answer) -> Suggestion | None:
    """The suggestion that a draft makes with its answer; None where that is no good one."""
    if answer.abstained is not None or not answer.claims or not draft.fits(answer):
        return None
    articles = list({each.article.id: each.article for each in answer.citations}.values())
    if not articles or not is_one_story(articles):
        return None
    worth = draft.worth + (_OPPOSED if answer.conflicts else 0.0)
    ids = tuple(each.id for each in articles)
    return Suggestion(draft.text, ids, draft.sort, draft.about, worth)
