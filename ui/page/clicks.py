"""Buttons inside our own HTML: a click becomes an event that Python hears.

`<button data-action="remove" data-id="...">` anywhere in a `gr.HTML` made with `LISTEN` triggers
the component's `click` event with the button's data attributes.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

LISTEN = """
element.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-action]");
  if (button) trigger("click", {...button.dataset});
});
"""


def clicked(event: "gr.EventData") -> dict[str, str]:
    """The data attributes of the button; what a browser sends may be anything, so only text."""
    data = event._data if isinstance(event._data, dict) else {}
    return {str(name): value for name, value in data.items() if isinstance(value, str)}
