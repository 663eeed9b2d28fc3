"""The contract on the wire: questions in, answers out."""

import json
from copy import deepcopy
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import ValidationError

from index.article import Article, Basis, Span
from index.errors import UsageError
from rag.answer import Answer, Citation, Claim, Conflict, Position, Question, Support, Timings
from rag.filters import filters_from
from rag.wire import SCHEMA, answer_as_dict, answer_as_json, filters_as_dict, read_question
from rag.written import Written
from tests.articles import DAY
from tests.rag.invariants import schema

BODY = "It begins on April 3. Others say “next Wednesday”.\u2028 It is said\u0085 to hurt."
ARTICLE = Article(
    "art_1",
    BODY,
    title="A “title” \u2028 in two lines",
    outlet="Wire",
    url="https://example.org/a",
    path="/a.txt",
    published=datetime(2025, 3, 28, 11, 9, tzinfo=UTC),
    published_basis=Basis.STATED,
)
ASKED = Question("When?", id="q-1")
FIRST = Citation(1, ARTICLE, Span(0, 21), Span(0, 50))
SECOND = Citation(2, Article("art_2", BODY), Span(22, 50), Span(0, 50))
FULL = Answer(
    ASKED,
    "When does it begin?",
    claims=(
        Claim(FIRST.quote, (1,), Support.VERBATIM),
        Claim("Reworded.", (1, 2), Support.SUPPORTED),
        Claim("Invented.", (), Support.UNSUPPORTED),
    ),
    citations=(FIRST, SECOND),
    conflicts=(
        Conflict(
            "the start",
            (
                Position("2025-04-03", "April 3", (1,)),
                Position("2025-04-02", "next Wednesday", (2,)),
            ),
        ),
    ),
    short_answer="April 3",
    mode="some-model",
    timings=Timings(1.23456, 2, 3, 6.5),
)
WRITTEN = replace(
    FULL, written=Written("some-model", 2, 1, 3, 4, 5, 6, 700, 80, 0.25, 1234.56789, cached=True)
)
SHAPES = {
    "full": FULL,
    "written": WRITTEN,
    "put aside": replace(WRITTEN, mode="extractive", written=Written("m", put_aside="It failed.")),
    "one claim": Answer(ASKED, "x", (Claim(FIRST.quote, (1,), Support.VERBATIM),), (FIRST,)),
    "refused": Answer(ASKED, "x", abstained="The articles do not say.", nearest=SECOND),
    "refused, nothing near": Answer(Question("x", id=7), "x", abstained="Nothing."),
    "no id": Answer(Question(""), "", abstained="There is no question to answer."),
}


@pytest.mark.parametrize("shape", SHAPES)
def test_an_answer_of_any_shape_keeps_the_schema(shape: str) -> None:
    line = answer_as_json(SHAPES[shape])
    assert line.count("\n") == 0
    schema().validate(json.loads(line))


def test_the_whole_answer_is_on_the_wire() -> None:
    wire = answer_as_dict(FULL)
    sides = "“April 3” [1]; “next Wednesday” (2 April 2025) [2]"
    disagree = f"The articles disagree on the start: {sides}."
    assert wire["answer"] == f"{disagree} {FIRST.quote} [1] Reworded. [1] [2] Invented."
    assert [claim["support"] for claim in wire["claims"]] == [
        "verbatim",
        "supported",
        "unsupported",
    ]
    first, second = wire["citations"]
    assert (first["n"], first["article_id"], first["title"]) == (1, "art_1", ARTICLE.title)
    assert first["published"] == "2025-03-28T11:09:00+00:00"
    assert first["published_basis"] == "stated"
    assert BODY[first["start"] : first["end"]] == first["quote"]
    assert {second[name] for name in ("title", "outlet", "published", "url", "path")} == {None}
    assert wire["conflicts"][0]["positions"][1] == {
        "value": "2025-04-02",
        "words": "next Wednesday",
        "citations": [2],
    }
    assert (wire["short_answer"], wire["mode"]) == ("April 3", "some-model")
    assert wire["timings_ms"] == {"retrieve": 1.235, "read": 2, "compose": 3, "total": 6.5}


