"""Gold questions: what is asked, and what a right answer says.

One JSON object a line:

    {"id", "question", "kind", "history": [], "answerable": true, "answers": ["accepted wording"],
     "positions": [["april 3"], ["wednesday"]], "articles": ["file or id"], "must_not": [],
     "split": "dev", "tags": []}

`positions` says that the articles disagree, with the accepted wordings of each position.
"""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Any, Self

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StrictBool,
    StrictStr,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError

from index.errors import UsageError
from rag.answer import Question
from rag.evals.tokens import tokens

SHOWN = 5  # bad lines named in one message


@dataclass(frozen=True, slots=True)
class Gold:
    """A question with what is expected of its answer."""

    id: str
    question: str
    kind: str
    history: tuple[str, ...] = ()  # earlier questions, oldest first
    answerable: bool = True  # whether the articles answer it
    answers: tuple[str, ...] = ()  # accepted wordings; one is enough
    positions: tuple[tuple[str, ...], ...] = ()  # where articles disagree: wordings of each side
    articles: tuple[str, ...] = ()  # files or ids that hold the evidence
    must_not: tuple[str, ...] = ()  # wordings that make an answer wrong
    split: str | None = None
    tags: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """Every accepted wording, of whichever position."""
        return self.answers + tuple(wording for side in self.positions for wording in side)

    def as_question(self) -> Question:
        """The question alone, as a system under test is asked it."""
        return Question(self.question, id=self.id, history=self.history)


def _number_as_text(value: Any) -> Any:
    """An accepted 25 is the wording "25"."""
    return str(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


Text = Annotated[StrictStr, StringConstraints(strip_whitespace=True, min_length=1)]
Wording = Annotated[Text, BeforeValidator(_number_as_text)]


class _GoldLine(BaseModel):
    """A line of a gold file. Fields it does not know are passed over; null is as if left out."""

    model_config = ConfigDict(extra="ignore")

    id: Wording
    question: Annotated[Text, Field(max_length=10_000)]
    kind: Text = "what"
    history: list[StrictStr] = []
    answerable: StrictBool = True
    answers: list[Wording] = []
    positions: list[Annotated[list[Wording], Field(min_length=1)]] = []
    articles: list[Text] = []
    must_not: list[Wording] = []
    split: Wording | None = None
    tags: list[Text] = []

    @model_validator(mode="before")
    @classmethod
    def _without_nulls(cls, value: Any) -> Any:
        return {name: each for name, each in value.items() if each is not None}

    @model_validator(mode="after")
    def _fits_together(self) -> Self:
        if self.answerable and not self.answers and not self.positions:
            raise _wrong("answers", "an answerable question needs an accepted wording")
        if not self.answerable and self.answers:
            raise _wrong("answers", "a question that the articles do not answer can have none")
        if not self.answerable and self.positions:
            raise _wrong("positions", "a question that the articles do not answer can have none")
        if len(self.positions) == 1:
            raise _wrong("positions", "a disagreement has at least two")
        for name, wordings in (
            ("answers", self.answers),
            ("positions", [wording for side in self.positions for wording in side]),
            ("must_not", self.must_not),
        ):
            for wording in wordings:
                if not tokens(wording):
                    raise _wrong(name, f"“{wording}” has no word to look for")
        return self


_TOLD = {  # what pydantic calls a problem, in plain words
    "missing": "it is missing",
    "string_type": "it must be text",
    "string_unicode": "it holds half of a character",
    "string_too_short": "it must not be empty",
    "list_type": "it must be a list",
    "too_short": "it must not be empty",
    "bool_type": "it must be true or false",
}


def _wrong(field: str, message: str) -> PydanticCustomError:
    return PydanticCustomError("gold", "{message}", {"message": message, "field": field})


def read_gold(path: Path) -> list[Gold]:
    """The questions of a gold file, in order.

    Raises UsageError that names the file, and the lines and fields that are wrong.
    """
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError as broken:
        at = broken.object.count(b"\n", 0, broken.start) + 1
        raise UsageError(f"{path}, line {at}: it is not UTF-8 text") from None
    except OSError as error:
        raise UsageError(f"{path} cannot be read: {error.strerror or error}") from None
    found: list[Gold] = []
    problems: list[str] = []
    seen: dict[str, int] = {}
    # Not splitlines(): a gold answer may hold a line separator that JSON leaves as it is.
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            gold = _gold_from(line)
        except UsageError as error:
            problems.append(f"line {number}{error}")
            continue
        if gold.id in seen:
            problems.append(f"line {number}, field “id”: {gold.id} is on line {seen[gold.id]} too")
        seen.setdefault(gold.id, number)
        found.append(gold)
    if problems:
        more = f"; and {len(problems) - SHOWN} more" if len(problems) > SHOWN else ""
        raise UsageError(f"{path}, {'; '.join(problems[:SHOWN])}{more}")
    if not found:
        raise UsageError(f"{path} holds no question")
    return found


def _gold_from(line: str) -> Gold:
    """Raises UsageError with what follows "line 7": ", field “kind”: ..." or ": ..."."""
    try:
        raw = json.loads(line)
    except (ValueError, RecursionError):
        raise UsageError(": it is not JSON (a question is one object on one line)") from None
    if not isinstance(raw, dict):
        raise UsageError(": it is not a JSON object, as a question is")
    try:
        parsed = _GoldLine.model_validate(raw)
    except ValidationError as error:
        problem = error.errors()[0]
        field = problem.get("ctx", {}).get("field") or ".".join(map(str, problem["loc"]))
        told = _TOLD.get(problem["type"], problem["msg"])
        raise UsageError(f", field “{field}”: {told}") from None
    return Gold(
        id=parsed.id,
        question=parsed.question,
        kind=parsed.kind,
        history=tuple(parsed.history),
        answerable=parsed.answerable,
        answers=tuple(parsed.answers),
        positions=tuple(tuple(side) for side in parsed.positions),
        articles=tuple(parsed.articles),
        must_not=tuple(parsed.must_not),
        split=parsed.split,
        tags=tuple(parsed.tags),
    )


def chosen(
    gold: Sequence[Gold],
    *,
    kinds: Iterable[str] = (),
    split: str | None = None,
    limit: int | None = None,
) -> list[Gold]:
    """The questions of some kinds and of one split, the first `limit` of them.

    Raises UsageError when none is left, naming what there is.
    """
    wanted = set(kinds)
    for name, given, known in (
        ("kind", wanted, {each.kind for each in gold}),
        ("split", {split} - {None}, {each.split for each in gold} - {None}),
    ):
        if unknown := given - known:
            asked, there = (", ".join(sorted(map(str, names))) for names in (unknown, known))
            raise UsageError(f"no question has the {name} {asked}; there is: {there or 'none'}")
    found = [
        each
        for each in gold
        if (not wanted or each.kind in wanted) and (split is None or each.split == split)
    ]
    if not found:
        raise UsageError("no question has both that kind and that split")
    return found[:limit]
