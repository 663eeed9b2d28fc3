"""What is a limit in words, and what is part of the question."""

import json
from datetime import UTC, date, datetime, time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.filters import Filters
from rag.limits import Limited, limits_in_words

KNOWN = (
    "Associated Press",
    "BBC News",
    "CBC News",
    "NPR",
    "Reuters",
    "The Canadian Press",
    "The Globe and Mail",
    "The Washington Post",
)
NEWEST, TODAY = date(2025, 3, 28), date(2025, 3, 30)  # a Friday, a Sunday
AP, BBC, CBC, REUTERS, CP = KNOWN[0], KNOWN[1], KNOWN[2], KNOWN[4], KNOWN[5]
START = "When do auto tariffs start?"


def read(text: str) -> Limited:
    return limits_in_words(text, KNOWN, NEWEST, TODAY)


def since(day: int, month: int = 3, year: int = 2025) -> datetime:
    return datetime(year, month, day, tzinfo=UTC)


def end(day: int, month: int = 3, year: int = 2025) -> datetime:
    return datetime.combine(date(year, month, day), time.max, UTC)


def by(*outlets: str) -> Filters:
    return Filters(outlets=outlets)


AS_OF = Filters(as_of=end(28))
SINCE = Filters(since=since(27))
DAYS = Filters(since=since(26), until=end(28))


@pytest.mark.parametrize(
    ("text", "question", "filters"),
    [
        # outlets
        (f"{START} Only the Canadian Press", START, by(CP)),
        (f"{START} Only the Canadian Press.", START, by(CP)),
        ("When do auto tariffs start, only the Canadian Press?", START, by(CP)),
        ("When do auto tariffs start (only CBC)?", START, by(CBC)),
        ("When do auto tariffs start – just reuters?", START, by(REUTERS)),
        (f"{START}\nonly npr", START, by("NPR")),
        (f"Only CBC: {START}", START, by(CBC)),
        (f"Only CBC. {START}", START, by(CBC)),
        (f"Only CBC, Reuters and AP, {START}", START, by(CBC, REUTERS, AP)),
        ("just CBC and AP", "", by(CBC, AP)),
        ("only the canadian press please", "", by(CP)),
        ("Please, only Canadian Press articles", "", by(CP)),
        ("Reuters only", "", by(REUTERS)),
        ("ok, only AP, thanks", "", by(AP)),
        ("solely the Globe and Mail", "", by("The Globe and Mail")),
        ("limit to CBC", "", by(CBC)),
        ("Restrict it to the BBC", "", by(BBC)),
        ("stick to NPR and Reuters", "", by("NPR", REUTERS)),
        ("use only articles from the BBC", "", by(BBC)),
        ("Use CBC only", "", by(CBC)),
        ("nothing but stories by Reuters", "", by(REUTERS)),
        (f"{START} Please only use the Globe and Mail", START, by("The Globe and Mail")),
        ("according to Reuters only, what did Trump say?", "what did Trump say?", by(REUTERS)),
        ("According to CBC alone, who won?", "Who won?", by(CBC)),
        ("What did Trump say according to Reuters only?", "What did Trump say?", by(REUTERS)),
        ("What did Trump say, using only Reuters and CBC", "What did Trump say", by(REUTERS, CBC)),
        ("What did Trump say based only on Reuters?", "What did Trump say?", by(REUTERS)),
        ("Only Washington Post articles", "", by("The Washington Post")),
        # a moment
        ("as of 28 March, who is prime minister?", "who is prime minister?", AS_OF),
        ("As of March 28 who is prime minister?", "Who is prime minister?", AS_OF),
        ("Who is prime minister as of 28 March?", "Who is prime minister?", AS_OF),
        ("Who is prime minister, as of 28.3.2025?", "Who is prime minister?", AS_OF),
        ("Who, as of 2025-03-28, is prime minister?", "Who is prime minister?", AS_OF),
        ("Who is prime minister (as of 28 March)?", "Who is prime minister?", AS_OF),
        ("Who is prime minister? As of 28 March.", "Who is prime minister?", AS_OF),
        ("When do they start as of 28 March?", "When do they start?", AS_OF),
        ("as of yesterday", "", Filters(as_of=end(29))),
        ("as of 30 May", "", Filters(as_of=end(30, 5, 2024))),
        ("as of 2 April", "", Filters(as_of=end(2, 4))),
        # days
        ("since March 27", "", SINCE),
        ("since 27 march please", "", SINCE),
        ("from 27 March on", "", SINCE),
        ("after 26 March", "", SINCE),
        ("since Monday", "", Filters(since=since(24))),
        ("since last week", "", Filters(since=since(17))),
        ("between 26 and 28 March", "", DAYS),
        ("between March 26 and 28, 2025", "", DAYS),
        ("between 26 March and 28 March", "", DAYS),
        ("from 26 to 28 March", "", DAYS),
        ("until yesterday", "", Filters(until=end(29))),
        ("before 29 March 2025", "", Filters(until=end(28))),
        ("only since 27 March", "", SINCE),
        (f"{START} Only since 27 March", START, SINCE),
        ("Limit it to articles since 27 March", "", SINCE),
        ("articles published before 29 March only", "", Filters(until=end(28))),
        ("Use only coverage from March 26 to 28", "", DAYS),
        ("only yesterday's articles", "", Filters(since=since(29), until=end(29))),
        ("What did Trump say in articles since March 27?", "What did Trump say?", SINCE),
        ("What did Trump say (stories since March 27)?", "What did Trump say?", SINCE),
        # both
        ("only CBC since March 27", "", Filters(since=since(27), outlets=(CBC,))),
        ("just CBC, until 28 March", "", Filters(until=end(28), outlets=(CBC,))),
        (
            "CBC only, as of 28 March: who won?",
            "Who won?",
            Filters(as_of=end(28), outlets=(CBC,)),
        ),
        (
            "Who won as of 28 March, using only CBC?",
            "Who won?",
            Filters(as_of=end(28), outlets=(CBC,)),
        ),
        (
            "since 26 March and until 28 March",
            "",
            DAYS,
        ),
    ],
)
def test_a_limit(text: str, question: str, filters: Filters) -> None:
    assert read(text) == Limited(question, filters)


