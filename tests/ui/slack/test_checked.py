"""Checked messages: every sentence with its verdict, in Slack's limits, with nothing live."""

from hypothesis import given, settings
from hypothesis import strategies as st

from rag.claim_check import CheckedSentence, ClaimCheck, Verdict
from tests.ui.page.examples import cited
from tests.ui.slack.answers import bare, nothing_live, read, within_limits
from ui.slack.blocks.checked import checked_messages

FERRY = cited(1, "The ferry sails on April 3 <!channel>.", title="Ferry <@U1>")
BRIDGE = cited(2, "The bridge opens on April 4.", title="Bridge")
TEXT = st.text(min_size=1, max_size=200).filter(lambda text: bool(bare(text)))
SENTENCES = st.builds(
    CheckedSentence,
    TEXT | st.just("<!here> *all* of <http://a.example|b> :wave: @here"),
    st.sampled_from(Verdict),
    st.sampled_from([(), (1,), (1, 2)]),
    st.sampled_from([(), (2,)]),
    st.sampled_from([None, 1]),
    st.none() | TEXT,
)


@settings(max_examples=30)
@given(st.lists(SENTENCES, max_size=30), st.lists(TEXT, max_size=2))
def test_any_check_is_within_limits_whole_and_dead(
    sentences: list[CheckedSentence], notes: list[str]
) -> None:
    check = ClaimCheck("", tuple(sentences), (FERRY, BRIDGE), tuple(notes))
    made = checked_messages(check)
    within_limits(made)
    assert not nothing_live([(each.text, *each.blocks) for each in made])
    told = read([each.blocks for each in made])
    assert all(bare(each.text) in told for each in sentences)
    assert all(bare(each.note) in told for each in sentences if each.note)
    assert all(bare(note) in told for note in notes)
    assert all(bare(each.quote) in told for each in check.citations)


def test_a_dispute_shows_who_says_what() -> None:
    note = "Other articles say “April 4”, not “April 3”."
    sentence = CheckedSentence("It opens on April 3.", Verdict.DISPUTED, (1,), (2,), note=note)
    told = read(
        [each.blocks for each in checked_messages(ClaimCheck("", (sentence,), (FERRY, BRIDGE)))]
    )
    assert bare("The articles disagree on this [1]") in told
    assert bare(f"{note} [2]") in told


def test_a_message_without_a_sentence_says_so() -> None:
    (message,) = checked_messages(ClaimCheck(""))
    assert message.text == "There is no sentence in this message to check."
