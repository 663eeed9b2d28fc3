"""The ways an answer reaches a person: in a thread for all to see, or to the asker alone."""

import logging
import time
from collections.abc import Sequence
from typing import Protocol
from urllib.parse import urlsplit

from index.errors import StoreError
from ui.slack.api import Api, Refused, Unclear
from ui.slack.blocks.message import Message
from ui.slack.blocks.plain import sentence
from ui.slack.delivery import TOO_RICH, Delivery, Place, as_text
from ui.slack.threads import Threads

_BETWEEN_EDITS = 1.5  # seconds; Slack takes some fifty a minute
LINK_USES = 5  # of a `response_url`
SENT = "sent"

_logger = logging.getLogger(__name__)


class Reply(Protocol):
    """Where one answer goes. Raises Refused and Unclear, see `api`."""

    def begun(self, doing: str) -> None:
        """Says at once that the question was seen. Never raises."""
        ...

    def waiting(self, doing: str, so_far: Message | None = None) -> None:
        """There is still no answer, or no more of it than this. Never raises."""
        ...

    def show(self, messages: Sequence[Message]) -> None:
        """The answer, in the place of what was said before."""
        ...


class ThreadReply:
    """In a thread, where it is changed in place."""

    def __init__(self, api: Api, delivery: Delivery, place: Place, *, again: bool = False) -> None:
        """`again`: there is an answer already, which is about to change."""
        self._api = api
        self._delivery = delivery
        self._place = place
        self._again = again
        self._said: Message | None = None
        self._edited = 0.0  # by the monotonic clock

    def begun(self, doing: str) -> None:
        if self._again:  # a status ends when the app posts, and nothing will be posted
            return
        status = f"is {doing[:1].lower()}{doing[1:]}…"
        try:
            self._api.status(self._place.channel, self._place.thread, status)
        except (Refused, Unclear) as error:  # the app has no agent view, or the channel none
            _logger.debug("slack: no status in %s: %s", self._place.channel, error)

    def waiting(self, doing: str, so_far: Message | None = None) -> None:
        now, said = time.monotonic(), so_far or sentence(f"{doing}…")
        if self._again and so_far is None:  # what stands is worth more
            return
        if said == self._said or now - self._edited < _BETWEEN_EDITS:
            return
        self._said, self._edited = said, now
        try:
            self._delivery.show(self._place, [said])
        except (Refused, Unclear, StoreError) as error:
            _logger.debug("slack: no progress in %s: %s", self._place.channel, error)

    def show(self, messages: Sequence[Message]) -> None:
        self._delivery.show(self._place, messages)


class AskerReply:
    """To the asker alone; what was said stays as it is."""

    def __init__(
        self,
        api: Api,
        links: "Links",
        threads: Threads,
        place: Place,
        user: str,
        *,
        thread: str | None = None,
        link: str = "",
    ) -> None:
        """`thread`: in which it was asked; None for the channel itself, or a command.

        `link`: the `response_url` of a command. `place.question` names what is said, once.
        """
        self._api = api
        self._links = links
        self._threads = threads
        self._place = place
        self._user = user
        self._link = link
        self._told = False
        self._in = thread

    def begun(self, doing: str) -> None:
        """Nothing: a status beside the app's name is seen by all."""

    def waiting(self, doing: str, so_far: Message | None = None) -> None:
        """Once, and not after a command: the answer to its request has said so already."""
        if self._link or self._told:
            return
        self._told = True
        try:
            self._api.whisper(self._place.channel, self._user, self._in, sentence(f"{doing}…"))
        except (Refused, Unclear) as error:
            _logger.debug("slack: no progress in %s: %s", self._place.channel, error)

    def show(self, messages: Sequence[Message]) -> None:
        """Each message once, also when this is tried again."""
        place = self._place
        sent = self._threads.posts(place.channel, place.question)
        for part, message in enumerate(messages):
            if sent.get(part) != SENT:
                self._say(part, message)
                self._threads.posted(place.channel, place.question, part, SENT)

    def _say(self, part: int, message: Message) -> None:
        if part < LINK_USES and self._links.say(self._link, message):
            return
        try:
            self._api.whisper(self._place.channel, self._user, self._in, message)
        except Refused as error:
            if error.code in TOO_RICH:
                for plain in as_text([message]):
                    self._api.whisper(self._place.channel, self._user, self._in, plain)
                return
            # Not in the channel, say: a direct message reaches the person all the same.
            _logger.info("slack: %s; told %s directly", error, self._user)
            said = f"{self._place.channel} {self._place.question} {part}"
            self._api.post(self._user, None, message, {"question": said})


