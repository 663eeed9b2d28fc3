"""Where sentences of different articles on one subject cannot both be right, or quote differently.

Dates differ when they date one event, figures when the sentences otherwise say one thing and give
one figure each; a false alarm is worse than a difference that is only shown side by side.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from index.article import Article, Span
from rag.event_dates import event_dates, is_news, opposed
from rag.quotes import Asked, Statement, difference, said
from rag.reading import Candidate
from rag.topic import Topic
from rag.values import Quantity, Value, ValueKind, compatible, values
from rag.words import stem_set

_FIGURES = (ValueKind.MONEY, ValueKind.PERCENT, ValueKind.COUNT)
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


def values_that_differ(found: Sequence[Saying], asked: Topic) -> list[Difference]:
    """The events dated differently, and the figures that cannot both be right."""
    differences: list[Difference] = []
    for one, other in combinations(found, 2):
        if one.article.id == other.article.id:
            continue
        for about, ours, theirs in (*_dates(one, other, asked), *_figures(one, other)):
            _add(differences, Difference(about, ((one, *ours), (other, *theirs))))
    return differences


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


def _dates(
    one: Saying, other: Saying, asked: Topic
) -> Iterator[tuple[str, tuple[str, str], tuple[str, str]]]:
    for ours in event_dates(one.candidate.text, one.article.published):
        for theirs in event_dates(other.candidate.text, other.article.published):
            if is_news(ours, one.article.published) or is_news(theirs, other.article.published):
                continue
            on_it = asked.share(ours.event) and asked.share(theirs.event)
            if on_it and opposed(ours, theirs):
                about = asked.about
                yield (
                    about if about.startswith("when ") else f"the date of {about}",
                    (str(ours.days), ours.words),
                    (str(theirs.days), theirs.words),
                )


def _figures(one: Saying, other: Saying) -> Iterator[tuple[str, tuple[str, str], tuple[str, str]]]:
    """Figures of two sentences that otherwise say one thing, and that each give one of the kind."""
    told, told_there = (_told(each.candidate.text) for each in (one, other))
    if 2 * len(told & told_there) < _ALIKE * (len(told) + len(told_there)):
        return
    ours, theirs = _figure(one), _figure(other)
    if ours is None or theirs is None or compatible(ours, theirs):
        return
    if ours.kind is theirs.kind and _unit(ours) == _unit(theirs):
        yield "the figure", (ours.normal, ours.words), (theirs.normal, theirs.words)


def _told(text: str) -> frozenset[str]:
    return frozenset(stem for stem in stem_set(text) if not stem[0].isdigit())


def _figure(saying: Saying) -> Value | None:
    """The figure in a sentence, where it has only one."""
    found = values(saying.candidate.text, saying.article.published, _FIGURES)
    return found[0] if len(found) == 1 else None


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
