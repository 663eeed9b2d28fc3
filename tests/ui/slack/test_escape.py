"""Text of others shows as exactly that text in Slack, and does nothing."""

import html
import re

import pytest
from hypothesis import example, given

from tests.ui.slack.answers import ANY, PINGS, bare
from ui.slack.blocks.escape import bold, link, mrkdwn

PLAIN = (
    "The vote is at 10:22 on Wednesday, 28 March 2025.",
    "It cost $3.5 billion, 1.25 times the U.S. price, at 6 p.m. on 10:22:33.",
    "Trump's 28-year plan: “it's over” (so he said), #1 of 5 – e.g. 50% + 3 = x.",
    "The snake_case of 5 * 3, mother-in-law/father; Ph.D. holders!",
    "001_071138934c7246b1.txt",
    "« Ça va? » 北京 – мир",
)
_LIVE = re.compile(
    r"(?<![A-Za-z0-9])[*_~＊＿～](?![\s\u00ad]|$)|[`｀]|\A(?:&gt;|[>＞])"  # marks
    r"|:[\w+'-]*[^\W\d][\w+'-]*:|:\+1:|<"  # emoji
    r"|://|\w\.(?:com|example|co|net|org)\b|[@][\w]|#[^\W\d_]"  # addresses, mentions
)


@pytest.mark.parametrize("text", PLAIN)
def test_plain_prose_stays_as_it_is(text: str) -> None:
    assert mrkdwn(text) == text


@given(ANY)
@example(PINGS[0])
@example(PINGS[3])
@example(PINGS[4])
@example(PINGS[5])
def test_any_text_shows_as_it_is_and_does_nothing(text: str) -> None:
    shown = mrkdwn(text)
    assert not _LIVE.search(shown), _LIVE.search(shown)
    assert "\n" not in shown
    assert bare(html.unescape(shown)) == bare(text)


@pytest.mark.parametrize("text", PINGS)
def test_what_ping_and_format_is_caught_by_the_check_above(text: str) -> None:
    assert _LIVE.search(text)


def test_three_characters_are_written_as_entities() -> None:
    assert mrkdwn("Smith & Sons <a> 3 > 2") == "Smith &amp; Sons &lt;a&gt; 3 &gt; 2"
    assert mrkdwn("&lt;!channel&gt;") == "&amp;lt;!channel&amp;gt;"


def test_bold_is_left_plain_where_a_star_would_end_it() -> None:
    assert bold("Wednesday") == "*Wednesday*"
    assert bold("5* hotel") == "5* hotel"
    assert bold("") == ""


def test_a_link_cannot_be_left() -> None:
    assert link("https://a.example/?b=1&c", "Original") == "<https://a.example/?b=1&amp;c|Original>"
    assert link("https://a.example/|x><!channel>", "Original") == (
        "<https://a.example/%7Cx%3E%3C!channel%3E|Original>"
    )
    for refused in ("javascript:alert(1)", "https://a b", None, "https://a.example/" + "x" * 3000):
        assert link(refused, "Original") is None