class ChannelReply:
    """For everyone in the channel: where a command is answered so, or an answer is shared."""

    def __init__(self, links: "Links", delivery: Delivery, place: Place, link: str) -> None:
        """`place.thread`: empty for the channel itself.

        `link`: a `response_url`, which reaches channels that we are not in.
        """
        self._links = links
        self._delivery = delivery
        self._place = place
        self._link = link

    def begun(self, doing: str) -> None:
        """Nothing: the answer to the command's request has said it."""

    def waiting(self, doing: str, so_far: Message | None = None) -> None:
        """Nothing, for the same reason."""

    def show(self, messages: Sequence[Message]) -> None:
        try:
            self._delivery.show(self._place, messages)
        except Refused as error:
            _logger.info("slack: %s", error)
            for message in messages:
                if not self._links.say(self._link, message, public=True):
                    raise


class LinkReply:
    """In the place of a message that was clicked on and that only its link can change."""

    def __init__(self, api: Api, links: "Links", place: Place, user: str, link: str) -> None:
        self._api = api
        self._links = links
        self._place = place
        self._user = user
        self._link = link

    def begun(self, doing: str) -> None:
        """Nothing: a status beside the app's name is seen by all."""

    def waiting(self, doing: str, so_far: Message | None = None) -> None:
        """Nothing: a link may be used a few times only."""

    def show(self, messages: Sequence[Message]) -> None:
        for part, message in enumerate(messages):
            usable = part < LINK_USES - 1
            if usable and self._links.say(self._link, message, replace=not part):
                continue
            self._api.whisper(self._place.channel, self._user, self._place.thread or None, message)


class Links:
    """Slack's `response_url`s: addresses that are used only if they are Slack's."""

    def __init__(self, api_url: str) -> None:
        self._own = urlsplit(api_url)

    def say(
        self, link: str, message: Message, *, public: bool = False, replace: bool = False
    ) -> bool:
        """Whether Slack took the message."""
        return self._send(
            link,
            {
                "text": message.text,
                "blocks": list(message.blocks),
                "response_type": "in_channel" if public else "ephemeral",
                "replace_original": replace,
                "unfurl_links": False,
                "unfurl_media": False,
            },
        )

    def take_back(self, link: str) -> bool:
        """Whether Slack took away the message that was clicked on."""
        return self._send(link, {"delete_original": True})

    def _send(self, link: str, content: dict[str, object]) -> bool:
        if not self._is_slack(link):
            return False
        from slack_sdk.http_retry.builtin_handlers import RateLimitErrorRetryHandler
        from slack_sdk.webhook import WebhookClient

        handlers = [RateLimitErrorRetryHandler(max_retry_count=5)]
        try:
            answer = WebhookClient(link, timeout=10, retry_handlers=[*handlers]).send_dict(content)
        except Exception as error:  # noqa: BLE001 - whatever it is, there is another way
            _logger.info("slack: a response_url failed: %s", type(error).__name__)
            return False
        return answer.status_code == 200

    def _is_slack(self, link: str) -> bool:
        try:
            parts = urlsplit(link)
            host = parts.hostname or ""
        except ValueError:
            return False
        if parts.scheme == self._own.scheme and host == self._own.hostname:
            return True
        return parts.scheme == "https" and host.endswith((".slack.com", ".slack-gov.com"))
