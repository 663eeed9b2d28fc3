"""The system of record: what is written is found, what is removed is gone, everywhere."""

import threading
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np
import pytest
from hypothesis import Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule

from index.article import Article, Passage
from index.dense import DenseIndex
from index.passages import passages
from index.rows import Change
from index.store import Store
from tests.articles import article, story
from tests.doubles import HashingEmbedder, MemoryVectors
from tests.spans import assert_spans_true


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    opened = Store(home)
    yield opened
    opened.close()


def put(store: Store, source: str, body: str, title: str | None = None) -> tuple[Change, Article]:
    written = article(body, title, path=source)
    (change,) = store.write([(source, source, written)], passages)
    return change, written


def words_find(store: Store, *words: str) -> set[str]:
    """The articles of the passages that hold a word; every hit must be a passage that is here."""
    keys = [key for key, _ in store.search_words(words, 100)]
    found = store.passages(keys)
    assert set(found) == set(keys), "the keyword index names a passage that is gone"
    return {passage.article_id for passage in found.values()}


def all_passages(store: Store) -> list[Passage]:
    return list(store.passages(range(1, 1_000)).values())


# What one write does


def test_added_unchanged_replaced(store: Store) -> None:
    assert put(store, "/a", story("wheat"))[0] is Change.ADDED
    assert put(store, "/a", story("wheat"))[0] is Change.UNCHANGED
    assert put(store, "/a", story("steel"))[0] is Change.REPLACED
    assert store.counts()[0] == 1
    assert put(store, "/a", story("wheat"))[0] is Change.REPLACED  # and back again


def test_what_was_replaced_is_gone_everywhere(store: Store) -> None:
    _, old = put(store, "/a", story("wheat"), "Exports boom")
    ids = [passage.id for passage in all_passages(store)]
    _, new = put(store, "/a", story("steel"), "Steel")
    assert store.article(old.id) is None
    assert store.article(new.id) == new
    assert words_find(store, "wheat", "exports") == set()
    assert words_find(store, "steel") == {new.id}
    assert store.keys(ids) == {}
    assert set(store.removed()) == set(ids)


def test_one_content_under_two_sources_is_one_article(store: Store) -> None:
    _, first = put(store, "/a", story("wheat"))
    change, second = put(store, "/b", story("wheat"))
    assert change is Change.UNCHANGED
    assert first.id == second.id
    assert store.counts() == (1, len(passages(first)))
    assert store.sources(first.id) == ["/a", "/b"]
    store.remove_sources(["/a"])
    assert store.article(first.id) is not None
    assert words_find(store, "wheat") == {first.id}
    assert store.removed() == []
    store.remove_sources(["/b"])
    assert store.counts() == (0, 0)
    assert words_find(store, "wheat") == set()


def test_replacing_one_of_two_sources_keeps_the_article_of_the_other(store: Store) -> None:
    _, shared = put(store, "/a", story("wheat"))
    put(store, "/b", story("wheat"))
    assert put(store, "/a", story("steel"))[0] is Change.REPLACED
    assert store.counts()[0] == 2
    assert store.sources(shared.id) == ["/b"]


def test_removing_what_is_not_here(store: Store) -> None:
    put(store, "/a", story("wheat"))
    store.remove_sources(["/nowhere"])
    assert store.counts()[0] == 1


def test_what_comes_back_is_not_to_be_deleted_from_chroma(store: Store) -> None:
    put(store, "/a", story("wheat"))
    store.remove_sources(["/a"])
    assert store.removed()
    put(store, "/a", story("wheat"))
    assert store.removed() == []


def test_a_write_is_all_or_nothing(store: Store) -> None:
    put(store, "/a", story("wheat"))
    before = store.generation()

    def fails(article: Article) -> list[Passage]:
        if "copper" in article.body:
            raise KeyboardInterrupt
        return passages(article)

    entries = [
        ("/a", "/a", article(story("steel"))),
        ("/b", "/b", article(story("copper"))),
    ]
    with pytest.raises(KeyboardInterrupt):
        store.write(entries, fails)
    assert store.counts()[0] == 1
    assert words_find(store, "steel") == set()
    assert len(words_find(store, "wheat")) == 1
    assert store.generation() == before
    assert store.write([], passages) == []


