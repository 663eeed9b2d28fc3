"""What a process does before the first question, and what it leaves until nobody asks."""

import logging
import threading
import time
from collections.abc import Callable

from rag.answer import Question
from rag.chatbot import Chatbot
from rag.suggestions import Suggestions

_LONGEST = 60.0  # seconds for which what can wait does wait
_LOOK = 0.2  # seconds

_logger = logging.getLogger(__name__)


class Start:
    """Loads the models first; opens Chroma and makes suggestions once nobody is waiting."""

    def __init__(
        self, chatbot: Chatbot, suggestions: Suggestions, busy: Callable[[], bool]
    ) -> None:
        self._chatbot = chatbot
        self._suggestions = suggestions
        self._busy = busy
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="slack-start", daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def stop(self, seconds: float) -> bool:
        """What was not begun is left out; whether the chatbot is not used any more.

        Waits that many seconds at most. To be called before the chatbot is closed.
        """
        self._stopped.set()
        if self._thread.is_alive():
            self._thread.join(seconds)
        return not self._thread.is_alive()

    def _run(self) -> None:
        try:
            for listed in () if self._stopped.is_set() else self._chatbot.articles(1)[0]:
                first = Question(listed[0].title or "What happened?", extractive=True)
                self._chatbot.ask(first)
            if not self._stopped.is_set():
                self._chatbot.warm()
        except Exception as error:  # noqa: BLE001 - whoever asks is told
            _logger.info("slack: the first answer failed: %s", type(error).__name__)
        end = time.monotonic() + _LONGEST
        while self._busy() and time.monotonic() < end and not self._stopped.wait(_LOOK):
            pass
        if not self._stopped.is_set():
            self._chatbot.corpus.keep_up()
            self._suggestions.start()
