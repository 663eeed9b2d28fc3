"""The few sentences that every format says in the same words."""

from rag.answer import Answer
from ui.conversations.model import Exchange

NO_ANSWER = "No answer from these articles"
NEAREST = "The nearest passage, which does not answer the question"
NOT_SAID = "no source says this"


def unanswered(exchange: Exchange) -> str:
    """Why there is no answer, where one is still to come or something failed."""
    return exchange.failure or "This question has no answer yet."


def written_by(answer: Answer) -> str | None:
    """Who put the answer in words, where they are not the articles' own."""
    if answer.mode == "extractive":
        return None
    return f"Written by {answer.mode} from the passages in the notes."
