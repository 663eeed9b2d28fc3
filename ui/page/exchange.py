"""One question and what came of it as HTML: the answer left, its sources right.

Everything that comes from an article, a question or a model passes `html_escape`. Buttons carry
what they are for in `data-` attributes; the script of the page hands those to `ui.page.talk`.
"""

from collections.abc import Iterable
from dataclasses import replace

from rag.answer import Answer, Citation, Claim, Conflict, Position, Support
from ui.conversations.model import Exchange
from ui.days import published_of_claim, published_of_short
from ui.export.clipboard import copied
from ui.export.wording import written_by
from ui.page.marks import claim_id, days_html, marker, with_markers
from ui.page.sources import sources
from ui.text import day, heading, html_escape, read_as
from ui.ways import other_way, own_words

VERDICTS = (("right", "Right"), ("wrong", "Wrong"), ("missing", "Something is missing"))


def exchange_html(
    exchange: Exchange, *, latest: bool, doing: str = "", model: str | None = None
) -> str:
    """A section of the conversation; `doing` says what is happening while it is pending.

    `model` is the name of the language model that is set.
    """
    return _section(exchange, latest, _reply(exchange, latest, doing, model))


def growing_html(exchange: Exchange, so_far: Answer, doing: str) -> str:
    """The section of a question while its answer is written: the sentences that are checked."""
    shown = replace(exchange, answer=so_far)
    # What is being done stands beneath them, where who wrote it will: nothing moves in the end.
    return _section(shown, True, _answer(so_far, shown, True) + _progress(doing))


def _section(exchange: Exchange, latest: bool, reply: str) -> str:
    number = exchange.number
    return (
        f'<section class="exchange" id="a{number}" aria-labelledby="a{number}-question">'
        f'<div class="answer">{_question(exchange, latest)}{reply}</div>'
        f"{sources(exchange, latest=latest)}</section>"
    )


def _question(exchange: Exchange, latest: bool) -> str:
    """The question, how it was read, its limits, and the form that asks it in other words."""
    number = exchange.number
    asked = exchange.answer.standalone_question if exchange.answer else exchange.question
    shown = html_escape(exchange.question)
    parts = [f'<h2 class="question" id="a{number}-question">{shown}</h2>']
    if exchange.answer and (read := read_as(exchange.answer)):
        parts.append(f'<p class="read-as">Read as: {html_escape(read)} {_change(exchange)}</p>')
    if exchange.filters:
        parts.append(f'<p class="within">Only articles {html_escape(str(exchange.filters))}</p>')
    parts.append(
        f'<form class="reask" data-event="reask" data-id="{html_escape(exchange.id)}" hidden>'
        f'<label for="a{number}-reask">The question, as it should be asked</label>'
        f'<textarea id="a{number}-reask" name="question" rows="2" maxlength="1000">'
        f"{html_escape(asked)}</textarea>"
        f'<button class="main"{_drops(latest)}>Ask this</button>'
        ' <button type="button" data-do="close">Cancel</button></form>'
    )
    return "".join(parts)


def _change(exchange: Exchange) -> str:
    return (
        '<button type="button" class="plain" data-do="reask" aria-expanded="false">Change'
        '<span class="unseen"> how the question was read</span></button>'
    )


def _reply(exchange: Exchange, latest: bool, doing: str, model: str | None) -> str:
    if exchange.failure is not None:
        return f'<p class="failure">{html_escape(exchange.failure)}</p>{_again(exchange, latest)}'
    if exchange.answer is None:
        return _progress(doing or "Reading the articles")
    answer = exchange.answer
    words = written_by(answer, "the sources beside") or own_words(answer, model)
    said = f'<p class="note">{html_escape(words)}</p>' if words else ""
    return _answer(answer, exchange, latest) + said + _actions(exchange, answer, latest, model)


def _progress(doing: str) -> str:
    return f'<p class="progress">{html_escape(doing)}…</p>'


