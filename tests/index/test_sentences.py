"""Where sentences end in news text, and what holds for any text at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Span
from index.sentences import sentences


def split(body: str) -> list[str]:
    return [span.of(body) for span in sentences(body)]


# Each case is written as its sentences; the body is the sentences with a space between them.
WHOLE = {
    "U.S. before a name": ["The U.S. Treasury gave no reason.", "It seldom does."],
    "U.S. before an opener": ["Prices rose across the U.S.", "The rest of the world waited."],
    "U.S. in the middle": ["A U.S. official confirmed it.", "Two others would not."],
    "D.C.": ["They met in Washington, D.C., on Monday.", "Nobody else came."],
    "D.C. at the end": ["The talks moved to Washington, D.C.", "They resume in May."],
    "B.C.": ["B.C. Premier Ann Oakes objected.", "Ottawa did not answer."],
    "U.K. and E.U.": ["The U.K. Parliament and the E.U. Commission agreed.", "It was late."],
    "Mr. and Mrs.": ["Mr. Bell and Mrs. Ortiz shook hands.", "Dr. Lund watched."],
    "Sen., Gov., Rep.": ["Sen. Ray, Gov. Holt and Rep. Diaz voted no.", "Gen. Pike was away."],
    "St.": ["The ferry left St. John for Digby.", "It was full."],
    "a.m.": ["Doors open at 9 a.m. Eastern time.", "They close at noon."],
    "p.m. before an opener": ["It began at 7 p.m.", "The hall was full."],
    "initials": ["J. R. Moore and George W. Bush were named.", "Neither replied."],
    "one initial": ["Harold J. Trent owns the mill.", "His son runs it."],
    "numbers": ["Exports fell 3.5 per cent to $1.2 billion.", "Imports rose 0.4 per cent."],
    "a year": ["The pact dates from 1994.", "A new one came in 2020.", "It holds."],
    "No. 2": ["He is the party's No. 2 official.", "She is its first."],
    "no.": ["Asked twice, the answer was no.", "Nobody asked again."],
    "months": ["It takes effect on Oct. 12 at midnight.", "On Nov. 1 it ends."],
    "Inc. before a name": [
        "Harbour Steel Inc. Chairman Lee Moss resigned.",
        "No reason was given.",
    ],
    "Inc. before an opener": ["She sold her share of Harbour Steel Inc.", "The price is secret."],
    "Co. Ltd.": ["Northern Rail Co. Ltd. Chief Engineer Abe Wood spoke.", "He was brief."],
    "ellipsis inside": ["We waited ... and then it came.", "That was all."],
    "ellipsis character": ["It went on… and on.", "Then it stopped."],
    "ellipsis at the end": ["He paused…", "The room waited."],
    "question": ["Who pays for it?", "Importers do!", "At first."],
    "?! together": ["They did what?!", "Nobody believed it."],
    "parenthesis": ["It fell again (by 2 per cent.)", "Nobody minded.", "It was spring."],
    "Reuters pct.": ["Wheat rose 4 pct.", "The rest fell.", "Corn was flat."],
    "Reuters dlrs.": ["Net profit was 2.1 mln dlrs.", "Sales were 40.2 mln dlrs.", "It paid."],
    "lower case after the mark": ["Profit was 6.1 mln dlrs. vs 5.9 mln a year ago.", "Sales rose."],
    "attribution after a question": ['"Who will pay?" Mr. Bell asked.', "No one spoke."],
    "attribution with a name": ['"Never again!" Anna Reid said.', "She left."],
    "lower-case attribution": ['"Is it over?" she asked.', "It was not."],
    "two sentences in one quote": [
        'He said: "We tried. We failed. We will try again."',
        "Nobody laughed.",
    ],
    "curly quotation": ["“It is late. Go home,” the speaker told them.", "They went."],
    "quote ends the sentence": ['She called it "a mistake."', "He called it worse."],
    "quote begins the next": ["He was tired.", '"I am going," he said.'],
    "address": ["The office is at www.example.org/a.b today.", "Call first."],
    "soft wrap": ["The bridge that joins\nthe two towns is shut.", "It opens\nin June."],
    "CRLF soft wrap": ["The bridge that joins\r\nthe two towns is shut.", "It opens."],
}


@pytest.mark.parametrize("expected", WHOLE.values(), ids=WHOLE.keys())
def test_news(expected: list[str]) -> None:
    assert split(" ".join(expected)) == expected


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("A headline without a mark\n\nThe story begins.", 2),
        ("A headline without a mark\r\n\r\nThe story begins.", 2),
        ("A headline without a mark\n \t\nThe story begins.", 2),
        ("It ended.\nanother line", 2),  # a final mark and a line break, whatever follows
        ("He listed them:\nthe first one", 2),
        ('She said "no."\nthen she left', 2),
        ("A line\nand its wrap.", 1),
        ("Only white space around.  \n\n \n", 1),
        ("", 0),
        (" \n\t\r\n ", 0),
    ],
)
def test_line_breaks(body: str, expected: int) -> None:
    assert len(split(body)) == expected


def test_a_quotation_stays_whole_up_to_400_characters() -> None:
    sentence = "We have said all of this before. "  # 33 characters
    short = '"' + (sentence * 12).strip() + '"'  # 397 with its marks
    long = '"' + (sentence * 13).strip() + '"'  # 430
    assert len(short) <= 400 < len(long)
    assert split(f"{short} Nobody spoke.") == [short, "Nobody spoke."]
    assert split(long)[0] == '"We have said all of this before.'
    assert len(split(long)) == 13


def test_a_quotation_that_is_never_closed_breaks_at_its_sentences() -> None:
    assert split("“We tried. We failed.") == ["“We tried.", "We failed."]


def test_what_has_no_sentences_is_broken_at_spaces() -> None:
    body = "word " * 900
    found = split(body)
    assert len(found) == 5
    assert all(len(piece) <= 1_000 for piece in found)
    assert " ".join(found).split() == body.split()


def test_what_has_no_spaces_either_is_broken_anywhere() -> None:
    assert [len(piece) for piece in split("x" * 2_500)] == [1_000, 1_000, 500]


def test_within() -> None:
    body = "One is here. Two is here. Three is here."
    inside = Span(13, 25)
    assert [span.of(body) for span in sentences(body, inside)] == ["Two is here."]


PIECES = st.sampled_from(
    [
        "Mr. Bell", "the U.S.", "D.C.", "said", "He", "a.m.", "No. 4", "3.5", "$1.2", "pct.",
        ".", "!", "?", "…", "...", '"', "“", "”", "'", "’", ")", "(", " ", "  ", "\n", "\n\n",
        "\r\n", "\t", "\u00a0", "\u2028", "\x0b", "\x1c", "\x85", "\ufeff", "é", "e\u0301",
        "\U0001f600", "漢字。", "x" * 700, "\x00",
    ]
)  # fmt: skip
TEXT = st.one_of(
    st.lists(PIECES, max_size=40).map("".join),
    st.lists(PIECES, max_size=40).map(" ".join),
    st.text(max_size=300),
)


@given(TEXT, st.data())
def test_every_character_belongs_to_exactly_one_sentence(body: str, data: st.DataObject) -> None:
    edges = sorted(data.draw(st.tuples(*[st.integers(0, len(body))] * 2)))
    within = data.draw(st.sampled_from([None, Span(*edges)]))
    start, end = (within.start, within.end) if within else (0, len(body))
    at = start
    for span in sentences(body, within):
        assert start <= span.start < span.end <= end
        assert body[at : span.start].strip() == "", "a character was left out, or taken twice"
        text = span.of(body)
        assert text == text.strip()
        assert len(text) <= 1_000
        at = span.end
    assert body[at:end].strip() == ""


@pytest.mark.parametrize(
    "unit",
    [
        "! ",
        "Mr. ",
        '"',
        "“",
        '."',
        "\n",
        "A.B.",
        "a\n",
        "() ",
        ".",
        "…",
        "?!",
        " ",
        "\t",
        "\r",
        ".) ",
    ],
)
def test_long_runs_end(unit: str) -> None:
    """What takes more than linear time does not end within a test's time limit."""
    body = "a" + unit * (300_000 // len(unit)) + "b"
    assert "".join("".join(split(body)).split()) == "".join(body.split())
