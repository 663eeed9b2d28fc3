"""Which article's date the words of an answer are resolved by."""

from datetime import datetime

from rag.answer import Answer, Claim


def published_of_short(answer: Answer) -> datetime | None:
    """When the article came out whose words the short answer is; None when that is not known."""
    words = answer.short_answer or ""
    first = next((each for each in answer.citations if words in each.quote), None)
    return first.article.published if first else None


def published_of_claim(claim: Claim, answer: Answer) -> datetime | None:
    """When the first article came out that the claim cites; None when that is not known."""
    first = next((each for each in answer.citations if each.number in claim.citations), None)
    return first.article.published if first else None
