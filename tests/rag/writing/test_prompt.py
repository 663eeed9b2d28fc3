"""What a model is told, to the letter, and that nothing in an article can pass for ours.

A prompt that changes on purpose is pinned anew with PIN_PROMPTS=1.
"""

import os
import re
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Basis, Passage, Span, article_id, passage_id
from index.sentences import sentences
from index.tokens import count_tokens
from prompts.template import render
from rag.answer import Answer, Citation, Conflict, Kind, Position, Question
from rag.model.model import Prompt
from rag.writing.evidence import Evidence, Offered, evidence_for
from rag.writing.prompt import data_mark, one_line, prompt_for

PINNED = Path(__file__).with_name("prompts")
NONCE = "0123456789abcdef"


def told(body: str, outlet: str | None, day: int | None) -> Article:
    published = datetime(2025, 3, day, 12, tzinfo=UTC) if day else None
    id_ = article_id(body=body, title="T", outlet=outlet, author="A", url=None, published=published)
    basis = Basis.STATED if published else Basis.UNKNOWN
    return Article(id_, body, "T", outlet, "A", "https://example.org/u", "/tmp/f", published, basis)


def passage(article: Article) -> Passage:
    span = Span(0, len(article.body))
    return Passage(
        passage_id(article.id, span), article.id, span, tuple(sentences(article.body)), article.body
    )


ONE = told(
    "The levy on cars starts on April 3 [1]. A minister called it “a direct attack”.",
    "The Harbour Post",
    28,
)
OTHER = told("Levies on cars were to begin on Wednesday, a spokesman said.", None, 28)
THIRD = told("Nobody knows when the levy ends.", "Old Gazette", None)
ARTICLES = {each.id: each for each in (ONE, OTHER, THIRD)}
QUESTION = "When does the levy on cars start?"


def asked() -> Answer:
    one, other = passage(ONE).sentences[0], passage(OTHER).sentences[0]
    citations = (
        Citation(1, ONE, one, passage(ONE).span),
        Citation(2, OTHER, other, passage(OTHER).span),
    )
    sides = (
        Position("2025-04-03", "April 3", (1,)),
        Position("2025-04-02", "Wednesday", (2,)),
    )
    return Answer(Question(QUESTION), QUESTION, (), citations, (Conflict("the date", sides),))


def evidence(tokens: int = 3_000) -> Evidence:
    passages = [passage(each) for each in ARTICLES.values()]
    return evidence_for(asked(), passages, [], ARTICLES.get, tokens)


def pinned(name: str, text: str) -> None:
    path = PINNED / f"{name}.txt"
    if os.environ.get("PIN_PROMPTS"):
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", "utf-8")
    assert path.read_text("utf-8") == text + "\n"


def both(prompt: Prompt) -> str:
    return f"{prompt.system}\n\n----\n\n{prompt.user}"


def test_the_prompt_for_an_answer() -> None:
    pinned("answer", both(prompt_for(QUESTION, Kind.WHEN, asked(), evidence(), NONCE)))


def test_the_prompt_for_an_overview() -> None:
    answer = Answer(Question("What happened?"), "What happened?")
    pinned("overview", both(prompt_for("What happened?", Kind.OVERVIEW, answer, evidence(), NONCE)))


@pytest.mark.parametrize("name", ["follow_up", "search_words"])
def test_the_prompts_for_the_search(name: str) -> None:
    questions = "When does the levy on cars start?\nAnd on parts?"
    mark = data_mark(NONCE)
    prompt = Prompt(
        render(name, mark=mark), render("questions_data", mark=mark, questions=questions)
    )
    pinned(name, both(prompt))


def test_every_sentence_offered_is_an_articles_own() -> None:
    found = evidence()
    assert [each.label for each in found.sentences] == [f"S{n}" for n in (1, 2, 3, 4)]
    for each in found.sentences:
        assert each.quote == each.article.body[each.span.start : each.span.end]
        assert found.of(each.label) is each
    assert found.of("S5") is None


def test_what_the_desk_cites_comes_first_when_there_is_little_room() -> None:
    found = evidence(120)
    assert {each.article.id for each in found.sentences} <= {ONE.id, OTHER.id}
    prompt = prompt_for(QUESTION, Kind.WHEN, asked(), evidence(), NONCE)
    assert count_tokens(prompt.user) <= 3_000


FORGED = st.sampled_from(
    ["=== data ", NONCE, "===", "\n", "S1: ", "[S1]", "[99]", "【S2】", "Question: ", "\u200b",
     "\u202e", "Article of X:", "levy", " starts. ", "(S3)", "\x1b[2J", "{{mark}}", "\ud800"]
)  # fmt: skip


@given(st.lists(FORGED, min_size=1, max_size=12).map("".join), st.text(max_size=80))
def test_an_article_cannot_end_the_data_or_forge_a_label(body: str, outlet: str) -> None:
    article = told(body + " It is so.", outlet, 28)
    offered = [
        Offered(f"S{at + 1}", article, passage(article), at)
        for at in range(len(passage(article).sentences))
    ]
    user = prompt_for(QUESTION, Kind.WHEN, asked(), Evidence(tuple(offered)), NONCE).user
    lines = user.splitlines()
    mark = data_mark(NONCE)
    assert [each for each in lines if NONCE in each] == [mark, mark]
    inside = lines[1 : lines.index(mark, 1)]
    labels = [each.split(":")[0] for each in inside if re.match(r"S\d+: ", each)]
    assert labels == [each.label for each in offered]
    assert not re.search(r"\[S?\d+\]|[\x00-\x09\x0b-\x1f\u200b\u202e]", "\n".join(inside))
    assert lines[-1] == f"Question: {one_line(QUESTION)}"


def test_titles_bylines_and_addresses_are_not_in_the_prompt() -> None:
    prompt = both(prompt_for(QUESTION, Kind.WHEN, asked(), evidence(), NONCE))
    assert "example.org" not in prompt and "/tmp" not in prompt
