"""What it takes to answer in Slack."""

from dataclasses import dataclass

from ui.slack.api import Api
from ui.slack.asking import Asking
from ui.slack.delivery import Delivery
from ui.slack.desk import SlackDesk
from ui.slack.intake import Me
from ui.slack.replies import Links
from ui.slack.talks import Talks
from ui.slack.threads import Threads


@dataclass(frozen=True, slots=True)
class Means:
    """One of each for the whole process; threads share them."""

    desk: SlackDesk
    asking: Asking
    talks: Talks
    threads: Threads
    api: Api
    links: Links
    delivery: Delivery
    me: Me
