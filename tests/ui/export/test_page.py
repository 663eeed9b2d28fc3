"""The HTML file as a browser's parser reads it."""

import re
from itertools import pairwise
from typing import Any

import pytest
from lxml import html

from tests.ui.export.samples import EXCHANGES, PAYLOADS, QUOTES, exchange, hostile
from ui.export.document import document
from ui.export.page import notice, page

RUNS = {
    "script",
    "iframe",
    "object",
    "embed",
    "img",
    "svg",
    "link",
    "base",
    "form",
    "video",
    "audio",
}


def parsed(text: str) -> Any:
    return html.document_fromstring(text)


def test_every_mark_leads_to_its_note_and_every_note_back() -> None:
    found = parsed(page(document("Desk", EXCHANGES)))
    marks = found.xpath("//a[@role='doc-noteref']")
    # Two positions, two claims and a note; three claims and a note; the nearest passage.
    assert [mark.text for mark in marks] == [f"[{n}]" for n in (1, 2, 1, 2, 2, 3, 1, 1, 1, 4)]
    back = {link.get("href") for link in found.xpath("//a[@role='doc-backlink']")}
    assert back == {f"#{mark.get('id')}" for mark in marks}
    for mark in marks:
        (note,) = found.xpath("//li[@id=$name]", name=mark.get("href")[1:])
        assert f"note-{mark.text[1:-1]}" == note.get("id")
        place = note.getparent().index(note) + 1
        assert mark.text == f"[{place}]"  # what the browser numbers it
        assert f"#{mark.get('id')}" in note.xpath(".//a[@role='doc-backlink']/@href")
    ids = found.xpath("//@id")
    assert len(ids) == len(set(ids))


def test_every_claim_is_marked_in_its_passage() -> None:
    found = parsed(page(document("Desk", EXCHANGES)))
    claims = found.xpath("//span[@class='said']")
    assert len(claims) == 5
    for claim in claims[:4]:
        note = claim.getnext().get("href")[1:]
        (marked,) = found.xpath("//li[@id=$name]//mark", name=note)
        assert marked.text == claim.text
    assert [each.text for each in found.xpath("//li//mark")] == list(QUOTES)


def test_what_is_known_of_a_source_is_said() -> None:
    found = parsed(page(document("Desk", EXCHANGES)))
    facts = {
        name.text: " ".join(name.getnext().text_content().split())
        for name in found.xpath("//li[@id='note-1']//dt")
    }
    assert facts.pop("SHA-256").isalnum()
    assert facts.pop("Article").startswith("art_")
    assert facts == {
        "Outlet": "The Wire",
        "Author": "Ann Lee",
        "Published": "28 March 2025, stated by the source (2025-03-28T11:09:00+00:00)",
        "Address": "https://example.org/a?b=1&c=(2)",
        "Characters": "38 to 104 of the article",
    }
    text = found.text_content()
    for said in ("Read as: When do the duties begin?", "No answer from these articles", "2 April"):
        assert said in text
    assert "/home/ann" not in text


def test_it_needs_nothing_and_is_whole() -> None:
    text = page(document("Desk", EXCHANGES))
    assert text.startswith("<!DOCTYPE html>")
    assert "default-src 'none'" in text
    found = parsed(text)
    assert found.get("lang") == "en"
    assert not found.xpath("//@src") and "url(" not in text and "@import" not in text
    outward = [link for link in found.xpath("//@href") if not link.startswith("#")]
    assert set(outward) == {"https://example.org/a?b=1&c=(2)"}
    levels = [int(each.tag[1]) for each in found.xpath("//h1|//h2|//h3")]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))
    for named in found.xpath("//@aria-labelledby"):
        assert len(found.xpath("//*[@id=$name]", name=named)) == 1


@pytest.mark.parametrize("text", PAYLOADS)
def test_hostile_words_become_nothing(text: str) -> None:
    found = parsed(page(document(text, hostile(text))))
    assert not {each.tag for each in found.iter() if isinstance(each.tag, str)} & RUNS
    for each in found.iter():
        assert not [name for name in each.attrib if name.startswith("on") or name == "style"]
    links = [link for link in found.xpath("//@href") if not link.startswith("#")]
    assert all(link.startswith("https://evil.example/") for link in links)
    claims = [each.text_content() for each in found.xpath("//span[@class='said']")]
    assert claims[0] == f"It said {text} and stopped."
    assert found.xpath("string(//h1)") == text


def test_a_page_of_one_sentence() -> None:
    found = parsed(notice("Not <found>", "It & that."))
    assert found.xpath("string(//h1)") == "Not <found>"
    assert found.xpath("string(//p)") == "It & that."


def test_one_answer_is_not_titled_twice() -> None:
    alone = exchange(1, EXCHANGES[0].answer)
    text = page(document(alone.question, [alone]))
    assert len(re.findall(r"When\?", re.sub("<title>.*?</title>", "", text))) == 1
