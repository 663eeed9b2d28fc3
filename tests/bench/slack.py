"""How `readout slack` bears what happens: `python -m tests.bench.slack [--report DIR]`.

Real processes against a fake Slack: events, retries, replays, duplicates and kills (some minutes),
forged requests, how soon Slack hears that a question came while none is answered, and how soon a
person reads a first word at five questions a second. Milliseconds are for a quiet machine.
"""

import argparse
import os
import random
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tests.bench.children import ROOT, environment
from tests.bench.figures import Report, Target
from tests.bench.page import _questions, _share, _unlike
from tests.fake_slack import FORGERIES, Channel, FakeSlack, Message, User
from tests.slack_process import App, Apps, apps

READOUT = str(Path(sys.executable).parent / "readout")
_DELAYS = (0.2, 2.0, 10.0, 30.0)  # seconds; Slack's own are 0, 60 and 300
_PATIENCE = 900.0  # seconds until all must be answered


@dataclass
class Desk:
    """One fake workspace, and a home that processes share."""

    slack: FakeSlack
    ann: User
    channels: Sequence[Channel]
    home: Path
    started: Apps

    def ask(self, number: int, question: str) -> Message:
        channel = self.channels[number % len(self.channels)]
        return self.slack.say(self.ann, channel, f"{self.slack.mention} {question}")

    def left(self) -> int:
        with closing(sqlite3.connect(self.home / "slack.db", timeout=30)) as file:
            query = "SELECT count(*) FROM jobs WHERE state != 'done'"
            return int(file.execute(query).fetchone()[0])

    def settle(self, seconds: float = _PATIENCE) -> None:
        """Until Slack has nothing more to deliver, and nothing is left to be done."""
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            if all(each.finished for each in self.slack.deliveries) and not self.left():
                return
            time.sleep(0.2)


def main() -> None:
    options = _options()
    report = Report({"articles": "the sample articles", "load": _load()})
    with tempfile.TemporaryDirectory(prefix="readout-bench-") as folder:
        home = Path(folder) / "home"
        ingest = [READOUT, "ingest", str(ROOT / "seeds" / "articles"), "--home", str(home)]
        subprocess.run(ingest, check=True, env=environment(), stdout=subprocess.DEVNULL)
        questions = _questions()
        parts: dict[str, Callable[[], None]] = {
            "soon": lambda: _first_words(report, home, questions, options.seconds, options.rate),
            "acks": lambda: _acks(report, home, questions, options.acks),
            "once": lambda: _once(report, home, questions, options.events),
            "growth": lambda: _growth(report, home, questions, options.growth),
        }
        for name in options.parts or parts:
            parts[name]()
    report.conditions["load at the end"] = _load()
    if options.report:
        report.write(options.report)
    print(report.as_markdown())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.slack")
    add = parser.add_argument
    add("parts", nargs="*", help="of soon, acks, once, growth; all without")
    add("--events", type=int, default=1_000, help="questions in the storm")
    add("--acks", type=int, default=300, help="events while answering is stuck")
    add("--seconds", type=float, default=20.0, help="for which questions come steadily")
    add("--rate", type=float, default=5.0, help="questions a second")
    add("--growth", type=int, default=2_000, help="questions for the memory's slope")
    add("--report", type=Path, help="folder for report.json and report.md")
    return parser.parse_args()


def _load() -> str:
    return f"{os.getloadavg()[0]:.1f}" if hasattr(os, "getloadavg") else "unknown"


@contextmanager
def _desk(home: Path, channels: int = 10) -> Iterator[Desk]:
    """A new workspace, and a home in which nothing was asked yet."""
    with tempfile.TemporaryDirectory(prefix="readout-bench-") as folder:
        copy = Path(folder) / "home"
        subprocess.run(["cp", "-r", str(home), str(copy)], check=True)
        with FakeSlack(retry_delays=_DELAYS) as slack, apps(slack, copy) as started:
            ann = slack.add_user("ann")
            places = [slack.add_channel(f"desk-{number}", ann) for number in range(channels)]
            yield Desk(slack, ann, places, copy, started)


# Exactly once


