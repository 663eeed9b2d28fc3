"""What a person does on the page besides asking."""

from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pytest

from index.errors import UsageError
from rag.feedback import read_feedback, record
from rag.filters import Filters
from tests.ui.conversations.examples import FERRY, citing, exchange
from tests.ui.page.examples import HOSTILE, only_ours
from ui.conversations.model import Conversation
from ui.conversations.store import Conversations
from ui.page.acts import Acts
from ui.page.mode import mode_html
from ui.page.talk import Tab

GONE = "That conversation is not here any more."


@dataclass(frozen=True)
class Place:
    """A home with one conversation of Ann's, of two answered questions."""

    home: Path
    kept: Conversations
    acts: Acts
    tab: Tab

    @property
    def conversation(self) -> Conversation:
        assert self.tab.conversation
        return self.tab.conversation


@pytest.fixture
def place(tmp_path: Path) -> Iterator[Place]:
    with closing(Conversations(tmp_path)) as kept:
        begun = kept.begin("ann", "What was late?")
        for number, question in enumerate(("What was late?", "And why?"), 1):
            kept.put("ann", begun.id, exchange(number, question, citing(FERRY)))
        tab = Tab(kept.open("ann", begun.id))
        yield Place(tmp_path, kept, Acts(kept, partial(record, tmp_path)), tab)


def test_a_conversation_is_opened(place: Place) -> None:
    filters = Filters(outlets=("Example Times",))
    ident = place.conversation.id
    shown = place.acts.act("ann", Tab(filters=filters), {"event": "open", "id": ident})
    assert shown.tab == replace(place.tab, filters=filters)
    assert shown.notice == ""


@pytest.mark.parametrize("owner", ["ben", ""])
def test_what_is_anothers_is_as_if_it_were_not_there(place: Place, owner: str) -> None:
    ident, asked = place.conversation.id, place.conversation.exchanges[0].id
    opened = place.acts.act(owner, Tab(), {"event": "open", "id": ident})
    assert opened.tab == Tab()
    assert GONE in opened.notice
    place.acts.act(owner, Tab(), {"event": "rename", "id": ident, "title": "Mine now"})
    place.acts.act(owner, Tab(), {"event": "delete", "id": ident})
    shared = place.acts.act(owner, Tab(), {"event": "share", "id": asked})
    assert "not here any more" in shared.notice
    fields = {"event": "mark", "id": asked, "verdict": "wrong"}
    assert "nothing was recorded" in place.acts.act(owner, Tab(), fields).notice
    assert read_feedback(place.home) == ([], [])
    assert place.kept.open("ann", ident) == place.conversation


def test_a_conversation_is_renamed(place: Place) -> None:
    ident = place.conversation.id
    fields = {"event": "rename", "id": ident, "title": " The ferry "}
    shown = place.acts.act("ann", place.tab, fields)
    assert shown.tab.conversation == place.kept.open("ann", ident)
    assert [each.title for each in place.kept.listed("ann")] == ["The ferry"]
    with pytest.raises(UsageError, match="needs a name"):
        place.acts.act("ann", place.tab, fields | {"title": " "})


def test_a_deleted_conversation_leaves_the_tab(place: Place) -> None:
    filters = Filters(outlets=("Example Times",))
    fields = {"event": "delete", "id": place.conversation.id}
    shown = place.acts.act("ann", replace(place.tab, filters=filters), fields)
    assert shown.tab == Tab(filters=filters)
    assert place.kept.listed("ann") == []
    other = place.acts.act("ann", place.tab, {"event": "delete", "id": "con_other"})
    assert other.tab == place.tab


def test_the_form_sets_filters(place: Place) -> None:
    fields = {"event": "limit", "since": "2025-03-28", "outlets": ["Example Times"]}
    shown = place.acts.act("ann", place.tab, fields)
    assert shown.tab.filters.outlets == ("Example Times",)
    assert shown.tab.conversation == place.tab.conversation
    assert not shown.limits_changed  # the form is as the person left it


def test_a_bad_date_is_a_sentence_and_changes_nothing(place: Place) -> None:
    tab = replace(place.tab, filters=Filters(outlets=("Example Times",)))
    shown = place.acts.act("ann", tab, {"event": "limit", "since": "soon"})
    assert shown.tab == tab
    assert shown.fault.startswith("Since: “soon” is no date")


