"""Vectors: their length, their independence of each other, their nearness to the float model's."""

import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.embed import Embedder, MiniLM, SentenceTransformer, open_embedder
from index.errors import ModelError
from index.minilm import weights
from tests.doubles import HashingEmbedder

TEXTS = [
    "The harbour commission voted to close the east pier for repairs until June.",
    "Grain shipments through the port fell by a fifth last winter.",
    "A spokeswoman for the ministry declined to say when the talks would resume.",
    "“We were never asked,” the mayor told reporters outside the town hall.",
    "Tariffs of 25 per cent on steel took effect at midnight on Wednesday.",
    "The two leaders spoke by telephone for an hour and agreed to meet in person.",
    "Heavy snow delayed flights in Halifax and Moncton on Sunday morning.",
    "The union's members ratified the contract with 61 per cent in favour.",
    "Economists had expected the central bank to hold its rate at 2.75 per cent.",
    "Lobster fishermen say the new limits will cost them half of their season.",
    "The court struck down the order, finding that the president had no such power.",
    "Nobody was hurt when the ferry touched ground near the lighthouse.",
]


@pytest.fixture(scope="module")
def transformer() -> SentenceTransformer:
    return SentenceTransformer(str(weights()))


class Contract:
    """What the rest of the project expects of an embedder."""

    def test_shapes_and_lengths(self, embedder: Embedder) -> None:
        assert embedder.name
        vectors = embedder.embed_passages(TEXTS)
        assert vectors.shape == (12, embedder.dimension)
        assert vectors.dtype == np.float32
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(12), abs=1e-5)
        question = embedder.embed_question("When does the pier open again?")
        assert question.shape == (embedder.dimension,)
        assert question.dtype == np.float32
        assert np.linalg.norm(question) == pytest.approx(1, abs=1e-5)

    def test_nothing(self, embedder: Embedder) -> None:
        assert embedder.embed_passages([]).shape == (0, embedder.dimension)

    def test_order(self, embedder: Embedder) -> None:
        forwards, backwards = embedder.embed_passages(TEXTS), embedder.embed_passages(TEXTS[::-1])
        assert np.abs(forwards - backwards[::-1]).max() < 1e-5

    def test_what_is_meant_is_nearest(self, embedder: Embedder) -> None:
        vectors = embedder.embed_passages(TEXTS)
        for text, question in {
            TEXTS[0]: "Until when is the pier of the harbour commission to close for repairs?",
            TEXTS[4]: "What tariffs on steel took effect?",
            TEXTS[9]: "What do lobster fishermen say about their season?",
        }.items():
            best = int(np.argmax(vectors @ embedder.embed_question(question)))
            assert TEXTS[best] == text

    @pytest.mark.parametrize("text", ["", " ", "\x00", "😀" * 400, "word " * 5_000, "\ufffd"])
    def test_odd_text(self, embedder: Embedder, text: str) -> None:
        vectors = embedder.embed_passages([text, "The ferry is late."])
        assert np.isfinite(vectors).all()
        assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(2), abs=1e-5)


class TestMiniLM(Contract):
    @pytest.fixture
    def embedder(self, minilm: MiniLM) -> Embedder:
        return minilm


class TestSentenceTransformer(Contract):
    @pytest.fixture
    def embedder(self, transformer: SentenceTransformer) -> Embedder:
        return transformer

    def test_the_name_tells_folders_apart(self, embedder: Embedder) -> None:
        assert embedder.name == f"sentence-transformers/{weights().resolve()}"


class TestHashing(Contract):
    @pytest.fixture
    def embedder(self) -> Embedder:
        return HashingEmbedder()


@settings(max_examples=20)
@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=60), min_size=1, max_size=6))
def test_a_vector_does_not_depend_on_its_neighbours(minilm: MiniLM, texts: list[str]) -> None:
    """Exactly: the same article always gives the same vectors, whatever is ingested with it."""
    together = minilm.embed_passages(texts)
    for text, vector in zip(texts, together, strict=True):
        assert np.array_equal(minilm.embed_passages([text])[0], vector)
        assert np.array_equal(minilm.embed_question(text), vector)


def test_close_to_the_float_model(minilm: MiniLM, transformer: SentenceTransformer) -> None:
    exact, quick = transformer.embed_passages(TEXTS), minilm.embed_passages(TEXTS)
    cosines = np.sum(exact * quick, axis=1)
    assert cosines.min() >= 0.98
    assert not np.array_equal(exact, quick), "this compares a model with itself"


def test_what_is_beyond_256_tokens_is_not_read(minilm: MiniLM) -> None:
    start = "harbour " * 300
    ends = minilm.embed_passages([start + "steel", start + "wheat", "harbour " * 200 + "steel"])
    assert np.array_equal(ends[0], ends[1])
    assert not np.array_equal(ends[0], ends[2])


def test_open_embedder() -> None:
    assert isinstance(open_embedder(), MiniLM)
    named = open_embedder(str(weights()))
    assert isinstance(named, SentenceTransformer)
    assert named.dimension == 384


@pytest.mark.parametrize("model", ["/nowhere/at/all", "no-such/model-anywhere"])
def test_a_model_that_is_not_here_is_a_sentence(model: str) -> None:
    with pytest.raises(ModelError, match=r"cannot be loaded .*name a local folder"):
        open_embedder(model)


def test_starting_imports_nothing_heavy() -> None:
    """The default embedder starts without torch, and this module without a model at all."""
    script = (
        "import sys, index.embed; assert 'onnxruntime' not in sys.modules;"
        "index.embed.open_embedder().embed_question('hello');"
        "assert not {'torch', 'transformers', 'sentence_transformers'} & set(sys.modules)"
    )
    root = Path(__file__).parents[2]
    done = subprocess.run(
        [sys.executable, "-c", script], cwd=root, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
