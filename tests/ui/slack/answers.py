"""Answers of any text, and what Slack would make of a payload: its texts, links and limits."""

import html
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from hypothesis import strategies as st

from index.article import Article, Basis, Span
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Support
from tests.ui.page.examples import HOSTILE
from ui.conversations.model import Exchange
from ui.slack.blocks.message import Message
from ui.text import plain

NOON = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
PINGS = (
    "<!channel> <!here|here> <!subteam^S1> @here @channel",
    "<@U024BE7LH> <#C024BE7LR|general> #general",
    "<http://evil.example|your bank> <https://evil.example>",
    "<mailto:a@evil.example|mail> http://evil.example www.evil.com evil.com a@b.co",
    "*bold* _italic_ ~struck~ `code` ```fence``` ＊wide＊",
    ":smile: :+1: :white_check_mark: :100:",
    "> quoted\n>>> more\n&gt; escaped &lt;!channel&gt; &amp;amp;",
    "|pipe> <b> & \u202egnisrever\u202c مرحبا 👩‍👩‍👧‍👦 🇨🇦",
)
ANY = st.one_of(
    st.sampled_from([*HOSTILE, *PINGS]),
    st.text(st.characters(exclude_characters="\0"), max_size=60),
    st.text("*_~`<>&:@#|.a1 \n", max_size=60),
)
LONG = st.one_of(
    ANY,
    st.builds(
        lambda word, times: (word + " ") * times,
        st.sampled_from(["word", "&", "👩‍👧", "x" * 90, "A sentence ends."]),
        st.sampled_from([10, 100, 400]),
    ),
    st.sampled_from(["&" * 1_500, "x" * 7_000, "*" * 2_000, "👍" * 2_000]),
)
_ADDRESSES = st.one_of(
    st.none(),
    st.sampled_from(
        ["https://news.example/a?b=1&c=2", "http://x.example/|a>b<c", "javascript:alert(1)"]
    ),
    ANY.map(lambda text: f"https://news.example/{text}"),
)


@st.composite
def citations(draw: st.DrawFn, number: int) -> Citation:
    before, quote, after = draw(ANY), draw(LONG), draw(ANY)
    body = before + quote + after
    dated = draw(st.booleans())
    article = Article(
        id=f"art_{number}",
        body=body,
        title=draw(st.none() | LONG),
        outlet=draw(st.none() | ANY),
        url=draw(_ADDRESSES),
        published=NOON if dated else None,
        published_basis=Basis.STATED if dated else Basis.UNKNOWN,
    )
    span = Span(len(before), len(before) + len(quote))
    return Citation(number, article, span, Span(0, len(body)))


@st.composite
def answers(draw: st.DrawFn) -> Answer:
    """Answers with claims of any text, some of them refusals."""
    count = draw(st.integers(0, 4))
    cited = tuple(draw(citations(number)) for number in range(1, count + 1))
    numbers = st.lists(st.integers(1, count + 1), max_size=3).map(tuple)  # one is of no citation
    claims = st.builds(Claim, LONG, numbers, st.sampled_from(Support), label=st.none() | LONG)
    positions = st.builds(Position, st.just("2025-04-02") | ANY, LONG, numbers)
    conflicts = st.builds(Conflict, ANY, st.lists(positions, max_size=3).map(tuple))
    refused = draw(st.booleans())
    return Answer(
        Question(draw(ANY)),
        draw(ANY),
        claims=tuple(draw(st.lists(claims, max_size=4))),
        citations=cited,
        conflicts=tuple(draw(st.lists(conflicts, max_size=2))),
        short_answer=draw(st.none() | ANY),
        abstained=draw(LONG) if refused else None,
        nearest=draw(citations(1)) if refused and draw(st.booleans()) else None,
        notes=tuple(draw(st.lists(ANY, max_size=2))),
        origins=(tuple(range(1, count + 1)),) if draw(st.booleans()) else (),
        mode=draw(st.just("extractive") | ANY),
    )


def asked(answer: Answer | None, **fields: Any) -> Exchange:
    return Exchange("exc_1", 1, "When?", NOON, answer=answer, **fields)


def strings(value: object) -> Iterator[str]:
    """Every string of a payload, keys left out."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from strings(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from strings(each)


def texts(value: object) -> Iterator[str]:
    """The mrkdwn of a payload, in its order."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for each in value.values():
            yield from texts(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from texts(each)


def bare(text: str) -> str:
    """Text without white space, stars or what is invisible: where a line breaks is no matter."""
    shown = plain(text).replace("`", "ˋ").replace("｀", "ˋ")
    return re.sub("[*\\s\u2060\u00ad\u200b]", "", shown)


def read(value: object) -> str:
    """What a payload shows, without its quote marks, and `bare`."""
    lines = (line.removeprefix("> ") for text in texts(value) for line in text.split("\n"))
    return bare(html.unescape("".join(lines)).replace("\n", " "))


def nothing_live(value: object) -> list[str]:
    """Asserts that no string can ping or link but our links; these are returned."""
    found = []
    for text in strings(value):
        text.encode("utf-8")
        rest = re.sub(r"<(https?://[^\s<>|]+)\|Original>", "", text)
        found += re.findall(r"<(https?://[^\s<>|]+)\|Original>", text)
        assert not re.search(r"<[!@#a-z/]", rest), rest
    for text in texts(value):
        assert "<" not in re.sub(r"<https?://[^\s<>|]+\|Original>", "", text)
        assert not re.search(r"&(?!amp;|lt;|gt;)", text), text
    return found


def within_limits(messages: tuple[Message, ...]) -> None:
    """What Slack takes, as slack_sdk knows it and as was measured."""
    from slack_sdk.models.blocks import Block

    assert messages
    for message in messages:
        assert 0 < len(message.text) <= 3_000
        assert 0 < len(message.blocks) <= 50
        assert sum(len(each) for each in strings(message.blocks)) <= 12_000
        for block in message.blocks:
            parsed = Block.parse(block)
            assert parsed is not None
            parsed.validate_json()
        for text in texts(message.blocks):
            assert 0 < len(text.encode("utf-16-le")) // 2 <= 3_000
