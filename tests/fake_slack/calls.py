"""A call of the Web API: what was asked, with which token, and what came of it."""

import json
from dataclasses import dataclass, field
from typing import Any

from .refused import Refused
from .workspace import Json


@dataclass(slots=True)
class Call:
    """One request. `answer` is None until it is answered, and stays so when it never is."""

    method: str
    arguments: Json
    token: str | None
    at: float  # when it came, by the workspace's clock
    status: int | None = None
    answer: Json | None = None
    fault: str | None = None  # which scripted fault befell it
    headers: dict[str, str] = field(default_factory=dict)

    def get(self, name: str, default: Any = None) -> Any:
        return self.arguments.get(name, default)

    def need(self, name: str) -> str:
        value = self.arguments.get(name)
        if value in (None, ""):
            missing = f"missing required field: {name}"
            raise Refused.because("invalid_arguments", [missing])
        return str(value)

    def structure(self, name: str, error: str) -> Any:
        """An argument that is JSON; forms carry it as a string."""
        value = self.arguments.get(name)
        if isinstance(value, str):
            try:
                return json.loads(value) if value else None
            except ValueError:
                raise Refused(error) from None
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.arguments.get(name)
        if value is None:
            return default
        return value not in (False, 0, "0", "false", "False", "")


@dataclass(frozen=True, slots=True)
class Violation:
    """Something the app did that it should not have done, though Slack would bear it."""

    kind: str
    method: str
    detail: str
