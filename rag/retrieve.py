"""A question into hits: by meaning and by words, fused by reciprocal rank."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from index.article import Hit, Passage
from index.corpus import Corpus
from index.embed import Vectors
from index.selection import Keys
from rag.copies import is_copy
from rag.words import passage_stems, search_words

DEPTH = 30  # hits taken from each retriever
_FUSION = 60  # Cormack, Clarke and Büttcher 2009: the constant k of reciprocal rank fusion
_AS_LONG = 0.8  # share of its length that a copy has at least
_SAME = 0.95  # share of the shorter passage's stems at which two are one text twice


@dataclass(frozen=True, slots=True)
class Retrieved:
    """Hits, best first, and how near each is in meaning."""

    hits: tuple[Hit, ...]
    cosines: dict[str, float]  # by passage id; a passage that is not embedded yet has none
    left_out: frozenset[str] = frozenset()  # ids of passages among the best that are no source


def retrieve(
    corpus: Corpus,
    question: str,
    vector: Vectors,
    limit: int,
    among: Keys | None = None,
    is_source: Callable[[Passage], bool] = lambda passage: True,
) -> Retrieved:
    """The `limit` best passages for a question and its vector, near-copies dropped.

    With `among`, of the passages with those keys, whatever else may be nearer. What is no source
    is left out, and the next best takes its place.
    """
    near = corpus.dense.search(vector, DEPTH, among)
    keys = corpus.store.keys([id_ for id_, _ in near])
    dense = [keys[id_] for id_, _ in near if id_ in keys]
    words = search_words(question)
    keyword = [key for key, _ in corpus.store.search_words(words, DEPTH, among)]
    fused = fuse({"dense": dense, "keyword": keyword})
    found: dict[int, Hit] = {}
    left_out: set[str] = set()
    for at in range(0, len(fused), limit):  # copies are few, so the first round mostly suffices
        passages = corpus.store.passages([key for key, _, _ in fused[at : at + limit]])
        for key, score, found_by in fused[at : at + limit]:
            passage = passages.get(key)
            if passage is None or any(_is_copy(passage, hit.passage) for hit in found.values()):
                continue
            if len(found) < limit and not is_source(passage):
                left_out.add(passage.id)
            elif len(found) < limit:
                found[key] = Hit(passage, score, len(found) + 1, found_by)
        if len(found) == limit:
            break
    cosines = dict(near)
    by_words = [key for key, hit in found.items() if hit.passage.id not in cosines]
    for key, own in corpus.store.vectors_of(by_words).items():
        cosines[found[key].passage.id] = float(own @ vector)
    return Retrieved(tuple(found.values()), cosines, frozenset(left_out))


def fuse(rankings: dict[str, Sequence[int]]) -> list[tuple[int, float, tuple[str, ...]]]:
    """(key, score, retrievers) of every ranked key, best first.

    The score is the sum over the rankings of 1 / (60 + rank), rank 1 being the best: reciprocal
    rank fusion, Cormack, Clarke and Büttcher, SIGIR 2009. Equal scores keep the order met.
    """
    scores: dict[int, float] = {}
    found: dict[int, tuple[str, ...]] = {}
    for name, keys in rankings.items():
        for rank, key in enumerate(keys, 1):
            scores[key] = scores.get(key, 0.0) + 1.0 / (_FUSION + rank)
            found[key] = (*found.get(key, ()), name)
    ordered = sorted(scores, key=lambda key: -scores[key])
    return [(key, scores[key], found[key]) for key in ordered]


def _is_copy(one: Passage, other: Passage) -> bool:
    if one.text == other.text:
        return True
    if min(len(one.text), len(other.text)) < _AS_LONG * max(len(one.text), len(other.text)):
        return False
    return is_copy(one.text, other.text, passage_stems(one), passage_stems(other), _SAME)
