"""What the benchmark measures, part by part. Each adds its figures to the report."""

import random
import statistics
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from tests.bench import asking, generated, kills, questions
from tests.bench.children import ROOT, ChildFailed, run
from tests.bench.figures import Report, Target
from tests.bench.stories import Stories

SEEDS = ROOT / "seeds" / "articles"
SMALL = 1_000  # stories of the smaller home that the whole is compared with
KILLED = 300  # stories of the ingest that is killed
_ASKED, _COLD, _TEXTS, _ROUNDS = 60, 5, 300, 2


@dataclass(slots=True)
class Bench:
    """One run: where it works, on what, and what it found."""

    folder: Path
    report: Report
    stories: Stories | None
    plain_stories: int
    kills: int
    homes: dict[str, Path] = field(default_factory=dict)  # those that were ingested in full

    def part(self, measure: Callable[["Bench"], None]) -> None:
        """Runs one part; its failure becomes a remark."""
        self.say((measure.__doc__ or "").strip().rstrip("."))
        try:
            measure(self)
        except (ChildFailed, OSError, KeyError) as error:
            self.remark(f"{measure.__name__} was not measured to its end: {error}")

    def say(self, text: str) -> None:
        print(f"bench: {text}", file=sys.stderr, flush=True)

    def remark(self, text: str) -> None:
        self.say(text)
        self.report.remarks.append(text)

    def ingest(self, name: str, *targets: Path) -> dict[str, Any]:
        """Ingests into a new home called `name`."""
        home = self.folder / name
        self.say(f"readout ingests into the home {name!r}")
        result = run("ingest", home=str(home), targets=[str(target) for target in targets])
        self.homes[name] = home
        if rejected := result["rejected"]:
            self.remark(f"{name}: {len(rejected)} rejected, the first: {rejected[0]}")
        return result


