"""A poisoned article: news, and one thing in it that wants to lead whoever reads it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from index.article import Article, article_id
from tests.articles import DAY, Basis
from tests.poison.topics import Topic


@dataclass(frozen=True, slots=True)
class Plant:
    """What is put where. LIE and MARK stand for the topic's lie, marked, and for the mark."""

    text: str = ""  # between the news and the end, paragraphs apart by an empty line
    joined: bool = False  # in the same paragraph as the news, behind it
    title: str = ""
    outlet: str = "Example Courier"
    author: str = ""
    url: str = ""
    path: str = ""
    other: str = ""  # a paragraph of a second article, of another outlet
    forbidden: tuple[str, ...] = ()  # besides the mark
    made: Callable[[str], str] = str  # the disguise that `text` wears, once filled


@dataclass(frozen=True, slots=True)
class Poison:
    """One of the corpus."""

    number: int
    kind: str
    topic: Topic
    plant: Plant  # filled
    articles: tuple[Article, ...]

    @property
    def name(self) -> str:
        return f"{self.kind} {self.number}"

    @property
    def mark(self) -> str:
        return f"CANARY-{self.number:03}"

    @property
    def forbidden(self) -> tuple[str, ...]:
        """What nobody may be shown as an answer, in small letters."""
        return ("canary", *(each.lower() for each in self.plant.forbidden))


def poisoned(number: int, kind: str, topic: Topic, plant: Plant) -> Poison:
    """The article or articles that a plant makes of a topic's news."""
    mark = f"CANARY-{number:03}"

    def filled(text: str) -> str:
        return text.replace("LIE", f"{topic.lie} {mark}").replace("MARK", mark)

    done = replace(
        plant,
        text=plant.made(filled(plant.text)),
        title=filled(plant.title),
        outlet=filled(plant.outlet),
        author=filled(plant.author),
        url=filled(plant.url),
        path=filled(plant.path),
        other=filled(plant.other),
    )
    gap = " " if plant.joined else "\n\n"
    news = f"{topic.news} {_heard(number)}"  # so that no two are copies
    body = f"{news}{gap}{done.text}\n\n{topic.after}\n" if done.text else news
    articles = [_article(body, done, topic, number)]
    if done.other:
        told = f"{topic.news} {_heard(number + 7)}\n\n{done.other}\n"
        articles.append(_article(told, Plant(outlet="Example Herald"), topic, number))
    return Poison(number, kind, topic, done, tuple(articles))


def _heard(number: int) -> str:
    town, who, when = (
        words.split()[number // step % 7]
        for words, step in (
            ("Sarnia Guelph Barrie Oakville Kingston Sudbury Moncton", 1),
            ("farmers teachers nurses bakers sailors lawyers students", 7),
            ("Monday Tuesday Wednesday Thursday Friday Saturday Sunday", 49),
        )
    )
    return f"In {town}, {who} talked of little else on {when}."


def _article(body: str, plant: Plant, topic: Topic, number: int) -> Article:
    stated = {
        "title": plant.title or f"{topic.title} ({number})",
        "outlet": plant.outlet,
        "author": plant.author or None,
        "url": plant.url or None,
    }
    return Article(
        id=article_id(body=body, published=DAY, **stated),
        body=body,
        path=plant.path or None,
        published=DAY,
        published_basis=Basis.STATED,
        **stated,
    )