@pytest.mark.parametrize(
    "text",
    [
        "What happened on 28 March?",
        "Will tariffs start on April 3?",
        "When did Carney say that by 2 April tariffs would come?",
        "Who has been prime minister since March 14?",
        "What has changed since Trump took office?",
        "What has changed since 14 March?",
        "What will happen until 2 April?",
        "Since March 27, what has Trump said?",
        "Before 29 March 2025, what did Carney say?",
        "And since March 27?",
        "until 2 April?",
        "Between 26 and 28 March, how many people left?",
        "What happened, between 26 and 28 March?",
        "Has he led the party for long, or only since March 14?",
        "Has he been prime minister only since March 14?",
        "Has he led it, only since March 14?",
        "Do they apply in the U.S. only since March 27?",
        "Which tariffs apply as of April 2?",
        "Which goods will be taxed as of 3 April?",
        "What is in force as of March 4?",
        "The tariffs apply as of 2 April. Is that right?",
        "As of April 3 tariffs apply, don't they?",
        "in March",
        "news from yesterday",
        "What reports were published before 29 March?",
        "Has Carney been in the news since March 27?",
        "How many stories have been published since March 27?",
        "When do auto tariffs start, only until 28 March?",
        "Who was prime minister? Before 14 March 2025.",
        "Who is prime minister (since 14 March)?",
        "only sources in Ottawa",
        "just the news from Ottawa",
        "What does Reuters say, and just CBC?",
        "as of now",
        "as of 3/4/2025",
        "What did the Canadian Press report?",
        "According to Reuters, what did Trump say?",
        "What does Reuters say?",
        "Reuters",
        "the Canadian Press",
        "Is Carney the only prime minister who was never elected?",
        "Is it only Reuters that reported it?",
        "Did only Reuters report it?",
        "Was it reported by Reuters only?",
        "Who reported it, only Reuters?",
        "Which outlets said so? Only Reuters?",
        "Only Reuters?",
        "Only Reuters, AP and CBC reported it",
        "Only Reuters, which broke the story, knew of it.",
        "Only Reuters reported it, right?",
        "Did Trump speak to NPR only?",
        "only Trump",
        "Who decides? Only Trump.",
        "Who pays, only Canadians?",
        "only Canadian",
        "only press",
        "only Washington",
        "Only the White House.",
        "Only cars?",
        "only Reuters and Trump",
        "What did just CBC and AP say about Carney, and why?",
        "Which cars are limited to Canada?",
        "Restrict tariffs to cars",
        "just in, reports from CBC",
        "What do all articles say?",
        "Do all outlets agree?",
        "All articles?",
        "Which limits are there on dates?",
        "Did they drop the limit on imports?",
        "What does Trump say, every day?",
        "not only cars",
        "not since March 27",
        "“Only the Canadian Press.”",
        "",
        "   ",
        "only",
        "as of",
    ],
)
def test_no_limit(text: str) -> None:
    assert read(text) == Limited(text)
    assert not read(text)


BOTH = {"outlets", "dates"}


@pytest.mark.parametrize(
    ("text", "question", "lifted"),
    [
        ("not limited any more", "", BOTH),
        ("all articles", "", BOTH),
        ("Use all the articles again, please", "", BOTH),
        ("remove the filters", "", BOTH),
        ("no limits", "", BOTH),
        ("every outlet", "", {"outlets"}),
        ("from all sources", "", {"outlets"}),
        ("not just CBC", "", {"outlets"}),
        ("drop the outlet filter", "", {"outlets"}),
        ("drop the date limit", "", {"dates"}),
        ("without limits on dates", "", {"dates"}),
        ("all dates", "", {"dates"}),
        (f"{START} All outlets.", START, {"outlets"}),
        ("When do auto tariffs start, all outlets?", START, {"outlets"}),
        (f"All articles: {START}", START, BOTH),
    ],
)
def test_a_limit_is_lifted(text: str, question: str, lifted: set[str]) -> None:
    assert read(text) == Limited(question, lifted=frozenset(lifted))


