"""The dated events of a corpus: in order, word for word, each once, and what contradicts."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from index.article import Article, Basis, article_id
from index.corpus import Corpus
from index.passages import passages
from index.selection import Selection
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.chronology import ARTICLES, MOST, Chronicler, Chronology, chronology_of
from rag.values import Days
from tests.doubles import HashingEmbedder

FRIDAY = datetime(2025, 3, 28, 12, 0, tzinfo=UTC)


@pytest.fixture
def corpus(tmp_path: Path) -> Iterator[Corpus]:
    with Corpus(tmp_path, HashingEmbedder(), lasting=False) as opened:
        yield opened


def write(corpus: Corpus, *stories: tuple[str, datetime | None], outlet: str = "Wire") -> None:
    """Articles of one body and date each."""
    entries = []
    for number, (body, published) in enumerate(stories):
        id_ = article_id(
            body=body, title=None, outlet=outlet, author=None, url=None, published=published
        )
        basis = Basis.STATED if published else Basis.UNKNOWN
        article = Article(id_, body, outlet=outlet, published=published, published_basis=basis)
        entries.append((f"/{outlet}#{number}{id_}", f"/{outlet}", article))
    corpus.store.write(entries, passages)


def texts(found: Chronology) -> list[str]:
    return [event.tellings[0].text for event in found.events]


def test_the_events_of_the_samples(samples: Corpus) -> None:
    found = Chronicler(samples.store).chronology()
    days = [event.days for event in found.events]
    firsts = [each.first for each in days if each]
    assert firsts == sorted(firsts)
    assert len(firsts) == len(days) == found.found
    assert {"2025-03-12", "2025-03-26", "2025-04-03", "2025-05-03"} <= set(map(str, days))
    assert (found.read, found.articles) == (5, 5)
    for event in found.events:
        for telling in event.tellings:
            article = samples.store.article(telling.article.id)
            assert article is not None
            assert article.body[telling.span.start : telling.span.end] == telling.text
            assert telling.words is not None
            assert telling.words in telling.text


def test_what_articles_date_differently_names_the_other_dates(samples: Corpus) -> None:
    found = Chronicler(samples.store).chronology()
    sides = {
        frozenset({str(event.days), *(str(found.events[at].days) for at in event.against)})
        for event in found.events
        if event.against
    }
    assert frozenset({"2025-04-02", "2025-04-03"}) in sides  # the tariffs on cars
    assert frozenset({"2025-03-09", "2025-03-14"}) in sides  # the swearing-in
    for at, event in enumerate(found.events):
        assert at not in event.against
        assert all(at in found.events[other].against for other in event.against)


def test_words_such_as_wednesday_are_counted_from_the_articles_day(corpus: Corpus) -> None:
    write(corpus, ("The border bridge in Truro opens on Wednesday, the mayor said.", FRIDAY))
    (event,) = Chronicler(corpus.store).chronology().events
    assert event.days == Days(date(2025, 4, 2), date(2025, 4, 2))
    assert event.tellings[0].words == "Wednesday"
    assert event.planned is True


def test_without_a_date_of_its_own_an_article_places_only_what_it_dates_in_full(
    corpus: Corpus,
) -> None:
    write(
        corpus,
        ("The bridge in Truro opens on Wednesday. The toll there ends on May 3, 2025.", None),
    )
    (event,) = Chronicler(corpus.store).chronology().events
    assert event.days == Days(date(2025, 5, 3), date(2025, 5, 3))
    assert event.planned is None


def test_one_event_of_several_articles_is_told_once_with_all_of_them(corpus: Corpus) -> None:
    write(corpus, ("The harbour bridge in Truro opened to traffic on March 26.", FRIDAY))
    later = FRIDAY + timedelta(hours=3)
    again = "On Wednesday the harbour bridge in Truro was opened to all traffic."
    write(corpus, (again, later), outlet="Gazette")
    (event,) = Chronicler(corpus.store).chronology().events
    assert [telling.article.outlet for telling in event.tellings] == ["Wire", "Gazette"]
    assert event.planned is False


def test_sentences_that_differ_in_a_figure_stay_two(corpus: Corpus) -> None:
    write(corpus, ("The harbour bridge in Truro closed to 40 ships on March 26.", FRIDAY))
    write(corpus, ("The harbour bridge in Truro closed to 90 ships on March 26.", FRIDAY),
          outlet="Gazette")  # fmt: skip
    assert len(Chronicler(corpus.store).chronology().events) == 2


def test_an_event_that_came_true_is_not_ahead_any_more(corpus: Corpus) -> None:
    write(corpus, ("The harbour bridge in Truro opens to traffic on April 2.", FRIDAY))
    write(corpus, ("The harbour bridge in Truro opened to traffic on April 2.",
                   FRIDAY + timedelta(days=9)), outlet="Gazette")  # fmt: skip
    (event,) = Chronicler(corpus.store).chronology().events
    assert event.planned is False


def test_days_and_filters_limit_it(samples: Corpus) -> None:
    chronicler = Chronicler(samples.store)
    first, last = date(2025, 4, 1), date(2025, 4, 3)
    found = chronicler.chronology(first=first, last=last)
    assert found.events
    assert all(e.days and e.days.last >= first and e.days.first <= last for e in found.events)
    nothing = chronicler.chronology(first=date(2031, 1, 1))
    assert (nothing.events, nothing.abstained) == (
        (),
        "No article dates an event within these days.",
    )
    outlet = samples.store.outlets()[0]
    one = chronicler.chronology(Selection(outlets=(outlet,)))
    assert {t.article.outlet for event in one.events for t in event.tellings} == {outlet}


def test_of_a_large_corpus_the_newest_or_the_nearest_articles_are_read(corpus: Corpus) -> None:
    began = datetime(2024, 1, 1, 12, tzinfo=UTC)
    stories = [
        (f"Ship number {n} left the port of Digby today with {n + 2} cars aboard.",
         began + timedelta(days=n))
        for n in range(ARTICLES + 60)
    ]  # fmt: skip
    write(corpus, *stories)
    chronicler = Chronicler(corpus.store)
    found = chronicler.chronology()
    assert (found.read, found.articles, found.found) == (ARTICLES, ARTICLES + 60, ARTICLES)
    assert len(found.events) == MOST
    assert texts(found)[-1] == stories[-1][0]
    early = chronicler.chronology(first=date(2024, 1, 3), last=date(2024, 1, 5))
    assert texts(early) == [story for story, _ in stories[2:5]]


def test_it_is_remembered_until_the_corpus_changes(corpus: Corpus) -> None:
    write(corpus, ("The harbour bridge in Truro opened to traffic on March 26.", FRIDAY))
    chronicler = Chronicler(corpus.store)
    assert chronicler.chronology() is chronicler.chronology()
    write(corpus, ("A ferry left Digby on March 27 for Saint John.", FRIDAY))
    assert len(chronicler.chronology().events) == 2


def test_an_answers_timeline_keeps_its_labels_citations_and_conflicts(samples: Corpus) -> None:
    answer = Chatbot(samples).ask(Question("Give me a timeline of the auto tariffs"))
    found = chronology_of(answer)
    assert texts(found) == [claim.text for claim in answer.claims]
    labelled = [claim.label is not None for claim in answer.claims]
    assert [event.days is not None for event in found.events] == labelled
    assert any(event.against for event in found.events) == bool(answer.conflicts)
    spans = {(each.article.id, each.span) for each in answer.citations}
    assert {(t.article.id, t.span) for e in found.events for t in e.tellings} <= spans
    april = chronology_of(answer, date(2025, 4, 3), date(2025, 4, 3))
    assert "2025-04-03" in {str(event.days) for event in april.events}
    assert all(e.days and e.days.overlaps(Days(*[date(2025, 4, 3)] * 2)) for e in april.events)


def test_a_refused_timeline_says_why(samples: Corpus) -> None:
    found = chronology_of(Chatbot(samples).ask(Question("Give me a timeline of the moon landing")))
    assert found.events == ()
    assert found.abstained


def test_captions_are_no_events(corpus: Corpus) -> None:
    write(corpus, ("Posted on March 26 by the news desk in Truro.", FRIDAY))
    assert Chronicler(corpus.store).chronology().events == ()
