"""The report as samples that ragas loads, for whoever wants its measures too.

One JSON object a line, with the fields of `ragas.SingleTurnSample` (0.2 to 0.4):
`ragas.EvaluationDataset.from_jsonl` reads the file as it is. What is not known is left out;
`reference_contexts` never is, because gold questions name articles, not passages.
"""

import json
import re
from collections.abc import Mapping
from typing import Any

UNANSWERABLE = "The articles do not say."

# Half a character, which JSON can hold and ragas' fields (pydantic) refuse.
_LONE_SURROGATE = re.compile("[\ud800-\udfff]")


def report_ragas(report: Mapping[str, Any]) -> str:
    """JSON Lines, a sample for each question, in the order of the report."""
    # ASCII only: from_jsonl opens the file in whatever encoding the machine prefers.
    return "".join(
        json.dumps(_sample(question, report["passages"])) + "\n" for question in report["questions"]
    )


def _sample(question: Mapping[str, Any], passages: Mapping[str, str]) -> dict[str, str | list[str]]:
    # A sample of one turn has no place for the questions asked before.
    asked = "\n".join([*question["history"], question["question"]])
    known: dict[str, str | list[str]] = {
        "user_input": _whole(asked),
        "retrieved_contexts": [_whole(passages[id_]) for id_ in question["contexts"]],
        "response": _whole(question["answer"] or question["abstained"] or ""),
        "reference": _whole(_reference(question["expected"])),
    }
    return {name: value for name, value in known.items() if value}


def _whole(text: str) -> str:
    return _LONE_SURROGATE.sub("\N{REPLACEMENT CHARACTER}", text)


def _reference(expected: Mapping[str, Any]) -> str:
    """The first wording of each position, else the first accepted answer; empty if unknown."""
    if not expected["answerable"]:
        return UNANSWERABLE
    if expected["positions"]:
        return " | ".join(side[0] for side in expected["positions"])
    return expected["answers"][0] if expected["answers"] else ""
