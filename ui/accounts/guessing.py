"""Slowing down who guesses passwords: a growing wait, for each name and for each address.

A try counts before its password is looked at, so that many at once are no way around, and what is
refused for a wait is not counted. A name's wait stays short, since anyone can make its owner wait.
"""

import time
from collections import OrderedDict
from collections.abc import Callable
from ipaddress import IPv6Address, ip_address

FREE = 5  # tries without a wait
LONGEST_FOR_A_NAME = 60.0  # seconds
LONGEST_FOR_AN_ADDRESS = 900.0
_FORGOTTEN = 3600.0  # seconds after the last try
_REMEMBERED = 10_000  # names, and addresses


class Guesses:
    """The wrong tries of late. For one event loop: it is not shared between threads."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._names = _Tries(clock, LONGEST_FOR_A_NAME)
        self._addresses = _Tries(clock, LONGEST_FOR_AN_ADDRESS)

    def begin(self, name: str, address: str) -> float:
        """Seconds still to wait; 0 where none, and then this is a try that counts."""
        address = _network(address)
        wait = max(self._names.wait(name), self._addresses.wait(address))
        if not wait:
            self._names.count(name)
            self._addresses.count(address)
        return wait

    def succeeded(self, name: str, address: str) -> None:
        """The try was right. Its address keeps its other tries: they were at other names."""
        self._names.forget(name)
        self._addresses.take_back(_network(address))


class _Tries:
    def __init__(self, clock: Callable[[], float], longest: float) -> None:
        self._clock = clock
        self._longest = longest
        self._held: OrderedDict[str, tuple[int, float]] = (
            OrderedDict()
        )  # tries, the last one's time

    def wait(self, key: str) -> float:
        tries, last = self._held.get(key, (0, 0.0))
        if tries < FREE:
            return 0.0
        needed: float = min(2.0 ** min(tries - FREE + 1, 30), self._longest)
        return max(0.0, last + needed - self._clock())

    def count(self, key: str) -> None:
        now = self._clock()
        tries, last = self._held.pop(key, (0, now))
        self._held[key] = (1 if now - last > _FORGOTTEN else tries + 1, now)
        while len(self._held) > _REMEMBERED:
            self._held.popitem(last=False)

    def take_back(self, key: str) -> None:
        tries, last = self._held.get(key, (0, 0.0))
        if tries > 1:
            self._held[key] = (tries - 1, last)
        else:
            self.forget(key)

    def forget(self, key: str) -> None:
        self._held.pop(key, None)


def _network(address: str) -> str:
    """Who an address belongs to: itself, or the 64 bits of IPv6 that one household has."""
    try:
        found = ip_address(address)
    except ValueError:
        return address
    if isinstance(found, IPv6Address) and found.ipv4_mapped is None:
        return found.exploded[:19]
    return address
