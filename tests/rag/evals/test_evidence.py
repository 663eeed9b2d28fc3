"""Where evidence stands: articles by whatever a gold file calls them, and quotes to the letter."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.ingest import ingest
from rag.evals.evidence import Evidence, is_verbatim
from rag.evals.gold import Gold
from tests.articles import article
from tests.doubles import HashingEmbedder


def asking(*articles: str, answers: tuple[str, ...] = ("april 3",)) -> Gold:
    return Gold("g", "?", "when", answers=answers, articles=articles)


@pytest.fixture(scope="module")
def evidence(samples: Corpus) -> Evidence:
    return Evidence(samples.store)


@pytest.fixture(scope="module")
def records(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Sixty short articles in one file, and one page with an address."""
    folder = tmp_path_factory.mktemp("records")
    lines = [
        {
            "id": f"r{at}",
            "body": f"The vote of ward {at} on the bridge is on May {at % 28 + 1}. It was put off.",
            "url": f"https://example.com/ward/{at}",
        }
        for at in range(60)
    ]
    path = folder / "wards.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines), "utf-8")
    with Corpus(folder / "home", HashingEmbedder(), lasting=False) as corpus:
        assert ingest(corpus, [str(path)]).added == 60
        yield corpus


def test_relevant_is_what_holds_a_wording_in_a_named_article(evidence: Evidence) -> None:
    found = evidence.relevant(asking("002-auto-tariffs-on-april-3.txt"))
    assert found
    for passage in found:
        assert "April 3" in passage.text
    body = evidence.article(found[0].article_id)
    assert body is not None and (body.path or "").endswith("002-auto-tariffs-on-april-3.txt")


def test_any_wording_of_any_position_counts(evidence: Evidence) -> None:
    name = "002-auto-tariffs-on-april-3.txt"
    both = Gold("g", "?", "when", positions=(("april 3",), ("march 27",)), articles=(name,))
    apart = [evidence.relevant(asking(name, answers=(word,))) for word in ("april 3", "march 27")]
    assert {each.id for each in evidence.relevant(both)} == {
        each.id for side in apart for each in side
    }


@pytest.mark.parametrize(
    "gold",
    [
        asking(),
        asking("no-such-file.txt"),
        asking("000-retaliation-from-april-2.txt", answers=("zanzibar",)),
    ],
)
def test_nothing_is_relevant(evidence: Evidence, gold: Gold) -> None:
    assert evidence.relevant(gold) == []


def test_an_article_has_many_names(evidence: Evidence, samples: Corpus) -> None:
    named = [article for article, _ in samples.store.articles()]
    for each in named:
        path = Path(each.path or "")
        assert evidence.missing([asking(each.id, str(path), path.name, path.stem)]) == []


def test_records_and_addresses_are_names_too(records: Corpus) -> None:
    evidence = Evidence(records.store)
    (source,) = {
        source
        for article, _ in records.store.articles()
        for source in records.store.sources(article.id)
        if (article.url or "").endswith("/7")
    }
    url = "https://example.com/ward/7"
    assert evidence.missing([asking(source, source.partition("#")[2], url)]) == []
    (passage,) = evidence.relevant(asking(url, answers=("may 8",)))
    assert "ward 7 " in passage.text


def test_a_name_of_many_articles_points_nowhere(records: Corpus) -> None:
    evidence = Evidence(records.store)
    assert evidence.missing([asking("wards.jsonl")]) == []
    assert evidence.relevant(asking("wards.jsonl", answers=("bridge",))) == []


def test_what_the_corpus_does_not_hold_is_named_once(evidence: Evidence) -> None:
    gold = [asking("b.txt", "000-retaliation-from-april-2.txt"), asking("a.txt", "b.txt")]
    assert evidence.missing(gold) == ["a.txt", "b.txt"]


@pytest.mark.parametrize(
    ("quote", "start", "end", "true"),
    [
        ("on April 3", 10, 20, True),
        ("on April 3", 11, 21, False),
        ("on april 3", 10, 20, False),
        ("on April 3", 10, 21, False),
        ("April 3.", 13, 21, True),
        ("n", -2, -1, False),
        ("", 3, 3, False),
        ("on April 3", 20, 10, False),
        ("on April 3", None, 20, False),
        ("on April 3", 10, None, False),
    ],
)
def test_a_quote_is_verbatim_to_the_letter(
    quote: str, start: int | None, end: int | None, true: bool
) -> None:
    held = article("It starts on April 3.")
    assert held.body.index("on April 3") == 10
    assert is_verbatim(held, quote, start, end) is true
    assert not is_verbatim(None, quote, start, end)
