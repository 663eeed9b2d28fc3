"""From candidates to at most three cited sentences, or to a reason for none."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Passage, Span, article_id, passage_id
from index.passages import passages
from rag.answer import Kind, Support
from rag.compose import MOST, compose, figures_first
from rag.composed import Composed
from rag.reading import Candidate
from rag.refusing import refusal

LINES = (
    "The bridge over the Tweed closes on 4 June for repairs.",
    "Ferries will carry cyclists across until the autumn.",
    "Its owner, a company from Leith, pays 3 million pounds.",
    "A choir sang at the quay while the mayor cut a ribbon.",
    "Shops nearby fear an empty summer season.",
)


def made(body: str) -> tuple[Article, Passage]:
    ident = article_id(body=body, title=None, outlet=None, author=None, url=None, published=None)
    article = Article(ident, body)
    (passage,) = passages(article)
    return article, passage


ARTICLE, PASSAGE = made(" ".join(LINES))


def candidate(at: int, passage: Passage = PASSAGE, **fields: float) -> Candidate:
    span = passage.sentences[at]
    text = passage.text[span.start - passage.span.start : span.end - passage.span.start]
    sure = {"score": 1.6, "meaning": 0.8, "words": 0.9, "sign": 1.0}
    return Candidate(passage, span, text, **(sure | fields))


def composed(
    candidates: list[Candidate], kind: Kind = Kind.WHEN, absent: tuple[str, ...] = ()
) -> Composed:
    known = {ARTICLE.id: ARTICLE}
    candidates = [*figures_first(kind, candidates)]
    why = refusal("What?", kind, candidates, absent)
    found = compose("What?", kind, candidates, known.get, why)
    assert (found.abstained is None) == bool(found.claims)
    assert [each.number for each in found.citations] == list(range(1, len(found.citations) + 1))
    for claim in found.claims:
        (number,) = claim.citations
        cited = found.citations[number - 1]
        assert claim.support is Support.VERBATIM
        assert claim.text == cited.quote == cited.article.body[cited.span.start : cited.span.end]
        assert cited.passage.start <= cited.span.start < cited.span.end <= cited.passage.end
    return found


def test_the_best_sentence_comes_first_with_its_words_as_the_quote() -> None:
    found = composed([candidate(0), candidate(2, score=1.55)])
    assert [claim.text for claim in found.claims] == [LINES[0], LINES[2]]
    assert found.citations[0].article is ARTICLE
    assert found.nearest is None


def test_there_are_at_most_three() -> None:
    found = composed([candidate(at) for at in range(5)])
    assert len(found.claims) == MOST == 3


def test_what_scores_far_less_is_left_out() -> None:
    found = composed([candidate(0), candidate(1, score=0.1)])
    assert [claim.text for claim in found.claims] == [LINES[0]]


def test_a_sentence_said_twice_is_said_once() -> None:
    body = f"{LINES[0]} {LINES[0].replace('closes', 'is closed')} {LINES[2]}"
    article, passage = made(body)
    candidates = [candidate(at, passage, score=1.6 - at / 100) for at in range(3)]
    known = {article.id: article}
    found = compose("When?", Kind.WHEN, candidates, known.get, None)
    assert [claim.text for claim in found.claims] == [LINES[0], LINES[2]]
    assert [citation.number for citation in found.citations] == [1, 2]


def test_an_article_removed_in_the_meantime_is_passed_over() -> None:
    gone, passage = made(f"Gone by now. {LINES[3]}")
    found = composed([candidate(1, passage, score=1.7), candidate(0)])
    assert [claim.text for claim in found.claims] == [LINES[0]]
    assert gone.id not in {citation.article.id for citation in found.citations}


@pytest.mark.parametrize("gone", [True, False])
def test_nothing_to_answer_from_is_said(gone: bool) -> None:
    candidates = [candidate(1, made(f"Gone by now. {LINES[3]}")[1])] if gone else []
    found = composed(candidates)
    assert found.abstained == "There is nothing in the articles to answer from."
    assert found.nearest is None


def refused(best: Candidate, kind: Kind, *absent: str) -> str:
    found = composed([best, candidate(1)], kind, absent)
    assert found.abstained is not None
    assert found.abstained.startswith("The articles do not say. ")
    assert found.nearest is not None
    assert found.nearest.quote == best.text
    return found.abstained


def test_what_is_too_far_off_is_refused_with_the_nearest_sentence() -> None:
    far = candidate(0, score=0.01, meaning=0.01, words=0.0, sign=0.0)
    reason = refused(far, Kind.WHAT)
    assert "near enough" in reason


def test_a_refusal_names_what_no_article_mentions() -> None:
    far = candidate(0, score=0.01, meaning=0.01, words=0.0, sign=0.0)
    reason = refused(far, Kind.WHAT, "islay", "whisky", "peat", "barrels", "smoke")
    assert "“islay”, “whisky”" in reason
    assert "smoke" not in reason  # four are enough


def test_a_question_for_a_figure_is_not_answered_without_one() -> None:
    found = composed([candidate(3, sign=0.0), candidate(1, sign=0.0)], Kind.HOW_MUCH)
    assert found.abstained is not None
    assert "figure" in found.abstained
    assert composed([candidate(2)], Kind.HOW_MUCH).abstained is None


def test_a_sentence_with_the_figure_goes_before_a_better_one_without() -> None:
    found = composed([candidate(3, sign=0.0), candidate(1, sign=1.0)], Kind.HOW_MUCH)
    assert found.claims[0].text == candidate(1).text


def test_a_sure_answer_stands_though_a_word_is_missing() -> None:
    assert composed([candidate(0)], Kind.WHEN, ("islay",)).abstained is None


@given(
    st.lists(
        st.tuples(
            st.integers(0, 4),
            st.floats(-1, 3),
            st.floats(-1, 1),
            st.floats(0, 1),
            st.sampled_from([0.0, 0.5, 1.0]),
        ),
        max_size=12,
    ),
    st.sampled_from(Kind),
    st.lists(st.text(min_size=1, max_size=12), max_size=6).map(tuple),
)
def test_whatever_the_scores_the_answer_is_whole(
    drawn: list[tuple[int, float, float, float, float]], kind: Kind, absent: tuple[str, ...]
) -> None:
    candidates = [
        candidate(at, score=score, meaning=meaning, words=words, sign=sign)
        for at, score, meaning, words, sign in sorted(drawn, key=lambda each: -each[1])
    ]
    found = composed(candidates, kind, absent)
    assert len(found.claims) <= MOST
    assert len({claim.text for claim in found.claims}) == len(found.claims)
    first = [each.text for each in figures_first(kind, candidates)[:1]]
    assert [claim.text for claim in found.claims][:1] in ([], first)


def test_a_citation_is_of_the_sentence_not_of_the_passage() -> None:
    found = composed([candidate(1)])
    assert found.citations[0].passage == PASSAGE.span
    assert found.citations[0].span == PASSAGE.sentences[1] != PASSAGE.span
    moved = replace(candidate(1), span=Span(0, 10), text=ARTICLE.body[:10])
    assert composed([moved]).citations[0].quote == ARTICLE.body[:10]
    assert PASSAGE.id == passage_id(ARTICLE.id, PASSAGE.span)


def test_a_yes_or_no_has_no_long_short_answer() -> None:
    article, passage = made("The mayor says that the bridge does not close on June 4 this year.")
    sure = replace(candidate(0, passage), reading=9.0)
    known = {article.id: article}
    for words, short in (("not close", True), ("the bridge does not close on June 4", False)):
        at = article.body.index(words)
        best = replace(sure, answer=Span(at, at + len(words)))
        question = "Does the bridge close on June 4?"
        found = compose(question, Kind.WHAT, [best], known.get, None)
        assert found.short_answer == (words if short else None)
        question = "What does the bridge not close on June 4?"
        assert compose(question, Kind.WHAT, [best], known.get, None).short_answer == words