def test_what_became_of_a_models_sentences_is_told_where_one_was_asked() -> None:
    assert answer_as_dict(WRITTEN)["written"] == {
        "model": "some-model",
        "shown": 2,
        "replaced": 1,
        "dropped": 3,
        "labels_removed": 4,
        "labels_mended": 5,
        "quotes_unmarked": 6,
        "tokens_in": 700,
        "tokens_out": 80,
        "cost": 0.25,
        "milliseconds": 1234.568,
        "cached": True,
        "put_aside": None,
    }
    assert "written" not in answer_as_dict(FULL)


@pytest.mark.parametrize(
    ("mode", "extractive"), [("", False), ("null", False), ('"extractive"', True)]
)
def test_a_question_may_ask_for_the_articles_words(mode: str, extractive: bool) -> None:
    line = '{"question": "When?"' + (f', "mode": {mode}' if mode else "") + "}"
    assert read_question(line, 1).extractive is extractive


@pytest.mark.parametrize("mode", ['"llm"', "true", '"Extractive"', "[]"])
def test_any_other_mode_is_refused_in_a_sentence(mode: str) -> None:
    with pytest.raises(UsageError, match=r"line 3, field “mode”: Input should be 'extractive'"):
        read_question('{"question": "When?", "mode": ' + mode + "}", 3)


def test_a_refusal_is_its_reason() -> None:
    wire = answer_as_dict(SHAPES["refused"])
    assert wire["answer"] == wire["abstained"] == "The articles do not say."
    assert wire["claims"] == wire["citations"] == []


# The path of a value in the full answer, and what must not stand there.
BROKEN: list[tuple[tuple[str | int, ...], Any]] = [
    (("id",), 1.5),
    (("question",), None),
    (("answer",), 3),
    (("abstained",), False),
    (("short_answer",), 3),
    (("mode",), None),
    (("claims",), None),
    (("claims", 0, "support"), "likely"),
    (("claims", 0, "citations"), [0]),
    (("claims", 0, "citations"), ["1"]),
    (("claims", 0, "text"), ""),
    (("claims", 0, "extra"), 1),
    (("citations", 0, "n"), 0),
    (("citations", 0, "quote"), ""),
    (("citations", 0, "start"), -1),
    (("citations", 0, "end"), 1.5),
    (("citations", 0, "published_basis"), "guessed"),
    (("citations", 0, "extra"), 1),
    (("conflicts", 0, "positions"), []),
    (("conflicts", 0, "positions", 0, "value"), None),
    (("timings_ms", "total"), -1),
    (("timings_ms", "extra"), 1),
    (("extra",), 1),
]


@pytest.mark.parametrize(("path", "value"), BROKEN, ids=lambda part: str(part)[:60])
def test_the_schema_refuses_what_breaks_the_contract(path: tuple[Any, ...], value: Any) -> None:
    wire = deepcopy(answer_as_dict(FULL))
    place: Any = wire
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(ValidationError):
        schema().validate(wire)


@pytest.mark.parametrize("name", answer_as_dict(FULL))
def test_the_schema_wants_every_field(name: str) -> None:
    wire = answer_as_dict(FULL)
    del wire[name]
    with pytest.raises(ValidationError):
        schema().validate(wire)


@pytest.mark.parametrize("place", ["claims", "citations", "conflicts"])
def test_the_schema_wants_every_field_of_a_part(place: str) -> None:
    for name in answer_as_dict(FULL)[place][0]:
        wire = answer_as_dict(FULL)
        del wire[place][0][name]
        with pytest.raises(ValidationError):
            schema().validate(wire)


def test_the_schema_lies_beside_its_code() -> None:
    assert SCHEMA.name == "answer.schema.json"
    assert json.loads(SCHEMA.read_text("utf-8"))["title"] == "Answer"


@pytest.mark.parametrize("ident", ["a", "", "7", 7, 0, -1, 2**60, None, "é\n"])
def test_an_id_comes_back_as_it_was(ident: str | int | None) -> None:
    question = read_question(json.dumps({"id": ident, "question": "When?"}), 1)
    wire = json.loads(answer_as_json(Answer(question, "When?", abstained="No.")))
    assert wire["id"] == ident
    assert type(wire["id"]) is type(ident)


def test_a_question_may_be_all_there_is() -> None:
    assert read_question('{"question": "When?"}', 1) == Question("When?")


def test_a_history_is_kept_in_order() -> None:
    line = '{"question": "And then?", "history": ["When?", "Why?"]}'
    assert read_question(line, 1).history == ("When?", "Why?")


def test_fields_it_does_not_know_are_passed_over() -> None:
    line = '{"id": 1, "question": "When?", "kind": "when", "answers": [{"x": null}]}\n'
    assert read_question(line, 1) == Question("When?", id=1)


