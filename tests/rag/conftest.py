"""The sample articles as a corpus, embedded by the double: quick, and good enough to rank by."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.ingest import ingest
from tests.doubles import HashingEmbedder

SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"


@pytest.fixture(scope="session")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Only to be read: tests share it."""
    home = tmp_path_factory.mktemp("samples")
    with Corpus(home, HashingEmbedder(), lasting=False) as corpus:
        report = ingest(corpus, [str(SAMPLES)])
        assert (report.added, report.rejected) == (5, ())
        yield corpus
