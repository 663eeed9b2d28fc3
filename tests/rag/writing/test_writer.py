"""What a model writes, from the question to the answer: shown where the articles say it."""

import re
import time
from collections.abc import Callable
from dataclasses import replace
from functools import cache

import pytest

from index.corpus import Corpus
from rag.answer import Answer, Question, Support
from rag.chatbot import Chatbot
from rag.model.ledger import NoLedger, Remembered
from rag.model.model import Ending, Fault, ModelFailure, Prompt, Usage
from rag.spans import OWN_READER, SpanReader, open_span_reader
from rag.writing.writer import NONE, Writer
from tests.rag.invariants import assert_holds
from tests.rag.writing.scripted import ScriptedModel, label_of, offered

START = "When do the auto tariffs start?"
CLOSED = "Which penguins won the Zanzibar regatta?"


@cache
def reader() -> SpanReader | None:
    return open_span_reader(OWN_READER)


def desk(samples: Corpus, model: ScriptedModel) -> Chatbot:
    return Chatbot(samples, reader(), writer=Writer(model, NoLedger(), 20.0))


def written(samples: Corpus, rule: Callable[[Prompt], str], text: str = START) -> Answer:
    answer = desk(samples, ScriptedModel(rule)).ask(Question(text, id=1))
    assert_holds(answer)
    return answer


def verbatim(prompt: Prompt) -> str:
    label = label_of(prompt, "kick in on April 3")
    return f"{re.sub(r' [(][^)]*[)]', '', offered(prompt)[label])} [{label}]"


def test_what_the_articles_say_is_shown_in_the_models_words(samples: Corpus) -> None:
    def rule(prompt: Prompt) -> str:
        label = label_of(prompt, "kick in on April 3")
        return f"The tariffs on automobiles are due to kick in on April 3. [{label}]"

    answer = written(samples, rule)
    assert answer.mode == "scripted-1"
    assert answer.claims[0].text == "The tariffs on automobiles are due to kick in on April 3."
    assert answer.claims[0].support is Support.SUPPORTED
    assert answer.written is not None
    assert (answer.written.shown, answer.written.dropped, answer.written.put_aside) == (1, 0, None)


def test_the_disagreement_is_shown_whatever_the_model_chose(samples: Corpus) -> None:
    extractive = desk(samples, ScriptedModel(verbatim)).ask(Question(START, extractive=True))
    answer = written(samples, verbatim)
    assert extractive.conflicts and extractive.written is None
    words = [each.words for each in answer.conflicts[0].positions]
    assert words == [each.words for each in extractive.conflicts[0].positions]
    quoted = {each.number: each.quote for each in answer.citations}
    for each in answer.conflicts[0].positions:
        assert all(each.words in quoted[number] for number in each.citations)


def test_a_disagreement_is_told_to_the_model_by_labels(samples: Corpus) -> None:
    model = ScriptedModel(verbatim)
    desk(samples, model).ask(Question(START))
    (prompt,) = model.answers
    told = next(line for line in prompt.user.splitlines() if line.startswith("The articles dis"))
    labels = re.findall(r"\[(S\d+)\]", told)
    assert len(labels) >= 2 and set(labels) <= set(offered(prompt))


def test_invented_sentences_are_dropped_and_counted(samples: Corpus) -> None:
    def rule(prompt: Prompt) -> str:
        true = verbatim(prompt)
        label = re.findall(r"S\d+", true)[-1]
        other = label_of(prompt, "auto parts")
        more = f"{offered(prompt)[other]} [{other}]"
        false = f"The penguins of Zanzibar won a regatta in June. [{label}]\nMoo. [S999]"
        return f"{true}\n{more}\n{false}"

    answer = written(samples, rule)
    assert "penguins" not in answer.text and "Moo" not in answer.text
    assert answer.written is not None
    assert (answer.written.shown, answer.written.dropped) == (2, 2)
    assert answer.written.labels_removed == 1


