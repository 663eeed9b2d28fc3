"""Passages that share words with a question, and whether they might answer it."""

import pytest

from rag.reading_training.negatives import Bm25, might_answer

TEXTS = (
    "the cat sat on the mat",
    "the dog chased the cat around the park",
    "tariffs on semiconductors rose in the park",
    "a b c d",
)


def test_rare_words_count_more_than_common_ones() -> None:
    assert Bm25(TEXTS).nearest("the semiconductors", 2)[0] == 2


def test_texts_without_a_shared_word_are_not_near() -> None:
    assert set(Bm25(TEXTS).nearest("Cat?", 4)) == {0, 1}
    assert Bm25(TEXTS).nearest("nothing shared", 4) == []


def test_the_shorter_of_two_texts_with_the_word_is_nearer() -> None:
    assert Bm25(TEXTS).nearest("cat", 4) == [0, 1]


@pytest.mark.parametrize(
    ("text", "answers", "might"),
    [
        ("It fell on March 14, they said.", ["March 14"], True),
        ("It fell on MARCH  14.", ["april 3", "march 14"], True),
        ("It fell on March 140.", ["March 14"], False),
        ("A cart went by.", ["art"], False),
        ("A cart went by.", [], False),
    ],
)
def test_whole_words_of_an_answer_are_looked_for(
    text: str, answers: list[str], might: bool
) -> None:
    assert might_answer(text, answers) is might
