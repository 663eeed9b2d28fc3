"""What the lines of a news page are when they are not the news: bylines, credits, share buttons.

Every function takes one line without the white space around it. They are strict on purpose:
a line that is not recognised stays in the article, and a lost sentence is worse than a kept button.
"""

import re
from datetime import date, datetime

from index.formats.calendar_dates import clock_after, mentions

# Nothing that these patterns describe is longer; a longer line is prose without being looked at.
LONGEST = 400

_LEADING_MARKER = re.compile(r"\s*date:?\s(\d{4}-\d{2}-\d{2})(?![\d-])[^\S\n\r]*", re.IGNORECASE)
_POSTED = re.compile(
    r"(?:(?:first|originally|date)\s)?(?:posted|published|publication\sdate|issued)\b"
    r"\s?(?:on|at)?\s?[:|–—-]?\s?",
    re.IGNORECASE,
)
_UPDATED = re.compile(
    r"(?:last\s)?(?:updated|modified|update)\b\s?(?:on|at)?\s?[:|–—-]?\s?", re.IGNORECASE
)
_TIME_WORD = re.compile(
    r"at|on|am|pm|a\.m|p\.m|and|by|last|updated|published|posted|read|min(?:ute)?s?|hours?|days?"
    r"|weeks?|ago|today|yesterday|(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?"
    r"|[ecmp]t|[ecmp][sd]t|gmt|utc|bst|cest|cet",
    re.IGNORECASE,
)
_FIRST_PUBLISHED = re.compile(
    r"This (?:report|story|article|content) (?:by .{1,80} )?was (?:first|originally) "
    r"(?:published|posted)(?: by .{1,60})?(?: on)? ",
    re.IGNORECASE,
)
_CAPITALISED = r"(?:[^\W\d_a-zß-öø-ÿ][\w.'’-]*|[A-Z]\.)"
_PARTICLE = r"(?:van|von|der|den|de|la|del|di|da|bin|al|el|le)"
_NAME = rf"{_CAPITALISED}(?:\s(?:{_PARTICLE}|{_CAPITALISED})){{1,4}}"
_NAMES = rf"{_NAME}(?:(?:,\s|,?\s(?:and|&)\s){_NAME}){{0,5}}"
_BYLINE = re.compile(
    rf"(?:By|BY|by)\s({_NAMES}|[A-Z][\w.'’-]+\s[Ss]taff)((?:,\s|\s\|\s).{{2,60}})?"
)
_BARE_NAME = re.compile(_NAME)
_SIGN_OFF = re.compile(rf"{_NAME},\s(?:The\s)?{_CAPITALISED}(?:\s{_CAPITALISED}){{0,4}}")
_ROLE = re.compile(r"\b(?:writer|reporter|correspondent|editor|columnist|staff)$", re.IGNORECASE)
_OUTLET_WORD = re.compile(
    r"\b(?:press|news|times|post|reuters|afp|ap|bloomberg|globe|mail|cbc|bbc|cnn|npr|abc|nbc|cbs"
    r"|ctv|journal|wire|service|agency|herald|star|sun|media|tribune|guardian|independent|gazette"
    r"|telegraph|citizen|canada|international|magazine|review|today|network|radio|daily|standard"
    r"|chronicle|observer|politico|axios|xinhua|epoch|presse)\b",
    re.IGNORECASE,
)
_CREDIT = re.compile(
    r"(?:\b(?:[Pp]hoto(?:graph)?|Image|Picture|Illustration|PHOTO)(?:\s[Cc]redit)?(?:\s[Bb]y\s|:\s?)"
    r"[A-Z][^.!?]{1,80}"
    r"|\bvia\s(?:Getty Images|AP|Reuters|AFP|Shutterstock|ZUMA\b.{0,20})"
    r"|/(?:AFP|Getty Images|Reuters|AP|Bloomberg|Pool|EPA|Shutterstock)(?:\s(?:Images|Photo))?"
    r"|\b(?:AP|AFP|Reuters)\sPhoto/.{2,60}|\bGetty Images|\bTHE CANADIAN PRESS/.{2,60}"
    r"|\b(?:File|Handout)\s[Pp]hoto)\s?[)\]]?\.?$"
)
_IMAGE_LABEL = re.compile(
    r"(?:image (?:source|caption)|photo|caption|credit)\s?[,:]\s?\S", re.IGNORECASE
)
_POST_SIGNATURE = re.compile(r"[—–-]{1,2}\s?\S.{0,120}\(@\w{1,40}\)\s")
_PLAYER = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?(?:\s?/\s?\d{1,2}:\d{2}(?::\d{2})?)?")
_BUTTON = re.compile(
    r"advertisements?|sponsored(?: content)?|article content"
    r"|(?:story|article) continues(?: below)?"
    r"|share(?: (?:this|this article|this story|on \w{1,10}))?|tweet|email|print|copy(?: link)?"
    r"|save"
    r"|subscribe(?: now)?|sign (?:up|in)|log in|(?:leave a|view)? ?comments?|read more"
    r"|related(?: (?:articles|stories|topics|content))?|more on this (?:story|topic)"
    r"|recommended(?: stories)?|trending(?: now)?|most (?:read|popular)|play|pause|watch(?: now)?"
    r"|listen(?: to (?:this )?article)?|facebook|twitter|whatsapp|linkedin|reddit|close|menu"
    r"|continue reading|loading|skip to (?:main )?content|back to top|end of list"
    r"|getty images|reuters|caption|image|video|gallery|published|posted|follow us"
    r"|download our app"
)
_INVITATION = re.compile(
    r"(?:read (?:more|also|next)|related|see also|watch|more from [^:]{2,40}|also read)\s?:\s?\S"
    r"|(?:subscribe|sign up)\s(?:to|for)\s(?:our|the|this)\s[^.]{2,80}(?:newsletter|updates|inbox)"
    r"|(?:follow|like) us on\s.{2,60}$|with files from\s.{2,80}$"
    r"|story continues below|list of \d+ items",
    re.IGNORECASE,
)
_MARKUP = re.compile(
    r"#{1,6}\s.*|[=_*~-]{3,}|!\[[^\]]*\]\([^)]*\)|<!--.*-->|https?://\S+"
    r"|(?:[-*+]\s)?\[[^\]]*\]\([^)]*\)(?:\s?[|·,]\s?\[[^\]]*\]\([^)]*\))*|\[[^\]]+\]:\s\S+(?:\s.*)?"
)
# Headlines are written in the present tense; what was said or has been done is a sentence, and
# figures against figures are a table.
_NO_HEADLINE = re.compile(r"\b(?:said|told|added|ha[sd] been|have been|had)\b|\d.*\bvs\b.*\d")
_ENDS_SENTENCE = re.compile(r"[.!?…。！？؟।:;][\"'”’»)\]*_]*$")
_ENDS_FIRMLY = re.compile(r"[.…。।:;,–—-][\"'”’»)\]*_]*$")


