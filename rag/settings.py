"""Settings from the environment, each `READOUT_` and its name in capitals."""

from pathlib import Path

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.corpus import Corpus
from index.embed import DEFAULT, open_embedder
from index.errors import UsageError
from index.fetch import FetchPolicy
from rag.evals.chat_endpoint import JudgeSettings
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
