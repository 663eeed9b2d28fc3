"""Whose request this is."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr
    from starlette.requests import HTTPConnection

OWNER = "readout.owner"  # where the gate puts the name, in the ASGI scope


def owner_of(request: "HTTPConnection | gr.Request") -> str:
    """The name of who asks; "" where there are no accounts.

    For our own routes, for Gradio's `auth_dependency`, and for a Gradio event's `gr.Request`,
    which holds what `auth_dependency` said. Raises RuntimeError without the gate in front.
    """
    held = vars(request)  # of a `gr.Request`, `getattr` would ask the request inside
    name = held["username"] if "username" in held else held["scope"].get(OWNER)
    if not isinstance(name, str):
        raise RuntimeError("a request came past the gate")
    return name
