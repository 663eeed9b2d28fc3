"""The reader that is shipped: it reads, and where nothing answers its score is low."""

import pytest

from rag.spans import OWN_READER, OnnxSpanReader, SpanReader, open_span_reader

PASSAGE = (
    "The mill at Arras was built in 1811 by Anna Berg, a miller from Ghent. It burnt down twice. "
    "Today some 4,000 people a year visit it, and entry costs 3 euros."
)


@pytest.fixture(scope="module")
def reader() -> SpanReader:
    found = open_span_reader(OWN_READER)
    assert isinstance(found, OnnxSpanReader)
    return found


@pytest.mark.parametrize(
    ("question", "answer"),
    [
        ("When was the mill built?", "1811"),
        ("Who built the mill?", "Anna Berg"),
        ("How many people visit the mill?", "4,000"),
        ("What does entry cost?", "3 euros"),
    ],
)
def test_it_points_at_the_words_that_answer(reader: SpanReader, question: str, answer: str) -> None:
    ((best, *_),) = reader.read([(question, PASSAGE)])
    assert answer in PASSAGE[best.start : best.end]
    assert best.end - best.start <= len(answer) + 12
    ((other, *_),) = reader.read([("Which minister resigned over the budget?", PASSAGE)])
    assert other.score < best.score


def test_a_text_longer_than_it_reads_is_read_from_its_beginning(reader: SpanReader) -> None:
    ((best, *_),) = reader.read([("When was the mill built?", PASSAGE + " Nothing else." * 400)])
    assert PASSAGE[best.start : best.end] == "1811"
