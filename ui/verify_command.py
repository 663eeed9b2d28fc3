"""The command line of `readout verify`."""

import json
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from index.errors import LoadError, StoreError, UsageError
from ui.command import AsJson, Home, must_exist, told

if TYPE_CHECKING:
    from index.article import Article
    from rag.packet import Check, Packet

_WIDEST = 60  # characters of a quote in a line


@told
def verify(
    packet: Annotated[Path, typer.Argument(metavar="PACKET")],
    articles: Annotated[
        list[str] | None,
        typer.Argument(metavar="[FILE_OR_FOLDER...]", help="The articles; else those of the home."),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """Check an exported evidence packet against the articles, without any network."""
    from rag.packet import read_packet
    from rag.packet import verify as check_packet

    try:
        found, intact = read_packet(_content(packet))
    except LoadError as error:
        raise LoadError(f"{packet}: {error}") from None
    checks = check_packet(found, intact, _at_hand(articles or [], home))
    typer.echo(_as_json(checks) if as_json else "\n".join(_lines(found, checks)))
    if failed := sum(check.reason is not None for check in checks):
        typer.echo(f"readout: {failed:,} of {len(checks):,} checks do not hold", err=True)
        raise typer.Exit(1)


def _content(path: Path) -> bytes:
    from rag.packet.form import LARGEST

    try:
        with path.open("rb") as file:
            return file.read(LARGEST + 1)
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None


def _at_hand(targets: Iterable[str], home: Path | None) -> Iterator["Article"]:
    """The articles of files and folders; without any, or where a home is named, of the home."""
    from index.load import Loaded, load
    from index.store import Store
    from rag.settings import load_settings
    from ui.text import plain

    given = list(targets)
    for target in given:
        if not Path(target).exists():  # an address, too: nothing is fetched to check a packet
            raise UsageError(f"there is no file or folder {plain(target)}")
    for target in given:
        for outcome in load(str(Path(target).absolute())):  # which is never read as an address
            if isinstance(outcome, Loaded):
                yield outcome.article
            else:
                typer.echo(plain(f"rejected {outcome.source}: {outcome.reason}"), err=True)
    if given and home is None:
        return
    settings = load_settings(home)
    try:
        must_exist(settings)
    except StoreError as error:
        raise StoreError(f"{error}, or give the articles' files after the packet") from None
    with closing(Store(settings.home)) as store:
        yield from (article for article, _ in store.articles())


def _as_json(checks: list["Check"]) -> str:
    from rag.packet.checking import counts

    listed = [asdict(check) | {"status": check.status.value} for check in checks]
    holds = all(check.reason is None for check in checks)
    content = {"holds": holds, "counts": counts(checks), "checks": listed}
    return json.dumps(content, ensure_ascii=False)


def _lines(packet: "Packet", checks: list["Check"]) -> Iterator[str]:
    from rag.packet.checking import counts
    from ui.text import plain

    yield plain(f"{packet.title} · made {packet.made}")
    before = 0
    for check in checks:
        if check.answer != before:
            before = check.answer
            asked = packet.exchanges[before - 1].answer.question
            yield "\n" + plain(f"answer {before}: {asked}")
        shown = plain(check.shows)
        shown = shown if len(shown) <= _WIDEST else f"{shown[: _WIDEST - 1]}…"
        line = f"  {check.status.value:<11} {check.part}: “{shown}”"
        yield line if check.reason is None else f"{line}\n              {plain(check.reason)}"
    found = {name: count for name, count in counts(checks).items() if count}
    told = ", ".join(f"{count:,} {name}" for name, count in found.items())
    yield f"\n{len(checks):,} checked: {told}"
