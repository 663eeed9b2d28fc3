"""Float32 weights beside a bfloat16 network, and their moving average."""

from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn


class MasterWeights:
    """What the optimizer changes; the network gets a rounded copy after every step."""

    def __init__(self, model: nn.Module, decay: float) -> None:
        """`decay` is how much of the average a step keeps."""
        named = [(name, p) for name, p in model.named_parameters() if p.requires_grad]
        self.names = [name for name, _ in named]
        self._network: list[Tensor] = [p for _, p in named]
        self.values = [p.detach().float().requires_grad_() for p in self._network]
        self.average = [p.detach().clone() for p in self.values]
        self._decay = decay

    def take_gradients(self) -> None:
        """Moves the network's gradients here."""
        for value, parameter in zip(self.values, self._network, strict=True):
            value.grad = None if parameter.grad is None else parameter.grad.float()
            parameter.grad = None

    @torch.no_grad()
    def publish(self, step: int) -> None:
        """After the optimizer: updates the average and gives the network the new weights."""
        decay = min(self._decay, (1 + step) / (10 + step))
        torch._foreach_lerp_(self.average, self.values, 1 - decay)
        torch._foreach_copy_(self._network, self.values)

    @contextmanager
    def averaged(self) -> Iterator[None]:
        """The network has the average inside the block."""
        with torch.no_grad():
            torch._foreach_copy_(self._network, self.average)
        yield
        with torch.no_grad():
            torch._foreach_copy_(self._network, self.values)

    def state(self) -> dict[str, list[Tensor]]:
        """For a checkpoint."""
        return {"values": self.values, "average": self.average}

    @torch.no_grad()
    def restore(self, state: dict[str, list[Tensor]]) -> None:
        """Takes up a checkpoint."""
        torch._foreach_copy_(self.values, state["values"])
        torch._foreach_copy_(self.average, state["average"])
        torch._foreach_copy_(self._network, self.values)
