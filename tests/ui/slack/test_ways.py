"""In Slack, too, people see a model's sentences as they are checked, and choose their way."""

import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

import pytest

from index.errors import StoreError, UsageError
from rag.answer import Answer, Claim, Question, Support
from rag.claim_check import ClaimCheck
from rag.filters import NO_FILTERS, Filters
from rag.told import Told, unheard
from rag.written import Written
from tests.fake_slack import Channel, FakeSlack, Message, User
from tests.ui.page.examples import answered, cited
from ui.conversations.store import Conversations
from ui.slack import replies as replies_module
from ui.slack.api import Api
from ui.slack.asking import Asking
from ui.slack.clicks import Clicks
from ui.slack.delivery import Delivery
from ui.slack.inbox import Job
from ui.slack.intake import Me, job_of_action, job_of_command
from ui.slack.means import Means
from ui.slack.questions import Questions
from ui.slack.replies import Links
from ui.slack.talks import Talks
from ui.slack.threads import Threads, open_file

FERRY = cited(1, "The ferry was late.", title="Ferry late", outlet="Wire")
WHEAT = cited(2, "It carried wheat.", title="Wheat", outlet="Courier")
OURS = answered(FERRY)
FIRST, SECOND = (
    Claim("A ferry came late.", (1,), Support.SUPPORTED),
    Claim("It carried wheat.", (2,), Support.VERBATIM),
)
LEFT_OUT = "Written by fake-7b from the sources below; 1 sentence that no passage carries was"


class ModelDesk:
    """Answers in the articles' words, or in two sentences of a model's when it is let go on."""

    def __init__(self) -> None:
        self.model: str | None = "fake-7b"
        self.asked: list[Question] = []
        self.go_on = threading.Event()
        self.go_on.set()
        self.error: Exception | None = None

    def ask(self, question: Question, told: Told = unheard) -> Answer:
        self.asked.append(question)
        if self.error is not None:
            raise self.error
        if question.extractive or self.model is None:
            return replace(OURS, question=question, standalone_question=question.text)
        written = Written("fake-7b", shown=1, dropped=1)
        so_far = Answer(question, question.text, (FIRST,), (FERRY,), mode="fake-7b")
        told("fake-7b writes; each sentence is checked", replace(so_far, written=written))
        assert self.go_on.wait(60)
        return replace(so_far, claims=(FIRST, SECOND), citations=(FERRY, WHEAT), written=written)

    def check(self, text: str, filters: Filters = NO_FILTERS, told: Told = unheard) -> ClaimCheck:
        raise NotImplementedError

    def summary(self) -> str:
        return "2 articles, 4 passages"

    def outlets(self) -> Sequence[str]:
        return ["Wire"]

    def newest(self) -> datetime | None:
        return None


@dataclass
class Room:
    """A workspace, and what does the jobs of readout in it."""

    slack: FakeSlack
    desk: ModelDesk
    questions: Questions
    clicks: Clicks
    ann: User
    channel: Channel = field(init=False)

    def __post_init__(self) -> None:
        self.channel = self.slack.add_channel("desk", self.ann)

    def ask(self, text: str, thread: Message | None = None) -> Message:
        asked = self.slack.say(self.ann, self.channel, text, thread)
        self.answer(asked)
        return asked

    def answer(self, asked: Message) -> None:
        body = {
            "channel": asked.channel,
            "ts": asked.ts,
            "thread": asked.thread_ts or asked.ts,
            "user": self.ann.id,
            "text": asked.text,
            "direct": False,
            "mentioned": True,
            "files": 0,
        }
        self.questions.asked(Job(f"question {asked.channel} {asked.ts}", "question", "", body))

    def command(self, text: str) -> None:
        delivery = self.slack.command(self.ann, self.channel, "/readout", text)
        self.clicks.commanded(job_of_command(delivery.payload))

    def click(self, message: Message, action: str) -> None:
        self.clicks.clicked(job_of_action(self.slack.click(self.ann, message, action).payload))

    def shown(self, asked: Message) -> str:
        [said] = self.slack.replies(asked)
        return self.slack.shown(said)

    def whispered(self) -> list[Message]:
        return [each for each in self.slack.ephemerals(self.ann) if not each.deleted]


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Room]:
    from slack_sdk import WebClient

    monkeypatch.setattr(replies_module, "_BETWEEN_EDITS", 0.0)
    with (
        FakeSlack() as slack,
        closing(open_file(tmp_path)) as file,
        closing(Conversations(tmp_path)) as kept,
    ):
        slack.subscribed = set()
        slack.app_url = "http://127.0.0.1:9/"  # nobody: what it would be sent is done here
        client = WebClient(token=slack.bot_token, base_url=slack.api_url, retry_handlers=[])
        api, threads, desk = Api(client), Threads(file), ModelDesk()
        talks = Talks(kept, threads, "T1")
        me = Me("T1", slack.bot_user, "B1")
        asking, delivery = Asking(desk), Delivery(api, threads)
        means = Means(desk, asking, talks, threads, api, Links(slack.api_url), delivery, me)
        questions = Questions(means)
        clicks = Clicks(means, questions, tmp_path)
        yield Room(slack, desk, questions, clicks, slack.add_user("ann"))
        desk.go_on.set()


