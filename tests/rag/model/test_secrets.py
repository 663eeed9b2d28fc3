"""The key, and what the server sends, are in no record, no message and no traceback."""

import logging
import traceback
from collections.abc import Callable

import pytest
from pydantic import SecretStr

from rag.model.checkup import check_up
from rag.model.model import ModelFailure, Prompt
from rag.model.remote import RemoteModel
from rag.model.settings import Limits
from tests.fake_model import Exchange, FakeModel, faults
from tests.rag.model.conftest import Read

KEY = "sk-canary-of-the-key-0123456789"
ASKED = "canary-of-the-question"
SENT = "canary-of-the-server"
CHATTY = ("", "httpx", "httpcore", "openai", "openai._base_client", "llama_index", "urllib3")


class TellsAll(faults.Fault):
    """Any status, and a body that repeats the key and the prompt."""

    def __init__(self, status: int) -> None:
        self._status = status

    def play(self, exchange: Exchange) -> None:
        said = f"{SENT} {exchange.call.key} {exchange.call.prompt}"
        exchange.json(self._status, {"error": {"message": said}}, {"X-Said": SENT})


class TellsAllMidway(faults.Fault):
    """An error within the stream, or one that is not JSON."""

    def __init__(self, event: bytes) -> None:
        self._event = event

    def play(self, exchange: Exchange) -> None:
        exchange.begin()
        exchange.send(b"data: " + self._event + exchange.call.key.encode() + b'"}}\n\n')
        exchange.end()


FAULTS: dict[str, faults.Fault | None] = {
    "none": None,
    **{str(status): TellsAll(status) for status in (302, 400, 401, 403, 404, 429, 500)},
    "error in the stream": TellsAllMidway(b'{"error": {"message": "' + SENT.encode()),
    "no JSON": TellsAllMidway(SENT.encode() + b"{{"),
    "no form": TellsAllMidway(b'{"choices": {"x": "' + SENT.encode()),
}


@pytest.mark.parametrize("name", FAULTS)
def test_at_the_most_talkative_level_nothing_is_told(
    fake: FakeModel,
    opened: Callable[..., RemoteModel],
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
    name: str,
) -> None:
    for logger in CHATTY:
        caplog.set_level(logging.DEBUG, logger or None)
    fake.key = KEY
    if fault := FAULTS[name]:
        fake.fail(fault, times=None)
    model = opened(Limits(total_seconds=20.0), key=SecretStr(KEY))
    logging.getLogger("tests").debug("records are kept")
    read = Read(model, prompt=Prompt("Answer.", ASKED))
    told = [*capfd.readouterr(), caplog.text, repr(model.settings), repr(read.failure)]
    assert (read.failure is None) == (fault is None)
    if read.failure:
        told += traceback.format_exception(read.failure)
        told += _all_behind(read.failure)
    assert "records are kept" in caplog.text
    for canary in (KEY, ASKED, SENT):
        assert canary not in "\n".join(told)


@pytest.mark.parametrize("status", [401, 404, 500])
def test_the_doctor_keeps_it_too(
    fake: FakeModel, opened: Callable[..., RemoteModel], status: int
) -> None:
    fake.key = KEY
    fake.fail(TellsAll(status), times=None, on="")
    found = check_up(opened(Limits(total_seconds=20.0), key=SecretStr(KEY)).settings)
    assert not all(each.fine for each in found)
    assert KEY not in str(found)
    assert SENT not in str(found)


def _all_behind(failure: ModelFailure) -> list[str]:
    """The errors that led to it, also those that a traceback does not show."""
    found: list[str] = []
    error: BaseException | None = failure
    while error is not None:
        found.append(repr(error))
        error = error.__cause__ or error.__context__
    return found
