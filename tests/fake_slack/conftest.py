"""A workspace with a person, a channel and a client of the app."""

from collections.abc import Iterator

import pytest
from slack_sdk import WebClient

from tests.fake_slack import Channel, FakeSlack, User


@pytest.fixture
def slack() -> Iterator[FakeSlack]:
    """Nothing is sent twice, as no app is there to hear it."""
    with FakeSlack(retry_delays=(), ack_timeout=1.0) as slack:
        yield slack


@pytest.fixture
def ann(slack: FakeSlack) -> User:
    return slack.add_user("ann")


@pytest.fixture
def desk(slack: FakeSlack, ann: User) -> Channel:
    return slack.add_channel("desk", ann)


@pytest.fixture
def client(slack: FakeSlack) -> WebClient:
    return WebClient(slack.bot_token, base_url=slack.api_url, retry_handlers=[])
