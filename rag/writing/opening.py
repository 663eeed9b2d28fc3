"""The writer that the settings name."""

from rag.settings import Settings
from rag.writing.writer import Writer


def open_writer(settings: Settings) -> Writer | None:
    """A writer, or None where no model is set. Raises UsageError for settings that are half set."""
    return None
