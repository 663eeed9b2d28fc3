"""What a person reads when Slack refuses the answer, or something broke on the way to it."""

import logging

from index.errors import ReadoutError, StoreError
from ui.slack.api import Api, Refused, Unclear
from ui.slack.blocks.message import Message
from ui.slack.blocks.plain import sentence
from ui.slack.delivery import Delivery, Place
from ui.slack.failures import failed
from ui.slack.inbox import Job
from ui.slack.replies import Links

_NOT_HERE = (
    "I could not answer in that channel (Slack says: {code}). Ask me here, in a direct message, or"
    " have somebody invite me to the channel."
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

    def __call__(self, job: Job, what: str, error: BaseException) -> None:
        """Never raises."""
        try:
            said = self._words(job, what, error)
            if job.kind not in _NEEDLESS:
                self._say(job, sentence(said), here=not isinstance(error, Refused))
        except Exception as other:  # noqa: BLE001 - there is nobody left to tell
            kind = other if isinstance(other, Refused | Unclear) else type(other).__name__
            _logger.error("slack: a %s got no word at all: %s", job.kind, kind)

    def _words(self, job: Job, what: str, error: BaseException) -> str:
        if isinstance(error, Refused):
            _logger.error("slack: a %s got no answer: %s", job.kind, error)
            return _NOT_HERE.format(code=error.code)
        if isinstance(error, ReadoutError) and not isinstance(error, StoreError):
            _logger.error("slack: a %s failed: %s", job.kind, error)
            return str(error)
        if isinstance(error, StoreError | Unclear):  # which name a folder here, or no cause
            _logger.error("slack: a %s: %s", job.kind, error)
        return failed(what, error)

    def _say(self, job: Job, message: Message, *, here: bool) -> None:
        body = job.body
        if self._links.say(str(body.get("response_url") or ""), message):
            return
        channel = body.get("channel") or body.get("channel_id")
        user = body.get("user") or body.get("user_id")
        thread = body.get("thread")
        if here and channel and thread:
            if job.kind in _IN_PLACE:
                try:
                    self._delivery.show(Place(channel, thread, str(body["ts"])), [message])
                except StoreError:
                    _logger.info("slack: an apology is posted without a look at what was said")
                else:
                    return
            self._api.post(channel, thread, message, {"question": job.key})
        elif user:
            self._api.post(user, None, message, {"question": job.key})
