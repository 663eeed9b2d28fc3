"""An answer leaves the desk, and somebody checks it: the real program, the real sample articles."""

import json
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from rag.answer import Question
from rag.chatbot import Chatbot
from rag.packet import sealed
from rag.settings import load_settings
from rag.wire import answer_as_dict
from tests.scenarios.command import SEEDS, installed, readout
from tests.ui.export.samples import PAYLOADS, hostile
from ui.conversations.model import Exchange
from ui.export.document import document
from ui.export.packet import packet
from ui.export.page import page

if TYPE_CHECKING:
    from playwright.sync_api import Browser

QUESTIONS = (
    "When do the auto tariffs start?",
    "What did Carney say about the old relationship?",
    "Give me a timeline of the tariffs",
    "What is the population of Canada?",
)
NOW = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def exported(samples: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The packet of a conversation whose answers are those of `readout ask`."""
    with Chatbot.open(load_settings(samples), lasting=False) as chatbot:
        answers = [chatbot.ask(Question(question)) for question in QUESTIONS]
    asked = readout("ask", QUESTIONS[0], "--json", "--home", samples).answers
    (told,) = [answer | {"timings_ms": None} for answer in asked]
    assert told == answer_as_dict(answers[0]) | {"timings_ms": None}
    exchanges = [
        Exchange(f"exc_{number:032x}", number, answer.question.text, NOW, answer=answer)
        for number, answer in enumerate(answers, 1)
    ]
    file = tmp_path_factory.mktemp("exported") / "desk.json"
    file.write_bytes(packet("Morning desk", exchanges, NOW))
    return file


def test_a_packet_holds_beside_the_index_it_was_made_from(samples: Path, exported: Path) -> None:
    done = installed("verify", exported, "--home", samples)
    assert done.err == ""
    lines = done.out.rstrip("\n").split("\n")
    assert lines[0].startswith("Morning desk · made 2026-11-22T09:30:00+00:00")
    assert "answer 1: When do the auto tariffs start?" in lines
    assert any(line.startswith("  ok          citation 1: “") for line in lines)
    assert lines[-1].endswith(" ok") and lines[-1].count(",") == 0


def test_and_beside_the_files_alone(exported: Path, tmp_path: Path) -> None:
    done = readout("verify", exported, SEEDS, "--json", READOUT_HOME=str(tmp_path / "none"))
    found = json.loads(done.out)
    assert found["holds"]
    assert found["counts"]["ok"] == len(found["checks"]) > 30
    assert {each["reason"] for each in found["checks"]} == {None}


def test_an_article_that_was_edited_since_is_told(exported: Path, tmp_path: Path) -> None:
    desk = Path(shutil.copytree(SEEDS, tmp_path / "articles"))
    edited = desk / "002-auto-tariffs-on-april-3.txt"
    edited.write_text(edited.read_text("utf-8").replace("April 3,", "April 4,"), "utf-8")
    done = readout("verify", exported, desk, code=1, cwd=tmp_path)
    assert (
        "  changed     citation 1: “For automobiles they are due to kick in on April 3" in done.out
    )
    assert "has other content" in done.out
    assert "so it is with its citation [1]" in done.out
    assert " changed" in done.out.rstrip("\n").rpartition("\n")[2]
    assert done.err.endswith(" checks do not hold\n")


def test_an_article_that_is_not_at_hand_is_missing(exported: Path) -> None:
    done = readout("verify", exported, SEEDS / "001-first-call-after-trudeau.md", code=1)
    assert "  missing     citation 1: “" in done.out
    assert "  ok          citation 2: “" in done.out


def altered(packet: dict[str, Any]) -> dict[str, Any]:
    claim = packet["exchanges"][0]["answer"]["claims"][0]
    quote = packet["exchanges"][0]["answer"]["citations"][0]
    changed = claim["text"].replace("April 3", "April 5")
    answer = packet["exchanges"][0]["answer"]
    answer["answer"] = answer["answer"].replace(claim["text"], changed)
    claim["text"] = quote["quote"] = changed
    return packet


def test_a_forged_packet_is_caught_sealed_anew_or_not(
    samples: Path, exported: Path, tmp_path: Path
) -> None:
    forged = altered(json.loads(exported.read_text("utf-8")))
    for name, content in (("plain", forged), ("sealed", sealed(forged))):
        file = tmp_path / f"{name}.json"
        file.write_text(json.dumps(content), "utf-8")
        done = readout("verify", file, "--home", samples, code=1)
        assert "  changed     citation 1: “" in done.out
        assert ("was changed after it was made" in done.out) == (name == "plain")


def test_what_cannot_be_checked_is_told_in_one_line(exported: Path, tmp_path: Path) -> None:
    no_packet = tmp_path / "x.json"
    no_packet.write_text("{}")
    cases: list[tuple[list[object], int, str]] = [
        ([no_packet, SEEDS], 1, "is no evidence packet"),
        ([tmp_path / "none.json"], 2, "cannot be read"),
        ([exported, tmp_path / "none"], 2, "there is no file or folder"),
        ([exported, "https://example.org/feed"], 2, "there is no file or folder"),
        ([exported, "--home", tmp_path / "none"], 1, "there is no index"),
    ]
    for arguments, code, said in cases:
        done = readout("verify", *arguments, code=code)
        assert done.out == ""
        assert said in done.err and done.err.count("\n") == 1


def test_hostile_words_run_nowhere_and_call_nobody(browser: "Browser", tmp_path: Path) -> None:
    exchanges = [
        each for number, text in enumerate(PAYLOADS) for each in hostile(f"{text} no. {number}")
    ]
    file = tmp_path / "desk.html"
    file.write_text(page(document(" ".join(PAYLOADS), exchanges)), "utf-8")
    opened = browser.new_page()
    requests: list[str] = []
    errors: list[str] = []
    opened.on("request", lambda request: requests.append(request.url))
    opened.on("dialog", lambda dialog: errors.append(dialog.message))
    opened.goto(file.as_uri())
    opened.wait_for_timeout(200)
    assert requests == [file.as_uri()]
    assert opened.evaluate("window.__pwned") is None
    assert errors == []
    opened.locator("a.mark").first.click()
    assert opened.url.endswith("#note-1")
    assert opened.locator("#note-1 mark").is_visible()
    opened.locator("#note-1 a[role=doc-backlink]").first.click()
    assert opened.url.endswith("#ref-1-1")
    assert opened.pdf(format="A4").startswith(b"%PDF")
    opened.close()
