"""What an account may be called."""

import re
import unicodedata

from index.errors import UsageError

_NAME = re.compile(r"[^\W_][\w.@+-]{0,63}")


def account_name(text: str) -> str:
    """The name as accounts have it: capitals make no difference. Raises UsageError."""
    name = unicodedata.normalize("NFKC", text).strip().casefold()
    if not _NAME.fullmatch(name):
        raise UsageError(
            "an account's name begins with a letter or a digit and has at most 64 letters, digits"
            " and . _ - + @, and no spaces"
        )
    return name
