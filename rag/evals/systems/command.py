"""A program as a system under test: question lines in on stdin, answer lines out on stdout.

All questions are written at once and standard input is closed, since a program may answer line by
line or read everything first. Answers are matched by id, or by order where they carry none.
"""

import json
import queue
import shlex
import subprocess
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import IO, Any

from index.errors import UsageError
from rag.answer import Question
from rag.evals.reply import Reply, reply_from

PATIENCE = 300.0  # seconds without a line, after which a program is given up
LONGEST = 10_000_000  # bytes of a line
_TAIL = 5  # lines of its last words, shown when it fails


def question_line(question: Question) -> dict[str, Any]:
    """A question as the contract sends it."""
    return {"id": question.id, "question": question.text, "history": list(question.history)}


class Command:
    """A program, started anew for each run. It is run as it is, without a shell."""

    def __init__(self, command: str, patience: float = PATIENCE) -> None:
        try:
            self._words = shlex.split(command)
        except ValueError as error:
            raise UsageError(f"the command {command} cannot be read: {error}") from None
        if not self._words:
            raise UsageError("the command of the system under test is empty")
        self.name = command
        self._patience = patience

    def replies(self, questions: Sequence[Question]) -> Iterator[Reply]:
        """The answers in the order of the questions; a question without one has failed.

        Times are what an answer says of itself, else from one line to the next. Raises UsageError
        when the program cannot be started.
        """
        try:
            process = subprocess.Popen(
                self._words,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
            )
        except OSError as error:
            reason = error.strerror or error
            raise UsageError(f"the system “{self.name}” cannot be started: {reason}") from None
        with process:
            try:
                yield from self._matched(process, questions)
            finally:
                process.kill()

    def _matched(
        self, process: "subprocess.Popen[bytes]", questions: Sequence[Question]
    ) -> Iterator[Reply]:
        program = _Attended(process, questions)
        order = [str(question.id) for question in questions]
        found: dict[str, Reply] = {}
        read, ended = 0, ""
        for id_ in order:
            while id_ not in found and not ended:
                line, milliseconds = program.next_line(self._patience)
                if line is None:
                    ended = program.how_it_ended(self._patience)
                elif (answer := _parsed(line)) is None:
                    program.note(line)
                else:
                    # An answer without an id is the answer to the question of its place.
                    by_order = order[read] if read < len(order) else ""
                    own = answer.get("id")
                    key = by_order if own is None else str(own)
                    found.setdefault(key, _timed(answer, milliseconds))
                    read += 1
            yield found.pop(id_) if id_ in found else Reply(error=f"no answer came: {ended}")


class _Attended:
    """A program whose three streams are attended to, so that none of them blocks another."""

    def __init__(self, process: "subprocess.Popen[bytes]", questions: Sequence[Question]) -> None:
        self._process = process
        self._lines: queue.Queue[tuple[bytes | None, float]] = queue.Queue()
        self._last_words: deque[str] = deque(maxlen=_TAIL)
        self._began = time.perf_counter()
        for attend in (
            lambda: self._write(questions),
            self._read,
            self._listen,
        ):
            threading.Thread(target=attend, daemon=True).start()

    def next_line(self, patience: float) -> tuple[bytes | None, float]:
        """A line and the milliseconds since the one before; None at the end or after too long."""
        try:
            line, at = self._lines.get(timeout=patience)
        except queue.Empty:
            return None, 0.0
        elapsed, self._began = 1000 * (at - self._began), at
        return line, elapsed

    def note(self, line: bytes) -> None:
        """Remembers a line that is no answer, to be shown should an answer be missing."""
        self._last_words.append(line.decode("utf-8", "replace").strip()[:200])

    def how_it_ended(self, patience: float) -> str:
        """Why there are no more lines, with the program's last words."""
        try:
            code = self._process.wait(timeout=1.0)
            how = f"the program ended with exit code {code}"
        except subprocess.TimeoutExpired:
            how = f"the program said nothing for {patience:.0f} seconds"
        words = " / ".join(word for word in self._last_words if word)
        return f"{how}, its last words: {words}" if words else how

    def _write(self, questions: Sequence[Question]) -> None:
        try:
            with _stream(self._process.stdin) as stream:
                for question in questions:
                    stream.write(json.dumps(question_line(question)).encode() + b"\n")
        except OSError:
            return  # it ended, or reads no further; what it answered tells

    def _read(self) -> None:
        with _stream(self._process.stdout) as stream:
            while line := stream.readline(LONGEST):
                if line.strip():
                    self._lines.put((line, time.perf_counter()))
        self._lines.put((None, time.perf_counter()))

    def _listen(self) -> None:
        with _stream(self._process.stderr) as stream:
            while line := stream.readline(LONGEST):
                self.note(line)


def _stream(stream: IO[bytes] | None) -> IO[bytes]:
    assert stream is not None  # all three are pipes
    return stream


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _timed(answer: dict[str, Any], milliseconds: float) -> Reply:
    reply = reply_from(answer)
    return reply if reply.milliseconds is not None else replace(reply, milliseconds=milliseconds)
