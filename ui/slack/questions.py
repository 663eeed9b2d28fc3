"""Questions in Slack: asked, asked again when they are changed, taken back when they are deleted.

Each message that asks is one exchange of a conversation; a thread is a conversation.
"""

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from typing import TypeVar

from index.errors import ReadoutError, StoreError
from rag.answer import Question
from rag.filters import Filters
from rag.limits import Limited, limits_in_words
from ui.conversations.model import Conversation, Exchange
from ui.conversations.store import Conversations
from ui.page.desk import LONGEST_QUESTION
from ui.slack.answering import Answering, Stopped
from ui.slack.api import Api
from ui.slack.blocks.answer import answer_messages
from ui.slack.blocks.checked import checked_messages
from ui.slack.blocks.help import help_message
from ui.slack.blocks.message import Message
from ui.slack.blocks.plain import sentence
from ui.slack.channel_settings import ChannelSettings, settings_from
from ui.slack.delivery import Delivery, Place
from ui.slack.desk import SlackDesk
from ui.slack.inbox import Job
from ui.slack.intake import Me
from ui.slack.replies import SENT, AskerReply, ChannelReply, Links, Reply, ThreadReply
from ui.slack.spoken import is_courtesy, is_greeting, spoken
from ui.slack.threads import Answered, Threads

_FIRST_WORD = 1.0  # seconds until a person reads that the answer is still to come
_LOOK = 0.15  # seconds until the status says so
_SAME_TALK = 1800.0  # seconds between questions of a direct message that belong together

WELCOME = "You are welcome. Ask on whenever you like."
HELLO = "Hello. Ask me a question, and I look for its answer in the articles."
NO_TEXT = "I read text only: write the question, and I look for it in the articles."
NOT_ASKED = "What do you want to know?"
NOTHING_BUT_LIMITS = (
    "What do you want to know? A limit holds for the command that it is typed in: put the question"
    " behind it."
)

_Result = TypeVar("_Result")

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Asked:
    """A message that asks."""

    place: Place
    user: str
    words: str
    direct: bool = False
    mentioned: bool = True
    command: bool = False  # not a message, and in no thread


