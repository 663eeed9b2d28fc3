"""Conversations survive what happens to them: restarts, kills, other windows, other people."""

import signal
import sqlite3
import stat
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from index.errors import StoreError
from rag.filters import Filters
from tests.ui.conversations.examples import BRIDGE, FERRY, NINE, citing, exchange
from ui.conversations.model import LONGEST_TITLE, STOPPED, title_from
from ui.conversations.store import Conversations


@pytest.fixture
def store(home: Path) -> Iterator[Conversations]:
    with closing(Conversations(home)) as opened:
        yield opened


def kept_articles(home: Path) -> list[str]:
    with closing(sqlite3.connect(home / "conversations.db")) as connection:
        return sorted(row[0] for row in connection.execute("SELECT id FROM articles"))


def test_a_conversation_is_the_same_after_a_restart(home: Path) -> None:
    filters = Filters(until=NINE, outlets=("Example Times",))
    with closing(Conversations(home)) as store:
        begun = store.begin("ann", "What was late?")
        asked = [
            replace(exchange(1, answer=citing(FERRY)), mark="wrong", filters=filters),
            exchange(2, "And on Monday? \ud800", answer=citing(FERRY, BRIDGE), minutes=1),
            exchange(3, failure="The articles cannot be read.", minutes=2),
        ]
        for each in asked:
            assert store.put("ann", begun.id, each) == each
        before = store.open("ann", begun.id)
    with closing(Conversations(home)) as store:
        assert store.open("ann", begun.id) == before == replace(begun, exchanges=tuple(asked))
        assert before is not None
        assert before.history == tuple(each.question for each in asked)
        assert before.next_number == 4
        (listed,) = store.listed("ann")
        assert (listed.id, listed.title, listed.exchanges) == (begun.id, "What was late?", 3)
        assert listed.updated == asked[-1].asked


def test_a_pending_exchange_is_pending_here_and_stopped_after_a_restart(home: Path) -> None:
    pending = exchange()
    with closing(Conversations(home)) as store:
        begun = store.begin("", "")
        store.put("", begun.id, pending)
        assert store.exchange("", pending.id) == pending
        assert store.share("", pending.id) is None
    with closing(Conversations(home)) as store:
        opened = store.open("", begun.id)
        assert opened and [each.failure for each in opened.exchanges] == [STOPPED]
        answered = replace(pending, answer=citing(FERRY), asked=datetime.now(UTC))
        store.put("", begun.id, answered)  # asked again
        assert store.exchange("", pending.id) == answered


def test_what_is_put_again_is_replaced_and_its_articles_with_it(
    store: Conversations, home: Path
) -> None:
    begun = store.begin("", "")
    first = exchange(answer=citing(FERRY))
    store.put("", begun.id, first)
    assert kept_articles(home) == [FERRY.id]
    store.put("", begun.id, replace(first, answer=citing(BRIDGE)))
    assert kept_articles(home) == [BRIDGE.id]
    opened = store.open("", begun.id)
    assert opened and opened.exchanges == (replace(first, answer=citing(BRIDGE)),)


def test_two_windows_that_ask_at_once_both_keep_their_question(store: Conversations) -> None:
    begun = store.begin("", "")
    one, two = exchange(1, "One?"), exchange(1, "Two?")
    assert store.put("", begun.id, one).number == 1
    assert store.put("", begun.id, two).number == 2
    # The window that thinks it is number 1 brings its answer.
    assert store.put("", begun.id, replace(two, answer=citing(FERRY))).number == 2
    opened = store.open("", begun.id)
    assert opened and [each.question for each in opened.exchanges] == ["One?", "Two?"]


def test_cutting_forgets_the_later_ones(store: Conversations, home: Path) -> None:
    begun = store.begin("", "")
    for number in (1, 2, 3):
        answer = citing(FERRY if number == 1 else BRIDGE)
        store.put("", begun.id, exchange(number, answer=answer))
    store.cut("", begun.id, 2)
    opened = store.open("", begun.id)
    assert opened and [each.number for each in opened.exchanges] == [1]
    assert kept_articles(home) == [FERRY.id]


