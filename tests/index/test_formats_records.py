"""JSON, JSON Lines and feeds: one outcome a record."""

import gzip
import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.formats import records
from index.load import Loaded, Rejected, load
from tests.index.articles_on_disk import PROSE, SENTENCES, compressed, json_lines, rss, write

WHEN = datetime(2025, 3, 28, 11, 9, tzinfo=UTC)


def loaded(path: str) -> list[Loaded]:
    outcomes = list(load(path))
    assert all(isinstance(outcome, Loaded) for outcome in outcomes), outcomes
    return [outcome for outcome in outcomes if isinstance(outcome, Loaded)]


@pytest.mark.parametrize(
    "record",
    [
        {"title": "T", "body": PROSE, "outlet": "O", "author": "A B", "url": "https://a.example/1"},
        {"Headline": "T", "TEXT": PROSE, "Publisher": {"name": "O"}, "byline": "By A B"},
        {"headline": "T", "body_text": PROSE, "provider": "O", "authors": ["A B"]},
        {"title": "T", "content": SENTENCES, "source": {"id": None, "name": "O"}, "author": "A B"},
        {
            "title": "T",
            "body_html": f"<p>{SENTENCES[0]}</p>",
            "site": "O",
            "authors": [{"name": "A B"}],
        },
        {"title": "T", "text": f"<p>{SENTENCES[0]}</p>", "source": "O", "author": "A B"},
    ],
)
@pytest.mark.parametrize("wrapped", ["one", "list", "articles", "lines"])
def test_field_names(tmp_path: Path, record: dict[str, object], wrapped: str) -> None:
    value: object = {"one": record, "list": [record], "articles": {"articles": [record]}}.get(
        wrapped
    )
    name = "a.jsonl" if wrapped == "lines" else "a.json"
    (outcome,) = loaded(write(tmp_path, name, json.dumps(value or record)))
    article = outcome.article
    assert (article.title, article.outlet, article.author) == ("T", "O", "A B")
    assert article.body.startswith(SENTENCES[0])
    assert "<p>" not in article.body
    assert article.url == record.get("url")


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *[("publishedAt", "2025-03-28T11:09:00Z"), ("pubDate", "Fri, 28 Mar 2025 11:09:00 GMT")],
        *[("timestamp", 1743160140), ("published", 1743160140000), ("DATE", "2025-03-28 11:09")],
        *[("versioncreated", "2025-03-28T07:09:00-04:00"), ("publication_date", "1743160140")],
    ],
)
def test_dates(tmp_path: Path, name: str, value: object) -> None:
    (outcome,) = loaded(write(tmp_path, "a.json", json.dumps({"text": PROSE, name: value})))
    assert outcome.article.published == WHEN


def test_a_title_in_angle_brackets_and_text_with_them_stay_as_they_are(tmp_path: Path) -> None:
    text = f"Example Corp <EXM> said little. {PROSE}"
    record = {"id": "r-1", "title": "EXAMPLE <EXM>", "date": "1987-02-26T15:01:00", "text": text}
    (outcome,) = loaded(write(tmp_path, "a.jsonl.gz", compressed(json_lines([record]))))
    assert outcome.article.body == text
    assert outcome.article.title == "EXAMPLE <EXM>"
    assert outcome.article.published == datetime(1987, 2, 26, 15, 1, tzinfo=UTC)
    assert outcome.source == f"{outcome.container}#r-1"


def test_sources_are_ids_addresses_or_ordinals_and_stay_apart(tmp_path: Path) -> None:
    lines = [
        {"id": 7, "text": PROSE},
        {"url": "https://a.example/1", "text": PROSE},
        {"text": PROSE},
        {"id": 7, "text": PROSE},
    ]
    path = write(tmp_path, "a.jsonl", json_lines(list(lines)))
    assert [outcome.source for outcome in loaded(path)] == [
        *(f"{path}#7", f"{path}#https://a.example/1", f"{path}#3", f"{path}#7 (4)"),
    ]
    assert {outcome.container for outcome in loaded(path)} == {path}


def test_a_bad_line_names_its_number_and_the_rest_goes_on(tmp_path: Path) -> None:
    good = json.dumps({"text": PROSE})
    content = f"{good}\n{{broken\n\n[1]\n{good}\n{{}}\n\xff\n{good}".encode("latin-1")
    outcomes = list(load(write(tmp_path, "a.jsonl", content)))
    reasons = [o.reason.split(":")[0] if isinstance(o, Rejected) else "" for o in outcomes]
    assert reasons[0] == reasons[3] == reasons[6] == ""
    assert reasons[1].startswith("line 2 is not JSON")
    assert (reasons[2], reasons[4], reasons[5]) == ("line 4", "line 6", "line 7")
    assert len(outcomes) == 7


