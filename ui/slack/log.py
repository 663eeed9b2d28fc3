"""What an operator reads: a line for each thing that went wrong, and nothing that was said.

Bolt and Slack's client write tokens, bodies and addresses into their messages, some of them as
warnings (slack_bolt 1.30, slack_sdk 3.47). Of theirs only the place and the kind of error is kept.
"""

import logging
import sys

_THEIRS = ("slack_bolt", "slack_sdk")


class _Ours(logging.Formatter):
    """One line: our own messages as they are, of theirs where they come from."""

    def format(self, record: logging.LogRecord) -> str:
        when = self.formatTime(record, "%Y-%m-%d %H:%M:%S")
        if record.name.partition(".")[0] in _THEIRS:
            kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else ""
            where = f"{record.module}.{record.funcName}, line {record.lineno}"
            said = f"{record.name}: {where}{f': {kind}' if kind else ''}"
        else:
            said = record.getMessage()
        return f"{when} {record.levelname.lower()} {said}"


def set_up() -> None:
    """Sends our lines, and theirs where something failed, to stderr."""
    # What a call of the Web API came to is said by whoever made it.
    logging.getLogger("slack_sdk.web").setLevel(logging.CRITICAL)
    for name, level in (("ui.slack", logging.INFO), *((name, logging.ERROR) for name in _THEIRS)):
        handler = logging.StreamHandler(sys.stderr)
        handler.setFormatter(_Ours())
        handler.setLevel(level)  # Bolt sets levels of its own for loggers below this one
        logger = logging.getLogger(name)
        logger.handlers[:] = [handler]
        logger.setLevel(level)
        logger.propagate = False
