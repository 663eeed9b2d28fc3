"""How the page feels: `python -m tests.bench.page [--report DIR]`, some ten minutes.

The real `readout chat` on the sample articles, in a real browser and by real clients. Ratios are of
one run, and hold on a busy machine too; milliseconds are for a quiet one.
"""

import argparse
import json
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.bench.children import ROOT, environment
from tests.bench.figures import Report, Target
from tests.scenarios.conftest import ARGUMENTS, CHROMIUM

if TYPE_CHECKING:
    from playwright.sync_api import Browser

READOUT = str(Path(sys.executable).parent / "readout")
ASKERS = 10

# Milliseconds from the keydown of Enter until the words stand in the page, told to the test.
_CLOCK = """([words]) => new Promise(done => {
  let began = 0;
  const look = () => {
    if (!began || !document.body.innerText.replace(/\\s+/g, " ").includes(words)) return;
    watching.disconnect();
    requestAnimationFrame(() => done(performance.now() - began));
  };
  const watching = new MutationObserver(look);
  watching.observe(document.body, {childList: true, subtree: true, characterData: true});
  document.addEventListener("keydown", event => {
    if (event.key === "Enter" && !began) began = performance.now();
  }, {capture: true});
  setTimeout(() => done(-1), 30000);
})"""
_PAINTED = """() => new Promise(done => {
  const look = list => {
    const found = list.find(entry => entry.name === "first-contentful-paint");
    if (found) done(found.startTime);
  };
  look(performance.getEntriesByType("paint"));
  new PerformanceObserver(list => look(list.getEntries())).observe({type: "paint", buffered: true});
  setTimeout(() => done(-1), 30000);
})"""


def main() -> None:
    options = _options()
    report = Report({"articles": "the sample articles", "askers": str(ASKERS)})
    with tempfile.TemporaryDirectory(prefix="readout-bench-") as folder:
        home = Path(folder) / "home"
        ingest = [READOUT, "ingest", str(ROOT / "seeds" / "articles"), "--home", str(home)]
        subprocess.run(ingest, check=True, env=environment(), stdout=subprocess.DEVNULL)
        questions = _questions()
        with _chat(home) as (address, process):
            _warm_up(address, questions)
            if options.browser:
                _browser(report, address, questions, options.rounds)
            _together(report, address, questions, options.rounds)
            _memory(report, address, process, questions, options.asks)
    if options.report:
        report.write(options.report)
    print(report.as_markdown())


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.bench.page")
    parser.add_argument("--rounds", type=int, default=20, help="pages opened, questions asked")
    parser.add_argument("--asks", type=int, default=2_000, help="questions for the memory's slope")
    parser.add_argument("--no-browser", dest="browser", action="store_false")
    parser.add_argument("--report", type=Path, help="folder for report.json and report.md")
    return parser.parse_args()


def _questions() -> list[str]:
    """The gold questions that may be looked at and that stand alone."""
    lines = (ROOT / "seeds" / "gold.jsonl").read_text("utf-8").splitlines()
    gold = [json.loads(line) for line in lines]
    return [each["question"] for each in gold if each["split"] == "dev" and not each["history"]]


@contextmanager
def _chat(home: Path) -> Iterator[tuple[str, "subprocess.Popen[str]"]]:
    """`readout chat` on a free port: its address and its process."""
    command = [READOUT, "chat", "--port", "0", "--home", str(home)]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment()) as process:
        assert process.stderr
        line = process.stderr.readline()
        if " at http" not in line:
            sys.exit(f"bench: the page did not start: {line}")
        try:
            yield line.split(" at ")[1].split()[0], process
        finally:
            process.send_signal(signal.SIGINT)


