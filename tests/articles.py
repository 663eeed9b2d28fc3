"""Articles for tests that need no file."""

from datetime import UTC, datetime

from index.article import Article, Basis, article_id

DAY = datetime(2025, 3, 28, tzinfo=UTC)


def article(body: str, title: str | None = None, path: str | None = None) -> Article:
    """An article with the id that its content gives it."""
    stated = {"title": title, "outlet": "Example Times", "author": None, "url": None}
    return Article(
        id=article_id(body=body, published=DAY, **stated),
        body=body,
        path=path,
        published=DAY,
        published_basis=Basis.STATED,
        **stated,
    )


def story(subject: str, sentences: int = 3) -> str:
    """Prose about a subject, every sentence of which names it."""
    return " ".join(
        f"The council spoke about {subject} on day {day} and put off its vote again."
        for day in range(1, sentences + 1)
    )
