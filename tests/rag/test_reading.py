"""Sentences of the hits, ranked by how well they answer."""

from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Hit, article_id
from index.corpus import Corpus
from index.embed import Vectors
from index.passages import passages
from rag.answer import Kind
from rag.question import kind
from rag.reading import Candidate, Reader, missing
from rag.retrieve import Retrieved, retrieve
from tests.doubles import HashingEmbedder


class CountingEmbedder(HashingEmbedder):
    """Remembers what it embedded."""

    def __init__(self) -> None:
        self.embedded: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.embedded += texts
        return super().embed_passages(texts)


def read(corpus: Corpus, question: str, reader: Reader | None = None) -> list[Candidate]:
    vector = corpus.embedder.embed_question(question)
    found = retrieve(corpus, question, vector, 12)
    return (reader or Reader(corpus.embedder)).read(
        question, vector, kind(question), found, most=32
    )


def on_one_passage(question: str, body: str, asked: Kind) -> list[Candidate]:
    embedder = HashingEmbedder()
    ident = article_id(body=body, title=None, outlet=None, author=None, url=None, published=None)
    cut = passages(Article(ident, body))
    vector = embedder.embed_question(question)
    hits = tuple(Hit(passage, 1.0, rank, ("dense",)) for rank, passage in enumerate(cut, 1))
    cosines = {p.id: float(embedder.embed_question(p.text) @ vector) for p in cut}
    return Reader(embedder).read(question, vector, asked, Retrieved(hits, cosines), most=32)


@pytest.mark.parametrize(
    "question", ["When do the auto tariffs start?", "Who is the commerce secretary?", "tariffs"]
)
def test_candidates_are_sentences_of_their_passages_best_first(
    samples: Corpus, question: str
) -> None:
    found = read(samples, question)
    assert found
    scores = [candidate.score for candidate in found]
    assert scores == sorted(scores, reverse=True)
    for candidate in found:
        article = samples.store.article(candidate.passage.article_id)
        assert article is not None
        assert candidate.span.of(article.body) == candidate.text
        assert candidate.span in candidate.passage.sentences
        assert 0 <= candidate.words <= 1 + 1e-9
        assert 0 <= candidate.sign <= 1
        assert -1 - 1e-5 <= candidate.meaning <= 1 + 1e-5


def test_the_sentence_that_says_it_wins() -> None:
    body = (
        "The mayor of Kelso opened the fair with a long speech. The bridge over the Tweed closes"
        " on 4 June for repairs. Visitors praised the weather and the music of the local band."
    )
    found = on_one_passage("When does the bridge over the Tweed close?", body, Kind.WHEN)
    assert found[0].text == "The bridge over the Tweed closes on 4 June for repairs."
    assert found[0].sign == 1.0


def test_of_two_sentences_alike_the_one_with_a_date_answers_when() -> None:
    body = "The bridge over the Tweed closes soon. The bridge over the Tweed closes on 4 June."
    for text in (body, ". ".join(reversed(body.rstrip(".").split(". "))) + "."):
        when = on_one_passage("When does the bridge over the Tweed close?", text, Kind.WHEN)
        assert "4 June" in when[0].text


def test_no_hits_are_no_candidates() -> None:
    embedder = HashingEmbedder()
    vector = embedder.embed_question("anything")
    assert Reader(embedder).read("anything", vector, Kind.WHAT, Retrieved((), {}), most=32) == []


def test_a_sentence_is_embedded_once(samples: Corpus) -> None:
    embedder = CountingEmbedder()
    reader = Reader(embedder)
    first = read(samples, "When do the auto tariffs start?", reader)
    assert embedder.embedded
    again = read(samples, "When do the auto tariffs start?", reader)
    read(samples, "Who announced the auto tariffs?", reader)
    assert len(embedder.embedded) == len(set(embedder.embedded))
    assert again == first


def test_reading_is_the_same_from_several_threads(samples: Corpus) -> None:
    from concurrent.futures import ThreadPoolExecutor

    questions = ["When is the election?", "Who is Lutnick?", "What is a governor?"] * 4
    reader = Reader(samples.embedder)
    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(lambda question: read(samples, question, reader), questions))
    assert found == [read(samples, question) for question in questions]


def test_words_that_no_passage_holds_are_named_as_they_were_asked(samples: Corpus) -> None:
    question = "What do the Zanzibari unions say about tariffs?"
    absent = missing(question, read(samples, question))
    assert "zanzibari" in [word.lower() for word in absent]
    assert "tariffs" not in absent


def test_a_word_in_another_form_is_not_missing(samples: Corpus) -> None:
    question = "Which negotiation did Americans want?"
    absent = missing(question, read(samples, question))
    assert "negotiation" not in absent
    assert "americans" not in absent


def test_without_candidates_every_word_is_missing_once() -> None:
    assert missing("Ferries and more ferries to Islay", []) == ["ferries", "islay"]
    assert missing("", []) == []


@given(st.text(max_size=200), st.sampled_from(Kind))
def test_any_question_can_be_read_for(question: str, asked: Kind) -> None:
    body = "The bridge over the Tweed closes on 4 June. Its toll was 3 pounds, said Ada Byrne."
    found = on_one_passage(question, body, asked)
    assert {candidate.text for candidate in found} == {
        "The bridge over the Tweed closes on 4 June.",
        "Its toll was 3 pounds, said Ada Byrne.",
    }
    assert all(np.isfinite(candidate.score) for candidate in found)
