"""What holds for every answer, whatever was asked: one assertion, used wherever there is one."""

import json
from functools import cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from rag.answer import Answer, Support
from rag.wire import SCHEMA, answer_as_json


@cache
def schema() -> Draft202012Validator:
    """The published schema, itself checked."""
    content = json.loads(SCHEMA.read_text("utf-8"))
    Draft202012Validator.check_schema(content)
    return Draft202012Validator(content, format_checker=FormatChecker())


def assert_holds(answer: Answer) -> None:
    """Every claim is cited, every quote lies where it says, and the JSON keeps the contract."""
    line = answer_as_json(answer)
    assert "\n" not in line
    as_json = json.loads(line)
    assert_json_holds(as_json)
    assert as_json["id"] == answer.question.id
    assert as_json["question"] == answer.question.text
    citations = answer.citations + ((answer.nearest,) if answer.nearest else ())
    for citation in citations:
        body = citation.article.body
        assert citation.quote == body[citation.span.start : citation.span.end]
        assert citation.quote.strip()
        assert citation.passage.start <= citation.span.start < citation.span.end
        assert citation.span.end <= citation.passage.end <= len(body)
    quotes = {citation.number: citation.quote for citation in answer.citations}
    for claim in answer.claims:
        if claim.support is Support.VERBATIM:
            assert [claim.text] == [quotes[number] for number in claim.citations]
    if answer.nearest is not None:
        assert answer.abstained is not None
    assert answer.timings.total >= 0


def assert_json_holds(answer: dict[str, Any]) -> None:
    """The same, as far as the JSON alone shows it."""
    schema().validate(answer)
    assert (answer["abstained"] is None) == bool(answer["claims"])
    numbers = [citation["n"] for citation in answer["citations"]]
    assert numbers == list(range(1, len(numbers) + 1))
    for claim in answer["claims"]:
        assert claim["citations"]
        assert set(claim["citations"]) <= set(numbers)
        assert claim["text"] in answer["answer"]
        for number in claim["citations"]:
            assert f"[{number}]" in answer["answer"]
    positions = [each for conflict in answer["conflicts"] for each in conflict["positions"]]
    cited = {number for each in [*answer["claims"], *positions] for number in each["citations"]}
    assert cited == set(numbers)
    for citation in answer["citations"]:
        assert citation["end"] - citation["start"] == len(citation["quote"])
        assert (citation["published"] is None) == (citation["published_basis"] == "unknown")
    if answer["abstained"] is not None:
        assert answer["answer"] == answer["abstained"]
        assert not answer["citations"]