def leading_marker(body: str) -> tuple[date, int] | None:
    """The date of a leading "date 2025-03-28 " and the offset of what follows it."""
    match = _LEADING_MARKER.match(body)
    try:
        return (date.fromisoformat(match[1]), match.end()) if match else None
    except ValueError:
        return None


def posted(line: str) -> date | datetime | None:
    """The date of a line that says when the article was published, and nothing else."""
    match = _FIRST_PUBLISHED.match(line) or _POSTED.match(line)
    return _dated(line, match.end()) if match else None


def updated(line: str) -> date | datetime | None:
    """The date of a line that says when the article was last changed, and nothing else."""
    match = _UPDATED.match(line)
    return _dated(line, match.end()) if match else None


def _dated(line: str, position: int) -> date | datetime | None:
    found = next(mentions(line, position), None)
    if found is None or found.full is None:
        return None
    if not _only_time_words(line[position : found.start]):
        return None
    clock = clock_after(line, found.end, found.full)
    moment, end = clock if clock else (found.full, found.end)
    return moment if _only_time_words(line[end:]) else None


def _only_time_words(text: str) -> bool:
    """Whether `text` has nothing but dates, clock times and the words around them."""
    position, rest = 0, []
    for found in mentions(text):
        rest.append(text[position : found.start])
        position = found.end
    rest.append(text[position:])
    words = re.split(r"[\s,|·•()/–—:-]+", " ".join(rest))
    return all(
        _TIME_WORD.fullmatch(word.strip(".")) or not any(map(str.isalpha, word)) for word in words
    )


