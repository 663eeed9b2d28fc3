"""What a model adds to the search: a follow-up in whole words, and other words to look for.

Neither can put words into an answer. A follow-up must be made of the reader's own words, else the
one that rules made stands; other words only bring more passages to choose from.
"""

import secrets
import time
from collections.abc import Sequence

from prompts.template import render
from rag.answer import Question
from rag.followup import standalone
from rag.model.ledger import Ledger
from rag.model.model import Model, ModelFailure, Prompt
from rag.words import stem_set
from rag.writing.prompt import data_mark, one_line
from rag.writing.reply import Reply

_SECONDS = 8.0  # that either may take at most
_LONGEST = 300  # characters of a question
_LINES, _LINE = 3, 80  # lines of words, and characters of each
_EARLIER = 4  # questions before the last that are shown


def whole_question(model: Model, ledger: Ledger, question: Question, until: float) -> str:
    """A follow-up as a question of its own: the model's, if it is made of the reader's words."""
    by_rule = standalone(question)
    asked = (*question.history[-_EARLIER:], question.text)
    if len(asked) == 1 or by_rule == " ".join(question.text.split()):
        return by_rule
    said = _said(model, ledger, "follow_up", asked, until)
    written = one_line(said[0])[:_LONGEST] if len(said) == 1 else ""
    known = frozenset().union(*map(stem_set, (*asked, by_rule)))
    words = stem_set(written)
    if not words or not words <= known or not stem_set(question.text) <= words:
        return by_rule
    return written


def other_words(model: Model, ledger: Ledger, question: str, until: float) -> tuple[str, ...]:
    """Lines of words that articles may use for what is asked; none where the model fails."""
    said = _said(model, ledger, "search_words", (question,), until)
    lines = (one_line(line).lstrip("-*•0123456789.) ")[:_LINE] for line in said)
    return tuple(dict.fromkeys(line for line in lines if line and line != question))[:_LINES]


def _said(
    model: Model, ledger: Ledger, name: str, questions: Sequence[str], until: float
) -> list[str]:
    """The lines of the model's reply to one of the prompts about questions."""
    nonce = secrets.token_hex(8)
    mark = data_mark(nonce)
    lines = "\n".join(one_line(each)[: 4 * _LONGEST] for each in questions)
    data = render("questions_data", mark=mark, questions=lines)
    prompt = Prompt(render(name, mark=mark), data)
    deadline = min(until, time.monotonic() + _SECONDS)
    try:
        reply = Reply.to(model, ledger, prompt, nonce, deadline)
        return [line for line in reply.text().splitlines() if line.strip()]
    except ModelFailure:  # the answer says so, when its turn comes
        return []
