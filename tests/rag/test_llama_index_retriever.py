"""readout's retrieval behind LlamaIndex's interface."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.ingest import ingest
from rag.retrieve import retrieve
from tests.doubles import HashingEmbedder

pytest.importorskip("llama_index.core")

QUESTION = "When do the auto tariffs start?"


@pytest.mark.parametrize("limit", [1, 4])
def test_nodes_are_the_passages_that_the_desk_would_read(samples: Corpus, limit: int) -> None:
    from rag.llama_index_retriever import ReadoutRetriever

    nodes = ReadoutRetriever(samples, limit=limit).retrieve(QUESTION)
    vector = samples.embedder.embed_question(QUESTION)
    hits = retrieve(samples, QUESTION, vector, limit).hits
    assert [each.node.node_id for each in nodes] == [hit.passage.id for hit in hits]
    assert [each.score for each in nodes] == [hit.score for hit in hits]
    assert len(nodes) == limit


def test_a_node_is_a_slice_of_its_article(samples: Corpus) -> None:
    from rag.llama_index_retriever import ReadoutRetriever

    for each in ReadoutRetriever(samples, limit=8).retrieve(QUESTION):
        node = each.node
        article = samples.store.article(node.metadata["article_id"])
        assert article is not None
        start, end = node.start_char_idx, node.end_char_idx
        assert article.body[start:end] == node.text
        assert node.metadata["title"] == article.title
        wanted = article.published.isoformat() if article.published else None
        assert node.metadata["published"] == wanted
        assert set(node.metadata["found_by"].split(", ")) <= {"dense", "keyword"}


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Corpus]:
    (tmp_path / "one.txt").write_text("The bridge over the Tweed closes on 4 June.", "utf-8")
    with Corpus(tmp_path / "home", HashingEmbedder(), lasting=False) as corpus:
        ingest(corpus, [str(tmp_path / "one.txt")])
        yield corpus


def test_an_article_removed_in_the_meantime_is_passed_over(
    small: Corpus, monkeypatch: pytest.MonkeyPatch
) -> None:
    from rag.llama_index_retriever import ReadoutRetriever

    retriever = ReadoutRetriever(small)
    assert len(retriever.retrieve("Is the bridge closed?")) == 1
    monkeypatch.setattr(small.store, "article", lambda article_id: None)
    assert retriever.retrieve("Is the bridge closed?") == []


def test_a_query_engine_can_stand_on_it(small: Corpus) -> None:
    from llama_index.core.llms import MockLLM
    from llama_index.core.query_engine import RetrieverQueryEngine
    from llama_index.core.response_synthesizers import get_response_synthesizer

    from rag.llama_index_retriever import ReadoutRetriever

    synthesizer = get_response_synthesizer(llm=MockLLM(), response_mode="compact")
    engine = RetrieverQueryEngine(ReadoutRetriever(small), response_synthesizer=synthesizer)
    response = engine.query("When does the bridge close?")
    assert [each.node.text for each in response.source_nodes] == [
        "The bridge over the Tweed closes on 4 June."
    ]
    assert "4 June" in str(response)
