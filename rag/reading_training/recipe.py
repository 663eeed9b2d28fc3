"""What a training does, apart from the data."""

from dataclasses import dataclass, field

from rag.reading_training.epoch import Mix


@dataclass(frozen=True, slots=True)
class Recipe:
    """The values of the reader that is shipped."""

    minutes: float = 108.0  # of training; the learning rate falls to zero in this time
    peak: float = 1.5e-4  # learning rate
    warm_up: int = 200  # steps
    tokens: int = 4_096  # of a batch, padding included
    weight_decay: float = 0.01
    dropout: float = 0.1
    clip: float = 1.0  # largest norm of the gradient
    average: float = 0.998  # how much of the moving average of the weights a step keeps
    seed: int = 1
    mix: Mix = field(default_factory=Mix)

    def learning_rate(self, step: int, seconds: float, minutes: float) -> float:
        """Linear up by steps, then linear down to zero by the time spent, both from zero."""
        up = min(1.0, (step + 1) / self.warm_up)
        return self.peak * up * max(0.0, 1.0 - seconds / (60 * minutes))
