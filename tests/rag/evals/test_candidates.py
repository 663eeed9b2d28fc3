"""Answers marked wrong become gold questions that an editor finishes."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from index.article import Article, Span
from index.errors import UsageError
from rag.answer import Answer, Citation, Claim, Question, Support
from rag.evals.candidates import candidates_as_lines, gold_candidates
from rag.evals.gold import read_gold
from rag.feedback import Feedback, Mark, read_feedback, record
from rag.wire import answer_as_dict

NOON = datetime(2025, 3, 28, 12, 0, tzinfo=UTC)
BODY = "The duty starts next week."


def answer(question: str, *articles: str, standalone: str | None = None) -> dict[str, Any]:
    cited = tuple(
        Citation(number, Article(id_, BODY), Span(0, len(BODY)), Span(0, len(BODY)))
        for number, id_ in enumerate(articles, 1)
    )
    numbers = tuple(each.number for each in cited)
    claim = Claim(BODY, numbers, Support.VERBATIM)
    return answer_as_dict(Answer(Question(question), standalone or question, (claim,), cited))


def mark(
    verdict: Mark, question: str = "When does it start?", minutes: int = 0, **fields: Any
) -> Feedback:
    given = fields.pop("answer", None) or answer(question, "art_1")
    return Feedback(NOON + timedelta(minutes=minutes), verdict, given, **fields)


def test_a_wrong_answer_becomes_a_candidate() -> None:
    wrong = mark("wrong", answer=answer("When does it start?", "art_2", "art_1", "art_2"))
    (found,) = gold_candidates([replace(wrong, comment="April 3!", history=("Who decides?",))])
    assert found.pop("id").startswith("feedback_")
    assert found == {
        "question": "When does it start?",
        "kind": "when",
        "history": ["Who decides?"],
        "answerable": True,
        "answers": [],
        "positions": [],
        "articles": ["art_2", "art_1"],
        "must_not": [],
        "tags": ["feedback"],
        "given": f"{BODY} [1] [2] [3]",
        "comment": "April 3!",
        "count": 1,
    }


def test_one_question_marked_often_is_one_candidate() -> None:
    found = gold_candidates(
        [
            mark("wrong", minutes=3, answer=answer("When does it start?", "art_9")),
            mark("wrong", minutes=1, comment="first"),
            mark("wrong", " When  does it\nstart? ", minutes=2, comment="second"),
            mark("wrong", "Who decides?", minutes=0, comment=" "),
        ]
    )
    assert [each["question"] for each in found] == ["Who decides?", "When does it start?"]
    assert [each["count"] for each in found] == [1, 3]
    assert [each["comment"] for each in found] == [None, "second"]
    assert found[1]["articles"] == ["art_9"]  # of the last one


def test_the_same_words_after_another_question_are_another_one() -> None:
    records = [mark("wrong"), mark("wrong", history=("And parts?",)), mark("wrong")]
    ids = [each["id"] for each in gold_candidates(records)]
    assert len(set(ids)) == 2
    assert ids == [each["id"] for each in gold_candidates(records)]


def test_the_latest_mark_wins() -> None:
    assert gold_candidates([mark("right")]) == []
    assert gold_candidates([mark("wrong", minutes=1), mark("right", minutes=2)]) == []
    (found,) = gold_candidates([mark("wrong", minutes=2), mark("right", minutes=1)])
    assert found["count"] == 1
    (found,) = gold_candidates([mark("right"), mark("wrong")])  # at the same time: by their order
    assert found["count"] == 1


def test_no_question_is_no_candidate() -> None:
    assert gold_candidates([mark("wrong", " \n")]) == []


def test_a_follow_up_has_the_kind_of_what_it_leans_on() -> None:
    given = answer("And on parts?", standalone="When does it start – on parts?")
    (found,) = gold_candidates([mark("wrong", answer=given)])
    assert found["kind"] == "when"


def test_the_gold_reader_takes_a_candidate_once_it_is_finished(tmp_path: Path) -> None:
    record(tmp_path, mark("wrong", comment="a\u2028b", history=("Who \u2028?",)))
    record(tmp_path, mark("wrong", "Why?"))
    candidates = gold_candidates(read_feedback(tmp_path)[0])
    path = tmp_path / "gold.jsonl"
    path.write_text(candidates_as_lines(candidates), "utf-8")
    with pytest.raises(UsageError, match=r"line 1, field “answers”.*line 2, field “answers”"):
        read_gold(path)
    candidates[0]["answers"] = ["april 3"]
    candidates[1]["answerable"] = False
    path.write_text(candidates_as_lines(candidates), "utf-8")
    first, second = read_gold(path)
    assert (first.answers, first.tags, first.kind) == (("april 3",), ("feedback",), "when")
    assert first.id == candidates[0]["id"]
    assert not second.answerable


def test_lines() -> None:
    assert candidates_as_lines([]) == ""
    candidates = gold_candidates([mark("wrong"), mark("wrong", "Why?")])
    lines = candidates_as_lines(candidates)
    assert lines.endswith("\n")
    assert [json.loads(line) for line in lines.splitlines()] == candidates
