"""Values of different articles: agreement, conflict, and what is about something else."""

from dataclasses import dataclass
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis, Span, article_id
from index.passages import passages
from rag.agree import Agreement, agreement
from rag.answer import Kind
from rag.reading import Candidate
from rag.values import values
from rag.wanted import wanted

QUESTION = "When does the bridge over the Tweed close?"
FRIDAY = datetime(2025, 3, 28, tzinfo=UTC)


@dataclass(frozen=True)
class Report:
    """A sentence of an article of its own, and the words in it that a reader points at."""

    text: str
    words: str
    reading: float = 10.0
    score: float = 2.0
    published: datetime | None = FRIDAY


def agreed(*reports: Report, question: str = QUESTION, kind: Kind = Kind.WHEN) -> Agreement:
    articles: dict[str, Article] = {}
    candidates = []
    for number, report in enumerate(reports):
        ident = article_id(
            body=report.text,
            title=str(number),
            outlet=None,
            author=None,
            url=None,
            published=report.published,
        )
        basis = Basis.STATED if report.published else Basis.UNKNOWN
        article = Article(
            ident, report.text, str(number), published=report.published, published_basis=basis
        )
        articles[ident] = article
        passage = passages(article)[0]
        start = report.text.index(report.words)
        kinds = wanted(kind, question).values
        (value,) = (
            each
            for each in values(report.text, report.published, kinds)
            if each.start < start + len(report.words) and start < each.end
        )
        candidates.append(
            Candidate(
                passage,
                Span(0, len(report.text)),
                report.text,
                report.score,
                0.8,
                1.0,
                1.0,
                report.reading,
                Span(start, start + len(report.words)),
                value,
            )
        )
    candidates.sort(key=lambda each: -each.score)
    return agreement(question, candidates, articles.get)


JUNE = Report("The bridge over the Tweed will close on June 4.", "June 4")
MAY = Report("The bridge over the Tweed will close on May 30, the mayor said.", "May 30")


def sides(found: Agreement) -> list[str]:
    return [side.value.normal for side in found.sides]


def test_two_days_are_a_conflict_and_the_better_sentence_comes_first() -> None:
    found = agreed(MAY, Report(JUNE.text, JUNE.words, score=2.2))
    assert found.conflict and sides(found) == ["2025-06-04", "2025-05-30"]


def test_one_day_in_two_forms_is_one_side() -> None:
    found = agreed(JUNE, Report("The Tweed bridge will close on 4 June, for repairs.", "4 June"))
    assert not found.conflict
    assert len(found.sides[0].said) == 2


def test_what_is_vaguer_fits_and_is_no_side() -> None:
    found = agreed(JUNE, MAY, Report("The bridge over the Tweed will close in June.", "June"))
    assert sides(found) == ["2025-06-04", "2025-05-30"]
    assert [each.value.words for each in found.vague] == ["June"]


@pytest.mark.parametrize(
    "other",
    [
        Report("The ferry over the Tweed closes on May 30.", "May 30"),  # of something else
        Report("The bridge over the Tweed opened on May 30.", "May 30"),
        Report(MAY.text, MAY.words, reading=0.0),  # the reader is not sure
        Report(MAY.text, MAY.words, score=0.5),  # far worse a sentence
        Report(MAY.text, MAY.words, published=datetime(2025, 1, 2, tzinfo=UTC)),  # long before
        Report("The bridge closes, since the Tweed was in flood on May 30.", "May 30"),
    ],
)
def test_what_is_said_of_something_else_is_no_conflict(other: Report) -> None:
    assert not agreed(JUNE, other).conflict


def test_an_article_does_not_disagree_with_itself() -> None:
    text = "The bridge over the Tweed closes on June 4. The Tweed bridge closes on May 30 for cars."
    article = Article("art_1", text)
    passage = passages(article)[0]
    found = [
        Candidate(
            passage,
            span,
            span.of(text),
            2.0,
            0.8,
            1.0,
            1.0,
            9.0,
            span,
            values(span.of(text), None)[0],
        )
        for span in passage.sentences
    ]
    assert not agreement(QUESTION, found, {"art_1": article}.get).conflict


def test_amounts_of_different_units_are_not_compared() -> None:
    question = "How many metres or lanes is the bridge over the Tweed?"
    metres = Report("The bridge over the Tweed is 300 metres long.", "300 metres")
    for text, words, conflict in (
        ("The bridge over the Tweed is 280 metres long.", "280 metres", True),
        ("The bridge over the Tweed is 2 lanes long.", "2 lanes", False),
    ):
        found = agreed(
            metres,
            Report(text, words),
            question=question.replace("long", "many"),
            kind=Kind.HOW_MUCH,
        )
        assert found.conflict == conflict


@given(st.lists(st.tuples(st.integers(1, 28), st.floats(0, 15)), max_size=6))
def test_no_two_sides_can_both_be_true_of_the_best(days: list[tuple[int, float]]) -> None:
    reports = [
        Report(f"The bridge over the Tweed closes on June {day}.", f"June {day}", reading)
        for day, reading in days
    ]
    found = agreed(*reports)
    named = sides(found)
    assert len(named) == len(set(named))
    assert {said.candidate.text for side in found.sides for said in side.said} <= {
        report.text for report in reports
    }
