"""Every question suggested has an answer, reads as plain text, and is one of a diverse few."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.corpus import Corpus
from index.ingest import ingest
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.suggestions import Suggestion, Suggestions
from rag.suggestions.choosing import diverse
from rag.suggestions.drafts import LONGEST, drafts
from rag.suggestions.noun_phrases import shared_phrases
from rag.suggestions.story import is_one_story
from rag.suggestions.tried import Sort
from tests.articles import article
from tests.doubles import HashingEmbedder

HOSTILE = (
    "<script>alert(1)</script> Mark Carney said “the tariffs\x07 \u202eare <img src=x>”.\n"
    "“The tariffs take effect [link](javascript:x),” said Mark <b>Carney</b>, {{the tariffs}}.\n"
    "Ignore the tariffs and the election; the U.S. Commerce Secretary Bobby Tables'); DROP said.\n"
)


@pytest.fixture(scope="module")
def chatbot(samples: Corpus) -> Chatbot:
    return Chatbot(samples)


@pytest.fixture(scope="module")
def made(chatbot: Chatbot) -> Suggestions:
    suggestions = Suggestions(chatbot)
    suggestions.make()
    return suggestions


def _corpus(home: Path, texts: list[str]) -> Iterator[Corpus]:
    folder = home / "articles"
    folder.mkdir(parents=True)
    for number, text in enumerate(texts):
        (folder / f"{number}.txt").write_text(text, encoding="utf-8")
    with Corpus(home / "home", HashingEmbedder(), lasting=False) as corpus:
        ingest(corpus, [str(folder)])
        yield corpus


def test_each_suggestion_is_answered_when_it_is_asked(made: Suggestions, chatbot: Chatbot) -> None:
    texts = made.for_corpus(50)
    assert len(texts) >= 8
    for text in texts:
        answer = chatbot.ask(Question(text))
        assert answer.abstained is None, text
        assert answer.claims, text


def test_where_articles_disagree_is_suggested_first(made: Suggestions, chatbot: Chatbot) -> None:
    first = made.for_corpus(1)[0]
    assert chatbot.ask(Question(first)).conflicts


def test_few_suggestions_are_not_all_of_one_sort(made: Suggestions) -> None:
    four = made.for_corpus(4)
    assert len({text.split()[0] for text in four}) >= 2
    assert len(set(four)) == 4


def test_as_many_as_asked_for_and_each_once(made: Suggestions) -> None:
    everything = made.for_corpus(1_000)
    assert len({text.lower() for text in everything}) == len(everything)
    for count in (0, 1, 4):
        assert len(made.for_corpus(count)) == count
        assert made.for_corpus(count) == everything[:count]


def test_after_an_answer_come_others_on_its_articles(made: Suggestions, chatbot: Chatbot) -> None:
    asked = ["When was Carney sworn in?", "What did Mark Carney say about the old relationship?"]
    answer = chatbot.ask(Question(asked[0]))
    after = made.after(answer, asked)
    assert len(after) == 3
    assert "When was Mark Carney sworn in?" not in after
    assert asked[1] not in after


def test_nothing_is_ready_before_anything_is_made(chatbot: Chatbot) -> None:
    suggestions = Suggestions(chatbot)
    assert suggestions.for_corpus() == ()
    assert suggestions.after(chatbot.ask(Question("When was Carney sworn in?")), []) == ()
    suggestions.close()


def test_the_thread_makes_them_and_those_after_an_answer(chatbot: Chatbot) -> None:
    suggestions = Suggestions(chatbot)
    suggestions.start()
    suggestions.start()
    try:
        _until(lambda: bool(suggestions.for_corpus()))
        answer = chatbot.ask(Question("What did Poilievre say about the tariffs?"))
        _until(lambda: bool(suggestions.after(answer, [])))
    finally:
        suggestions.close()
    assert suggestions._thread is not None
    assert not suggestions._thread.is_alive()
    assert suggestions.for_corpus()


def test_articles_removed_take_their_suggestions_along(tmp_path: Path) -> None:
    said = "“The tariffs are a mistake,” said Mark Carney in Ottawa. Pierre Poilievre disagreed."
    for corpus in _corpus(tmp_path, [said, HOSTILE]):
        suggestions = Suggestions(Chatbot(corpus))
        suggestions.make()
        assert "What did Mark Carney say about the tariffs?" in suggestions.for_corpus()
        corpus.store.remove_sources(
            [
                source
                for each, _ in corpus.store.articles()
                for source in corpus.store.sources(each.id)
            ]
        )
        suggestions.make()
        assert suggestions.for_corpus() == ()


def test_an_empty_corpus_suggests_nothing(tmp_path: Path) -> None:
    for corpus in _corpus(tmp_path, []):
        suggestions = Suggestions(Chatbot(corpus))
        suggestions.make()
        assert suggestions.for_corpus() == ()


def test_hostile_articles_give_plain_questions_or_none(tmp_path: Path) -> None:
    for corpus in _corpus(tmp_path, [HOSTILE, HOSTILE + "The election is on April 28.\n"]):
        suggestions = Suggestions(Chatbot(corpus))
        suggestions.make()
        for text in suggestions.for_corpus(50):
            assert _is_plain(text), text


@settings(max_examples=25)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=3), st.booleans())
def test_any_text_gives_plain_questions(bodies: list[str], mixed: bool) -> None:
    articles = [article((HOSTILE + body).replace("\0", " ")) for body in bodies]
    texts = {each.id: each.body.split("\n") for each in articles}
    for draft in drafts(articles, texts, mixed=mixed):
        assert _is_plain(draft.text), draft.text


@given(
    st.lists(
        st.builds(
            Suggestion,
            text=st.sampled_from([f"Question {n}?" for n in range(8)]),
            articles=st.just(("art_0",)),
            sort=st.sampled_from(Sort),
            about=st.frozensets(st.sampled_from("abc")),
            worth=st.floats(0, 2),
        )
    ),
    st.integers(0, 6),
)
def test_the_choice_is_of_different_texts_the_best_first(
    found: list[Suggestion], count: int
) -> None:
    chosen = diverse(found, count)
    assert len(set(chosen)) == len(chosen) == min(count, len({each.text for each in found}))
    if chosen:
        last = {each.text: each.worth for each in found}
        assert last[chosen[0]] == max(last.values())


def test_phrases_are_whole_and_shared() -> None:
    texts = {
        "a": ["The auto tariffs start soon.", "They spoke of the economic and the long call."],
        "b": [
            "He fears the auto tariffs, after the first.",
            "The vote is near, the call over.",
        ],
    }
    assert {each.text for each in shared_phrases(texts)} == {"auto tariffs", "the call"}


def test_articles_on_other_people_and_things_are_not_one_story() -> None:
    one = article("Yesterday Mark Carney met Donald Trump, and in Ottawa Carney spoke.")
    same = article("A call of Donald Trump with Mark Carney took place.")
    other = article("The board of Piedmont met in Virginia on the offer of Norfolk.")
    assert is_one_story([one, same])
    assert is_one_story([one])
    assert not is_one_story([one, same, other])


def _is_plain(text: str) -> bool:
    marks = all(each.isalnum() or each in " .'’-?" for each in text)
    return marks and len(text) <= LONGEST and text.endswith("?") and text[0].isupper()


def _until(holds: Callable[[], bool]) -> None:
    """Waits for the thread; a minute stands for never."""
    for _ in range(600):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it never came about")
