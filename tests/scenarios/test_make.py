"""The entry points that a newcomer is shown: make, the gate, and the README that names them."""

import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from typer.main import get_command

from tests.scenarios.command import ROOT
from ui.cli import app

MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
README = (ROOT / "README.md").read_text("utf-8")
PHONY = re.findall(r"^\.PHONY:(.*)$", MAKEFILE, re.MULTILINE)
TARGETS = sorted({target for line in PHONY for target in line.split()})
COMMANDS = sorted(getattr(get_command(app), "commands", {}))

needs_make = pytest.mark.skipif(shutil.which("make") is None, reason="no make on this machine")


def make(*arguments: str) -> str:
    """What make says, as if no other make had started it."""
    environment = {
        k: v for k, v in os.environ.items() if not k.startswith(("READOUT_", "MAKE", "MFLAGS"))
    }
    done = subprocess.run(
        ["make", *arguments], capture_output=True, text=True, cwd=ROOT, env=environment, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def planned(target: str, *arguments: str) -> str:
    """What make would run for `target`, were nothing there yet."""
    return make("--dry-run", "--always-make", target, *arguments)


def in_order(text: str, *parts: str) -> bool:
    places = [text.find(part) for part in parts]
    return -1 not in places and places == sorted(places)


@needs_make
@pytest.mark.parametrize("target", TARGETS)
def test_every_target_can_be_planned(target: str) -> None:
    assert planned(target).strip()


@needs_make
def test_chat_installs_indexes_the_samples_and_opens_the_page() -> None:
    plan = planned("chat")
    assert in_order(plan, "venv", "pip install", "readout ingest seeds/articles", "readout chat")
    assert "constraints.txt" in plan
    assert (ROOT / "seeds" / "articles").is_dir()


@needs_make
def test_ask_takes_its_question_whatever_is_in_it() -> None:
    plan = planned("ask", "Q=$(shell false) '; touch nothing #")
    assert in_order(plan, "readout ingest seeds/articles", 'readout ask "$Q"')
    assert "touch nothing" not in plan  # the question travels in the environment


@needs_make
def test_test_installs_and_runs_the_tests() -> None:
    assert in_order(planned("test"), "pip install", "python -m pytest")


@needs_make
def test_check_lints_and_types_and_holds_the_imports() -> None:
    plan = planned("check")
    assert in_order(plan, "ruff check", "ruff format --check", "mypy", "lint-imports")


@needs_make
def test_bench_runs_the_bench() -> None:
    assert "-m tests.bench" in planned("bench")
    assert (ROOT / "tests" / "bench" / "__main__.py").exists()


@needs_make
def test_help_names_every_target() -> None:
    shown = planned("help")
    for target in TARGETS:
        assert target == "help" or f"make {target}" in shown


@needs_make
def test_clean_removes_only_what_make_made() -> None:
    removed = re.findall(r"rm -rf (.*)", planned("clean"))
    assert [set(line.split()) for line in removed] == [{".venv", ".readout"}]


def test_there_are_targets_and_commands() -> None:
    assert {"chat", "ask", "test", "check", "bench", "help"} <= set(TARGETS)
    assert {"ingest", "ask", "articles", "remove", "chat", "doctor"} <= set(COMMANDS)


@pytest.mark.parametrize("target", TARGETS)
def test_the_readme_names_every_target(target: str) -> None:
    assert re.search(rf"\bmake {target}\b", README)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_readme_names_every_command(command: str) -> None:
    assert re.search(rf"\breadout {command}\b", README)


def test_the_readme_names_nothing_that_is_not_there() -> None:
    code = "\n".join(re.findall(r"`[^`]+`|^    .*$|^```.*?^```", README, re.M | re.S))
    for target in re.findall(r"\bmake ([a-z]+)", code):
        assert target in TARGETS
    for command in re.findall(r"(?<!/)\breadout ([a-z]+)\b", code):
        assert command in COMMANDS


def test_the_gate_checks_and_tests() -> None:
    gate = ROOT / ".ci" / "run"
    assert os.access(gate, os.X_OK)
    run = [
        line.strip()
        for line in gate.read_text("utf-8").splitlines()
        if line.strip() and not line.lstrip().startswith("#")
    ]
    assert "make check &" in run and "make test || failed=1" in run
    assert any(line.startswith("set -e") for line in run)  # a failure ends it
    assert in_order("\n".join(run), "failed=1", 'wait "$checking"', '[ "$failed" = 0 ]')


@pytest.mark.parametrize(("check", "test"), [(0, 0), (1, 0), (0, 1), (1, 1)])
def test_the_gate_fails_with_either(check: int, test: int, tmp_path: Path) -> None:
    """The gate itself, with a make that does nothing but end as it is told."""
    told = f'case "$*" in check) exit {check};; test) exit {test};; esac'
    (tmp_path / "make").write_text(f"#!/bin/sh\n{told}\n", "utf-8")
    (tmp_path / "chromium").write_text("#!/bin/sh\n", "utf-8")
    for name in ("make", "chromium"):
        (tmp_path / name).chmod(0o755)
    path = f"{tmp_path}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        [ROOT / ".ci" / "run"], env={**os.environ, "PATH": path}, check=False, cwd=tmp_path
    )
    assert (done.returncode == 0) == (check == test == 0)


@needs_make
def test_a_question_keeps_its_dollar_signs() -> None:
    question = "Who gets the $500 million, $(shell echo not) ${HOME}?"
    printed = make("--eval", 'printed: ; @printf %s "$$Q"', "printed", f"Q={question}")
    assert printed == question


def test_the_readme_is_finished() -> None:
    assert "FIGURES" not in README
