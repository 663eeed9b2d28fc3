"""The small things within a sentence: its citations, and the days that its words stand for."""

import re
from datetime import datetime

from rag.answer import Answer
from rag.resolved_days import resolved_days
from ui.text import day, heading, html_escape

_MARKER = re.compile(r"\[([0-9]{1,4})\]")


def source_id(number: int, citation: int) -> str:
    """The element id of a source card: "a7-src-3" is source 3 of answer 7."""
    return f"a{number}-src-{citation}"


def claim_id(number: int, place: int) -> str:
    """The element id of a sentence: "a7-says-2" is the second of answer 7."""
    return f"a{number}-says-{place}"


def marker(citation: int, answer: Answer, number: int) -> str:
    """A citation's number as a link to its card, tied by a no-break space to the word before."""
    article = next((each.article for each in answer.citations if each.number == citation), None)
    if article is None:
        return f"\u00a0[{citation}]"
    told = html_escape(f"{heading(article)}, {day(article.published, article.published_basis)}")
    return (
        f'\u00a0<a class="cite" href="#{source_id(number, citation)}"'
        f' aria-label="[{citation}] Source: {told}" title="{told}">[{citation}]</a>'
    )


def with_markers(text: str, answer: Answer, number: int) -> str:
    """`text` as HTML; a "[3]" in it that is a citation of the answer is a link to its card."""
    cited = {each.number for each in answer.citations}
    parts = []
    for place, part in enumerate(_MARKER.split(text)):
        if place % 2 and int(part) in cited:
            parts.append(marker(int(part), answer, number).lstrip("\u00a0"))
        else:
            parts.append(f"[{part}]" if place % 2 else html_escape(part))
    return "".join(parts)


def days_html(text: str, published: datetime | None, *, named: bool = True) -> str:
    """The days that words of `text` such as "next Wednesday" stand for, in ISO 8601, as HTML.

    They stand behind a sentence and not in it, since that is the article's own. Unless `named`,
    without the words: where `text` is no more than those.
    """
    return "".join(
        f' <span class="day" title="worked out from the date of the article">'
        f"{html_escape(words) if named else ''} = {resolved}</span>"
        for words, resolved in resolved_days(text, published)
    )
