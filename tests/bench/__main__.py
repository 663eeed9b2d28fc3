"""How fast, how large and how safe: `python -m tests.bench [--report DIR]`, some half an hour.

On the sample articles and on Reuters-21578 (a JSON Lines file with id, title, date and text), in
temporary folders, each heavy step in a child process. Progress goes to stderr, the table to stdout.
The exit code is 0 whether targets are met or not.
"""

import argparse
import os
import platform
import sys
import tempfile
import time
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from tests.bench import parts
from tests.bench.children import ROOT, ChildFailed, run
from tests.bench.figures import Report
from tests.bench.stories import Stories

_DATA = ROOT.parent / "shared" / "data" / "reuters21578.jsonl.gz"
_VERSIONS = ("chromadb", "llama-index-core", "onnxruntime", "sentence-transformers", "torch")


def main() -> None:
    options = _options()
    began = time.monotonic()
    stories = Stories.read(options.data, options.stories) if options.data.is_file() else None
    load, report = _load(), Report(_conditions())
    with tempfile.TemporaryDirectory(prefix="readout-bench-") as folder:
        bench = parts.Bench(Path(folder), report, stories, options.plain_stories, options.kills)
        try:
            run("prepare")
        except ChildFailed as error:
            sys.exit(f"bench: {error}")
        if load > 0.5:
            bench.remark(f"other programs kept {load:.1f} cores busy; run it on a quiet machine")
        bench.part(parts.seeds)
        bench.part(parts.embedding)
        if stories:
            bench.part(parts.plain_beside_readout)
            bench.part(parts.everything)
            bench.part(parts.growth)
        else:
            bench.remark(f"Reuters-21578 was skipped: there is no {options.data.name} (see --data)")
        bench.part(parts.cold_starts)
        if options.kills:
            bench.part(parts.killed)
    report.conditions["took"] = f"{(time.monotonic() - began) / 60:.0f} minutes"
    if options.report:
        report.write(options.report)
    print(report.as_markdown())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measures readout.")
    add = parser.add_argument
    add("--stories", type=int, default=19_043, help="of Reuters-21578, from its beginning")
    add("--plain-stories", type=int, default=1_500, help="of them for the plain pipeline")
    add("--kills", type=int, default=50, help="points at which an ingest is killed")
    add("--report", type=Path, help="folder for report.json and report.md")
    add("--data", type=Path, default=_DATA, help="the stories, .jsonl or .jsonl.gz")
    return parser.parse_args()


def _conditions() -> dict[str, str]:
    """The machine and the versions that the figures hold for."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return {
        "begun": datetime.now(UTC).strftime("%Y-%m-%d %H:%M UTC"),
        "machine": f"{_processor()}, {cores} cores, {platform.system()}",
        "Python": platform.python_version(),
        "versions": ", ".join(f"{name} {version(name)}" for name in _VERSIONS),
    }


def _load() -> float:
    """Programs that were running or waiting in the last minute, on average."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _processor() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return platform.processor() or platform.machine()
    found = next((line for line in lines if line.startswith("model name")), "")
    return found.partition(":")[2].strip() or platform.machine()


if __name__ == "__main__":
    main()
