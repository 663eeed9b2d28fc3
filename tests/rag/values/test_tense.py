from datetime import UTC, datetime

from rag.values import ValueKind, values

WEDNESDAY = datetime(2024, 8, 7, tzinfo=UTC)


def test_a_participle_before_a_noun_does_not_make_a_plan_past() -> None:
    text = "Chile and Peru will open a shared border post at Arica on Thursday."
    (day,) = values(text, WEDNESDAY, [ValueKind.DATE])
    assert day.normal == "2024-08-08"


def test_a_verb_in_the_past_still_does() -> None:
    text = "Chile and Peru opened a shared border post at Arica on Thursday."
    (day,) = values(text, WEDNESDAY, [ValueKind.DATE])
    assert day.normal == "2024-08-01"
