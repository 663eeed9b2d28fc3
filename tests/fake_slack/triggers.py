"""Trigger ids: what lets an app open a modal, once, within three seconds."""

from .refused import Refused
from .workspace import Workspace

LIFETIME = 3.0


class Triggers:
    def __init__(self, workspace: Workspace) -> None:
        self.lifetime = LIFETIME
        self._workspace = workspace
        self._given: dict[str, tuple[str, float]] = {}
        self._used: set[str] = set()

    def new(self, user: str) -> str:
        trigger = f"{self._workspace.new_id('')}.{len(self._given)}.fake"
        self._given[trigger] = (user, self._workspace.now())
        return trigger

    def use(self, trigger: str) -> str:
        """Who gave it; a trigger is good for one use."""
        if trigger not in self._given:
            raise Refused("invalid_trigger_id")
        user, given = self._given[trigger]
        if trigger in self._used:
            raise Refused("exchanged_trigger_id")
        if self._workspace.now() - given > self.lifetime:
            raise Refused("expired_trigger_id")
        self._used.add(trigger)
        return user
