"""Whether a reply is right, and which stage lost it when it is not."""

from enum import StrEnum

from index.sentences import sentences
from rag.evals.evidence import Evidence
from rag.evals.gold import Gold
from rag.evals.matching import agrees, contains, contains_any
from rag.evals.reply import Reply, Trace


class Verdict(StrEnum):
    CORRECT = "correct"
    WRONG = "wrong"  # answered, but not with what was expected
    WRONGLY_REFUSED = "wrongly_refused"  # the articles do answer
    WRONGLY_ANSWERED = "wrongly_answered"  # the articles do not answer
    FAILED = "failed"  # no answer came, or none that can be read


class Stage(StrEnum):
    """The first stage after which the right answer was no longer there."""

    NOT_RETRIEVED = "not_retrieved"
    NOT_READ = "not_read"  # in a retrieved passage, not among the sentences read
    NOT_CHOSEN = "not_chosen"  # read, not in the answer
    WRONG_VALUE = "wrong_value"  # shown, beside or under something wrong
    WRONGLY_REFUSED = "wrongly_refused"
    WRONGLY_ANSWERED = "wrongly_answered"
    FAILED = "failed"


def verdict(gold: Gold, reply: Reply) -> Verdict:
    if reply.error is not None:
        return Verdict.FAILED
    if not gold.answerable:
        return Verdict.WRONGLY_ANSWERED if reply.abstained is None else Verdict.CORRECT
    if reply.abstained is not None:
        return Verdict.WRONGLY_REFUSED
    return Verdict.CORRECT if is_right(gold, reply) else Verdict.WRONG


def is_right(gold: Gold, reply: Reply) -> bool:
    """Whether an answer says what is expected, and nothing that it must not.

    Where articles disagree, every position must be named, in the text or among the conflicts.
    Elsewhere one accepted wording must stand in the text. A short answer, where there is one, must
    agree with an accepted wording too, since it is what is read first.
    """
    said = (reply.plain, reply.short_answer or "")
    if any(contains(text, wording) for text in said for wording in gold.must_not):
        return False
    short = reply.short_answer
    if short is not None and not agrees(short, gold.wordings):
        return False
    if gold.positions:
        return all(_is_named(side, reply) for side in gold.positions)
    # A short answer may be sharper than its sentence: "2 April" for "Wednesday".
    whole = short is not None and contains_any(short, gold.answers)
    return contains_any(reply.plain, gold.answers) or (whole and contains(reply.plain, short or ""))


def is_right_at_once(gold: Gold, reply: Reply) -> bool:
    """Whether what is read first, the short answer or else the first sentence, is right.

    Where articles disagree, one sentence seldom says so: there the whole answer counts. A claim
    of many sentences, such as a passage, is read from its first.
    """
    if not is_right(gold, reply):
        return False
    if gold.positions or reply.short_answer is not None:
        return True
    if not reply.statements:
        return False
    text = reply.statements[0].text
    return any(contains_any(span.of(text), gold.answers) for span in sentences(text)[:1])


def positions_named(gold: Gold, positions: tuple[tuple[str, ...], ...]) -> int:
    """How many of the expected positions are among the positions of one reported conflict.

    Each reported position counts for one expected position at most.
    """
    left = list(positions)
    named = 0
    for side in gold.positions:
        for position in left:
            if any(agrees(wording, side) for wording in position):
                left.remove(position)
                named += 1
                break
    return named


def _is_named(side: tuple[str, ...], reply: Reply) -> bool:
    return contains_any(reply.plain, side) or any(
        agrees(wording, side)
        for conflict in reply.conflicts
        for position in conflict
        for wording in position
    )


def stage_lost(gold: Gold, reply: Reply, found: Verdict, evidence: Evidence) -> Stage | None:
    """Where the right answer was lost; None when it was not.

    Into a system that gives no trace nobody can look: there a wrong answer is a wrong value.
    """
    if found is Verdict.CORRECT:
        return None
    if found is Verdict.FAILED:
        return Stage.FAILED
    if found is Verdict.WRONGLY_ANSWERED:
        return Stage.WRONGLY_ANSWERED
    if reply.trace is not None:
        if (stage := _lost_in(gold, reply.trace, evidence)) is not None:
            return stage
        if found is Verdict.WRONG and not _is_shown(gold, reply):
            return Stage.NOT_CHOSEN
    return Stage.WRONGLY_REFUSED if found is Verdict.WRONGLY_REFUSED else Stage.WRONG_VALUE


def _lost_in(gold: Gold, trace: Trace, evidence: Evidence) -> Stage | None:
    sides = gold.positions or (gold.answers,)
    relevant = {passage.id for passage in evidence.relevant(gold)}
    texts = [hit.text for hit in trace.hits if not relevant or hit.id in relevant]
    if not all(any(contains_any(text, side) for text in texts) for side in sides):
        return Stage.NOT_RETRIEVED
    if not all(any(contains_any(text, side) for text in trace.read) for side in sides):
        return Stage.NOT_READ
    return None


def _is_shown(gold: Gold, reply: Reply) -> bool:
    return all(contains_any(reply.plain, side) for side in gold.positions or (gold.answers,))
