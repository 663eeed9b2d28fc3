"""Says an answer in a thread once, however often that is tried, by whichever process.

What is about to be posted is written down first, and each message carries an unseen mark. Where a
post may have been made and nobody knows (a crash, an answer of Slack's that never came), the thread
is looked through for the mark before it is made again.
"""

import logging
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ui.slack.api import Api, Found, Refused, Unclear
from ui.slack.blocks.message import Message
from ui.slack.threads import Threads

_TRIES = 4
_PAUSE = 0.5  # seconds, doubled each time
_GONE = {"message_not_found", "cant_update_message", "edit_window_closed", "thread_not_found"}
TOO_RICH = {"invalid_blocks", "invalid_blocks_format", "msg_blocks_too_long", "msg_too_long"}
_PLAIN = 3000  # characters of a message that has no blocks

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Place:
    """Where an answer is said, and what it is an answer to."""

    channel: str
    thread: str
    question: str


class Delivery:
    """Threads share one. `show` and `withdraw` raise Refused and Unclear, see `api`."""

    def __init__(self, api: Api, threads: Threads) -> None:
        self._api = api
        self._threads = threads

    def show(self, place: Place, messages: Sequence[Message]) -> None:
        """The answer is these messages now, and no others."""
        try:
            self._show(place, messages)
        except Refused as error:
            if error.code not in TOO_RICH:
                raise
            _logger.warning("slack: an answer in %s is said as text: %s", place.channel, error.code)
            self._show(place, list(as_text(messages)))

    def withdraw(self, place: Place) -> None:
        """Nothing of the answer is there any more."""
        self._show(place, ())

    def _show(self, place: Place, messages: Sequence[Message]) -> None:
        posts = self._threads.posts(place.channel, place.question)
        for part, message in enumerate(messages):
            if part in posts:
                self._put_right(place, part, posts[part], message)
            else:
                self._threads.posting(place.channel, place.question, part)
                self._post(place, part, message)
        for part in sorted(posts.keys() - set(range(len(messages)))):
            if (ts := posts[part] or self._find(place, part)) is not None:
                self._delete(place, ts)
            self._threads.withdrawn(place.channel, place.question, part)

    def _put_right(self, place: Place, part: int, ts: str | None, message: Message) -> None:
        """A part that was posted, or was about to be, says this now."""
        ts = ts or self._find(place, part)
        if ts is not None:
            self._threads.posted(place.channel, place.question, part, ts)
            try:
                self._api.update(place.channel, ts, message, _mark(place, part))
            except Refused as error:
                if error.code not in _GONE:
                    raise
            else:
                return
        self._post(place, part, message)

    def _post(self, place: Place, part: int, message: Message) -> None:
        pause = _PAUSE
        for attempt in range(_TRIES):
            try:
                ts = self._api.post(place.channel, place.thread, message, _mark(place, part))
            except Unclear:
                time.sleep(pause)
                pause *= 2
                # It may be there by now; if not, nothing is lost by posting it again.
                found = self._find(place, part)
                if found is None:
                    if attempt + 1 == _TRIES:
                        raise
                    continue
                ts = found
            self._threads.posted(place.channel, place.question, part, ts)
            return

    def _find(self, place: Place, part: int) -> str | None:
        """The ts of a part that may have been posted. Raises Unclear when Slack does not tell."""
        try:
            return self._api.marked(place.channel, place.thread, _mark(place, part))
        except Refused as error:
            # Not allowed to look: twice is better than never.
            _logger.warning("slack: cannot look for a post in %s: %s", place.channel, error.code)
            return None

    def _delete(self, place: Place, ts: str) -> None:
        try:
            self._api.delete(place.channel, ts)
        except Refused as error:
            if error.code not in _GONE:
                raise


def _mark(place: Place, part: int) -> Found:
    return {"question": place.question, "part": part}


def as_text(messages: Sequence[Message]) -> Iterator[Message]:
    """The same without blocks, for when Slack takes no blocks."""
    for message in messages:
        said = "\n".join(each for each in _texts_of(message) if each) or message.text
        for start in range(0, len(said), _PLAIN):
            yield Message(said[start : start + _PLAIN], ())


def _texts_of(message: Message) -> Iterator[str]:
    for block in message.blocks:
        inner = block.get("text")
        if block.get("type") == "section" and isinstance(inner, dict):
            yield str(inner.get("text", ""))
