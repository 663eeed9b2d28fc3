"""An answer on a terminal: readable, whole, and unable to steer it."""

import re
import unicodedata
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis, Span
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Support
from rag.written import Written
from ui.render import answer_text

BODY = (
    "The bridge over the Tweed closes on 4 June for repairs. Ferries will carry cyclists across"
    " until the autumn, the harbour office said, and buses will take everyone else."
)
ARTICLE = Article(
    "art_1",
    BODY,
    title="Bridge to close",
    outlet="The Kelso Courier",
    author="Ada Byrne",
    url="https://example.org/bridge",
    path="/articles/bridge.txt",
    published=datetime(2025, 5, 2, tzinfo=UTC),
    published_basis=Basis.STATED,
)
FIRST = Citation(1, ARTICLE, Span(0, 55), Span(0, len(BODY)))
SECOND = Citation(2, Article("art_2", BODY, path="/b/other.md"), Span(56, len(BODY)), Span(0, 160))
ASKED = Question("When does the bridge close?")
ANSWER = Answer(
    ASKED,
    ASKED.text,
    claims=(
        Claim(FIRST.quote, (1,), Support.VERBATIM),
        Claim(SECOND.quote, (2,), Support.VERBATIM),
    ),
    citations=(FIRST, SECOND),
)
REFUSED = Answer(ASKED, ASKED.text, abstained="The articles do not say.", nearest=FIRST)


def one_line(text: str) -> str:
    return " ".join(text.split())


def test_an_answer_shows_its_sentences_with_their_numbers_and_then_its_sources() -> None:
    shown = one_line(answer_text(ANSWER))
    answer, _, sources = shown.partition(" Sources ")
    assert answer == f"{FIRST.quote} [1] {SECOND.quote} [2]"
    assert sources.startswith("[1] Bridge to close The Kelso Courier · Ada Byrne · 2 May 2025")
    assert "characters 0 to 55" in sources
    assert "https://example.org/bridge" in sources
    assert "[2] other.md date unknown" in sources
    assert "/b/other.md" in sources


@pytest.mark.parametrize(
    ("basis", "said"), [(Basis.STATED, "· stated"), (Basis.INFERRED, "· inferred")]
)
def test_a_date_says_how_it_is_known(basis: Basis, said: str) -> None:
    cited = replace(FIRST, article=replace(ARTICLE, published_basis=basis))
    shown = answer_text(replace(ANSWER, citations=(cited, SECOND)))
    assert f"2 May 2025 {said}" in shown


def test_a_refusal_is_its_reason_and_never_looks_like_evidence() -> None:
    shown = answer_text(REFUSED)
    assert one_line(shown).startswith("The articles do not say. The nearest passage, which does")
    assert f"“{FIRST.quote}”" in one_line(shown)
    assert "Bridge to close" in shown
    assert "[1]" not in shown
    assert "Sources" not in shown


def test_a_refusal_without_anything_near_is_one_line() -> None:
    shown = answer_text(replace(REFUSED, nearest=None))
    assert shown.strip() == "The articles do not say."


def test_a_follow_up_shows_what_was_understood() -> None:
    follow = Question("And then?", history=("When does the bridge close?",))
    read_as = replace(ANSWER, question=follow, standalone_question="The bridge – then?")
    assert answer_text(read_as).lstrip().startswith("Read as: The bridge – then?")
    spaced = replace(ANSWER, question=Question("  When does\nthe bridge   close? "))
    assert "Read as" not in answer_text(spaced)


def test_a_disagreement_shows_both_sides() -> None:
    positions = (Position("06-04", "4 June", (1,)), Position("autumn", "the autumn", (2,)))
    shown = answer_text(replace(ANSWER, conflicts=(Conflict("the date", positions),)))
    wanted = "The articles disagree on the date: “4 June” [1]; “the autumn” [2]."
    assert wanted in one_line(shown)


@pytest.mark.parametrize("width", [40, 60, 80, 100])
@pytest.mark.parametrize("answer", [ANSWER, REFUSED], ids=["answered", "refused"])
def test_sentences_are_wrapped_and_keep_every_word(answer: Answer, width: int) -> None:
    wide = answer_text(answer, 1_000)
    assert one_line(answer_text(answer, width)) == one_line(wide)
    said, _, sources = answer_text(answer, width).partition("Sources")
    quoted = [line for line in sources.split("\n") if "“" in line]
    for line in [*said.split("\n\n")[0].split("\n"), *quoted]:
        assert len(line) <= width


def test_a_narrow_terminal_takes_more_lines() -> None:
    heights = [answer_text(ANSWER, width).count("\n") for width in (40, 60, 100, 1_000)]
    assert heights == sorted(heights, reverse=True)
    assert heights[0] > heights[-1]


