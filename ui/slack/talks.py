"""Conversations in Slack: which one a message belongs to, what was said in it, its limits.

A thread is a conversation, each message that asks an exchange of it.
"""

from datetime import UTC, datetime
from hashlib import sha256

from rag.filters import Filters
from ui.conversations.model import Conversation, Exchange
from ui.conversations.store import Conversations
from ui.slack.channel_settings import ChannelSettings, settings_from
from ui.slack.delivery import Place
from ui.slack.replies import SENT
from ui.slack.threads import Answered, Threads

_SAME_TALK = 1800.0  # seconds between questions of a direct message that belong together


class Talks:
    """The conversations of a workspace. Threads share one. Raises StoreError."""

    def __init__(
        self, kept: Conversations, threads: Threads, team: str, page: str | None = None
    ) -> None:
        """`page`: where the chat page is; None where there is none."""
        self._kept = kept
        self._threads = threads
        self._page = page
        self._owner = f"slack:{team}"  # no account has such a name

    def settings(self, channel: str) -> ChannelSettings:
        return settings_from(self._threads.settings(channel))

    def set(self, channel: str, settings: ChannelSettings) -> None:
        self._threads.set(channel, settings.fields())

    def talk(self, place: Place, *, direct: bool) -> Conversation:
        """The thread's; a direct message goes on with what was talked about a while ago."""
        known = self._threads.conversation(place.channel, place.thread)
        if known is None and direct:
            since = datetime.now(UTC).timestamp() - _SAME_TALK
            known = self._threads.latest(place.channel, since)
        found = self._kept.open(self._owner, known) if known else None
        if found is None:
            found = self._kept.begin(self._owner)
        self._threads.converse(place.channel, place.thread, found.id)
        return found

    def limits(self, talk: Conversation) -> Filters | None:
        """What was set in words; None where nothing ever was."""
        return self._threads.filters(talk.id)

    def limit(self, talk: Conversation, filters: Filters) -> None:
        self._threads.limit(talk.id, filters)

    def exchange(self, exchange_id: str) -> Exchange | None:
        return self._kept.exchange(self._owner, exchange_id)

    def before(self, exchange: Exchange) -> tuple[str, ...]:
        """The questions that were asked before this one in its conversation, oldest first."""
        known = self._threads.conversation_of(exchange.id)
        talk = self._kept.open(self._owner, known) if known else None
        asked = talk.exchanges if talk else ()
        return tuple(each.question for each in asked if each.number < exchange.number)

    def exchange_id(self, place: Place) -> str:
        """The same whenever the same message is answered."""
        key = f"{self._owner} {place.channel} {place.question}"
        return f"exc_{sha256(key.encode()).hexdigest()[:32]}"

    def keep(self, place: Place, talk: Conversation, exchange: Exchange | None) -> None:
        """That this was said to a message; None where it asked nothing."""
        asked = exchange.asked if exchange else datetime.now(UTC)
        # First: what is kept is known to be this message's.
        self._threads.answered(
            Answered(
                place.channel,
                place.question,
                place.thread,
                talk.id,
                exchange.id if exchange else "",
                asked.timestamp(),
            )
        )
        if exchange is not None:
            self._kept.put(self._owner, talk.id, exchange)

    def drop(self, place: Place) -> None:
        """Forgets what was said to a message."""
        found = self._threads.answer(place.channel, place.question)
        if found is not None and found.exchange:
            self._kept.drop(self._owner, found.exchange)
        self._threads.forget(place.channel, place.question)

    def change(self, exchange: Exchange) -> None:
        """Keeps another answer to a question, or what a person says of its answer."""
        talk = self._threads.conversation_of(exchange.id)
        if talk is not None:
            self._kept.put(self._owner, talk, exchange)

    def follow(self, channel: str, key: str, exchange: Exchange) -> None:
        """Who replies to what was posted under `key` goes on with the exchange's conversation."""
        talk = self._threads.conversation_of(exchange.id)
        for ts in self._threads.posts(channel, key).values():
            if ts and ts != SENT and talk:
                self._threads.converse(channel, ts, talk)

    def address(self, exchange: Exchange) -> str | None:
        """Where the chat page shows the answer."""
        token = self._kept.share(self._owner, exchange.id) if self._page else None
        return f"{self._page}/answers/{token}" if token else None
