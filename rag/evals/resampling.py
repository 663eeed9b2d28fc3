"""Estimates with their uncertainty: percentile bootstrap over questions (Efron 1979).

Questions are what is resampled, since they are the sample: another set of questions like these
would give another figure. 95 % of the resampled figures lie between `low` and `high`. Where every
question came out the same, a bootstrap knows no doubt, and the interval is a point.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

RESAMPLES = 2_000
CONFIDENCE = 0.95
SEED = 20250328
_CHUNK = 4_000_000  # counts held at once, 32 MB

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure and its interval; all None where there was nothing to measure."""

    value: float | None = None
    low: float | None = None
    high: float | None = None


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure over the questions, and the same over each resample of them; NaN where undefined."""

    value: float
    resampled: Floats

    @property
    def estimate(self) -> Estimate:
        known = self.resampled[~np.isnan(self.resampled)]
        if np.isnan(self.value) or not known.size:
            return Estimate()
        tail = 50 * (1 - CONFIDENCE)
        low, high = np.percentile(known, [tail, 100 - tail])
        return Estimate(round(float(self.value), 6), round(float(low), 6), round(float(high), 6))

    def less(self, other: "Drawn") -> "Drawn":
        """How far this is above `other`, which was drawn from as many questions: pair by pair.

        Resamples are the same for every figure, so each holds the same questions for both.
        """
        return Drawn(self.value - other.value, self.resampled - other.resampled)


NOTHING = Drawn(np.nan, np.full(RESAMPLES, np.nan))


def resampled_counts(questions: int, resamples: int = RESAMPLES) -> Iterator[Floats]:
    """How often each question is drawn: blocks (some resamples, questions), the same every time."""
    generator = np.random.default_rng(SEED)
    step = max(1, _CHUNK // max(questions, 1))
    for done in range(0, resamples, step):
        size = min(step, resamples - done)
        yield generator.multinomial(questions, np.full(questions, 1 / questions), size=size).astype(
            np.float64
        )


def ratios(scores: Sequence[Mapping[str, tuple[float, float]]]) -> dict[str, Estimate]:
    """For each measure, the sum of numerators over the sum of denominators, with its interval.

    `scores` holds, for each question, what it adds to the measures that speak of it.
    """
    return {name: drawn.estimate for name, drawn in drawn_ratios(scores).items()}


def drawn_ratios(scores: Sequence[Mapping[str, tuple[float, float]]]) -> dict[str, Drawn]:
    """The same before it becomes an interval."""
    names = sorted({name for each in scores for name in each})
    if not names:
        return {}
    over = np.array([[each.get(name, (0.0, 0.0))[0] for name in names] for each in scores])
    under = np.array([[each.get(name, (0.0, 0.0))[1] for name in names] for each in scores])
    drawn = np.concatenate(
        [_divided(counts @ over, counts @ under) for counts in resampled_counts(len(scores))]
    )
    values = _divided(over.sum(axis=0), under.sum(axis=0))
    return {name: Drawn(values[at], drawn[:, at]) for at, name in enumerate(names)}


def percentile(times: Sequence[float], share: int) -> Estimate:
    """The time that a share of the questions, in per cent, was answered within.

    Milliseconds from question to answer, by linear interpolation between the two nearest ranks.
    """
    return drawn_percentile(times, share).estimate


def drawn_percentile(times: Sequence[float], share: int) -> Drawn:
    """The same before it becomes an interval."""
    if not times:
        return NOTHING
    order = np.argsort(np.array(times), kind="stable")
    values = np.sort(np.array(times))
    drawn = []
    for counts in resampled_counts(len(times)):
        reached = np.cumsum(counts[:, order], axis=1)
        wanted = share / 100 * (len(times) - 1)
        lower = (reached > np.floor(wanted)).argmax(axis=1)
        upper = (reached > np.ceil(wanted)).argmax(axis=1)
        drawn.append(values[lower] + (wanted % 1) * (values[upper] - values[lower]))
    return Drawn(float(np.percentile(values, share)), np.concatenate(drawn))


@dataclass(frozen=True, slots=True)
class RiskCoverage:
    """How often a system errs if it answers only the questions it is surest of."""

    drawn: Drawn  # its area
    points: tuple[tuple[float, float], ...]  # share of questions answered, share of those wrong

    @property
    def area(self) -> Estimate:
        return self.drawn.estimate


def risk_coverage(outcomes: Sequence[tuple[float, bool]]) -> RiskCoverage:
    """The mean risk over all coverages: 0 is perfect, the share of wrong answers mere chance.

    Questions are taken in order of the system's confidence. At each coverage, the share of them
    answered, the risk is the share of those that are wrong (El-Yaniv and Wiener, JMLR 11, 2010;
    the area as in Geifman, Uziel and El-Yaniv, arXiv 1805.08206). A refused question counts with
    the answer that was held back; on a question that cannot be answered, any answer is wrong.
    `outcomes` are (confidence, whether wrong). Equal confidences share their mean risk.
    """
    if not outcomes:
        return RiskCoverage(NOTHING, ())
    order = sorted(range(len(outcomes)), key=lambda at: -outcomes[at][0])
    ordered = [outcomes[at] for at in order]
    confidences = np.array([confidence for confidence, _ in ordered])
    starts = np.flatnonzero(np.r_[True, confidences[1:] != confidences[:-1]])
    sizes = np.diff(np.r_[starts, len(ordered)])
    wrong = np.array([float(is_wrong) for _, is_wrong in ordered])
    shared = np.repeat(np.add.reduceat(wrong, starts) / sizes, sizes)
    risks = np.cumsum(shared) / np.arange(1, len(wrong) + 1)
    drawn = []
    for block in resampled_counts(len(wrong)):
        counts = block[:, order]
        tied = [np.add.reduceat(each, starts, axis=1) for each in (counts * wrong, counts)]
        within = np.repeat(np.nan_to_num(_divided(*tied)), sizes, axis=1)
        risk = _divided(np.cumsum(counts * within, axis=1), np.cumsum(counts, axis=1))
        drawn.append(np.nansum(risk * counts, axis=1) / len(wrong))
    shares = np.arange(1, len(wrong) + 1) / len(wrong)
    return RiskCoverage(
        Drawn(float(risks.mean()), np.concatenate(drawn)),
        tuple((round(float(x), 6), round(float(y), 6)) for x, y in zip(shares, risks, strict=True)),
    )


def _divided(over: Floats, under: Floats) -> Floats:
    """`over / under`, NaN where there is nothing to divide by."""
    return np.divide(over, under, out=np.full_like(over, np.nan), where=under > 0)