def test_a_line_that_is_too_long_is_one_rejection(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(records, "MAX_LINE_BYTES", 1000)
    good = json.dumps({"text": PROSE})
    content = f'{good}\n{{"text": "{"long " * 10_000}"}}\n{good}\n'
    first, second, third = load(write(tmp_path, "a.jsonl", content))
    assert isinstance(first, Loaded) and isinstance(third, Loaded)
    assert isinstance(second, Rejected) and second.reason.startswith("line 2 has 0 MB")


def test_a_json_lines_file_streams(tmp_path: Path) -> None:
    content = json_lines([{"text": PROSE}] * 3)
    outcomes = load(write(tmp_path, "a.jsonl.gz", gzip.compress(content.encode())))
    assert isinstance(next(outcomes), Loaded)
    assert isinstance(next(outcomes), Loaded)
    outcomes.close()  # type: ignore[attr-defined]


def test_a_compressed_bomb_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bomb = gzip.compress(b" " * 60_000_000)
    (outcome,) = load(write(tmp_path, "a.json.gz", bomb))
    assert isinstance(outcome, Rejected) and "when it is unpacked" in outcome.reason
    monkeypatch.setattr(records, "MAX_INFLATED_BYTES", 10_000)
    lines = compressed(json_lines([{"text": PROSE}] * 100))
    *before, last = load(write(tmp_path, "a.jsonl.gz", lines))
    assert before and isinstance(last, Rejected) and "too large" in last.reason


def test_json_lines_under_another_name(tmp_path: Path) -> None:
    assert len(loaded(write(tmp_path, "a.json", json_lines([{"text": PROSE}] * 3)))) == 3


ITEM = (
    "<title>Ministers &amp;amp; talks</title><link>https://news.example/1</link><guid>g-1</guid>"
    "<pubDate>Fri, 28 Mar 2025 11:09:00 GMT</pubDate><author>Alex Example</author>"
)


def test_an_rss_feed(tmp_path: Path) -> None:
    html = f"&lt;p&gt;{SENTENCES[0]}&lt;/p&gt;&lt;p hidden&gt;SECRET&lt;/p&gt;"
    summary = f"<description>{SENTENCES[1]}</description>"
    path = write(
        tmp_path,
        "a.rss",
        rss(f"{ITEM}<description>{html}</description>", summary, "<title>No text</title>"),
    )
    first, second, third = load(path)
    assert isinstance(first, Loaded) and isinstance(second, Loaded)
    assert isinstance(third, Rejected) and third.source == f"{path}#3"
    assert first.source == f"{path}#g-1" and first.container == path
    article = first.article
    assert article.body == SENTENCES[0]
    assert (article.title, article.outlet) == ("Ministers & talks", "Example Times")
    assert article.url == "https://news.example/1"
    assert article.published == WHEN
    assert second.article.published is None


def test_an_atom_feed(tmp_path: Path) -> None:
    entry = (
        "<entry><title>A</title><id>tag:a,1</id><link href='https://news.example/1'/>"
        "<updated>2025-03-28T11:09:00Z</updated><author><name>Alex Example</name></author>"
        "<summary>Short.</summary>"
        f"<content type='html'>&lt;p&gt;{PROSE}&lt;/p&gt;</content></entry>"
    )
    feed = f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Example</title>{entry}</feed>"
    (outcome,) = loaded(write(tmp_path, "a.atom", feed))
    assert outcome.article.author == "Alex Example"
    assert outcome.article.body.startswith(SENTENCES[0])
    # "updated" says when it was changed, not when it was published.
    assert outcome.article.published == WHEN
    assert outcome.article.published_basis == "inferred"


def test_a_feed_that_breaks_off(tmp_path: Path) -> None:
    item = f"<title>A</title><description>{PROSE}</description>"
    whole = rss(item, item, item)
    first, second, cut = load(write(tmp_path, "a.xml", whole[: whole.rfind(b"Officials")]))
    assert isinstance(first, Loaded) and isinstance(second, Loaded)
    assert isinstance(cut, Rejected) and "breaks off" in cut.reason


def test_a_feed_never_opens_a_file(tmp_path: Path) -> None:
    secret = write(tmp_path, "secret.xml", rss(f"<description>{PROSE}</description>"))
    (outcome,) = load(write(tmp_path, "a.xml", secret))
    assert isinstance(outcome, Rejected)
    entity = f"<!DOCTYPE r [<!ENTITY x SYSTEM 'file://{secret}'>]>".encode()
    feed = rss("<title>A</title><description>&x;</description>").replace(b"<rss", entity + b"<rss")
    for outcome in load(write(tmp_path, "a.xml", feed)):
        assert isinstance(outcome, Rejected)
