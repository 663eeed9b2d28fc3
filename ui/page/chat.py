"""The left side of the page: the conversation as chat messages in Markdown."""

from collections.abc import Iterable

from index.article import Article
from rag.answer import Answer, Claim, Conflict, Support
from ui.page.conversation import Conversation, Exchange, nearest_id, source_id
from ui.text import heading, markdown_escape, read_as

PENDING = "*Reading the articles…*"


def messages(conversation: Conversation) -> list[dict[str, str]]:
    """The conversation in the form that `gr.Chatbot` shows."""
    shown = []
    for exchange in conversation.exchanges:
        shown.append({"role": "user", "content": markdown_escape(exchange.question)})
        shown.append({"role": "assistant", "content": _reply(exchange)})
    return shown


def _reply(exchange: Exchange) -> str:
    if exchange.failure is not None:
        return markdown_escape(exchange.failure)
    if exchange.answer is None:
        return PENDING
    return answer_markdown(exchange.answer, exchange.number)


def answer_markdown(answer: Answer, exchange: int) -> str:
    """An answer as Markdown; its markers link to the source cards of that exchange."""
    paragraphs = [f"*Read as: {markdown_escape(read)}*"] if (read := read_as(answer)) else []
    if answer.abstained is not None:
        notes = (f"*{markdown_escape(note)}*" for note in answer.notes)
        return "\n\n".join([*paragraphs, *_refusal(answer, exchange), *notes])
    if answer.short_answer:
        paragraphs.append(f"**{markdown_escape(answer.short_answer)}**")
    paragraphs += [_conflict(conflict, answer, exchange) for conflict in answer.conflicts]
    paragraphs += [_claim(claim, answer, exchange) for claim in answer.claims]
    paragraphs += [f"*{markdown_escape(note)}*" for note in answer.notes]
    if answer.mode != "extractive":
        paragraphs.append(f"*Written by {markdown_escape(answer.mode)} from the sources beside.*")
    return "\n\n".join(paragraphs)


def _refusal(answer: Answer, exchange: int) -> Iterable[str]:
    yield "**No answer from these articles**"
    yield markdown_escape(answer.abstained or "")
    if answer.nearest is not None:
        link = f"[The nearest passage](#{nearest_id(exchange)})"
        yield f"{link} is shown with the sources. It does not answer the question."


def _claim(claim: Claim, answer: Answer, exchange: int) -> str:
    label = f"**{markdown_escape(claim.label)}** " if claim.label else ""
    text = label + markdown_escape(claim.text) + _markers(claim.citations, answer, exchange)
    if claim.support is Support.UNSUPPORTED:
        text += " *(no source says this)*"
    return text


def _conflict(conflict: Conflict, answer: Answer, exchange: int) -> str:
    said = "; ".join(
        f"“{markdown_escape(position.words)}”{f' ({position.day})' if position.day else ''}"
        f"{_markers(position.citations, answer, exchange)}"
        for position in conflict.positions
    )
    return f"**The articles disagree** on {markdown_escape(conflict.about)}: {said}."


def _markers(numbers: Iterable[int], answer: Answer, exchange: int) -> str:
    articles = {citation.number: citation.article for citation in answer.citations}
    return "".join(_marker(number, articles.get(number), exchange) for number in numbers)


def _marker(number: int, article: Article | None, exchange: int) -> str:
    """A marker, tied by a no-break space to the word before it."""
    if article is None:
        return f"\u00a0\\[{number}\\]"
    # What the marker says when it is pointed at or read aloud.
    hint = f"Source {number}: {markdown_escape(heading(article))}"
    return f'\u00a0[\\[{number}\\]](#{source_id(exchange, number)} "{hint}")'