def test_sources_besides(store: Store) -> None:
    entries = [
        (f"/f#{n}", "/f", article(story(name))) for n, name in enumerate(["oil", "gas", "coal"])
    ]
    store.write([*entries, ("/g#0", "/g", article(story("wind")))], passages)
    assert sorted(store.sources_besides("/f", {"/f#1"})) == ["/f#0", "/f#2"]
    assert store.sources_besides("/f", {"/f#0", "/f#1", "/f#2", "/f#3"}) == []
    assert store.sources_besides("/unknown", set()) == []


def test_matching_sources(store: Store) -> None:
    _, wheat = put(store, "/news/a.txt", story("wheat"))
    put(store, "/news/deep/b.txt", story("steel"))
    put(store, "/newspaper.txt", story("copper"))
    put(store, "/ne%s/c.txt", story("zinc"))
    store.write([("/r.jsonl#1", "/r.jsonl", article(story("oil")))], passages)
    assert store.matching_sources("/news/a.txt") == ["/news/a.txt"]
    assert store.matching_sources("/news") == ["/news/a.txt", "/news/deep/b.txt"]
    assert store.matching_sources("/news/") == ["/news/a.txt", "/news/deep/b.txt"]
    assert store.matching_sources("/r.jsonl") == ["/r.jsonl#1"]
    assert store.matching_sources(wheat.id) == ["/news/a.txt"]
    assert store.matching_sources("/ne%s") == ["/ne%s/c.txt"]
    assert store.matching_sources("/unknown") == []


def test_articles_newest_first(store: Store) -> None:
    _, wheat = put(store, "/a", story("wheat", 40))
    assert list(store.articles()) == [(wheat, len(passages(wheat)))]
    assert len(passages(wheat)) > 1


# Text comes back exactly

ODD = {
    "emoji": "The flag 🇨🇦 was raised at noon. People cheered 😀😀 for an hour.",
    "combining": "The cafe\u0301 in Que\u0301bec closed its doors. Nobody was to blame for it.",
    "CRLF": "The bridge was shut on Monday.\r\n\r\nIt was open again on Friday.\r\n",
    "byte order mark": "\ufeffThe bridge was shut on Monday. It was open again on Friday.",
    "right to left": "He read the word \u05e9\u05dc\u05d5\u05dd aloud. They repeated it at once.",
    "outside the first plane": "The sign said \U0001d54f in \U0001f9ea letters. It was repainted.",
    "zero width": "The\u200bbridge\u200d was shut\u00ad on Monday. It was open again on Friday.",
    "line separators": "The bridge was shut.\u2028It was open again.\u2029It was shut again.",
}


@pytest.mark.parametrize("body", ODD.values(), ids=ODD.keys())
def test_odd_characters_keep_their_offsets(store: Store, body: str) -> None:
    _, whole = put(store, "/a", body)
    found = all_passages(store)
    assert found == passages(whole)
    assert_spans_true(whole, found)
    assert [text for _, text in store.unembedded(10)] == [passage.text for passage in found]
    read = store.article(whole.id)
    assert read is not None
    assert read.body == body


def test_no_article_holds_a_nul() -> None:
    """SQLite would count its characters up to there only, and no span behind it would be true."""
    with pytest.raises(ValueError, match="NUL"):
        article("The bridge\x00 was shut on Monday.")


def test_an_article_in_two_files_is_from_the_one_that_is_left(store: Store) -> None:
    _, first = put(store, "/a", story("wheat"))
    put(store, "/b", story("wheat"))
    store.remove_sources(["/a"])
    left = store.article(first.id)
    assert left is not None
    assert left.path == "/b"


# Hostile words

HOSTILE = [
    '"', '""', "'", "AND", "OR", "NOT", "NEAR", "NEAR(", "wheat*", "*", ":", "title:", "(", ")",
    "^", "-", "+", "{", "}", "😀", "", " ", "\\", "%", "_", ";", "--", "wheat'; DROP TABLE words",
    "\u0301", "x" * 10_000, "\n",
]  # fmt: skip


@pytest.mark.parametrize("word", HOSTILE)
def test_a_hostile_word_is_only_a_word(store: Store, word: str) -> None:
    _, wheat = put(store, "/a", story("wheat"), "Wheat")
    store.search_words([word], 10)  # no error
    assert words_find(store, word, "wheat") == {wheat.id}


@pytest.mark.parametrize("word", ["AND", "OR", "NOT", "NEAR", "title", "steel*", "😀", '"'])
def test_an_operator_finds_nothing_by_itself(store: Store, word: str) -> None:
    put(store, "/a", "Wheat was cheap in the spring. Nobody bought it.", "Wheat")
    assert store.search_words([word], 10) == []


