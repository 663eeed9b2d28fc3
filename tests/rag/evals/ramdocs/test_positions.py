"""Which positions documents support: invented documents that disagree, and a scripted reader."""

import inspect
from itertools import permutations

from hypothesis import given
from hypothesis import strategies as st

from rag.evals.ramdocs.documents import are_versions, document, families
from rag.evals.ramdocs.positions import in_words, positions
from tests.rag.test_pointing import ScriptedReader

QUESTION = "When was the Moor House built?"
OHIO = (
    "Moor House (Ohio) The Moor House is a stone house in Leith, Ohio. It was built in 1811 for"
    " the miller Tam Brand, whose family kept it until the county bought the place for a museum."
)
ALTERED = OHIO.replace("1811", "1904")
TEXAS = (
    "Moor House (Texas) The Moor House is a ranch in Tweed, Texas. The ranch was built in 1874 by"
    " the sisters Ida and Una Moor, and it has belonged to the state since their last heir died."
)
GUIDE = "Travellers who come to the mill of Leith see at once that it is as old as 1811 tells them."
MENU = "Home Menu Search Houses Moor House 1950 Login Contact Tickets Shop Map Events Jobs Press"
READER = ScriptedReader({"1811": 12.0, "1904": 14.0, "1874": 11.0, "1950": 9.0})


def answer(*texts: str, reader: ScriptedReader = READER) -> str:
    return in_words(positions(QUESTION, texts, reader))


def test_documents_about_different_things_of_one_name_are_all_right() -> None:
    assert answer(OHIO, TEXAS) == "1811; 1874"


def test_of_two_versions_the_one_that_another_text_bears_out_is_right() -> None:
    assert answer(ALTERED, OHIO, GUIDE) == "1811"
    assert answer(ALTERED, OHIO, GUIDE.replace("1811", "1904")) == "1904"


def test_of_two_versions_alone_the_one_with_its_title_is_right() -> None:
    assert answer(OHIO, ALTERED.removeprefix("Moor House (Ohio) ")) == "1811"


def test_what_both_versions_say_stands_beside_what_one_adds() -> None:
    found = answer(OHIO, OHIO + " Others hold 1904.", GUIDE.replace("1811", "1904"))
    assert found == "1904; 1811"


def test_what_the_reader_thinks_out_of_the_question_is_left_out_beside_what_it_does_not() -> None:
    reader = ScriptedReader({"1811": 12.0, "1874": -11.0})
    assert answer(OHIO, TEXAS, reader=reader) == "1811"
    assert answer(TEXAS, reader=reader) == "1874"


def test_page_furniture_alone_supports_nothing_beside_an_article() -> None:
    assert answer(MENU, TEXAS) == "1874"
    assert answer(MENU) == "1950"
    assert "1950" in answer(MENU, TEXAS.replace("1874", "1950"))


def test_one_date_said_more_and_less_fully_is_one_position() -> None:
    reader = ScriptedReader({"1811": 12.0, "4 May 1811": 10.0})
    found = positions(QUESTION, [OHIO, GUIDE.replace("1811", "4 May 1811")], reader)
    assert [each.words for each in found] == [("4 May 1811",)]
    assert found[0].documents == (0, 1)


def test_no_documents_hold_no_positions() -> None:
    assert positions(QUESTION, [], READER) == []
    assert positions(QUESTION, ["", "  "], READER) == []


def test_the_order_of_documents_makes_no_difference() -> None:
    texts = (OHIO, ALTERED, TEXAS, MENU, GUIDE)
    assert len({answer(*order) for order in permutations(texts)}) == 1


def test_the_method_is_told_nothing_but_question_and_texts() -> None:
    assert list(inspect.signature(positions).parameters) == ["question", "texts", "reader"]


@given(st.lists(st.text(max_size=120), max_size=4), st.sampled_from([QUESTION, "Who?", "What?"]))
def test_any_documents_are_answered_from(texts: list[str], question: str) -> None:
    reader = ScriptedReader({text[at : at + 4]: 5.0 for text in texts for at in (0, 5, 20)})
    for each in positions(question, texts, reader):
        assert each.words and each.documents
        assert all(0 <= at < len(texts) for at in each.documents)


def test_versions_are_of_one_family_and_stories_apart_are_not() -> None:
    first, second, other = document(OHIO), document(ALTERED), document(TEXAS)
    assert are_versions(first, second) and not are_versions(first, other)
    numbers = families([first, other, second])
    assert numbers[0] == numbers[2] != numbers[1]


def test_articles_and_furniture_look_different() -> None:
    assert document(OHIO).article and document(OHIO).titled
    assert not document(GUIDE).titled
    assert not document(MENU).article and document(MENU).prose < document(GUIDE).prose
