"""A scripted model on loopback, and a client for it that gives up soon."""

import time
from collections.abc import Callable, Iterator

import pytest
from pydantic import SecretStr

from rag.model.endpoint import open_model, warm
from rag.model.model import Ending, ModelFailure, Prompt, Usage
from rag.model.remote import RemoteModel
from rag.model.settings import LIMITS, Kind, Limits, ModelSettings
from tests.fake_model import FakeModel

SAID = "The mayor resigned on Monday. [S1] The council met on Tuesday. [S2]"
SHORT = Limits(
    connect_seconds=0.2,
    first_token_seconds=0.2,
    total_seconds=3.0,
    reply_tokens=60,
    reply_bytes=500_000,
)
PROMPT = Prompt("Answer from the passages.", "Who resigned?")
FAR = 60.0


@pytest.fixture
def fake() -> Iterator[FakeModel]:
    with FakeModel(SAID) as fake:
        yield fake


@pytest.fixture(scope="session")
def _loaded() -> None:
    warm(ModelSettings(Kind.OPENAI_LIKE, "http://127.0.0.1:9/v1", "x")).join()


@pytest.fixture
def opened(fake: FakeModel, _loaded: None) -> Callable[..., RemoteModel]:
    def open_it(limits: Limits = LIMITS, **other: object) -> RemoteModel:
        key = SecretStr(fake.key) if fake.key else None
        fields = {"url": fake.url, "model": "fake-model", "key": key, **other}
        return open_model(ModelSettings(Kind.OPENAI_LIKE, limits=limits, **fields))  # type: ignore[arg-type]

    return open_it


class Read:
    """One reply, read to its end."""

    def __init__(self, model: RemoteModel, seconds: float = FAR, prompt: Prompt = PROMPT) -> None:
        self.pieces: list[str] = []
        self.failure: ModelFailure | None = None
        self.started = time.monotonic()
        with model.stream(prompt, self.started + seconds) as stream:
            try:
                for piece in stream:
                    self.pieces.append(piece)
            except ModelFailure as failure:
                self.failure = failure
            self.seconds = time.monotonic() - self.started
            self.ended: Ending | None = stream.ended
            self.usage: Usage = stream.usage

    @property
    def text(self) -> str:
        return "".join(self.pieces)
