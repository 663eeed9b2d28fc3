"""The page that asks who is there, and the line that says who is: HTML, everything escaped."""

from ui.text import html_escape

WRONG = "The name or the password is wrong."
ELSEWHERE = "This page is for people whom the newsroom's own sign-in names, and it named nobody."


def waiting(seconds: float) -> str:
    """Why a try was refused before its password was looked at."""
    whole = int(seconds) + 1
    unit, count = ("seconds", whole) if whole < 120 else ("minutes", -(-whole // 60))
    said = f"{count} {unit}" if count > 1 else "a second"
    return f"There were too many wrong tries: wait {said} and try again."


def sign_in_page(name: str = "", forward: str = "/", problem: str | None = None) -> str:
    """The form; `forward` is where a right password leads."""
    said = f'<p role="alert" id="problem">{html_escape(problem)}</p>' if problem else ""
    about = ' aria-describedby="problem"' if problem else ""
    on_name, on_password = ("", " autofocus") if name else (" autofocus", "")
    return _page(
        "Sign in",
        f"<h1>readout</h1><p>Sign in to ask the articles.</p>{said}"
        '<form method="post" action="/sign-in">'
        f'<input type="hidden" name="next" value="{html_escape(forward)}">'
        '<label for="name">Name</label>'
        f'<input id="name" name="name" value="{html_escape(name)}" autocomplete="username"'
        f' autocapitalize="none" spellcheck="false" maxlength="64" required{about}{on_name}>'
        '<label for="password">Password</label>'
        '<input id="password" name="password" type="password" autocomplete="current-password"'
        f" required{about}{on_password}>"
        '<button type="submit">Sign in</button></form>',
    )


def notice_page(sentence: str) -> str:
    """A page that says one sentence."""
    return _page("No entry", f"<h1>readout</h1><p>{html_escape(sentence)}</p>")


def signed_in_line(owner: str) -> str:
    """ "Signed in as ann", with a button that signs out; nothing where there are no accounts."""
    if not owner:
        return ""
    return (
        '<form class="signed-in" method="post" action="/sign-out">'
        f"<span>Signed in as <strong>{html_escape(owner)}</strong></span>"
        ' <button type="submit">Sign out</button></form>'
    )


def _page(title: str, content: str) -> str:
    return (
        '<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title} · readout</title>"
        '<link rel="icon" href="data:,"><link rel="stylesheet" href="/sign-in.css"></head>'
        f"<body><main>{content}</main></body></html>"
    )
