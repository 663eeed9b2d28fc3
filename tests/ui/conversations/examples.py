"""Answers and exchanges for tests of conversations."""

from datetime import UTC, datetime, timedelta

from index.article import Article, Span
from rag.answer import Answer, Citation, Claim, Question, Support
from tests.articles import article
from ui.conversations.model import Exchange, new_exchange_id

NINE = datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
FERRY = article("The ferry to Kelso was late. It carried wheat.", "Ferry late", "/a/ferry.txt")
BRIDGE = article("The bridge at Kelso opened on Monday.", "Bridge opens", "/a/bridge.txt")


def citing(*articles: Article, question: str = "What was late?") -> Answer:
    """An answer of the first sentence of each article."""
    spans = [Span(0, each.body.index(".") + 1) for each in articles]
    pairs = [*zip(articles, spans, strict=True)]
    return Answer(
        Question(question),
        question,
        claims=tuple(
            Claim(span.of(each.body), (number,), Support.VERBATIM)
            for number, (each, span) in enumerate(pairs, 1)
        ),
        citations=tuple(
            Citation(number, each, span, Span(0, len(each.body)))
            for number, (each, span) in enumerate(pairs, 1)
        ),
        short_answer="The ferry",
        notes=("A note.",),
    )


def exchange(
    number: int = 1,
    question: str = "What was late?",
    answer: Answer | None = None,
    failure: str | None = None,
    minutes: int = 0,
) -> Exchange:
    """An exchange asked some minutes after nine."""
    asked = NINE + timedelta(minutes=minutes)
    return Exchange(new_exchange_id(), number, question, asked, answer=answer, failure=failure)
