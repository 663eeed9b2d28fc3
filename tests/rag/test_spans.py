"""The words that answer, out of the logits of a reader."""

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.errors import ModelError
from rag.spans import LONGEST_ANSWER, Found, best_spans, found, open_span_reader

LOGITS = st.lists(
    st.tuples(st.floats(-20, 20, width=32), st.floats(-20, 20, width=32)), max_size=12
)


@given(LOGITS, st.integers(1, 4))
def test_the_best_spans_are_those_of_a_search_through_all(
    logits: list[tuple[float, float]], most: int
) -> None:
    spans = best_spans(np.array(logits, np.float32).reshape(-1, 2), most)
    taken: set[int] = set()
    for first, last, score in spans:
        own = set(range(first, last + 1))
        assert 0 <= first <= last < len(logits) and not own & taken
        free = [
            logits[a][0] + logits[b][1]
            for a in range(len(logits))
            for b in range(a, len(logits))
            if not set(range(a, b + 1)) & taken
        ]
        assert score == pytest.approx(max(free), abs=1e-3)
        taken |= own
    assert len(spans) == most or len(taken) == len(logits)


def test_an_answer_has_an_end() -> None:
    logits = np.zeros((100, 2), np.float32)
    logits[0, 0] = logits[99, 1] = 10.0
    ((first, last, _),) = best_spans(logits, 1)
    assert last - first < LONGEST_ANSWER


def test_scores_are_less_what_speaks_for_nothing_and_spans_are_characters() -> None:
    logits = np.array([[1, 2], [0, 0], [5, 0], [0, 6], [0, 0]], np.float32)
    offsets = [(0, 2), (3, 8), (9, 10), (10, 11)]
    assert found(logits, offsets, 1) == [Found(3, 10, 5 + 6 - 3.0)]


def test_a_reader_is_a_setting(tmp_path: Path) -> None:
    assert open_span_reader("none") is None
    with pytest.raises(ModelError, match="cannot be loaded"):
        open_span_reader(str(tmp_path / "nowhere"))


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A question-answering model of transformers with three small layers' worth of chance."""
    import torch
    from transformers import BertConfig, BertForQuestionAnswering, BertTokenizerFast

    folder = tmp_path_factory.mktemp("tiny")
    words = "[PAD] [UNK] [CLS] [SEP] [MASK] when do the tariffs start on april 3 may . ?".split()
    (folder / "vocab.txt").write_text("\n".join(words), "utf-8")
    BertTokenizerFast(str(folder / "vocab.txt")).save_pretrained(folder)
    torch.manual_seed(3)
    size = {"hidden_size": 16, "num_hidden_layers": 1, "num_attention_heads": 2}
    config = BertConfig(vocab_size=len(words), intermediate_size=16, **size)
    BertForQuestionAnswering(config).save_pretrained(folder)
    return folder


def test_any_model_of_transformers_reads(tiny: Path) -> None:
    reader = open_span_reader(str(tiny))
    assert reader is not None and reader.name == str(tiny)
    passages = ["The tariffs start on April 3.", "On May 3.", ""]
    results = reader.read("When do the tariffs start?", passages, most=2)
    assert [len(each) for each in results] == [2, 2, 0]
    for passage, spans in zip(passages, results, strict=True):
        assert [each.score for each in spans] == sorted((e.score for e in spans), reverse=True)
        for each in spans:
            assert passage[each.start : each.end].strip() == passage[each.start : each.end] != ""
