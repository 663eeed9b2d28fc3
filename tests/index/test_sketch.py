"""Sketches estimate what two texts share, and know near-copies from other stories."""

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.load import load
from index.passages import passages
from index.sketch import Sketch, near_copies, sketch
from tests.index.copied import cut, reworded, sentences

ROOT = Path(__file__).parents[2]
# The real reports are no part of the project; who has them keeps them beside the checkout.
REAL = ROOT.parent / "shared" / "seeds"
FOLDERS = [ROOT / "seeds" / "articles", *([REAL] if REAL.exists() else [])]
HEADLINE = "A headline of their own that the outlet wrote"


def prose(folder: Path) -> list[list[str]]:
    """The sentences of each article of a folder."""
    loaded = [outcome.article for outcome in load(str(folder))]  # type: ignore[union-attr]
    assert len(loaded) == 5
    return [[text for each in passages(one) for text in each.sentence_texts] for one in loaded]


def same(one: Sketch, other: Sketch) -> bool:
    """Whether the two are found to be one story: met in a band, and near enough."""
    (forward,), (backward,) = near_copies(one, [other]), near_copies(other, [one])
    assert forward == backward
    return forward and bool({*one.bands()} & {*other.bands()})


def runs(texts: list[str]) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", " ".join(texts).casefold())
    return {tuple(words[at : at + 5]) for at in range(len(words) - 4)}


@given(st.integers(0, 50), st.integers(0, 14), st.integers(0, 14))
def test_the_share_of_equal_hashes_estimates_the_jaccard_index(
    subject: int, begin: int, end: int
) -> None:
    story = sentences(subject, 20)
    one, other = story[: 20 - end], story[min(begin, 19 - end) :]
    exact = len(runs(one) & runs(other)) / len(runs(one) | runs(other))
    first, second = sketch(one), sketch(other)
    assert (first.runs, second.runs) == (len(runs(one)), len(runs(other)))
    # Four standard deviations of the mean of 128 draws, each a half at the most unsure.
    assert float((first.least == second.least).mean()) == pytest.approx(exact, abs=4 * 0.045)


def test_a_sketch_is_what_it_was() -> None:
    """Stored sketches are compared with new ones: this must not change without a new schema."""
    made = sketch(["The ferry to Kelso was late again on Monday, its owner said."])
    assert made.runs == 8
    assert made.least[:3].tolist() == PINNED_LEAST
    assert sketch(sentences(1)).bands()[:3] == PINNED_BANDS


PINNED_LEAST = [839266019, 408158597, 1608243766]
PINNED_BANDS = [4098025460, 2737874991, 2885223147]


def test_case_punctuation_and_parts_make_no_difference() -> None:
    story = sentences(3)
    loud = " ".join(story).upper().replace(".", " — !").replace("THE ", "“THE” ")
    assert sketch([loud]).least.tolist() == sketch(story).least.tolist()


@given(st.text(max_size=300))
def test_any_text_has_a_sketch(text: str) -> None:
    made = sketch([text])
    assert made.least.shape == (128,)
    assert len(made.bands()) in (0, 32)
    assert all(0 <= band < 2**32 for band in made.bands())


def test_a_long_text_is_hashed_in_steps() -> None:
    story = sentences(5, 200)
    whole = sketch(story)
    assert whole.runs > 3_000
    parts = [sketch(story[:100]), sketch(story[100:]), sketch(story[98:102])]
    assert whole.least.tolist() == np.min([part.least for part in parts], axis=0).tolist()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_articles_of_one_event_by_different_people_stay_apart(folder: Path) -> None:
    made = [sketch(each) for each in prose(folder)]
    assert not any(same(one, other) for one, other in combinations(made, 2))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
@pytest.mark.parametrize("seed", range(4))
def test_an_article_cut_and_reworded_is_still_the_same(folder: Path, seed: int) -> None:
    for story in prose(folder):
        copied = [HEADLINE, *reworded(cut(story, 0.4), seed)]
        assert same(sketch(story), sketch(copied))


@given(st.integers(0, 1_000), st.integers(0, 1_000), st.floats(0, 0.4))
def test_a_story_cut_and_reworded_is_still_the_same(subject: int, seed: int, share: float) -> None:
    story = sentences(subject, 24)
    assert same(sketch(story), sketch([HEADLINE, *reworded(cut(story, share), seed)]))


@given(st.integers(0, 1_000), st.integers(0, 1_000))
def test_different_stories_are_never_the_same(one: int, other: int) -> None:
    if one != other:
        shared = [HEADLINE, "Additional reporting by our correspondents in Kelso and in Leith."]
        assert not same(sketch(shared + sentences(one)), sketch(shared + sentences(other)))


def test_a_corrected_story_is_still_the_same() -> None:
    story = sentences(9, 8)
    corrected = [*story[:3], story[3].replace("number", "figure"), *story[4:]]
    assert same(sketch(story), sketch(["Corrects the figure in the fourth paragraph.", *corrected]))


FORM = (
    "{} said its board declared a quarterly dividend of {} cents a share, unchanged from the one"
    " before it, payable on {} to holders of record on {}, and that it expects to pay as much in"
    " each of the quarters that remain of its financial year."
)


def test_a_form_that_is_filled_in_again_is_another_story() -> None:
    filled = FORM.format("Leith Lantern Works", "17", "4 May", "20 April")
    again = FORM.format("Kelso Canals", "22", "9 June", "30 May")
    assert not same(sketch([filled]), sketch([again]))
    assert same(sketch([filled]), sketch([filled.upper()]))


def test_a_few_words_are_never_a_copy() -> None:
    line = sketch(["Quarterly dividend of 17 cents, unchanged, payable on 4 May."])
    assert near_copies(line, [line]) == [False]
    assert line.bands() == []
    assert near_copies(line, []) == []
