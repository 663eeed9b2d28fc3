"""Untrusted text as Slack's mrkdwn that shows as exactly that text.

How Slack reads a mrkdwn text (docs.slack.dev, "Formatting message text" and "Text object"):

- `&`, `<` and `>` are written `&amp;`, `&lt;` and `&gt;`. Between a bare `<` and `>` stand links
  (`<http://a|words>`) and mentions (`<@U1>`, `<#C1>`, `<!channel>`). With these three escaped no
  text can hold one.
- `*bold*`, `_italic_`, `~struck~` and `code` in backticks. A mark opens only after a break (the
  start, a space, punctuation) and before something that is no space: `snake_case` and `5 * 3` stay.
  There is no escape. A soft hyphen right behind a mark keeps it from opening; a zero-width space
  would not. The wide forms of East Asian keyboards work as the narrow ones do.
- `>` or `&gt;` at the start of a line makes a quote; there are no lists.
- `:smile:` is a picture wherever it stands.
- Unless the text object says `verbatim`, and ours all do, Slack makes links of bare addresses and
  domains and of channel names, and mentions of some names. The `text` of a message has no such
  switch; so what could be one is broken with a word joiner, which is as wide as nothing.

The invisible characters are put nowhere else, so plain prose is copied as it was written.

Why mrkdwn and not `rich_text` blocks, whose text is never parsed: the `text` of a message and
`response_url` know mrkdwn only, so the escaping is needed anyway; a section shows a whole sentence
as one string, with its marks; and every client shows sections.
"""

import re
from urllib.parse import quote

from ui.text import plain, web_address

_JOINER = "\u2060"
_SOFT_HYPHEN = "\u00ad"
_LONGEST_ADDRESS = 2_000  # characters; no browser is sure to take a longer one

_OPENING = re.compile(r"(?<=[*_~＊＿～])(?<![A-Za-z0-9][*_~＊＿～])(?=\S)")  # behind a mark
_BACKTICKS = str.maketrans("`｀", "ˋˋ")  # nothing invisible stops code; these look the same
_EMOJI = re.compile(r":(?=[\w+'-]*[^\W\d][\w+'-]*:|[+-]1:)|(?<!\d):(?=\d+:)")
_FILES = "(?:txt|html?|json|jsonl|xml|pdf|docx?|csv)"  # what ends so is called by its file's name
_ADDRESS = re.compile(
    rf"(?<=:)(?=//)|(?<=\w)(?=\.(?!{_FILES}\b)[^\W\d_]{{2}})|(?<=@)(?=\w)|(?<=#)(?=[^\W\d_])"
)
_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})


def mrkdwn(text: str) -> str:
    """`text` on one line of mrkdwn; runs of white space become one space."""
    shown = plain(text).translate(_BACKTICKS)
    shown = _ADDRESS.sub(_JOINER, shown)
    shown = _EMOJI.sub(":" + _JOINER, shown)
    shown = _OPENING.sub(_SOFT_HYPHEN, shown)
    if shown.startswith((">", "＞")):
        shown = _SOFT_HYPHEN + shown
    return shown.translate(_ENTITIES)


def bold(text: str) -> str:
    """`text` in bold; left plain where a star of its own would end that too early."""
    shown = mrkdwn(text)
    return f"*{shown}*" if shown and not re.search("[*＊]", shown) else shown


def quoted(text: str) -> str:
    """`text` as a line of a quote."""
    return f"> {mrkdwn(text)}"


def link(url: str | None, words: str) -> str | None:
    """A link to an article's address, if a person may be sent there; `words` are our own."""
    address = web_address(url)
    if address is None or len(address) > _LONGEST_ADDRESS:
        return None
    # What could end the link, or begin another, goes in as %7C; "&" is written as everywhere.
    address = re.sub(r"[<>|\"`^{}\\]", lambda found: quote(found[0]), address)
    return f"<{address.translate(_ENTITIES)}|{words}>"
