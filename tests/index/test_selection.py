"""Limits on articles, against a plain comparison of every one of them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis
from index.passages import passages
from index.selection import Selection
from index.store import Store
from tests.articles import article, story

START = datetime(2025, 3, 26, tzinfo=UTC)
OUTLETS = ("Reuters", "The Canadian Press", "reuters", 'A "quoted" one')
MOMENTS = st.builds(
    lambda hours, zone: (START + timedelta(hours=hours)).astimezone(
        timezone(timedelta(hours=zone))
    ),
    st.integers(0, 72),
    st.integers(-11, 13),
)


def published(at: int) -> datetime | None:
    """Hours apart, in one zone after another; every third article does not say when."""
    if at % 3 == 0:
        return None
    return (START + timedelta(hours=at)).astimezone(timezone(timedelta(hours=at % 23 - 11)))


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """72 articles, with and without dates and outlets."""
    opened = Store(tmp_path_factory.mktemp("selection"))
    for at in range(72):
        when = published(at)
        basis = Basis.UNKNOWN if when is None else (Basis.STATED, Basis.INFERRED)[at % 2]
        outlet = (None, *OUTLETS)[at % 5]
        whole = article(story(f"subject{at}", 8), f"Number {at}")
        written = replace(whole, published=when, published_basis=basis, outlet=outlet)
        opened.write([(f"/{at}", f"/{at}", written)], passages)
    yield opened
    opened.close()


def known_outside(each: Article, selection: Selection) -> bool:
    when, earliest, latest = each.published, selection.earliest, selection.latest
    return bool(
        (when and earliest and when < earliest)
        or (when and latest and when > latest)
        or (each.outlet and selection.outlets and each.outlet not in selection.outlets)
    )


@given(
    st.none() | MOMENTS,
    st.none() | MOMENTS,
    st.lists(st.sampled_from([*OUTLETS, "Nobody"]), unique=True).map(tuple),
)
def test_same_as_comparing_every_article(
    store: Store, earliest: datetime | None, latest: datetime | None, outlets: tuple[str, ...]
) -> None:
    selection = Selection(earliest, latest, outlets)
    listed = [each for each, _ in store.articles()]
    left = [each for each in listed if not known_outside(each, selection)]
    timed = bool(earliest or latest)
    undated = [each for each in left if timed and each.published is None]
    unnamed = [each for each in left if outlets and each.outlet is None]
    within = {each.id for each in left} - {each.id for each in (*undated, *unnamed)}
    found = store.select(selection)
    assert (found.undated, found.unnamed) == (len(undated), len(unnamed))
    assert {each.article_id for each in store.passages(found.keys.tolist()).values()} == within
    assert len(found.keys) == sum(len(store.passages_of(each)) for each in within)
    assert np.all(np.diff(found.keys) > 0)


def test_no_limit_leaves_nothing_out(store: Store) -> None:
    assert not Selection()
    assert len(store.select(Selection()).keys) == store.counts()[1]


def test_the_end_of_a_day_is_not_the_next_day(home: Path) -> None:
    store = Store(home)
    for day in (28, 29):
        moment = datetime(2025, 3, day, tzinfo=UTC)
        written = replace(article(story("ferries")), id=f"art_{day}", published=moment)
        store.write([(f"/{day}", f"/{day}", written)], passages)
    end = datetime(2025, 3, 28, 23, 59, 59, 999_999, tzinfo=UTC)
    (found,) = store.passages(store.select(Selection(latest=end)).keys.tolist()).values()
    assert found.article_id == "art_28"
    store.close()


@given(st.sets(st.integers(1, 200)), st.integers(1, 60), st.sampled_from([0, 20, 2_000]))
def test_words_are_searched_within(store: Store, keys: set[int], limit: int, few: int) -> None:
    """By either way: with the keys in the query, or over all the matches."""
    words = ["council", "subject7", "subject50"]
    everything = store.search_words(words, 1_000)
    wanted = [pair for pair in everything if pair[0] in keys]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("index.store._FEW", few)
        found = store.search_words(words, limit, np.array(sorted(keys), np.int64))
    assert [score for _, score in found] == [score for _, score in wanted[:limit]]
    assert set(found) <= set(wanted)
    assert len(set(found)) == min(limit, len(wanted))


def test_outlets_are_listed_as_they_are_written(store: Store) -> None:
    assert store.outlets() == sorted(OUTLETS)


def test_what_is_selected_follows_the_store(home: Path) -> None:
    store = Store(home)
    limits = Selection(latest=START)
    written = replace(article(story("ferries")), published=START)
    for expected in (1, 0, 1):
        if expected:
            store.write([("/a", "/a", written)], passages)
        else:
            store.remove_sources(["/a"])
        for selection, wanted in ((limits, expected), (Selection(outlets=("Nobody",)), 0)) * 2:
            assert len(store.select(selection).keys) == wanted
    store.close()
