"""Makes the ranker's weights from data: `python -m rag.ranking_training --data … --out …`."""

import argparse
import datetime
import hashlib
import json
import shutil
import sys
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from index.onnx_export import quiet, write_int8

_LICENCES = {
    "all-MiniLM-L6-v2": "Apache-2.0",
    "SQuADShifts (new_wiki, amazon_reviews, reddit)": "CC BY 4.0",
    "QAMR": "MIT",
}


def main() -> None:
    """Reads the options, trains, measures, and writes model.onnx, tokenizer.json and card.json."""
    parser = argparse.ArgumentParser(prog="python -m rag.ranking_training", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of SQuADShifts and QAMR")
    parser.add_argument("--reuters", type=Path, help="Reuters-21578, for more that do not answer")
    parser.add_argument("--out", type=Path, required=True, help="folder for the weights")
    parser.add_argument("--minutes", type=float, default=25.0, help="of training")
    parser.add_argument("--steps", type=int, help="of training, instead of --minutes")
    parser.add_argument("--layers", type=int, default=4, help="of the model's six to keep")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    quiet()
    make(
        options.data,
        options.reuters,
        options.out,
        options.layers,
        options.steps,
        options.minutes,
        options.seed,
    )


def make(
    data: Path,
    reuters: Path | None,
    out: Path,
    layers: int,
    steps: int | None,
    minutes: float,
    seed: int,
) -> None:
    """Trains on the files in `data` and writes the weights into the folder `out`."""
    import torch

    from index.minilm import weights
    from rag.ranker import Ranker
    from rag.ranking_training import examples as read
    from rag.ranking_training.groups import pool
    from rag.ranking_training.held_out import is_held_out, measure
    from rag.ranking_training.model import CrossEncoder
    from rag.ranking_training.negatives import Overlap
    from rag.ranking_training.train import GROUPS, groups, logits, pair_tokenizer, train

    torch.manual_seed(seed)
    source = weights()
    every = [*read.squadshifts(data), *read.qamr(data)]
    kept = [example for example in every if is_held_out(example)]
    learned = [example for example in every if not is_held_out(example)]
    overlap = Overlap(pool(learned, read.reuters(reuters) if reuters else []))
    sys.stderr.write(f"{len(learned)} questions, {len(kept)} held out\n")

    model = CrossEncoder(source, layers)
    tokenizer = pair_tokenizer(source / "tokenizer.json")
    made = train(model, tokenizer, groups(learned, overlap, seed), steps, minutes)

    def in_float(question: str, sentences: Sequence[str]) -> NDArray[np.float32]:
        return logits(model, tokenizer, [(question, text) for text in sentences])

    # Every sixth question sets the scale; others judge the result.
    model.rescale(*measure(in_float, kept[::6]).calibration())
    judged = kept[3::6]
    out.mkdir(parents=True, exist_ok=True)
    write_int8(model, "logits", out / "model.onnx")
    shutil.copyfile(source / "tokenizer.json", out / "tokenizer.json")
    digest = hashlib.sha256((out / "model.onnx").read_bytes()).hexdigest()
    card: dict[str, object] = {
        "made": datetime.datetime.now(datetime.UTC).date().isoformat(),
        "sha256": digest,
        "from": f"the first {layers} layers of all-MiniLM-L6-v2",
        "licences": _LICENCES | ({"Reuters-21578": "research only"} if reuters else {}),
        "questions": dict(Counter(example.source for example in learned)),
        "steps": made,
        "questions_a_step": GROUPS,
        "seed": seed,
    }
    _write(out, card)
    small = measure(Ranker(out).score, judged)
    whole = measure(in_float, judged)
    pairs = [np.concatenate(found.logits) for found in (whole, small)]
    card["held_out"] = {
        "questions": len(judged),
        "articles": len({example.document for example in judged}),
        "first_float32": round(whole.first(), 4),
        "first_int8": round(small.first(), 4),
        "log_loss_float32": round(whole.log_loss(), 4),
        "log_loss_int8": round(small.log_loss(), 4),
        "correlation_of_logits": round(float(np.corrcoef(pairs[0], pairs[1])[0, 1]), 4),
    }
    _write(out, card)
    sys.stdout.write(json.dumps(card, indent=2) + "\n")


def _write(out: Path, card: dict[str, object]) -> None:
    (out / "card.json").write_text(json.dumps(card, indent=2) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
