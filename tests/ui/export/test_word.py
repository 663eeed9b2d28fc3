"""The Word file, opened again."""

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.opc.constants import RELATIONSHIP_TYPE
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.ui.export.samples import DISAGREE, EXCHANGES, MADE, PAYLOADS, QUOTES, exchange, hostile
from ui.export.document import document
from ui.export.runs import in_xml
from ui.export.word import word

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def footnotes(file: Any) -> Any:
    part = file.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    return etree.fromstring(part.blob)


def said(element: Any) -> str:
    return "".join(each.text or "" for each in element.iter(f"{W}t"))


def test_what_is_written_is_read_again() -> None:
    file = opened(word(document("Desk", EXCHANGES), MADE))
    text = [said(each._p) for each in file.paragraphs]
    assert text[0] == "Desk"
    assert [each.text for each in file.paragraphs if each.style.name == "Heading 1"] == [
        "When?",
        "Why?",
        "Who?",
        "Is there more?",
        "Is there more?",
    ]
    for expected in (
        "Read as: When do the duties begin?",
        "April 3",
        "No answer from these articles",
    ):
        assert expected in text
    assert file.core_properties.title == "Desk"
    assert file.core_properties.author == ""
    assert file.core_properties.created.replace(tzinfo=UTC) == MADE


def test_each_note_is_a_footnote_with_its_passage() -> None:
    file = opened(word(document("Desk", EXCHANGES), MADE))
    notes = footnotes(file)
    ids = [each.get(f"{W}id") for each in notes]
    assert ids == ["-1", "0", "1", "2", "3", "4"]
    first_use = [e.get(f"{W}id") for e in file.element.iter(f"{W}footnoteReference")]
    assert first_use == ["1", "2", "3", "4"]  # Word numbers them in this order
    for note, quote in zip(notes[2:], QUOTES, strict=True):
        assert len(list(note.iter(f"{W}footnoteRef"))) == 1
        bold = [said(run) for run in note.iter(f"{W}r") if run.find(f"{W}rPr/{W}b") is not None]
        assert bold[-1] == quote
        assert "SHA-256: " in said(note)
    assert "Outlet: The Wire · Author: Ann Lee" in said(notes[2])
    links = [each.get(etree.QName(each.nsmap["r"], "id")) for each in notes.iter(f"{W}hyperlink")]
    part = file.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    assert {part.rels[each].target_ref for each in links} == {"https://example.org/a?b=1&c=(2)"}


def test_a_second_mention_points_at_the_first() -> None:
    file = opened(word(document("Desk", EXCHANGES), MADE))
    body = file.element
    bookmarks = {each.get(f"{W}name") for each in body.iter(f"{W}bookmarkStart")}
    fields = [(e.get(f"{W}instr").split()[1], said(e)) for e in body.iter(f"{W}fldSimple")]
    assert fields[:3] == [("note_1", "1"), ("note_2", "2"), ("note_2", "2")]
    assert {name for name, _ in fields} <= bookmarks
    assert all(name == f"note_{shown}" for name, shown in fields)


def test_the_parts_of_the_file_fit_together() -> None:
    data = word(document("Desk", EXCHANGES), MADE)
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        assert file.testzip() is None
        parts = {
            name: etree.fromstring(file.read(name)) for name in file.namelist() if ".xml" in name
        }
    types = {e.get("PartName"): e.get("ContentType") for e in parts["[Content_Types].xml"]}
    assert types["/word/footnotes.xml"].endswith("wordprocessingml.footnotes+xml")
    order = [etree.QName(each).localname for each in parts["word/settings.xml"]]
    assert order.index("footnotePr") == order.index("compat") - 1
    styles = {each.get(f"{W}styleId"): each for each in parts["word/styles.xml"].iter(f"{W}style")}
    for name in ("word/document.xml", "word/footnotes.xml"):
        for tag in ("pStyle", "rStyle"):
            used = {each.get(f"{W}val") for each in parts[name].iter(f"{W}{tag}")}
            assert used <= styles.keys()


def test_without_notes_there_are_only_the_lines_above_them() -> None:
    assert len(footnotes(opened(word(document("", [exchange(1, None)]), MADE)))) == 2


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_words_are_words(text: str) -> None:
    file = opened(word(document(text, hostile(text)), MADE))
    notes = footnotes(file)
    assert said(file.paragraphs[0]._p) == text
    assert f"It said {text} and stopped." in said(file.element)
    fields = [each.get(f"{W}instr") for each in file.element.iter(f"{W}fldSimple")]
    assert all(each.split()[0] == "NOTEREF" for each in fields)
    rels = file.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES).rels.values()
    assert all(each.target_ref.startswith("https://evil.example/") for each in rels)
    assert notes is not None


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=300), st.datetimes(datetime(2000, 1, 1), timezones=st.just(UTC)))
def test_any_text_makes_a_file_that_opens(text: str, moment: datetime) -> None:
    exchanges = [exchange(1, DISAGREE), exchange(2, None, failure=text or "x")]
    file = opened(word(document(text, exchanges), moment))
    assert said(file.paragraphs[0]._p) == in_xml(text)