def test_a_filter_is_dropped_and_the_form_drawn_anew(place: Place) -> None:
    tab = replace(place.tab, filters=Filters(outlets=("A", "B"), articles=("art_1",)))
    fields = {"event": "drop", "field": "outlets", "value": "A"}
    shown = place.acts.act("ann", tab, fields)
    assert shown.tab.filters == Filters(outlets=("B",), articles=("art_1",))
    assert shown.limits_changed
    cleared = place.acts.act("ann", tab, {"event": "drop", "field": "all"})
    assert cleared.tab.filters == Filters()


def test_questions_can_be_asked_of_one_article(place: Place) -> None:
    tab = replace(place.tab, filters=Filters(articles=("art_1",), outlets=("A",)))
    shown = place.acts.act("ann", tab, {"event": "only", "id": FERRY.id})
    assert shown.tab.filters == Filters(articles=(FERRY.id,), outlets=("A",))
    assert shown.limits_changed
    assert "that article alone" in shown.notice


def test_an_answer_is_shared_by_one_link(place: Place) -> None:
    asked = place.conversation.exchanges[0]
    fields = {"event": "share", "id": asked.id}
    notice = place.acts.act("ann", place.tab, fields).notice
    (link,) = only_ours(notice).links
    assert place.kept.shared(link.removeprefix("/answers/")) == asked
    assert place.acts.act("ann", place.tab, fields).notice == notice


def test_a_mark_is_recorded_and_shown(place: Place) -> None:
    asked = place.conversation.exchanges[1]
    fields = {"event": "mark", "id": asked.id, "verdict": "wrong", "comment": " No. "}
    shown = place.acts.act("ann", place.tab, fields)
    ((feedback,), damaged) = read_feedback(place.home)
    assert damaged == []
    assert (feedback.verdict, feedback.comment, feedback.face) == ("wrong", "No.", "chat")
    assert feedback.history == ("What was late?",)
    assert asked.answer
    assert feedback.answer["answer"] == asked.answer.text
    assert [each.mark for each in shown.tab.exchanges] == [None, "wrong"]
    assert place.kept.open("ann", place.conversation.id) == shown.tab.conversation


@pytest.mark.parametrize("verdict", ["", "good", None, 7, ["right"]])
def test_what_is_no_verdict_is_not_recorded(place: Place, verdict: object) -> None:
    fields = {"event": "mark", "id": place.conversation.exchanges[0].id, "verdict": verdict}
    assert "nothing was recorded" in place.acts.act("ann", place.tab, fields).notice
    assert read_feedback(place.home) == ([], [])


def test_only_an_answer_of_the_open_conversation_is_marked(place: Place) -> None:
    other = place.kept.begin("ann", "Another")
    asked = place.conversation.exchanges[1]
    fields = {"event": "mark", "id": asked.id, "verdict": "right"}
    for tab in (Tab(), Tab(place.kept.open("ann", other.id))):
        assert "nothing was recorded" in place.acts.act("ann", tab, fields).notice
    assert read_feedback(place.home) == ([], [])


@pytest.mark.parametrize("event", ["", "nothing", "_open", None, 7, {"a": 1}])
def test_what_the_page_has_no_name_for_does_nothing(place: Place, event: object) -> None:
    assert place.acts.act("ann", place.tab, {"event": event}).tab == place.tab


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_the_browser_sends_the_notices_are_ours(place: Place, text: str) -> None:
    names = ("id", "title", "since", "field", "value", "verdict", "comment", "outlets")
    fields: dict[str, object] = dict.fromkeys(names, text)
    for event in ("open", "rename", "delete", "limit", "drop", "only", "share", "mark", text):
        shown = place.acts.act("ann", place.tab, fields | {"event": event})
        assert text not in only_ours(shown.notice).text


@pytest.mark.parametrize(("value", "extractive"), [("extractive", True), ("model", False)])
def test_the_next_questions_are_answered_the_way_that_is_chosen(
    place: Place, value: str, extractive: bool
) -> None:
    before = replace(place.tab, extractive=not extractive)
    shown = place.acts.act("ann", before, {"event": "mode", "value": value})
    assert shown.tab == replace(before, extractive=extractive)


@pytest.mark.parametrize("text", HOSTILE)
def test_the_switch_names_the_model_and_is_only_there_with_one(text: str) -> None:
    page = only_ours(mode_html(text, extractive=True))
    assert page.texts["label"] == [f" by {text}", " in the articles' words"]
    assert [each["value"] for _, each in page.elements if "checked" in each] == ["extractive"]
    assert mode_html(None, extractive=False) == ""
