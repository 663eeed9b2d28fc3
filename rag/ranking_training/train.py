"""Training: groups in, a cross-encoder out."""

import math
import random
import sys
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from tokenizers import Encoding, Tokenizer

from rag.ranking_training.examples import Example
from rag.ranking_training.groups import Group, group
from rag.ranking_training.model import CrossEncoder
from rag.ranking_training.negatives import Overlap

GROUPS = 24  # in a step
_LONGEST = 128  # tokens of a pair
_CHUNKS = 3  # a step's pairs run in three parts by length, so that little is padding
_RATE = 1.5e-4
_WARM_UP = 0.06  # the share of steps in which the rate rises
_AVERAGED = 0.15  # the share of steps, the last ones, over which weights are averaged


def pair_tokenizer(file: Path) -> Tokenizer:
    """The tokenizer as training uses it: pairs cut to length, not padded."""
    tokenizer = Tokenizer.from_file(str(file))
    tokenizer.no_padding()
    tokenizer.enable_truncation(_LONGEST)
    return tokenizer


def groups(examples: Sequence[Example], overlap: Overlap, seed: int) -> Iterator[Group]:
    """Groups without end, the examples in a new order each time round."""
    chance = random.Random(seed)
    order = list(examples)
    while True:
        chance.shuffle(order)
        for example in order:
            made = group(example, overlap, chance)
            if len(made.sentences) > 1:
                yield made


def train(
    model: CrossEncoder,
    tokenizer: Tokenizer,
    source: Iterator[Group],
    steps: int | None,
    minutes: float,
) -> int:
    """Trains `model` in place and returns the number of steps made.

    `steps` None: as many as fit into `minutes`, told from the first ones.
    """
    learned = [weight for weight in model.parameters() if weight.requires_grad]
    optimizer = torch.optim.AdamW(learned, lr=_RATE, weight_decay=0.01)
    average = [torch.zeros_like(weight) for weight in learned]
    averaged, shown, began = 0, 0.0, time.monotonic()
    model.train()
    step = 0
    while steps is None or step < steps:
        # Until the number of steps is known, the rate only rises.
        total = steps or 10**6
        warm = min(1.0, (step + 1) / max(1.0, _WARM_UP * (steps or 1500)))
        for settings in optimizer.param_groups:
            settings["lr"] = _RATE * warm * (1 - step / total)
        loss = _step(model, tokenizer, list(islice(source, GROUPS)))
        torch.nn.utils.clip_grad_norm_(learned, 1.0)
        optimizer.step()
        optimizer.zero_grad()
        step += 1
        shown += loss
        if steps is None and step == 40:
            # The first ten steps are slower than the rest, so this ends a little early.
            steps = max(60, int(60 * minutes * step / (time.monotonic() - began)))
            print(f"{steps} steps in {minutes:g} minutes", file=sys.stderr)
        if step % 50 == 0:
            print(
                f"step {step} loss {shown / 50:.4f} {time.monotonic() - began:.0f} s",
                file=sys.stderr,
            )
            shown = 0.0
        if steps is not None and step > (1 - _AVERAGED) * steps:
            averaged += 1
            for kept, weight in zip(average, learned, strict=True):
                kept.add_(weight.detach())
    with torch.no_grad():
        for kept, weight in zip(average, learned, strict=True):
            weight.copy_(kept / averaged)
    model.eval()
    return step


def _step(model: CrossEncoder, tokenizer: Tokenizer, batch: Sequence[Group]) -> float:
    """One backward pass; the loss: cross-entropy over each group, and over each pair alone."""
    pairs = [(item.question, text) for item in batch for text in item.sentences]
    encodings = tokenizer.encode_batch(pairs)
    order = sorted(range(len(pairs)), key=lambda at: len(encodings[at].ids))
    size = math.ceil(len(order) / _CHUNKS)
    parts = [order[at : at + size] for at in range(0, len(order), size)]
    found = []
    with torch.autocast("cpu", torch.bfloat16):
        for part in parts:
            found.append(model(*_padded([encodings[at] for at in part])).float())
    logits = torch.empty(len(pairs)).index_put((torch.tensor([*sum(parts, [])]),), torch.cat(found))
    loss = _loss(logits, batch)
    loss.backward()  # type: ignore[no-untyped-call]
    return float(loss)


def _loss(logits: torch.Tensor, batch: Sequence[Group]) -> torch.Tensor:
    at, chosen = 0, []
    labels = torch.zeros(len(logits))
    for item in batch:
        if item.answered:
            labels[at] = 1.0
            chosen.append(-torch.log_softmax(logits[at : at + len(item.sentences)], 0)[0])
        at += len(item.sentences)
    alone = torch.nn.functional.binary_cross_entropy_with_logits(logits, labels)
    return torch.stack(chosen).mean() + 2.0 * alone


def _padded(encodings: Sequence[Encoding]) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
    longest = max(len(encoding.ids) for encoding in encodings)
    ids = np.zeros((3, len(encodings), longest), dtype=np.int64)
    for row, encoding in enumerate(encodings):
        length = len(encoding.ids)
        ids[0, row, :length] = encoding.ids
        ids[1, row, :length] = 1
        ids[2, row, :length] = encoding.type_ids
    whole = torch.from_numpy(ids)
    return whole[0], whole[1], whole[2]


def logits(
    model: CrossEncoder, tokenizer: Tokenizer, pairs: Sequence[tuple[str, str]]
) -> NDArray[np.float32]:
    """float32 logits of pairs, in their order."""
    encodings = tokenizer.encode_batch(list(pairs))
    order = sorted(range(len(pairs)), key=lambda at: len(encodings[at].ids))
    found = np.zeros(len(pairs), dtype=np.float32)
    with torch.no_grad():
        for start in range(0, len(order), 64):
            part = order[start : start + 64]
            found[part] = model(*_padded([encodings[at] for at in part])).numpy()
    return found
