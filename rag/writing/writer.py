"""THE MAIN PATH of a written answer: what was found in, a checked answer out.

evidence -> prompt -> model -> sentences as they come -> each held against its passages -> answer
"""

import logging
import secrets
import time
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from threading import Thread

from index.article import Passage
from rag.answer import Answer, Kind, Question
from rag.composed import Articles
from rag.explained import Explained
from rag.instructions import addresses_a_machine, is_news, left_out
from rag.model.ledger import Ledger
from rag.model.model import Model, ModelFailure
from rag.question import kind
from rag.told import Told
from rag.writing.evidence import Evidence, evidence_for
from rag.writing.holding import hold
from rag.writing.prompt import prompt_for
from rag.writing.reply import Reply
from rag.writing.searching import other_words, whole_question
from rag.writing.sheet import Sheet

_EVIDENCE = 3_000  # tokens of evidence at most; more is read less well, and costs more
_RESERVED = 1_700  # tokens of the context kept for the rules, the question and the reply
_LEAST = 200  # tokens of evidence in any context
_CARRIED = 0.5  # share of the sentences that passages must carry for any to be shown
_MOST = 12  # sentences shown
FAILED = "What the model wrote could not be read; the log says why."
# Why the extractive answer stands, though the model did not fail.
NONE = "The model found no answer in these passages."
NOTHING = "The model wrote no sentence; these are the articles' own."
LEFT_OUT = "What the model wrote is left out"

_logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Writer:
    """Has a model write answers. Safe to share between threads."""

    model: Model
    ledger: Ledger
    seconds: float  # that an answer may take, all its requests together
    warm: Callable[[], Thread | None] = lambda: None  # begins to load what a request needs, once

    def write(self, found: Explained, article: Articles, deadline: float, told: Told) -> Answer:
        """The answer in the model's checked words; else the extractive one, which says why.

        `deadline` is by time.monotonic(); `told` hears each sentence once it is checked. Raises
        nothing for what the model does.
        """
        began = time.perf_counter()
        asked = kind(found.answer.standalone_question)
        passages = [hit.passage for hit in found.hits]
        evidence = evidence_for(found.answer, passages, found.candidates, article, self._room())
        if asked is Kind.TIMELINE or not evidence.sentences:
            return found.answer  # dated events in their order are ours to compute
        name = self.model.name
        sheet = Sheet(found.answer, name)
        reply = self._reply(found.answer, asked, evidence, deadline)
        told(f"Asking {name}")
        aside = self._filled(sheet, reply, evidence, told)
        written = replace(
            sheet.written,
            tokens_in=reply.usage.tokens_in,
            tokens_out=reply.usage.tokens_out,
            cost=0.0 if reply.cached else self.ledger.cost(reply.usage),
            milliseconds=1000 * (time.perf_counter() - began),
            cached=reply.cached,
        )
        aside = aside or _too_little(written.sentences, written.sentences - written.dropped)
        if aside is None:
            return replace(sheet.answer(), written=written)
        notes = (*found.answer.notes, aside)
        return replace(found.answer, notes=notes, written=written.aside(aside))

    def _filled(self, sheet: Sheet, reply: Reply, evidence: Evidence, told: Told) -> str | None:
        """Reads the reply onto the sheet; why nothing of it is to be shown, or None."""
        try:
            with closing(reply.drafts()) as drafts:
                for draft in drafts:
                    if draft.says_none:
                        return None if sheet.claims else NONE
                    if sheet.add(hold(draft, evidence)):
                        doing = f"{self.model.name} writes; each sentence is checked"
                        told(doing, sheet.answer())
                    if len(sheet.claims) == _MOST:
                        break
        except ModelFailure as failure:
            return str(failure)
        except Exception:  # a library may fail in any way; the desk has its own answer
            _logger.exception("a model's answer failed")
            return FAILED
        return None

    def _room(self) -> int:
        return max(_LEAST, min(_EVIDENCE, self.model.context_tokens - _RESERVED))

    def _reply(self, answer: Answer, asked: Kind, evidence: Evidence, deadline: float) -> Reply:
        nonce = secrets.token_hex(8)
        prompt = prompt_for(answer.standalone_question, asked, answer, evidence, nonce)
        return Reply.to(self.model, self.ledger, prompt, nonce, deadline)

    def is_source(self, passage: Passage) -> bool:
        """Whether a passage may be shown to the model, or shown in its place."""
        return is_news(passage)

    def is_news(self, text: str) -> bool:
        """The same of one sentence."""
        return not addresses_a_machine(text)

    def left_out(self, passages: int) -> tuple[str, ...]:
        """What is said of that many passages that are no source."""
        return left_out(passages)

    def whole_question(self, question: Question, deadline: float) -> str:
        """A follow-up as a question of its own."""
        return whole_question(self.model, self.ledger, question, deadline)

    def other_words(self, question: str, deadline: float) -> tuple[str, ...]:
        """Words to search for besides those of a question that found no answer."""
        return other_words(self.model, self.ledger, question, deadline)


def _too_little(written: int, carried: int) -> str | None:
    """Why nothing of what was written is shown; None where enough of it is carried."""
    if not written:
        return NOTHING
    if carried and carried >= _CARRIED * written:
        return None
    sentences = "sentence" if written == 1 else "sentences"
    return f"{LEFT_OUT}: the passages carry {carried or 'none'} of its {written} {sentences}."
