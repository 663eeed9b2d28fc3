"""What every command has: its options, and errors as one line with an exit code."""

import functools
import os
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, ParamSpec

import typer

from index.errors import ReadoutError, StoreError, UsageError

if TYPE_CHECKING:
    from rag.settings import Settings

_Parameters = ParamSpec("_Parameters")

Home = Annotated[
    Path | None,
    typer.Option(help="The folder that holds the index. Else READOUT_HOME, else ./.readout"),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def told(command: Callable[_Parameters, None]) -> Callable[_Parameters, None]:
    """Turns errors into one line and an exit code."""

    @functools.wraps(command)
    def run(*arguments: _Parameters.args, **options: _Parameters.kwargs) -> None:
        try:
            command(*arguments, **options)
        except ReadoutError as error:
            typer.echo(f"readout: {error}", err=True)
            raise typer.Exit(2 if isinstance(error, UsageError) else 1) from None
        except (typer.Exit, typer.Abort, BrokenPipeError):
            raise
        except Exception as error:
            if os.environ.get("READOUT_DEBUG"):
                raise
            typer.echo(
                f"readout: an unexpected error, {type(error).__name__}: {error}"
                " (READOUT_DEBUG=1 shows where it happened)",
                err=True,
            )
            raise typer.Exit(1) from None

    return run


def must_exist(settings: "Settings") -> None:
    """Raises StoreError when the home folder holds no index."""
    if not (settings.home / "readout.db").exists():
        raise StoreError(
            f"there is no index in {settings.home}: run `readout ingest PATH_OR_URL` first,"
            " or name its folder with --home"
        )
