"""Which sentences of a reply its citations carry."""

from rag.evals.evidence import Evidence, is_verbatim
from rag.evals.reply import Cited, Reply, Statement
from rag.verify import supports


def is_true(cited: Cited, evidence: Evidence) -> bool:
    """Whether the quote stands in its article, byte for byte where the citation says."""
    article = evidence.article(cited.article_id) if cited.article_id else None
    return is_verbatim(article, cited.quote, cited.start, cited.end)


def carries(statement: Statement, reply: Reply, evidence: Evidence) -> bool:
    """Whether the true quotes among a statement's citations, taken together, say it."""
    return _supported(statement, _quotes(statement, reply, evidence))


def helping(statement: Statement, reply: Reply, evidence: Evidence) -> int:
    """How many of a statement's citations help to carry it: alone, or where others need them."""
    quotes = _quotes(statement, reply, evidence)
    if not _supported(statement, quotes):
        return 0
    return sum(
        quote is not None
        and (
            _supported(statement, [quote])
            or not _supported(statement, quotes[:at] + quotes[at + 1 :])
        )
        for at, quote in enumerate(quotes)
    )


def _quotes(statement: Statement, reply: Reply, evidence: Evidence) -> list[str | None]:
    """The quotes that a statement cites, in its order; None for one that is not in its article."""
    by_number = {cited.number: cited for cited in reply.citations}
    found = (by_number.get(number) for number in statement.citations)
    return [cited.quote if cited and is_true(cited, evidence) else None for cited in found]


def _supported(statement: Statement, quotes: list[str | None]) -> bool:
    there = [quote for quote in quotes if quote]
    return bool(there) and supports(statement.text, there)