def test_the_sentences_so_far_stand_where_the_answer_will(room: Room) -> None:
    room.desk.go_on.clear()
    asked = room.slack.say(room.ann, room.channel, "When?")
    answering = threading.Thread(target=room.answer, args=(asked,))
    answering.start()
    first = room.slack.wait_for(lambda: room.slack.replies(asked), 30, "the first sentence")[0]
    assert room.slack.shown(first).splitlines() == [
        "A ferry came late. [1]",
        "fake-7b writes; each sentence is checked…",
    ]
    time.sleep(1.0)  # in which it looks again: what has not changed is not said again
    assert room.slack.calls_of("chat.update") == []
    room.desk.go_on.set()
    answering.join(30)
    [answer] = room.slack.replies(asked)
    assert answer.ts == first.ts
    told = room.shown(asked)
    assert "It carried wheat. [2]" in told
    assert LEFT_OUT in told
    assert "writes; each" not in told
    assert "[In the articles' words]" in told


def test_an_answer_is_given_the_other_way_where_it_stands(room: Room) -> None:
    room.ask("Who?")
    asked = room.ask("When?")
    [answer] = room.slack.replies(asked)
    room.click(answer, "right")
    room.click(answer, "extractive")
    told = room.shown(asked)
    assert "The ferry was late. [1]" in told
    assert "In the articles' own words." in told
    assert "[Let fake-7b write it]" in told
    assert "[Right]" in told  # it is another answer, of which nothing was said yet
    room.click(room.slack.replies(asked)[0], "model")
    assert LEFT_OUT in room.shown(asked)
    assert [each.extractive for each in room.desk.asked] == [False, False, True, False]
    again = room.ask("And why?", thread=asked)
    assert room.desk.asked[-1].history == ("When?",)
    room.click(room.slack.replies(asked)[-1], "extractive")
    assert room.desk.asked[-1].history == ("When?",)
    assert again.ts != asked.ts


@pytest.mark.parametrize("error", [UsageError("No article is from there."), KeyError("x")])
def test_where_the_other_way_fails_the_answer_stands(room: Room, error: Exception) -> None:
    asked = room.ask("When?")
    before = room.shown(asked)
    room.desk.error = error
    room.click(room.slack.replies(asked)[0], "extractive")
    assert room.shown(asked) == before
    [whispered] = room.whispered()
    assert "No article is from there." in room.slack.shown(whispered) or isinstance(error, KeyError)
    room.desk.error = StoreError("locked")
    with pytest.raises(StoreError):  # which is tried again
        room.click(room.slack.replies(asked)[0], "extractive")


def test_what_one_person_reads_is_changed_for_them(room: Room) -> None:
    room.command("when was the ferry late?")
    [answer] = room.whispered()
    assert LEFT_OUT in room.slack.shown(answer)
    room.click(answer, "extractive")
    [changed] = room.whispered()
    told = room.slack.shown(changed)
    assert "Asked: when was the ferry late?" in told
    assert "In the articles' own words." in told
    assert "[Share to channel]" in told
    room.click(changed, "share")
    [shared] = [each for each in room.channel.messages.values() if room.slack.is_apps(each)]
    room.click(shared, "model")
    told = room.slack.shown(room.channel.messages[shared.ts])
    assert LEFT_OUT in told
    assert "Asked: when was the ferry late?" in told


def test_a_channel_has_its_way(room: Room) -> None:
    room.command("settings")
    [view] = room.slack.workspace.views.values()
    assert "By fake-7b" in str(view.body)
    state = {"answers": {"answers": {"selected_option": {"value": "extractive"}}}}
    body = {
        "form": "settings",
        "user": room.ann.id,
        "state": {"values": state},
        "about": view.body["private_metadata"],
    }
    room.clicks.sent(Job("view 1", "form", "view 1", body))
    [told] = room.whispered()
    assert room.slack.shown(told).endswith("; answers are in the articles' words.")
    asked = room.ask("When?")
    assert "In the articles' own words." in room.shown(asked)
    assert room.desk.asked[-1].extractive


def test_without_a_model_nothing_speaks_of_one(room: Room) -> None:
    room.desk.model = None
    asked = room.ask("When?")
    assert "words" not in room.shown(asked)
    assert "write" not in room.shown(asked)
    room.command("settings")
    [view] = room.slack.workspace.views.values()
    assert "Answers" not in room.slack.shown(view)


def test_questions_that_wait_for_a_server_are_answered_side_by_side(room: Room) -> None:
    room.desk.go_on.clear()
    asked = [room.slack.say(room.ann, room.channel, f"When {n}?") for n in range(6)]
    threads = [threading.Thread(target=room.answer, args=(each,)) for each in asked]
    for each in threads:
        each.start()
    end = time.monotonic() + 30
    while len(room.desk.asked) < len(asked):  # none waits for another
        assert time.monotonic() < end
        time.sleep(0.01)
    room.desk.go_on.set()
    for each in threads:
        each.join(30)
    assert all(LEFT_OUT in room.shown(each) for each in asked)
