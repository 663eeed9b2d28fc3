"""What an operator reads: a line for what went wrong, and no secret and nothing that was said."""

import logging
from collections.abc import Iterator

import pytest

from ui.slack import log
from ui.slack.failures import failed

CANARIES = ("xoxb-canary", "xapp-canary", "the-signing-canary", "what the canary said")
LOGGERS = (
    "ui.slack",
    "slack_bolt",
    "slack_bolt.App",
    "slack_sdk",
    "slack_sdk.web",
    "slack_sdk.socket_mode",
)


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    loggers = [logging.getLogger(name) for name in LOGGERS]
    kept = [(each.handlers[:], each.level, each.propagate) for each in loggers]
    for each in loggers:  # other tests' apps have set levels of their own
        each.setLevel(logging.NOTSET)
    yield
    for each, (handlers, level, propagate) in zip(loggers, kept, strict=True):
        each.handlers[:], each.propagate = handlers, propagate
        each.setLevel(level)


@pytest.mark.parametrize("name", ["slack_bolt", "slack_bolt.App", "slack_sdk.socket_mode.client"])
@pytest.mark.parametrize("level", [logging.INFO, logging.WARNING, logging.ERROR, logging.CRITICAL])
def test_of_the_libraries_only_the_place_is_told(
    capsys: pytest.CaptureFixture[str], name: str, level: int
) -> None:
    log.set_up()
    logger = logging.getLogger(name)
    for canary in CANARIES:
        logger.log(level, f"body: {canary}")
        logger.log(level, "body: %s", canary)
        try:
            raise ValueError(canary)
        except ValueError:
            logger.log(level, "failed", exc_info=True)
    told = capsys.readouterr().err
    assert not any(canary in told for canary in CANARIES)
    assert "Traceback" not in told
    lines = told.splitlines()
    if level >= logging.ERROR:
        assert len(lines) == 3 * len(CANARIES)  # a line each, and none is lost
        assert f"{name}: test_log.test_of_the_libraries" in lines[0]
        assert lines[2].endswith(": ValueError")
    else:
        assert lines == []


def test_the_client_s_own_lines_are_left_to_who_called_it(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.set_up()
    logging.getLogger("slack_sdk.web.base_client").error("token xoxb-canary")
    assert capsys.readouterr().err == ""


def test_the_person_and_the_operator_read_the_same_number(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.set_up()
    said = failed("a question", ValueError("what the canary said"))
    [line] = capsys.readouterr().err.splitlines()
    ident = said.removesuffix(".").rpartition(" ")[2]
    assert len(ident) == 8
    assert f"slack: {ident}: a question failed: ValueError" in line
    assert "canary" not in line + said


def test_our_lines_are_told_once_however_often_it_is_set_up(
    capsys: pytest.CaptureFixture[str],
) -> None:
    log.set_up()
    log.set_up()
    logging.getLogger("ui.slack.work").info("slack: something")
    assert capsys.readouterr().err.count("slack: something") == 1
