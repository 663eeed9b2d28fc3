"""A run leaves off by the clock, goes on where it stopped, and ends in files that read."""

import json
from pathlib import Path

import pytest
import torch
from tokenizers import Tokenizer
from transformers import BertConfig, BertForQuestionAnswering

from rag.reading_training.epoch import Epochs, Mix
from rag.reading_training.example import Example
from rag.reading_training.export import trained_model, write_reader
from rag.reading_training.measure import figures
from rag.reading_training.onnx_read import onnx_read
from rag.reading_training.recipe import Recipe
from rag.reading_training.tokenized import Tokenized, tokenized
from rag.reading_training.torch_read import network_read, torch_read
from rag.reading_training.train import Training

RECIPE = Recipe(minutes=1000, tokens=400, warm_up=5, peak=2e-3, mix=Mix(shortest=8))


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory, tokenizer: Tokenizer) -> Path:
    """A BERT of one layer with the reader's vocabulary."""
    torch.manual_seed(0)
    config = BertConfig(
        vocab_size=tokenizer.get_vocab_size(),
        hidden_size=32,
        num_hidden_layers=1,
        num_attention_heads=2,
        intermediate_size=64,
    )
    target = tmp_path_factory.mktemp("bert")
    BertForQuestionAnswering(config).save_pretrained(target)
    tokenizer.save(str(target / "tokenizer.json"))
    return target


@pytest.fixture(scope="module")
def data(tokenizer: Tokenizer) -> Tokenized:
    examples = []
    for n in range(30):
        text = f"The mill is old. It was built in {1800 + n} by Ann. Many visit it."
        at = text.index("18")
        examples.append(Example(f"{n}", "When was it built?", text, ((at, at + 4),), f"{n}", "s"))
    return tokenized(examples, tokenizer)


def _training(source: Path, data: Tokenized, tokenizer: Tokenizer, out: Path) -> Training:
    epochs = Epochs(data, [], RECIPE.mix, RECIPE.seed, tokenizer)
    return Training(source, epochs, data, RECIPE, out, threads=1)


def test_a_run_goes_on_where_it_stopped(
    source: Path, data: Tokenized, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    (tmp_path / "minutes").write_text("0.02", encoding="ascii")  # little more than a second
    first = _training(source, data, tokenizer, tmp_path)
    assert set(first.run()) == {"last", "averaged"}
    stopped = first.progress
    assert stopped.step > 0
    second = _training(source, data, tokenizer, tmp_path)
    assert second.progress == stopped
    for one, other in zip(first.weights.values, second.weights.values, strict=True):
        assert torch.equal(one, other)
    (tmp_path / "minutes").write_text("0.03", encoding="ascii")
    second.run()
    assert second.progress.step > stopped.step
    lines = [json.loads(line) for line in (tmp_path / "log.jsonl").read_text().splitlines()]
    steps = [line["step"] for line in lines]
    assert steps == sorted(steps)
    assert {"exact", "f1", "told_apart"} <= set(lines[-1]["averaged"])


def test_the_files_read_as_the_network_does(
    source: Path, data: Tokenized, tokenizer: Tokenizer, tmp_path: Path
) -> None:
    (tmp_path / "minutes").write_text("0.02", encoding="ascii")
    training = _training(source, data, tokenizer, tmp_path)
    training.run()
    model = trained_model(source, training.weights, averaged=False)
    write_reader(model, source, tmp_path / "reader")
    whole = torch_read(tmp_path / "reader" / "float32")
    small = onnx_read(tmp_path / "reader" / "model.onnx")
    mix = Mix(other=0, beside=0, news=0, exchanged=0, whole=1)
    features = Epochs(data, [], mix, 0, tokenizer).features(0)[:5]
    for right, found, one in zip(whole(features), small(features), features, strict=True):
        assert right.shape == found.shape == (len(one.ids), 2)
        assert abs(right - found).max() < 0.1 * max(1.0, abs(right).max())
    network = figures(data, network_read(training.model))
    assert network.questions == figures(data, whole).questions == 30
    assert abs(network.f1 - figures(data, whole).f1) < 10