def _answer(answer: Answer, exchange: Exchange, latest: bool) -> str:
    notes = "".join(
        f'<p class="note">{with_markers(note, answer, exchange.number)}</p>'
        for note in answer.notes
    )
    if answer.abstained is not None:
        return _refusal(answer, exchange, latest) + notes
    parts = []
    if answer.short_answer and len(answer.short_answer) <= _SHORT:
        parts.append(f'<p class="short">{_short(answer)}</p>')
    parts += [_conflict(conflict, answer, exchange.number) for conflict in answer.conflicts]
    if answer.conflicts:  # what fits with what belongs to the positions
        parts.append(notes)
    parts += [
        _claim(claim, place, answer, exchange.number)
        for place, claim in enumerate(answer.claims, 1)
    ]
    if not answer.conflicts:
        parts.append(notes)
    return "".join(parts)


def _short(answer: Answer) -> str:
    """The words that answer, with the day that they stand for."""
    words = answer.short_answer or ""
    return html_escape(words) + days_html(words, published_of_short(answer), named=False)


def _claim(claim: Claim, place: int, answer: Answer, number: int) -> str:
    label = f"<b>{html_escape(claim.label)}</b> " if claim.label else ""
    text = label + html_escape(claim.text)
    text += "".join(marker(each, answer, number) for each in claim.citations)
    text += days_html(claim.text, published_of_claim(claim, answer))
    if claim.support is Support.VERBATIM and answer.mode != "extractive":
        text += ' <span class="day">word for word</span>'
    if claim.support is Support.UNSUPPORTED:
        text += ' <em class="caution">no source says this</em>'
    return f'<p class="claim" id="{claim_id(number, place)}" tabindex="-1">{text}</p>'


def _conflict(conflict: Conflict, answer: Answer, number: int) -> str:
    # Long words are set smaller, and then all of them are.
    long = any(len(each.words) > _SHORT for each in conflict.positions)
    positions = "".join(_position(each, answer, number, long) for each in conflict.positions)
    about = html_escape(conflict.about)
    return (
        f'<section class="conflict" aria-label="The articles disagree on {about}">'
        f"<h3>The articles disagree on {about}</h3>"
        f'<ul class="positions">{positions}</ul></section>'
    )


def _position(position: Position, answer: Answer, number: int, long: bool) -> str:
    cited = {citation.number: citation for citation in answer.citations}
    backed = "".join(
        f"<li>{marker(each, answer, number)} {_named(cited[each])}</li>"
        for each in position.citations
        if each in cited
    )
    resolved = (
        f' <time datetime="{html_escape(position.value)}">{html_escape(position.value)}</time>'
        if position.day
        else ""
    )
    return (
        f'<li class="position"><p class="value{" long" if long else ""}">'
        f"“{html_escape(position.words)}”{resolved}</p><ul>{backed}</ul></li>"
    )


def _named(citation: Citation) -> str:
    article = citation.article
    outlet = f", {html_escape(article.outlet)}" if article.outlet and article.title else ""
    when = html_escape(day(article.published, article.published_basis))
    return f'{html_escape(heading(article))}{outlet} <span class="quiet">{when}</span>'


def _refusal(answer: Answer, exchange: Exchange, latest: bool) -> str:
    looked_for = html_escape(answer.standalone_question or exchange.question)
    parts = [
        "<h3>No answer from these articles</h3>",
        f"<p>{html_escape(answer.abstained or '')}</p>",
        f'<p class="quiet">Looked for: {looked_for}</p>',
    ]
    if answer.nearest is not None:
        parts.append(
            f'<p><a href="#a{exchange.number}-nearest">The nearest passage</a> is shown with the'
            " sources. It does not answer the question.</p>"
        )
    if exchange.filters:
        parts.append(f"<p>{_wider(exchange, latest)}</p>")
    return f'<section class="refusal" aria-label="No answer">{"".join(parts)}</section>'


