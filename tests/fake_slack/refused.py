"""What a method says when it will not do what it is asked."""

from typing import Any


class Refused(Exception):
    """A call is answered `{"ok": false, "error": error, **details}`."""

    def __init__(self, error: str, **details: Any) -> None:
        super().__init__(error)
        self.error = error
        self.details = details

    def answer(self) -> dict[str, Any]:
        return {"ok": False, "error": self.error, **self.details}

    @classmethod
    def because(cls, error: str, problems: list[str]) -> "Refused":
        """With one line a problem, where Slack's clients look for them."""
        said = [f"[ERROR] {problem}" for problem in problems]
        return cls(error, errors=problems, response_metadata={"messages": said})
