"""Words that look like a limit and are part of what is asked."""

import json
from pathlib import Path

import pytest

from rag.limits import Limited
from tests.rag.limits.asked import (
    read,
)


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


def test_gold_questions_of_the_dev_split_are_no_limits() -> None:
    lines = Path("seeds/gold.jsonl").read_text(encoding="utf-8").splitlines()
    asked = [json.loads(line) for line in lines]
    for each in asked:
        if each["split"] == "dev":
            assert read(each["question"]) == Limited(each["question"])