def is_time_stamp(line: str) -> bool:
    """A line like "Posted March 28, 2025", "Updated:" or "Updated 3 hours ago"."""
    if _FIRST_PUBLISHED.match(line) and posted(line):
        return True
    match = _POSTED.match(line) or _UPDATED.match(line)
    if match:
        return _only_time_words(line[match.end() :])
    # A date alone, with its time of day.
    return len(line) <= 100 and next(mentions(line), None) is not None and _only_time_words(line)


def byline(line: str) -> tuple[str, str | None] | None:
    """Author and outlet of "By Alex Example, The Example Press"; the outlet may be None."""
    match = _BYLINE.fullmatch(line) if len(line) <= LONGEST else None
    if match is None:
        return None
    author, rest = match[1], (match[2] or "").strip(" ,|")
    if not rest:
        head, comma, last = author.rpartition(", ")
        if comma and _OUTLET_WORD.search(last):
            return head, last
        return (head if comma and _ROLE.search(last) else author), None
    if _OUTLET_WORD.search(rest):
        return author, rest
    # "By Jane Doe, staff writer": a short addition in small letters is a role, else no byline.
    return (author, None) if len(rest.split()) <= 4 and not _ENDS_SENTENCE.search(rest) else None


def is_bare_name(line: str) -> bool:
    """Like "Alex Example": two to five capitalised words and nothing else."""
    return len(line) <= 80 and _BARE_NAME.fullmatch(line) is not None and not line.endswith(".")


def is_sign_off(line: str) -> bool:
    """Like "Alex Example, The Example Press": a name and an outlet and nothing else."""
    if len(line) > 120 or line.endswith("."):
        return False
    return _SIGN_OFF.fullmatch(line) is not None and _OUTLET_WORD.search(line) is not None


def post_signature(line: str) -> date | None:
    """The date of the line that signs an embedded post: "— Name (@handle) March 28, 2025"."""
    match = _POST_SIGNATURE.match(line)
    found = next(mentions(line, match.end()), None) if match else None
    if match is None or found is None or not _only_time_words(line[match.end() :]):
        return None
    return found.full


def is_chrome(line: str) -> bool:
    """Whether the line is a byline, a credit, a time stamp, markup or part of the page's frame."""
    if len(line) > LONGEST:
        return False
    return (
        _BUTTON.fullmatch(line.lower().strip(" :.…>»")) is not None
        or _PLAYER.fullmatch(line) is not None
        or is_time_stamp(line)
        or byline(line) is not None
        or _CREDIT.search(line[-120:]) is not None
        or (_IMAGE_LABEL.match(line) is not None and not ends_sentence(line))
        or post_signature(line) is not None
        or (_INVITATION.match(line) is not None and len(line.split()) <= 25)
        or _MARKUP.fullmatch(line) is not None
    )


def ends_sentence(line: str) -> bool:
    """Whether the line ends as a sentence does, closing quotation marks aside."""
    return _ENDS_SENTENCE.search(line[-12:]) is not None


def looks_like_headline(line: str) -> bool:
    """Two to twenty-two words that begin with a capital and do not end with a full stop."""
    if len(line) > 200 or not 2 <= len(line.split()) <= 22 or _ENDS_FIRMLY.search(line):
        return False
    first = line.lstrip("\"'“‘«([")[:1]
    if not first or first.islower() or _NO_HEADLINE.search(line):
        return False
    return not is_chrome(line)
