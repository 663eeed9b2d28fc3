"""The gate under fire: seeded regressions must be caught, noise must not be.

The system is ours over the sample corpus and the sample questions; only the embedding is a double.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import pytest

import rag.chatbot
from index.corpus import Corpus
from rag.chatbot import Chatbot
from rag.evals.evidence import Evidence
from rag.evals.gate import ReportedQuestion, compare
from rag.evals.gold import Gold, chosen, read_gold
from rag.evals.reply import Reply
from rag.evals.report import reported_questions
from rag.evals.run import Run, run
from rag.evals.systems.baselines import Keyword
from rag.evals.systems.desk import Desk
from rag.retrieve import Retrieved
from ui.evaluating import SAMPLE_GOLD

DRAWS = 20  # of each regression: at least 19 must be caught
NOISY_DRAWS = 100  # of noise: at most 5 may raise an alarm

Questions = list[ReportedQuestion]


@dataclass(frozen=True)
class Replayed:
    """A system that says again what was said."""

    recorded: Sequence[Reply]
    name: str = "replayed"

    def replies(self, questions: Sequence[object]) -> Iterator[Reply]:
        assert len(questions) == len(self.recorded)
        yield from self.recorded


@dataclass(frozen=True)
class Bench:
    """The sample questions, our run over them, and a worse system's run."""

    gold: list[Gold]
    evidence: Evidence
    chatbot: Chatbot
    ours: Run
    keyword: Run

    def judged(self, replies: Sequence[Reply]) -> Questions:
        return reported_questions(run(self.gold, Replayed(replies), self.evidence))

    def alarms(self, draw: Callable[[random.Random], Questions]) -> int:
        before = reported_questions(self.ours)
        draws = (draw(random.Random(seed)) for seed in range(DRAWS))
        return sum(compare(before, after, "ours").regressed for after in draws)


@pytest.fixture(scope="module")
def bench(samples: Corpus) -> Bench:
    gold = chosen(read_gold(SAMPLE_GOLD), split="dev")
    evidence, chatbot = Evidence(samples.store), Chatbot(samples)
    return Bench(
        gold,
        evidence,
        chatbot,
        run(gold, Desk(chatbot), evidence),
        run(gold, Keyword(samples), evidence),
    )


def test_a_weakened_retriever_is_caught(bench: Bench, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rag.chatbot.retrieve

    def draw(chance: random.Random) -> Questions:
        """Half of the passages are not found."""

        def weakened(*given: object) -> Retrieved:
            found = whole(*given)  # type: ignore[arg-type]
            kept = tuple(hit for hit in found.hits if chance.random() < 0.5)
            return replace(found, hits=kept or found.hits[-1:])

        monkeypatch.setattr(rag.chatbot, "retrieve", weakened)
        return reported_questions(run(bench.gold, Desk(bench.chatbot), bench.evidence))

    assert bench.alarms(draw) >= 0.95 * DRAWS


def test_shuffled_citations_are_caught(bench: Bench) -> None:
    recorded = [each.reply for each in bench.ours.judged]
    pool = [cited for reply in recorded for cited in reply.citations]

    def draw(chance: random.Random) -> Questions:
        """One citation in ten carries the quote of another answer."""
        return bench.judged(
            [
                replace(
                    reply,
                    citations=tuple(
                        replace(chance.choice(pool), number=cited.number)
                        if chance.random() < 0.1
                        else cited
                        for cited in reply.citations
                    ),
                )
                for reply in recorded
            ]
        )

    assert bench.alarms(draw) >= 0.95 * DRAWS


def test_always_answering_is_caught(bench: Bench) -> None:
    recorded = [each.reply for each in bench.ours.judged]
    assert sum(reply.abstained is not None for reply in recorded) >= 10

    def draw(chance: random.Random) -> Questions:
        """What was held back is said, for nearly every question."""
        return bench.judged(
            [
                replace(reply, abstained=None, text=reply.refused or "")
                if reply.abstained is not None and chance.random() < 0.9
                else reply
                for reply in recorded
            ]
        )

    assert bench.alarms(draw) >= 0.95 * DRAWS


def test_two_draws_of_one_noisy_system_raise_few_alarms(bench: Bench) -> None:
    """The system answers half of the questions, each time others, as a worse one would."""
    ours, worse = reported_questions(bench.ours), reported_questions(bench.keyword)

    def draw(seed: int) -> Questions:
        chance = random.Random(seed)
        return [b if chance.random() < 0.5 else a for a, b in zip(ours, worse, strict=True)]

    alarms = sum(
        compare(draw(seed), draw(seed + NOISY_DRAWS), "itself").regressed
        for seed in range(NOISY_DRAWS)
    )
    assert alarms <= 0.05 * NOISY_DRAWS
