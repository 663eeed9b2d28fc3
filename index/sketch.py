"""A text as a MinHash sketch, by which near-copies are known without comparing texts.

Outlets print one wire story under headlines of their own, cut from the end, with a few words
changed. So what is asked is how much of the shorter text stands in the longer, by runs of five
words; the sketch estimates it. Broder 1997, "On the resemblance and containment of documents", for
both; banding by Leskovec, Rajaraman and Ullman, "Mining of Massive Datasets", section 3.4.

A stored sketch compares only with those made the same way: whoever changes a constant of this file
raises the version of the schema in `database.py`, and has the sketches made anew.
"""

import re
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

_RUN = 5  # words
_HASHES = 128  # functions; the estimate of a share of 0.5 of all runs is within 0.09, 95 in 100
_BANDS, _ROWS = 32, 2  # two texts that share 0.3 of all runs meet in a band 95 times in 100
_STEP = 1_000  # runs hashed at once, 1 MB
_WORD = re.compile(r"\w+")

# Below this a text is too short to tell a copy from a form that is filled in again.
_LEAST = 20  # runs
# Short wire stories follow forms (dividends, bond issues, weekly figures): they must be nearly the
# same, 0.95 at 40 runs and less, falling to 0.5 at 140 and more. Chosen on Reuters, see DECISIONS.
_SHORT, _LONG = 40, 140  # runs
_NEARLY, _MOSTLY = 0.95, 0.5  # share of the shorter text's runs

_U64 = np.uint64


def _mixed(numbers: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """SplitMix64's finaliser (Steele, Lea and Flood 2014): every bit depends on every bit."""
    numbers = (numbers ^ (numbers >> _U64(30))) * _U64(0xBF58476D1CE4E5B9)
    numbers = (numbers ^ (numbers >> _U64(27))) * _U64(0x94D049BB133111EB)
    return numbers ^ (numbers >> _U64(31))


def _constants(count: int, start: int) -> NDArray[np.uint64]:
    """Fixed odd numbers, by SplitMix64's own sequence; numpy's may change between versions."""
    steps = np.arange(start, start + count, dtype=np.uint64)
    return _mixed(steps * _U64(0x9E3779B97F4A7C15)) | _U64(1)


_FACTORS = _constants(_HASHES, 1)
_ADDED = _constants(_HASHES, 1_001)
_PLACES = _constants(max(_RUN, _ROWS), 2_001)
_NUMBERED = _constants(_BANDS, 3_001)


@dataclass(frozen=True, slots=True)
class Sketch:
    """What is kept of a text: how many runs it has, and the least hash of them by each function."""

    runs: int  # different runs of five words
    least: NDArray[np.uint32]  # of shape (128,)

    def bands(self) -> list[int]:
        """Numbers, one of which two near-copies very probably share; none for a short text."""
        if self.runs < _LEAST:
            return []
        rows = self.least[: _BANDS * _ROWS].astype(np.uint64).reshape(_BANDS, _ROWS)
        total = (rows * _PLACES[:_ROWS]).sum(axis=1, dtype=np.uint64) + _NUMBERED
        return [int(number) for number in _mixed(total) >> _U64(32)]


def sketch(texts: Iterable[str]) -> Sketch:
    """The sketch of a text that is given in parts; case and punctuation make no difference."""
    runs = _runs([word for text in texts for word in _WORD.findall(text.casefold())])
    least = np.full(_HASHES, np.iinfo(np.uint32).max, np.uint32)
    for at in range(0, len(runs), _STEP):
        # Multiply-shift hashing (Dietzfelbinger et al. 1997); the upper half is the hash.
        hashes = (runs[at : at + _STEP, np.newaxis] * _FACTORS + _ADDED) >> _U64(32)
        least = np.minimum(least, hashes.min(axis=0).astype(np.uint32))
    return Sketch(len(runs), least)


def near_copies(one: Sketch, others: Sequence[Sketch]) -> list[bool]:
    """For each of `others`, whether it and `one` are one story."""
    if not others:
        return []
    least = np.stack([other.least for other in others])
    counts = np.array([other.runs for other in others], np.float64)
    jaccard = (least == one.least).mean(axis=1)
    shorter = np.minimum(counts, one.runs)
    # |A and B| = J |A or B| = J (|A| + |B|) / (1 + J)
    contained = jaccard * (counts + one.runs) / (1 + jaccard) / np.maximum(shorter, 1)
    slope = (_NEARLY - _MOSTLY) / (_LONG - _SHORT)
    wanted = np.clip(_NEARLY - slope * (shorter - _SHORT), _MOSTLY, _NEARLY)
    return [bool(each) for each in (contained >= wanted) & (shorter >= _LEAST)]


@lru_cache(maxsize=50_000)
def _word_hash(word: str) -> int:
    return zlib.crc32(word.encode("utf-8", "surrogatepass"))


def _runs(words: Sequence[str]) -> NDArray[np.uint64]:
    """Hashes of the different runs of five words."""
    hashes = np.fromiter(map(_word_hash, words), np.uint64, len(words))
    count = max(len(words) - _RUN + 1, 0)
    total = np.zeros(count, np.uint64)
    for place in range(_RUN):
        total += hashes[place : place + count] * _PLACES[place]
    return np.unique(_mixed(total))