def _ask(address: str, question: str) -> dict[str, Any]:
    request = urllib.request.Request(
        address + "/api/ask",
        json.dumps({"question": question}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=120) as response:
        answer: dict[str, Any] = json.loads(response.read())
    return answer


def _warm_up(address: str, questions: Sequence[str]) -> None:
    """Every sentence is embedded once, as in a page that has been open for a while."""
    for question in questions[-10:]:
        _ask(address, question + " ?")


# The browser


def _browser(report: Report, address: str, questions: Sequence[str], rounds: int) -> None:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        painted = [_first_paint(browser, address) for _ in range(rounds)]
        answered = _answers_on_screen(browser, address, questions, rounds)
        browser.close()
    part = "One person, in Chromium"
    report.add(part, "first paint, median", _median(painted), "ms", Target(1_500))
    report.add(part, "answer on screen, median", _median(answered), "ms", Target(300))
    report.add(part, "answer on screen, slowest", max(answered), "ms")
    if min(*painted, *answered) < 0:
        report.remarks.append("something was not painted within half a minute")


def _first_paint(browser: "Browser", address: str) -> float:
    """Of a visitor who was never here, in ms from the request on."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address)
    found: float = page.evaluate(_PAINTED)
    context.close()
    return found


def _answers_on_screen(
    browser: "Browser", address: str, questions: Sequence[str], rounds: int
) -> list[float]:
    """Each question in a fresh page, in ms from Enter until the answer's words are drawn."""
    taken = []
    for number, question in enumerate(questions[:rounds]):
        # Known first, so that the words to wait for are; asked otherwise, so that it is no repeat.
        answer = _ask(address, f"{question} ")
        words = answer["claims"][0]["text"] if answer["claims"] else answer["abstained"]
        context = browser.new_context()
        page = context.new_page()
        page.goto(address)
        box = page.get_by_role("textbox", name="Your question")
        box.fill(f"{question} {'?' * (number % 2)}".strip() + " " * (2 + number))
        page.wait_for_timeout(300)
        clock = page.evaluate_handle(
            f"words => ({{told: ({_CLOCK})([words])}})", " ".join(words.split())[:60]
        )
        box.press("Enter")
        taken.append(float(clock.evaluate("clock => clock.told")))
        context.close()
    return taken


# Ten at once


def _together(report: Report, address: str, questions: Sequence[str], rounds: int) -> None:
    """One asker, then ten at once with questions of their own; then ten with the same ones."""
    from gradio_client import Client

    def by_client() -> Callable[[str], object]:
        client = Client(address, verbose=False, download_files=False)
        return lambda question: client.predict(question, api_name="/ask")

    ways: list[tuple[str, Callable[[], Callable[[str], object]]]] = [
        ("POST /api/ask", lambda: lambda question: _ask(address, question)),
        ("gradio_client", by_client),
    ]
    each = max(3, rounds // 2)
    for name, connect in ways:
        asks = [connect() for _ in range(ASKERS)]
        alone = [_time(asks[0], _unlike(question, name)) for question in questions[: 2 * each]]
        single = _median(alone)
        report.add(name, "one asker, median", single, "ms")
        for kind, own in (("different questions", True), ("the same questions", False)):
            taken, errors = _at_once(asks, questions, each, name if own else f"same {name}", own)
            report.add(name, f"ten askers, {kind}: median", _share(taken, 0.5) / single, "times")
            report.add(
                name, f"ten askers, {kind}: p95", _share(taken, 0.95) / single, "times", Target(5)
            )
            report.add(name, f"ten askers, {kind}: errors", errors, "", Target(0))


def _at_once(
    asks: Sequence[Callable[[str], object]],
    questions: Sequence[str],
    each: int,
    salt: str,
    own: bool,
) -> tuple[list[float], int]:
    """Milliseconds of all the askers' questions, one after the other each; and the errors."""
    start = threading.Barrier(len(asks))

    def asker(number: int) -> tuple[list[float], int]:
        taken, errors = [], 0
        start.wait()
        for turn in range(each):
            at = (turn + (number * each if own else 0)) % len(questions)
            question = _unlike(questions[at], f"{salt} {number if own else ''} {turn}")
            try:
                taken.append(_time(asks[number], question))
            except Exception:  # noqa: BLE001  whatever it is, it counts
                errors += 1
        return taken, errors

    with ThreadPoolExecutor(len(asks)) as threads:
        found = list(threads.map(asker, range(len(asks))))
    return [ms for taken, _ in found for ms in taken], sum(errors for _, errors in found)


def _unlike(question: str, salt: str) -> str:
    """The question, written so that it was not asked before: by spaces, which mean nothing."""
    seed = sum(salt.encode()) * 31 + len(salt)
    gaps = format(seed % 2**12 + 2**12, "b")
    words = question.split()
    spaced = (word + " " * (1 + int(gap)) for word, gap in zip(words, gaps, strict=False))
    return "".join(spaced) + " ".join(words[len(gaps) :]) + " " * (seed % 7)


# Memory


def _memory(
    report: Report,
    address: str,
    process: "subprocess.Popen[str]",
    questions: Sequence[str],
    asks: int,
) -> None:
    """The slope of resident memory over many asks, after a quarter of them as a warm-up."""
    samples: list[tuple[int, int]] = []
    for number in range(asks):
        _ask(address, _unlike(questions[number % len(questions)], str(number)))
        if number >= asks // 4 and number % max(1, asks // 100) == 0:
            samples.append((number, _resident(process.pid)))
    slope = 0.0
    if len(samples) > 1:
        slope = statistics.linear_regression(*zip(*samples, strict=True)).slope
    report.add("Memory", "resident, at the end", samples[-1][1] / 1024, "MB")
    report.add("Memory", "growth", 1_000 * slope, "kB in 1,000 asks", Target(1_000))


def _resident(pid: int) -> int:
    """Resident memory in kB."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(next(line for line in status.splitlines() if line.startswith("VmRSS")).split()[1])


# Arithmetic


def _time(ask: Callable[[str], object], question: str) -> float:
    began = time.perf_counter()
    ask(question)
    return 1_000 * (time.perf_counter() - began)


def _median(values: Sequence[float]) -> float:
    return statistics.median(values)


def _share(values: Sequence[float], share: float) -> float:
    """The value that `share` of them do not exceed."""
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(share * len(ordered)))]


if __name__ == "__main__":
    main()
