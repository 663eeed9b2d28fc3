"""A folder of everything: one outcome each, nothing twice, nothing that is gone."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.embed import Vectors
from index.errors import StoreError
from index.ingest import IngestReport, Silent, ingest
from index.load import Loaded, Outcome
from tests.articles import story
from tests.doubles import HashingEmbedder
from tests.index.articles_on_disk import compressed, json_lines, page, pdf, write
from tests.spans import assert_spans_true


class Counting(HashingEmbedder):
    """Remembers every text that it was given."""

    def __init__(self) -> None:
        self.texts: list[str] = []

    def embed_passages(self, texts: Sequence[str]) -> Vectors:
        self.texts.extend(texts)
        return super().embed_passages(texts)


class Watching(Silent):
    """Remembers what it was told."""

    def __init__(self) -> None:
        self.outcomes: list[Outcome] = []
        self.passages = 0

    def read(self, outcome: Outcome) -> None:
        self.outcomes.append(outcome)

    def embedded(self, passages: int) -> None:
        self.passages += passages


@pytest.fixture
def embedder() -> Counting:
    return Counting()


@pytest.fixture
def corpus(home: Path, embedder: Counting) -> Iterator[Corpus]:
    with Corpus(home, embedder, lasting=False) as opened:
        yield opened


@pytest.fixture
def news(tmp_path: Path) -> Path:
    return tmp_path / "news"


def record(subject: str, key: str, body: str | None = None) -> dict[str, object]:
    return {"id": key, "title": f"About {subject}", "body": body or story(subject)}


def has(corpus: Corpus, subject: str) -> bool:
    """Whether a subject is found by its word, and by meaning; both must agree."""
    keys = [key for key, _ in corpus.store.search_words([subject], 100)]
    by_word = corpus.store.passages(keys)
    assert set(by_word) == set(keys)
    question = HashingEmbedder().embed_question(f"The council spoke about {subject}")
    ids = [id_ for id_, _ in corpus.dense.search(question, 5)]
    nearest = corpus.store.passages(list(corpus.store.keys(ids).values()))
    by_meaning = any(subject in passage.text for passage in nearest.values())
    assert by_meaning == bool(by_word)
    return by_meaning


def test_one_outcome_for_each_and_the_good_are_found(corpus: Corpus, news: Path) -> None:
    write(news, "wheat.txt", story("wheat"))
    write(news, "steel.md", f"---\ntitle: Steel\n---\n\n{story('steel')}\n")
    write(news, "deep/page.html", page())
    write(news, "paper.pdf", pdf([[f"{story('copper')}"]]))
    write(news, "two.jsonl", json_lines([record("oil", "1"), record("gas", "2"), ["no record"]]))
    write(news, "packed.jsonl.gz", compressed(json_lines([record("coal", "1")])))
    write(news, "empty.txt", "")
    write(news, "no-words.txt", "12345\n")
    write(news, "picture.png", b"\x89PNG\r\n\x1a\n" + bytes(100))
    write(news, "torn.pdf", b"%PDF-1.4\ntorn")
    write(news, "torn.jsonl.gz", compressed(json_lines([record("zinc", "1")]))[:-12])
    watching = Watching()
    report = ingest(corpus, [str(news), str(news / "nowhere.txt")], progress=watching)
    good = [each for each in watching.outcomes if isinstance(each, Loaded)]
    assert report.added + report.unchanged + report.replaced == len(good)
    assert len(report.rejected) + len(good) == len(watching.outcomes)
    names = [Path(each.source).name for each in report.rejected]
    assert sorted(name for name in names if "torn.jsonl" not in name) == [
        "empty.txt", "no-words.txt", "nowhere.txt", "picture.png", "torn.pdf", "two.jsonl#3",
    ]  # fmt: skip
    assert all(each.reason for each in report.rejected)
    for subject in ("wheat", "steel", "copper", "oil", "gas", "coal"):
        assert has(corpus, subject)
    assert corpus.store.search_words(["halifax"], 10)
    assert corpus.store.unfinished()[0] == 0
    assert watching.passages == corpus.store.counts()[1]
    for whole, _ in corpus.store.articles():
        parts = [
            each
            for each in corpus.store.passages(range(1, 1_000)).values()
            if each.article_id == whole.id
        ]
        assert parts
        assert_spans_true(whole, parts)


def test_a_second_run_repeats_nothing(corpus: Corpus, news: Path, embedder: Counting) -> None:
    write(news, "wheat.txt", story("wheat"))
    write(news, "r.jsonl", json_lines([record("oil", "1"), record("gas", "2")]))
    assert ingest(corpus, [str(news)]) == IngestReport(added=3)
    assert len(embedder.texts) == corpus.store.counts()[1]
    embedder.texts.clear()
    before = corpus.store.counts()
    assert ingest(corpus, [str(news)]) == IngestReport(unchanged=3)
    assert embedder.texts == []
    assert corpus.store.counts() == before


def test_only_what_changed_is_embedded(corpus: Corpus, news: Path, embedder: Counting) -> None:
    write(news, "wheat.txt", story("wheat"))
    write(news, "steel.txt", story("steel"))
    ingest(corpus, [str(news)])
    embedder.texts.clear()
    write(news, "steel.txt", story("copper"))
    assert ingest(corpus, [str(news)]) == IngestReport(unchanged=1, replaced=1)
    assert embedder.texts
    assert all("copper" in text for text in embedder.texts)
    assert [has(corpus, each) for each in ("wheat", "steel", "copper")] == [True, False, True]


def test_a_record_that_left_its_file_is_removed(corpus: Corpus, news: Path) -> None:
    path = write(news, "r.jsonl", json_lines([record(each, each) for each in ("oil", "gas")]))
    other = write(news, "s.jsonl", json_lines([record("coal", "coal")]))
    ingest(corpus, [path, other])
    write(news, "r.jsonl", json_lines([record("gas", "gas")]))
    assert ingest(corpus, [path, other]) == IngestReport(unchanged=2, removed=1)
    assert [has(corpus, each) for each in ("oil", "gas", "coal")] == [False, True, True]


def test_records_without_ids_shift(corpus: Corpus, news: Path, embedder: Counting) -> None:
    bare = [{"title": f"About {each}", "body": story(each)} for each in ("oil", "gas", "coal")]
    path = write(news, "r.jsonl", json_lines(bare))
    ingest(corpus, [path])
    embedder.texts.clear()
    write(news, "r.jsonl", json_lines(bare[1:]))
    ingest(corpus, [path])
    assert embedder.texts == [], "an article that moved in its file was embedded again"
    assert [has(corpus, each) for each in ("oil", "gas", "coal")] == [False, True, True]
    assert corpus.store.counts()[0] == 2


RECORDS = {"oil": record("oil", "oil"), "gas": record("gas", "gas"), "coal": record("coal", "coal")}
FLAW: dict[str, object] = {"title": "About oil", "body": ""}


@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_file_with_a_flaw_loses_nothing(corpus: Corpus, news: Path, place: int) -> None:
    path = write(news, "r.jsonl", json_lines(list(RECORDS.values())))
    ingest(corpus, [path])
    flawed = list(RECORDS.values())
    flawed[place] = {**FLAW, "id": flawed[place]["id"]}
    write(news, "r.jsonl", json_lines(flawed))
    report = ingest(corpus, [path])
    assert len(report.rejected) == 1
    assert report.removed == 0
    assert all(has(corpus, each) for each in RECORDS)


def test_a_flaw_in_a_file_with_a_hash_in_its_path(corpus: Corpus, news: Path) -> None:
    path = write(news, "issue #4/r.jsonl", json_lines(list(RECORDS.values())))
    ingest(corpus, [path])
    write(news, "issue #4/r.jsonl", json_lines([RECORDS["oil"], {**FLAW, "id": "gas"}]))
    assert ingest(corpus, [path]).removed == 0
    assert all(has(corpus, each) for each in RECORDS)


def test_duplicates_are_one_article(corpus: Corpus, news: Path, embedder: Counting) -> None:
    write(news, "a.txt", story("wheat"))
    write(news, "b.txt", story("wheat"))
    assert ingest(corpus, [str(news)]) == IngestReport(added=1, unchanged=1)
    assert corpus.store.counts()[0] == 1
    assert len(embedder.texts) == len(set(embedder.texts))


def test_the_same_target_twice(corpus: Corpus, news: Path) -> None:
    path = write(news, "r.jsonl", json_lines([record("oil", "1"), record("gas", "2")]))
    assert ingest(corpus, [path, str(news)]) == IngestReport(added=2, unchanged=2)


def test_more_than_a_batch(corpus: Corpus, news: Path, embedder: Counting) -> None:
    many = [record(f"topic{number}", str(number)) for number in range(300)]
    path = write(news, "many.jsonl", json_lines(many))
    assert ingest(corpus, [path]) == IngestReport(added=300)
    assert len(embedder.texts) == corpus.store.counts()[1] >= 300
    assert has(corpus, "topic7")
    assert has(corpus, "topic299")
    write(news, "many.jsonl", json_lines(many[:130]))
    assert ingest(corpus, [path]) == IngestReport(unchanged=130, removed=170)
    assert not has(corpus, "topic299")


def test_what_a_killed_run_left_is_finished(
    corpus: Corpus, news: Path, embedder: Counting, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(news, "wheat.txt", story("wheat"))

    def killed(texts: Sequence[str]) -> Vectors:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(embedder, "embed_passages", killed)
        with pytest.raises(KeyboardInterrupt):
            ingest(corpus, [str(news)])
    assert corpus.store.unfinished()[0] > 0
    assert ingest(corpus, [str(news)]) == IngestReport(unchanged=1)
    assert has(corpus, "wheat")


class Second(Silent):
    """Tries to ingest while the first is at work."""

    def __init__(self, corpus: Corpus, target: str) -> None:
        self._corpus, self._target = corpus, target
        self.said = ""

    def read(self, outcome: Outcome) -> None:
        with pytest.raises(StoreError) as caught:
            ingest(self._corpus, [self._target])
        self.said = str(caught.value)


def test_a_second_ingest_at_the_same_time_is_refused(
    corpus: Corpus, home: Path, news: Path
) -> None:
    path = write(news, "wheat.txt", story("wheat"))
    with Corpus(home, HashingEmbedder(), lasting=False) as other:
        second = Second(other, path)
        assert ingest(corpus, [path], progress=second) == IngestReport(added=1)
        assert second.said.startswith(f"another ingest is running in {home}; try again")
        assert ingest(other, [path]) == IngestReport(unchanged=1)


@pytest.mark.parametrize("mark", ["\u0000", "\ud800", "\ufeff", "\u2028", "\U0001f600"])
def test_odd_characters_in_a_record(corpus: Corpus, news: Path, mark: str) -> None:
    body = f"It was{mark} said. {story('wheat')}"
    path = write(news, "r.jsonl", json.dumps({"id": "1", "title": "Odd", "body": body}) + "\n")
    assert ingest(corpus, [path]) == IngestReport(added=1)
    ((whole, count),) = corpus.store.articles()
    parts = list(corpus.store.passages(range(1, 100)).values())
    assert len(parts) == count
    assert_spans_true(whole, parts)
    assert has(corpus, "wheat")
