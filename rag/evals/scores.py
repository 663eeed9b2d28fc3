"""The measures, each as what one question adds to it: a numerator and a denominator.

A measure over many questions is the sum of the numerators over the sum of the denominators, so
that every measure is resampled in the same way (`resampling.py`). A question that a measure does
not speak of adds nothing to it.
"""

from collections.abc import Callable, Mapping

from rag.evals.citing import carries, helping, is_true
from rag.evals.evidence import Evidence
from rag.evals.gold import Gold
from rag.evals.matching import exact_match, token_f1
from rag.evals.reply import Reply
from rag.evals.verdicts import (
    Verdict,
    is_right,
    is_right_at_once,
    positions_named,
    verdict,
)

Score = tuple[float, float]  # what a question adds: numerator, denominator


def accuracy(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the answerable questions, the share answered with an accepted wording.

    Words are compared as SQuAD normalises them (arXiv 1606.05250), figures and dates as values. A
    wording counts wherever it stands in the answer, as in ALCE's exact match recall (arXiv
    2305.14627, section 4); where articles disagree, every position must be named. A short answer,
    where there is one, must agree as well.
    """
    return (float(reply.answered and is_right(gold, reply)), 1.0) if gold.answerable else None


def accuracy_at_once(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the answerable questions, the share whose short answer or first sentence is right.

    Ours: accuracy alone would reward an answer for being long.
    """
    if not gold.answerable:
        return None
    return float(reply.answered and is_right_at_once(gold, reply)), 1.0


def correct_rate(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of all questions, the share whose verdict is correct: right answers and right refusals."""
    return float(verdict(gold, reply) is Verdict.CORRECT), 1.0


def exact_match_score(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the answerable questions, the share whose short answer is an accepted wording.

    As the SQuAD script counts it (arXiv 1606.05250); no short answer counts as a wrong one.
    """
    if not gold.answerable:
        return None
    return exact_match(_short(reply), gold.wordings), 1.0


def token_f1_score(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Over the answerable questions, how far the words of the short answer are the expected ones.

    The mean of the best F1 with an accepted wording, as the SQuAD script counts it (arXiv
    1606.05250); no short answer counts as 0.
    """
    if not gold.answerable:
        return None
    return token_f1(_short(reply), gold.wordings), 1.0


def citation_recall(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Over the answers given, the mean share of their sentences that their citations carry.

    ALCE's definition (arXiv 2305.14627, section 4), with `rag.verify.supports` in the place of
    its 11-billion-parameter entailment model. A quote that is not in its article carries nothing.
    """
    if not reply.answered:
        return None
    if not reply.statements:
        return 0.0, 1.0
    carried = sum(carries(each, reply, evidence) for each in reply.statements)
    return carried / len(reply.statements), 1.0


def citation_precision(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Over the answers given, the mean share of their citations that help to carry a sentence.

    ALCE's definition (arXiv 2305.14627, section 4): a citation helps when its sentence is carried,
    and it either carries the sentence alone or the others do not without it. The check of support
    is ours, as for citation recall. An answer without citations counts as 0.
    """
    if not reply.answered:
        return None
    given = sum(len(each.citations) for each in reply.statements)
    if not given:
        return 0.0, 1.0
    return sum(helping(each, reply, evidence) for each in reply.statements) / given, 1.0


def verbatim_rate(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of all citations, the share whose quote is byte for byte where it says in its article."""
    if not reply.citations:
        return None
    true = sum(is_true(each, evidence) for each in reply.citations)
    return float(true), float(len(reply.citations))


def abstention_precision(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the questions refused, the share that the articles do not answer.

    Precision of refusing as a classification, as in SQuAD 2.0 (arXiv 1806.03822).
    """
    return None if reply.abstained is None else (float(not gold.answerable), 1.0)


def abstention_recall(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the questions that the articles do not answer, the share refused."""
    return None if gold.answerable else (float(reply.abstained is not None), 1.0)


def false_refusal_rate(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the answerable questions, the share refused."""
    return (float(reply.abstained is not None), 1.0) if gold.answerable else None


def conflict_precision(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the answers that report a conflict, the share that report one that is expected.

    At least two expected positions must be among the positions of one reported conflict. Ours.
    """
    if not reply.conflicts:
        return None
    return float(_most_positions(gold, reply) >= 2), 1.0


def conflict_recall(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the questions over which articles disagree, the share reported with each side. Ours."""
    if not gold.positions:
        return None
    return float(_most_positions(gold, reply) == len(gold.positions)), 1.0


def false_conflict_rate(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """Of the questions over which articles do not disagree, the share with a conflict reported."""
    return None if gold.positions else (float(bool(reply.conflicts)), 1.0)


def answer_words(gold: Gold, reply: Reply, evidence: Evidence) -> Score | None:
    """The mean number of words in the answers given: what accuracy has to be read against."""
    return (float(len(reply.plain.split())), 1.0) if reply.answered else None


Scorer = Callable[[Gold, Reply, Evidence], Score | None]

SCORERS: Mapping[str, Scorer] = {
    "accuracy": accuracy,
    "accuracy_at_once": accuracy_at_once,
    "correct_rate": correct_rate,
    "exact_match": exact_match_score,
    "token_f1": token_f1_score,
    "citation_precision": citation_precision,
    "citation_recall": citation_recall,
    "verbatim_rate": verbatim_rate,
    "abstention_precision": abstention_precision,
    "abstention_recall": abstention_recall,
    "false_refusal_rate": false_refusal_rate,
    "conflict_precision": conflict_precision,
    "conflict_recall": conflict_recall,
    "false_conflict_rate": false_conflict_rate,
    "answer_words": answer_words,
}


def scores(gold: Gold, reply: Reply, evidence: Evidence) -> dict[str, Score]:
    """What a question adds to each measure that speaks of it."""
    found = {name: scorer(gold, reply, evidence) for name, scorer in SCORERS.items()}
    return {name: score for name, score in found.items() if score is not None}


def _short(reply: Reply) -> str | None:
    return reply.short_answer if reply.answered else None


def _most_positions(gold: Gold, reply: Reply) -> int:
    return max((positions_named(gold, each) for each in reply.conflicts), default=0)
