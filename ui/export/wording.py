"""The few sentences that every format says in the same words."""

from rag.answer import Answer
from ui.conversations.model import Exchange

NO_ANSWER = "No answer from these articles"
NEAREST = "The nearest passage, which does not answer the question"
NOT_SAID = "no source says this"


def unanswered(exchange: Exchange) -> str:
    """Why there is no answer, where one is still to come or something failed."""
    return exchange.failure or "This question has no answer yet."


def written_by(answer: Answer, sources: str = "the passages in the notes") -> str | None:
    """Who put the answer in words, and what was left out; None where they are the articles' own.

    Why a model's words were put aside is said by the answer's notes.
    """
    if answer.mode == "extractive":
        return None
    written, left_out = answer.written, list[str]()
    if written and written.replaced:
        count = _sentences(written.replaced)
        stand = "stands" if written.replaced == 1 else "stand"
        left_out.append(f"{count} that strayed {stand} in the articles' words")
    if written and written.dropped:
        count, were = _sentences(written.dropped), "was" if written.dropped == 1 else "were"
        left_out.append(f"{count} that no passage carries {were} left out")
    return "; ".join([f"Written by {answer.mode} from {sources}", *left_out]) + "."


def _sentences(count: int) -> str:
    return f"{count} {'sentence' if count == 1 else 'sentences'}"
