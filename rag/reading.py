"""Hits into candidate sentences, scored by how well each answers the question.

This first reader ranks whole sentences. A sentence's score adds up, each from 0 to about 1:

    meaning     cosine of question and sentence
    passage     cosine of question and passage
    words       share of the question's words in the sentence, rare words counting more
    nearby      the same share for the whole passage, where the name may stand
    pairs       share of neighbouring word pairs of the question that stand together here too
    sign        whether it holds what the question asks for: a date, a name, an amount
    length      full from 60 characters on; fragments answer little

One that names no holder of the office that is asked for loses half a point (`rag/offices.py`).

The weights were chosen on questions over the five sample topics, by hand within what a search with
cross-validation found indistinguishable; see DECISIONS.md.
"""

import math
import threading
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np

from index.article import Passage, Span
from index.embed import Embedder, Vectors
from rag.answer import Kind
from rag.offices import office
from rag.retrieve import Retrieved
from rag.signs import sign
from rag.values import Value
from rag.words import passage_stems, search_words, stem_set, stems

_MEANING, _PASSAGE, _WORDS, _NEARBY, _PAIRS, _LENGTH = 1.0, 0.15, 0.5, 0.1, 0.05, 0.05
_SIGN = {
    Kind.WHEN: 0.12,
    Kind.WHO: 0.12,
    Kind.HOW_MUCH: 0.25,
    Kind.WHERE: 0.15,
    Kind.QUOTE: 0.10,
    Kind.WHY: 0.08,
}
_OTHER_OFFICE = 0.5  # taken from a sentence that names no holder of the office asked for
_REMEMBERED = 20_000  # sentence vectors kept, 30 MB at most


@dataclass(frozen=True, slots=True)
class Candidate:
    """A sentence that may answer, with what speaks for it."""

    passage: Passage
    span: Span  # of the sentence, in the article's body
    text: str
    score: float  # the weighted sum; compares within one question
    meaning: float  # cosine of question and sentence
    words: float  # share of the question's words, 0 to 1
    sign: float  # 0 to 1
    reading: float | None = None  # how surely its best words answer; None when it was not read
    answer: Span | None = None  # of those words, in the article's body
    value: Value | None = None  # what they say, where they say one date or amount

    @property
    def answer_words(self) -> str | None:
        """The words of the sentence that answer, where it was read."""
        if self.answer is None:
            return None
        start = self.span.start
        return self.text[self.answer.start - start : self.answer.end - start]


class Reader:
    """Reads sentences for a question, remembering the vectors of those it has read."""

    def __init__(self, embedder: Embedder) -> None:
        self._memory = _Memory(embedder)

    def read(
        self, question: str, vector: Vectors, kind: Kind, retrieved: Retrieved, most: int
    ) -> list[Candidate]:
        """The sentences of the hits that are worth a look, best first, at most `most`."""
        asked = stems(question)
        pool = [
            (hit.passage, span, text)
            for hit in retrieved.hits
            for span, text in zip(hit.passage.sentences, hit.passage.sentence_texts, strict=True)
        ]
        weights = _weights(asked, [stem_set(text) for _, _, text in pool])
        nearby = {
            hit.passage.id: _share(weights, passage_stems(hit.passage)) for hit in retrieved.hits
        }
        held = office(question)
        drafts: list[tuple[float, Candidate]] = []
        for passage, span, text in pool:
            cosine = retrieved.cosines.get(passage.id, 0.0)
            words, seen = _share(weights, stem_set(text)), sign(kind, question, text)
            score = (
                _PASSAGE * cosine
                + _WORDS * words
                + _NEARBY * nearby[passage.id]
                + _PAIRS * _pairs(asked, stems(text), weights)
                + _SIGN.get(kind, 0.0) * seen
                + _LENGTH * min(len(text), 60) / 60
            )
            if held is not None:
                score -= _OTHER_OFFICE * (1 - held.named_in(text))
            # Before its own meaning is known, a sentence's passage stands in for it.
            candidate = Candidate(passage, span, text, score, cosine, words, seen)
            drafts.append((score + _MEANING * cosine, candidate))
        drafts.sort(key=lambda draft: -draft[0])
        return self._with_meaning(vector, [candidate for _, candidate in drafts[:most]])

    def vectors(self, texts: Sequence[str]) -> Vectors:
        """Vectors of sentences, shape (texts, dimension); those read before are remembered."""
        return self._memory.sentences(texts)

    def _with_meaning(self, vector: Vectors, candidates: list[Candidate]) -> list[Candidate]:
        if not candidates:
            return []
        cosines = self._memory.sentences([candidate.text for candidate in candidates]) @ vector
        scored = [
            replace(
                candidate, score=candidate.score + _MEANING * float(cosine), meaning=float(cosine)
            )
            for candidate, cosine in zip(candidates, cosines, strict=True)
        ]
        return sorted(scored, key=lambda candidate: -candidate.score)


def missing(question: str, candidates: Sequence[Candidate]) -> list[str]:
    """The words of a question that stand in no passage read for it, as the question writes them."""
    held = frozenset().union(*(passage_stems(candidate.passage) for candidate in candidates))
    found: dict[str, None] = {}
    for word in search_words(question):
        if (own := stem_set(word)) and not own & held:
            found[word] = None
    return list(found)


class _Memory:
    """Vectors of sentences, the longest unused forgotten first. Safe to share between threads."""

    def __init__(self, embedder: Embedder) -> None:
        self._embedder = embedder
        self._vectors: OrderedDict[str, Vectors] = OrderedDict()
        self._guard = threading.Lock()

    def sentences(self, texts: Sequence[str]) -> Vectors:
        with self._guard:
            known = {text: self._vectors[text] for text in texts if text in self._vectors}
        new = [text for text in dict.fromkeys(texts) if text not in known]
        known.update(zip(new, self._embedder.embed_passages(new), strict=True))
        with self._guard:
            for text in texts:
                self._vectors[text] = known[text]
                self._vectors.move_to_end(text)
            while len(self._vectors) > _REMEMBERED:
                self._vectors.popitem(last=False)
        return np.stack([known[text] for text in texts])


def _weights(asked: Sequence[str], pool: Sequence[frozenset[str]]) -> dict[str, float]:
    """How much each stem asked for tells sentences of the pool apart, summing up to 1.

    Inverse document frequency, ln((n + 1) / (df + 1/2)), over the n sentences read, so that in a
    corpus about tariffs the word "tariff" decides little.
    """
    raw = {
        stem: math.log((len(pool) + 1) / (sum(stem in found for found in pool) + 0.5))
        for stem in dict.fromkeys(asked)
    }
    total = sum(raw.values())
    return {stem: weight / total for stem, weight in raw.items()} if total > 0 else {}


def _share(weights: dict[str, float], found: frozenset[str]) -> float:
    return sum(weight for stem, weight in weights.items() if stem in found)


def _pairs(asked: Sequence[str], found: Sequence[str], weights: dict[str, float]) -> float:
    """The share of neighbours in the question that stand within three stems of each other."""
    wanted = {pair for pair in pairwise(asked) if pair[0] != pair[1]}
    if not wanted:
        return 0.0
    places: dict[str, list[int]] = {}
    for at, stem in enumerate(found):
        if stem in weights:
            places.setdefault(stem, []).append(at)
    worth = {pair: min(weights.get(pair[0], 0), weights.get(pair[1], 0)) for pair in wanted}
    total = sum(worth.values())
    met = sum(
        worth[one, two]
        for one, two in wanted
        if any(abs(a - b) <= 3 for a in places.get(one, ()) for b in places.get(two, ()))
    )
    return met / total if total else 0.0
