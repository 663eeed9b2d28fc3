"""What people do with buttons, commands, shortcuts and modals."""

from typing import Any

from .delivery import Delivery
from .forms import action_of, find_element, state_of
from .people import People, _id, _place
from .refused import Refused
from .response_urls import new_response_url, show
from .view_kit import accept_view
from .web_api.views import keep_view, replace_view, told
from .workspace import Channel, Json, Message, User, View

_NAMES = {"im": "directmessage", "group": "privategroup"}  # what a command says of such


class Interactions(People):
    """Each returns its delivery: `.wait()` is until the app has acknowledged it."""

    def command(
        self, user: User | str, channel: Channel | str, command: str, text: str = ""
    ) -> Delivery:
        """Somebody types a slash command; what the app acknowledges with is shown to them."""
        place, who = _place(self, channel), _id(user)
        payload = {
            "token": "verification",
            "team_id": self.workspace.team_id,
            "team_domain": self.workspace.domain,
            "channel_id": place.id,
            "channel_name": _NAMES.get(place.kind, place.name),
            "user_id": who,
            "user_name": self.workspace.users[who].name,
            "command": command,
            "text": text,
            "api_app_id": self.workspace.app_id,
            "is_enterprise_install": "false",
            "response_url": new_response_url(self, place.id, who),
            "trigger_id": self.triggers.new(who),
        }

        def on_ack(body: Any) -> None:
            said = {"text": body} if isinstance(body, str) else body
            if said and (said.get("text") or said.get("blocks")):
                show(self, place.id, who, said)

        return self.send("slash_commands", payload, on_ack=on_ack)

    def shortcut(self, user: User | str, on: Message | str, callback_id: str) -> Delivery:
        """Somebody picks a message shortcut from the menu of a message (or its ts)."""
        message = self._source(on)
        if not isinstance(message, Message) or message.ephemeral_to:
            raise LookupError("a message shortcut is for messages that all can see")
        channel = self.workspace.channels[message.channel]
        payload = self._interaction("message_action", _id(user))
        payload |= {
            "callback_id": callback_id,
            "response_url": new_response_url(self, channel.id, _id(user)),
            "channel": {"id": channel.id, "name": channel.name},
            "message": message.as_slack(),
            "message_ts": message.ts,
            "action_ts": self.workspace.next_ts(),
        }
        return self.send("interactive", payload)

    def click(
        self,
        user: User | str,
        where: Message | View | str,
        action_id: str,
        choice: str | None = None,
        block_id: str | None = None,
    ) -> Delivery:
        """Somebody uses an element of a message (or its ts) or of a view.

        `choice` is the value of the option they pick; for feedback buttons, of the button.
        """
        who, source = _id(user), self._source(where)
        block, element = find_element(source.blocks, action_id, block_id)
        payload = self._interaction("block_actions", who)
        action = action_of(element, choice)
        ts = self.workspace.next_ts()
        payload["actions"] = [{**action, "block_id": block["block_id"], "action_ts": ts}]
        if element.get("url"):
            self.workspace.users[who].opened.append(element["url"])
        if isinstance(source, View):
            payload["container"] = {"type": "view", "view_id": source.id}
            payload["view"] = told(self, source)
            return self.send("interactive", payload)
        channel = self.workspace.channels[source.channel]
        ephemeral = source.ephemeral_to is not None
        if ephemeral and source.ephemeral_to != who:
            raise LookupError(f"{who} does not see that message")
        if source.deleted:
            raise LookupError("that message is gone")
        payload |= {
            "container": {
                "type": "message",
                "message_ts": source.ts,
                "channel_id": channel.id,
                "is_ephemeral": ephemeral,
                **({"thread_ts": source.thread_ts} if source.thread_ts else {}),
            },
            "channel": {"id": channel.id, "name": channel.name},
            "state": {"values": {}},
            "response_url": new_response_url(self, channel.id, who, source),
        }
        if not ephemeral:  # Slack sends no copy of an ephemeral message
            payload["message"] = source.as_slack(with_metadata=True)
        return self.send("interactive", payload)

    def submit(self, user: User | str, view: View, values: Json | None = None) -> Delivery:
        """Somebody fills in a modal, by action id or block id, and presses its submit button."""
        who = _id(user)
        if view.closed or "submit" not in view.body:
            raise LookupError("that view can't be submitted")
        payload = self._interaction("view_submission", who)
        payload |= {"view": told(self, view, state_of(view.blocks, values or {}))}
        payload["response_urls"] = []
        return self.send("interactive", payload, on_ack=lambda body: self._submitted(view, body))

    def close_view(self, user: User | str, view: View) -> Delivery | None:
        """Somebody closes a modal; the app is told where it asked to be."""
        view.closed = True
        if not view.body.get("notify_on_close"):
            return None
        payload = self._interaction("view_closed", _id(user))
        return self.send("interactive", {**payload, "view": told(self, view), "is_cleared": False})

    def _submitted(self, view: View, body: Any) -> None:
        said = body if isinstance(body, dict) else {}
        action = said.get("response_action")
        view.errors = {}
        try:
            if action == "errors":
                view.errors = dict(said["errors"])
            elif action == "update":
                replace_view(self, view, accept_view(said.get("view"), "modal"))
            elif action == "push":
                keep_view(self, view.user, accept_view(said.get("view"), "modal"), view)
            else:
                for other in self.workspace.views.values():
                    if other is view or (action == "clear" and other.root == view.root):
                        other.closed = True
        except Refused as refused:
            self.mistake("view_submission", f"{action} was refused: {refused.answer()}")

    def _interaction(self, kind: str, user: str) -> Json:
        workspace = self.workspace
        who = {"id": user, "username": workspace.users[user].name, "team_id": workspace.team_id}
        return {
            "type": kind,
            "token": "verification",
            "api_app_id": workspace.app_id,
            "team": {"id": workspace.team_id, "domain": workspace.domain},
            "enterprise": None,
            "is_enterprise_install": False,
            "user": {**who, "name": workspace.users[user].name},
            "trigger_id": self.triggers.new(user),
        }

    def _source(self, where: Message | View | str) -> Message | View:
        if not isinstance(where, str):
            return where
        with self.workspace.changed:
            places = list(self.workspace.channels.values())
        for channel in places:
            if where in channel.messages:
                return channel.messages[where]
        for message in self.workspace.ephemerals:
            if message.ts == where:
                return message
        raise LookupError(f"no message {where}")
