"""Tokens become text, and each token's place in it is exact."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.reading_training.detokenize import detokenized

SENTENCES = (
    ("He said , `` No . ''", 'He said, "No."'),
    ("the sponge -LRB- a host -RRB- lives", "the sponge (a host) lives"),
    ("Bob 's dogs ' food did n't last", "Bob's dogs' food didn't last"),
    ("It cost $ 5 or 10 % more", "It cost $5 or 10% more"),
    ("`` Go '' , they said ; `` stay '' .", '"Go", they said; "stay".'),
)


@pytest.mark.parametrize(("tokens", "text"), SENTENCES)
def test_blanks_stand_where_people_put_them(tokens: str, text: str) -> None:
    assert detokenized(tokens.split()).text == text


@given(
    st.lists(st.sampled_from(["a", "Tax", "5", ",", "''", "``", "-LRB-", "'s", "$"]), min_size=1)
)
def test_a_place_holds_its_token(tokens: list[str]) -> None:
    found = detokenized(tokens)
    signs = {"''": '"', "``": '"', "-LRB-": "("}
    assert [found.text[a:b] for a, b in found.places] == [signs.get(t, t) for t in tokens]
    assert "".join(found.text[a:b] for a, b in found.places) == found.text.replace(" ", "")


def test_a_span_includes_its_last_token() -> None:
    found = detokenized(["In", "March", ",", "1987", ",", "it", "fell"])
    start, end = found.span(1, 3)
    assert found.text[start:end] == "March, 1987"
