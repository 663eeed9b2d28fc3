"""The limits of interactive elements: buttons, selects, inputs."""

from .checks import Checks
from .workspace import Json

BUTTONS = "button workflow_button icon_button feedback_buttons"
CHOICES = "static_select multi_static_select radio_buttons checkboxes overflow"
_OTHER_SELECTS = " ".join(
    f"{many}{what}_select"
    for many in ("", "multi_")
    for what in ("external", "users", "conversations", "channels")
)
PICKERS = "datepicker timepicker datetimepicker"
INPUTS = "plain_text_input email_text_input url_text_input number_input rich_text_input file_input"

IN_ACTIONS = f"button workflow_button {CHOICES} {_OTHER_SELECTS} {PICKERS} rich_text_input"
IN_SECTION = f"{IN_ACTIONS} image"
IN_INPUT = f"{CHOICES} {_OTHER_SELECTS} {PICKERS} {INPUTS}"
IN_CONTEXT_ACTIONS = "icon_button feedback_buttons"

# how many options each may have, and how long an option's text may be
_OPTIONS = {"overflow": 5, "radio_buttons": 10, "checkboxes": 10}


def check_element(checks: Checks, element: Json, where: str, allowed: str) -> None:
    kind = element.get("type")
    if kind not in allowed.split():
        return checks.problem(f"{where}/type", f"unsupported type: {kind}")
    checks.optional(element, where, "action_id", 255)
    if element.get("placeholder") is not None:
        checks.plain(element["placeholder"], f"{where}/placeholder", 150)
    if element.get("confirm") is not None:
        _confirm(checks, element["confirm"], f"{where}/confirm")
    if kind == "button":
        _button(checks, element, where)
    elif kind == "image":
        check_image(checks, element, where)
    elif kind == "feedback_buttons":
        for name in ("positive_button", "negative_button"):
            if checks.needs(element, where, name):
                _feedback(checks, element[name], f"{where}/{name}")
    elif kind in CHOICES.split():
        _choices(checks, element, where)
    elif kind == "plain_text_input":
        _text_input(checks, element, where)
    return None


def check_image(checks: Checks, image: Json, where: str) -> None:
    if image.get("slack_file") is None and checks.needs(image, where, "image_url"):
        checks.address(image["image_url"], f"{where}/image_url")
    if checks.needs(image, where, "alt_text"):
        checks.string(image["alt_text"], f"{where}/alt_text", 2000)


def _button(checks: Checks, button: Json, where: str) -> None:
    known = (
        "text action_id url value style confirm accessibility_label agent_prompt"
        " agent_prompt_display visible_to_user_ids"
    )
    checks.fields(button, where, known)
    if checks.needs(button, where, "text"):
        checks.plain(button["text"], f"{where}/text", 75)
    checks.optional(button, where, "value", 2000)
    checks.optional(button, where, "accessibility_label", 75)
    if button.get("url") is not None:
        checks.address(button["url"], f"{where}/url")
    if button.get("style") not in (None, "primary", "danger"):
        checks.problem(f"{where}/style", "must be one of: primary, danger")


def _feedback(checks: Checks, button: Json, where: str) -> None:
    checks.plain(button.get("text"), f"{where}/text", 75)
    checks.string(button.get("value"), f"{where}/value", 2000)


def _confirm(checks: Checks, confirm: Json, where: str) -> None:
    for name, most in (("title", 100), ("text", 300), ("confirm", 30), ("deny", 30)):
        if confirm.get(name) is not None:
            checks.text(confirm[name], f"{where}/{name}", most)


def _choices(checks: Checks, element: Json, where: str) -> None:
    most = _OPTIONS.get(element["type"], 100)
    groups = element.get("option_groups")
    if groups is not None and "select" in element["type"]:
        for n, group in enumerate(checks.items(groups, f"{where}/option_groups", 100)):
            there = f"{where}/option_groups/{n}"
            checks.plain(group.get("label"), f"{there}/label", 75)
            _options(checks, group.get("options"), f"{there}/options", most)
    elif checks.needs(element, where, "options"):
        _options(checks, element["options"], f"{where}/options", most)
    _initial(checks, element, where)


def _options(checks: Checks, options: object, where: str, most: int) -> None:
    for n, option in enumerate(checks.items(options, where, most)):
        there = f"{where}/{n}"
        checks.fields(option, there, "text value description url")
        checks.text(option.get("text"), f"{there}/text", 75)
        checks.string(option.get("value"), f"{there}/value", 150)
        if option.get("description") is not None:
            checks.text(option["description"], f"{there}/description", 75)


def _initial(checks: Checks, element: Json, where: str) -> None:
    """What is chosen at first must be one of the options, in all its fields."""
    offered = list(element.get("options") or [])
    for group in element.get("option_groups") or []:
        offered += group.get("options") or []
    chosen = [element["initial_option"]] if element.get("initial_option") else []
    for option in chosen + list(element.get("initial_options") or []):
        if option not in offered:
            checks.problem(where, "initial option must exactly match one of the options")


def _text_input(checks: Checks, element: Json, where: str) -> None:
    known = (
        "action_id initial_value multiline min_length max_length dispatch_action_config"
        " focus_on_load placeholder"
    )
    checks.fields(element, where, known)
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if not 0 <= least <= 3000:
        checks.problem(f"{where}/min_length", "must be between 0 and 3000")
    if not 1 <= most <= 3000:
        checks.problem(f"{where}/max_length", "must be between 1 and 3000")
    if least > most:
        checks.problem(f"{where}/min_length", "must not be more than max_length")
    if element.get("initial_value") is not None:
        checks.string(element["initial_value"], f"{where}/initial_value", min(most, 3000), 0)
