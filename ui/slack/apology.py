"""What a person reads when Slack refuses the answer, or something broke on the way to it."""

import logging

from index.errors import ReadoutError
from ui.slack.api import Api, Refused, Unclear
from ui.slack.blocks.message import Message
from ui.slack.blocks.plain import sentence
from ui.slack.inbox import Job
from ui.slack.questions import failed
from ui.slack.replies import Links

_NOT_HERE = (
    "I could not answer in that channel (Slack says: {code}). Ask me here, in a direct message, or"
    " have somebody invite me to the channel."
)
_NEEDLESS = {"deletion", "home", "started"}  # nobody waits for a word

_logger = logging.getLogger(__name__)


class Apology:
    """Says it where the person asked, and if that cannot be, to the person alone."""

    def __init__(self, api: Api, links: Links) -> None:
        self._api = api
        self._links = links

    def __call__(self, job: Job, what: str, error: BaseException) -> None:
        """Never raises."""
        if isinstance(error, Refused):
            _logger.error("slack: a %s got no answer: %s", job.kind, error)
            said = _NOT_HERE.format(code=error.code)
        else:
            said = str(error) if isinstance(error, ReadoutError) else failed(what, error)
            if isinstance(error, ReadoutError):
                _logger.error("slack: a %s failed: %s", job.kind, error)
        if job.kind not in _NEEDLESS:
            self._say(job, sentence(said), here=not isinstance(error, Refused))

    def _say(self, job: Job, message: Message, *, here: bool) -> None:
        body = job.body
        if self._links.say(str(body.get("response_url") or ""), message):
            return
        channel = body.get("channel") or body.get("channel_id")
        user = body.get("user") or body.get("user_id")
        try:
            if here and channel and body.get("thread"):
                self._api.post(channel, body["thread"], message, {"question": job.key})
            elif user:
                self._api.post(user, None, message, {"question": job.key})
        except (Refused, Unclear) as error:
            _logger.error("slack: a %s got no word at all: %s", job.kind, error)
