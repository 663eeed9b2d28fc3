"""A desk whose model's endpoint fails in each of twenty ways: what the person gets, and when."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from pydantic import SecretStr

from index.corpus import Corpus
from rag.answer import Answer, Question
from rag.chatbot import Chatbot
from rag.model.endpoint import open_model, warm
from rag.model.ledger import NoLedger
from rag.model.settings import Kind, Limits, ModelSettings
from rag.writing.writer import Writer
from tests.fake_model import FakeModel, faults
from tests.rag.model.fault_table import EXPECTED, LATE, LIMITS, SHORT

QUESTION = "When do the auto tariffs start?"


@dataclass(frozen=True, slots=True)
class Fallen:
    """An answer that was given although the model failed."""

    fault: str
    answer: Answer
    seconds: float
    allowed: float  # seconds that the model had


@contextmanager
def loaded(fake: FakeModel) -> Iterator[ModelSettings]:
    """Settings for the fake, with the client's libraries loaded."""
    key = SecretStr(fake.key or "")
    settings = ModelSettings(Kind.OPENAI_LIKE, fake.url, "fake-model", key, limits=LIMITS)
    warm(settings).join()
    yield settings


def fallen(corpus: Corpus, times: int) -> Iterator[Fallen]:
    """Every fault so many times; a desk of its own for each, which has not given the model up."""
    with FakeModel("The tariffs were called off. [S1]") as fake, loaded(fake) as settings:
        for name, expected in EXPECTED.items():
            limits = SHORT if expected is LATE else LIMITS
            for _ in range(times):
                fake.recover()
                fake.fail(faults.ALL[name], times=None)
                yield _asked(corpus, settings, limits, name)
        fake.recover()
        fake.wait_until_alone()


def _asked(corpus: Corpus, settings: ModelSettings, limits: Limits, name: str) -> Fallen:
    own = ModelSettings(settings.kind, settings.url, settings.model, settings.key, limits=limits)
    writer = Writer(open_model(own), NoLedger(), limits.total_seconds)
    desk = Chatbot(corpus, writer=writer)
    began = time.monotonic()
    answer = desk.ask(Question(QUESTION))
    return Fallen(name, answer, time.monotonic() - began, limits.total_seconds)
