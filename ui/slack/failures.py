"""What a person reads when something broke, and what the operator finds of it."""

import logging
import secrets

_logger = logging.getLogger(__name__)


def failed(what: str, error: BaseException) -> str:
    """A sentence for the person, whose number the operator finds in the log."""
    ident = secrets.token_hex(4)
    _logger.error("slack: %s: %s failed: %s", ident, what, type(error).__name__)
    return (
        "Something failed here, and there is no answer. Ask again; if it fails again, tell whoever"
        f" runs readout the number {ident}."
    )
