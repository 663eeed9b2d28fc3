"""What an evidence packet says of its articles, beside the articles that are at hand."""

from collections.abc import Iterable
from dataclasses import dataclass

from index.article import Article, article_id
from rag.packet.form import Described, Packet, body_hash


@dataclass(frozen=True, slots=True)
class Source:
    """An article of a packet, and the one at hand that it is laid beside."""

    described: Described
    held: Article | None  # the same; None when it is not at hand, or not the same
    flaw: str | None = None  # what is wrong; None when nothing is
    missing: bool = False  # nothing at hand could be this article


def sources(packet: Packet, articles: Iterable[Article]) -> dict[str, Source]:
    """The packet's articles by id, each looked for among `articles`, which are read once."""
    wanted = {each.id: each for each in packet.articles}
    found: dict[str, Article] = {}
    alike: dict[tuple[str, ...], Article] = {}
    names = {name for each in packet.articles for name in _names(each)}
    for article in articles:
        if article.id in wanted:
            found[article.id] = article
        for name in names & set(_names(article)):
            alike[name] = article
    return {
        each.id: _beside(each, found[each.id]) if each.id in found else _absent(each, alike)
        for each in packet.articles
    }


def _beside(described: Described, held: Article) -> Source:
    own = article_id(
        body=held.body,
        title=held.title,
        outlet=held.outlet,
        author=held.author,
        url=held.url,
        published=held.published,
    )
    if own != held.id:
        return Source(described, None, "the article at hand was altered: its id does not fit it")
    moment = held.published.isoformat() if held.published else None
    pairs = [
        ("title", described.title, held.title),
        ("outlet", described.outlet, held.outlet),
        ("author", described.author, held.author),
        ("address", described.url, held.url),
        ("date", described.published, moment),
        ("date's basis", described.published_basis.value, held.published_basis.value),
        ("body's SHA-256", described.body_sha256, body_hash(held.body)),
        ("length", described.body_characters, len(held.body)),
    ]
    for name, told, true in pairs:
        if told != true:
            flaw = f"its {name} is {_said(true)} in the article, {_said(told)} in the packet"
            return Source(described, None, flaw)
    for passage in described.passages:
        if not passage.stands_in(held.body):
            place = f"characters {passage.start} to {passage.end}"
            return Source(described, None, f"{place} of the article are not the packet's passage")
    return Source(described, held)


def _absent(described: Described, alike: dict[tuple[str, ...], Article]) -> Source:
    for name in _names(described):
        if name in alike:
            what = "address" if name[0] == "url" else "title"
            flaw = f"the article at hand with its {what} has other content ({alike[name].id})"
            return Source(described, None, flaw)
    return Source(described, None, f"no article {described.id} is at hand", missing=True)


def _names(article: Article | Described) -> list[tuple[str, ...]]:
    """What a later version of an article is likely to share with it."""
    names: list[tuple[str, ...]] = [("url", article.url)] if article.url else []
    if article.title:
        names.append(("title", article.title, article.outlet or ""))
    return names


def _said(value: str | int | None) -> str:
    return "not given" if value is None else f"“{value}”"
