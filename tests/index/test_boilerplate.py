"""Which lines of a body are the article's own prose."""

from hypothesis import given
from hypothesis import strategies as st

from index.boilerplate import prose

FIRST = "The two ministers spoke by phone on Friday and agreed to begin talks in the spring."
SECOND = "Their offices called the conversation friendly, without giving any details of it."
THIRD = "Officials expect the first round to open in Halifax before the end of the month."


def kept(body: str) -> list[str]:
    return [span.of(body) for span in prose(body)]


def test_every_paragraph_of_plain_prose_is_kept() -> None:
    assert kept(f"{FIRST}\n{SECOND}\n\n{THIRD}") == [FIRST, SECOND, THIRD]


def test_a_leading_date_marker_is_cut_off_and_its_sentence_stays() -> None:
    assert kept(f" date 2025-03-28 {FIRST}\n\n{SECOND}") == [FIRST, SECOND]


def test_a_headline_behind_the_marker_goes() -> None:
    assert kept(f" date 2025-03-28 Ministers agree to begin talks\n\n{FIRST}\n\n{SECOND}") == [
        FIRST,
        SECOND,
    ]


def test_the_masthead_of_a_page_goes() -> None:
    headline = "Ministers Agree to ‘Friendly’ Talks"
    caption = "The minister at her desk on March 26, 2025. Photo by JO DOE/AFP via Getty Images"
    body = f"{headline}\n\n{headline}\n{caption}\nAlex Example\nUpdated:\n0:00\n{FIRST}\n{SECOND}"
    assert kept(body) == [FIRST, SECOND]


def test_wire_copy_loses_its_frame_only() -> None:
    body = "\n\n".join(
        [
            "Ministers agree to begin talks in the spring: official",
            "By Alex Example, The Example Press",
            "Posted March 28, 2025 11:09 am.",
            "Last Updated March 28, 2025 4:05 pm.",
            f"HALIFAX — {FIRST}",
            "Advertisement",
            SECOND,
            "Read more: Five things to know about the talks",
            "This report by The Example Press was first published March 28, 2025.",
            "Alex Example, The Example Press",
        ]
    )
    assert kept(body) == [f"HALIFAX — {FIRST}", SECOND]


def test_a_subheading_between_paragraphs_goes() -> None:
    assert kept(f"{FIRST}\n'A long road'\n{SECOND}\nWhat comes next\n{THIRD}") == [
        FIRST,
        SECOND,
        THIRD,
    ]


def test_an_embedded_post_goes_when_the_article_quotes_it() -> None:
    words = "I just had a wonderful talk with the minister and we will meet again very soon"
    body = "\n".join(
        [
            FIRST,
            f"{words} to work on…",
            "— Some Body Posts (@somebody) March 28, 2025",
            f'"{words} to work on all of it," the president wrote.',
        ]
    )
    assert kept(body) == [FIRST, f'"{words} to work on all of it," the president wrote.']


def test_an_embedded_post_stays_when_nothing_else_has_its_words() -> None:
    post = "I just had a wonderful talk with the minister and we will meet again to work on…"
    body = f"{FIRST}\n{post}\n— Some Body (@somebody) March 28, 2025\n{SECOND}"
    assert kept(body) == [FIRST, post, SECOND]


def test_sentences_that_look_like_the_frame_stay() -> None:
    sentences = [
        "By Friday the ministers had agreed on the terms of the talks.",
        "Published reports say that the talks will begin in Halifax.",
        "Posted to Paris in May, the envoy led the first round.",
        "Updated figures show that trade fell by 3 per cent.",
        "He was taken out of the picture by a long shot.",
        "Share prices fell.",
        "She said no.",
        "Related charges were dropped on March 28, 2025.",
    ]
    body = "\n\n".join([FIRST, *sentences, THIRD])
    assert kept(body) == [FIRST, *sentences, THIRD]


def test_a_first_sentence_without_its_full_stop_stays() -> None:
    first = "The minister said on Friday that the talks would begin in the spring"
    assert kept(f"{first}\n{SECOND}\n{THIRD}") == [first, SECOND, THIRD]


def test_a_table_of_figures_is_no_headline() -> None:
    body = "Net profit 47 million vs 12 million\nTurnover 90 million vs 80 million\n" + FIRST
    assert kept(body)[0] == "Net profit 47 million vs 12 million"
    assert len(kept("Net profit 47 million vs 12 million\n" + FIRST)) == 2


def test_hard_wrapped_lines_make_one_paragraph() -> None:
    wrapped = (
        "The two ministers spoke by phone on Friday and agreed to begin talks\n"
        "in the spring, and their offices called the conversation a friendly\n"
        "one, without giving any details of what had been said. They expect\n"
        "the first round to open in Halifax before the month is over."
    )
    body = f"Ministers agree to begin talks\n\n{wrapped}\n\n{wrapped}\n"
    assert kept(body) == [wrapped, wrapped]


def test_markdown_furniture_goes() -> None:
    body = "\n".join(
        [
            "---",
            "title: Ministers agree",
            "---",
            "",
            "# Ministers agree",
            "",
            "![The minister](minister.jpg)",
            FIRST,
            "",
            "## Background",
            "",
            f"- {SECOND}",
            "- [Another story](https://news.example/other)",
            f"> {THIRD}",
        ]
    )
    assert kept(body) == [FIRST, SECOND, THIRD]


def test_text_without_full_stops_is_kept_whole() -> None:
    body = "Steel goods\nAluminum sheets\nCars and parts\nSoftwood lumber"
    assert kept(body) == body.split("\n")


def test_one_enormous_word_and_one_enormous_body() -> None:
    assert [len(span) for span in prose("x" * 1_000_000)] == [1_000_000]
    paragraphs = 3_000_000 // (len(FIRST) + 2)
    assert len(prose(f"{FIRST}\n\n" * paragraphs)) == paragraphs


LINE = st.one_of(
    st.text(max_size=60),
    st.sampled_from(
        [
            *(FIRST, SECOND, "Advertisement", "0:00", "Alex Example", "---", "title: a", "# A b"),
            *("Posted March 28, 2025", "— A B (@ab) March 28, 2025", "so we will meet again…"),
            *(" date 2025-03-28 And so on.", "> - ", "'Old times'", "\x85", "\r", "- x"),
        ]
    ),
)


@given(st.lists(LINE, max_size=25), st.sampled_from(["\n", "\n\n", "\r\n", " "]))
def test_spans_are_in_order_apart_and_inside_the_body(lines: list[str], ending: str) -> None:
    body = ending.join(lines)
    spans = prose(body)
    end = 0
    for span in spans:
        assert end <= span.start < span.end <= len(body)
        text = span.of(body)
        assert text == text.strip()
        assert any(map(str.isalpha, text))
        end = span.end
