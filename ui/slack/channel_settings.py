"""What the people of a channel have set: which articles answer there, to whom, and when."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, Literal, get_args

from rag.filters import Filters
from ui.ways import ARTICLES_WORDS

Audience = Literal["as asked", "asker", "everyone"]
AUDIENCES: tuple[Audience, ...] = get_args(Audience)

_TOLD: dict[Audience, str] = {
    "as asked": "a mention is answered in its thread, a command to the asker alone",
    "asker": "answers go to the asker alone",
    "everyone": "answers go to everyone",
}


@dataclass(frozen=True, slots=True)
class ChannelSettings:
    """The settings of one channel; None and () limit nothing."""

    outlets: tuple[str, ...] = ()  # as the articles write them
    since: date | None = None  # the first day of publication, in UTC
    until: date | None = None  # the last
    only_mentioned: bool = False  # in a thread too, only a message that mentions the app is asked
    audience: Audience = "as asked"
    extractive: bool = False  # answers in the articles' words, also where a language model is set

    @property
    def filters(self) -> Filters:
        """The same limits on articles as a question has."""
        return Filters(
            since=datetime.combine(self.since, time.min, UTC) if self.since else None,
            until=datetime.combine(self.until, time.max, UTC) if self.until else None,
            outlets=self.outlets,
        )

    def words(self, model: str | None = None) -> str:
        """One sentence that says what is set; `model` is the language model's name."""
        used = f"only articles {self.filters}" if self.filters else "all articles are used"
        follow = (
            "in threads only messages that mention me are answered"
            if self.only_mentioned
            else "in threads no new mention is needed"
        )
        written = ""
        if model is not None:
            way = ARTICLES_WORDS if self.extractive else f"written by {model}"
            written = f"; answers are {way}"
        sentence = f"{used}; {follow}; {_TOLD[self.audience]}{written}."
        return f"In this channel: {sentence}"

    def fields(self) -> dict[str, Any]:
        """What JSON can hold of it, see `settings_from`."""
        return {
            "outlets": list(self.outlets),
            "since": self.since.isoformat() if self.since else None,
            "until": self.until.isoformat() if self.until else None,
            "only_mentioned": self.only_mentioned,
            "audience": self.audience,
            "extractive": self.extractive,
        }


def settings_from(fields: Mapping[str, Any]) -> ChannelSettings:
    """The settings of `ChannelSettings.fields`; of {} those of a channel that has set nothing."""
    since, until = fields.get("since"), fields.get("until")
    return ChannelSettings(
        outlets=tuple(fields.get("outlets", ())),
        since=date.fromisoformat(since) if since else None,
        until=date.fromisoformat(until) if until else None,
        only_mentioned=bool(fields.get("only_mentioned")),
        audience=fields.get("audience", "as asked"),
        extractive=bool(fields.get("extractive")),
    )
