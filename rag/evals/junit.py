"""The report as JUnit XML, which CI servers show as a list of tests.

There is no one standard. The attributes are those that the schema of Jenkins' xUnit plugin and
GitLab read: `tests`, `failures`, `errors` and `time` of a suite; `name`, `classname` and `time` of
a case; `type` and `message` of a failure.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from rag.evals.wording import STAGES, VERDICTS, expected

# What XML 1.0 cannot hold, not even escaped (fifth edition, production 2, "Char").
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def report_junit(report: Mapping[str, Any]) -> str:
    """A suite for each kind, a case for each question; times in seconds."""
    questions = report["questions"]
    root = Element(
        "testsuites", _totals(f"{report['system']}: {report['gold']['name']}", questions)
    )
    for kind in dict.fromkeys(question["kind"] for question in questions):
        of_kind = [question for question in questions if question["kind"] == kind]
        suite = SubElement(root, "testsuite", _totals(kind, of_kind))
        if report.get("generated"):
            suite.set("timestamp", _allowed(report["generated"]))
        for question in of_kind:
            _case(suite, question)
    indent(root)
    written = tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="UTF-8"?>\n{written}\n'


def _totals(name: str, questions: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    verdicts = [question["verdict"] for question in questions]
    errors = verdicts.count("failed")
    return {
        "name": _allowed(name),
        "tests": str(len(verdicts)),
        "failures": str(len(verdicts) - verdicts.count("correct") - errors),
        "errors": str(errors),
        "skipped": "0",
        "time": _seconds(question["latency_ms"] for question in questions),
    }


def _case(suite: Element, question: Mapping[str, Any]) -> None:
    case = SubElement(
        suite,
        "testcase",
        {
            "classname": _allowed(question["kind"]),
            "name": _allowed(f"{question['id']}: {question['question']}"),
            "time": _seconds([question["latency_ms"]]),
        },
    )
    if question["verdict"] == "correct":
        return
    failed = question["verdict"] == "failed"
    what = question["error"] if failed else STAGES.get(question["stage_lost"])
    told = [
        f"expected: {expected(question)}",
        f"got: {question['answer'] or question['abstained'] or 'no answer'}",
    ]
    message = "; ".join([what or VERDICTS[question["verdict"]].meaning, *told])
    found = SubElement(
        case,
        "error" if failed else "failure",
        {"type": _allowed(question["verdict"]), "message": _allowed(message)},
    )
    earlier = [f"asked before: {text}" for text in question["history"]]
    quotes = [
        f"[{citation['n']}] {citation['title'] or citation['article_id']}: {citation['quote']}"
        for citation in question["citations"]
    ]
    found.text = _allowed("\n".join([*earlier, *told, *quotes]))


def _seconds(milliseconds: Iterable[float | None]) -> str:
    return f"{sum(one or 0.0 for one in milliseconds) / 1000:.3f}"


def _allowed(text: object) -> str:
    return _FORBIDDEN.sub("\N{REPLACEMENT CHARACTER}", str(text))
