"""Where the time goes: seconds by part, measured around the product's functions from outside."""

import functools
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any


class Stopwatch:
    """Seconds by part. A part that calls another does not count the other's time as its own."""

    def __init__(self) -> None:
        self.seconds: Counter[str] = Counter()
        self._local = threading.local()

    @contextmanager
    def running(self, part: str) -> Iterator[None]:
        """Counts the time of the block for `part`, on this thread."""
        stack: list[str] = self._local.__dict__.setdefault("stack", [])
        self._charge(stack)
        stack.append(part)
        try:
            yield
        finally:
            self._charge(stack)
            stack.pop()

    def watch(self, owner: Any, name: str, part: str) -> None:
        """Counts the calls of `owner.name` for `part` from now on."""
        original = getattr(owner, name)

        @functools.wraps(original)
        def timed(*values: Any, **named: Any) -> Any:
            with self.running(part):
                return original(*values, **named)

        setattr(owner, name, timed)

    def watch_iterator(self, owner: Any, name: str, part: str) -> None:
        """The same for a function that yields: only the time inside it counts."""
        original: Callable[..., Iterator[Any]] = getattr(owner, name)

        @functools.wraps(original)
        def timed(*values: Any, **named: Any) -> Iterator[Any]:
            items = original(*values, **named)
            while True:
                with self.running(part):
                    try:
                        item = next(items)
                    except StopIteration:
                        return
                yield item

        setattr(owner, name, timed)

    def _charge(self, stack: list[str]) -> None:
        now = time.perf_counter()
        if stack:
            self.seconds[stack[-1]] += now - self._local.since
        self._local.since = now
