"""Every feature of an epoch is what it says: answered by its spans, or not answered."""

from collections import Counter

import pytest
from tokenizers import Tokenizer

from rag.reading_training.epoch import NOT_HERE, Epochs, Feature, Mix, feature
from rag.reading_training.example import Example
from rag.reading_training.negatives import might_answer
from rag.reading_training.tokenized import Tokenized, context, tokenized
from rag.spans import CLS, LONGEST, SEP

TOWNS = "Arras Bonn Cork Delft Essen Fulda Ghent Hull Izmir Jena Kiel Lille".split()


def _examples(source: str, count: int) -> list[Example]:
    found = []
    for n in range(count):
        town, year = TOWNS[n % len(TOWNS)], str(1800 + 7 * n)
        text = f"The mill of {town} is old. It was built in {year} by Ann. Many visit it today."
        start = text.index(year)
        question = f"In which year was the mill of {town} built?"
        found.append(Example(f"{n}", question, text, ((start, start + 4),), f"{source}{n}", source))
    return found


@pytest.fixture(scope="module")
def data(tokenizer: Tokenizer) -> Tokenized:
    return tokenized(_examples("wiki", 60) + _examples("qamr", 50), tokenizer)


def _epochs(data: Tokenized, tokenizer: Tokenizer, mix: Mix) -> Epochs:
    story = "The mill sector was quiet. Prices of wool fell in London. Nothing was built."
    news = [context(story, tokenizer.encode(story, add_special_tokens=False))]
    return Epochs(data, news, mix, 3, tokenizer)


def _passage(one: Feature, tokenizer: Tokenizer) -> str:
    return str(tokenizer.decode(one.ids[one.passage : -1].tolist()))


def test_spans_hold_the_year_or_the_passage_does_not(data: Tokenized, tokenizer: Tokenizer) -> None:
    mix = Mix(qamr=50, other=0.3, beside=0.2, news=0.1, exchanged=0, whole=0.2, shortest=8)
    found = _epochs(data, tokenizer, mix).features(0)
    kinds = Counter(one.spans == NOT_HERE for one in found)
    assert 40 <= kinds[True] <= 85  # of 110, 60 %
    for one, asked in zip(found[:60], data.asked, strict=False):  # those of wiki, in their order
        (year,) = asked.example.texts()
        if one.spans == NOT_HERE:
            assert not might_answer(_passage(one, tokenizer), [year])
        else:
            ((first, last),) = one.spans
            assert tokenizer.decode(one.ids[first : last + 1].tolist()) == year
            assert first >= one.passage


def test_a_feature_is_question_and_passage_between_marks(
    data: Tokenized, tokenizer: Tokenizer
) -> None:
    for one in _epochs(data, tokenizer, Mix(qamr=50, shortest=8)).features(1):
        assert len(one.ids) <= LONGEST
        assert one.ids[0] == CLS
        assert [one.ids[one.passage - 1], one.ids[-1]] == [SEP, SEP]
        assert (one.ids == SEP).sum() == 2


def test_an_epoch_is_made_from_its_number_alone(data: Tokenized, tokenizer: Tokenizer) -> None:
    mix = Mix(qamr=20)
    first, again = (_epochs(data, tokenizer, mix) for _ in range(2))
    again.features(0)
    one, two = first.features(5), again.features(5)
    assert [f.ids.tolist() for f in one] == [f.ids.tolist() for f in two]
    assert [f.spans for f in one] == [f.spans for f in two]


def test_epochs_take_turns_through_qamr(data: Tokenized, tokenizer: Tokenizer) -> None:
    answered = Mix(qamr=20, other=0, beside=0, news=0, whole=1)
    epochs = _epochs(data, tokenizer, answered)
    seen = [
        {_passage(one, tokenizer) for one in epochs.features(number)[60:]} for number in range(3)
    ]
    assert [len(passages) for passages in seen] == [20, 20, 20]
    assert seen[0].isdisjoint(seen[1])
    assert len(seen[0] | seen[1] | seen[2]) == 50


def test_no_news_is_no_error(data: Tokenized, tokenizer: Tokenizer) -> None:
    mix = Mix(qamr=50, other=0, beside=0, news=1.0)
    assert all(one.spans != NOT_HERE for one in Epochs(data, [], mix, 1, tokenizer).features(0))


def test_spans_move_with_the_question(data: Tokenized) -> None:
    question, passage = data.asked[0].question, data.contexts[0].ids
    one = feature(question, passage, [(0, 1)])
    ((first, last),) = one.spans
    assert one.ids[first : last + 1].tolist() == passage[:2].tolist()
    assert feature(question, passage, []).spans == NOT_HERE
