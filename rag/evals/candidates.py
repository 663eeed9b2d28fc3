"""Answers that people marked wrong or missing, as gold questions for an editor to finish.

A candidate has no accepted wordings yet, and the gold reader refuses it until an editor adds them,
or writes that the articles do not answer it.
"""

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from rag.feedback import Feedback
from rag.question import kind

_FAULTS = ("wrong", "missing")
_Asked = tuple[str, tuple[str, ...]]


def gold_candidates(records: Iterable[Feedback]) -> list[dict[str, Any]]:
    """One candidate a question and history, in the order of their first marks.

    A question whose latest mark is "right" is none, nor is one without any words. Beside the fields
    of a gold question, a candidate has `given`, the wrong answer; `comment`, the last one; and
    `count`, how often it was marked wrong. Its articles are those that the wrong answer cites.
    """
    marks: dict[_Asked, list[Feedback]] = {}
    for feedback in sorted(records, key=lambda each: each.time):
        marks.setdefault(_asked(feedback), []).append(feedback)
    return [
        _candidate(asked, [mark for mark in given if mark.verdict in _FAULTS])
        for asked, given in marks.items()
        if given[-1].verdict in _FAULTS and asked[0]
    ]


def candidates_as_lines(candidates: Iterable[dict[str, Any]]) -> str:
    """The candidates as JSON Lines, each with its line break."""
    return "".join(json.dumps(each, ensure_ascii=False) + "\n" for each in candidates)


def _asked(feedback: Feedback) -> _Asked:
    """The question and its history, in which white space makes no difference."""
    question, *history = (
        " ".join(text.split()) for text in (feedback.answer["question"], *feedback.history)
    )
    return question, tuple(history)


def _candidate(asked: _Asked, wrong: list[Feedback]) -> dict[str, Any]:
    question, history = asked
    last = wrong[-1]
    digest = hashlib.sha256(json.dumps(asked).encode()).hexdigest()
    comments = [mark.comment for mark in wrong if mark.comment and mark.comment.strip()]
    return {
        "id": f"feedback_{digest[:16]}",
        "question": question,
        "kind": kind(last.answer["standalone_question"]).value,
        "history": list(history),
        "answerable": True,
        "answers": [],
        "positions": [],
        "articles": list(dict.fromkeys(each["article_id"] for each in last.answer["citations"])),
        "must_not": [],
        "tags": ["feedback"],
        "given": last.answer["answer"],
        "comment": comments[-1] if comments else None,
        "count": len(wrong),
    }
