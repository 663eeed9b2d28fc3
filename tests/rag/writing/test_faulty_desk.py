"""Whatever the model's endpoint does, the question is answered, and one sentence says why so."""

from index.corpus import Corpus
from rag.answer import Question
from rag.chatbot import Chatbot
from rag.model.endpoint import open_model
from rag.model.ledger import NoLedger
from rag.writing.writer import Writer
from tests.fake_model import FakeModel, faults
from tests.rag.invariants import assert_holds
from tests.rag.model.fault_table import Left
from tests.rag.writing.faulty_desk import QUESTION, fallen, loaded


def test_no_fault_leaves_a_question_without_an_answer(samples: Corpus) -> None:
    plain = Chatbot(samples).ask(Question(QUESTION))
    before = Left.now().threads
    met = list(fallen(samples, 1))
    assert len({each.fault for each in met}) == 20
    for each in met:
        assert_holds(each.answer)
        assert each.answer.claims == plain.claims and each.answer.mode == "extractive", each.fault
        assert each.answer.written is not None and each.answer.written.put_aside
        (why,) = set(each.answer.notes) - set(plain.notes)
        assert why == each.answer.written.put_aside and why.count(". ") == 0, why
    assert Left.now().threads == before


def test_a_model_that_keeps_failing_is_left_alone(samples: Corpus) -> None:
    with FakeModel("None. [S1]") as fake, loaded(fake) as settings:
        fake.fail(faults.ALL["401"], times=None)
        desk = Chatbot(samples, writer=Writer(open_model(settings), NoLedger(), 10.0))
        notes = [desk.ask(Question(QUESTION)).notes[-1] for _ in range(5)]
        assert len(fake.asked) < 5
        assert "left alone" in notes[-1]
