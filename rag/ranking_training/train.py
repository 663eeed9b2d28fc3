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

GROUPS = 16  # in a step
_LONGEST = 96  # tokens of a pair
_CHUNKS = 3  # a step's pairs run in three parts by length, so that little is padding
_RATE = 2e-4
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

    The rate falls to 0 over `steps`, or over `minutes` where `steps` is None. The model computes
    in bfloat16; the weights that the steps add up in are float32. One thread: on two threads of one
    core a second one gained a tenth, and a busy machine made each wait for the other.
    """
    torch.set_num_threads(1)
    learned = {name: weight for name, weight in model.named_parameters() if weight.requires_grad}
    exact = [weight.detach().clone() for weight in learned.values()]
    average = [torch.zeros_like(weight) for weight in exact]
    optimizer = torch.optim.AdamW(exact, lr=_RATE, weight_decay=0.01)
    model.to(torch.bfloat16).train()
    step, averaged, shown, began = 0, 0, 0.0, time.monotonic()
    while (passed := step / steps if steps else (time.monotonic() - began) / (60 * minutes)) < 1:
        for settings in optimizer.param_groups:
            settings["lr"] = _RATE * min(1.0, (passed + 0.001) / _WARM_UP) * (1 - passed)
        shown += _step(model, tokenizer, list(islice(source, GROUPS)))
        for whole, weight in zip(exact, learned.values(), strict=True):
            whole.grad = weight.grad.float() if weight.grad is not None else None
            weight.grad = None
        torch.nn.utils.clip_grad_norm_(exact, 1.0)
        optimizer.step()
        step += 1
        with torch.no_grad():
            for whole, weight in zip(exact, learned.values(), strict=True):
                weight.copy_(whole)
            if passed > 1 - _AVERAGED:
                averaged += 1
                torch._foreach_add_(average, exact)
        if step % 25 == 0:
            _report(step, shown / 25, time.monotonic() - began)
            shown = 0.0
    model.float().eval()
    with torch.no_grad():
        for kept, whole, weight in zip(average, exact, learned.values(), strict=True):
            weight.copy_(kept / averaged if averaged else whole)
    return step


def _report(step: int, loss: float, seconds: float) -> None:
    sys.stderr.write(f"step {step} loss {loss:.4f} {seconds:.0f} s\n")
    sys.stderr.flush()


def _step(model: CrossEncoder, tokenizer: Tokenizer, batch: Sequence[Group]) -> float:
    """One backward pass; the loss: cross-entropy over each group, and over each pair alone."""
    pairs = [(item.question, text) for item in batch for text in item.sentences]
    encodings = tokenizer.encode_batch(pairs)
    order = sorted(range(len(pairs)), key=lambda at: len(encodings[at].ids))
    size = math.ceil(len(order) / _CHUNKS)
    parts = [order[at : at + size] for at in range(0, len(order), size)]
    found = [model(*_padded([encodings[at] for at in part])).float() for part in parts]
    in_order = torch.empty(len(pairs)).index_put((torch.tensor(order),), torch.cat(found))
    loss = _loss(in_order, batch)
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
