"""THE MAIN PATH of a written answer: what was found in, a checked answer out.

evidence -> prompt -> model -> sentences as they come -> each held against its passages -> answer
"""

import secrets
import time
from contextlib import closing
from dataclasses import dataclass, replace

from rag.answer import Answer, Kind
from rag.composed import Articles
from rag.explained import Explained
from rag.model.ledger import Ledger, digest
from rag.model.model import Model, ModelFailure
from rag.question import kind
from rag.told import Told
from rag.writing.evidence import Evidence, evidence_for
from rag.writing.holding import hold
from rag.writing.prompt import prompt_for
from rag.writing.reply import Reply
from rag.writing.sheet import Sheet

_EVIDENCE = 3_000  # tokens of evidence at most; more is read less well, and costs more
_RESERVED = 1_700  # tokens of the context kept for the rules, the question and the reply
_LEAST = 200  # tokens of evidence in any context
_CARRIED = 0.5  # share of the sentences that passages must carry for any to be shown
_MOST = 12  # sentences shown
# Why the extractive answer stands, though the model did not fail.
NONE = "The model found no answer in these passages."
NOTHING = "The model wrote no sentence; these are the articles' own."
LEFT_OUT = "What the model wrote is left out"


@dataclass(frozen=True, slots=True)
class Writer:
    """Has a model write answers. Safe to share between threads."""

    model: Model
    ledger: Ledger
    seconds: float  # that an answer may take, from when it is asked for

    def write(self, found: Explained, article: Articles, told: Told) -> Answer:
        """The answer in the model's checked words; else the extractive one, which says why.

        `told` hears each sentence once it is checked. Raises nothing for what the model does.
        """
        began = time.perf_counter()
        deadline = time.monotonic() + self.seconds
        asked = kind(found.answer.standalone_question)
        passages = [hit.passage for hit in found.hits]
        evidence = evidence_for(found.answer, passages, found.candidates, article, self._room())
        if asked is Kind.TIMELINE or not evidence.sentences:
            return found.answer  # dated events in their order are ours to compute
        name = self.model.name
        sheet = Sheet(found.answer, name)
        reply = self._reply(found.answer, asked, evidence, deadline)
        told(f"Asking {name}")
        aside = None
        try:
            with closing(reply.drafts()) as drafts:
                for draft in drafts:
                    if draft.says_none:
                        aside = aside or (None if sheet.claims else NONE)
                        break
                    if sheet.add(hold(draft, evidence)):
                        told(f"{name} writes; each sentence is checked", sheet.answer())
                    if len(sheet.claims) == _MOST:
                        break
        except ModelFailure as failure:
            aside = str(failure)
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

    def _room(self) -> int:
        return max(_LEAST, min(_EVIDENCE, self.model.context_tokens - _RESERVED))

    def _reply(self, answer: Answer, asked: Kind, evidence: Evidence, deadline: float) -> Reply:
        question = answer.standalone_question
        # The nonce is another one each time, and no part of what makes two prompts the same.
        same = prompt_for(question, asked, answer, evidence, "")
        prompt = prompt_for(question, asked, answer, evidence, secrets.token_hex(8))
        key = digest(self.model.name, same.system, same.user)
        return Reply(self.model, self.ledger, prompt, key, deadline)


def _too_little(written: int, carried: int) -> str | None:
    """Why nothing of what was written is shown; None where enough of it is carried."""
    if not written:
        return NOTHING
    if carried and carried >= _CARRIED * written:
        return None
    sentences = "sentence" if written == 1 else "sentences"
    return f"{LEFT_OUT}: the passages carry {carried or 'none'} of its {written} {sentences}."
