"""What a person reads when the model gave no text: one sentence that says what to do."""

from rag.model.model import Fault, ModelFailure

_SAID = {
    Fault.UNREACHABLE: "cannot be reached; see whether it runs, and READOUT_LLM_BASE_URL",
    Fault.REFUSED_KEY: "refused the key{status}; see READOUT_LLM_API_KEY",
    Fault.NO_MODEL: (
        "knows no such address or model{status}; see READOUT_LLM_BASE_URL and READOUT_LLM_MODEL"
    ),
    Fault.REFUSED: (
        "does not take the request{status}; see READOUT_LLM_MODEL and READOUT_LLM_CONTEXT"
    ),
    Fault.REDIRECTED: "leads elsewhere{status}, which is not followed; see READOUT_LLM_BASE_URL",
    Fault.BUSY: "is too busy{status}; ask again later",
    Fault.BROKEN: "is out of order{status}; ask again later, or see the server's own record",
    Fault.SILENT: "said nothing within {seconds} s; see whether it is overloaded",
    Fault.SLOW: "was not done within {seconds} s; see whether it is overloaded",
    Fault.CUT: "broke off its reply; ask again",
    Fault.GARBAGE: "replied with something that is no text; see READOUT_LLM_BASE_URL",
    Fault.ENDLESS: "did not stop writing, so it was stopped",
    Fault.EMPTY: "replied without a word; ask again, or see READOUT_LLM_MODEL",
    Fault.CROWDED: "has {seconds} requests of this desk to do already; ask again in a moment",
    Fault.STOPPED: "was stopped before it was done",
}
_NO_KEY = "wants a key{status}; see READOUT_LLM_API_KEY"


def failure(
    fault: Fault, host: str, *, status: int | None = None, seconds: float = 0, keyed: bool = True
) -> ModelFailure:
    """The failure of the model at `host`, for each fault that has to do with a request.

    Args:
        keyed: whether a key was sent.
    """
    shown = f" (status {status})" if status else ""
    said = _SAID[fault] if keyed or fault is not Fault.REFUSED_KEY else _NO_KEY
    said = said.format(status=shown, seconds=f"{seconds:.3g}")
    return ModelFailure(fault, f"The model at {host} {said}.")
