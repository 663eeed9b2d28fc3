"""A timeline: dated sentences in the order of their dates."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from index.article import Article
from rag.composed import Composed
from rag.timeline import MOST, in_words, timeline
from rag.values import Days, ValueKind, values
from tests.rag.reports import assert_composed, read, report, texts


def composed(about: str, *articles: Article) -> Composed:
    candidates = read(articles)
    known = {article.id: article for article in articles}
    found = timeline(about, texts(candidates), candidates, known.get)
    assert_composed(found, articles)
    return found


def told(found: Composed) -> list[str]:
    return [claim.text for claim in found.claims]


def test_events_come_in_the_order_of_their_dates() -> None:
    later = "The bridge toll rose to 9 dollars on March 20, 2025."
    first = "Drivers paid a bridge toll for the first time on January 4, 2025."
    assert told(composed("the bridge toll", report(later), report(first))) == [first, later]


def test_each_event_is_labelled_with_its_date() -> None:
    found = composed("the bridge toll", report("The bridge toll rose on Wednesday."))
    assert [claim.label for claim in found.claims] == ["26 March 2025"]


def test_a_period_leaves_out_what_lies_outside() -> None:
    body = "The bridge toll rose on January 4, 2025. The bridge toll fell on March 20, 2025."
    found = composed("the bridge toll in March", report(body))
    assert told(found) == ["The bridge toll fell on March 20, 2025."]


def test_last_week_is_counted_from_the_newest_article_and_says_so() -> None:
    body = "The bridge toll rose on March 19. The bridge toll fell on January 3."
    found = composed("the bridge toll last week", report(body))
    assert told(found) == ["The bridge toll rose on March 19."]
    assert any("2025-03-28" in note for note in found.notes)


def test_what_shares_no_word_with_the_subject_is_left_out() -> None:
    body = "The bridge toll rose on March 20. A choir sang at the quay on March 21."
    assert told(composed("the bridge toll", report(body))) == ["The bridge toll rose on March 20."]


def test_a_weekday_in_an_undated_article_is_left_out() -> None:
    undated = report("The bridge toll rose on Wednesday.", published=None)
    found = composed("the bridge toll", undated)
    assert found.claims == ()
    assert found.abstained is not None
    assert found.nearest is not None
    absolute = report("The bridge toll rose on 26 March 2025.", published=None)
    assert len(composed("the bridge toll", undated, absolute).claims) == 1


def test_one_event_is_told_once() -> None:
    one = report("The council raised the bridge toll for cars on March 20.", outlet="One")
    other = report("On March 20 the council raised the bridge toll for all cars.", outlet="Two")
    assert len(composed("the bridge toll", one, other).claims) == 1


def test_an_event_dated_differently_stands_there_twice_and_together() -> None:
    one = report("The mayor was sworn in on March 9.", outlet="One")
    between = report("The mayor spoke in the harbour on March 11.", outlet="Two")
    other = report("The mayor was sworn in on March 14.", outlet="Three")
    found = composed("the mayor", one, between, other)
    assert told(found) == [one.body, other.body, between.body]
    (conflict,) = found.conflicts
    assert [position.value for position in conflict.positions] == ["2025-03-09", "2025-03-14"]
    assert [position.words for position in conflict.positions] == ["March 9", "March 14"]
    assert conflict.about == "the date of “The mayor was sworn in”"


def test_what_two_articles_tell_as_the_news_of_their_day_is_no_conflict() -> None:
    sunday, monday = (datetime(2025, 3, day, tzinfo=UTC) for day in (23, 24))
    one = report("The toll talks went on today.", published=sunday)
    other = report("The toll talks went on today in the harbour.", published=monday)
    found = composed("the toll talks", one, other)
    assert len(found.claims) == 2
    assert found.conflicts == ()


def test_a_subject_that_no_article_names_is_refused() -> None:
    found = composed("the tunnel of Kananaskis", report("The bridge toll rose on March 20."))
    assert found.abstained is not None
    assert "“Kananaskis”" in found.abstained


def test_labels() -> None:
    assert in_words(Days(date(2025, 3, 4), date(2025, 3, 4))) == "4 March 2025"
    assert in_words(Days(date(2025, 3, 1), date(2025, 3, 31))) == "March 2025"
    assert in_words(Days(date(2025, 1, 1), date(2025, 12, 31))) == "2025"
    week = Days(date(2025, 3, 24), date(2025, 3, 30))
    assert in_words(week) == "24 March 2025 to 30 March 2025"


VERBS = ("raised", "cut", "debated", "postponed", "confirmed", "praised", "suspended", "doubled")


@given(
    st.lists(
        st.tuples(st.sampled_from(VERBS), st.dates(date(2020, 1, 1), date(2025, 3, 20))),
        min_size=1,
        max_size=14,
    ),
    st.integers(1, 4),
)
def test_whatever_happened_comes_in_order_and_once(
    events: list[tuple[str, date]], count: int
) -> None:
    lines = [f"The council {verb} the bridge toll on {day:%B} {day.day}, {day.year}."
             for verb, day in events]  # fmt: skip
    articles = list({
        each.id: each
        for each in (report(" ".join(lines[at::count])) for at in range(count) if lines[at::count])
    }.values())  # fmt: skip
    found = composed("the bridge toll", *articles)
    assert 1 <= len(found.claims) <= MOST
    opposed = {n for c in found.conflicts for p in c.positions for n in p.citations}
    dated = [
        values(claim.text, None, [ValueKind.DATE])[0].normal
        for claim in found.claims
        if not opposed & set(claim.citations)
    ]
    assert dated == sorted(dated)
    assert len(set(told(found))) == len(found.claims)
