"""What a person reads when something failed, and the line that the operator finds of it."""

import logging
import secrets

from index.errors import StoreError
from ui.slack.api import Refused, Unclear

FAILED = "Something failed here, and there is no answer. Ask again"

_SAFE = (Refused, Unclear, StoreError)  # whose words name methods and files, nothing that was said

_logger = logging.getLogger(__name__)


def failed(what: str, error: BaseException, said: str = FAILED) -> str:
    """A sentence for the person, with the number that the log has for it.

    `what` failed: "a question"; `said` is what else the person is told.
    """
    ident = secrets.token_hex(4)
    why = str(error) if isinstance(error, _SAFE) else type(error).__name__
    _logger.error("slack: %s: %s failed: %s", ident, what, why)
    return f"{said.rstrip('.')}; if it fails again, tell whoever runs readout the number {ident}."
