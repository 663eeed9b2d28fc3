"""Evidence packets: an honest one holds, and no change goes unseen."""

import json
from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.article import Article, Span
from index.errors import LoadError
from rag.answer import Answer, Citation, Claim, Question, Support
from rag.packet import Check, Status, read_packet, seal, sealed, verify
from rag.packet.form import LARGEST
from rag.written import Written
from tests.ui.export.samples import DAY, EXCHANGES, FIRST, MADE, SECOND, made
from ui.export.packet import packet

HONEST = tuple(
    replace(each, answer=replace(each.answer, claims=each.answer.claims[:2]))
    if each.answer and each.answer.claims
    else each
    for each in EXCHANGES
)
CONTENT = packet("Desk", HONEST, MADE)
RAW: dict[str, Any] = json.loads(CONTENT)
AT_HAND = (FIRST, SECOND)


def checked(raw: dict[str, Any], articles: tuple[Article, ...] = AT_HAND) -> list[Check]:
    """The checks of a packet whose maker sealed it as it is."""
    found, intact = read_packet(json.dumps(sealed(raw)).encode())
    assert intact
    return verify(found, intact, articles)


def failures(raw: dict[str, Any], articles: tuple[Article, ...] = AT_HAND) -> dict[str, str]:
    return {
        f"{each.answer} {each.part}": each.status.value
        for each in checked(raw, articles)
        if each.reason is not None
    }


def test_an_honest_packet_holds() -> None:
    checks = checked(RAW)
    assert {each.status for each in checks} == {Status.OK}
    assert {each.reason for each in checks} == {None}
    assert [each.part for each in checks if each.answer == 1] == [
        "the answer",
        "citation 1",
        "citation 2",
        "claim 1",
        "claim 2",
        "disagreement 1, position 1",
        "disagreement 1, position 2",
    ]
    assert [each.part for each in checks if each.answer == 3] == ["the answer", "nearest passage"]


def test_what_became_of_a_models_sentences_is_in_it() -> None:
    asked = HONEST[0]
    assert asked.answer
    told = replace(asked.answer, mode="m", written=Written("m", shown=2, dropped=1))
    content = packet("Desk", [replace(asked, answer=told)], MADE)
    read, intact = read_packet(content)
    assert intact
    assert {each.status for each in verify(read, intact, AT_HAND)} == {Status.OK}
    assert json.loads(content)["exchanges"][0]["answer"]["written"]["dropped"] == 1


@pytest.mark.parametrize(
    ("note", "held"),
    [("“next week” [2] fits each.", True), ("“next week [2]” fits.", False), ("None.", False)],
)
def test_what_a_note_alone_cites_is_cited(note: str, held: bool) -> None:
    asked = HONEST[0]
    assert asked.answer
    first = replace(asked.answer, claims=asked.answer.claims[:1], conflicts=(), notes=(note,))
    found = failures(json.loads(packet("Desk", [replace(asked, answer=first)], MADE)))
    assert (found == {}) is held


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Duties start on 2 April 2025.", True),
        ("Duties start on Wednesday, the Lake Wire reported.", True),
        ("According to the Lake Wire, duties start on Wednesday.", True),
        ("Duties start on 3 April 2025.", False),
        ("According to The Border Post, duties start on Wednesday.", False),
    ],
)
def test_words_of_a_models_are_held_against_the_article_with_its_day_and_outlet(
    text: str, held: bool
) -> None:
    article = made("Duties start on Wednesday. He said so.", outlet="Lake Wire", published=DAY)
    cited = Citation(1, article, Span(0, 26), Span(0, 38))
    answer = Answer(
        Question("When?"), "When?", (Claim(text, (1,), Support.SUPPORTED),), (cited,), mode="m"
    )
    raw = json.loads(packet("Desk", [replace(HONEST[0], answer=answer)], MADE))
    found = failures(raw, (article,))
    assert found == ({} if held else {"1 claim 1": "unsupported"})
    assert set(failures(raw, ()).values()) <= {"missing", "unsupported"}


def test_it_carries_no_body_and_no_path() -> None:
    text = CONTENT.decode()
    assert "/home/ann" not in text
    assert {name for each in RAW["articles"] for name in each} == {
        "id", "title", "outlet", "author", "url", "published", "published_basis", "body_sha256",
        "body_characters", "passages",
    }  # fmt: skip
    assert len(RAW["exchanges"]) == 3  # those with an answer