def test_a_nul_in_a_word_is_no_error(store: Store) -> None:
    _, wheat = put(store, "/a", story("wheat"))
    assert words_find(store, "wh\x00eat", "wheat") == {wheat.id}


def test_words(store: Store) -> None:
    _, wheat = put(store, "/a", story("wheat"), "Exports")
    _, steel = put(store, "/b", story("steel"), "Imports")
    put(store, "/c", story("cafés"))
    assert store.search_words([], 10) == []
    assert words_find(store, "wheat", "steel") == {wheat.id, steel.id}
    assert words_find(store, "exporting") == {wheat.id}  # the title counts, and the stem
    assert len(words_find(store, "cafe")) == 1
    assert len(store.search_words(["council"], 2)) == 2
    scores = [score for _, score in store.search_words(["council", "wheat"], 10)]
    assert scores == sorted(scores, reverse=True)
    best, _ = store.search_words(["council", "wheat"], 10)[0]
    assert store.passages([best])[best].article_id == wheat.id


# Vectors, and what is left to do


def embed(store: Store, limit: int = 1_000) -> list[int]:
    todo = store.unembedded(limit)
    store.set_vectors(
        [key for key, _ in todo], HashingEmbedder().embed_passages([text for _, text in todo])
    )
    return [key for key, _ in todo]


def test_unfinished_counts_down(store: Store) -> None:
    _, wheat = put(store, "/a", story("wheat", 40))
    total = len(passages(wheat))
    assert store.unfinished() == (total, total, 0)
    keys = embed(store, 2)
    assert store.unfinished() == (total - 2, total, 0)
    store.set_indexed(keys)
    assert store.unfinished() == (total - 2, total - 2, 0)
    assert store.indexed_count() == 2 == len(store.indexed_ids())
    store.remove_sources(["/a"])
    assert store.unfinished() == (0, 0, total)
    store.forget_removed(store.removed())
    assert store.unfinished() == (0, 0, 0)


def test_vectors_come_back(store: Store) -> None:
    put(store, "/a", story("wheat", 40))
    assert store.vectors()[2].shape == (0, 0)
    embed(store)
    keys, ids, matrix = store.vectors()
    found = store.passages(keys)
    wanted = HashingEmbedder().embed_passages([found[key].text for key in keys])
    assert ids == [found[key].id for key in keys]
    assert matrix.dtype == np.float32
    assert np.abs(matrix - wanted).max() < 1e-3  # half precision
    store.set_indexed(keys[:1])
    assert store.vectors(unindexed_only=True)[0] == keys[1:]
    assert store.vectors(unindexed_only=True, limit=1)[0] == keys[1:2]


def test_a_vector_for_a_passage_that_has_gone(store: Store) -> None:
    put(store, "/a", story("wheat"))
    todo = store.unembedded(10)
    store.remove_sources(["/a"])
    store.set_vectors([todo[0][0]], np.ones((1, 384), np.float32))
    assert store.vectors()[0] == []


def test_a_key_is_never_used_again(store: Store) -> None:
    """Else a search under way could show another article's passage for its hit."""
    put(store, "/a", story("wheat"))
    ((old, _),) = store.unembedded(10)
    store.remove_sources(["/a"])
    put(store, "/a", story("steel"))
    assert old not in [key for key, _ in store.unembedded(10)]


def test_reset_index(store: Store) -> None:
    put(store, "/a", story("wheat"))
    put(store, "/b", story("steel"))
    store.set_indexed(embed(store))
    store.remove_sources(["/b"])
    store.reset_index()
    assert store.unfinished() == (0, 1, 0)
    store.reset_index(vectors=True)
    assert store.unfinished() == (1, 1, 0)


def test_generation_grows_with_every_change(store: Store, home: Path) -> None:
    other = Store(home)
    seen = [store.generation()]
    put(store, "/a", story("wheat"))
    seen.append(other.generation())
    keys = embed(other)
    seen.append(store.generation())
    store.set_indexed(keys)
    seen.append(other.generation())
    store.remove_sources(["/a"])
    seen.append(other.generation())
    store.set_meta("key", "value")
    seen.append(other.generation())
    other.close()
    assert seen == sorted(set(seen))


def test_a_second_store_and_a_thread_see_what_was_written(store: Store, home: Path) -> None:
    put(store, "/a", story("wheat"))
    other = Store(home)
    assert other.counts()[0] == 1
    seen: list[int] = []
    thread = threading.Thread(target=lambda: seen.append(store.counts()[0]))
    thread.start()
    thread.join()
    assert seen == [1]
    other.close()
    assert store.integrity() == "ok"


