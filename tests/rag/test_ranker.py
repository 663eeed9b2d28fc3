"""The shipped ranker: answers before what only sounds like them, each pair by itself."""

import json
from pathlib import Path

import numpy as np
import pytest

from index.errors import ModelError
from rag.ranker import WEIGHTS, Ranker

# A question, a sentence that answers it, and one on the same topic that does not.
TABLE = [
    (
        "When does the ferry strike begin?",
        "Deckhands will walk off the job at midnight on Thursday, June 12, the ferry union said.",
        "The ferry union said the strike would be its first against the operator in a decade.",
    ),
    (
        "Who is the new harbour master?",
        "The city named Elena Marsh, a former pilot, as its new harbour master on Monday.",
        "The harbour master oversees the movement of every vessel that enters the port.",
    ),
    (
        "How many homes lost power in the storm?",
        "About 42,000 homes were without power on Sunday after the storm, the utility said.",
        "The storm knocked down power lines near homes across the county, the utility said.",
    ),
    (
        "Where will the new battery plant be built?",
        "The company will build the battery plant in Ashford, an hour north of the capital.",
        "The new battery plant will be built by the company with help from the government.",
    ),
    (
        "Why was the bridge closed?",
        "Engineers closed the bridge because they had found cracks in two of its supports.",
        "The bridge, opened in 1961, carries more than 30,000 cars on an ordinary weekday.",
    ),
    (
        "how much is the duty on imported cheese",
        "Imported cheese will be charged a duty of 15 percent from the first of the month.",
        "Makers of cheese had asked the ministry for years to do something about imports.",
    ),
    (
        "What did the mayor say about the stadium?",
        "“We will not spend a cent of public money on the stadium,” the mayor said.",
        "The mayor met the owners of the stadium for two hours on Wednesday afternoon.",
    ),
    (
        "who won the election in Brightwater",
        "Tom Abara won the Brightwater election with 54 percent of the vote.",
        "Polling stations in Brightwater closed at eight after a quiet election day.",
    ),
    (
        "When was the airline founded?",
        "The airline was founded in 1978 by two brothers with a single seaplane.",
        "The airline said it would cancel a tenth of its flights because of the weather.",
    ),
    (
        "Which company bought the newspaper?",
        "Norland Media bought the newspaper for $80 million last week.",
        "Readers of the newspaper said that they feared for its local pages after the sale.",
    ),
    (
        "How many people work at the mine?",
        "The mine employs 600 people, most of them from two nearby villages.",
        "People at the mine said that they had heard of the closure on the radio.",
    ),
    (
        "Where was the minister born?",
        "Born in Lisbon to a family of teachers, the minister moved to Leeds as a child.",
        "The minister said that a child should be taught a second language from birth.",
    ),
]


@pytest.fixture(scope="module")
def ranker() -> Ranker:
    return Ranker()


@pytest.mark.parametrize(("question", "answer", "other"), TABLE)
def test_an_answer_ranks_above_what_is_only_on_the_topic(
    ranker: Ranker, question: str, answer: str, other: str
) -> None:
    best, second = ranker.score(question, [answer, other])
    assert best > second


def test_an_answer_ranks_above_every_sentence_about_something_else(ranker: Ranker) -> None:
    answers = [answer for _, answer, _ in TABLE]
    for number, (question, _, _) in enumerate(TABLE):
        assert int(ranker.score(question, answers).argmax()) == number


def test_a_score_does_not_depend_on_the_other_sentences(ranker: Ranker) -> None:
    question = TABLE[0][0]
    texts = [text for _, answer, other in TABLE for text in (answer, other)]
    together = ranker.score(question, texts)
    alone = np.concatenate([ranker.score(question, [text]) for text in texts])
    backwards = ranker.score(question, texts[::-1])[::-1]
    np.testing.assert_array_equal(together, alone)
    np.testing.assert_array_equal(together, backwards)
    assert len(set(together.tolist())) > len(texts) // 2


def test_no_sentences_have_no_scores(ranker: Ranker) -> None:
    scores = ranker.score("Who?", [])
    assert scores.shape == (0,)
    assert scores.dtype == np.float32


@pytest.mark.parametrize("question", ["", "Who won?", "why " * 2_000])
@pytest.mark.parametrize("sentence", ["", "   ", "tariff " * 1_429, "x" * 10_000, "\x00 🙂 \u202e"])
def test_any_text_has_a_finite_score(ranker: Ranker, question: str, sentence: str) -> None:
    scores = ranker.score(question, [sentence])
    assert scores.shape == (1,)
    assert np.isfinite(scores).all()


def test_what_a_long_sentence_says_first_is_read(ranker: Ranker) -> None:
    question, answer, other = TABLE[1]
    filler = " The weather was mild for the season." * 280
    said, unsaid = ranker.score(question, [answer + filler, other + filler])
    assert len(answer + filler) > 10_000
    assert said > unsaid


def test_weights_that_are_missing_or_changed_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="missing"):
        Ranker(tmp_path)
    (tmp_path / "card.json").write_text((WEIGHTS / "card.json").read_text())
    (tmp_path / "model.onnx").write_bytes(b"\0")
    with pytest.raises(ModelError, match="not the ones shipped"):
        Ranker(tmp_path)
    (tmp_path / "card.json").write_text(json.dumps([]))
    with pytest.raises(ModelError, match="missing"):
        Ranker(tmp_path)
