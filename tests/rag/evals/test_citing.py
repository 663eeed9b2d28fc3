"""Citation support by ALCE's definitions: which statements are carried, which citations help."""

import pytest

from rag.evals.citing import carries, helping, is_true
from rag.evals.reply import Cited, Reply, Statement
from tests.articles import article

FIRST = "The duty on cars starts on April 3. "
SECOND = "It stands at 25 per cent. "
THIRD = "The minister met reporters in Windsor."
HELD = article(FIRST + SECOND + THIRD)
BOTH = "The duty on cars starts on April 3 and stands at 25 per cent."


class OneArticle:
    """Evidence over one article."""

    def article(self, article_id: str) -> object:
        return HELD if article_id == HELD.id else None


EVIDENCE: object = OneArticle()


def cited(number: int, quote: str, **changes: object) -> Cited:
    quote = quote.strip()
    start = HELD.body.index(quote)
    found = {"article_id": HELD.id, "quote": quote, "start": start, "end": start + len(quote)}
    return Cited(number, **(found | changes))  # type: ignore[arg-type]


REPLY = Reply(
    citations=(
        cited(1, FIRST),
        cited(2, SECOND),
        cited(3, THIRD),
        cited(4, FIRST, start=1),  # not where it says
        cited(5, FIRST, article_id="art_of_nothing"),
        cited(6, FIRST, article_id=None),
        cited(7, HELD.body),
    )
)


@pytest.mark.parametrize(
    ("text", "numbers", "carried", "helpful"),
    [
        (FIRST, (1,), True, 1),
        (FIRST, (2,), False, 0),
        (FIRST, (), False, 0),
        (FIRST, (99,), False, 0),  # not given
        (FIRST, (4,), False, 0),
        (FIRST, (5,), False, 0),
        (FIRST, (6,), False, 0),
        (FIRST, (1, 4), True, 1),  # the false one helps nothing
        (FIRST, (1, 99), True, 1),
        (FIRST, (1, 3), True, 1),  # the needless one neither
        (FIRST, (1, 7), True, 2),  # each carries it alone
        (BOTH, (1,), False, 0),
        (BOTH, (1, 2), True, 2),  # neither alone, together they do
        (BOTH, (1, 2, 3), True, 2),
        ("The duty on cars starts on April 4.", (1,), False, 0),
    ],
)
def test_what_citations_carry(
    text: str, numbers: tuple[int, ...], carried: bool, helpful: int
) -> None:
    statement = Statement(text.strip(), numbers)
    assert carries(statement, REPLY, EVIDENCE) is carried  # type: ignore[arg-type]
    assert helping(statement, REPLY, EVIDENCE) == helpful  # type: ignore[arg-type]


def test_true_citations() -> None:
    true = {each.number for each in REPLY.citations if is_true(each, EVIDENCE)}  # type: ignore[arg-type]
    assert true == {1, 2, 3, 7}
