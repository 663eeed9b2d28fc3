"""Notes numbered through a conversation."""

from tests.ui.export.samples import AGAIN, DISAGREE, EXCHANGES, FIRST, LINES, WHY
from ui.export.document import around, document


def test_numbers_are_unique_and_the_same_words_have_one() -> None:
    found = document("x", EXCHANGES)
    assert [note.number for note in found.notes] == [1, 2, 3, 4]
    assert [note.quote for note in found.notes].count(LINES) == 1
    first, second, refused = (each.answer for each in found.exchanges[:3])
    assert first == DISAGREE
    assert second and refused and refused.nearest
    assert [claim.citations for claim in second.claims] == [(3,), (1,), (1,)]
    assert [(each.number, each.quote) for each in second.citations] == [
        (3, WHY.quote),
        (1, AGAIN.quote),
    ]
    assert refused.nearest.number == 4
    assert [each.answer for each in found.exchanges[3:]] == [None, None]


def test_marks_in_notes_go_with_the_numbers_but_not_those_in_quotation_marks() -> None:
    found = document("x", EXCHANGES)
    assert found.exchanges[1].answer
    assert found.exchanges[1].answer.notes == ("“once [1]” [1] is late.",)
    alone = document("x", EXCHANGES[1:])
    assert alone.exchanges[0].answer
    assert alone.exchanges[0].answer.notes == ("“once [1]” [2] is late.",)


def test_a_passage_is_whole_around_its_quote() -> None:
    (note,) = [note for note in document("x", EXCHANGES).notes if note.quote == LINES]
    assert "".join(around(note)) == FIRST.body
