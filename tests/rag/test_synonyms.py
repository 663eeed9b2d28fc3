"""Words that may restate each other, and nouns of verbs."""

import pytest

from rag.derivation import derived
from rag.lexicon import meaning, opposites
from rag.synonyms import restated


def test_what_is_wider_restates_what_is_narrower_and_not_the_reverse() -> None:
    assert meaning("wheat") in restated(meaning("grain"))
    assert meaning("grain") not in restated(meaning("wheat"))


@pytest.mark.parametrize(
    "word", ["detain", "cancel", "delay", "kill", "injure", "charge", "approve"]
)
def test_no_word_restates_its_opposite(word: str) -> None:
    assert not restated(meaning(word)) & opposites(meaning(word))


def test_a_stage_is_not_another() -> None:
    assert meaning("cancel") not in restated(meaning("delay"))
    assert meaning("convict") not in restated(meaning("charge"))
    assert meaning("kill") not in restated(meaning("wound"))


@pytest.mark.parametrize(
    ("noun", "verb"),
    [("imposition", "impose"), ("decision", "decide"), ("seizure", "seize"), ("arrival", "arrive")],
)
def test_a_noun_leads_to_its_verb(noun: str, verb: str) -> None:
    from rag.lexicon import stem

    assert stem(noun) == stem(verb) or stem(verb) in derived(stem(noun))