class Questions:
    """Answers for all threads of a workspace. Several threads share one.

    What goes wrong in answering is said to the person; only what Slack does not let us say is
    raised: Refused and Unclear, see `api`.
    """

    def __init__(
        self,
        desk: SlackDesk,
        kept: Conversations,
        threads: Threads,
        api: Api,
        links: Links,
        me: Me,
        page: str | None,
    ) -> None:
        """`page`: where the chat page is; None where there is none."""
        self.desk = desk
        self._kept = kept
        self._threads = threads
        self._api = api
        self._links = links
        self._me = me
        self._page = page
        self.delivery = Delivery(api, threads)
        self._answering = Answering()

    def stop(self) -> None:
        """What is being answered is left to the next process."""
        self._answering.stop()

    @property
    def owner(self) -> str:
        """Whose the conversations are: no account has such a name."""
        return f"slack:{self._me.team}"

    def asked(self, job: Job) -> None:
        """Answers a message, or one that was changed."""
        body = job.body
        place = Place(body["channel"], body["thread"], body["ts"])
        words = spoken(body["text"], self._me.user)
        asked = Asked(place, body["user"], words, body["direct"], body["mentioned"])
        settings = self.settings(place.channel)
        again = bool(self._threads.posts(place.channel, place.question))
        if settings.only_mentioned and not (asked.mentioned or asked.direct or again):
            return  # as the channel wants it
        if job.kind == "edit" and not (asked.mentioned or asked.direct or again):
            return  # said to others, before readout was in the thread, say
        reply: Reply = ThreadReply(self._api, self.delivery, place, again=again)
        if settings.audience == "asker" and not asked.direct:
            if job.kind == "edit":  # what only the asker saw cannot be changed, but said anew
                place = replace(place, question=f"{place.question} {job.key}")
            reply = AskerReply(self._api, self._links, self._threads, place, asked.user)
        private = isinstance(reply, AskerReply)
        if not words and body["files"]:
            reply.show([sentence(NO_TEXT)])
        elif (said := self._in_return(words)) is not None:
            reply.show([said])
        else:
            self._ask(asked, settings, reply, private=private, changed=job.kind == "edit")

    def deleted(self, job: Job) -> None:
        """Takes an answer back whose question was deleted."""
        place = Place(job.body["channel"], job.body["thread"], job.body["ts"])
        found = self._threads.answer(place.channel, place.question)
        self.delivery.withdraw(place)
        if found is not None and found.exchange:
            self._kept.drop(self.owner, found.exchange)
        self._threads.forget(place.channel, place.question)

    def commanded(self, job: Job) -> None:
        """Answers a question that came as a slash command."""
        body = job.body
        settings = self.settings(body["channel_id"])
        place = Place(body["channel_id"], job.key, job.key)
        public = settings.audience == "everyone"
        link = body["response_url"]
        reply: Reply = AskerReply(
            self._api, self._links, self._threads, place, body["user_id"], link
        )
        if public:
            reply = ChannelReply(self._links, self.delivery, place, link)
        words = spoken(body["text"], self._me.user)
        asked = Asked(place, body["user_id"], words, command=True)
        if (said := self._in_return(words)) is not None:
            reply.show([said])
            return
        self._ask(asked, settings, reply, private=not public, changed=False)

    def check(self, text: str, channel: str, waiting: Callable[[str], None]) -> Sequence[Message]:
        """What the articles say to each sentence of a message; `waiting` once it takes long."""
        words = spoken(text, self._me.user)
        if not words:
            return [sentence(NO_TEXT)]
        filters = self.settings(channel).filters
        doing = [f"Checking against {self.desk.summary()}"]
        try:
            found = self._timed(
                lambda: self.desk.check(words, filters, doing.append),
                lambda first: waiting(doing[-1]) if first else None,
            )
        except (Stopped, StoreError):
            raise
        except ReadoutError as error:
            return [sentence(str(error))]
        except Exception as error:  # noqa: BLE001 - the person is told, and the operator
            return [sentence(failed("a check", error))]
        return checked_messages(found)

    def marked(self, exchange: Exchange) -> None:
        """Keeps what a person says of an answer."""
        conversation = self._threads.conversation_of(exchange.id)
        if conversation is not None:
            self._kept.put(self.owner, conversation, exchange)

    def follow(self, channel: str, key: str, exchange: Exchange) -> None:
        """Who replies to what was posted under `key` goes on with the exchange's conversation."""
        conversation = self._threads.conversation_of(exchange.id)
        for ts in self._threads.posts(channel, key).values():
            if ts and ts != SENT and conversation:
                self._threads.converse(channel, ts, conversation)

    def outlets(self) -> Sequence[str]:
        """The outlets that a channel may be limited to."""
        return self.desk.outlets()

    def settings(self, channel: str) -> ChannelSettings:
        return settings_from(self._threads.settings(channel))

    def exchange(self, exchange_id: str) -> Exchange | None:
        return self._kept.exchange(self.owner, exchange_id)

    def address(self, exchange: Exchange) -> str | None:
        """Where the chat page shows the answer."""
        token = self._kept.share(self.owner, exchange.id) if self._page else None
        return f"{self._page}/answers/{token}" if token else None

    def _in_return(self, words: str) -> Message | None:
        """What is said to words that ask nothing; None for a question."""
        if is_greeting(words):
            return sentence(HELLO)
        if is_courtesy(words):
            return sentence(WELCOME)
        if not any(map(str.isalnum, words)):
            return help_message(self.desk.summary())
        return None

    def _ask(
        self, asked: Asked, settings: ChannelSettings, reply: Reply, *, private: bool, changed: bool
    ) -> None:
        place = asked.place
        ident = _exchange_id(self.owner, place)
        done = self._kept.exchange(self.owner, ident)
        if done is None or changed:
            outcome = self._answered(asked, settings, reply, done)
            if outcome is None:
                return
            done = outcome
        # Nobody sees what was typed as a command: its answer says what was asked.
        page, command = self.address(done), asked.command
        reply.show(answer_messages(done, page=page, share=private, question=command))
        if command and not private:
            self.follow(place.channel, place.question, done)

    def _answered(
        self, asked: Asked, settings: ChannelSettings, reply: Reply, before: Exchange | None
    ) -> Exchange | None:
        """The exchange, kept; None where there was nothing to ask, which was said."""
        place = asked.place
        conversation = self._conversation(asked)
        limited, filters = self._limits(asked.words, conversation, settings)
        if limited.unknown:
            reply.show([sentence(" ".join(limited.not_found(self.desk.outlets())))])
            return None
        number = before.number if before else conversation.next_number
        earlier = tuple(each for each in conversation.exchanges if each.number < number)
        question = limited.question or (earlier[-1].question if earlier else "")
        if not question:
            reply.show([sentence(_not_asked(asked, limited, filters))])
            self._remember(place, conversation, "", datetime.now(UTC))
            return None
        exchange = Exchange(
            id=_exchange_id(self.owner, place),
            number=number,
            question=question[:LONGEST_QUESTION],
            asked=datetime.now(UTC),
            filters=filters,
        )
        history = tuple(each.question for each in earlier)
        if not limited.question:
            history = history[:-1]
        if len(question) > LONGEST_QUESTION:
            exchange = replace(exchange, failure=_too_long(question))
        else:
            exchange = self._read(exchange, history, reply)
        # First: what is kept is known to be this question's.
        self._remember(place, conversation, exchange.id, exchange.asked)
        return self._kept.put(self.owner, conversation.id, exchange)

    def _remember(
        self, place: Place, conversation: Conversation, exchange: str, asked: datetime
    ) -> None:
        """That this was said in the conversation; `exchange` is empty where nothing was asked."""
        self._threads.answered(
            Answered(
                place.channel,
                place.question,
                place.thread,
                conversation.id,
                exchange,
                asked.timestamp(),
            )
        )

    def _read(self, exchange: Exchange, history: tuple[str, ...], reply: Reply) -> Exchange:
        """The exchange with its answer, or with the sentence why there is none."""
        question = Question(exchange.question, history=history, filters=exchange.filters)
        doing = [f"Searching {self.desk.summary()}"]

        def waiting(first: bool) -> None:
            (reply.begun if first else reply.waiting)(doing[-1])

        try:
            answer = self._timed(lambda: self.desk.ask(question, doing.append), waiting)
        except (Stopped, StoreError):  # a store may be there again in a moment
            raise
        except ReadoutError as error:
            return replace(exchange, failure=str(error))
        except Exception as error:  # noqa: BLE001 - the person is told, and the operator
            return replace(exchange, failure=failed("a question", error))
        return replace(exchange, answer=answer)

    def _timed(self, work: Callable[[], _Result], waiting: Callable[[bool], None]) -> _Result:
        """What `work` returns; `waiting` is told once at first, and again after a while."""
        told = False

        def look() -> None:
            nonlocal told
            if not told:
                told = True
                waiting(True)
            else:
                waiting(False)

        return self._answering.run(work, look, _LOOK, _FIRST_WORD - _LOOK)

    def _limits(
        self, words: str, conversation: Conversation, settings: ChannelSettings
    ) -> tuple[Limited, Filters]:
        """What is asked, and the limits that hold: the thread's, or else the channel's."""
        newest, today = self.desk.newest(), datetime.now(UTC).date()
        latest = newest.date() if newest else None
        limited = limits_in_words(words, self.desk.outlets(), latest, today)
        own = self._threads.filters(conversation.id)
        filters = limited.applied_to(settings.filters if own is None else own)
        if limited.filters or limited.lifted:
            self._threads.limit(conversation.id, filters)
        return limited, filters

    def _conversation(self, asked: Asked) -> Conversation:
        """The thread's; a direct message goes on with what was talked about a while ago."""
        place = asked.place
        known = self._threads.conversation(place.channel, place.thread)
        if known is None and asked.direct:
            since = datetime.now(UTC).timestamp() - _SAME_TALK
            known = self._threads.latest(place.channel, since)
        found = self._kept.open(self.owner, known) if known else None
        if found is None:
            found = self._kept.begin(self.owner)
        self._threads.converse(place.channel, place.thread, found.id)
        return found


def failed(what: str, error: BaseException) -> str:
    """A sentence for the person, whose number the operator finds in the log."""
    ident = secrets.token_hex(4)
    _logger.error("slack: %s: %s failed: %s", ident, what, type(error).__name__)
    return (
        f"Something failed here, and there is no answer. Ask again; if it fails again, tell whoever"
        f" runs readout the number {ident}."
    )


def _exchange_id(owner: str, place: Place) -> str:
    """The same whenever the same message is answered."""
    key = f"{owner} {place.channel} {place.question}"
    return f"exc_{sha256(key.encode()).hexdigest()[:32]}"


def _not_asked(asked: Asked, limited: Limited, filters: Filters) -> str:
    if asked.command:
        return NOTHING_BUT_LIMITS
    if not (limited.filters or limited.lifted):
        return NOT_ASKED
    held = f"only articles {filters}" if filters else "all articles"
    return f"From now on {held}. {NOT_ASKED}"


def _too_long(question: str) -> str:
    return (
        f"That question has {len(question):,} characters; ask it in {LONGEST_QUESTION:,} or fewer."
    )
