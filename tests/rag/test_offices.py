"""Who holds an office: the one that is asked for, and no other of its title."""

import pytest

from rag.offices import office


@pytest.mark.parametrize(
    ("question", "sentence", "named"),
    [
        ("Who is Kelso's finance minister?", "Finance Minister Ann Berg resigned.", True),
        ("Who is Kelso's finance minister?", "Trade Minister Ann Berg resigned.", False),
        ("Who is Kelso's finance minister?", "Prime Minister Ann Berg raised taxes.", False),
        ("Who is Kelso's finance minister?", "Deputy Finance Minister Ann Berg left.", False),
        ("Who is the deputy finance minister?", "Deputy Finance Minister Ann Berg left.", True),
        ("Who is the minister of finance?", "Ann Berg, the finance minister, left.", True),
        ("Who was the finance minister?", "Former finance minister Ann Berg left.", True),
        ("who is the u.s. secretary of commerce", "U.S. Secretary of State Ann Berg left.", False),
        ("who is the u.s. secretary of commerce", "Commerce Secretary Ann Berg left.", True),
        ("Who is Mexico's president?", "U.S. President Ann Berg named Mexico.", False),
        ("Who is Mexico's president?", "President Ann Berg spoke in Mexico.", True),
        ("What is the name of the chairman of Gencorp?", "Chairman Tom Lee agreed.", True),
        ("What is the name of the chairman of Gencorp?", "Ann Berg of Gencorp agreed.", False),
    ],
)
def test_another_office_is_not_the_one_asked_for(question: str, sentence: str, named: bool) -> None:
    asked = office(question)
    assert asked is not None
    assert (asked.named_in(sentence) > 0) == named


def test_a_holder_whose_country_is_said_comes_first() -> None:
    asked = office("Who is the French finance minister?")
    assert asked is not None
    assert asked.named_in("French Finance Minister Ann Berg left.") == 1.0
    assert 0 < asked.named_in("Finance Minister Ann Berg left.") < 1.0


@pytest.mark.parametrize(
    "question",
    [
        "Who met the finance minister?",
        "Who is the minister who closed the bridge?",
        "When did the finance minister resign?",
        "Who is Ann Berg?",
        "",
    ],
)
def test_no_office_is_asked_for(question: str) -> None:
    assert office(question) is None
