"""Which of the things that go on in a browser tab its person still waits for: the latest."""

from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

_KEPT = 2_000  # tabs; beyond them the oldest is forgotten


class Turns:
    """The latest turn of each tab. Threads share it."""

    def __init__(self) -> None:
        self._latest: dict[str, object] = {}

    def begin(self, request: "gr.Request") -> Callable[[], bool]:
        """Begins a turn of the tab; what it gives says whether that is the latest still."""
        tab, turn = str(request.session_hash), object()
        self._latest.pop(tab, None)
        self._latest[tab] = turn
        for oldest in list(self._latest)[:-_KEPT]:
            self._latest.pop(oldest, None)
        return lambda: self._latest.get(tab) is turn

    def begun(self, request: "gr.Request") -> bool:
        """Whether the tab has had a turn."""
        return str(request.session_hash) in self._latest