def _actions(exchange: Exchange, answer: Answer, latest: bool, model: str | None) -> str:
    """What can be done with an answer: taken away, asked again, marked."""
    ident = html_escape(exchange.id)
    downloads = "".join(
        f'<a href="/export/answers/{ident}.{ending}" download>{name}</a>'
        for ending, name in DOWNLOADS
    )
    return (
        f'<div class="actions" role="group" aria-label="This answer">'
        f'<button type="button" data-do="copy" data-text="{html_escape(copied(exchange))}">Copy'
        "</button>"
        f'<button type="button" data-event="share" data-id="{ident}">Link</button>'
        f'<details class="menu"><summary>Download</summary><div>{downloads}</div></details>'
        f"{_retry(ident, latest)}{_otherwise(answer, ident, latest, model)}"
        '<button type="button" data-do="reask" aria-expanded="false">Edit</button>'
        f"{_verdicts(exchange, ident)}</div>"
    )


_SHORT = 90  # characters; longer words that answer are a sentence of the answer anyway
DOWNLOADS = (
    ("docx", "Word"),
    ("md", "Markdown"),
    ("html", "Web page"),
    ("json", "Evidence packet"),
)


def _wider(exchange: Exchange, latest: bool) -> str:
    return (
        '<button type="button" class="main" data-event="wider"'
        f' data-id="{html_escape(exchange.id)}"{_drops(latest)}>'
        "Ask all articles, without the filters</button>"
    )


def _again(exchange: Exchange, latest: bool) -> str:
    ident = html_escape(exchange.id)
    # What failed may have failed for its filters: an outlet whose articles were removed.
    wider = _wider(exchange, latest) if exchange.filters else ""
    return (
        '<div class="actions" role="group" aria-label="This question">'
        f"{wider}{_retry(ident, latest)}"
        '<button type="button" data-do="reask" aria-expanded="false">Edit</button></div>'
    )


def _retry(ident: str, latest: bool) -> str:
    return (
        f'<button type="button" data-event="retry" data-id="{ident}"{_drops(latest)}>Ask again'
        "</button>"
    )


def _otherwise(answer: Answer, ident: str, latest: bool, model: str | None) -> str:
    way = other_way(answer, model)
    if way is None or (answer.written and not way.extractive):  # asking again does that
        return ""
    return (
        f'<button type="button" data-event="otherwise" data-id="{ident}"'
        f' data-value="{"extractive" if way.extractive else "model"}"{_drops(latest)}>'
        f"{html_escape(way.words)}</button>"
    )


def _drops(latest: bool) -> str:
    """Has a click confirmed where what was asked later would go with the question."""
    return "" if latest else ' data-confirm="Also drop the questions after it?"'


def _verdicts(exchange: Exchange, ident: str) -> str:
    given = dict(VERDICTS).get(exchange.mark or "")
    label = f"Marked: {given.lower()}" if given else "Feedback"
    choices = "".join(
        f'<label><input type="radio" name="verdict" value="{value}"'
        f"{' checked' if value == exchange.mark else ''} required> {name}</label>"
        for value, name in VERDICTS
    )
    return (
        f'<details class="menu feedback"><summary>{label}</summary>'
        f'<form data-event="mark" data-id="{ident}"><fieldset><legend>Is the answer right?</legend>'
        f"{choices}</fieldset>"
        f'<label class="wide">Note <input type="text" name="comment" maxlength="1000"></label>'
        '<button class="main">Send</button></form></details>'
    )


def suggestions_html(questions: Iterable[str]) -> str:
    """Questions to ask at a click; nothing where there are none."""
    buttons = "".join(
        f'<li><button type="button" data-event="ask" data-question="{html_escape(each)}">'
        f"{html_escape(each)}</button></li>"
        for each in questions
    )
    return (
        f'<ul class="suggestions" aria-label="Suggested questions">{buttons}</ul>'
        if buttons
        else ""
    )