BAD_FIELDS = [
    ('{"id": 1}', "question"),
    ('{"question": null}', "question"),
    ('{"question": 3}', "question"),
    ('{"question": ["When?"]}', "question"),
    ('{"question": "' + "x" * 10_001 + '"}', "question"),
    ('{"question": "x", "history": "When?"}', "history"),
    ('{"question": "x", "history": null}', "history"),
    ('{"question": "x", "history": ["When?", 3]}', "history.1"),
    ('{"question": "x", "id": true}', "id"),
    ('{"question": "x", "id": 1.5}', "id"),
    ('{"question": "x", "id": {"a": 1}}', "id"),
]


@pytest.mark.parametrize(("line", "field"), BAD_FIELDS, ids=lambda text: text[:40])
def test_a_bad_field_is_named_with_its_line(line: str, field: str) -> None:
    with pytest.raises(UsageError) as caught:
        read_question(line, 41)
    said = str(caught.value)
    assert said.startswith("line 41, field “")
    assert said.partition("“")[2].partition("”")[0].startswith(field)
    assert "\n" not in said


def test_a_bad_id_is_called_by_its_name_alone() -> None:
    with pytest.raises(UsageError, match="field “id”"):
        read_question('{"question": "x", "id": 1.5}', 1)


@pytest.mark.parametrize(
    "line", ["", "{", "[]", "null", "When?", '{"question": "\\ud800"}', "\x00"]
)
def test_a_line_that_is_no_question_is_named(line: str) -> None:
    with pytest.raises(UsageError, match=r"^line 3\b"):
        read_question(line, 3)


@given(st.text(max_size=200))
def test_any_line_is_a_question_or_one_sentence(line: str) -> None:
    try:
        read_question(line, 1)
    except UsageError as error:
        assert str(error).startswith("line 1")
        assert "\n" not in str(error)


@given(st.text(max_size=200), st.lists(st.text(max_size=40), max_size=3))
def test_any_question_comes_through(text: str, history: list[str]) -> None:
    line = json.dumps({"question": text, "history": history})
    assert read_question(line, 1) == Question(text, history=tuple(history))


LIMITED = filters_from(as_of="2025-03-28T18:00", until="2025-03-28", outlets=["Wire", "“B”"])


def test_notes_and_filters_are_there_only_when_there_are_some() -> None:
    assert not {"notes", "filters"} & answer_as_dict(FULL).keys()
    asked = replace(ASKED, filters=LIMITED)
    wire = answer_as_dict(replace(FULL, question=asked, notes=("1 article was left out.",)))
    schema().validate(wire)
    assert wire["notes"] == ["1 article was left out."]
    assert wire["filters"] == {
        "as_of": "2025-03-28T18:00:00+00:00",
        "until": "2025-03-28T23:59:59.999999+00:00",
        "outlets": ["Wire", "“B”"],
    }
    assert {name: wire[name] for name in answer_as_dict(FULL)} == answer_as_dict(FULL)
    for field, value in (("notes", []), ("filters", {}), ("filters", {"before": "2025-03-28"})):
        with pytest.raises(ValidationError):
            schema().validate(wire | {field: value})


def test_filters_written_out_are_read_back() -> None:
    line = json.dumps({"question": "When?"} | filters_as_dict(LIMITED))
    assert read_question(line, 1).filters == LIMITED


def test_the_filters_of_a_line_win() -> None:
    line = '{"question": "When?", "as_of": "2025-04-01", "outlets": ["C"], "since": null}'
    found = read_question(line, 1, replace(LIMITED, since=DAY)).filters
    wanted = filters_from(as_of="2025-04-01", until="2025-03-28", outlets=["C"])
    assert found == replace(wanted, since=DAY)
    assert read_question('{"question": "When?"}', 1, LIMITED).filters == LIMITED


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ('"as_of": "soon"', "as_of"),
        ('"since": 2025', "since"),
        ('"until": "2025-02-30"', "until"),
        ('"outlets": "NPR"', "outlets"),
        ('"outlets": [7]', "outlets.0"),
    ],
)
def test_a_bad_filter_is_named_with_its_line(fields: str, field: str) -> None:
    with pytest.raises(UsageError, match=rf"^line 9, field “{field}”: "):
        read_question('{"question": "When?", ' + fields + "}", 9)