def test_an_answer_that_says_itself_nothing_supports_it_does_not_hold() -> None:
    raw = json.loads(packet("Desk", EXCHANGES, MADE))
    assert failures(raw) == {"2 claim 3": "unsupported"}


def test_an_end_beyond_the_article_is_none() -> None:
    raw = deepcopy(RAW)
    citation = raw["exchanges"][1]["answer"]["citations"][0]
    assert citation["end"] == len(SECOND.body)
    citation["end"] += 1
    raw["articles"][1]["passages"][0]["end"] += 1
    assert failures(raw)["2 citation 1"] == "changed"


def test_without_the_article_all_that_rests_on_it_is_missing() -> None:
    assert failures(RAW, (FIRST,)) == {
        "1 citation 2": "missing",
        "1 claim 2": "missing",
        "1 disagreement 1, position 2": "missing",
        "2 citation 1": "missing",
        "2 claim 1": "missing",
    }


def test_a_later_version_of_an_article_is_a_change() -> None:
    later = made(
        FIRST.body.replace("April 3", "April 4"),
        title=FIRST.title,
        outlet=FIRST.outlet,
        author=FIRST.author,
        url=FIRST.url,
        published=FIRST.published,
    )
    found = checked(RAW, (later, SECOND))
    (citation,) = [each for each in found if (each.answer, each.part) == (1, "citation 1")]
    assert citation.status is Status.CHANGED
    assert citation.reason and later.id in citation.reason


def test_an_article_under_a_false_id_is_a_change() -> None:
    forged = replace(FIRST, body=FIRST.body.replace("April 3", "April 4"))
    assert failures(RAW, (forged, SECOND))["1 claim 1"] == "changed"


Change = Callable[[dict[str, Any]], object]


def put(place: str, value: Any) -> Change:
    """A change of one value; `place` is a path of names and numbers."""

    def change(raw: dict[str, Any]) -> None:
        *path, last = (int(step) if step.isdigit() else step for step in place.split())
        at: Any = raw
        for step in path:
            at = at[step]
        assert at[last] != value
        at[last] = value

    return change


def take(place: str) -> Change:
    def change(raw: dict[str, Any]) -> None:
        *path, last = (int(step) if step.isdigit() else step for step in place.split())
        at: Any = raw
        for step in path:
            at = at[step]
        del at[last]

    return change


ANSWER = "exchanges 0 answer"
CHANGES: list[Change] = [
    put(f"{ANSWER} claims 0 text", "They begin on April 4."),
    put(f"{ANSWER} claims 0 citations", [2]),
    put(f"{ANSWER} claims 0 citations", [3]),
    put(f"{ANSWER} claims 0 citations", [1, 2]),
    put(f"{ANSWER} claims 0 citations", []),
    put(f"{ANSWER} claims 0 support", "unsupported"),
    put(f"{ANSWER} answer", "They begin tomorrow. [1]"),
    put(f"{ANSWER} short_answer", "April 4"),
    put(f"{ANSWER} conflicts 0 positions 0 words", "April 4"),
    put(f"{ANSWER} conflicts 0 positions 0 value", "2025-04-04"),
    put(f"{ANSWER} conflicts 0 positions 1 value", "2025-04-03"),
    put(f"{ANSWER} conflicts 0 positions 0 citations", [2]),
    put(f"{ANSWER} conflicts 0 positions 0 citations", [1, 2]),
    put(f"{ANSWER} citations 0 published", "2025-03-29T11:09:00+00:00"),
    put(f"{ANSWER} citations 0 published_basis", "inferred"),
    put(f"{ANSWER} citations 0 outlet", "The Fire"),
    put(f"{ANSWER} citations 0 url", "https://example.org/b"),
    put(f"{ANSWER} citations 0 n", 2),
    put(f"{ANSWER} citations 0 article_id", "art_0000000000000000"),
    put("articles 0 published", "2025-03-29T11:09:00+00:00"),
    put("articles 0 published_basis", "inferred"),
    put("articles 0 title", "Another"),
    put("articles 0 author", None),
    put("articles 0 body_sha256", "0" * 64),
    put("articles 0 body_characters", 1),
    put("articles 0 passages 0 text", "Other words."),
    put("articles 0 passages 0 end", 20),
    put("exchanges 2 nearest quote", "Nobody asked."),
    put("exchanges 2 nearest start", 0),
    put("exchanges 2 answer abstained", None),
    take(f"{ANSWER} citations 0"),
    take(f"{ANSWER} citations 1"),
    take(f"{ANSWER} claims 0"),
    take(f"{ANSWER} conflicts 0"),
    take("articles 0"),
    take("articles 0 passages 0"),
]


