"""How readout reaches Slack, from the environment."""

from urllib.parse import urlsplit

from pydantic import Field, SecretStr, ValidationError
from pydantic_settings import BaseSettings, SettingsConfigDict

from index.errors import UsageError

SLACK = "https://slack.com/api/"
PAGE = "http://127.0.0.1:7860"  # where `readout chat` is by default


class SlackSettings(BaseSettings):
    """Tokens are never shown: their text is had by `get_secret_value` only."""

    model_config = SettingsConfigDict(frozen=True, hide_input_in_errors=True)

    bot_token: SecretStr | None = Field(default=None, validation_alias="SLACK_BOT_TOKEN")
    app_token: SecretStr | None = Field(default=None, validation_alias="SLACK_APP_TOKEN")
    signing_secret: SecretStr | None = Field(default=None, validation_alias="SLACK_SIGNING_SECRET")
    api_url: str = Field(default=SLACK, validation_alias="SLACK_API_URL")
    # Where the chat page is for those who read the answers; empty where there is none.
    page_url: str = Field(default=PAGE, validation_alias="READOUT_PAGE_URL")

    @property
    def bot(self) -> str:
        return _text(self.bot_token)

    @property
    def app(self) -> str:
        return _text(self.app_token)

    @property
    def signing(self) -> str:
        return _text(self.signing_secret)

    @property
    def page(self) -> str | None:
        """The address of the chat page, without a slash at its end."""
        return self.page_url.strip().rstrip("/") or None


def load_slack_settings() -> SlackSettings:
    """The settings of the environment. Raises UsageError for an address that is none."""
    try:
        settings = SlackSettings()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0])
        raise UsageError(f"{name} is not usable: {error.errors()[0]['msg']}") from None
    api = settings.api_url.strip() or SLACK
    for name, address in (("SLACK_API_URL", api), ("READOUT_PAGE_URL", settings.page or PAGE)):
        parts = urlsplit(address)
        if parts.scheme not in ("http", "https") or not parts.netloc:
            raise UsageError(f"{name} is no web address: it begins with http:// or https://")
    return settings.model_copy(update={"api_url": api if api.endswith("/") else f"{api}/"})


def required(settings: SlackSettings, *, over_http: bool) -> None:
    """Raises UsageError that names what is missing."""
    wanted = {"SLACK_BOT_TOKEN": settings.bot}
    if over_http:
        wanted["SLACK_SIGNING_SECRET"] = settings.signing
    else:
        wanted["SLACK_APP_TOKEN"] = settings.app
    missing = [name for name, value in wanted.items() if not value]
    if missing:
        raise UsageError(
            f"{' and '.join(missing)} {'is' if len(missing) == 1 else 'are'} not set; the README"
            " tells in ten lines where Slack shows them (`readout slack --manifest` makes the app)"
        )


def _text(secret: SecretStr | None) -> str:
    return secret.get_secret_value().strip() if secret else ""
