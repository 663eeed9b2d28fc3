"""Near-copies of one story have one origin, whatever came first and whatever went."""

import random
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, Passage
from index.corpus import Corpus
from index.passages import passages
from index.store import Store
from tests.articles import article
from tests.doubles import HashingEmbedder
from tests.index.copied import cut, reworded, sentences
from tests.index.test_database import FIRST

Partition = set[frozenset[str]]


@pytest.fixture
def store(home: Path) -> Iterator[Store]:
    opened = Store(home)
    yield opened
    opened.close()


def variant(subject: int, number: int) -> Article:
    """A story as it was sent (number 0), or as one of the outlets printed it."""
    story = sentences(subject, 24)
    if number:
        story = reworded(cut(story, 0.1 * (number % 4)), number)
    return article(" ".join(story), f"Headline {number}")


def write(store: Store, written: Sequence[Article]) -> None:
    for each in written:
        store.write([(f"/{each.id}", f"/{each.id}", each)], passages)


def partition(store: Store) -> Partition:
    groups: dict[str, set[str]] = defaultdict(set)
    ids = [each.id for each, _ in store.articles()]
    for each, origin in store.origins(ids).items():
        groups[origin].add(each)
    assert all(origin == "org_" + min(group)[4:] for origin, group in groups.items())
    return {frozenset(group) for group in groups.values()}


def rows(store: Store, table: str) -> int:
    return int(store._read(f"SELECT count(*) FROM {table}").fetchone()[0])


@given(
    st.lists(st.tuples(st.integers(0, 3), st.integers(0, 7)), min_size=1, max_size=9, unique=True),
    st.randoms(use_true_random=False),
)
@settings(max_examples=12)
def test_neither_order_nor_what_has_gone_makes_a_difference(
    chosen: list[tuple[int, int]], draw: random.Random
) -> None:
    """Copies of a story join, others never do; and so it is after some are removed."""
    made = {variant(*each).id: (each[0], variant(*each)) for each in chosen}
    wanted: dict[int, set[str]] = defaultdict(set)
    for id_, (subject, _) in made.items():
        wanted[subject].add(id_)
    with TemporaryDirectory() as folder:
        store = Store(Path(folder))
        everything = [each for _, each in made.values()]
        draw.shuffle(everything)
        write(store, everything)
        assert partition(store) == {frozenset(group) for group in wanted.values()}
        gone = draw.sample(everything, draw.randint(0, len(everything)))
        store.remove_sources([f"/{each.id}" for each in gone])
        left = {each.id for each in everything} - {each.id for each in gone}
        kept = {frozenset(group & left) for group in wanted.values()} - {frozenset()}
        assert partition(store) == kept
        assert rows(store, "sketches") == len(left)
        store.remove_sources([f"/{each}" for each in left])
        assert (rows(store, "sketches"), rows(store, "bands")) == (0, 0)
        store.close()


def chain() -> tuple[Article, Article, Article]:
    """Three articles, the first and the third of which share the second and little else."""
    first, second, third = sentences(1, 20), sentences(2, 12), sentences(3, 20)
    return (
        article(" ".join(first + second), "one"),
        article(" ".join(second), "two"),
        article(" ".join(second + third), "three"),
    )


@pytest.mark.parametrize("order", [(0, 1, 2), (0, 2, 1), (1, 2, 0)])
def test_what_held_two_together_takes_that_with_it(store: Store, order: tuple[int, ...]) -> None:
    made = chain()
    write(store, [made[at] for at in order])
    assert partition(store) == {frozenset(each.id for each in made)}
    store.remove_sources([f"/{made[1].id}"])
    assert partition(store) == {frozenset({made[0].id}), frozenset({made[2].id})}


def test_a_replaced_source_has_the_origin_of_its_new_words(store: Store) -> None:
    wire, printed, other = variant(1, 0), variant(1, 1), variant(2, 0)
    write(store, [wire])
    store.write([("/page", "/page", printed)], passages)
    assert len(partition(store)) == 1
    store.write([("/page", "/page", other)], passages)
    assert partition(store) == {frozenset({wire.id}), frozenset({other.id})}
    assert rows(store, "sketches") == 2


def test_an_unknown_article_is_its_own_origin(store: Store) -> None:
    assert store.origins(["art_7", "art_8"]) == {"art_7": "org_7", "art_8": "org_8"}
    assert store.origins([]) == {}


def test_a_write_that_fails_leaves_no_sketch(store: Store) -> None:
    def fails(each: Article) -> list[Passage]:
        if each.title == "Headline 2":
            raise KeyboardInterrupt
        return passages(each)

    entries = [(f"/{n}", f"/{n}", variant(1, n)) for n in range(4)]
    with pytest.raises(KeyboardInterrupt):
        store.write(entries, fails)
    assert (rows(store, "articles"), rows(store, "sketches"), rows(store, "bands")) == (0, 0, 0)
    store.write(entries, passages)
    assert len(partition(store)) == 1


def of_the_first_version(home: Path) -> None:
    """Makes the file of a home one that the first version of readout wrote."""
    connection = sqlite3.connect(home / "readout.db")
    for statement in FIRST:
        connection.execute(statement)
    connection.commit()
    connection.close()


def test_origins_of_an_older_index_are_worked_out_when_it_is_opened(home: Path) -> None:
    store = Store(home)
    made = [variant(subject, number) for subject in range(3) for number in range(3)]
    write(store, made)
    wanted = partition(store)
    store.close()
    of_the_first_version(home)
    store = Store(home)
    assert rows(store, "sketches") == 0
    assert store.complete_origins(2) == 2  # and there the process was killed
    store.close()
    store = Store(home)
    write(store, [variant(0, 5)])  # an ingest goes on meanwhile
    store.remove_sources([f"/{made[-1].id}", f"/{made[0].id}"])
    store.close()
    with Corpus(home, HashingEmbedder(), lasting=False) as corpus:
        found = partition(corpus.store)
        assert rows(corpus.store, "sketches") == 8
        assert corpus.store.meta("unsketched") is None
        assert corpus.store.complete_origins(2) == 0
    assert len(found) == 3
    gone = {made[0].id, made[-1].id}
    assert {group - {variant(0, 5).id} for group in found} == {group - gone for group in wanted}


def test_an_older_index_without_articles_has_nothing_to_do(home: Path) -> None:
    Store(home).close()
    of_the_first_version(home)
    store = Store(home)
    assert store.meta("unsketched") is None
    store.close()
