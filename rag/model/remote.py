"""A model behind an endpoint: so many requests at once, and rest for one that keeps failing."""

import math
import threading

from rag.model.breaker import Breaker, Ticket
from rag.model.exchange import Dialect, Exchange, Listen
from rag.model.faults import RequestFault
from rag.model.model import Fault, ModelFailure, Prompt
from rag.model.pace import Pace
from rag.model.reply import Reply
from rag.model.sentences import failure
from rag.model.settings import ModelSettings


class RemoteModel:
    """Satisfies `rag.model.model.Model`."""

    def __init__(
        self, settings: ModelSettings, listen: Listen, breaker: Breaker | None = None
    ) -> None:
        self.settings = settings
        self.name, self.context_tokens = settings.name, settings.context_tokens
        self._listen, self._dialect = listen, Dialect()
        self._breaker = breaker or Breaker()
        self._places = threading.BoundedSemaphore(settings.limits.at_once)
        self._failed_by = Fault.UNREACHABLE

    def stream(self, prompt: Prompt, deadline: float) -> Reply:
        """The reply to `prompt`, to be done by `deadline` and within the total of the settings."""
        pace = Pace(self.settings.limits, deadline)
        exchange = Exchange(self.settings, self._listen, prompt, pace, self._dialect)
        return Reply(
            exchange,
            pace,
            lambda: self._admit(pace),
            self._places.release,
            lambda fault: self._failure(fault, pace),
        )

    def _admit(self, pace: Pace) -> Ticket:
        if self._breaker.rest() is not None:
            raise RequestFault(Fault.RESTING)
        if not self._places.acquire(timeout=pace.left):
            raise RequestFault(Fault.CROWDED)
        ticket = self._breaker.claim()
        if ticket is None:  # it failed while we waited
            self._places.release()
            raise RequestFault(Fault.RESTING)
        return ticket

    def _failure(self, fault: RequestFault, pace: Pace) -> ModelFailure:
        host, limits = self.settings.host, self.settings.limits
        if fault.fault is Fault.RESTING:
            return self._resting()
        if fault.fault not in (Fault.CROWDED, Fault.STOPPED):
            self._failed_by = fault.fault
        seconds = {
            Fault.SILENT: limits.first_token_seconds,
            Fault.SLOW: pace.seconds,
            Fault.CROWDED: limits.at_once,
        }
        return failure(
            fault.fault,
            host,
            status=fault.status,
            seconds=seconds.get(fault.fault, 0),
            keyed=self.settings.key is not None,
        )

    def _resting(self) -> ModelFailure:
        rest = self._breaker.rest() or 0.0
        reason = self._failed_by.value.replace("_", " ")
        return ModelFailure(
            Fault.RESTING,
            f"The model at {self.settings.host} failed lately ({reason}), so it is left alone for"
            f" {max(1, math.ceil(rest))} s more; `readout doctor` tells what is wrong.",
        )
