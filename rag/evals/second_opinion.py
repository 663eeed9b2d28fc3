"""A run judged by a language model: an opinion beside the measured figures, never among them."""

from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path
from typing import Any

from rag.evals.chat_endpoint import JudgeSettings
from rag.evals.judge import Judgeable, agreeing, judge
from rag.evals.reply import Reply
from rag.evals.resampling import ratios
from rag.evals.run import Run
from rag.evals.verdicts import Verdict

CACHE = "judge"  # folder in the home folder


def second_opinion(
    run: Run, settings: JudgeSettings, home: Path, progress: Callable[[], None]
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """The report's part on what the model thinks, and what a person should be told of it.

    Questions that got no answer are not asked about.
    """
    answered = [each for each in run.judged if each.reply.error is None]
    items = [
        Judgeable(
            id=each.gold.id,
            question=each.gold.question,
            history=each.gold.history,
            answerable=each.gold.answerable,
            answers=each.gold.answers,
            positions=each.gold.positions,
            text=_said(each.reply),
            abstained=each.reply.abstained is not None,
        )
        for each in answered
    ]
    found = judge(items, settings, home / CACHE, lambda done, of: progress())
    right = {each.gold.id: each.verdict is Verdict.CORRECT for each in answered}
    same = agreeing(found.opinions, right)
    estimate = ratios([{"agreement": (float(agrees), 1.0)} for agrees in same.values()])
    return {
        "model": found.model,
        "agreement": asdict(estimate["agreement"]) if estimate else None,
        "questions": {
            id_: {"verdict": opinion.verdict, "reason": opinion.reason}
            for id_, opinion in found.opinions.items()
        },
        "failed": len(found.failures) + found.not_asked,
        "asked": found.asked,
        "cached": found.cached,
    }, found.warnings or tuple(found.failures.values())[:1]


def _said(reply: Reply) -> str:
    """All that a reader is told: the short answer, the text, and where articles disagree."""
    conflicts = (
        "The articles disagree: " + "; ".join(" = ".join(position) for position in conflict)
        for conflict in reply.conflicts
    )
    return "\n".join(filter(None, (reply.short_answer, reply.plain, *conflicts)))
