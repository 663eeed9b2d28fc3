"""Articles of a few sentences and the candidates read from them, for tests that compose answers."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from index.article import Article, Basis, article_id
from index.passages import passages
from rag.composed import Composed
from rag.reading import Candidate

FRIDAY = datetime(2025, 3, 28, tzinfo=UTC)


def report(
    body: str, published: datetime | None = FRIDAY, outlet: str | None = "Example Times"
) -> Article:
    ident = article_id(
        body=body, title=None, outlet=outlet, author=None, url=None, published=published
    )
    basis = Basis.UNKNOWN if published is None else Basis.STATED
    return Article(ident, body, outlet=outlet, published=published, published_basis=basis)


def read(articles: Iterable[Article], meaning: float = 0.6) -> list[Candidate]:
    """Every sentence, all of them equally near in meaning, in their order."""
    return [
        Candidate(passage, span, text, 1.0, meaning, 1.0, 0.0)
        for article in articles
        for passage in passages(article)
        for span, text in zip(passage.sentences, passage.sentence_texts, strict=True)
    ]


def texts(candidates: Sequence[Candidate]) -> list[str]:
    return [each.text for each in candidates]


def assert_composed(found: Composed, articles: Iterable[Article]) -> None:
    """What holds for every composed answer: word for word, cited, and nothing twice."""
    known = {article.id: article for article in articles}
    assert (found.abstained is None) == bool(found.claims)
    assert [each.number for each in found.citations] == list(range(1, len(found.citations) + 1))
    for citation in found.citations:
        assert citation.article == known[citation.article.id]
    for claim in found.claims:
        (number,) = claim.citations
        assert claim.text == found.citations[number - 1].quote
    assert len({claim.citations for claim in found.claims}) == len(found.claims)
    shown = {number for claim in found.claims for number in claim.citations}
    assert shown == {citation.number for citation in found.citations}
    for conflict in found.conflicts:
        assert conflict.about
        assert len({position.value for position in conflict.positions}) >= 2
        assert shown.issuperset(n for position in conflict.positions for n in position.citations)
