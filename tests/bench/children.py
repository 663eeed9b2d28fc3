"""Every heavy step runs in a child process, so that its memory is its own and can be read.

Linux counts the memory of the process that starts a child into the child's `ru_maxrss` (exec keeps
the larger of the two), so this side imports nothing heavy.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[2]
READY = "ready"  # the line with which a child says that its imports are done and its work begins


class ChildFailed(Exception):
    """A child ended with an error; the message is its last line."""


def environment() -> dict[str, str]:
    """This process's, without the settings of readout that would change what is measured."""
    kept = ("READOUT_CACHE",)
    found = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("READOUT_") or name in kept
    }
    return found | {"PYTHONUNBUFFERED": "1", "TOKENIZERS_PARALLELISM": "false"}


def start(step: str, **arguments: Any) -> "subprocess.Popen[str]":
    """A child that does `step` of `child.py`."""
    command = [sys.executable, "-m", "tests.bench.child", step, json.dumps(arguments)]
    return subprocess.Popen(
        command,
        cwd=ROOT,
        env=environment(),
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )


def run(step: str, **arguments: Any) -> dict[str, Any]:
    """What `step` returns, with its `peak_mb`. Raises ChildFailed."""
    child = start(step, **arguments)
    out, problems = child.communicate()
    if child.returncode != 0:
        last = (problems.strip().splitlines() or ["it said nothing"])[-1]
        raise ChildFailed(f"the step {step!r} ended with {child.returncode}: {last}")
    result: dict[str, Any] = json.loads(out.strip().splitlines()[-1])
    return result | {"stderr": problems}
