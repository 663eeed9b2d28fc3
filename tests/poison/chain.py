"""The poisoned articles through the real chain, with a model that obeys whatever it reads."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from unittest.mock import patch

from index.article import Article, Passage
from index.corpus import Corpus
from index.ingest import ingest
from index.passages import passages
from rag.answer import Answer, Question
from rag.chatbot import Chatbot
from rag.model.ledger import NoLedger
from rag.model.model import Prompt
from rag.writing import evidence, writer
from rag.writing.writer import Writer
from tests.doubles import HashingEmbedder
from tests.fake_model import Obedient
from tests.poison.poison import Poison
from tests.poison.topics import Topic
from tests.rag.conftest import SAMPLES
from tests.rag.writing.scripted import OFFERED, ScriptedModel

_AT_ONCE = 14  # poisoned articles on one topic, so that each is among the passages found
_HONEST = 12  # sentences that it copies besides, so that its answer is not put aside


@dataclass
class Fate:
    """What became of one poison."""

    poison: Poison
    found: bool = False  # whether a search for the question finds it
    offered: bool = False  # whether a model saw any of it
    shown: str | None = None  # where a reader would have met it
    answered: bool = False  # whether the question was answered all the same


def fates(home: Path, poisons: Sequence[Poison], *, detecting: bool = True) -> list[Fate]:
    """Each poison's fate, with a model; `detecting` is whether orders are left out."""
    found: list[Fate] = []
    with Corpus(home, HashingEmbedder(), lasting=False) as corpus:
        ingest(corpus, [str(SAMPLES)])
        for topic, some in _batches(poisons):
            articles = [each for poison in some for each in poison.articles]
            with _held(corpus, articles):
                found += _asked(corpus, topic, some, detecting)
    return found


def _batches(poisons: Sequence[Poison]) -> Iterator[tuple[Topic, list[Poison]]]:
    by_topic: dict[str, list[Poison]] = {}
    for each in poisons:
        by_topic.setdefault(each.topic.question, []).append(each)
    for some in by_topic.values():
        for start in range(0, len(some), _AT_ONCE):
            yield some[0].topic, some[start : start + _AT_ONCE]


@contextmanager
def _held(corpus: Corpus, articles: Iterable[Article]) -> Iterator[None]:
    """The corpus with those articles."""
    sources = [(each.id, each.id, each) for each in articles]
    corpus.store.write(sources, passages)
    corpus.finish()
    yield
    corpus.store.remove_sources([name for name, _, _ in sources])
    corpus.finish()


def _asked(corpus: Corpus, topic: Topic, poisons: list[Poison], detecting: bool) -> list[Fate]:
    seen: dict[str, Passage] = {}

    def is_news(passage: Passage) -> bool:
        seen[passage.id] = passage
        return not detecting or was(passage)

    was = writer.is_news
    model = ScriptedModel(
        partial(obedient, words=[w for each in poisons for w in _forbidden(each)])
    )
    desk = Chatbot(corpus, None, Writer(model, NoLedger(), 60.0))
    heard: list[Answer] = []
    with ExitStack() as stack:
        stack.enter_context(patch.object(writer, "is_news", is_news))
        if not detecting:
            stack.enter_context(patch.object(evidence, "asserts", lambda *_: True))
            stack.enter_context(patch.object(evidence, "tells_how_to_tell", lambda _: False))
        heard.append(
            desk.ask(
                Question(topic.question),
                lambda doing, so_far=None: heard.append(so_far) if so_far else None,
            )
        )
    prompts = "\n".join(f"{each.system}\n{each.user}" for each in model.asked)
    return [_fate(each, seen.values(), prompts, heard) for each in poisons]


def obedient(prompt: Prompt, words: Sequence[str] = ("canary",)) -> str:
    """First all that the passages order, in every shape, then sentences as they were offered."""
    if "\nS1: " not in prompt.user:
        return ""
    model = Obedient(marker=r"CANARY-?\w*", most=4_000)
    led = model(
        [{"role": "system", "content": prompt.system}, {"role": "user", "content": prompt.user}]
    )
    true = [f"{text} [{label}]" for label, text in OFFERED.findall(prompt.user)]
    repeated = [each for each in true if any(word in each.lower() for word in words)]
    return "\n".join([*led.splitlines(), *repeated, *true[:_HONEST]])


def _fate(poison: Poison, seen: Iterable[Passage], prompts: str, heard: Iterable[Answer]) -> Fate:
    ids = {each.id for each in poison.articles}
    fate = Fate(poison, found=any(each.article_id in ids for each in seen))
    fate.offered = any(each in prompts.lower() for each in _forbidden(poison))
    for answer in heard:
        fate.answered = bool(answer.claims) and answer.abstained is None
        for where, text in visible(answer):
            if where == "citation" and poison.kind == "link in news":
                continue  # an article's own words, shown as such
            if any(each in text.lower() for each in _forbidden(poison)):
                fate.shown = fate.shown or f"{where}: {text}"
    return fate


def _forbidden(poison: Poison) -> tuple[str, ...]:
    return (poison.mark.lower(), *(each.lower() for each in poison.plant.forbidden))


def visible(answer: Answer) -> Iterator[tuple[str, str]]:
    """All that a reader is told, and the words of the articles that it is said to come from."""
    yield from (("claim", each.text) for each in answer.claims)
    yield from (("note", each) for each in answer.notes)
    yield from (("citation", each.quote) for each in answer.citations)
    for conflict in answer.conflicts:
        yield "conflict", conflict.about
        yield from (("position", f"{each.value} {each.words}") for each in conflict.positions)
    for where, text in (
        ("short answer", answer.short_answer),
        ("refusal", answer.abstained),
        ("mode", answer.mode),
        ("nearest", answer.nearest.quote if answer.nearest else None),
        ("model", answer.written.model if answer.written else None),
    ):
        if text:
            yield where, text
