"""Only what a reader of the page would see: hidden text is where instructions are smuggled in.

trafilatura 2.3.1 drops `display:none` and `aria-hidden` by itself but keeps the text of elements
with the `hidden` attribute or `font-size:0`, so everything hidden goes before it looks.
Rules in style sheets are not evaluated; that would take a browser.
"""

import re

from lxml import etree
from lxml import html as lxml_html

_UNSEEN = frozenset({"style", "template", "noscript", "object", "embed", "iframe", "svg", "math"})
_UNSEEN_CLASSES = frozenset(
    {"sr-only", "visually-hidden", "visuallyhidden", "screen-reader-text", "screen-reader-only"}
)
_ROOTS = frozenset({"html", "body", "head"})  # pages fade in with opacity:0 on the body
_LENGTH_ZERO = r"0*\.?0+(?:px|r?em|ex|ch|pt|pc|%|vw|vh|in|cm|mm)?"
_HIDING = re.compile(
    r"(?:^|;)(?:"
    r"display:none|visibility:(?:hidden|collapse)|content-visibility:hidden"
    rf"|font-size:{_LENGTH_ZERO}|font:(?:\S*[^\d.;])?{_LENGTH_ZERO}(?=[/a-z\"',;]|$)"
    r"|font-size:0?\.\d+(?:px|pt)|font-size:1px"
    r"|opacity:0*\.?0+%?|opacity:0?\.0\d*"
    r"|(?:left|top|right|bottom|text-indent|margin(?:-left|-top)?):-\d{3,}(?:\.\d+)?(?:px|r?em|pt|%|vw|vh)"
    r"|(?:left|top|right|bottom):-?\d{4,}px|text-indent:\d{4,}px|text-indent:-\d{2,}r?em"
    r"|transform:[^;]*(?:scale[xy]?\(0*\.?0+\)|translate[xy]?\(-\d{3,})"
    r"|clip:rect\((?:[01](?:px)?[, ]*){4}\)|clip-path:(?:inset\((?:50|100)%|circle\(0)"
    r"|color:transparent|color:rgba\([^)]*,0*\.?0+\)|-webkit-text-fill-color:transparent"
    r")(?=;|$|\)|,|/|[a-z\"'])"
)
_TINY_BOX = re.compile(rf"(?:^|;)(?:max-)?(?:width|height):(?:{_LENGTH_ZERO}|1px)(?:;|$)")
_CLIPPED = re.compile(r"(?:^|;)overflow(?:-[xy])?:(?:hidden|clip)")
_COLOUR = re.compile(r"(?:^|;)color:([^;]+)")
_BACKGROUND = re.compile(r"(?:^|;)background(?:-color)?:([^;]+)")
_BLOCK = re.compile(
    r"p|div|br|li|[uod]l|dt|dd|h[1-6r]|blockquote|section|article|header|footer|table|tr|figure"
    r"|figcaption|aside|main|pre|body"
)


def drop_invisible(tree: etree._Element) -> None:
    """Remove comments, scripts and hidden elements from a page, in place.

    Structured data (`application/ld+json`) stays: it is not text, and it holds the date.
    """
    doomed = [node for node in tree.iter() if _is_invisible(node)]
    for node in doomed:
        parent = node.getparent()
        if parent is not None:
            _detach(node, parent)


def fragment_text(markup: str) -> str:
    """The visible text of a piece of HTML, one paragraph a block, with a blank line between."""
    if not markup.strip():
        return ""
    try:
        tree = lxml_html.fromstring(f"<div>{markup.replace(chr(0), '')}</div>")
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return ""
    drop_invisible(tree)
    parts: list[str] = []
    for event, node in etree.iterwalk(tree, events=("start", "end")):
        if not isinstance(node.tag, str):
            parts.append(node.tail or "")
            continue
        if _BLOCK.fullmatch(node.tag):
            parts.append("\x00")
        if event == "start" and node.tag not in ("script", "head", "title"):
            parts.append(re.sub(r"[^\S\xa0]+", " ", node.text or ""))
        elif event == "end" and node is not tree:
            parts.append(re.sub(r"[^\S\xa0]+", " ", node.tail or ""))
    paragraphs = (re.sub(r" {2,}", " ", part).strip() for part in "".join(parts).split("\x00"))
    return "\n\n".join(paragraph for paragraph in paragraphs if paragraph)


def _is_invisible(node: etree._Element) -> bool:
    tag = node.tag
    if not isinstance(tag, str):  # a comment or a processing instruction
        return True
    if tag in _ROOTS:
        return False
    if tag in _UNSEEN:
        return True
    if tag == "script":
        return "ld+json" not in (node.get("type") or "")
    if node.get("hidden") is not None or (node.get("aria-hidden") or "").lower() == "true":
        return True
    if not _UNSEEN_CLASSES.isdisjoint((node.get("class") or "").lower().split()):
        return True
    style = node.get("style")
    return style is not None and is_hiding(style)


def is_hiding(style: str) -> bool:
    """Whether an inline style makes the text of its element invisible."""
    style = re.sub(r"/\*.*?\*/", "", style[:5000], flags=re.DOTALL)
    style = re.sub(r"\\([0-9a-fA-F]{1,6})\s?", _unescaped, style).replace("\\", "")
    style = re.sub(r"\s*!\s*important", "", style.lower())
    style = re.sub(r"\s*([:;,()])\s*", r"\1", style.strip())
    if _HIDING.search(style) or (_TINY_BOX.search(style) and _CLIPPED.search(style)):
        return True
    colour, background = _COLOUR.search(style), _BACKGROUND.search(style)
    return bool(colour and background and _rgb(colour[1]) == _rgb(background[1]))


def _unescaped(match: re.Match[str]) -> str:
    code = int(match[1], 16)
    return chr(code) if code < 0x110000 else ""


def _rgb(colour: str) -> str:
    """A colour in one spelling, as far as that is cheap: white, #fff and #ffffff are one."""
    colour = {"white": "#ffffff", "black": "#000000"}.get(colour.strip(), colour.strip())
    if re.fullmatch(r"#[0-9a-f]{3}", colour):
        return "#" + "".join(digit * 2 for digit in colour[1:])
    numbers = re.fullmatch(r"rgb\((\d{1,3}),(\d{1,3}),(\d{1,3})\)", colour)
    if numbers:
        return "#" + "".join(f"{int(number):02x}" for number in numbers.groups())
    return colour


def _detach(node: etree._Element, parent: etree._Element) -> None:
    """Take `node` out and leave the text behind it where it was."""
    tail = node.tail
    if tail:
        previous = node.getprevious()
        if previous is not None:
            previous.tail = (previous.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail
    parent.remove(node)
