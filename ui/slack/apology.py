"""What a person reads when Slack refuses the answer, or something broke on the way to it."""

import logging

from index.errors import StoreError
from ui.slack.api import Api, Refused, Unclear
from ui.slack.blocks.message import Message
from ui.slack.blocks.plain import sentence
from ui.slack.delivery import Delivery, Place
from ui.slack.failures import FAILED, failed
from ui.slack.inbox import Job
from ui.slack.replies import Links

_NOT_HERE = (
    "I could not answer there (Slack says: {code}). Ask me here, in a direct message, or have"
    " somebody invite me to the channel"
)
_NEEDLESS = {"deletion", "home", "started"}  # nobody waits for a word
_IN_PLACE = {"question", "edit"}  # what was said of them so far is changed

_logger = logging.getLogger(__name__)


class Apology:
    """Says it where the person asked, and if that cannot be, to the person alone."""

    def __init__(self, api: Api, links: Links, delivery: Delivery) -> None:
        self._api = api
        self._links = links
        self._delivery = delivery

    def __call__(self, job: Job, error: BaseException) -> None:
        """Never raises."""
        try:
            refused = isinstance(error, Refused)
            said = _NOT_HERE.format(code=error.code) if isinstance(error, Refused) else FAILED
            message = sentence(failed(f"a {job.kind}", error, said))
            if job.kind not in _NEEDLESS:
                self._say(job, message, here=not refused)
        except Exception as other:  # noqa: BLE001 - there is nobody left to tell
            kind = other if isinstance(other, Refused | Unclear) else type(other).__name__
            _logger.error("slack: a %s got no word at all: %s", job.kind, kind)

    def _say(self, job: Job, message: Message, *, here: bool) -> None:
        """For all to read only where the question was; else to the person alone."""
        body = job.body
        if self._links.say(str(body.get("response_url") or ""), message):
            return
        channel = body.get("channel") or body.get("channel_id")
        user, thread = body.get("user") or body.get("user_id"), body.get("thread") or None
        mark = {"question": job.key}
        if here and channel and job.kind in _IN_PLACE:
            try:
                self._delivery.show(Place(channel, str(thread), str(body["ts"])), [message])
            except StoreError:
                _logger.info("slack: an apology is posted without a look at what was said")
                self._api.post(channel, thread, message, mark)
            return
        if here and channel and user:
            try:
                self._api.whisper(channel, user, thread, message)
            except Refused:
                _logger.info("slack: an apology is a direct message")
            else:
                return
        if user:
            self._api.post(user, None, message, mark)
