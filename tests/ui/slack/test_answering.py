"""Asking the desk: deadlines, turns, and an end."""

import threading
import time

import pytest

from ui.slack.answering import Answering, Stopped, TooLate


def nothing() -> None:
    pass


def hang() -> None:
    threading.Event().wait()


def test_the_result_is_had_and_so_is_the_error() -> None:
    answering = Answering(1)
    assert answering.run(lambda: 7, nothing, 1, 1) == 7
    with pytest.raises(TimeoutError):  # the work's own

        def late() -> None:
            raise TimeoutError

        answering.run(late, nothing, 1, 1)


def test_who_waits_hears_of_it() -> None:
    heard: list[int] = []
    go_on = threading.Event()

    def waiting() -> None:
        heard.append(1)
        if len(heard) == 3:
            go_on.set()

    assert Answering(1).run(lambda: go_on.wait(30), waiting, 0.001, 0.001)
    assert len(heard) >= 3


def test_what_hangs_is_given_up_and_its_place_is_free() -> None:
    answering = Answering(1, deadline=0.05)
    for _ in range(2):
        with pytest.raises(TooLate):
            answering.run(hang, nothing, 0.01, 0.01)
    assert answering.run(lambda: 7, nothing, 0.01, 0.01) == 7


def test_the_deadline_begins_with_the_answering_and_not_in_the_queue() -> None:
    answering = Answering(1, deadline=5.0)
    order: list[int] = []

    def ask(number: int) -> None:
        answering.run(lambda: (time.sleep(0.02), order.append(number)), nothing, 1, 1)

    answering._deadline = 0.15  # less than all together take, more than one
    threads = [threading.Thread(target=ask, args=(number,)) for number in range(15)]
    for each in threads:
        each.start()
    for each in threads:
        each.join(30)
    assert sorted(order) == list(range(15))


def test_who_is_never_begun_is_told_so() -> None:
    answering = Answering(1, deadline=30.0, patience=0.05)

    def occupy() -> None:
        with pytest.raises(Stopped):
            answering.run(hang, nothing, 0.01, 0.01)

    occupied = threading.Thread(target=occupy)
    occupied.start()
    time.sleep(0.01)
    with pytest.raises(TooLate):
        answering.run(lambda: 7, nothing, 0.01, 0.01)
    answering.stop()
    occupied.join(30)
    assert not occupied.is_alive()


def test_an_end_is_no_failure_of_the_question() -> None:
    answering = Answering(1)

    def ended() -> None:
        answering.stop()
        raise KeyError("the store is closed")

    with pytest.raises(Stopped):
        answering.run(ended, nothing, 1, 1)
    with pytest.raises(Stopped):
        answering.run(hang, nothing, 0.01, 0.01)
