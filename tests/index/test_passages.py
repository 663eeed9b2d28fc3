"""Passages: exact spans, whole sentences, a budget, no boilerplate."""

from hypothesis import given
from hypothesis import strategies as st

from index.passages import BUDGET, passages
from index.sentences import sentences
from index.tokens import count_tokens
from tests.articles import article, story
from tests.spans import assert_spans_true

PAGE = """---
title: Ferry fares
---
# Ferry fares are to rise again

By Ann Oakes

Advertisement

Fares on the northern ferry rise in May, the company said. The increase is the third since winter.

Share this article

Islanders wrote to the minister in protest. He has not answered them yet.

Photo: Bill Lund/Example Times

Read more: Who owns the northern ferry
"""


def test_boilerplate_lies_in_none() -> None:
    ferry = article(PAGE)
    found = passages(ferry)
    assert_spans_true(ferry, found)
    text = "\n".join(passage.text for passage in found)
    for wanted in ("Fares on the northern ferry", "He has not answered them yet."):
        assert wanted in text
    for frame in ("title:", "Advertisement", "Share this", "Photo:", "Read more", "By Ann"):
        assert frame not in text


def test_a_passage_does_not_reach_across_boilerplate() -> None:
    found = passages(article(PAGE))
    assert [len(passage.sentences) for passage in found] == [2, 2]


def test_neighbouring_paragraphs_share_a_passage() -> None:
    body = "One man came in by the door.\n\nHe sat down and was silent.\n\nThen he left again."
    found = passages(article(body))
    assert [passage.text for passage in found] == [body]
    assert len(found[0].sentences) == 3


def test_the_budget_is_kept_and_used() -> None:
    found = passages(article(story("the harbour", 60)))
    costs = [sum(count_tokens(part.of(story("the harbour", 60))) for part in passage.sentences)
             for passage in found]  # fmt: skip
    assert all(cost <= BUDGET for cost in costs)
    sentence = count_tokens(
        "The council spoke about the harbour on day 10 and put off its vote again."
    )
    assert all(cost > BUDGET - sentence - 1 for cost in costs[:-1]), "another sentence had room"


def test_a_sentence_over_the_budget_is_alone() -> None:
    long = "The list named " + ", ".join(f"town number {n}" for n in range(60)) + "."
    body = f"It was short. {long} It ended there."
    found = passages(article(body), budget=50)
    assert [passage.text for passage in found] == ["It was short.", long, "It ended there."]


def test_ids_depend_on_article_and_span_alone() -> None:
    one, two = article(story("wheat")), article(story("steel"))
    assert [p.id for p in passages(one)] == [p.id for p in passages(one)]
    assert len({p.id for p in passages(one) + passages(two)}) == len(passages(one)) + len(
        passages(two)
    )
    assert all(p.id.startswith("psg_") and len(p.id) == 20 for p in passages(one))


def words(text: str) -> int:
    return len(text.split())


PARTS = st.sampled_from(
    ["The mayor spoke on Monday. ", "Nobody listened! ", "“We lost. We won,” she said. ",
     "\n", "\n\n", "\r\n", "Advertisement\n", "By Ann Oakes\n", "Mr. Bell ", "x" * 300, "😀 ",
     "e\u0301 ", "… ", "---\n",
     "Read more: ferries\n", "- a list of things to come.\n", "\u2028", "  "]
)  # fmt: skip


@given(
    st.one_of(
        st.lists(PARTS, max_size=40).map("".join),
        st.text(st.characters(exclude_characters="\x00"), max_size=200),
    ),
    st.integers(1, 60),
)
def test_any_body(body: str, budget: int) -> None:
    whole = article(body)
    found = passages(whole, budget, words)
    assert_spans_true(whole, found)
    edges = [edge for passage in found for edge in (passage.span.start, passage.span.end)]
    assert edges == sorted(edges)
    for passage in found:
        assert len(passage.sentences) == 1 or words(passage.text) <= budget
        for sentence in passage.sentences:
            assert sentences(body, sentence) == [sentence], "a sentence was cut in two"
    assert len({passage.id for passage in found}) == len(found)
    assert passages(whole, budget, words) == found


def test_an_article_without_prose_has_none() -> None:
    assert passages(article("")) == []
    assert passages(article("12345 67890")) == []