SUBJECTS = ["wheat", "steel", "copper", "timber", "cafés"]
SOURCES = st.sampled_from(["/a", "/b", "/c", "/d#1", "/d#2"])


class AnyOrder(RuleBasedStateMachine):
    """Whatever happens in whatever order, the store agrees with a dictionary of its sources."""

    @initialize()
    def start(self) -> None:
        self.folder = TemporaryDirectory()
        self.model: dict[str, Article] = {}  # source to article
        self.index = MemoryVectors()  # outlives the store, as Chroma's folder does
        self.open()

    def open(self) -> None:
        self.store = Store(Path(self.folder.name))
        self.dense = DenseIndex(self.store)
        self.dense.adopt(self.index)

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()

    @rule(source=SOURCES, subject=st.sampled_from(SUBJECTS), length=st.sampled_from([1, 20]))
    def put(self, source: str, subject: str, length: int) -> None:
        new = article(story(subject, length), f"{subject} headline")
        (change,) = self.store.write([(source, source.partition("#")[0], new)], passages)
        if self.model.get(source) == new:
            assert change is Change.UNCHANGED
        elif source in self.model:
            assert change is Change.REPLACED
        else:
            known = new in self.model.values()
            assert change is (Change.UNCHANGED if known else Change.ADDED)
        self.model[source] = new

    @rule(sources=st.lists(SOURCES, max_size=3))
    def remove(self, sources: list[str]) -> None:
        self.store.remove_sources(sources)
        for source in sources:
            self.model.pop(source, None)

    @rule(kept=st.sets(SOURCES))
    def keep_only(self, kept: set[str]) -> None:
        gone = {source for source in self.model if source.startswith("/d#")} - kept
        assert set(self.store.sources_besides("/d", kept)) == gone
        self.remove(sorted(gone))

    @rule(limit=st.sampled_from([1, 3, 1_000]))
    def embed(self, limit: int) -> None:
        embed(self.store, limit)

    @rule()
    def synchronise(self) -> None:
        self.dense.synchronise()
        ids = {part.id for each in self.model.values() for part in passages(each)}
        assert set(self.store.vectors()[1]) <= self.index.ids() <= ids
        assert self.store.unfinished()[2] == 0

    @rule()
    def reopen(self) -> None:
        self.store.close()
        self.open()

    @rule()
    def another_index(self) -> None:
        self.index = MemoryVectors()
        self.reopen()

    @invariant()
    def agrees(self) -> None:
        whole = {each.id: each for each in self.model.values()}
        cut = {id_: passages(each) for id_, each in whole.items()}
        assert self.store.counts() == (len(whole), sum(map(len, cut.values())))
        assert dict(self.store.articles()) == {each: len(cut[id_]) for id_, each in whole.items()}
        for id_ in whole:
            sources = sorted(source for source, each in self.model.items() if each.id == id_)
            assert self.store.sources(id_) == sources
        for subject in SUBJECTS:
            wanted = {id_ for id_, each in whole.items() if each.title == f"{subject} headline"}
            assert words_find(self.store, subject) == wanted
        assert words_find(self.store, "headline") == set(whole)

    @invariant()
    def finds_what_is_embedded_and_nothing_that_is_gone(self) -> None:
        ids = {part.id for each in self.model.values() for part in passages(each)}
        embedded = set(self.store.vectors()[1])
        assert embedded <= ids
        for subject in SUBJECTS:
            question = HashingEmbedder().embed_question(f"the vote on {subject}")
            found = [id_ for id_, _ in self.dense.search(question, 1_000)]
            assert len(found) == len(set(found))
            # Ids that have gone have no key. One that is not embedded may be found already:
            # an article that went and came back before the index had heard of it.
            assert embedded <= set(self.store.keys(found)) <= ids


# Without shrinking, which takes minutes at a disk write a step; 25 steps can be read as they are.
AnyOrder.TestCase.settings = settings(
    max_examples=25, stateful_step_count=25, phases=[Phase.reuse, Phase.generate]
)
test_any_order = AnyOrder.TestCase


def test_how_often_a_word_stands(store: Store) -> None:
    put(store, "/a", story("wheat"))
    put(store, "/b", story("steel"))
    assert store.frequency("wheat") >= 1
    assert store.frequency("wheats") == store.frequency("wheat")
    assert store.frequency("absent") == 0
    assert store.frequency('" OR *') == 0
