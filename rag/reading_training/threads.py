"""How many threads are quickest just now.

Threads of one computation wait for each other. While somebody else uses a core, two of ours go at
the pace of the one that gets nothing, and a single one is quicker.
"""

_TRIAL = 3  # steps with each number
_CYCLE = 40  # steps from one trial to the next


class Threads:
    """Tries every number of threads from time to time, and uses the best one in between."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._step = 0
        self._spent = [0.0] * most
        self._best = most

    def number(self) -> int:
        """The threads that the next step is to use."""
        place = self._step % _CYCLE
        return place // _TRIAL + 1 if place < self._most * _TRIAL else self._best

    def took(self, seconds_per_token: float) -> None:
        """Tells how long the step took."""
        place = self._step % _CYCLE
        if place == 0:
            self._spent = [0.0] * self._most
        if place < self._most * _TRIAL:
            self._spent[place // _TRIAL] += seconds_per_token
        if place == self._most * _TRIAL - 1:
            self._best = min(range(self._most), key=self._spent.__getitem__) + 1
        self._step += 1
