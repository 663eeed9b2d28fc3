"""Answers of other systems: read with lenience, and nothing that is shown goes unjudged."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from rag.evals.reply import Cited, Reply, Statement, Trace, reply_from
from rag.written import Written
from tests.rag.evals.texts import ANSWER, JSON, TEXT

WHOLE = {
    "id": "g1",
    "question": "When?",
    "answer": "It starts on April 3. [1] Others say Wednesday. [2]",
    "short_answer": "April 3",
    "abstained": None,
    "claims": [
        {"text": "It starts on April 3.", "citations": [1], "support": "verbatim"},
        {"text": "Others say Wednesday.", "citations": [2], "support": "verbatim"},
    ],
    "citations": [
        {"n": 1, "article_id": "art_1", "quote": "on April 3", "start": 4, "end": 14, "title": "T"},
        {"n": 2},
    ],
    "conflicts": [
        {
            "about": "the start",
            "positions": [
                {"value": "2025-04-03", "words": "April 3", "citations": [1]},
                {"value": None, "words": "Wednesday"},
            ],
        }
    ],
    "timings_ms": {"total": 12.5},
    "confidence": 0.7,
}


def test_a_whole_answer_is_read() -> None:
    reply = reply_from(WHOLE)
    assert reply.error is None and reply.answered
    assert reply.plain == "It starts on April 3. Others say Wednesday."
    assert reply.short_answer == "April 3"
    assert reply.statements == (
        Statement("It starts on April 3.", (1,)),
        Statement("Others say Wednesday.", (2,)),
    )
    assert reply.citations == (
        Cited(1, "art_1", "on April 3", 4, 14, title="T"),
        Cited(2, None, "", None, None),
    )
    assert reply.conflicts == ((("April 3", "2025-04-03"), ("Wednesday",)),)
    assert (reply.confidence, reply.milliseconds) == (0.7, 12.5)


def test_what_a_model_wrote_is_read() -> None:
    told = {"model": "m", "shown": 2, "dropped": 1, "tokens_in": 90, "cost": None, "cached": True}
    said = told | {"put_aside": "It rests.", "milliseconds": 7.5, "new": 1}
    assert reply_from(WHOLE | {"written": said}).written == Written(
        "m", shown=2, dropped=1, tokens_in=90, milliseconds=7.5, cached=True, put_aside="It rests."
    )
    assert reply_from(WHOLE | {"written": None}).written is None
    bad = reply_from(WHOLE | {"written": told | {"shown": -1}})
    assert bad.error is not None and "written.shown" in bad.error
    odd = reply_from(WHOLE | {"written": {"cost": float("nan"), "milliseconds": -1.0}}).written
    assert odd == Written("")


def test_what_the_harness_measured_comes_first() -> None:
    trace = Trace((), ())
    reply = reply_from(WHOLE, milliseconds=3.0, confidence=0.0, trace=trace, refused="x")
    assert (reply.milliseconds, reply.confidence) == (3.0, 0.0)
    assert (reply.trace, reply.refused) == (trace, "x")


def test_an_answer_alone_is_enough() -> None:
    assert reply_from({"answer": "Yes."}) == Reply("Yes.", statements=(Statement("Yes.", ()),))


def test_claims_alone_are_enough() -> None:
    reply = reply_from({"claims": WHOLE["claims"]})
    assert reply.text == WHOLE["answer"]
    assert [each.citations for each in reply.statements] == [(1,), (2,)]


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"abstained": "Nobody says."}, "Nobody says."),
        ({"abstained": "Nobody says.", "answer": "I do not know."}, "Nobody says."),
        ({"abstained": True, "answer": "I do not know."}, "I do not know."),
        ({"abstained": True}, "refused"),
    ],
)
def test_a_refusal_has_a_reason_and_states_nothing(fields: dict[str, object], reason: str) -> None:
    reply = reply_from(fields)
    assert reply.abstained == reason
    assert reply.text == fields.get("answer", reason)
    assert not reply.answered and reply.error is None and reply.statements == ()


@pytest.mark.parametrize("abstained", [None, False, ""])
def test_no_reason_is_no_refusal(abstained: object) -> None:
    assert reply_from({"answer": "Yes.", "abstained": abstained}).answered


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        (None, "not a JSON object"),
        ([WHOLE], "not a JSON object"),
        ({}, "no field “answer”"),
        ({"answer": None, "claims": []}, "no field “answer”"),
        ({"answer": ["x"]}, "field “answer”"),
        ({"answer": "x", "claims": [{"citations": [1]}]}, "field “claims.0.text”"),
        ({"answer": "x", "citations": [{"quote": "y"}]}, "field “citations.0.n”"),
        ({"answer": "x", "citations": "none"}, "field “citations”"),
        ({"answer": "x", "confidence": "high"}, "field “confidence”"),
    ],
)
def test_what_is_no_answer_says_why(answer: object, told: str) -> None:
    reply = reply_from(answer, milliseconds=4.0)
    assert reply.error is not None and told in reply.error and "\n" not in reply.error
    assert not reply.answered
    assert reply.milliseconds == 4.0


@pytest.mark.parametrize(
    ("text", "statements"),
    [
        ("One is so. [1] Two is not. [2]", [("One is so.", (1,)), ("Two is not.", (2,))]),
        ("One is so [1]. Two is not [2].", [("One is so", (1,)), ("Two is not", (2,))]),
        ("Both hold. [1][2]", [("Both hold.", (1, 2))]),
        ("Both hold. [1, 2]", [("Both hold.", (1, 2))]),
        ("No mark. Then one. [3]", [("No mark.", ()), ("Then one.", (3,))]),
        ("One. [1] The end is bare.", [("One.", (1,)), ("The end is bare.", ())]),
        ("[4] It leads.", [("It leads.", ())]),
        ("…", []),
    ],
)
def test_an_answer_without_claims_is_cut_at_its_marks(
    text: str, statements: list[tuple[str, tuple[int, ...]]]
) -> None:
    found = reply_from({"answer": text}).statements
    assert [(each.text.strip(), each.citations) for each in found] == statements


@pytest.mark.parametrize(
    ("answer", "citations"),
    [
        ("It is true. [1] And Mars is made of cheese.", [1]),  # a sentence without a claim
        ("It is true. [9]", [1]),  # a marker that is no claim's
        ("It is true.", [1]),  # no marker to follow
        ("It is true. [1]", [2]),  # the claim cites something else
    ],
)
def test_where_claims_and_answer_differ_both_are_judged(answer: str, citations: list[int]) -> None:
    claims = [{"text": "It is true.", "citations": citations}]
    reply = reply_from({"answer": answer, "claims": claims})
    claim, *said = reply.statements
    assert (claim.text, claim.citations) == ("It is true.", tuple(citations))
    assert said == list(reply_from({"answer": answer}).statements) != []


@given(JSON | ANSWER)
def test_any_json_is_a_reply(answer: object) -> None:
    reply = reply_from(answer)
    assert reply.answered + (reply.abstained is not None) + (reply.error is not None) == 1
    if reply.error is not None:
        assert reply.text == "" and reply.statements == ()


UNMARKED = TEXT.map(lambda text: text.replace("[", "("))


@given(st.lists(UNMARKED, max_size=4), UNMARKED)
def test_every_word_shown_is_judged(claims: list[str], more: str) -> None:
    said = [{"text": text, "citations": [1]} for text in claims]
    reply = reply_from({"answer": f"{' '.join(claims)} {more}", "claims": said})
    stated = "".join(each.text for each in reply.statements)
    assert Counter(filter(str.isalnum, reply.text)) <= Counter(filter(str.isalnum, stated))


def test_a_mark_of_any_length_is_borne() -> None:
    assert reply_from({"answer": f"So it is. [{'9' * 5_000}]"}).answered


@pytest.mark.parametrize("number", [float("nan"), float("inf"), float("-inf")])
def test_what_is_no_number_is_no_time_and_no_confidence(number: float) -> None:
    reply = reply_from({"answer": "x", "confidence": number, "timings_ms": {"total": number}})
    assert reply.error is not None or (reply.confidence, reply.milliseconds) == (None, None)
