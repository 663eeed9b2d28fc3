"""Two rankings into one, and copies dropped."""

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, article_id
from index.corpus import Corpus
from index.passages import passages
from rag.retrieve import Retrieved, fuse, retrieve
from tests.doubles import HashingEmbedder

KEYS = st.lists(st.integers(1, 30), unique=True, max_size=30)


def search(corpus: Corpus, question: str, limit: int = 12) -> Retrieved:
    return retrieve(corpus, question, corpus.embedder.embed_question(question), limit)


def test_the_score_is_reciprocal_rank_fusion_with_60() -> None:
    dense, keyword = [7, 3, 9], [3, 5]
    # By hand: 1/(60 + rank), summed over the rankings that hold the key.
    wanted = {
        3: Fraction(1, 62) + Fraction(1, 61),
        7: Fraction(1, 61),
        5: Fraction(1, 62),
        9: Fraction(1, 63),
    }
    found = fuse({"dense": dense, "keyword": keyword})
    assert [key for key, _, _ in found] == [3, 7, 5, 9]
    for key, score, _ in found:
        assert score == pytest.approx(float(wanted[key]), rel=1e-12)
    assert {key: names for key, _, names in found} == {
        3: ("dense", "keyword"),
        7: ("dense",),
        5: ("keyword",),
        9: ("dense",),
    }


def test_nothing_ranked_is_nothing_fused() -> None:
    assert fuse({}) == []
    assert fuse({"dense": [], "keyword": []}) == []


@given(KEYS, KEYS)
def test_it_does_not_matter_which_ranking_comes_first(one: list[int], other: list[int]) -> None:
    forward = {key: score for key, score, _ in fuse({"one": one, "other": other})}
    backward = {key: score for key, score, _ in fuse({"other": other, "one": one})}
    assert forward == pytest.approx(backward)
    assert set(forward) == {*one, *other}


@given(KEYS.filter(bool), KEYS, st.data())
def test_a_better_rank_never_scores_less(
    one: list[int], other: list[int], data: st.DataObject
) -> None:
    at = data.draw(st.integers(0, len(one) - 1))
    key = one[at]
    moved = [key, *(each for each in one if each != key)]
    before = {found: score for found, score, _ in fuse({"one": one, "other": other})}
    after = {found: score for found, score, _ in fuse({"one": moved, "other": other})}
    assert after[key] >= before[key]
    assert all(after[each] <= before[each] for each in one if each != key)


@given(KEYS, KEYS)
def test_scores_fall_and_both_retrievers_beat_one(one: list[int], other: list[int]) -> None:
    found = fuse({"one": one, "other": other})
    scores = [score for _, score, _ in found]
    assert scores == sorted(scores, reverse=True)
    shared = set(one[:1]) & set(other[:1])
    if shared:
        assert {found[0][0]} == shared


def test_hits_are_ranked_from_one_and_lie_in_their_articles(samples: Corpus) -> None:
    found = search(samples, "When do the auto tariffs start?")
    assert [hit.rank for hit in found.hits] == list(range(1, len(found.hits) + 1))
    assert len(found.hits) > 3
    for hit in found.hits:
        article = samples.store.article(hit.passage.article_id)
        assert article is not None
        assert hit.passage.span.of(article.body) == hit.passage.text
        assert set(hit.found_by) <= {"dense", "keyword"}
        assert ("dense" in hit.found_by) <= (hit.passage.id in found.cosines)
    assert any("auto" in hit.passage.text for hit in found.hits[:3])


@pytest.mark.parametrize("limit", [1, 2, 5])
def test_there_are_no_more_hits_than_asked_for(samples: Corpus, limit: int) -> None:
    few, many = (search(samples, "tariffs and the election", n).hits for n in (limit, 12))
    assert few == many[:limit]


@pytest.mark.parametrize(
    "question",
    ['"', "a AND", "NEAR(tariff, 2)", "title:tariff", "*", "-", "tariff*", "^tariff", "\x00", "()"],
)
def test_query_syntax_is_only_text(samples: Corpus, question: str) -> None:
    search(samples, question)


def test_copies_are_dropped(tmp_path: Path) -> None:
    text = (
        "The harbour of Kelso handled nine ships on Monday, and its crane stood idle for two hours"
        " while the fog lifted over the northern quay. "
    )
    bodies = [
        text,
        text + "\n",  # the same in another article
        text.replace("nine", "nine big"),  # a word more in two dozen
        "A new crane for the harbour of Kelso was ordered by its owner, a company from Leith.",
    ]
    with Corpus(tmp_path, HashingEmbedder(), lasting=False) as corpus:
        entries = [(f"/{at}", f"/{at}", made(body)) for at, body in enumerate(bodies)]
        corpus.store.write(entries, passages)
        corpus.finish()
        found = search(corpus, "Was the crane in the harbour of Kelso idle?")
    assert len(found.hits) == 2
    assert sum("fog" in hit.passage.text for hit in found.hits) == 1
    assert [hit.rank for hit in found.hits] == [1, 2]


def test_an_empty_corpus_gives_no_hits(tmp_path: Path) -> None:
    with Corpus(tmp_path, HashingEmbedder(), lasting=False) as corpus:
        assert search(corpus, "Is anything there?") == Retrieved((), {})


def made(body: str) -> Article:
    ident = article_id(body=body, title=None, outlet=None, author=None, url=None, published=None)
    return Article(ident, body)