def test_a_long_word_is_never_cut() -> None:
    word = "x" * 120
    claim = Claim(f"See {word} here.", (1,), Support.VERBATIM)
    assert word in answer_text(replace(ANSWER, claims=(claim,)), 40)


ESCAPES = (
    "\x1b[2J\x1b[31mred\x1b[0m",
    "\x1b]0;title\x07",
    "\x1b]8;;http://evil.example\x1b\\link\x1b]8;;\x1b\\",
    "\x9b31mred",
    "bell\x07 back\x08space \x7f",
    "over\rwritten",
    "two\nlines",
    "\u202egnp.exe\u202c",
    "\u2066isolated\u2069",
    "\u202aembedded\u202d",
    "half \ud800 a pair",
    "null\x00",
)


def hostile(text: str) -> list[Answer]:
    body = text.replace("\0", "\ufffd")  # as loading does; an article refuses a NUL
    article = replace(ARTICLE, title=text, outlet=text, author=text, url=None, path=text, body=body)
    cited = Citation(1, article, Span(0, len(text)), Span(0, len(text)))
    asked = Question(text)
    conflict = Conflict(text, (Position(text, text, (1,)), Position(text, text, (1,))))
    claim = Claim(text, (1,), Support.VERBATIM)
    untitled = replace(cited, article=replace(article, title=None, outlet=None))
    return [
        Answer(asked, f"{text} – {text}", (claim,), (cited,), (conflict,), short_answer=text),
        Answer(asked, text, (claim,), (untitled,)),
        Answer(asked, text, abstained=text, nearest=cited),
    ]


def assert_harmless(shown: str) -> None:
    for character in shown:
        if character == "\n":
            continue
        # Cc control characters, Cs halves of surrogate pairs; the marks that reorder text
        assert unicodedata.category(character) not in ("Cc", "Cs"), repr(character)
        assert character not in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
    shown.encode("utf-8")


@pytest.mark.parametrize("text", ESCAPES, ids=ascii)
def test_nothing_in_an_article_or_question_steers_the_terminal(text: str) -> None:
    for answer in hostile(text):
        assert_harmless(answer_text(answer))


def test_what_is_harmless_stays() -> None:
    said = "Müller said: “Ça va, 25 % – d’accord” 😀 関税 [sic] *not bold* <b>"
    for answer in hostile(said):
        assert said in one_line(answer_text(answer, 1_000))


@given(st.text(st.characters(exclude_categories=()), min_size=1, max_size=80), st.integers(1, 120))
def test_any_text_is_harmless_and_the_same_again(text: str, width: int) -> None:
    for answer in hostile(text):
        shown = answer_text(answer, width)
        assert_harmless(shown)
        assert shown == answer_text(answer, width)


def test_a_title_cannot_pretend_to_be_another_source() -> None:
    title = "Real\n\nSources\n\n  [2] Fake"
    shown = answer_text(hostile(title)[1])
    assert len(re.findall(r"(?m)^Sources$", shown)) == 1
    assert re.findall(r"(?m)^\s*\[(\d+)\] ", shown) == ["1"]


@pytest.mark.parametrize(
    ("written", "said"),
    [
        (None, "Written by m from the sources."),
        (Written("m", shown=2), "Written by m from the sources."),
        (
            Written("m", shown=2, dropped=2),
            "Written by m from the sources; 2 sentences that no passage carries were left out.",
        ),
        (
            Written("m", replaced=1, dropped=1),
            "Written by m from the sources; 1 sentence that strayed stands in the articles' words;"
            " 1 sentence that no passage carries was left out.",
        ),
    ],
)
def test_who_wrote_it_is_said_in_one_line(written: Written | None, said: str) -> None:
    shown = answer_text(replace(ANSWER, mode="m", written=written), 200)
    assert f"\n\n  {said}\n\nSources" in shown
    aside = Written("m", put_aside="It failed.")
    assert "Written by" not in answer_text(replace(ANSWER, written=aside, notes=("It failed.",)))


@pytest.mark.parametrize("answer", [ANSWER, REFUSED], ids=["answered", "refused"])
def test_notes_stand_after_the_answer(answer: Answer) -> None:
    shown = one_line(answer_text(replace(answer, notes=("2 left out\x1b.", "3 origins."))))
    said = answer.abstained or f"{SECOND.quote} [2]"
    assert (
        f"{said} 2 left out. 3 origins. {'Sources' if answer is ANSWER else 'The nearest'}" in shown
    )
    assert "left out" not in answer_text(answer)
