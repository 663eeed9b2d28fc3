"""The switch beside the box for questions: a language model's sentences, or the articles'."""

from ui.text import html_escape
from ui.ways import ARTICLES_WORDS


def mode_html(model: str | None, *, extractive: bool) -> str:
    """The switch as it stands; nothing where no model is set."""
    if model is None:
        return ""
    return (
        '<form class="mode" data-event="mode" data-live><fieldset><legend>Answers</legend>'
        f"{_choice('model', f'by {model}', not extractive)}"
        f"{_choice('extractive', ARTICLES_WORDS, extractive)}</fieldset></form>"
    )


def _choice(value: str, words: str, chosen: bool) -> str:
    checked = " checked" if chosen else ""
    return (
        f'<label><input type="radio" name="value" value="{value}"{checked}>'
        f" {html_escape(words)}</label>"
    )
