"""Programs as systems under test: well behaved, odd, broken, and gone."""

import os
import signal
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from index.errors import UsageError
from rag.answer import Question
from rag.evals.reply import Reply
from rag.evals.systems.command import Command

QUESTIONS = [Question(f"Question {id_}?", id=id_, history=("Before?",)) for id_ in ("a", "b", "c")]
START = "import json, sys, time\n"
EACH = START + "for line in sys.stdin:\n    asked = json.loads(line)\n    "
SAY = "print(json.dumps({'id': asked['id'], 'answer': 'To ' + asked['question']}), flush=True)\n"
RIGHT = ["To Question a?", "To Question b?", "To Question c?"]
Asking = Callable[..., list[Reply]]


@pytest.fixture
def asking(tmp_path: Path) -> Asking:
    """Runs a program over the questions."""

    def run(
        code: str, questions: list[Question] = QUESTIONS, patience: float = 60.0
    ) -> list[Reply]:
        path = tmp_path / "a program.py"
        path.write_text(code, "utf-8")
        return list(Command(f"{sys.executable} '{path}'", patience).replies(questions))

    return run


WELL_BEHAVED = {
    "line by line": EACH + SAY,
    "everything first": START + "for line in sys.stdin.readlines():\n"
    "    asked = json.loads(line)\n    " + SAY,
    "flushed at its end only": EACH + SAY.replace(", flush=True", ""),
    "without ids": EACH + "print(json.dumps({'answer': 'To ' + asked['question']}))\n",
    "with null ids": EACH
    + "print(json.dumps({'id': None, 'answer': 'To ' + asked['question']}))\n",
    "in another order": START + "for line in reversed(sys.stdin.readlines()):\n"
    "    asked = json.loads(line)\n    " + SAY,
    "with other lines between": EACH + "print('note', asked['id']); print(); print('[1, 2]')\n    "
    "print('{\"unfinished\": ')\n    " + SAY,
    "with much to say on stderr": EACH + "sys.stderr.write('x' * 200_000 + '\\n')\n    " + SAY,
    "with bytes that are no text": EACH + "sys.stdout.buffer.write(b'\\xff\\xfe\\n')\n    "
    "sys.stdout.flush()\n    " + SAY,
    "without a last line end": EACH.replace("for", "said = []\nfor", 1)
    + "said.append(json.dumps({'id': asked['id'], 'answer': 'To ' + asked['question']}))\n"
    "sys.stdout.write('\\n'.join(said))\n",
    "answering once more": EACH
    + SAY
    + "    print(json.dumps({'id': 'a', 'answer': 'Too late'}))\n",
    "thinking better of it": START + "for line in reversed(sys.stdin.readlines()):\n"
    "    asked = json.loads(line)\n    "
    + SAY
    + "    print(json.dumps({'id': 'c', 'answer': 'Too late'}))\n",
    "answering what nobody asked": EACH
    + "print(json.dumps({'id': 'z', 'answer': 'x'}))\n    "
    + SAY,
    "with a bad exit code": EACH + SAY + "sys.exit(7)\n",
}


@pytest.mark.parametrize("code", WELL_BEHAVED.values(), ids=WELL_BEHAVED)
def test_each_question_gets_its_answer(asking: Asking, code: str) -> None:
    found = asking(code)
    assert [reply.text for reply in found] == RIGHT
    assert {reply.error for reply in found} == {None}
    assert all(reply.milliseconds is not None and reply.milliseconds >= 0 for reply in found)


def test_a_question_is_sent_by_the_contract(asking: Asking) -> None:
    code = EACH + "print(json.dumps({'answer': json.dumps(asked, sort_keys=True)}))\n"
    odd = Question("Line\nbreak “é”?", id=7)
    (reply,) = asking(code, [odd])
    assert (
        reply.text == '{"history": [], "id": 7, "question": "Line\\nbreak \\u201c\\u00e9\\u201d?"}'
    )


def test_number_ids_come_back_as_numbers_or_text(asking: Asking) -> None:
    questions = [Question("one", id=1), Question("two", id="2")]
    for id_ in ("asked['id']", "str(asked['id'])"):
        code = EACH + f"print(json.dumps({{'id': {id_}, 'answer': asked['question']}}))\n"
        assert [reply.text for reply in asking(code, questions)] == ["one", "two"]


def test_its_own_time_comes_first(asking: Asking) -> None:
    code = EACH + "print(json.dumps({'answer': 'x', 'timings_ms': {'total': 4.5}}))\n"
    assert [reply.milliseconds for reply in asking(code)] == [4.5] * 3


