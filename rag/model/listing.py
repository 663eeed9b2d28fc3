"""The models that an endpoint says it has."""

import json
import time

from rag.model.faults import RequestFault
from rag.model.model import Fault
from rag.model.pace import Pace
from rag.model.settings import Kind, ModelSettings, shown_name

_MOST = 1_000


def listed_models(settings: ModelSettings) -> list[str]:
    """Their names, each one line, sorted. Raises RequestFault; blocks for the first token's time.

    A name server that hangs holds it up longer: this is for `readout doctor`.
    """
    import httpx

    from rag.model.transport import Transport
    from rag.model.wire import Wire

    limits = settings.limits
    pace = Pace(limits, time.monotonic() + limits.first_token_seconds)
    wire = Wire(pace, limits.reply_bytes)
    path = "/v1/models" if settings.kind is Kind.ANTHROPIC else "/models"
    headers = {"Accept": "application/json", "anthropic-version": "2023-06-01"}
    try:
        transport = Transport(settings, wire, kind="application/json")
        with httpx.Client(transport=transport, trust_env=False) as client:
            found = json.loads(client.get(settings.url + path, headers=headers).content)
        names = {shown_name(each["id"]) for each in found["data"][:_MOST]}
    except RequestFault:
        raise
    except (httpx.HTTPError, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise RequestFault(Fault.GARBAGE) from None
    finally:
        wire.end()
    return sorted(names - {""})
