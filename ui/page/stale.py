"""The sentence that says how old the newest article is, when it is old."""

from datetime import UTC, datetime, timedelta

from ui.text import html_escape


def stale_banner(newest: datetime | None, now: datetime, limit: timedelta) -> str:
    """A banner for the top of the page; "" while the newest article is no older than `limit`.

    `newest` is None where no article says when it was published. Both moments are aware.
    """
    if newest is None:
        return _banner("No article says when it was published; how recent they are is not known.")
    if now - newest <= limit:
        return ""
    day = newest.astimezone(UTC).date()
    days = (now.astimezone(UTC).date() - day).days
    ago = "1 day" if days == 1 else f"{days:,} days"
    return _banner(
        f"The newest article is of {day.day} {day:%B %Y}, {ago} ago; what happened since is not"
        " known here."
    )


def _banner(sentence: str) -> str:
    return f'<p class="stale" role="note">{html_escape(sentence)}</p>'