def test_articles_go_with_the_last_conversation_that_cites_them(
    store: Conversations, home: Path
) -> None:
    one, two = store.begin("", "One"), store.begin("", "Two")
    store.put("", one.id, exchange(answer=citing(FERRY, BRIDGE)))
    store.put("", two.id, exchange(answer=citing(BRIDGE)))
    assert store.article("", FERRY.id) == FERRY
    assert store.delete("", one.id)
    assert kept_articles(home) == [BRIDGE.id]
    assert store.article("", FERRY.id) is None
    assert not store.delete("", one.id)
    assert store.delete("", two.id)
    assert kept_articles(home) == []


def test_nobody_reaches_anothers(store: Conversations) -> None:
    begun = store.begin("ann", "Hers")
    asked = exchange(answer=citing(FERRY))
    store.put("ann", begun.id, asked)
    for stranger in ("bob", "", "Ann", "ann\ud800"):
        assert store.listed(stranger) == []
        assert store.listed(stranger, search="hers") == []
        assert store.open(stranger, begun.id) is None
        assert store.exchange(stranger, asked.id) is None
        assert store.article(stranger, FERRY.id) is None
        assert store.share(stranger, asked.id) is None
        assert not store.rename(stranger, begun.id, "Mine")
        assert not store.delete(stranger, begun.id)
        with pytest.raises(StoreError, match="not there any more"):
            store.put(stranger, begun.id, exchange(2))
        with pytest.raises(StoreError, match="not there any more"):
            store.cut(stranger, begun.id, 1)
    other = store.begin("bob", "His")
    with pytest.raises(StoreError, match="another conversation"):
        store.put("bob", other.id, replace(asked, question="Taken over"))
    assert store.open("ann", begun.id) == replace(begun, exchanges=(asked,))
    assert store.delete_all("bob") == 1
    assert len(store.listed("ann")) == 1


def test_a_link_leads_anyone_to_one_answer_until_it_is_deleted(store: Conversations) -> None:
    begun = store.begin("ann", "")
    asked = exchange(answer=citing(FERRY))
    store.put("ann", begun.id, asked)
    token = store.share("ann", asked.id)
    assert token and len(token) >= 32
    assert store.share("ann", asked.id) == token
    store.put("ann", begun.id, replace(asked, mark="right"))
    assert store.shared(token) == replace(asked, mark="right")
    assert store.shared(token[:-1]) is store.shared("") is store.shared("\ud800") is None
    store.delete("ann", begun.id)
    assert store.shared(token) is None


def test_the_list_is_newest_first_without_what_was_never_asked(store: Conversations) -> None:
    store.begin("", "Never asked")
    for minutes, question in ((5, "Later?"), (1, "Earlier?")):
        store.put("", store.begin("").id, exchange(1, question, minutes=minutes))
    assert [each.title for each in store.listed("")] == ["Later?", "Earlier?"]
    assert [each.title for each in store.listed("", limit=1)] == ["Later?"]


def test_a_title_is_the_first_question_or_what_one_calls_it(store: Conversations) -> None:
    begun = store.begin("")
    store.put("", begun.id, exchange(1, "  When does\nthe ferry leave? "))
    store.put("", begun.id, exchange(2, "And the bus?"))
    assert store.listed("")[0].title == "When does the ferry leave?"
    assert store.rename("", begun.id, " The  ferry ")
    assert not store.rename("", begun.id, " \n ")
    opened = store.open("", begun.id)
    assert opened and opened.title == "The ferry"


