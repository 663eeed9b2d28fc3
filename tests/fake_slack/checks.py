"""The small checks that all of Block Kit is made of; each problem names where it is."""

import re
from collections.abc import Iterable
from typing import Any

_ADDRESS = re.compile(r"(https?|slack|mailto|tel):\S+\Z")


class Checks:
    """Collects problems, worded as Slack words them."""

    def __init__(self) -> None:
        self.problems: list[str] = []

    def problem(self, where: str, what: str) -> None:
        self.problems.append(f"{what} [json-pointer:{where}]")

    def fields(self, thing: dict[str, Any], where: str, names: str) -> None:
        """Slack refuses fields that it does not know."""
        known = {*names.split(), "type"}
        for name in thing.keys() - known:
            self.problem(where, f"invalid additional property: {name}")

    def needs(self, thing: dict[str, Any], where: str, name: str) -> bool:
        if thing.get(name) is None:
            self.problem(where, f"missing required field: {name}")
            return False
        return True

    def string(self, value: Any, where: str, most: int, least: int = 1) -> bool:
        if not isinstance(value, str):
            self.problem(where, "must be a string")
        elif len(value) < least:
            self.problem(where, f"must be more than {least - 1} characters")
        elif len(value) > most:
            self.problem(where, f"must be less than {most + 1} characters")
        else:
            return True
        return False

    def optional(self, thing: dict[str, Any], where: str, name: str, most: int) -> None:
        if thing.get(name) is not None:
            self.string(thing[name], f"{where}/{name}", most)

    def address(self, value: Any, where: str) -> None:
        if self.string(value, where, 3000) and not _ADDRESS.match(value):
            self.problem(where, "invalid url")

    def items(self, value: Any, where: str, most: int, least: int = 1) -> list[dict[str, Any]]:
        """The objects of a list; what is wrong with the list is said."""
        if not isinstance(value, list):
            self.problem(where, "must be an array")
            return []
        if len(value) < least:
            self.problem(where, f"no less than {least} items required")
        if len(value) > most:
            self.problem(where, f"no more than {most} items allowed")
        for n, item in enumerate(value):
            if not isinstance(item, dict):
                self.problem(f"{where}/{n}", "must be an object")
        return [item if isinstance(item, dict) else {} for item in value]

    def text(
        self, value: Any, where: str, most: int = 3000, kinds: str = "plain_text mrkdwn"
    ) -> None:
        """A text object."""
        if not isinstance(value, dict):
            return self.problem(where, "must provide an object")
        if value.get("type") not in kinds.split():
            return self.problem(f"{where}/type", f"must be one of: {', '.join(kinds.split())}")
        plain = value["type"] == "plain_text"
        self.fields(value, where, "text emoji" if plain else "text verbatim")
        if self.string(value.get("text"), f"{where}/text", most) and not value["text"].strip():
            self.problem(f"{where}/text", "must be more than 0 characters")
        return None

    def plain(self, value: Any, where: str, most: int) -> None:
        self.text(value, where, most, "plain_text")

    def unique(self, found: Iterable[tuple[Any, str]], name: str) -> None:
        seen: set[Any] = set()
        for value, where in found:
            if value in seen:
                self.problem(f"{where}/{name}", f'{name} "{value}" already exists')
            if value is not None:
                seen.add(value)
