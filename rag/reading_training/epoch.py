"""What one epoch reads: questions with a crop of their context, some with one that is no answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

import numpy as np
from tokenizers import Tokenizer

from rag.reading_training.crop import crop_around, crop_beside
from rag.reading_training.exchange import Exchanges
from rag.reading_training.negatives import Bm25, might_answer
from rag.reading_training.tokenized import Asked, Context, Ids, Tokenized, context
from rag.spans import CLS, LONGEST, LONGEST_QUESTION, SEP


@dataclass(frozen=True, slots=True)
class Feature:
    """`[CLS] question [SEP] passage [SEP]` as ids, and the spans that answer."""

    ids: Ids
    passage: int  # the token at which the passage begins
    spans: tuple[tuple[int, int], ...]  # first and last token; ((0, 0),) is "not here"


@dataclass(frozen=True, slots=True)
class Mix:
    """How an epoch is put together; each share is of its questions."""

    qamr: int = 7_000  # questions of QAMR an epoch, others each time: they are fifty a sentence
    other: float = 0.12  # with a passage like the question, from the same source
    beside: float = 0.04  # with sentences of the same text that do not hold the answer
    news: float = 0.04  # with a passage of a news story
    exchanged: float = 0.10  # with its own passage, but one thing in the question exchanged
    whole: float = 0.4  # with as much of the context as fits; the others are cropped
    shortest: int = 30  # tokens of a cropped passage, at least


NOT_HERE = ((0, 0),)
_NEAREST = 8


class Epochs:
    """Makes each epoch of a training from its number alone, so that a run can be taken up again."""

    def __init__(
        self,
        data: Tokenized,
        news: Sequence[Context],
        mix: Mix,
        seed: int,
        tokenizer: Tokenizer,
    ) -> None:
        self._tokenizer = tokenizer
        self._exchanges = Exchanges([asked.example.question for asked in data.asked])
        self._data, self._news, self._mix, self._seed = data, news, mix, seed
        self._bm25 = {
            source: self._index(source) for source in {a.example.source for a in data.asked}
        }
        self._news_bm25 = Bm25([story.text for story in news])

    def _index(self, source: str) -> tuple[list[int], Bm25]:
        numbers = sorted({a.context for a in self._data.asked if a.example.source == source})
        return numbers, Bm25([self._data.contexts[number].text for number in numbers])

    def features(self, epoch: int) -> list[Feature]:
        """The features of one epoch, in the order of the data."""
        random = Random(f"{self._seed}-{epoch}")
        return [self._feature(asked, random) for asked in self._chosen(epoch)]

    def _chosen(self, epoch: int) -> list[Asked]:
        qamr = [a for a in self._data.asked if a.example.source == "qamr"]
        Random(self._seed).shuffle(qamr)
        size = min(self._mix.qamr, len(qamr))
        turned = [qamr[(epoch * size + n) % len(qamr)] for n in range(size)]
        return [a for a in self._data.asked if a.example.source != "qamr"] + turned

    def _feature(self, asked: Asked, random: Random) -> Feature:
        mix = self._mix
        most = LONGEST - 3 - len(asked.question)
        needed = asked.answers[0][1] - asked.answers[0][0] + 1
        room = most
        if random.random() >= mix.whole:
            room = random.randint(mix.shortest, most)
        room = max(room, min(needed, most))
        chance = random.random()
        negative = None
        if chance < mix.other:
            negative = self._other(asked, random)
        elif chance < mix.other + mix.news:
            negative = self._story(asked, random)
        elif chance < mix.other + mix.news + mix.beside:
            negative = self._beside(asked, room, random)
        elif chance < mix.other + mix.news + mix.beside + mix.exchanged:
            return self._exchanged(asked, room, random)
        if negative is not None:
            other, (first, end) = negative
            return feature(asked.question, other.ids[first : min(end, first + most)], ())
        return self._answered(asked, room, random)

    def _answered(self, asked: Asked, room: int, random: Random) -> Feature:
        own = self._data.contexts[asked.context]
        answer = random.choice(asked.answers)
        answer = (answer[0], min(answer[1], answer[0] + room - 1))
        first, end = crop_around(own, answer, room, random)
        inside = [(a - first, b - first) for a, b in asked.answers if first <= a and b < end]
        return feature(
            asked.question, own.ids[first:end], inside or [(answer[0] - first, answer[1] - first)]
        )

    def _exchanged(self, asked: Asked, room: int, random: Random) -> Feature:
        """The question asked of its own passage with one thing in it exchanged."""
        own = self._data.contexts[asked.context]
        first, end = crop_around(own, asked.answers[0], room, random)
        passage = own.text[own.offsets[first][0] : own.offsets[end - 1][1]]
        question = self._exchanges.exchanged(asked.example.question, passage, random)
        if question is None:
            return self._answered(asked, room, random)
        ids = self._tokenizer.encode(question, add_special_tokens=False).ids[:LONGEST_QUESTION]
        end = min(end, first + LONGEST - 3 - len(ids))
        return feature(np.array(ids, dtype=np.int64), own.ids[first:end], ())

    def _beside(
        self, asked: Asked, room: int, random: Random
    ) -> tuple[Context, tuple[int, int]] | None:
        own = self._data.contexts[asked.context]
        part = crop_beside(own, asked.answers, room, random)
        if part is None:
            return None
        text = own.text[own.offsets[part[0]][0] : own.offsets[part[1] - 1][1]]
        return None if might_answer(text, asked.example.texts()) else (own, part)

    def _other(self, asked: Asked, random: Random) -> tuple[Context, tuple[int, int]] | None:
        numbers, bm25 = self._bm25[asked.example.source]
        near = [numbers[n] for n in bm25.nearest(asked.example.question, _NEAREST)]
        return self._first_fit(
            asked, [self._data.contexts[n] for n in near if n != asked.context], random
        )

    def _story(self, asked: Asked, random: Random) -> tuple[Context, tuple[int, int]] | None:
        near = self._news_bm25.nearest(asked.example.question, _NEAREST)
        return self._first_fit(asked, [self._news[n] for n in near], random)

    def _first_fit(
        self, asked: Asked, contexts: list[Context], random: Random
    ) -> tuple[Context, tuple[int, int]] | None:
        """Sentences of a context, by chance, that hold none of the answers' words."""
        random.shuffle(contexts)
        texts = asked.example.texts()
        for other in contexts:
            if not might_answer(other.text, texts):
                room = random.randint(self._mix.shortest, LONGEST - 3 - len(asked.question))
                part = crop_beside(other, (), room, random)
                if part is not None:
                    return other, part
        return None


def feature(question: Ids, passage: Ids, spans: Sequence[tuple[int, int]]) -> Feature:
    """Spans are tokens of the passage; none means that it does not answer."""
    ids = np.concatenate(([CLS], question, [SEP], passage, [SEP]))
    begin = len(question) + 2
    moved = tuple((a + begin, b + begin) for a, b in spans)
    return Feature(ids, begin, moved or NOT_HERE)


def news_contexts(path: Path, count: int, tokenizer: Tokenizer) -> list[Context]:
    """The beginnings of `count` stories of a `.jsonl.gz` with the fields `title` and `text`."""
    import gzip
    import json

    stories = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"][:900]
            if len(text) >= 200:
                stories.append(text)
    step = max(1, len(stories) // count)
    return [
        context(text, tokenizer.encode(text, add_special_tokens=False)) for text in stories[::step]
    ]