@pytest.mark.parametrize(
    ("question", "title"),
    [
        ("Short?", "Short?"),
        ("x" * LONGEST_TITLE, "x" * LONGEST_TITLE),
        ("x" * (LONGEST_TITLE + 1), "x" * (LONGEST_TITLE - 1) + "…"),
        ("word " * 20, "word " * 11 + "word…"),
        ("a" * 50 + ", and then something", "a" * 50 + ", and…"),
        ("a" * 58 + " bc", "a" * 58 + "…"),
    ],
)
def test_a_long_question_is_cut_after_a_word(question: str, title: str) -> None:
    assert title_from(question) == title
    assert len(title_from(question)) <= LONGEST_TITLE


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("ferry", True),  # in the answer
        ("KELSO late", True),  # in the answer, and in the question
        ("Emigré", True),  # in the title, without its accent
        ("harbour", True),  # in a later question
        ("har ferr", True),  # parts of words
        ("ferry airport", False),
        ("100%", False),  # no wildcard
        ("_", False),
        ("", True),
        ("'; DROP TABLE exchanges", False),
    ],
)
def test_search(store: Conversations, search: str, found: bool) -> None:
    begun = store.begin("", "The Émigrés")
    store.put("", begun.id, exchange(1, answer=citing(FERRY)))
    store.put("", begun.id, exchange(2, "And the harbour?"))
    assert bool(store.listed("", search=search)) is found


def test_search_follows_a_new_name(store: Conversations) -> None:
    begun = store.begin("", "Old")
    store.put("", begun.id, exchange())
    store.rename("", begun.id, "New")
    assert not store.listed("", search="old")
    assert store.listed("", search="new")


def test_the_file_is_for_its_users_eyes(store: Conversations, home: Path) -> None:
    store.put("", store.begin("").id, exchange())
    for file in home.glob("conversations.db*"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600, file


def test_a_file_of_another_version_is_refused_in_a_sentence(home: Path) -> None:
    Conversations(home).close()
    with closing(sqlite3.connect(home / "conversations.db")) as connection:
        connection.execute("UPDATE meta SET value = '99' WHERE key = 'schema'")
        connection.commit()
    with pytest.raises(StoreError, match=r"schema 99.*move conversations.db"):
        Conversations(home)


def test_a_damaged_answer_is_said(store: Conversations, home: Path) -> None:
    begun = store.begin("")
    store.put("", begun.id, exchange(answer=citing(FERRY)))
    with closing(sqlite3.connect(home / "conversations.db")) as connection:
        connection.execute("""UPDATE exchanges SET answer = '{"question": 3}'""")
        connection.commit()
    with pytest.raises(StoreError, match="delete its conversation"):
        store.open("", begun.id)
    assert store.listed("")
    assert store.delete("", begun.id)


def test_threads_and_processes_write_at_once(store: Conversations, home: Path) -> None:
    begun = store.begin("")
    with closing(Conversations(home)) as other:  # as another process would

        def ask(one: Conversations) -> None:
            for _ in range(5):
                one.put("", begun.id, exchange(answer=citing(FERRY)))

        threads = [threading.Thread(target=ask, args=(one,)) for one in (store, other) * 2]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    opened = store.open("", begun.id)
    assert opened and [each.number for each in opened.exchanges] == list(range(1, 21))


_KILLED_WITHIN_PUT = """
import os, signal, sys
from pathlib import Path
from dataclasses import replace
from tests.ui.conversations.examples import BRIDGE, FERRY, citing, exchange
import ui.conversations.store as stored

store = stored.Conversations(Path(sys.argv[1]))
begun = store.begin("", "Whole")
asked = exchange(answer=citing(FERRY))
store.put("", begun.id, asked)
stored._forget_uncited = lambda connection: os.kill(os.getpid(), signal.SIGKILL)
store.put("", begun.id, replace(asked, answer=citing(BRIDGE)))
"""


def test_a_process_killed_within_put_leaves_what_was_there(home: Path) -> None:
    child = subprocess.run([sys.executable, "-c", _KILLED_WITHIN_PUT, str(home)], check=False)
    assert child.returncode == -signal.SIGKILL
    with closing(Conversations(home)) as store:
        (listed,) = store.listed("")
        opened = store.open("", listed.id)
        assert opened and [each.answer for each in opened.exchanges] == [citing(FERRY)]
        store.put("", listed.id, exchange(2, answer=citing(BRIDGE)))
    assert kept_articles(home) == sorted([FERRY.id, BRIDGE.id])
