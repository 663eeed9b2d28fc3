"""What is done at the start: models first, and what can wait once nobody is waiting."""

import threading
from types import SimpleNamespace
from typing import Any

import pytest

from ui.slack import start as start_module
from ui.slack.start import Start


class Heard:
    """Stands in for the chatbot, its corpus and the suggestions; keeps what was done."""

    def __init__(self, error: Exception | None = None) -> None:
        self.done: list[str] = []
        self.is_over = threading.Event()
        self._error = error
        self.corpus = SimpleNamespace(keep_up=lambda: self.done.append("keep up"))

    def articles(self, limit: int) -> Any:
        return [(SimpleNamespace(title="A ferry sank"), 1)][:limit], 1

    def ask(self, question: Any) -> None:
        self.done.append(question.text)
        if self._error:
            raise self._error

    def warm(self) -> None:
        self.done.append("warm")

    def start(self) -> None:
        self.done.append("suggestions")
        self.is_over.set()


def start(heard: Heard, busy: Any) -> Start:
    anything: Any = heard
    return Start(anything, anything, busy)


@pytest.mark.parametrize("error", [None, KeyError("x")])
def test_a_question_comes_first_and_the_rest_when_nobody_asks(
    monkeypatch: pytest.MonkeyPatch, error: Exception | None
) -> None:
    monkeypatch.setattr(start_module, "_LOOK", 0.001)
    heard, looks = Heard(error), iter([True, True, False])
    start(heard, lambda: next(looks)).begin()
    assert heard.is_over.wait(30)
    warm = [] if error else ["warm"]
    assert heard.done == ["A ferry sank", *warm, "keep up", "suggestions"]
    assert next(looks, None) is None


def test_a_process_that_ends_begins_nothing_more() -> None:
    heard = Heard()
    starting = start(heard, lambda: True)
    assert starting.stop(0)
    starting._run()
    assert heard.done == []