def _once(report: Report, home: Path, questions: Sequence[str], events: int) -> None:
    """Two processes; one is killed at a third of the events, both at two thirds."""
    part = f"{events:,} questions, with retries, replays, duplicates and three kill -9"
    chance = random.Random(6)
    with _desk(home) as desk:
        slack = desk.slack
        running = [desk.started.start(), desk.started.start()]
        slack.app_url = [each.address for each in running]
        began = time.monotonic()
        asked: list[Message] = []
        replayed = 0
        for number in range(events):
            asked.append(desk.ask(number, _unlike(questions[number % len(questions)], f"{number}")))
            if number == events // 3:
                running[0] = _again(desk, running[0])
            if number == 2 * events // 3:
                for each in running:
                    each.kill()
                running = [_again(desk, each) for each in running]
            if number % 5 == 4:
                replayed += _replay(slack, chance, exact=number % 2 == 0)
            time.sleep(0.02)
        desk.settle()
        for number in range(events // 10):  # and again when all is done
            replayed += _replay(slack, chance, exact=number % 2 == 0)
        desk.settle(60)
        took = time.monotonic() - began
        said = Counter(min(_answers(slack, each), 2) for each in asked)
        reasons = sum(_failed(slack, each) for each in asked)
        tries = sum(len(each.attempts) for each in slack.deliveries)
        report.add(part, "requests of Slack", tries, "")
        report.add(part, "of them byte-identical or newly signed replays", replayed, "")
        report.add(part, "answered once", said[1], "", Target(events, at_least=True))
        report.add(part, "of them with a reason for no answer", reasons, "")
        report.add(part, "answered twice or more", said[2], "", Target(0))
        report.add(part, "silent", said[0], "", Target(0))
        unheard = sum(not each.acked for each in slack.deliveries)
        report.add(part, "events that Slack gave up", unheard, "")
        report.add(part, "calls inside a Retry-After", len(slack.violations), "", Target(0))
        report.add(part, "took", took, "s")
        _forged(report, desk)
        began = time.monotonic()
        for each in running:
            each.kill(signal.SIGTERM)
        for each in running:
            each.wait(60)
        report.add(part, "SIGTERM until the processes ended", time.monotonic() - began, "s")


def _again(desk: Desk, app: App) -> App:
    app.kill()
    app.wait()
    return desk.started.start(app.port, wait=False)


def _replay(slack: FakeSlack, chance: random.Random, *, exact: bool) -> int:
    arrived = [each for each in slack.deliveries if each.acked]
    if arrived:
        slack.again(chance.choice(arrived), exact=exact)
    return len(arrived[:1])


def _answers(slack: FakeSlack, asked: Message) -> int:
    """How many first messages of an answer stand in the thread, unfinished ones not counted."""
    said = [each for each in slack.replies(asked) if not slack.shown(each).endswith("…")]
    payloads = [(each.metadata or {}).get("event_payload") or {} for each in said]
    return sum(payload.get("part", 0) == 0 for payload in payloads)


def _failed(slack: FakeSlack, asked: Message) -> bool:
    said = " ".join(slack.shown(each) for each in slack.replies(asked))
    return "Something failed" in said or "no answer within" in said


def _forged(report: Report, desk: Desk) -> None:
    statuses = Counter(desk.slack.forge(how).status for how in FORGERIES for _ in range(5))
    total = 5 * len(FORGERIES)
    part = f"{total} requests that Slack did not sign so, of {len(FORGERIES)} kinds"
    report.add(part, "accepted", statuses[200], "", Target(0))
    report.add(part, "answered 401", statuses[401], "", Target(total, at_least=True))
    report.add(part, "answered otherwise", total - statuses[200] - statuses[401], "", Target(0))


# How soon Slack hears that it came


def _acks(report: Report, home: Path, questions: Sequence[str], events: int) -> None:
    for name, how, note in (
        ("answering as always", None, ""),
        ("answering that never ends", "stuck", ""),
        ("answering that keeps Python busy", "busy", ""),
    ):
        with _desk(home) as desk:
            app = desk.started.start(**({"answering": how} if how else {}))
            desk.slack.app_url = app.address
            for number in range(events):
                desk.ask(number, _unlike(questions[number % len(questions)], f"{number}"))
                time.sleep(0.05)
            end = time.monotonic() + 60
            while time.monotonic() < end and not all(d.finished for d in desk.slack.deliveries):
                time.sleep(0.1)
            tries = [a for each in desk.slack.deliveries for a in each.attempts]
            taken = [1000 * (a.latency if a.acked and a.latency else 3.0) for a in tries]
            part = f"{len(tries):,} events at 40 a second, {name}{note}"
            report.add(part, "acknowledged after, median", _share(taken, 0.5), "ms")
            report.add(part, "acknowledged after, p99", _share(taken, 0.99), "ms", Target(500))
            report.add(part, "not acknowledged", sum(not a.acked for a in tries), "", Target(0))


# How soon a person reads something


def _first_words(
    report: Report, home: Path, questions: Sequence[str], seconds: float, rate: float
) -> None:
    count = int(seconds * rate)
    different = [_unlike(questions[n % len(questions)], f"{n}") for n in range(count)]
    again = [f"{question} " for question in different]
    for name, warm, asked in (
        ("different questions, from the start", False, different),
        ("the same question, from the start", False, different[:1] * count),
        ("different questions, after a while", True, again),
    ):
        with _desk(home) as desk:
            desk.slack.app_url = desk.started.start().address
            if warm:
                for number, question in enumerate(questions[-20:]):
                    desk.ask(number, question)
                desk.settle(60)
                time.sleep(5)
            said = _steadily(desk, asked, rate)
            part = f"{count} at {rate:g} a second: {name}"
            first, whole = _soonest(desk.slack, said)
            for what, taken, target in (
                ("first text", first, Target(2.0)),
                ("the answer", whole, None),
            ):
                report.add(part, f"{what}, median", _share(taken, 0.5), "s")
                report.add(part, f"{what}, p95", _share(taken, 0.95), "s", target)
                report.add(part, f"{what}, slowest", max(taken), "s")


def _steadily(desk: Desk, questions: Sequence[str], rate: float) -> list[Message]:
    said = []
    began = time.monotonic()
    for number, question in enumerate(questions):
        time.sleep(max(0.0, began + number / rate - time.monotonic()))
        said.append(desk.ask(number, question))
    time.sleep(1.0)
    desk.settle(300)
    return said


def _soonest(slack: FakeSlack, asked: Sequence[Message]) -> tuple[list[float], list[float]]:
    """Seconds until a status or a message, and until the last change of the answer."""
    firsts: dict[str, float] = {}
    lasts: dict[str, float] = {}
    told = {"assistant.threads.setStatus", "chat.postMessage", "chat.update"}
    threads: dict[str, str] = {}
    for call in slack.calls:
        if call.method not in told or not (call.answer or {}).get("ok"):
            continue
        thread = call.get("thread_ts") or threads.get(str(call.get("ts")), "")
        if call.method == "chat.postMessage" and call.answer:
            threads[call.answer["ts"]] = thread
        firsts.setdefault(thread, call.at)
        if call.method != "assistant.threads.setStatus":
            lasts[thread] = call.at
    never = slack.workspace.now()
    return (
        [firsts.get(each.ts, never) - float(each.ts) for each in asked],
        [lasts.get(each.ts, never) - float(each.ts) for each in asked],
    )


# What is left over


def _growth(report: Report, home: Path, questions: Sequence[str], asks: int) -> None:
    """Resident memory, threads and open files, after a quarter of the questions as a warm-up."""
    part = f"{asks:,} questions, 16 at a time"
    with _desk(home) as desk:
        app = desk.started.start()
        desk.slack.app_url = app.address
        samples: list[tuple[int, float]] = []
        for number in range(asks):
            desk.ask(number, _unlike(questions[number % len(questions)], f"{number}"))
            if number % 16 == 15:
                desk.settle(60)
                if number >= asks // 4:
                    samples.append((number, _status(app.pid, "VmRSS") / 1024))
        report.add(part, "resident, at the end", samples[-1][1], "MB")
        slope = 1_000 * (samples[-1][1] - samples[0][1]) / max(1, samples[-1][0] - samples[0][0])
        report.add(part, "growth in 1,000 questions", slope, "MB", Target(1))
        report.add(part, "threads at the end", _status(app.pid, "Threads"), "")
        report.add(part, "open files at the end", len(_files(app.pid)), "")


def _status(pid: int, name: str) -> int:
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(next(line for line in status.splitlines() if line.startswith(name)).split()[1])


def _files(pid: int) -> list[Any]:
    return list(Path(f"/proc/{pid}/fd").iterdir())


if __name__ == "__main__":
    main()
