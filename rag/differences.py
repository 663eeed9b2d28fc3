"""Where sentences of different articles on one subject cannot both be right, or quote differently.

Dates differ when they date one event, figures when the sentences otherwise say one thing and give
one figure each; a false alarm is worse than a difference that is only shown side by side.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations, product

from index.article import Article, Span
from rag.event_dates import EventDate, event_dates, is_news, named, opposed
from rag.quotes import Asked, utterances
from rag.quotes.choosing import compared_parts
from rag.quotes.wordings import Wording, wordings
from rag.reading import Candidate
from rag.topic import Topic
from rag.values import Quantity, Value, ValueKind, compatible, values
from rag.words import stem_set

_FIGURES = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT)
_ASKS = re.compile(r"(?:Who|What|When|Where|Why|How|Which|Is|Was|Did|Does|Do)\b")
_ALIKE = 0.65  # Dice's coefficient of two sentences' stems, from which they give one figure
_WORDINGS = 2  # statements whose wordings are compared with each other in an answer


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence of an article on the subject."""

    candidate: Candidate
    article: Article
    share: float  # of the subject that it names, 0 to 1
    score: float


@dataclass(frozen=True, slots=True)
class Difference:
    """Two articles that cannot both be right, or that word one statement differently."""

    about: str
    sides: tuple[tuple[Saying, str, str], ...]  # the sentence, the value, its words


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence with the dates and the figure in it."""

    saying: Saying
    dates: tuple[EventDate, ...]  # those that are not the news of the article's own day
    figure: Value | None  # where there is only one
    told: frozenset[str]  # stems, numbers left out


def values_that_differ(found: Sequence[Saying], asked: Topic) -> list[Difference]:
    """The events dated differently, and the figures that cannot both be right."""
    differences: list[Difference] = []
    for one, other in combinations([_read(each, asked) for each in found], 2):
        if one.saying.article.id != other.saying.article.id:
            for new in (*_dates(one, other, asked), *_figures(one, other)):
                _add(differences, new)
    return differences


def _read(saying: Saying, asked: Topic) -> _Read:
    text, published = saying.candidate.text, saying.article.published
    figures = values(text, published, _FIGURES)
    return _Read(
        saying,
        tuple(
            each
            for each in event_dates(text, published)
            if not is_news(each, published) and asked.share(each.event) > 0
        ),
        figures[0] if len(figures) == 1 else None,
        frozenset(stem for stem in stem_set(text) if not stem[0].isdigit()),
    )


def _add(differences: list[Difference], new: Difference) -> None:
    """Adds a difference; one that shares a sentence and its words with a known one joins it."""
    for at, known in enumerate(differences):
        if set(known.sides) & set(new.sides):
            rest = tuple(side for side in new.sides if side not in known.sides)
            values_ = {value for _, value, _ in known.sides}
            if all(side[1] not in values_ for side in rest):
                differences[at] = Difference(known.about, known.sides + rest)
            return
    differences.append(new)


def _dates(one: _Read, other: _Read, asked: Topic) -> Iterator[Difference]:
    for ours, theirs in product(one.dates, other.dates):
        if not opposed(ours, theirs):
            continue
        about = asked.about
        if not about or _ASKS.match(about):
            about = f"“{named((ours, theirs))}”"
        yield Difference(
            about if about.startswith("when ") else f"the date of {about}",
            (
                (one.saying, str(ours.days), ours.words),
                (other.saying, str(theirs.days), theirs.words),
            ),
        )


def _figures(one: _Read, other: _Read) -> Iterator[Difference]:
    """Figures of two sentences that otherwise say one thing."""
    ours, theirs = one.figure, other.figure
    if ours is None or theirs is None or ours.kind is not theirs.kind:
        return
    if 2 * len(one.told & other.told) < _ALIKE * (len(one.told) + len(other.told)):
        return
    if _unit(ours) == _unit(theirs) and not compatible(ours, theirs):
        yield Difference(
            "the figure",
            ((one.saying, ours.normal, ours.words), (other.saying, theirs.normal, theirs.words)),
        )


def _unit(value: Value) -> str:
    return value.form.unit if isinstance(value.form, Quantity) else ""


def words_that_differ(found: Sequence[Saying], about: str) -> list[Difference]:
    """The statements that these sentences quote in different words."""
    articles = {each.article.id: each.article for each in found}
    spoken = [
        each
        for each in utterances(Asked(None, about, False), list(articles.values()))
        if each.remark is not None and each.sure and _saying(found, each.article, each.sentence)
    ]
    differences: list[Difference] = []
    for each in spoken:
        known = [saying for difference in differences for saying, _, _ in difference.sides]
        if _saying(known, each.article, each.sentence):
            continue
        for clause in compared_parts(each, about):
            worded = wordings(each, clause, [one for one in spoken if one is not each])
            if len(worded) > 1:
                differences.append(_difference(each.speaker.name, worded, found))
                break
    return differences[:_WORDINGS]


def _saying(found: Sequence[Saying], article: Article, sentence: Span) -> Saying | None:
    """The saying whose sentence that is, or a part of it."""
    return next(
        (
            each
            for each in found
            if each.article.id == article.id
            and each.candidate.span.start <= sentence.start < each.candidate.span.end
        ),
        None,
    )


def _difference(speaker: str, worded: Sequence[Wording], found: Sequence[Saying]) -> Difference:
    name = speaker if speaker[:1].isupper() else f"the {speaker}"
    sides = (
        (saying, each.value, each.words)
        for each in worded
        if (saying := _saying(found, each.article, each.sentence)) is not None
    )
    return Difference(f"the words of {name}", tuple(sides))
