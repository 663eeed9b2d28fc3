"""Settings from the environment, each `READOUT_` and its name in capitals."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.corpus import Corpus
from index.embed import DEFAULT, open_embedder
from index.errors import UsageError
from index.fetch import FetchPolicy
from rag.evals.chat_endpoint import JudgeSettings
from rag.model.settings import (
    CONTEXT_TOKENS,
    LIMITS,
    MOST_SECONDS,
    Limits,
    ModelSettings,
    Price,
    model_settings,
    read_key,
)
from rag.spans import OWN_READER


class Settings(BaseSettings):
    """What can be set. The command line's `--home` comes before `READOUT_HOME`."""

    model_config = SettingsConfigDict(env_prefix="READOUT_", env_ignore_empty=True, frozen=True)

    home: Path = Path(".readout")  # the folder that holds the whole index
    embedder: str = DEFAULT  # the default, or a sentence-transformers model by name or folder
    reader: str = OWN_READER  # a question-answering model by name or folder; see `rag.spans`
    chroma_url: str | None = None  # a server started with `chroma run`; else Chroma is embedded
    fetch_private: bool = False  # whether pages and feeds of private addresses may be fetched
    auth_header: str | None = None  # in which a reverse proxy names who asks, for `readout chat`
    auth_proxy: str = ""  # addresses or networks of proxies that are believed, besides loopback
    stale_days: int = Field(
        default=7, ge=0
    )  # after which the page says that the newest article is old
    judge_url: str | None = None  # an OpenAI-compatible API, for `readout eval --judge`
    judge_model: str | None = None  # the model to ask there
    judge_key: SecretStr | None = None
    llm: str = ""  # "openai-like" or "anthropic": a language model that writes; else none does
    llm_base_url: str = ""  # of its API: "http://127.0.0.1:11434/v1"
    llm_model: str = ""
    llm_api_key: SecretStr | None = None
    llm_api_key_file: Path | None = None  # a file that holds the key, instead
    llm_context: int = Field(default=CONTEXT_TOKENS, ge=1)  # tokens, for prompt and reply together
    llm_reply_tokens: int = Field(default=LIMITS.reply_tokens, ge=16)
    llm_connect_seconds: float = Field(default=LIMITS.connect_seconds, gt=0, le=MOST_SECONDS)
    llm_first_token_seconds: float = Field(
        default=LIMITS.first_token_seconds, gt=0, le=MOST_SECONDS
    )
    llm_seconds: float = Field(default=LIMITS.total_seconds, gt=0, le=MOST_SECONDS)
    llm_requests: int = Field(default=LIMITS.at_once, ge=1, le=64)  # at once
    llm_tokens_per_day: int | None = Field(default=None, ge=1)
    llm_price_in: float | None = Field(default=None, ge=0)  # of a million tokens
    llm_price_out: float | None = Field(default=None, ge=0)


def load_settings(home: Path | None = None) -> Settings:
    """The settings of the environment. Raises UsageError for one that makes no sense."""
    try:
        settings = Settings()
    except ValidationError as error:
        problem = error.errors()[0]
        name = "READOUT_" + str(problem["loc"][0]).upper()
        raise UsageError(f"{name} is not usable: {problem['msg']}") from None
    chosen = (home or settings.home).expanduser().resolve()
    return settings.model_copy(update={"home": chosen})


def open_corpus(
    settings: Settings, *, lasting: bool = True, check: bool = False, reembed: bool = False
) -> Corpus:
    """The corpus in the settings' home folder; the options are those of `Corpus`."""
    return Corpus(
        settings.home,
        open_embedder(settings.embedder),
        lasting=lasting,
        chroma_url=settings.chroma_url,
        check=check,
        reembed=reembed,
    )


def fetch_policy(settings: Settings) -> FetchPolicy:
    """Which web addresses may be fetched."""
    return FetchPolicy(allow_private=settings.fetch_private)


def judge_settings(settings: Settings) -> JudgeSettings:
    """Which model judges answers. Raises UsageError when none is set."""
    if not settings.judge_url or not settings.judge_model:
        raise UsageError(
            "to judge by a model, set READOUT_JUDGE_URL to an OpenAI-compatible address such as"
            " http://127.0.0.1:8000/v1, and READOUT_JUDGE_MODEL to the model's name"
        )
    key = settings.judge_key.get_secret_value() if settings.judge_key else None
    return JudgeSettings(settings.judge_url, settings.judge_model, key)


def llm_settings(settings: Settings) -> ModelSettings | None:
    """Which language model writes; None where READOUT_LLM is empty. Raises UsageError."""
    if not settings.llm.strip():
        return None
    price_in, price_out = settings.llm_price_in, settings.llm_price_out
    if (price_in is None) != (price_out is None):
        raise UsageError("set both READOUT_LLM_PRICE_IN and READOUT_LLM_PRICE_OUT, or neither")
    return model_settings(
        settings.llm.strip(),
        url=settings.llm_base_url,
        model=settings.llm_model,
        key=read_key(settings.llm_api_key, settings.llm_api_key_file),
        context_tokens=settings.llm_context,
        limits=Limits(
            connect_seconds=settings.llm_connect_seconds,
            first_token_seconds=settings.llm_first_token_seconds,
            total_seconds=settings.llm_seconds,
            reply_tokens=settings.llm_reply_tokens,
            at_once=settings.llm_requests,
        ),
        tokens_per_day=settings.llm_tokens_per_day,
        price=None if price_in is None or price_out is None else Price(price_in, price_out),
    )
