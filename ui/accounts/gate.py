from typing import Any


def owner_of(request: Any) -> str:
    return ""
