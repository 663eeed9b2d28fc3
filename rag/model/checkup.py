"""Whether the language model that was configured can write: for `readout doctor`."""

import time
from dataclasses import dataclass, replace

from rag.model.address import is_this_machine
from rag.model.endpoint import open_model, warm
from rag.model.faults import RequestFault
from rag.model.listing import listed_models
from rag.model.model import Fault, ModelFailure, Prompt
from rag.model.settings import ModelSettings

_ASKED = Prompt("You are tried out.", "Write the numbers from one to twenty, as words.")
_SHOWN = 8  # names of models


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    about: str  # the variable of the environment, or "speed"
    fine: bool
    said: str  # never the key, nor a text of the server's but the names of its models


_ABOUT = {
    Fault.REFUSED_KEY: "READOUT_LLM_API_KEY",
    Fault.NO_MODEL: "READOUT_LLM_MODEL",
    Fault.REFUSED: "READOUT_LLM_MODEL",
    Fault.EMPTY: "READOUT_LLM_MODEL",
    Fault.ENDLESS: "READOUT_LLM_MODEL",
    Fault.NOT_INSTALLED: "READOUT_LLM",
    Fault.SILENT: "speed",
    Fault.SLOW: "speed",
}


def check_up(settings: ModelSettings) -> list[Finding]:
    """Asks the endpoint for its models, and the model for a line. Takes the limits' time at most.

    Loading the client libraries comes on top, a few seconds.
    """
    try:
        model = open_model(settings)
    except ModelFailure as failure:
        return [Finding("READOUT_LLM", False, str(failure))]
    warm(settings).join()
    names = _names(settings)
    started = time.monotonic()
    first: float | None = None
    with model.stream(_ASKED, started + settings.limits.total_seconds) as stream:
        try:
            for _ in stream:
                first = first or time.monotonic()
        except ModelFailure as failure:
            wrong = _wrong(failure, settings, names, first)
            return [*(each for each in _secrecy(settings) if each.about != wrong.about), wrong]
        ended = time.monotonic()
        tokens = stream.usage.tokens_out
    first = first or ended
    return [
        Finding("READOUT_LLM_BASE_URL", True, f"{settings.host} answers"),
        *_secrecy(settings),
        Finding("READOUT_LLM_MODEL", True, settings.name + _not_listed(settings, names)),
        Finding("speed", True, _speed(first - started, tokens, ended - first)),
    ]


def _names(settings: ModelSettings) -> list[str]:
    try:
        return listed_models(settings)
    except RequestFault:
        return []


def _wrong(
    failure: ModelFailure, settings: ModelSettings, names: list[str], first: float | None
) -> Finding:
    about = _ABOUT.get(failure.fault, "READOUT_LLM_BASE_URL")
    if failure.fault is Fault.NO_MODEL and not names:
        with_version = replace(settings, url=f"{settings.url}/v1")
        if not settings.url.endswith("/v1") and _names(with_version):
            said = "lacks /v1 at its end: there the endpoint lists its models"
            return Finding("READOUT_LLM_BASE_URL", False, said)
        return Finding("READOUT_LLM_BASE_URL", False, str(failure))
    if about == "READOUT_LLM_MODEL" and names and settings.model not in names:
        shown = ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
        return Finding(about, False, f"the endpoint has no {settings.name}; it has {shown}")
    if failure.fault is Fault.SLOW and first is not None:
        return Finding(about, False, f"{failure} It wrote, but not fast enough.")
    return Finding(about, False, str(failure))


def _not_listed(settings: ModelSettings, names: list[str]) -> str:
    if not names or settings.model in names:
        return ""
    return ", which the endpoint does not list but answers for"


def _secrecy(settings: ModelSettings) -> list[Finding]:
    if settings.key is None:
        return []
    said = "set"
    host = settings.host.rpartition(":")[0] or settings.host
    if settings.url.startswith("http://") and not is_this_machine(host.strip("[]")):
        said = "set, and sent without encryption, as are the articles: better use https"
    return [Finding("READOUT_LLM_API_KEY", True, said)]


def _speed(first: float, tokens: int, rest: float) -> str:
    rate = f", {tokens / rest:,.0f} tokens a second" if rest > 0.05 and tokens > 1 else ""
    return f"the first token after {first:.1f} s{rate}"
