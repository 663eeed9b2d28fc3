"""The training run: by the clock, and taken up again where it was interrupted."""

import json
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import torch
from transformers import BertForQuestionAnswering

from rag.reading_training.batches import Batch, batch, grouped
from rag.reading_training.epoch import Epochs
from rag.reading_training.measure import Figures, figures
from rag.reading_training.model import new_model, span_logits, span_loss
from rag.reading_training.recipe import Recipe
from rag.reading_training.threads import Threads
from rag.reading_training.tokenized import Tokenized
from rag.reading_training.torch_read import network_read
from rag.reading_training.weights import MasterWeights

_SAVE_EVERY = 300  # steps
_LOG_EVERY = 50  # steps
_MEASURE_EVERY = 20 * 60  # seconds of training
_SAMPLE = 4  # one of so many held-out questions is read during the run


@dataclass(slots=True)
class Progress:
    """Where a run stands."""

    step: int = 0
    seconds: float = 0.0  # spent on training alone
    epoch: int = 0
    batch: int = 0  # of the epoch, the next one


class Training:
    """One run in the folder `out`: `checkpoint.pt` and `log.jsonl`.

    A file `minutes` in that folder, with a number in it, replaces the recipe's minutes at any time.
    """

    def __init__(
        self,
        source: Path,
        epochs: Epochs,
        held: Tokenized,
        recipe: Recipe,
        out: Path,
        threads: int,
    ) -> None:
        torch.manual_seed(recipe.seed)
        self.model: BertForQuestionAnswering = new_model(source, recipe.dropout)
        self.weights = MasterWeights(self.model, recipe.average)
        self.progress = Progress()
        self._ends = False
        self._epochs, self._held, self._recipe, self._out = epochs, held, recipe, out
        self._threads = Threads(threads)
        self._optimizer = self._new_optimizer()
        self._checkpoint = out / "checkpoint.pt"
        if self._checkpoint.exists():
            self._restore()

    def run(self) -> dict[str, Figures]:
        """Trains until the time is used up; the figures on all held-out questions.

        Told to end (SIGTERM) before, it saves a checkpoint and exits.
        """
        signal.signal(signal.SIGTERM, self._told_to_end)
        self.model.train()
        measured_at = self.progress.seconds
        losses: list[float] = []
        for group in self._batches():
            minutes = self._minutes()
            if self.progress.seconds >= 60 * minutes:
                break
            torch.set_num_threads(self._threads.number())
            begun = time.monotonic()
            losses.append(self._step(group, minutes))
            spent = time.monotonic() - begun
            self._threads.took(spent / group.ids.numel())
            self.progress.seconds += spent
            self.progress.step += 1
            self.progress.batch += 1
            if self.progress.step % _LOG_EVERY == 0:
                self._log(loss=round(sum(losses) / len(losses), 4), threads=torch.get_num_threads())
                losses = []
            if self.progress.step % _SAVE_EVERY == 0:
                self._save()
            if self.progress.seconds - measured_at >= _MEASURE_EVERY:
                measured_at = self.progress.seconds
                self._measure(replace(self._held, asked=self._held.asked[::_SAMPLE]))
            if self._ends:
                self._save()
                raise SystemExit(128 + signal.SIGTERM)
        self._save()
        return self._measure(self._held)

    def _measure(self, held: Tokenized) -> dict[str, Figures]:
        """The figures of the weights as they are and averaged."""
        read = network_read(self.model)
        found = {"last": figures(held, read)}
        with self.weights.averaged():
            found["averaged"] = figures(held, read)
        self._log(**{name: one.rounded() for name, one in found.items()})
        return found

    def _told_to_end(self, *_: object) -> None:
        self._ends = True

    def _step(self, group: Batch, minutes: float) -> float:
        rate = self._recipe.learning_rate(self.progress.step, self.progress.seconds, minutes)
        for parameters in self._optimizer.param_groups:
            parameters["lr"] = rate
        logits = span_logits(self.model, group.ids, group.types, group.mask, group.readable)
        loss = span_loss(logits, group.spans)
        loss.backward()  # type: ignore[no-untyped-call]
        self.weights.take_gradients()
        torch.nn.utils.clip_grad_norm_(self.weights.values, self._recipe.clip)
        self._optimizer.step()
        self.weights.publish(self.progress.step)
        return float(loss.detach())

    def _batches(self) -> Iterator[Batch]:
        """From where the run stands, without end."""
        while True:
            random = Random(f"{self._recipe.seed}-{self.progress.epoch}-order")
            features = self._epochs.features(self.progress.epoch)
            groups = grouped(features, self._recipe.tokens, random)
            self._log(batches=len(groups), features=len(features))
            for group in groups[self.progress.batch :]:
                yield batch(group)
            self.progress.epoch += 1
            self.progress.batch = 0

    def _new_optimizer(self) -> torch.optim.AdamW:
        """Biases and norms are not decayed."""
        named = list(zip(self.weights.names, self.weights.values, strict=True))
        decayed = [value for _, value in named if value.ndim > 1]
        others = [value for _, value in named if value.ndim <= 1]
        groups = [
            {"params": decayed, "weight_decay": self._recipe.weight_decay},
            {"params": others, "weight_decay": 0.0},
        ]
        return torch.optim.AdamW(groups, lr=self._recipe.peak, betas=(0.9, 0.98), fused=True)

    def _minutes(self) -> float:
        try:
            return float((self._out / "minutes").read_text(encoding="ascii"))
        except (OSError, ValueError):
            return self._recipe.minutes

    def _save(self) -> None:
        draft = self._checkpoint.with_suffix(".draft")
        state = {
            "progress": [getattr(self.progress, name) for name in Progress.__slots__],
            "weights": self.weights.state(),
            "optimizer": self._optimizer.state_dict(),
            "random": torch.get_rng_state(),
        }
        torch.save(state, draft)
        draft.replace(self._checkpoint)

    def _restore(self) -> None:
        state = torch.load(self._checkpoint, weights_only=True)
        self.progress = Progress(*state["progress"])
        self.weights.restore(state["weights"])
        self._optimizer.load_state_dict(state["optimizer"])
        torch.set_rng_state(state["random"])

    def _log(self, **facts: Any) -> None:
        line = {
            "at": time.strftime("%H:%M:%S"),
            "step": self.progress.step,
            "minutes": round(self.progress.seconds / 60, 2),
            "epoch": self.progress.epoch,
            **facts,
        }
        with (self._out / "log.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps(line) + "\n")
