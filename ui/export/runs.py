"""Untrusted text in a Word document: exactly as it is, as far as XML has it."""

import re
from typing import TYPE_CHECKING

from ui.text import showable

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

# XML 1.0 has no way to write these (section 2.2), not even as references.
_FORBIDDEN = re.compile("[\x0b\x0c\ufffe\uffff]")


def in_xml(text: str) -> str:
    """`text` without what XML forbids or nobody can be shown; a page break is a space."""
    return _FORBIDDEN.sub(" ", showable(text))


def add_text(
    paragraph: "Paragraph", text: str, *, bold: bool = False, italic: bool = False
) -> None:
    """Adds `text` exactly; python-docx by itself would make line breaks of its line feeds."""
    from docx.oxml.ns import qn

    run = paragraph.add_run()
    if bold:
        run.bold = True
    if italic:
        run.italic = True
    element = run._r.add_t(in_xml(text))
    element.set(qn("xml:space"), "preserve")
