"""The sources of an answer: a block each, near-copies of one story folded into a line."""

from collections.abc import Sequence

from rag.answer import Answer, Citation
from ui.export.wording import NEAREST
from ui.slack.blocks.escape import bold, link, quoted
from ui.slack.blocks.parts import Line, Part, contexts, lines, sections
from ui.text import day, heading


def sources(answer: Answer) -> list[Part]:
    """A block a citation, and a grey line for the copies of its story."""
    copies = {each: group[0] for group in answer.origins for each in group[1:]}
    first = {each.number for each in answer.citations} - set(copies)
    parts = [Part({"type": "divider"})] if answer.citations else []
    for citation in answer.citations:
        if copies.get(citation.number) in first:
            continue
        quote = [Line(each.shown, "") for each in lines(citation.quote, quoted)]  # said above
        parts += sections([*title(citation), *byline(citation), *quote])
        folded = [each for each in answer.citations if copies.get(each.number) == citation.number]
        parts += contexts(_copies(folded))
    return parts


def nearest(citation: Citation) -> list[Part]:
    """The passage that is nearest to a question which has no answer, labelled as none."""
    named = lines(heading(citation.article), bold)
    quote = citation.quote or citation.passage.of(citation.article.body)
    label = Line(f"_{NEAREST}:_", f"{NEAREST}:")
    return sections([label, *named, *byline(citation), *lines(quote, quoted)])


def title(citation: Citation) -> list[Line]:
    return lines(f"[{citation.number}] {heading(citation.article)}", bold)


def byline(citation: Citation) -> list[Line]:
    """Outlet and date, and the way to the article where it was published."""
    article = citation.article
    original = link(article.url, "Original")
    return lines(source(citation), after=f" · {original}" if original else "")


def source(citation: Citation) -> str:
    """ "Example Times · 28 March 2025 · stated"."""
    article = citation.article
    parts = [day(article.published, article.published_basis)]
    if article.outlet and article.title:  # without a title the outlet is the heading already
        parts.insert(0, article.outlet)
    return " · ".join(parts)


def _copies(folded: Sequence[Citation]) -> list[Line]:
    if not folded:
        return []
    told = f"and {len(folded)} more {'copy' if len(folded) == 1 else 'copies'} of this story: "
    named = (f"[{each.number}] {heading(each.article)}, {source(each)}" for each in folded)
    return lines(told + "; ".join(named))