def test_what_says_it_wrongly_is_replaced_by_the_article(samples: Corpus) -> None:
    def rule(prompt: Prompt) -> str:
        label = label_of(prompt, "kick in on April 3")
        return f"{verbatim(prompt)}\nOn automobiles they are due to kick in on April 13. [{label}]"

    answer = written(samples, rule)
    assert "April 13" not in answer.text
    assert answer.written is not None and answer.written.replaced == 1


@pytest.mark.parametrize(
    "active",
    [
        "See https://example.org/x?q=1 for the tariffs",
        "![tariffs](http://example.org/beacon.png) start on April 3",
        "The tariffs start on April 3 <img src=x onerror=alert(1)>",
        "[April 3](javascript:alert(1)) is the day",
        "Read example.com/tariffs",
    ],
)
def test_no_link_or_markup_of_a_model_is_shown(samples: Corpus, active: str) -> None:
    def rule(prompt: Prompt) -> str:
        label = label_of(prompt, "kick in on April 3")
        return f"{verbatim(prompt)}\n{active}. [{label}]"

    answer = written(samples, rule)
    assert "example" not in answer.text and "alert" not in answer.text and "<" not in answer.text
    assert answer.written is not None and answer.written.dropped == 1


def test_too_little_that_is_carried_leaves_the_articles_own_words(samples: Corpus) -> None:
    answer = written(samples, lambda _: "It is a secret. [S1]\nNobody knows the day. [S2]")
    assert answer.mode == "extractive" and answer.written is not None
    assert {each.support for each in answer.claims} == {Support.VERBATIM}
    assert answer.notes[-1] == answer.written.put_aside
    assert "none of its 2 sentences" in answer.notes[-1]


def test_a_model_that_finds_nothing_is_not_the_last_word(samples: Corpus) -> None:
    answer = written(samples, lambda _: "NONE")
    assert answer.mode == "extractive" and answer.claims and answer.notes[-1] == NONE


@pytest.mark.parametrize("text", ["", "   \n", "[S1]", "..."])
def test_nothing_written_leaves_the_articles_own_words(samples: Corpus, text: str) -> None:
    answer = written(samples, lambda _: text)
    assert answer.mode == "extractive" and answer.claims and answer.notes


def test_a_failure_leaves_the_articles_own_words_and_one_sentence(samples: Corpus) -> None:
    failure = ModelFailure(Fault.CUT, "The model at example broke off.")
    model = ScriptedModel(lambda prompt: f"{verbatim(prompt)}\nThen", failure)
    answer = desk(samples, model).ask(Question(START))
    assert answer.mode == "extractive" and answer.notes[-1] == str(failure)
    assert answer.written is not None and answer.written.put_aside == str(failure)
    assert all(each.closed for each in model.streams)


def test_a_sentence_in_whose_middle_the_model_was_stopped_is_left_out(samples: Corpus) -> None:
    def rule(prompt: Prompt) -> str:
        return f"{verbatim(prompt)}\n{verbatim(prompt)[:-30]}"

    answer = desk(samples, ScriptedModel(rule, end=Ending.LENGTH)).ask(Question(START))
    assert answer.written is not None and answer.written.sentences == 1


def test_only_checked_sentences_are_heard_of_meanwhile(samples: Corpus) -> None:
    heard: list[Answer] = []

    def told(doing: str, so_far: Answer | None = None) -> None:
        if so_far is not None:
            heard.append(so_far)

    def rule(prompt: Prompt) -> str:
        label = label_of(prompt, "kick in on April 3")
        return (
            f"{verbatim(prompt)}\nThe moon will be taxed. [{label}]\n"
            f"Tariffs on automobiles are due to kick in on April 3. [{label}]"
        )

    final = desk(samples, ScriptedModel(rule)).ask(Question(START), told)
    assert heard
    for each in heard:
        assert_holds(replace(each, timings=final.timings))
        assert each.claims == final.claims[: len(each.claims)]
        assert each.citations == final.citations[: len(each.citations)]
    assert heard[-1].claims == final.claims


