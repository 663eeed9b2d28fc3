"""How well the passages that were retrieved hold the evidence, computed by ir-measures.

A passage is relevant when it stands in an article that the gold question names and holds an
accepted wording. Questions whose system gives no trace, or whose evidence the corpus does not
hold, are not counted.
"""

from collections.abc import Sequence
from typing import Any

from rag.evals.evidence import Evidence
from rag.evals.gold import Gold
from rag.evals.reply import Reply

DEPTH = 10


def recall(cutoff: int) -> Any:
    """The mean share of a question's relevant passages that are among the first ones retrieved.

    trec_eval's recall, through ir-measures. A passage is relevant when it stands in an article
    that the gold question names and holds an accepted wording.
    """
    import ir_measures

    return ir_measures.R @ cutoff


def reciprocal_rank() -> Any:
    """The mean of 1 / rank of the first relevant passage, 0 beyond rank 10.

    Mean reciprocal rank (Voorhees, TREC-8, 1999), through ir-measures.
    """
    import ir_measures

    return ir_measures.RR @ DEPTH


def discounted_gain() -> Any:
    """Normalised discounted cumulative gain of the first ten passages, relevance being 0 or 1.

    Järvelin and Kekäläinen, ACM TOIS 20(4), 2002, as trec_eval computes it, through ir-measures.
    """
    import ir_measures

    return ir_measures.nDCG @ DEPTH


def retrieval_scores(
    pairs: Sequence[tuple[Gold, Reply]], evidence: Evidence
) -> dict[str, dict[str, float]]:
    """For each question that can be judged, by its id, each measure of retrieval, 0 to 1."""
    import ir_measures

    relevant: dict[str, dict[str, int]] = {}
    run: dict[str, dict[str, float]] = {}
    for gold, reply in pairs:
        if reply.trace is None or not (passages := evidence.relevant(gold)):
            continue
        relevant[gold.id] = {passage.id: 1 for passage in passages}
        # trec_eval sorts by score: one that falls with the rank.
        run[gold.id] = {hit.id: -float(rank) for rank, hit in enumerate(reply.trace.hits)}
    if not relevant:
        return {}
    measures = {
        recall(1): "recall_at_1",
        recall(5): "recall_at_5",
        recall(10): "recall_at_10",
        reciprocal_rank(): "mrr_at_10",
        discounted_gain(): "ndcg_at_10",
    }
    found = {id_: dict.fromkeys(measures.values(), 0.0) for id_ in relevant}
    for each in ir_measures.iter_calc(list(measures), relevant, run):
        found[each.query_id][measures[each.measure]] = float(each.value)
    return found
