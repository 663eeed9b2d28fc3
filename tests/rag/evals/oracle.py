"""A system that is always right, made from the gold questions, and ways to make it wrong.

It knows what is expected of each question, takes the sentence of a named article that says it, and
cites it by the contract. What a corruption changes is known, so the scores must show just that.
"""

import copy
import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

from index.article import Article, Span
from index.sentences import sentences
from index.store import Store
from rag.answer import Question
from rag.evals.evidence import Evidence
from rag.evals.gold import Gold, read_gold
from rag.evals.matching import contains, contains_any
from rag.evals.run import Run, run
from rag.evals.systems.calling import Calling

ROOT = Path(__file__).parents[3]
Lines = dict[str, dict[str, Any]]  # answers by the contract, by the id of their question
REFUSAL = "The articles do not say."


@lru_cache(maxsize=1)
def sample_gold() -> list[Gold]:
    return read_gold(ROOT / "seeds" / "gold.jsonl")


def right_answers(gold: Sequence[Gold], store: Store) -> Lines:
    """For each question the answer that deserves full marks."""
    articles = [article for article, _ in store.articles()]
    return {each.id: _right_answer(each, articles) for each in gold}


def judged(gold: Sequence[Gold], lines: Lines, store: Store) -> Run:
    """The run of a system that gives these answers."""

    def ask(question: Question) -> dict[str, Any]:
        return lines[str(question.id)]

    return run(gold, Calling("oracle", ask), Evidence(store))


def values(found: Run) -> dict[str, float | None]:
    """Each measure's figure, without its interval."""
    return {name: estimate.value for name, estimate in found.overall.items()}


def answer(claims: Sequence[tuple[str, Sequence[int]]], **fields: Any) -> dict[str, Any]:
    """An answer by the contract whose text is its claims."""
    text = " ".join(said + "".join(f" [{n}]" for n in numbers) for said, numbers in claims)
    listed = [{"text": said, "citations": list(numbers)} for said, numbers in claims]
    return {"answer": text, "claims": listed} | fields


def refusal() -> dict[str, Any]:
    return {"answer": REFUSAL, "abstained": REFUSAL, "claims": [], "citations": []}


def changed(lines: Lines, change: Callable[[dict[str, Any]], None]) -> Lines:
    """Every answer that is no refusal, changed in place by `change`, in a copy."""
    found = copy.deepcopy(lines)
    for line in found.values():
        if not line.get("abstained"):
            change(line)
    return found


def wrong_figures(line: dict[str, Any]) -> None:
    """Every digit of what the answer says becomes the next; the quotes stay."""
    claims = [(_next_digits(claim["text"]), claim["citations"]) for claim in line["claims"]]
    line.update(answer(claims), short_answer=_next_digits(line["short_answer"]))
    for conflict in line["conflicts"]:
        for position in conflict["positions"]:
            position.update(words=_next_digits(position["words"]), value=None)


def _next_digits(text: str) -> str:
    return re.sub(r"\d", lambda digit: str((int(digit[0]) + 1) % 10), text)


def altered_quotes(line: dict[str, Any]) -> None:
    for cited in line["citations"]:
        cited["quote"] = cited["quote"][:-1] + "!"


def shuffled(lines: Lines) -> Lines:
    """Each answer with the citations of one far from it: true quotes of something else."""
    found = copy.deepcopy(lines)
    cited = [line for line in found.values() if not line.get("abstained")]
    lists = [line["citations"] for line in cited]
    half = len(lists) // 2
    for line, other in zip(cited, lists[half:] + lists[:half], strict=True):
        line["citations"] = [other[0] | {"n": each["n"]} for each in line["citations"]]
    return found


def _right_answer(gold: Gold, articles: Sequence[Article]) -> dict[str, Any]:
    if not gold.answerable:
        return refusal()
    claims, citations, positions = [], [], []
    for number, side in enumerate(gold.positions or (gold.answers,), 1):
        article, span = _saying(side, gold, articles)
        quote = span.of(article.body)
        held = next(wording for wording in side if contains(quote, wording))
        claims.append((quote, [number]))
        cited = {"n": number, "article_id": article.id, "quote": quote}
        citations.append(cited | {"start": span.start, "end": span.end})
        positions.append({"value": held, "words": held, "citations": [number]})
    conflicts = [{"about": "what is asked", "positions": positions}] if gold.positions else []
    short = positions[0]["words"]
    return answer(claims, citations=citations, conflicts=conflicts, short_answer=short)


def _saying(side: Sequence[str], gold: Gold, articles: Sequence[Article]) -> tuple[Article, Span]:
    """The first one or two sentences of a named article that say one side, nothing forbidden."""
    named = [each for each in articles if Path(each.path or "").name in gold.articles]
    for length in (1, 2):
        for article in named:
            spans = sentences(article.body)
            for first, last in zip(spans, spans[length - 1 :], strict=False):
                span = Span(first.start, last.end)
                text = span.of(article.body)
                if contains_any(text, side) and not contains_any(text, gold.must_not):
                    return article, span
    raise AssertionError(f"{gold.id}: no article says {side}")
