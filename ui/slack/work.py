"""Does the jobs of the inbox in threads of its own, so that a slow one holds up no other."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping

from index.errors import ReadoutError
from ui.slack.api import Refused, Unclear
from ui.slack.inbox import Inbox, Job

AT_ONCE = 256  # jobs; nearly all of them wait for Slack, or for their turn to be answered
_LOOK = 1.0  # seconds between two looks for jobs of other processes
_RECOVER = 5.0  # seconds between two looks for processes that ended
_TRIES = 12
_LONGEST_PAUSE = 120.0  # seconds

Handler = Callable[[Job], None]

_logger = logging.getLogger(__name__)


class Work:
    """Claims jobs and has them done, until it is closed."""

    def __init__(
        self,
        inbox: Inbox,
        handlers: Mapping[str, Handler],
        apologise: Callable[[Job, str, BaseException], None],
    ) -> None:
        """`handlers`: by kind of job. `apologise` tells the person that a job failed.

        A handler may be called again with a job that was begun before: by a process that ended, or
        where Slack could not be reached.
        """
        self._inbox = inbox
        self._handlers = handlers
        self._apologise = apologise
        self._begun: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._threads = 0
        self._idle = 0  # threads that wait for a job
        self._guard = threading.Lock()
        self._free = threading.Semaphore(AT_ONCE)
        self._news = threading.Event()
        self._closed = False
        self._claiming = threading.Thread(target=self._claim, name="slack-work", daemon=True)

    def start(self) -> None:
        self._claiming.start()

    def wake(self) -> None:
        """There is a new job."""
        self._news.set()

    def close(self, seconds: float = 5.0) -> None:
        """Claims no more, and waits a while for what is being done; the rest waits in the inbox."""
        self._closed = True
        self._news.set()
        self._claiming.join(timeout=seconds)
        end = time.monotonic() + seconds
        for _ in range(AT_ONCE):
            if not self._free.acquire(timeout=max(0.0, end - time.monotonic())):
                break

    def _claim(self) -> None:
        recovered = 0.0
        while not self._closed:
            self._news.clear()
            try:
                if time.monotonic() - recovered >= _RECOVER:
                    recovered = time.monotonic()
                    self._inbox.recover()
                while not self._closed and (job := self._next()) is not None:
                    self._begin(job)
            except ReadoutError as error:
                _logger.error("slack: %s", error)
            except Exception as error:  # noqa: BLE001 - whatever it is, the next job is done
                _logger.error("slack: no job can be taken: %s", type(error).__name__)
            self._news.wait(_LOOK)

    def _next(self) -> Job | None:
        self._free.acquire()
        job = None
        try:
            job = self._inbox.claim()
        finally:
            if job is None:
                self._free.release()
        return job

    def _begin(self, job: Job) -> None:
        """Hands the job to a thread that waits for one, or to a new one.

        Not a ThreadPoolExecutor: Python waits for its threads when it ends, however long they take.
        """
        with self._guard:
            self._idle -= 1
            if self._idle < 0:
                self._idle = 0
                name = f"slack-job-{self._threads}"
                self._threads += 1
                threading.Thread(target=self._work, name=name, daemon=True).start()
        self._begun.put(job)

    def _work(self) -> None:
        while True:
            self._do(self._begun.get())
            with self._guard:
                self._idle += 1

    def _do(self, job: Job) -> None:
        try:
            pause = self._tried(job)
            if pause is None:
                self._inbox.done(job)
            else:
                self._inbox.give_back(job, pause)
        except Exception as error:  # noqa: BLE001 - nobody is left to raise it to
            _logger.error("slack: a %s could not be put away: %s", job.kind, type(error).__name__)
        finally:
            self._free.release()
            self._news.set()

    def _tried(self, job: Job) -> float | None:
        """None when the job is done; else in how many seconds it should be tried again."""
        try:
            self._handlers[job.kind](job)
        except Unclear as error:
            if job.tries < _TRIES:
                return min(2.0 ** (job.tries - 1), _LONGEST_PAUSE)
            _logger.error("slack: a %s is given up after %d tries: %s", job.kind, job.tries, error)
        except Refused as error:
            self._apologise(job, "", error)
        except Exception as error:  # noqa: BLE001 - the person is told, and the operator
            self._apologise(job, f"a {job.kind}", error)
        return None
