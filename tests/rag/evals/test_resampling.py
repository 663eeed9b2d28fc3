"""Estimates: the figures against numpy and brute force, the intervals against simulated truth."""

from itertools import permutations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evals.resampling import (
    RESAMPLES,
    Estimate,
    drawn_percentile,
    drawn_ratios,
    percentile,
    ratios,
    resampled_counts,
    risk_coverage,
)


def interval(figures: list[float]) -> list[float]:
    return [float(each) for each in np.percentile(figures, [2.5, 97.5])]


def resamples(size: int) -> list[list[int]]:
    """Which questions each resample holds, by their places."""
    return [
        np.repeat(np.arange(size), row.astype(int)).tolist()
        for block in resampled_counts(size)
        for row in block
    ]


def test_a_resample_has_as_many_questions_and_is_the_same_every_time() -> None:
    first, again = (np.concatenate(list(resampled_counts(7, 50))) for _ in range(2))
    assert first.shape == (50, 7)
    assert (first.sum(axis=1) == 7).all()
    assert (first == again).all()
    assert len({tuple(row) for row in first}) > 40


def test_large_samples_come_in_blocks() -> None:
    blocks = list(resampled_counts(2_100_000, 2))
    assert [block.shape for block in blocks] == [(1, 2_100_000)] * 2


def test_a_ratio_and_its_interval_by_brute_force() -> None:
    scores = [(1.0, 2.0), (0.0, 1.0), (3.0, 3.0), (0.5, 1.0), None, (0.0, 4.0)]
    found = ratios([{} if each is None else {"m": each} for each in scores])["m"]
    assert found.value == pytest.approx(4.5 / 11, abs=1e-6)
    drawn = []
    for places in resamples(6):
        taken = [scores[at] for at in places if scores[at] is not None]
        if taken:
            drawn.append(sum(s[0] for s in taken) / sum(s[1] for s in taken))  # type: ignore[index]
    assert [found.low, found.high] == pytest.approx(interval(drawn), abs=1e-6)


def test_a_difference_is_of_the_same_questions_in_each_resample() -> None:
    one = [(1.0, 1.0), (0.0, 1.0), (1.0, 1.0), (0.0, 1.0), (1.0, 2.0)]
    other = [(1.0, 1.0), (1.0, 1.0), (0.0, 1.0), (0.0, 1.0), (2.0, 2.0)]
    before, after = (drawn_ratios([{"m": each} for each in run])["m"] for run in (one, other))
    found = after.less(before).estimate

    def share(run: list[tuple[float, float]], places: list[int]) -> float:
        return sum(run[at][0] for at in places) / sum(run[at][1] for at in places)

    drawn = [share(other, places) - share(one, places) for places in resamples(5)]
    difference = share(other, [*range(5)]) - share(one, [*range(5)])
    assert found.value == pytest.approx(difference, abs=1e-6)
    assert [found.low, found.high] == pytest.approx(interval(drawn), abs=1e-6)


def test_a_difference_of_times_is_of_pairs() -> None:
    """Every question takes 10 ms longer, so any resample does, in whatever order they stand."""
    times = [30.0, 10.0, 90.0, 20.0, 50.0, 40.0]
    before, after = (drawn_percentile([each + more for each in times], 50) for more in (0, 10))
    assert after.less(before).estimate == Estimate(10.0, 10.0, 10.0)
    turned = drawn_percentile([100 - each for each in times], 50).less(before).estimate
    low, high = turned.low, turned.high
    assert low is not None and high is not None and low < 30.0 < high


def test_what_one_run_does_not_measure_has_no_difference() -> None:
    one, other = (drawn_ratios([{"a": (1.0, under)}])["a"] for under in (1.0, 0.0))
    assert one.less(other).estimate == other.less(one).estimate == Estimate()


def test_measures_of_one_question_are_apart() -> None:
    found = ratios([{"a": (1.0, 1.0)}, {"b": (0.0, 1.0)}, {"a": (0.0, 1.0)}])
    assert (found["a"].value, found["b"].value) == (0.5, 0.0)
    assert found["b"] == Estimate(0.0, 0.0, 0.0)
    assert ratios([]) == ratios([{}, {}]) == {}
    assert ratios([{"none": (0.0, 0.0)}]) == {"none": Estimate()}


def test_about_95_of_100_intervals_hold_the_truth() -> None:
    generator = np.random.default_rng(5)
    truth, runs, held = 0.7, 150, 0
    for _ in range(runs):
        drawn = generator.random(60) < truth
        found = ratios([{"m": (float(each), 1.0)} for each in drawn])["m"]
        assert found.low is not None and found.high is not None
        held += found.low <= truth <= found.high
    assert 0.90 <= held / runs <= 0.985


