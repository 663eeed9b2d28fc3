"""Which language model writes, where it is, and what it may take."""

import re
import unicodedata
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from pydantic import SecretStr

from index.errors import UsageError
from rag.model.address import checked_address, checked_key

ANTHROPIC = "https://api.anthropic.com"
EXAMPLE = "http://127.0.0.1:11434/v1"  # Ollama's, as it is installed
CONTEXT_TOKENS = 8_192
MOST_SECONDS = 120.0  # that an answer may be set to take; nobody waits longer
_KEY_FILE_BYTES = 10_000
_LEAST_CONTEXT = 2_048
_NAME_LENGTH = 80


class Kind(StrEnum):
    """Which interface the endpoint speaks."""

    OPENAI_LIKE = "openai-like"
    ANTHROPIC = "anthropic"


@dataclass(frozen=True, slots=True)
class Limits:
    """What one request may take. Seconds count from its start, once it has a place."""

    connect_seconds: float = 5.0
    first_token_seconds: float = 20.0
    total_seconds: float = 30.0
    reply_tokens: int = 1_000  # asked of the model; twice as many are an endless reply
    reply_bytes: int = 8_000_000  # as they come over the wire, reasoning and all
    at_once: int = 4  # requests; more wait for a place


LIMITS = Limits()


@dataclass(frozen=True, slots=True)
class Price:
    """Of a million tokens, in the currency of whoever sets it."""

    tokens_in: float
    tokens_out: float


@dataclass(frozen=True, slots=True)
class ModelSettings:
    """A model that was configured, checked; made by `model_settings`."""

    kind: Kind
    url: str  # without a slash at its end
    model: str
    key: SecretStr | None = field(default=None, repr=False)  # sent to `url` alone
    context_tokens: int = CONTEXT_TOKENS  # for prompt and reply together
    limits: Limits = LIMITS
    tokens_per_day: int | None = None  # in and out; None: no budget
    price: Price | None = None

    @property
    def name(self) -> str:
        """The model's name for display: one line of at most 80 characters."""
        return shown_name(self.model)

    @property
    def host(self) -> str:
        """The host, with its port where one is set, for messages."""
        return _host(self.url)


def shown_name(name: str) -> str:
    """A model's name as one line of at most 80 characters, without any that cannot be seen."""
    plain = "".join(
        " " if unicodedata.category(each)[0] in "CZ" else each
        for each in unicodedata.normalize("NFC", name)
    )
    plain = re.sub(" +", " ", plain).strip()
    return plain if len(plain) <= _NAME_LENGTH else plain[: _NAME_LENGTH - 1] + "…"


def model_settings(
    kind: str,
    *,
    url: str = "",
    model: str = "",
    key: SecretStr | None = None,
    context_tokens: int = CONTEXT_TOKENS,
    limits: Limits = LIMITS,
    tokens_per_day: int | None = None,
    price: Price | None = None,
) -> ModelSettings:
    """The settings, checked. Raises UsageError that names the variable of the environment."""
    if kind not in set(Kind):
        raise UsageError(f"READOUT_LLM must be {' or '.join(Kind)}, or empty for no language model")
    chosen, model, url = Kind(kind), model.strip(), url.strip().rstrip("/")
    if not model:
        raise UsageError("READOUT_LLM is set, so READOUT_LLM_MODEL must name the model")
    if not url and chosen is Kind.OPENAI_LIKE:
        raise UsageError(
            "READOUT_LLM is openai-like, so READOUT_LLM_BASE_URL must be the address of its API,"
            f" such as {EXAMPLE}"
        )
    url = url or ANTHROPIC
    _host(url)
    if key is None and chosen is Kind.ANTHROPIC:
        raise UsageError("READOUT_LLM is anthropic, which needs READOUT_LLM_API_KEY")
    _check_sizes(context_tokens, limits)
    return ModelSettings(chosen, url, model, key, context_tokens, limits, tokens_per_day, price)


def read_key(key: SecretStr | None, file: Path | None) -> SecretStr | None:
    """The key as it was set, or as `file` holds it; None for neither. Raises UsageError."""
    text = key.get_secret_value().strip() if key else ""
    if text and file:
        raise UsageError("set READOUT_LLM_API_KEY or READOUT_LLM_API_KEY_FILE, not both")
    setting = "READOUT_LLM_API_KEY_FILE" if file else "READOUT_LLM_API_KEY"
    if file:
        try:
            with file.expanduser().open("rb") as opened:
                content = opened.read(_KEY_FILE_BYTES + 1)
        except (OSError, RuntimeError, ValueError) as error:
            why = error.strerror if isinstance(error, OSError) else None
            raise UsageError(f"{setting} cannot be read ({why or 'no such place'})") from None
        text = content.decode("utf-8", "replace").strip()
        if not text or len(content) > _KEY_FILE_BYTES:
            raise UsageError(f"{setting} must hold one key and nothing else")
    return SecretStr(checked_key(text, setting=setting)) if text else None


def _host(url: str) -> str:
    return checked_address(
        url, setting="READOUT_LLM_BASE_URL", key_setting="READOUT_LLM_API_KEY", example=EXAMPLE
    )


def _check_sizes(context_tokens: int, limits: Limits) -> None:
    if context_tokens < _LEAST_CONTEXT:
        raise UsageError(
            f"READOUT_LLM_CONTEXT is {context_tokens:,} tokens, which is too small to write from"
            f" articles: at least {_LEAST_CONTEXT:,} are needed"
        )
    if limits.reply_tokens * 2 > context_tokens:
        raise UsageError(
            f"READOUT_LLM_REPLY_TOKENS ({limits.reply_tokens:,}) may be half of"
            f" READOUT_LLM_CONTEXT ({context_tokens:,}) at most"
        )
    if not limits.connect_seconds <= limits.first_token_seconds <= limits.total_seconds:
        raise UsageError(
            "READOUT_LLM_CONNECT_SECONDS, READOUT_LLM_FIRST_TOKEN_SECONDS and READOUT_LLM_SECONDS"
            " must not become smaller in this order"
        )
