"""All data of the training, with what is held out for choosing and measuring."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from rag.reading_training.example import Example
from rag.reading_training.qamr import qamr_examples
from rag.reading_training.squad import squad_examples

_SHIFTS = ("amazon_reviews", "reddit", "new_wiki")
_HELD_WIKI, _HELD_QAMR = 600, 1_000  # questions, about


@dataclass(frozen=True, slots=True)
class Data:
    """Examples to train on, and those that no step of the training sees."""

    train: tuple[Example, ...]
    held_wiki: tuple[Example, ...]  # SQuADShifts new_wiki
    held_qamr: tuple[Example, ...]


def read_data(folder: Path) -> Data:
    """Reads the folder's SQuADShifts (Miller et al. 2020, arXiv:2004.14444) and QAMR.

    Raises LoadError when a file is missing or broken.
    """
    shifts = {name: squad_examples(folder / f"squadshifts_{name}.json.gz") for name in _SHIFTS}
    sentences = folder / "qamr_sentences.tsv.gz"
    qamr = [
        example
        for part in ("dev", "test")
        for example in qamr_examples(folder / f"qamr_full_{part}.tsv.gz", sentences)
    ]
    # An article is held out whole, not a paragraph: its neighbours would give it away.
    wiki, held_wiki = _held_out(shifts.pop("new_wiki"), _HELD_WIKI, lambda e: _article(e.paragraph))
    qamr, held_qamr = _held_out(qamr, _HELD_QAMR, lambda e: e.paragraph)
    train = [e for examples in (*shifts.values(), wiki, qamr) for e in examples]
    return Data(tuple(train), tuple(held_wiki), tuple(held_qamr))


def _article(paragraph: str) -> str:
    return paragraph.rsplit(":", 1)[0]


def _held_out(
    examples: Iterable[Example], least: int, group: Callable[[Example], str]
) -> tuple[list[Example], list[Example]]:
    """(to train on, held out): whole groups, by the hash of their names, `least` questions or more.

    By a hash, so that the same are held out whatever else a data set holds.
    """
    groups: dict[str, list[Example]] = {}
    for example in examples:
        groups.setdefault(group(example), []).append(example)
    kept: list[Example] = []
    held: list[Example] = []
    for name in sorted(groups, key=lambda name: hashlib.sha256(name.encode()).digest()):
        (held if len(held) < least else kept).extend(groups[name])
    return kept, held