TIMES = st.lists(st.floats(0, 1e6), min_size=1, max_size=30)


@given(TIMES, st.sampled_from([50, 95]))
def test_a_percentile_is_that_of_numpy(times: list[float], share: int) -> None:
    found = percentile(times, share)
    assert found.value == pytest.approx(np.percentile(times, share), abs=1e-6)
    assert found.low is not None and found.high is not None
    assert min(times) - 1e-6 <= found.low <= found.high <= max(times) + 1e-6


@pytest.mark.parametrize("share", [50, 95])
@pytest.mark.parametrize("times", [[3.0, 1.0, 2.0, 9.5, 20.0, 2.0, 41.0, 77.0], [5.0, 4.0], [7.0]])
def test_the_interval_of_a_percentile_by_brute_force(times: list[float], share: int) -> None:
    found = percentile(times, share)
    ordered = sorted(times)
    drawn = [
        float(np.percentile([ordered[at] for at in places], share))
        for places in resamples(len(times))
    ]
    assert [found.low, found.high] == pytest.approx(interval(drawn), abs=1e-6)


def test_no_times_have_no_percentile() -> None:
    assert percentile([], 50) == Estimate()


def area(wrong: list[bool]) -> float:
    """The mean, over every number of questions answered, of the share of them that is wrong."""
    risks = [sum(wrong[:answered]) / answered for answered in range(1, len(wrong) + 1)]
    return sum(risks) / len(risks)


OUTCOMES = st.lists(st.tuples(st.sampled_from([0.1, 0.5, 0.9]), st.booleans()), min_size=1)


@given(OUTCOMES.filter(lambda outcomes: len(outcomes) <= 6))
def test_the_risk_coverage_area_is_the_mean_over_orders_of_equals(
    outcomes: list[tuple[float, bool]],
) -> None:
    orders = [
        [wrong for _, wrong in order]
        for order in permutations(outcomes)
        if [sure for sure, _ in order] == sorted((sure for sure, _ in outcomes), reverse=True)
    ]
    found = risk_coverage(outcomes)
    assert found.area.value == pytest.approx(np.mean([area(order) for order in orders]), abs=1e-6)
    assert [share for share, _ in found.points] == pytest.approx(
        [at / len(outcomes) for at in range(1, len(outcomes) + 1)], abs=1e-6
    )
    wrong = sum(is_wrong for _, is_wrong in outcomes) / len(outcomes)
    assert found.points[-1][1] == pytest.approx(wrong, abs=1e-6)


def test_surer_where_right_is_better() -> None:
    sure = [0.9, 0.8, 0.7, 0.6]
    areas = [
        risk_coverage(list(zip(sure, wrong, strict=True))).area.value
        for wrong in ([False] * 4, [False, False, True, True], [True, True, False, False])
    ]
    assert areas == pytest.approx([0.0, (1 / 3 + 2 / 4) / 4, (1 + 1 + 2 / 3 + 2 / 4) / 4], abs=1e-6)
    assert risk_coverage([]).points == ()


def brute_interval(outcomes: list[tuple[float, bool]]) -> list[float]:
    """Every resample ordered by confidence anew; equal confidences share their mean risk."""
    drawn = []
    for places in resamples(len(outcomes)):
        taken = [outcomes[at] for at in places]
        mean = {
            sure: np.mean([wrong for other, wrong in taken if other == sure])
            for sure in {sure for sure, _ in taken}
        }
        shared = [mean[sure] for sure in sorted((sure for sure, _ in taken), reverse=True)]
        drawn.append(float((np.cumsum(shared) / np.arange(1, len(shared) + 1)).mean()))
    return interval(drawn)


def test_the_interval_of_the_area_by_brute_force() -> None:
    generator = np.random.default_rng(3)
    sure = generator.permutation(60) / 60
    outcomes = [(float(each), bool(generator.random() > each)) for each in sure]
    found = risk_coverage(outcomes).area
    assert [found.low, found.high] == pytest.approx(brute_interval(outcomes), abs=0.01)


def test_equal_confidences_are_no_certainty() -> None:
    outcomes = [(0.5, at % 2 == 0) for at in range(20)]
    found = risk_coverage(outcomes).area
    assert [found.low, found.high] == pytest.approx(brute_interval(outcomes), abs=0.01)


def test_enough_resamples_are_drawn() -> None:
    assert sum(len(block) for block in resampled_counts(5)) == RESAMPLES >= 1_000
