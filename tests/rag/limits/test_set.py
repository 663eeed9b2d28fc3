"""Words that are a limit."""

import pytest

from rag.filters import Filters
from rag.limits import Limited
from tests.rag.limits.asked import AP, BBC, CBC, CP, REUTERS, START, end, read, since


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
