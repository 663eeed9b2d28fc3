"""Characters and tokens name the same words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from rag.reading_training.example import Example
from rag.reading_training.tokenized import context, token_span, tokenized

TEXT = "Mr. Carney was sworn in on March 14. Tariffs of 25% followed! Did Élodie's firm pay?"


def _example(text: str, *answers: tuple[int, int]) -> Example:
    return Example("1", "Who was sworn in?", text, answers, "p", "s")


@pytest.mark.parametrize("words", ["Carney", "March 14", "25%", "25", "Élodie", "firm pay?", TEXT])
def test_an_answers_tokens_give_back_its_characters(tokenizer: Tokenizer, words: str) -> None:
    start = TEXT.index(words)
    data = tokenized([_example(TEXT, (start, start + len(words)))], tokenizer)
    ((first, last),) = data.asked[0].answers
    offsets = data.contexts[0].offsets
    assert TEXT[offsets[first][0] : offsets[last][1]] == words


def test_sentences_begin_where_the_text_is_cut(tokenizer: Tokenizer) -> None:
    made = context(TEXT, tokenizer.encode(TEXT, add_special_tokens=False))
    begins = [TEXT[made.offsets[first][0] :].split(maxsplit=1)[0] for first, _ in made.sentences]
    assert begins == ["Mr.", "Tariffs", "Did"]
    assert made.sentences[0][0] == 0
    assert made.sentences[-1][1] == len(made.ids)


@given(text=st.text(alphabet="ab é.!?\n'\"", max_size=60))
def test_sentences_cover_every_token_once(tokenizer: Tokenizer, text: str) -> None:
    made = context(text, tokenizer.encode(text, add_special_tokens=False))
    covered = [token for first, end in made.sentences for token in range(first, end)]
    assert covered == list(range(len(made.ids)))


def test_a_word_of_several_tokens_begins_once(tokenizer: Tokenizer) -> None:
    made = context("zyxgluv ran", tokenizer.encode("zyxgluv ran", add_special_tokens=False))
    assert len(made.ids) > 2
    assert made.words == {0, len(made.ids) - 1}


def test_a_context_is_tokenized_once_for_all_its_questions(tokenizer: Tokenizer) -> None:
    data = tokenized([_example(TEXT, (4, 10)), _example(TEXT, (27, 35))], tokenizer)
    assert len(data.contexts) == 1
    assert [asked.context for asked in data.asked] == [0, 0]


def test_a_blank_answer_is_no_answer(tokenizer: Tokenizer) -> None:
    assert tokenized([_example(TEXT, (3, 4))], tokenizer).asked == ()


def test_a_span_that_begins_inside_a_token_takes_it_whole() -> None:
    offsets = [(0, 3), (4, 9), (9, 12)]
    assert token_span(offsets, 6, 10) == (1, 2)
    assert token_span(offsets, 3, 4) is None
    assert token_span(offsets, 0, 3) == (0, 0)