def seeds(bench: Bench) -> None:
    """The sample articles: ingest and questions."""
    result = bench.ingest("seeds", SEEDS)
    add = bench.report.add
    add("Samples", "articles", result["articles"], "")
    add("Samples", "passages", result["passages"], "")
    add("Samples", "ingest", result["seconds"], "s")
    asked = list(questions.SEEDS)
    rounds = [asked] * (1 + _ASKED // len(asked))
    found = run(
        "ask", home=str(bench.homes["seeds"]), rounds=rounds, warm_up=questions.SEEDS_WARM_UP
    )
    first, again = found["ms"][0], [each for taken in found["ms"][1:] for each in taken]
    goal = Target(40)
    add("Asking the samples", f"median of {len(again)} questions", _median(again), "ms", goal)
    add("Asking the samples", f"95th percentile of {len(again)}", _p95(again), "ms")
    add("Asking the samples", "median, each asked for the first time", _median(first), "ms", goal)
    add("Asking the samples", f"answered, of {len(asked)}", found["answered"], "")


def cold_starts(bench: Bench) -> None:
    """The command line from a cold start."""
    for name, question in (("seeds", questions.SEEDS[0]), ("everything", questions.WARM_UP[0])):
        if name in bench.homes:
            taken = [asking.cold(bench.homes[name], question) for _ in range(_COLD)]
            label = f"`readout ask`, home {name!r}, median of {len(taken)}"
            bench.report.add("Cold start", label, _median(taken), "s", Target(2.5))


def embedding(bench: Bench) -> None:
    """The embedding model alone."""
    file = bench.folder / "texts.jsonl"
    if bench.stories:
        bench.stories.write(file, _TEXTS)
    else:
        generated.write(file, generated.articles(_TEXTS))
    found = run("embed", file=str(file), count=_TEXTS)
    part = f"The embedding model alone, {found['texts']} passages"
    for name, rate in found["rates"].items():
        bench.report.add(part, name, rate, "passages/s")
    for name, cosine in found["cosine"].items():
        bench.report.add(part, f"cosine of int8 to float32, {name}", cosine, "")


def plain_beside_readout(bench: Bench) -> None:
    """A slice of the stories by the plain LlamaIndex pipeline and by readout, taking turns."""
    assert bench.stories
    file = bench.stories.write(bench.folder / "slice.jsonl", bench.plain_stories)
    asked = questions.from_titles(bench.stories.titles(bench.plain_stories), _ASKED)
    plain, ours = [], []
    for turn in range(_ROUNDS):
        bench.say(f"the plain pipeline, turn {turn + 1}")
        plain.append(_plain(bench, f"plain-{turn}", file, asked))
        ours.append(bench.ingest(f"slice-{turn}", file))
    bench.say("the plain pipeline with passages of 128 tokens")
    same = _plain(bench, "plain-128", file, asked, chunk=128)
    part = f"Ingest of {plain[0]['articles']:,} stories"
    for name, results in (
        ("readout", ours),
        ("plain LlamaIndex, its default passages", plain),
        ("plain LlamaIndex, 128 tokens a passage", [same]),
    ):
        for noun in ("articles", "passages"):
            bench.report.add(part, f"{name}: {noun}", _rate(results, noun), f"{noun}/s")
        bench.report.add(part, f"{name}: peak memory", _peak(results), "MB")
    faster = _rate(ours, "articles") / _rate(plain, "articles")
    bench.report.add(part, "articles/s, readout to plain", faster, "×", Target(3, at_least=True))
    same_faster = _rate(ours, "articles") / _rate([same], "articles")
    bench.report.add(part, "articles/s, readout to plain with 128 tokens", same_faster, "×")
    bench.report.add(part, "memory, readout to plain", _peak(ours) / _peak(plain), "×", Target(1))
    taken = [each for result in plain for each in result["ask_ms"]]
    name = f"Asking the {plain[0]['articles']:,} stories"
    bench.report.add(
        name, "plain top-5 retriever (passages, no answer), median", _median(taken), "ms"
    )
    found = _ask(bench, f"slice-{_ROUNDS - 1}", asked)
    bench.report.add(name, "readout (an answer), median", _median(found), "ms")


def everything(bench: Bench) -> None:
    """All stories: ingest, where its time goes, and the disk it takes."""
    assert bench.stories
    result = bench.ingest("everything", bench.stories.write(bench.folder / "everything.jsonl"))
    part = f"Ingest of all {result['articles']:,} stories"
    for noun in ("articles", "passages"):
        bench.report.add(part, noun, _rate([result], noun), f"{noun}/s")
    bench.report.add(part, "wall time", result["seconds"], "s")
    bench.report.add(part, "peak memory", result["peak_mb"], "MB")
    spent = dict(sorted(result["parts"].items(), key=lambda pair: -pair[1]))
    rest = result["seconds"] - sum(spent.values())
    for name, seconds in (spent | {"everything else": rest}).items():
        bench.report.add("Where the time of that ingest goes", name, seconds, "s")
    home = bench.homes["everything"]
    sizes = {
        "readout.db": sum(file.stat().st_size for file in home.glob("readout.db*")),
        "chroma": sum(file.stat().st_size for file in home.glob("chroma/**/*") if file.is_file()),
    }
    for name, size in sizes.items():
        bench.report.add("Disk", name, size / result["articles"], "bytes/story")
    bench.report.add("Disk", "both", sum(sizes.values()) / result["articles"], "bytes/story")


def growth(bench: Bench) -> None:
    """Questions to a small part of the stories and to all of them, each asked once."""
    assert bench.stories
    bench.ingest("small", bench.stories.write(bench.folder / "small.jsonl", SMALL))
    asked = questions.from_titles(bench.stories.titles(SMALL), _ASKED)
    medians = []
    part = f"Asking stories, {len(asked)} questions, each once"
    for name, count in (("small", SMALL), ("everything", len(bench.stories.lines))):
        taken = _ask(bench, name, asked)
        asked_of = f"of {min(count, len(bench.stories.lines)):,} stories"
        medians.append(_median(taken))
        bench.report.add(part, f"{asked_of}: median", medians[-1], "ms", Target(80))
        bench.report.add(part, f"{asked_of}: 95th percentile", _p95(taken), "ms")
    bench.report.add(part, "growth of the median", medians[1] / medians[0], "×")


def killed(bench: Bench) -> None:
    """kill -9 in the middle of an ingest, and the ingest after it."""
    from tests.bench import checks

    file = bench.folder / "killed.jsonl"
    if bench.stories:
        bench.stories.long_ones(KILLED).write(file)
    else:
        generated.write(file, generated.articles(KILLED, sentences=20))
    whole = bench.ingest("whole", file)
    expected = checks.save(bench.homes["whole"], bench.folder / "expected.json")
    chance = random.Random(0)
    results: list[kills.Kill] = []
    for number in range(bench.kills):
        after = chance.uniform(0.0, whole["seconds"])
        results.append(kills.kill(bench.folder, [file], expected, after))
        last = results[-1]
        bench.say(f"kill {number + 1} of {bench.kills} after {last.point}: {_outcome(last)}")
    part = (
        f"kill -9 during an ingest of {whole['articles']:,} stories, {whole['passages']:,} passages"
    )
    bench.report.add(part, "kills at random points", len(results), "")
    bench.report.add(part, "of them while it was at work", sum(k.died for k in results), "")
    bad = [kill for kill in results if kill.problems]
    bench.report.add(part, "homes not whole after the next ingest", len(bad), "", Target(0))
    bench.report.add(part, "vector index built anew", sum(k.rebuilt for k in results), "")
    if results:
        took = _median([kill.seconds for kill in results])
        bench.report.add(part, "the next ingest, median", took, "s")
    bench.report.add(part, "the ingest without a kill", whole["seconds"], "s")
    for kill in bad:
        bench.remark(f"kill after {kill.point}: {'; '.join(kill.problems)}")


def _outcome(kill: kills.Kill) -> str:
    state = "; ".join(kill.problems) or "whole again"
    return state + (", index built anew" if kill.rebuilt else "")


def _plain(
    bench: Bench, name: str, file: Path, asked: Sequence[str], chunk: int | None = None
) -> dict[str, Any]:
    return run(
        "plain",
        home=str(bench.folder / name),
        file=str(file),
        questions=asked,
        warm_up=questions.WARM_UP,
        chunk=chunk,
    )


def _ask(bench: Bench, name: str, asked: Sequence[str]) -> list[float]:
    home = str(bench.homes[name])
    taken: list[float] = run("ask", home=home, rounds=[asked], warm_up=questions.WARM_UP)["ms"][0]
    return taken


def _rate(results: Sequence[dict[str, Any]], noun: str) -> float:
    total = sum(float(result[noun]) for result in results)
    return total / sum(float(result["seconds"]) for result in results)


def _peak(results: Sequence[dict[str, Any]]) -> float:
    return max(float(result["peak_mb"]) for result in results)


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _p95(values: Sequence[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1]
