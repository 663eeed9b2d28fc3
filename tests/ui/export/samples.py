"""Exchanges to export: every shape an answer has, and hostile words in every place."""

from dataclasses import replace
from datetime import UTC, datetime

from index.article import Article, Basis, Span, article_id
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Support
from rag.filters import filters_from
from tests.ui.page.examples import HOSTILE
from ui.conversations.model import Exchange

MADE = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
ASKED = datetime(2026, 11, 22, 8, 50, 8, tzinfo=UTC)
DAY = datetime(2025, 3, 28, 11, 9, tzinfo=UTC)
LINES = "They begin on April 3,\nthe minister\tsaid;  “no sooner”, he\r\nadded."
FIRST_BODY = (
    f"It opens here.\n\nThe talks were short. {LINES} Nobody asked why.\n\nThe end. He has 2 * 3."
)
SECOND_BODY = "Duties start on Wednesday. A spokesman said so twice."


def made(body: str, **fields: object) -> Article:
    """An article with the id that its content gives it."""
    known: dict[str, object] = {
        "title": None,
        "outlet": None,
        "author": None,
        "url": None,
        "published": None,
    }
    known |= {name: value for name, value in fields.items() if name in known}
    rest = {name: value for name, value in fields.items() if name not in known}
    if known["published"] and "published_basis" not in rest:
        rest["published_basis"] = Basis.STATED
    ident = article_id(body=body, **known)  # type: ignore[arg-type]
    return Article(id=ident, body=body, **known, **rest)  # type: ignore[arg-type]


FIRST = made(
    FIRST_BODY,
    title="A “first” title & more",
    outlet="The Wire",
    author="Ann Lee",
    url="https://example.org/a?b=1&c=(2)",
    path="/home/ann/desk/first.txt",
    published=DAY,
)
SECOND = made(SECOND_BODY, path="/home/ann/desk/second_part.txt", published=DAY)


def cited(number: int, article: Article, quote: str) -> Citation:
    """A citation of `quote`, whose passage goes to the ends of the body."""
    at = article.body.index(quote)
    return Citation(number, article, Span(at, at + len(quote)), Span(0, len(article.body)))


def verbatim(citation: Citation, label: str | None = None) -> Claim:
    return Claim(citation.quote, (citation.number,), Support.VERBATIM, label)


def exchange(number: int, answer: Answer | None, **fields: object) -> Exchange:
    question = answer.question.text if answer else "Is there more?"
    made_up = f"exc_{number:032x}"
    return Exchange(made_up, number, question, ASKED, answer=answer, **fields)  # type: ignore[arg-type]


WHEN, THEN = cited(1, FIRST, LINES), cited(2, SECOND, "Duties start on Wednesday.")
DISAGREE = Answer(
    Question("When?"),
    "When do the duties begin?",
    claims=(verbatim(WHEN), verbatim(THEN, "2 April 2025")),
    citations=(WHEN, THEN),
    conflicts=(
        Conflict(
            "the date",
            (Position("2025-04-03", "April 3", (1,)), Position("2025-04-02", "Wednesday", (2,))),
        ),
    ),
    short_answer="April 3",
    notes=("“next week” [2] fits each of these.",),
)
WHY, AGAIN = cited(1, SECOND, "A spokesman said so twice."), cited(2, FIRST, LINES)
REPEATED = Answer(
    Question("Why?", filters=filters_from(as_of="2025-03-29")),
    "Why?",
    claims=(verbatim(WHY), verbatim(AGAIN), Claim("Not so.", (2,), Support.UNSUPPORTED)),
    citations=(WHY, AGAIN),
    notes=("“once [1]” [2] is late.",),
)
REFUSED = Answer(
    Question("Who?"),
    "Who?",
    abstained="The articles do not say.",
    nearest=cited(1, FIRST, "Nobody asked why."),
)
EXCHANGES = (
    exchange(1, DISAGREE),
    exchange(2, REPEATED, filters=REPEATED.question.filters),
    exchange(3, REFUSED),
    exchange(4, None),
    exchange(5, None, failure="The index was busy; ask again."),
)
QUOTES = (LINES, THEN.quote, WHY.quote, "Nobody asked why.")


def hostile(text: str) -> tuple[Exchange, ...]:
    """An answer and a refusal with `text` in every place that somebody else fills."""
    body = f"Before {text}. It said {text} and stopped. After {text}."
    article = made(
        body, title=text, outlet=text, author=text, url=text, path=f"/tmp/{text}", published=DAY
    )
    named = made(body, path=f"/tmp/{text}", url=f"https://evil.example/{text}")
    one = cited(1, article, f"It said {text} and stopped.")
    two = cited(2, named, f"Before {text}.")
    answer = Answer(
        Question(text, history=(text,)),
        f"{text} whole",
        claims=(verbatim(one, text), verbatim(two)),
        citations=(one, two),
        conflicts=(Conflict(text, (Position(text, text, (1,)), Position("x", text, (2,)))),),
        short_answer=text,
        notes=(text,),
        mode=text,
    )
    refused = replace(
        REFUSED, question=Question(text), abstained=text, nearest=replace(two, number=1)
    )
    return (exchange(1, answer), exchange(2, refused), exchange(3, None, failure=text))


PAYLOADS = HOSTILE
