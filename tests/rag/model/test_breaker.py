"""The circuit breaker, against a clock that is set by hand."""

import threading

import pytest

from rag.model.breaker import Breaker, Outcome, Ticket


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def breaker(clock: Clock) -> Breaker:
    return Breaker(clock)


def claimed(breaker: Breaker) -> Ticket:
    ticket = breaker.claim()
    assert ticket is not None
    return ticket


def fail(breaker: Breaker, times: int = 1) -> None:
    for _ in range(times):
        claimed(breaker).settle(Outcome.FAILED)


def test_it_rests_after_three_failures_in_a_row(breaker: Breaker) -> None:
    fail(breaker, 2)
    claimed(breaker).settle(Outcome.WORKED)
    fail(breaker, 2)
    assert breaker.rest() is None
    fail(breaker)
    assert breaker.rest() == 30.0
    assert breaker.claim() is None


def test_what_is_not_its_fault_does_not_count(breaker: Breaker) -> None:
    fail(breaker, 2)
    claimed(breaker).settle(Outcome.UNKNOWN)
    assert breaker.rest() is None
    fail(breaker)
    assert breaker.rest() == 30.0


def test_one_request_tries_it_after_the_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 30
    trial = claimed(breaker)
    assert breaker.rest() == 0.0
    assert breaker.claim() is None
    trial.settle(Outcome.WORKED)
    assert breaker.rest() is None
    fail(breaker, 2)
    assert breaker.rest() is None, "a request that worked forgets the failures before it"


def test_each_trial_that_fails_doubles_the_rest(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    rests = []
    for _ in range(6):
        clock.now += breaker.rest() or 0
        fail(breaker)
        rests.append(breaker.rest())
    assert rests == [60, 120, 240, 300, 300, 300]
    clock.now += 300
    claimed(breaker).settle(Outcome.WORKED)
    fail(breaker, 3)
    assert breaker.rest() == 30, "after it worked, rests are short again"


def test_a_trial_without_a_result_lets_the_next_one_try(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 30
    claimed(breaker).settle(Outcome.UNKNOWN)
    claimed(breaker).settle(Outcome.FAILED)
    assert breaker.rest() == 60


def test_a_trial_that_is_lost_bars_nobody_for_ever(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 30
    claimed(breaker)
    assert breaker.claim() is None
    clock.now += 300
    assert breaker.claim() is not None


def test_a_refused_key_rests_it_at_once_and_for_long(breaker: Breaker) -> None:
    claimed(breaker).settle(Outcome.REFUSED)
    assert breaker.rest() == 300


def test_requests_from_before_the_rest_do_not_end_it(breaker: Breaker) -> None:
    late = claimed(breaker)
    fail(breaker, 3)
    late.settle(Outcome.WORKED)
    assert breaker.rest() == 30


def test_a_ticket_tells_once(breaker: Breaker) -> None:
    ticket = claimed(breaker)
    for _ in range(5):
        ticket.settle(Outcome.FAILED)
    assert breaker.rest() is None


def test_of_many_threads_one_tries(breaker: Breaker, clock: Clock) -> None:
    fail(breaker, 3)
    clock.now += 30
    tickets: list[Ticket | None] = []
    together = threading.Barrier(16)

    def claim() -> None:
        together.wait()
        tickets.append(breaker.claim())

    threads = [threading.Thread(target=claim) for _ in range(16)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert sum(each is not None for each in tickets) == 1
