"""A program as a system under test: question lines in on stdin, answer lines out on stdout.

All questions are written at once and standard input is closed, since a program may answer line by
line or read everything first. Answers are matched by id, or by order where they carry none.
"""

import json
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from index.errors import UsageError
from rag.answer import Question
from rag.evals.reply import Reply, reply_from
from rag.evals.systems.attended import Attended

PATIENCE = 300.0  # seconds without a line, after which a program is given up


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
        lines = [json.dumps(question_line(each)).encode() + b"\n" for each in questions]
        try:
            program = Attended(self._words, lines)
        except OSError as error:
            reason = error.strerror or error
            raise UsageError(f"the system “{self.name}” cannot be started: {reason}") from None
        with program:
            matching = _Matching([str(question.id) for question in questions])
            for id_ in matching.order:
                ended = ""
                while not ended and id_ not in matching.found:
                    line, milliseconds = program.next_line(self._patience)
                    if line is None:
                        ended = program.how_it_ended(self._patience)
                    elif problem := matching.take(line, milliseconds):
                        program.note(problem)
                yield matching.found.get(id_) or Reply(error=f"no answer came: {ended}")


class _Matching:
    """Answers matched with questions: by id, or by order where they carry none."""

    def __init__(self, order: Sequence[str]) -> None:
        self.order = order
        self.found: dict[str, Reply] = {}
        self._read = 0  # answers so far
        self._broken = False  # whether a line that is no answer came between answers

    def take(self, line: bytes, milliseconds: float) -> str | None:
        """Takes a line in. What is wrong with it when it answers no question."""
        answer = _parsed(line)
        if answer is None:
            self._broken = self._read > 0  # before the first answer a program may greet
            return line.decode("utf-8", "replace")
        place, self._read = self._read, self._read + 1
        if answer.get("id") is not None:
            id_ = str(answer["id"])
        elif self._broken:
            # The line may have stood for an answer: from here on, order proves nothing.
            return "an answer without an id follows a line that is no answer"
        else:
            id_ = self.order[place] if place < len(self.order) else "none"
        if id_ not in self.order:
            return f"no question has the id {id_[:40]}"
        if id_ in self.found:
            return f"a second answer to {id_[:40]}"
        self.found[id_] = _timed(answer, milliseconds)
        return None


def _parsed(line: bytes) -> dict[str, Any] | None:
    try:
        answer = json.loads(line)
    except (ValueError, RecursionError):
        return None
    return answer if isinstance(answer, dict) else None


def _timed(answer: dict[str, Any], milliseconds: float) -> Reply:
    reply = reply_from(answer)
    return reply if reply.milliseconds is not None else replace(reply, milliseconds=milliseconds)
