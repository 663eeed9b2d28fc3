"""Outlets that a model names, and whose sentences must then carry what it says."""

import pytest

from rag.writing.attribution import unanswered, unattributed
from rag.writing.draft import Draft
from rag.writing.holding import Held, hold
from rag.writing.titles import named
from rag.written import Fate
from tests.rag.writing.planted_answers import _evidence

EVIDENCE = _evidence(
    [
        {
            "label": "S1",
            "outlet": "Fjord Times",
            "published": "2025-05-08",
            "text": "The dam at Rena holds 40 million cubic metres.",
        },
        {
            "label": "S2",
            "outlet": "The Lake Post",
            "published": "2025-05-08",
            "text": "The dam at Rena holds 45 million cubic metres.",
        },
        {
            "label": "S3",
            "outlet": "Fjord Times",
            "published": "2025-05-08",
            "text": "Inspectors found cracks on Tuesday and shut two gates.",
        },
    ]
)


def held(text: str, *labels: str) -> Held:
    return hold(Draft(text, labels), EVIDENCE)


@pytest.mark.parametrize(
    "text",
    [
        "The Lake Post, however, says the dam at Rena holds 45 million cubic metres.",
        "The Lake Post also reports that the dam at Rena holds 45 million cubic metres.",
        "Another report says the dam at Rena holds 45 million cubic metres.",
        "According to The Lake Post, the dam at Rena holds 45 million cubic metres.",
    ],
)
def test_an_outlet_is_named_with_its_own_sentence(text: str) -> None:
    assert held(text, "S2").fate is Fate.SHOWN


def test_an_outlet_is_not_named_with_the_sentence_of_another() -> None:
    text = "The Lake Post says the dam at Rena holds 40 million cubic metres."
    assert held(text, "S1", "S2").fate is not Fate.SHOWN
    cited = EVIDENCE.sentences[:2]
    assert [each.label for each in unattributed(text, cited).cited] == ["S2"]


def test_yes_and_no_are_left_out() -> None:
    """They answer a question that no passage asks."""
    shown = held("Yes, inspectors found cracks on Tuesday and shut two gates.", "S3")
    assert shown.text == "Inspectors found cracks on Tuesday and shut two gates."
    assert unanswered("No one was hurt.") == "No one was hurt."


def test_a_day_is_the_one_that_the_tense_means() -> None:
    assert held("Inspectors found cracks on May 6 and shut two gates.", "S3").fate is Fate.SHOWN
    assert (
        held("Inspectors found cracks on May 13 and shut two gates.", "S3").fate is not Fate.SHOWN
    )


def test_a_title_is_its_only_holder() -> None:
    body = "Chancellor Ida Moser met unions. The chancellor promised a law."
    quote = "The chancellor promised a law."
    assert named("Moser promised a law.", quote, body) == "Moser promised a law."
    assert named("Moser promised a law.", quote, body + " Chancellor Karl Huber did not.") == quote
    assert named("Moser promised a law.", quote.replace("The", "The Danish"), body) == (
        "Moser promised a law."
    )
    abroad = body + " The German chancellor was silent."
    assert named("Moser promised a law.", quote.replace("The", "The Danish"), abroad) == (
        "The Danish chancellor promised a law."
    )
