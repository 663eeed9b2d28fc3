"""The App Home: what readout is, what it holds, what it can be asked."""

from collections.abc import Sequence

from ui.slack.blocks.parts import Block, lines, sections

_MOST_QUESTIONS = 10
_WHAT = (
    "I answer questions from news articles. Each sentence of an answer is an article's own, with"
    " its source beside it; where the articles disagree I show who says what, and where they do"
    " not say I tell you so. Write to me here, mention me in a channel, or type /readout."
)


def home_view(summary: str, questions: Sequence[str]) -> Block:
    """The view; `summary` says what the corpus holds: "5 articles, 30 passages"."""
    parts = [*sections(lines(_WHAT)), *sections(lines(f"I have {summary}."))]
    if questions:
        asked = (each for one in questions[:_MOST_QUESTIONS] for each in lines(one, before="• "))
        parts += sections([*lines("You could ask:"), *asked])
    return {"type": "home", "blocks": [each.block for each in parts]}
