"""How many origins some articles have, said only where it says something."""

import pytest

from index.article import Article
from rag.origins import origins_note

MANY = {f"art_{at}": f"org_{at // 2}" for at in range(1, 4_001)}


@pytest.mark.parametrize(
    ("ids", "note"),
    [
        ([], None),
        (["art_1"], None),
        (["art_1", "art_2"], None),
        (["art_1", "art_1"], None),
        (["art_2", "art_3"], "2 articles, one origin"),
        (["art_1", "art_2", "art_3", "art_3"], "3 articles, 2 origins"),
        (["art_2", "unknown", "art_3"], "3 articles, 2 origins"),
        (["unknown", "unheard"], None),
        (list(MANY), "4,000 articles, 2,001 origins"),
    ],
    ids=str,
)
def test_the_note(ids: list[str], note: str | None) -> None:
    assert origins_note([Article(each, "x") for each in ids], MANY) == (
        f"{note}: near-copies of one story count once." if note else None
    )