def test_the_model_is_not_asked_for_an_extractive_answer(samples: Corpus) -> None:
    model = ScriptedModel(verbatim)
    answer = desk(samples, model).ask(Question(START, extractive=True))
    assert not model.asked and answer.mode == "extractive" and answer.written is None


def test_what_rules_cannot_answer_the_model_may_from_other_words(samples: Corpus) -> None:
    model = ScriptedModel(
        lambda prompt: verbatim(prompt) if "\nS1: " in prompt.user else "auto tariffs April"
    )
    assert desk(samples, model).ask(Question(CLOSED, extractive=True)).abstained
    answer = desk(samples, model).ask(Question(CLOSED))
    assert answer.abstained is None and "April 3" in answer.text
    assert len(model.asked) == 2  # other words, then the answer


def test_a_follow_up_is_made_of_the_readers_words_alone(samples: Corpus) -> None:
    history = (START,)

    def asked(said: str) -> str:
        model = ScriptedModel(lambda prompt: said if "\nS1: " not in prompt.user else "NONE")
        question = Question("And for parts?", history=history)
        return desk(samples, model).ask(question).standalone_question

    by_rule = asked("")
    assert asked("When do the tariffs for auto parts start?") == (
        "When do the tariffs for auto parts start?"
    )
    assert asked("When do the Chinese tariffs for parts start?") == by_rule  # a name of its own
    assert asked("When do the tariffs for parts start on May 3?") == by_rule
    assert asked("Sure!\nWhen do the parts start?") == by_rule
    assert asked("When do the tariffs start?") == by_rule  # what was asked for is gone


class Memory(NoLedger):
    def __init__(self) -> None:
        self.kept: dict[str, Remembered] = {}
        self.spent: list[Usage] = []

    def recall(self, key: str) -> Remembered | None:
        return self.kept.get(key)

    def remember(self, key: str, reply: Remembered) -> None:
        self.kept[key] = reply

    def spend(self, usage: Usage, allowed: int, milliseconds: float) -> None:
        self.spent.append(usage)


def test_a_reply_is_asked_for_once_and_checked_again(samples: Corpus) -> None:
    ledger, model = Memory(), ScriptedModel(verbatim)
    bot = Chatbot(samples, writer=Writer(model, ledger, 20.0))
    first, second = bot.ask(Question(START)), bot.ask(Question(START))
    assert len(model.asked) == 1 and len(ledger.spent) == 1
    assert first.claims == second.claims
    assert first.written and second.written
    assert (first.written.cached, second.written.cached) == (False, True)
    key = next(iter(ledger.kept))
    ledger.kept[key] = replace(ledger.kept[key], text="The moon will be taxed. [S1]")
    assert "moon" not in bot.ask(Question(START)).text


def test_a_reply_that_broke_off_is_not_remembered_but_paid_for(samples: Corpus) -> None:
    ledger = Memory()
    model = ScriptedModel(verbatim, ModelFailure(Fault.CUT, "It broke off."))
    Chatbot(samples, writer=Writer(model, ledger, 20.0)).ask(Question(START))
    assert not ledger.kept and len(ledger.spent) == 1


def test_all_requests_of_an_answer_share_its_time(samples: Corpus) -> None:
    deadlines: list[float] = []

    class Timed(ScriptedModel):
        def stream(self, prompt: Prompt, deadline: float):  # type: ignore[no-untyped-def]
            deadlines.append(deadline)
            return super().stream(prompt, deadline)

    began = time.monotonic()
    bot = Chatbot(samples, writer=Writer(Timed(lambda _: ""), NoLedger(), 5.0))
    bot.ask(Question("And of penguins in Zanzibar?", history=(START,)))
    assert deadlines and max(deadlines) <= began + 5.0 + 0.5
