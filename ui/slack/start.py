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

    def begin(self) -> None:
        threading.Thread(target=self._run, name="slack-start", daemon=True).start()

    def stop(self) -> None:
        """What was not begun is left out. To be called before the chatbot is closed."""
        self._stopped.set()

    def _run(self) -> None:
        try:
            for listed in self._chatbot.articles(1)[0]:
                self._chatbot.ask(Question(listed[0].title or "What happened?"))
        except Exception as error:  # noqa: BLE001 - whoever asks is told
            _logger.info("slack: the first answer failed: %s", type(error).__name__)
        end = time.monotonic() + _LONGEST
        while self._busy() and time.monotonic() < end and not self._stopped.wait(_LOOK):
            pass
        if not self._stopped.is_set():
            self._chatbot.corpus.keep_up()
            self._suggestions.start()
