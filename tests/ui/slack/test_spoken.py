"""What a person typed, out of Slack's markup."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ui.slack.spoken import is_courtesy, is_greeting, mentions, spoken, to_another


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("<@UBOT> when?", "when?"),
        ("<@UBOT|readout>, when?", ", when?"),
        ("when, <@UBOT>?", "when, ?"),
        ("what did <@U2|ann> say?", "what did @ann say?"),
        ("in <#C1|general> or <#C2>", "in #general or #C2"),
        ("<!here> <!subteam^S1|@desk> now", "@here @desk now"),
        ("see <https://a.example/x|the page> now", "see the page now"),
        ("see <https://a.example/x> now", "see https://a.example/x now"),
        ("to <mailto:a@b.example|a@b.example>", "to a@b.example"),
        ("a &lt;b&gt; &amp;amp; c", "a <b> &amp; c"),
        ("two\n\n  lines\t", "two lines"),
        ("a < b and c > d", "a < b and c > d"),
        ("", ""),
        ("<@UBOT>", ""),
    ],
)
def test_markup_is_undone(text: str, words: str) -> None:
    if text.startswith("a <"):  # a client would have written &lt;
        text = text.replace("<", "&lt;").replace(">", "&gt;")
    assert spoken(text, "UBOT") == words


@given(st.text("<>@#!|&;:U1 a\n", max_size=40))
def test_any_text_is_words_on_one_line(text: str) -> None:
    words = spoken(text, "UBOT")
    assert words == " ".join(words.split())


def test_only_the_whole_name_is_a_mention() -> None:
    assert mentions("hi <@UBOT>", "UBOT")
    assert mentions("hi <@UBOT|readout>", "UBOT")
    assert not mentions("hi <@UBOT2> @UBOT UBOT", "UBOT")


@pytest.mark.parametrize(
    ("text", "another"),
    [
        ("<@U2> what do you think?", True),
        ("  <@U2|ann> what?", True),
        ("<@UBOT> what?", False),
        ("ask <@U2> what?", False),
        ("what?", False),
    ],
)
def test_who_is_spoken_to(text: str, another: bool) -> None:
    assert to_another(text, "UBOT") is another


@pytest.mark.parametrize(
    ("words", "greeting", "courtesy"),
    [
        ("hello", True, True),
        ("Hi! :wave:", True, True),
        ("Good morning.", True, True),
        ("thanks", False, True),
        ("Thank you very much!", False, True),
        ("hi, thanks a lot", False, True),
        ("ok 👍🏽", False, True),
        (":+1::skin-tone-3:", False, True),
        ("👍", False, True),
        ("hello, when do tariffs start?", False, False),
        ("thanks to whom?", False, False),
        ("okra", False, False),
        ("?", False, False),
        ("", False, False),
    ],
)
def test_courtesy_is_no_question(words: str, greeting: bool, courtesy: bool) -> None:
    assert is_courtesy(words) is courtesy
    assert is_greeting(words) is greeting


@pytest.mark.parametrize(
    "unit", [":", "::a", ":a:", "ok", "hi ", "thanks thanks ", "ty", " ", "a "]
)
def test_courtesy_is_told_in_no_time(unit: str) -> None:
    # What is tried in every way that there is would never end.
    assert not is_courtesy(unit * 2_000 + "x")
    assert not is_greeting(unit * 2_000 + "x")
