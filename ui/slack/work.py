"""Does the jobs of the inbox in threads of its own, so that a slow one holds up no other."""

import logging
import queue
import threading
import time
from collections.abc import Callable, Mapping

from index.errors import ReadoutError, StoreError
from ui.slack.answering import Stopped
from ui.slack.api import Unclear
from ui.slack.inbox import Inbox, Job

AT_ONCE = 128  # jobs; nearly all of them wait for Slack, or for their turn to be answered
_LOOK = 1.0  # seconds between two looks for jobs of other processes
_RECOVER = 5.0  # seconds between two looks for processes that ended
_CRASHES = 5  # processes that may end over a job
_ONE_GONE = 600.0  # seconds for which one job is tried that Slack fails over, and no other
_SLACK_GONE = 24 * 3600.0  # seconds for which Slack is tried; what is older is news to nobody
_STORE_GONE = 20.0  # seconds for which a disk that is full, or locked, is tried
_SHORTEST_PAUSE, _LONGEST_PAUSE = 1.0, 120.0  # seconds
_SPARE = 30.0  # seconds for which a thread waits for a job

Handler = Callable[[Job], None]

_logger = logging.getLogger(__name__)


class Work:
    """Claims jobs and has them done, until it is closed."""

    def __init__(
        self,
        inbox: Inbox,
        handlers: Mapping[str, Handler],
        apologise: Callable[[Job, BaseException], None],
    ) -> None:
        """`handlers`: by kind of job. `apologise` tells the person that a job failed.

        A handler may be called again with a job that was begun before: by a process that ended, or
        where Slack could not be reached.
        """
        self._inbox = inbox
        self._handlers = handlers
        self._apologise = apologise
        self._begun: queue.SimpleQueue[Job] = queue.SimpleQueue()
        self._over: queue.SimpleQueue[tuple[Job, float | None]] = queue.SimpleQueue()
        self._threads = 0
        self._idle = 0  # threads that wait for a job, less the jobs that wait for one of them
        self._guard = threading.Lock()
        self._free = threading.Semaphore(AT_ONCE)
        self._news = threading.Event()
        self._closed = False
        self._ended = 0  # places that are free for good
        self._claiming = threading.Thread(target=self._claim, name="slack-work", daemon=True)

    def start(self) -> None:
        self._claiming.start()

    def wake(self) -> None:
        """There is a new job."""
        self._news.set()

    def close(self, seconds: float = 5.0) -> bool:
        """Claims no more, and waits a while for what is being done; whether all of it is.

        May be called again, to wait for longer.
        """
        self._closed = True
        self._news.set()
        end = time.monotonic() + seconds
        if self._claiming.is_alive():
            self._claiming.join(timeout=seconds)
        while self._ended < AT_ONCE:
            if not self._free.acquire(timeout=max(0.0, end - time.monotonic())):
                return False
            self._ended += 1
        return self._over.empty()

    def _claim(self) -> None:
        recovered = 0.0
        while not self._closed:
            self._news.clear()
            try:
                self._put_away_the_rest()
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
        if not self._free.acquire(timeout=_LOOK):
            return None
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
            wanted = self._idle <= 0
            self._idle -= not wanted
        if wanted:
            try:
                self._threads += 1
                name = f"slack-job-{self._threads}"
                threading.Thread(target=self._work, name=name, daemon=True).start()
            except RuntimeError:  # no more threads are to be had
                self._over.put((job, _SHORTEST_PAUSE))
                self._free.release()
                raise
        self._begun.put(job)

    def _work(self) -> None:
        while True:
            try:
                job = self._begun.get(timeout=_SPARE)
            except queue.Empty:
                with self._guard:
                    if self._idle > 0:  # else a job is on its way
                        self._idle -= 1
                        return
                continue
            self._do(job)
            with self._guard:
                self._idle += 1

    def _do(self, job: Job) -> None:
        try:
            self._put_away(job, self._tried(job))
        finally:
            self._free.release()
            self._news.set()

    def _put_away(self, job: Job, pause: float | None) -> None:
        """What cannot be written down now is kept in mind: its lane waits for it."""
        try:
            if pause is None:
                self._inbox.done(job)
            else:
                self._inbox.give_back(job, pause)
        except Exception as error:  # noqa: BLE001 - nobody is left to raise it to
            _logger.error("slack: a %s could not be put away: %s", job.kind, type(error).__name__)
            self._over.put((job, pause))

    def _put_away_the_rest(self) -> None:
        for _ in range(self._over.qsize()):
            self._put_away(*self._over.get())

    def _tried(self, job: Job) -> float | None:
        """None when the job is done; else in how many seconds it should be tried again."""
        if job.tries > _CRASHES:
            _logger.error("slack: %d processes ended over a %s", job.tries - 1, job.kind)
            self._apologise(job, RuntimeError())
            return None
        try:
            self._handlers[job.kind](job)
        except Stopped:
            return 0.0
        except (Unclear, StoreError) as error:
            # The longer it lasts, the longer the pauses.
            age = max(0.0, time.time() - job.received)
            if age < _patience(error):
                return min(max(age, _SHORTEST_PAUSE), _LONGEST_PAUSE)
            self._apologise(job, error)
        except Exception as error:  # noqa: BLE001 - the person is told, and the operator
            self._apologise(job, error)
        return None


def _patience(error: Unclear | StoreError) -> float:
    """Seconds for which a job is tried again."""
    if isinstance(error, StoreError):
        return _STORE_GONE
    return _ONE_GONE if error.alone else _SLACK_GONE
