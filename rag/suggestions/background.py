"""Suggestions made in the background, from the newest articles and from those just cited."""

import logging
import sqlite3
import threading
import time
from collections import OrderedDict
from collections.abc import Callable, Iterator, Sequence
from itertools import chain, islice

from index.article import Passage
from index.errors import StoreError
from rag.answer import Answer, Question
from rag.chatbot import Chatbot
from rag.suggestions.choosing import diverse, following
from rag.suggestions.drafts import drafts
from rag.suggestions.tried import READ, Draft, Suggestion, suggested

log = logging.getLogger(__name__)
_NEWEST = 40  # articles that are read together, the newest first
_MOST = 400  # articles that are read where the newest give few questions
_TRIES, _ENOUGH = 60, 16  # questions that are asked at most, and good ones after which none is
_CITED_TRIES, _CITED_ENOUGH = 8, 4  # the same for the articles that an answer cites
_CITED = 5  # of these, the first
_QUEUED = 2  # answers for whose articles suggestions are still to be made
_REMEMBERED = 200  # answers whose articles' suggestions are kept
_POLL = 2.0  # seconds between looks at the corpus
_REST = 3.0  # of the time that a question took, before the next is asked
_WAIT = 0.4  # seconds that suggestions after an answer are waited for


class Suggestions:
    """Questions that the desk can answer. Safe to share between threads."""

    def __init__(self, chatbot: Chatbot, busy: Callable[[], bool] = lambda: False) -> None:
        """`busy` says whether people are being answered; nothing new is tried until they are."""
        self._chatbot = chatbot
        self._busy = busy
        self._stop = False
        self._state = threading.Condition()  # guards all that follows
        self._ready: tuple[Suggestion, ...] = ()
        self._cited: OrderedDict[tuple[str, ...], tuple[tuple[Suggestion, ...], bool]]
        self._cited = OrderedDict()  # by the articles cited; whether all are made
        self._wanted: list[tuple[str, ...]] = []  # articles cited by answers, newest last
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Makes suggestions in a daemon thread, and again whenever the corpus has changed."""
        with self._state:
            if self._thread is None and not self._stop:
                self._thread = threading.Thread(target=self._run, name="suggestions", daemon=True)
                self._thread.start()

    def make(self) -> None:
        """Makes the suggestions for the corpus now, without rests; for who can wait."""
        for _ in self._corpus():
            pass

    def close(self) -> None:
        """Ends the thread; to be called before the corpus is closed."""
        with self._state:
            self._stop = True
            self._state.notify_all()
            thread = self._thread
        if thread is not None:
            thread.join(timeout=10)

    def for_corpus(self, count: int = 4) -> tuple[str, ...]:
        """Questions for an empty page, as many as are ready; at once."""
        return diverse(self._ready, count)

    def after(self, answer: Answer, asked: Sequence[str], count: int = 3) -> tuple[str, ...]:
        """Questions on what the answer cites, none of which is in `asked`, the earlier questions.

        Where the articles cited have none yet, these are waited for 0.4 seconds at most.
        """
        sources = [*answer.citations, *([answer.nearest] if answer.nearest else [])]
        ids = tuple(dict.fromkeys(each.article.id for each in sources))[:_CITED]
        found = following(self._ready, answer, asked, count)
        if len(found) >= count or not ids:
            return found
        with self._state:
            if ids not in self._cited and self._thread is not None and not self._stop:
                self._wanted = [*(each for each in self._wanted if each != ids), ids][-_QUEUED:]
                self._state.notify_all()
                self._state.wait_for(lambda: self._is_done(ids), _WAIT)
            more, _ = self._cited.get(ids, ((), False))
        return following(chain(self._ready, more), answer, asked, count)

    def _is_done(self, ids: tuple[str, ...]) -> bool:
        return self._stop or self._cited.get(ids, ((), False))[1]

    # The thread

    def _run(self) -> None:
        seen: int | None = None
        work: Iterator[float] = iter(())
        while not self._stop:
            pause = _POLL
            try:
                now = self._chatbot.corpus.store.generation()
                if now != seen:
                    settled = seen is None or self._is_settled(now)
                    if not settled:
                        continue
                    seen, work = now, self._corpus()
                if wanted := self._next():
                    self._answered(wanted)
                pause = _POLL if self._busy() else next(work, _POLL)
            except (StoreError, OSError, sqlite3.Error) as error:
                log.warning("No questions can be suggested now: %s", error)
            self._rest(pause)

    def _is_settled(self, generation: int) -> bool:
        """Whether the corpus stays as it is for a moment: articles come in long rows."""
        self._rest(_POLL)
        return not self._stop and self._chatbot.corpus.store.generation() == generation

    def _rest(self, seconds: float) -> None:
        with self._state:
            self._state.wait_for(lambda: self._stop or bool(self._wanted), seconds)

    def _next(self) -> tuple[str, ...] | None:
        with self._state:
            return self._wanted.pop() if self._wanted else None

    def _corpus(self) -> Iterator[float]:
        """Tries questions on the newest articles; yields how long to rest after each."""
        store = self._chatbot.corpus.store
        with self._state:
            self._cited.clear()
            old = [each for each in self._ready if all(map(store.article, each.articles))]
            self._ready = tuple(old)
        made: list[Suggestion] = []
        tries = 0
        ids = [each.id for each, _ in islice(store.articles(), _MOST)]
        mixed = len(ids) > _NEWEST
        for start in range(0, len(ids), _NEWEST):
            for draft in self._drafts(ids[start : start + _NEWEST], mixed):
                began = time.perf_counter()
                new = self._tried(draft)
                tries += 1
                if new is not None:
                    made.append(new)
                    texts = {each.text for each in made}
                    self._ready = (*made, *(each for each in old if each.text not in texts))
                if tries == _TRIES or len(made) == _ENOUGH:
                    break
                yield _REST * (time.perf_counter() - began)
            if tries == _TRIES or len(made) == _ENOUGH:
                break
        self._ready = tuple(made)

    def _answered(self, ids: tuple[str, ...]) -> None:
        """Tries questions on articles that an answer cites."""
        made: list[Suggestion] = []
        asked_for = time.perf_counter()
        for draft in self._drafts(ids, mixed=False)[:_CITED_TRIES]:
            began = time.perf_counter()
            new = None if self._stop else self._tried(draft)
            ended = time.perf_counter()
            if new is not None:
                made.append(new)
                self._keep(ids, made, done=False)
            if self._stop or len(made) == _CITED_ENOUGH:
                break
            if ended - asked_for > _WAIT:  # nobody waits any more
                time.sleep(_REST * (ended - began))
        self._keep(ids, made, done=True)

    def _keep(self, ids: tuple[str, ...], made: Sequence[Suggestion], *, done: bool) -> None:
        with self._state:
            self._cited[ids] = (tuple(made), done)
            while len(self._cited) > _REMEMBERED:
                self._cited.popitem(last=False)
            self._state.notify_all()

    def _drafts(self, ids: Sequence[str], mixed: bool) -> list[Draft]:
        store = self._chatbot.corpus.store
        articles = [found for each in ids if (found := store.article(each)) is not None]
        texts = {each.id: _sentences(store.passages_of(each.id)) for each in articles}
        return drafts(articles, texts, mixed=mixed)

    def _tried(self, draft: Draft) -> Suggestion | None:
        return suggested(draft, self._chatbot.ask(Question(draft.text, extractive=True)))


def _sentences(passages: Sequence[Passage]) -> list[str]:
    near = (each for each in passages if each.span.start < READ)
    return [text for each in near for text in each.sentence_texts]
