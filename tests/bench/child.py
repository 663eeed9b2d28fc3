"""The other side of `children.py`: `python -m tests.bench.child STEP ARGUMENTS`."""

import importlib
import json
import resource
import sys

STEPS = {
    "prepare": "tests.bench.ingesting:prepare",
    "ingest": "tests.bench.ingesting:readout",
    "check": "tests.bench.checks:check",
    "plain": "tests.bench.plain:plain",
    "embed": "tests.bench.embedding:compare",
    "ask": "tests.bench.asking:ask",
}


def peak_mb() -> float:
    """The most memory this process has had in RAM so far, in MB."""
    unit = 1 if sys.platform == "darwin" else 1024  # macOS counts bytes, Linux kilobytes
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * unit / 1e6


def main() -> None:
    module, _, function = STEPS[sys.argv[1]].partition(":")
    result = getattr(importlib.import_module(module), function)(**json.loads(sys.argv[2]))
    result.setdefault("peak_mb", peak_mb())
    print(json.dumps(result), flush=True)


if __name__ == "__main__":
    main()