BROKEN = {
    "nothing said": ("", "the program ended with exit code 0"),
    "dead at once": (
        START + "sys.stderr.write('first\\n\\nlast words\\n')\nsys.exit(9)\n",
        "ended with exit code 9, its last words: first / last words",
    ),
    "an error": ("raise ValueError('no model')", "ValueError: no model"),
    "garbage": ("print('not json')\nprint('[]')", "its last words: not json / []"),
    "a wrong answer": (EACH + "print('{\"answer\": [1]}')\n", "field “answer” is wrong"),
    "standard input closed": (
        START + "sys.stdin.close()\nprint('gone', file=sys.stderr)\nsys.exit(3)\n",
        "ended with exit code 3, its last words: gone",
    ),
}


@pytest.mark.parametrize(("code", "told"), BROKEN.values(), ids=BROKEN)
def test_a_question_without_an_answer_says_why(asking: Asking, code: str, told: str) -> None:
    found = asking(code)
    assert len(found) == 3
    for reply in found:
        assert reply.error is not None and told in reply.error
        assert "\n" not in reply.error and len(reply.error) < 1_500


def test_what_was_answered_before_the_end_counts(asking: Asking) -> None:
    code = EACH + SAY + "    sys.stderr.write('enough\\n'); sys.exit(4)\n"
    first, second, third = asking(code)
    assert first.text == RIGHT[0]
    assert second.error == third.error
    assert second.error and "exit code 4, its last words: enough" in second.error


def test_a_question_passed_over_does_not_cost_the_others(asking: Asking) -> None:
    first, second, third = asking(EACH + "if asked['id'] == 'b': continue\n    " + SAY)
    assert (first.text, third.text) == (RIGHT[0], RIGHT[2])
    assert second.error == "no answer came: the program ended with exit code 0"


def test_a_program_that_hangs_is_given_up(asking: Asking) -> None:
    code = EACH + SAY + "    time.sleep(600)\n"
    first, *others = asking(code, patience=2.0)
    assert first.text == RIGHT[0]
    for reply in others:
        assert reply.error and "said nothing for 2 seconds" in reply.error


def test_a_program_that_reads_nothing_is_not_waited_for(asking: Asking) -> None:
    # More than a pipe holds, so that writing it all would never end.
    questions = [Question("x" * 10_000, id=str(at)) for at in range(40)]
    found = asking(
        START + 'print(\'{"answer": "x"}\', flush=True)\ntime.sleep(600)\n', questions, 1
    )
    assert found[0].text == "x"
    assert {reply.error for reply in found[1:]} == {
        "no answer came: the program said nothing for 1 seconds"
    }


def test_what_a_program_leaves_running_is_not_waited_for(asking: Asking, tmp_path: Path) -> None:
    over = tmp_path / "over"
    child = f"import pathlib, time; time.sleep(20); pathlib.Path({str(over)!r}).touch()"
    begin = f"import subprocess\nleft = subprocess.Popen([{sys.executable!r}, '-c', {child!r}])\n"
    tell = "print(json.dumps({'id': asked['id'], 'answer': str(left.pid)}), flush=True)\n"
    pid = int(asking(begin + EACH + tell)[0].text)
    waited = over.exists()
    with suppress(ProcessLookupError):
        os.kill(pid, signal.SIGKILL)
    assert not waited


def test_many_questions_and_long_answers_do_not_block(asking: Asking) -> None:
    questions = [Question("y" * 5_000, id=str(at)) for at in range(100)]
    code = EACH + "print(json.dumps({'id': asked['id'], 'answer': asked['question'] * 4}))\n"
    found = asking(code, questions)
    assert {len(reply.text) for reply in found} == {20_000}


def test_no_shell_reads_the_command(tmp_path: Path) -> None:
    sign = tmp_path / "sign"
    code = "import sys; print('{\"answer\": \"' + sys.argv[1] + '\"}')"
    system = Command(
        f'{sys.executable} -c "{code.replace(chr(34), chr(92) + chr(34))}" ";touch {sign}"'
    )
    (reply,) = system.replies(QUESTIONS[:1])
    assert reply.text == f";touch {sign}"
    assert not sign.exists()


@pytest.mark.parametrize(
    ("command", "told"),
    [
        ("/no/such/program --fast", "cannot be started: No such file"),
        ("/", "cannot be started: Permission denied"),
        ("''", "cannot be started"),
    ],
)
def test_a_program_that_cannot_start_is_wrong_usage(command: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        list(Command(command).replies(QUESTIONS))
