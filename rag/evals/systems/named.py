"""A system under test by how a person names it."""

import importlib
import sys
from pathlib import Path

from index.errors import UsageError
from rag.chatbot import Chatbot
from rag.evals.systems import System
from rag.evals.systems.address import Address
from rag.evals.systems.baselines import Keyword, LlamaIndex
from rag.evals.systems.calling import Calling
from rag.evals.systems.command import Command
from rag.evals.systems.desk import Desk

OURS = Desk.name
BASELINES = (Keyword.name, LlamaIndex.name)
_PYTHON = "python:"


def system_named(name: str, chatbot: Chatbot) -> System:
    """`readout`, `keyword`, `llama-index`, a URL, `python:module:function`, or else a command.

    The named ones answer from the chatbot's corpus. Raises UsageError for what cannot be used.
    """
    if name == Desk.name:
        return Desk(chatbot)
    if name == Keyword.name:
        return Keyword(chatbot.corpus)
    if name == LlamaIndex.name:
        return LlamaIndex(chatbot.corpus)
    if name.startswith(("http://", "https://")):
        return Address(name)
    if name.startswith(_PYTHON):
        return _function(name)
    return Command(name)


def _function(name: str) -> Calling:
    module, _, function = name.removeprefix(_PYTHON).partition(":")
    # As `python -m` does: a module beside the person who names it is found first.
    here = str(Path.cwd())
    if here not in sys.path:
        sys.path.insert(0, here)
    try:
        ask = getattr(importlib.import_module(module), function)
    except Exception as error:  # noqa: BLE001 importing another's code can fail in any way
        reason = f"{type(error).__name__}: {error}"
        raise UsageError(f"the system {name} cannot be used: {reason}") from None
    if not callable(ask):
        raise UsageError(f"the system {name} is not a function")
    return Calling(name, ask)
