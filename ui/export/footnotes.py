"""Word's own footnotes, for which python-docx 1.2 has no interface.

A part `footnotes.xml` beside the document holds the notes; the text refers to them by id, and
Word numbers them in the order of their first mention (ECMA-376, part 1, section 17.11). A later
mention of the same note is a NOTEREF field on a bookmark around the first (section 17.16.5.37).
"""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt
from docx.text.paragraph import Paragraph

from rag.answer import Citation
from ui.export.document import around
from ui.export.reference import reference
from ui.export.runs import add_text, in_xml

if TYPE_CHECKING:
    from docx.document import Document
    from docx.oxml.xmlchemy import BaseOxmlElement

# Notes -1 and 0 are the lines that Word draws above footnotes, by its own numbering.
_EMPTY = f"""<w:footnotes {nsdecls("w", "r")}>
<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>
<w:footnote w:type="continuationSeparator" w:id="0">\
<w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>
</w:footnotes>"""
_LINES = f"""<w:footnotePr {nsdecls("w")}>\
<w:footnote w:id="-1"/><w:footnote w:id="0"/></w:footnotePr>"""
_BLUE = "1D4F87"


class Footnotes:
    """The notes of a document, and the places that refer to them."""

    def __init__(self, file: "Document", notes: Sequence[Citation]) -> None:
        self._noted: set[int] = set()
        self._text = file.styles.add_style("footnote text", WD_STYLE_TYPE.PARAGRAPH, builtin=True)
        self._text.base_style = file.styles["Normal"]
        self._text.font.size = Pt(8.5)
        self._text.paragraph_format.space_after = Pt(2)
        mark = file.styles.add_style("footnote reference", WD_STYLE_TYPE.CHARACTER, builtin=True)
        mark.font.superscript = True
        self._mark = mark.style_id
        self._part = XmlPart(
            PackURI("/word/footnotes.xml"),
            CONTENT_TYPE.WML_FOOTNOTES,
            parse_xml(_EMPTY),
            file.part.package,
        )
        file.part.relate_to(self._part, RELATIONSHIP_TYPE.FOOTNOTES)
        # The schema has it before `compat`, which the template of python-docx has.
        file.settings.element.find(qn("w:compat")).addprevious(parse_xml(_LINES))
        for note in notes:
            self._part.element.append(self._note(note))

    def refer(self, paragraph: Paragraph, number: int) -> None:
        """Adds the mark of a note to a paragraph."""
        name = f"note_{number}"
        if number in self._noted:
            field = _element("w:fldSimple", instr=f" NOTEREF {name} \\f \\h ")
            field.append(self._run(_with_text("w:t", str(number))))
            paragraph._p.append(field)
            return
        self._noted.add(number)
        paragraph._p.extend(
            [
                _element("w:bookmarkStart", id=str(number), name=name),
                self._run(_element("w:footnoteReference", id=str(number))),
                _element("w:bookmarkEnd", id=str(number)),
            ]
        )

    def _note(self, citation: Citation) -> "BaseOxmlElement":
        known = reference(citation)
        note = _element("w:footnote", id=str(citation.number))
        head = self._paragraph(note)
        head._p.append(self._run(_element("w:footnoteRef")))
        add_text(head, f" {known.title}", bold=True)
        for name, said in known.facts:
            add_text(head, f" · {name}: ")
            if name == "Address":
                self._link(head, said)
            else:
                add_text(head, said)
        passage = self._paragraph(note)
        before, quote, after = around(citation)
        add_text(passage, before)
        add_text(passage, quote, bold=True)
        add_text(passage, after)
        return note

    def _paragraph(self, note: "BaseOxmlElement") -> Paragraph:
        element = OxmlElement("w:p")
        note.append(element)
        paragraph = Paragraph(element, self._part)
        properties = element.get_or_add_pPr()
        properties.style = self._text.style_id
        return paragraph

    def _link(self, paragraph: Paragraph, address: str) -> None:
        link = OxmlElement("w:hyperlink")
        target = self._part.relate_to(
            in_xml(address), RELATIONSHIP_TYPE.HYPERLINK, is_external=True
        )
        link.set(qn("r:id"), target)
        run = OxmlElement("w:r")
        properties = OxmlElement("w:rPr")
        properties.extend([_element("w:color", val=_BLUE), _element("w:u", val="single")])
        run.extend([properties, _with_text("w:t", in_xml(address))])
        link.append(run)
        paragraph._p.append(link)

    def _run(self, content: "BaseOxmlElement") -> "BaseOxmlElement":
        """A run in the style of a note's mark."""
        run = OxmlElement("w:r")
        properties = OxmlElement("w:rPr")
        properties.append(_element("w:rStyle", val=self._mark))
        run.extend([properties, content])
        return run


def _element(tag: str, /, **attributes: str) -> "BaseOxmlElement":
    element = OxmlElement(tag)
    for attribute, value in attributes.items():
        element.set(qn(f"w:{attribute}"), value)
    return element


def _with_text(name: str, text: str) -> "BaseOxmlElement":
    element = OxmlElement(name)
    element.text = text
    return element
