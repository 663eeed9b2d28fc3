"""What a person typed, out of what Slack makes of it: links, mentions and escapes undone.

Slack describes its markup at docs.slack.dev, "Formatting message text".
"""

import html
import re

_MARKUP = re.compile(r"<([^<>]*)>")
_GREETING = r"hi|hello|hey|good (?:morning|afternoon|evening)"
_BESIDE = r"[\s,.!]|:[\w+'-]+:"
_THANKS = (
    r"ok(?:ay)?|thanks?(?: you)?(?: (?:very|so) much| a lot)?|thx|ty|cheers|merci|great|perfect|"
    r"got it|nice|cool|super|👍|🙏|[\U0001F3FB-\U0001F3FF]"
)
_GREETINGS = re.compile(f"(?:{_GREETING})(?:{_BESIDE}|{_GREETING})*", re.IGNORECASE)
_COURTESY = re.compile(f"(?:{_BESIDE}|{_GREETING}|{_THANKS})+", re.IGNORECASE)


def spoken(text: str, bot: str) -> str:
    """The words, without the mention of `bot`; of a link its label, of a channel its name."""

    def said(match: "re.Match[str]") -> str:
        target, _, label = match[1].partition("|")
        if target == f"@{bot}":
            return " "
        if target.startswith(("@", "#", "!")):
            sign = "#" if target[0] == "#" else "@"
            return sign + (label or target[1:]).lstrip("@#")
        return label or target.removeprefix("mailto:")

    return " ".join(html.unescape(_MARKUP.sub(said, text)).split())


def spoken_lines(text: str, bot: str) -> str:
    """The same, line by line: a list keeps its items."""
    lines = (spoken(line, bot) for line in text.splitlines())
    return "\n".join(line for line in lines if line)


def mentions(text: str, user: str) -> bool:
    return f"<@{user}>" in text or f"<@{user}|" in text


def to_another(text: str, bot: str) -> bool:
    """Whether a message begins with the name of a person other than `bot`."""
    first = re.match(r"\s*<@([A-Z0-9]+)[|>]", text)
    return first is not None and first[1] != bot


def is_greeting(words: str) -> bool:
    """Whether it greets, and nothing else."""
    return _GREETINGS.fullmatch(words) is not None


def is_courtesy(words: str) -> bool:
    """Whether it is a greeting or thanks, and nothing else."""
    return bool(words) and _COURTESY.fullmatch(words) is not None
