"""Steps of a child: questions to a warm process; and `readout ask` from a cold start."""

import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.bench.children import ROOT, ChildFailed, environment


def ask(home: str, rounds: list[list[str]], warm_up: list[str]) -> dict[str, Any]:
    """Milliseconds by round and question, in a process that owns Chroma as the page does."""
    from rag.answer import Question
    from rag.chatbot import Chatbot
    from rag.settings import load_settings

    taken: list[list[float]] = []
    answered = 0
    with Chatbot.open(load_settings(Path(home)), lasting=True) as chatbot:
        for question in warm_up:
            chatbot.ask(Question(question))
        for questions in rounds:
            answers = [chatbot.ask(Question(question)) for question in questions]
            taken.append([answer.timings.total for answer in answers])
            answered = sum(answer.abstained is None for answer in answers)
    return {"ms": taken, "answered": answered}


def cold(home: Path, question: str) -> float:
    """Seconds that `readout ask` takes as a new process. Raises ChildFailed."""
    command = [str(Path(sys.executable).parent / "readout"), "ask", question, "--home", str(home)]
    began = time.perf_counter()
    done = subprocess.run(
        [*command, "--json"],
        cwd=ROOT,
        env=environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    taken = time.perf_counter() - began
    if done.returncode != 0 or not done.stdout.strip():
        last = (done.stderr.strip().splitlines() or ["it said nothing"])[-1]
        raise ChildFailed(f"`readout ask` ended with {done.returncode}: {last}")
    return taken


def milliseconds(call: Callable[[str], object], question: str) -> float:
    began = time.perf_counter()
    call(question)
    return 1000 * (time.perf_counter() - began)
