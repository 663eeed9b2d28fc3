"""The writer that the settings name."""

from functools import cache
from typing import TYPE_CHECKING

from index.errors import UsageError
from rag.settings import Settings, llm_settings

if TYPE_CHECKING:
    from rag.writing.writer import Writer


def open_writer(settings: Settings) -> "Writer | None":
    """A writer, or None where no model is set. Nothing is asked of the model yet.

    Raises UsageError for settings that are half set, and StoreError for a home that cannot be used.
    """
    chosen = llm_settings(settings)
    if chosen is None:
        return None
    from rag.model.endpoint import open_model, warm
    from rag.model.kept import FileLedger
    from rag.model.model import ModelFailure
    from rag.writing.writer import Writer

    try:
        model = open_model(chosen)
    except ModelFailure as failure:
        raise UsageError(str(failure)) from None
    ledger = FileLedger(settings.home, chosen.price, chosen.tokens_per_day)
    return Writer(model, ledger, chosen.limits.total_seconds, cache(lambda: warm(chosen)))
