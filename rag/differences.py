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
from rag.quotes import Asked, Statement, difference, said
from rag.reading import Candidate
from rag.topic import Topic
from rag.values import Quantity, Value, ValueKind, compatible, values
from rag.words import stem_set

_FIGURES = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT)
_ASKS = re.compile(r"(?:Who|What|When|Where|Why|How|Which|Is|Was|Did|Does|Do)\b")
_ALIKE = 0.65  # Dice's coefficient of two sentences' stems, from which they give one figure
_SHORT = 8  # words in which two wordings differ, up to which only these are shown
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
    within: dict[str, list[Span]] = {}
    articles: dict[str, Article] = {}
    for each in found:
        within.setdefault(each.article.id, []).append(each.candidate.span)
        articles[each.article.id] = each.article
    statements = said(Asked(None, about, False), articles.values(), within=within)
    differences = (_wordings(statement, found) for statement in statements)
    return [each for each in differences if each is not None][:_WORDINGS]


def _wordings(statement: Statement, found: Sequence[Saying]) -> Difference | None:
    """The wordings of a statement that contradict each other, where there are two."""
    sides: list[tuple[Saying, str, str]] = []
    for version in statement.versions:
        saying = next(
            (
                each
                for each in found
                if each.article.id == version.article.id
                and each.candidate.span.start <= version.span.start < each.candidate.span.end
            ),
            None,
        )
        if saying is None or not version.sure:
            continue
        if all(all(difference(version.words, words)) for _, words, _ in sides):
            sides.append((saying, version.words, version.words))
    if len(sides) < 2:
        return None
    name = statement.speaker.name
    about = f"the words of {name if name[:1].isupper() else f'the {name}'}"
    if len(sides) == 2:
        (one, _, words), (other, _, others) = sides
        apart = difference(words, others)
        if max(len(part.split()) for part in apart) <= _SHORT:
            sides = [(one, apart[0].lower(), apart[0]), (other, apart[1].lower(), apart[1])]
    return Difference(about, tuple(sides))