@pytest.mark.parametrize("change", CHANGES, ids=lambda each: str(each.__closure__[0].cell_contents))
def test_a_change_is_seen_though_the_packet_was_sealed_anew(change: Change) -> None:
    raw = deepcopy(RAW)
    change(raw)
    assert failures(raw)


@given(st.data())
def test_no_character_of_a_quote_and_no_offset_can_change(data: st.DataObject) -> None:
    raw = deepcopy(RAW)
    exchange = data.draw(st.sampled_from(raw["exchanges"][:2]))
    citation = data.draw(st.sampled_from(exchange["answer"]["citations"]))
    what = data.draw(st.sampled_from(["quote", "start", "end", "both"]))
    if what == "quote":
        quote = citation["quote"]
        at = data.draw(st.integers(0, len(quote) - 1))
        other = data.draw(st.characters(codec="utf-8").filter(lambda each: each != quote[at]))
        citation["quote"] = quote[:at] + other + quote[at + 1 :]
        for claim in exchange["answer"]["claims"]:  # as a careful forger would
            claim["text"] = claim["text"].replace(quote, citation["quote"])
        told = exchange["answer"]["answer"].replace(quote, citation["quote"])
        exchange["answer"]["answer"] = told
    else:
        step = data.draw(st.integers(-20, 20).filter(bool))
        for name in ("start", "end") if what == "both" else (what,):
            citation[name] += step
    try:
        assert failures(raw)
    except LoadError as error:  # an offset before the beginning
        assert "start" in str(error) or "end" in str(error)


def leaves(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Where every string and number of a packet stands."""
    if isinstance(value, dict):
        return [leaf for name, each in value.items() for leaf in leaves(each, (*path, name))]
    if isinstance(value, list):
        return [leaf for at, each in enumerate(value) for leaf in leaves(each, (*path, at))]
    return [path]


@given(st.data())
def test_whatever_changes_breaks_the_seal_or_the_form(data: st.DataObject) -> None:
    raw = deepcopy(RAW)
    *path, last = data.draw(st.sampled_from(leaves(RAW)))
    at: Any = raw
    for step in path:
        at = at[step]
    before = at[last]
    values = st.none() | st.booleans() | st.integers(-5, 2**70) | st.text(max_size=20)
    at[last] = data.draw(values.filter(lambda each: (type(each), each) != (type(before), before)))
    try:
        found, intact = read_packet(json.dumps(raw).encode())
    except LoadError as error:
        assert "\n" not in str(error)
        return
    assert not intact
    assert verify(found, intact, AT_HAND)[0].status is Status.CHANGED


def test_the_seal_does_not_hang_on_how_the_json_is_written() -> None:
    assert RAW["sha256"] == seal(RAW)
    again = json.dumps(dict(reversed(RAW.items())), indent=4, ensure_ascii=True)
    assert read_packet(again.encode())[1]


BAD = {
    "nothing": b"",
    "no JSON": b"{",
    "another file": b'{"format": "x"}',
    "a list": b"[]",
    "a later version": json.dumps(RAW | {"version": 2}).encode(),
    "no version": json.dumps({"format": RAW["format"]}).encode(),
    "version of another type": json.dumps(RAW | {"version": True}).encode(),
    "a field too many": json.dumps(RAW | {"extra": 1}).encode(),
    "no answer": json.dumps(RAW | {"exchanges": []}).encode(),
    "a field twice": CONTENT.replace(b'"title"', b'"title": "x", "title"', 1),
    "no zone": json.dumps(RAW | {"made": "2026-11-22T09:30:00"}).encode(),
    "no moment": json.dumps(RAW | {"made": "today"}).encode(),
    "NaN": CONTENT.replace(b'"version": 1', b'"version": NaN'),
    "not UTF-8": b"\xff\xfe\x00",
    "nested": b"[" * 100_000,
    "half a pair": json.dumps(RAW | {"title": "\ud800"}).encode(),
    "too large": b" " * (LARGEST + 1),
}


@pytest.mark.parametrize("name", BAD)
def test_what_is_no_packet_is_told_in_one_sentence(name: str) -> None:
    with pytest.raises(LoadError) as caught:
        read_packet(BAD[name])
    assert "\n" not in str(caught.value)
    assert len(str(caught.value)) < 200


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_packet_or_one_sentence(content: bytes) -> None:
    with pytest.raises(LoadError):
        read_packet(content)
