"""Models that get their evidence wrong: what they got wrong is not shown."""

import pytest

from index.corpus import Corpus
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.model.ledger import NoLedger
from rag.model.model import Prompt
from rag.writing.writer import Writer
from tests.fake_model import Hallucinates, Mislabels, Misquotes, matched
from tests.rag.invariants import assert_holds
from tests.rag.writing.scripted import ScriptedModel

MISSED = 0.05  # of the errors, at most
EVIDENCE = matched(r"^(?P<label>S\d+): (?P<text>.*)$")
QUESTIONS = (
    "When do the auto tariffs start?",
    "What did Trump say about the call?",
    "When was Carney sworn in?",
    "How will Canada respond to the tariffs?",
    "What happens after the election?",
)


@pytest.mark.parametrize("liar", [Hallucinates, Misquotes, Mislabels])
def test_what_is_wrong_is_not_shown(samples: Corpus, liar: type[Hallucinates]) -> None:
    model = liar(EVIDENCE, true_every=2, most=10)

    def rule(prompt: Prompt) -> str:
        if "\nS1: " not in prompt.user:
            return ""
        system = {"role": "system", "content": prompt.system}
        return model([system, {"role": "user", "content": prompt.user}])

    desk = Chatbot(samples, writer=Writer(ScriptedModel(rule), NoLedger(), 20.0))
    wrong: dict[str, str] = {}
    for question in QUESTIONS:
        answer = desk.ask(Question(question))
        assert_holds(answer)
        # What is an article's own sentence, word for word, was only labelled wrongly.
        shown = {each.text for each in answer.claims} - {each.quote for each in answer.citations}
        wrong |= {each.sentence: each.kind for each in model.planted if each.sentence in shown}
    assert len(model.planted) >= 15
    assert len(wrong) <= MISSED * len(model.planted), wrong
