"""What is held out is never trained on, nor anything from the same article."""

from rag.reading_training.data import _held_out
from rag.reading_training.example import Example


def _examples(groups: int, each: int) -> list[Example]:
    return [
        Example(f"{g}-{n}", "Who?", "Ann.", ((0, 3),), f"wiki:{g}:{n}", "wiki")
        for g in range(groups)
        for n in range(each)
    ]


def _article(example: Example) -> str:
    return example.paragraph.rsplit(":", 1)[0]


def test_groups_are_held_out_whole() -> None:
    kept, held = _held_out(_examples(20, 7), 30, _article)
    assert len(held) == 35  # the smallest number of whole groups with 30 questions
    assert {_article(e) for e in kept}.isdisjoint(_article(e) for e in held)
    assert len(kept) + len(held) == 140


def test_the_same_are_held_out_in_another_order() -> None:
    examples = _examples(20, 7)
    assert {e.id for e in _held_out(examples, 30, _article)[1]} == {
        e.id for e in _held_out(examples[::-1], 30, _article)[1]
    }
