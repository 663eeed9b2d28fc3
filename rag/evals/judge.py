"""Answers judged by a language model, beside the measures and never instead of them. Optional.

The model sits behind any OpenAI-compatible endpoint (`POST {url}/chat/completions`). Whatever it
says that is not a verdict in the form asked for counts as a failure, never as a verdict.
"""

import hashlib
import json
import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, Field, StrictStr, ValidationError

from prompts.template import render
from rag.evals.chat_endpoint import ChatEndpoint, JudgeSettings, Limits, ModelFailure, host_of
from rag.evals.judge_cache import JudgeCache, Opinion, OpinionFields

PATIENCE = 3  # failures in a row after which nothing more is asked
_FENCED = re.compile(r"```(?:json)?[ \t]*\n(.*?)\n?[ \t]*```", re.DOTALL | re.IGNORECASE)
_SECRET = 8  # characters; a shorter key is a placeholder, such as local servers want


@dataclass(frozen=True, slots=True)
class Judgeable:
    """An answer under test, with its question and what was expected."""

    id: str  # of the gold question
    question: str
    history: tuple[str, ...]  # earlier questions, oldest first
    answerable: bool  # whether the articles answer it
    answers: tuple[str, ...]  # accepted wordings; one is enough
    positions: tuple[tuple[str, ...], ...]  # where articles disagree: wordings of each side
    text: str  # of the answer, or its reason for declining
    abstained: bool  # whether it declines


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the model thinks of the answers, by question id."""

    model: str
    opinions: Mapping[str, Opinion]
    failures: Mapping[str, str]  # asked in vain: what went wrong, in one sentence
    not_asked: int  # questions left alone after too many failures
    asked: int  # questions sent to the model, failures included
    cached: int  # opinions that were known already
    warnings: tuple[str, ...]  # what a person should be told, each once

    @property
    def failed(self) -> int:
        """How many questions have no opinion."""
        return len(self.failures) + self.not_asked


class _Message(BaseModel):
    content: StrictStr


class _Choice(BaseModel):
    message: _Message


class _Completion(BaseModel):
    """A chat completion of the OpenAI API, as much of it as is used."""

    choices: Annotated[list[_Choice], Field(min_length=1)]


_LIMITS = Limits()


def judge(
    items: Iterable[Judgeable],
    settings: JudgeSettings,
    cache_folder: Path,
    progress: Callable[[int, int], None] | None = None,
    *,
    limits: Limits = _LIMITS,
    sleep: Callable[[float], None] = time.sleep,
) -> Judgement:
    """Asks the model about every answer whose opinion is not in `cache_folder` yet.

    `progress` is called after each with how many are done, and of how many. After three failures in
    a row only the cache is asked. Raises UsageError for settings that cannot work.
    """
    todo = tuple(items)
    host = host_of(settings)
    cache = JudgeCache(cache_folder)
    opinions: dict[str, Opinion] = {}
    failures: dict[str, str] = {}
    asked = cached = not_asked = in_a_row = 0
    with ChatEndpoint(settings, limits, sleep) as endpoint:
        for done, item in enumerate(todo, 1):
            prompt = judge_prompt(item)
            key = _digest(settings.model, prompt)
            opinion = cache.get(key)
            if opinion is not None:
                cached += 1
            elif in_a_row == PATIENCE:
                not_asked += 1
            else:
                asked += 1
                try:
                    opinion = _opinion(endpoint.ask(prompt), settings.key)
                except ModelFailure as failure:
                    in_a_row += 1
                    failures[item.id] = f"the model at {host} {failure}"
                else:
                    in_a_row = 0
                    cache.keep(key, opinion)
            if opinion is not None:
                opinions[item.id] = opinion
            if progress is not None:
                progress(done, len(todo))
    warnings = [cache.problem] if cache.problem else []
    if not_asked:
        last = list(failures.values())[-1]
        warnings.append(
            f"{PATIENCE} questions in a row could not be judged, so {not_asked} more were not asked"
            f" about: {last}; what was judged is kept, and the next run asks for the rest"
        )
    return Judgement(settings.model, opinions, failures, not_asked, asked, cached, tuple(warnings))


def agreeing(opinions: Mapping[str, Opinion], right: Mapping[str, bool]) -> dict[str, bool]:
    """By question id, whether the model says what was measured; `right` is what was measured.

    Unclear opinions, and questions that only one of the two has, are left out.
    """
    return {
        id_: (opinion.verdict == "right") == right[id_]
        for id_, opinion in opinions.items()
        if opinion.verdict != "unclear" and id_ in right
    }


def agreement(opinions: Mapping[str, Opinion], right: Mapping[str, bool]) -> float | None:
    """The share, 0 to 1, of questions on which model and measure agree; None without any."""
    same = agreeing(opinions, right).values()
    return sum(same) / len(same) if same else None


def judge_prompt(item: Judgeable) -> str:
    """What the model is asked about an answer; the same for the same content."""
    # As the measures do: where articles disagree, the positions are what counts.
    expected = {"each_of": item.positions} if item.positions else {"any_of": item.answers}
    data = {
        "history": _as_json(item.history),
        "question": _as_json(item.question),
        "expected": _as_json(expected if item.answerable else "not answered by the articles"),
        "answer": _as_json({"declines": item.abstained, "text": item.text}),
    }
    # From the content, so that the same content is found in the cache. To close the block early,
    # a text would have to hold a hash of itself.
    mark = f"=== {_digest(*data.values())[:32]} ==="
    return render("judge", mark=mark, **data)


def _opinion(reply: bytes, key: str | None = None) -> Opinion:
    """The opinion in a chat completion. Raises ModelFailure for anything else."""
    try:
        said = _Completion.model_validate_json(reply).choices[0].message.content.strip()
        fenced = _FENCED.fullmatch(said)
        opinion = OpinionFields.model_validate_json(fenced[1] if fenced else said).as_opinion()
    except ValidationError:
        raise ModelFailure("did not reply with a verdict in the form it was asked for") from None
    if key and len(key) >= _SECRET and key in opinion.reason:
        raise ModelFailure("repeats its key, so its reply is not kept")
    return opinion


def _as_json(value: object) -> str:
    # Half of a surrogate pair has no bytes, for the digest or the request.
    return json.dumps(value, ensure_ascii=False).encode("utf-8", "replace").decode("utf-8")


def _digest(*parts: str) -> str:
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
