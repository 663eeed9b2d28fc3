"""The learning rate goes up by steps and down by the clock; threads are the quickest number."""

import pytest

from rag.reading_training.recipe import Recipe
from rag.reading_training.threads import Threads


def test_the_rate_rises_by_steps_and_falls_by_time() -> None:
    recipe = Recipe(peak=1.0, warm_up=10)
    assert recipe.learning_rate(0, 0, 60) == pytest.approx(0.1)
    assert recipe.learning_rate(9, 0, 60) == 1.0
    assert recipe.learning_rate(500, 30 * 60, 60) == pytest.approx(0.5)
    assert recipe.learning_rate(500, 61 * 60, 60) == 0.0
    assert recipe.learning_rate(500, 30 * 60, 120) == pytest.approx(0.75)


def test_the_quickest_number_of_threads_is_used_until_the_next_trial() -> None:
    threads = Threads(2)

    def used(seconds: dict[int, float], steps: int) -> list[int]:
        numbers = []
        for _ in range(steps):
            numbers.append(threads.number())
            threads.took(seconds[numbers[-1]])
        return numbers

    assert used({1: 1.0, 2: 0.7}, 40) == [1] * 3 + [2] * 37
    assert used({1: 1.0, 2: 9.0}, 40) == [1] * 3 + [2] * 3 + [1] * 34
    assert used({1: 1.0, 2: 0.7}, 6) == [1] * 3 + [2] * 3