@pytest.mark.parametrize(
    ("text", "unknown", "outlets"),
    [
        ("only articles from the Guardian", ("Guardian",), ()),
        ("only the Guardian", ("Guardian",), ()),
        ("just bloomberg", ("bloomberg",), ()),
        (f"{START} Only the Ottawa Citizen Times", ("Ottawa Citizen Times",), ()),
        ("use only stories by Le Devoir", ("Le Devoir",), ()),
        ("just CBC and the Guardian", ("Guardian",), (CBC,)),
    ],
)
def test_an_outlet_that_there_is_not(
    text: str, unknown: tuple[str, ...], outlets: tuple[str, ...]
) -> None:
    found = read(text)
    assert (found.unknown, found.filters.outlets) == (unknown, outlets)
    told = found.not_found(KNOWN)
    assert [each.startswith(f"No article is from the outlet “{unknown[0]}”; ") for each in told]
    assert len(told) == 1 and told[0].endswith(".")


def test_one_that_could_be_several_is_said() -> None:
    found = limits_in_words("only articles from the Star", ["Red Star", "Blue Star"], None, TODAY)
    assert found.not_found(["Red Star", "Blue Star"]) == (
        "The outlet “Star” could be Red Star, Blue Star: name one.",
    )


def test_days_are_counted_from_the_newest_article_or_from_today() -> None:
    assert limits_in_words("as of 28 March", KNOWN, date(2023, 1, 5), TODAY).filters.as_of == end(
        28, 3, 2022
    )
    assert limits_in_words("as of 28 March", KNOWN, None, TODAY).filters == AS_OF
    found = limits_in_words("until yesterday", KNOWN, NEWEST, date(2026, 1, 1))
    assert found.filters == Filters(until=end(31, 12, 2025))


def test_new_words_take_the_place_of_the_same_kind() -> None:
    old = Filters(as_of=end(28), outlets=(CBC,), articles=("a",))
    assert read("only Reuters").applied_to(old).outlets == (REUTERS,)
    assert read("only Reuters").applied_to(old).as_of == end(28)
    assert read("until 20 March").applied_to(old) == Filters(
        until=end(20), outlets=(CBC,), articles=("a",)
    )
    assert read("since 20 March").applied_to(old) == Filters(
        as_of=end(28), since=since(20), outlets=(CBC,), articles=("a",)
    )
    assert read("since 29 March").applied_to(old).selection.latest is None
    assert read("all articles").applied_to(old) == Filters(articles=("a",))
    assert read("every outlet").applied_to(old) == Filters(as_of=end(28), articles=("a",))
    assert read("drop the date limit").applied_to(old) == Filters(outlets=(CBC,), articles=("a",))
    assert read("all articles, only NPR").applied_to(old) == Filters(
        outlets=("NPR",), articles=("a",)
    )
    assert read(START).applied_to(old) == old


def test_gold_questions_of_the_dev_split_are_no_limits() -> None:
    lines = Path("seeds/gold.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    for each in asked:
        if each["split"] == "dev":
            assert read(each["question"]) == Limited(each["question"])


PIECES = st.sampled_from(
    "only|just|since|until|as of|28 March|yesterday|CBC|the Canadian Press|articles|from|, |. |?"
    "|: |(|)|\n|and|all|outlets|not|limited to|what did Trump say|when|using|between|26|– | ".split(
        "|"
    )
)
TEXTS = st.text(max_size=80) | st.lists(PIECES, max_size=14).map(" ".join)


@given(TEXTS)
def test_what_is_left_holds_no_limit(text: str) -> None:
    found = read(text)
    assert read(found.question) == Limited(found.question)
    assert len(found.question) <= len(text)
    assert found or found.question == text
    assert found.filters.among_outlets(KNOWN) == found.filters
    assert found.applied_to(found.applied_to(Filters())) == found.applied_to(Filters())


@given(st.lists(st.sampled_from("when do the auto tariffs start , ? . CBC 28 March".split())))
def test_without_a_word_that_limits_the_text_comes_back(words: list[str]) -> None:
    assert read(" ".join(words)) == Limited(" ".join(words))


@given(st.text(max_size=40), st.lists(st.text(max_size=12), max_size=5), st.dates(), st.dates())
def test_never_raises(text: str, outlets: list[str], newest: date, today: date) -> None:
    named = f"only {outlets[0]}, since 28 March" if outlets else text
    for each in (text, named, f"{text} as of yesterday", f"only articles from {text}"):
        limits_in_words(each, outlets, newest, today).not_found(outlets)


@pytest.mark.parametrize(
    "piece", ["only CBC, ", "only\n", "as of 28 March ", "(", ". ", " ", "the "]
)
def test_a_long_text_comes_back_as_it_is(piece: str) -> None:
    text = piece * 100_000 + "only CBC"
    assert read(text) == Limited(text)
