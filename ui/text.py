"""Untrusted text made safe to show: plain, as Markdown, or as HTML.

Articles, questions and model output are data. Nothing in them may become a link, an image, a
heading, a diagram, a formula or a tag.
"""

import html
import re
from datetime import datetime
from pathlib import PurePath
from urllib.parse import urlsplit

from index.article import Article, Basis
from index.listing import ListedArticle
from rag.answer import Answer

# Any ASCII punctuation may be escaped with a backslash (CommonMark 0.31.2, section 2.4). These
# are all that can begin a construct, those of the extensions too: tables, strikethrough,
# footnotes, $formulas$, bare addresses ("http:", "a@b"). Marks of plain prose stay bare because
# Gradio 6.31 also hands a message to screen readers as it stands, before Markdown is read.
_CONSTRUCT = re.compile(r"[!\"#$&()*+\-:<=>@\[\\\]^_`{|}~]")

# A full stop matters in two places only: "1. " begins a list, "www." an address.
_STOP = re.compile(r"(^[0-9]+|www)\.", re.IGNORECASE)

# Control characters, lone surrogates (no encoder takes them), and the embeddings, overrides and
# isolates of bidirectional text, which can show a sentence in another order than it was written.
_UNSHOWABLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]"
)


def showable(text: str) -> str:
    """`text` as it is, but for characters that cannot be shown or would show it otherwise."""
    return _UNSHOWABLE.sub("", text)


def plain(text: str) -> str:
    """`text` on one line, without what could steer a terminal."""
    return " ".join(showable(text).split())


def markdown_escape(text: str) -> str:
    """`text` as one line of Markdown that renders as exactly that text.

    Runs of white space become one space, so no line can start a list, a heading, a fence or an
    indented block, whatever it contains.
    """
    return _STOP.sub(r"\1\\.", _CONSTRUCT.sub(r"\\\g<0>", plain(text)))


def html_escape(text: str) -> str:
    """`text` for the inside of an element or of a quoted attribute."""
    return html.escape(showable(text), quote=True)


def heading(article: Article | ListedArticle) -> str:
    """What to call an article: its title, else its outlet, else its file's name."""
    if article.title or article.outlet:
        return article.title or article.outlet or ""
    if article.path:
        return PurePath(article.path).name
    return "Untitled article"


def web_address(url: str | None) -> str | None:
    """The address, if it is one that a browser may be sent to: http or https, and a host."""
    if not url or any(each.isspace() or not each.isprintable() for each in url):
        return None
    try:
        parts = urlsplit(url)
    except ValueError:  # such as an unclosed bracket in the host
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def read_as(answer: Answer) -> str | None:
    """What a follow-up was taken to ask, for the reader to correct; None when it stood alone."""
    typed = " ".join(answer.question.text.split())
    return answer.standalone_question if answer.standalone_question != typed else None


def day(published: datetime | None, basis: Basis) -> str:
    """ "28 March 2025 · stated", or "date unknown"."""
    if published is None:
        return "date unknown"
    return f"{published.day} {published:%B %Y} · {basis.value}"


def cut(text: str, width: int) -> str:
    """The text on one line, of at most so many characters."""
    text = plain(text)
    return text if len(text) <= width else text[: width - 1] + "…"
