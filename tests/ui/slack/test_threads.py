"""What was said where is kept: threads, answers, posts, limits, settings."""

from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from index.errors import StoreError
from index.sqlite_file import SqliteFile
from rag.filters import Filters
from ui.slack.channel_settings import ChannelSettings, settings_from
from ui.slack.inbox import Inbox, Job
from ui.slack.runs import Run
from ui.slack.threads import Answered, Threads, open_file


@pytest.fixture
def file(tmp_path: Path) -> Iterator[SqliteFile]:
    opened = open_file(tmp_path)
    yield opened
    opened.close()


@pytest.fixture
def threads(file: SqliteFile) -> Threads:
    return Threads(file)


def test_a_thread_is_joined_by_asking_in_it(file: SqliteFile, tmp_path: Path) -> None:
    threads, run = Threads(file), Run(tmp_path)
    assert not threads.joined("C1", "1.0")
    Inbox(file, run).put(Job("question C1 1.0", "question", "C1 1.0"), thread=("C1", "1.0"))
    assert threads.joined("C1", "1.0")
    assert not threads.joined("C2", "1.0")
    assert threads.conversation("C1", "1.0") is None
    threads.converse("C1", "1.0", "con_1")
    threads.converse("C1", "1.0", "con_2")
    Inbox(file, run).put(Job("question C1 2.0", "question", "C1 1.0"), thread=("C1", "1.0"))
    assert threads.conversation("C1", "1.0") == "con_2"
    run.end()


def test_the_latest_talk_of_a_direct_message(threads: Threads) -> None:
    assert threads.latest("D1", 0.0) is None
    threads.answered(Answered("D1", "1.0", "1.0", "con_1", "exc_1", 100.0))
    threads.answered(Answered("D1", "3.0", "3.0", "con_3", "exc_3", 300.0))
    threads.answered(Answered("D1", "2.0", "2.0", "con_2", "exc_2", 200.0))
    assert threads.latest("D1", 250.0) == "con_3"
    assert threads.latest("D1", 300.0) == "con_3"
    assert threads.latest("D1", 301.0) is None
    assert threads.latest("D2", 0.0) is None
    assert threads.conversation_of("exc_2") == "con_2"
    assert threads.conversation_of("exc_9") is None


def test_what_is_forgotten_is_that_answer_alone(threads: Threads) -> None:
    kept = Answered("C1", "2.0", "1.0", "con_1", "exc_2", 2.0)
    for each in (Answered("C1", "1.0", "1.0", "con_1", "exc_1", 1.0), kept):
        threads.answered(each)
        threads.posted("C1", each.question, 0, "9.0")
    threads.forget("C1", "1.0")
    assert threads.answer("C1", "1.0") is None
    assert threads.posts("C1", "1.0") == {}
    assert threads.answer("C1", "2.0") == kept
    assert threads.posts("C1", "2.0") == {0: "9.0"}


def test_a_post_is_about_to_be_then_is_then_is_no_more(threads: Threads) -> None:
    threads.posting("C1", "1.0", 0)
    threads.posting("C1", "1.0", 1)
    assert threads.posts("C1", "1.0") == {0: None, 1: None}
    threads.posted("C1", "1.0", 0, "5.0")
    assert threads.posts("C1", "1.0") == {0: "5.0", 1: None}
    threads.withdrawn("C1", "1.0", 1)
    assert threads.posts("C1", "1.0") == {0: "5.0"}


def test_no_limit_that_was_set_is_not_the_same_as_none_ever(threads: Threads) -> None:
    assert threads.filters("con_1") is None
    limits = Filters(until=datetime(2025, 3, 28, tzinfo=UTC), outlets=("A & B “C”", "Ü"))
    threads.limit("con_1", limits)
    assert threads.filters("con_1") == limits
    threads.limit("con_1", Filters())
    assert threads.filters("con_1") == Filters()


def test_settings_outlast_the_process(tmp_path: Path) -> None:
    chosen = ChannelSettings(("A", "B"), date(2025, 3, 1), None, True, "asker")
    for _ in range(2):
        file = open_file(tmp_path)
        Threads(file).set("C1", chosen.fields())
        file.close()
    file = open_file(tmp_path)
    assert settings_from(Threads(file).settings("C1")) == chosen
    assert settings_from(Threads(file).settings("C2")) == ChannelSettings()
    file.close()
    assert (tmp_path / "slack.db").stat().st_mode & 0o077 == 0


def test_a_file_that_is_none_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "slack.db").write_bytes(b"no database" * 200)
    with pytest.raises(StoreError, match="not a database"):
        Threads(open_file(tmp_path)).joined("C1", "1.0")
