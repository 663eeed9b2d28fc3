"""Faults of a request on their way to a person: raised below, told above."""

from rag.model.model import Fault


class RequestFault(Exception):
    """Why a request cannot go on."""

    def __init__(
        self, fault: Fault, status: int | None = None, retry_after: float | None = None
    ) -> None:
        super().__init__(fault)
        self.fault = fault
        self.status = status  # of HTTP, where it is the reason
        self.retry_after = retry_after  # seconds; None where the server named none
