"""Two modes over the same questions: figures, differences and counts are what they should be."""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest

from index.corpus import Corpus
from index.ingest import ingest
from rag.chatbot import Chatbot
from rag.evals.evidence import Evidence
from rag.evals.gold import Gold
from rag.evals.measures import MEASURES
from rag.evals.modes import modes_of
from rag.evals.run import Run, run
from rag.evals.systems.desk import Desk, WritingDesk
from rag.evals.tally import Spent
from rag.evals.verdicts import Verdict
from rag.writing.writer import NONE
from tests.doubles import HashingEmbedder
from tests.rag.evals.scripted_writer import (
    IN,
    OUT,
    Acting,
    chatbot_with,
    everything,
    fails,
    finds_none,
    invents,
    repeats,
)

ARTICLES = {
    "ferry": "The harbour board met on Monday. The new ferry to Skarholm sails on 4 May. It takes"
    " 300 passengers. The board chose the yard at Lund to build it.",
    "bridge": "The council spoke about the bridge for two hours. The bridge over the Arne opens on"
    " 9 June. Its toll is 5 crowns. The council put off a vote on the tunnel.",
}
GOLD = (
    Gold("f1", "When does the new ferry to Skarholm sail?", "when", answers=("4 may",)),
    Gold("b1", "When does the bridge over the Arne open?", "when", answers=("9 june",)),
    Gold("b2", "How much is the toll of the bridge?", "how_much", answers=("5 crowns",)),
    Gold("x1", "Who directed the opera in Vienna?", "who", answerable=False),
)


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    folder = tmp_path_factory.mktemp("two")
    for name, text in ARTICLES.items():
        (folder / f"{name}.txt").write_text(text, "utf-8")
    with Corpus(folder / "home", HashingEmbedder(), lasting=False) as found:
        assert ingest(found, [str(folder)]).added == 2
        yield found


@pytest.fixture(scope="module")
def plain(corpus: Corpus) -> Run:
    return run(GOLD, Desk(Chatbot(corpus)), Evidence(corpus.store))


@pytest.fixture(scope="module")
def compared(corpus: Corpus, plain: Run) -> Any:
    """The part of the report for a model, by how it acts; each run once."""

    @cache
    def with_model(act: Acting, priced: bool = True) -> dict[str, Any]:
        chatbot, tally = chatbot_with(corpus, act, priced)
        written = run(GOLD, WritingDesk(chatbot, "a-model"), Evidence(corpus.store))
        found = modes_of(plain, written, "a-model", tally.spent)
        assert json.loads(json.dumps(found, allow_nan=False)) == found
        return found

    return with_model


def row(found: dict[str, Any], measure: str) -> dict[str, Any]:
    (row,) = [each for each in found["measures"] if each["measure"] == measure]
    return dict(row)


def test_a_desk_under_evaluation_never_asks_the_model(corpus: Corpus, plain: Run) -> None:
    chatbot, tally = chatbot_with(corpus, fails)
    again = run(GOLD, Desk(chatbot), Evidence(corpus.store))
    assert tally.spent.requests == 0
    assert [each.reply.text for each in again.judged] == [each.reply.text for each in plain.judged]
    assert all(each.reply.written is None for each in again.judged)


def test_a_model_that_writes_well_is_shown_and_counted(compared: Any) -> None:
    found = compared(repeats)
    use = found["use"]
    asked = use["asked"]
    assert (use["questions"], use["worded"], asked) == (4, asked, asked) and asked >= 3
    assert use["put_aside"] == use["failed"] == use["errors"] == use["dropped"] == 0
    assert use["sentences"] == use["shown"] == 2 * asked
    assert use["shares"]["shown"] == {"value": 1.0, "low": 1.0, "high": 1.0}
    assert use["tokens_in"] == IN * use["requests"] and use["tokens_out"] == OUT * use["requests"]
    assert use["cost"] == pytest.approx(use["requests"] * (IN + OUT) / 1_000)
    assert use["each"]["tokens_in"]["value"] == IN and use["each"]["tokens_out"]["value"] == OUT
    assert use["each"]["cost"]["value"] == pytest.approx((IN + OUT) / 1_000)
    assert use["reasons"] == [] and use["longest_failure_ms"] is None
    assert use["milliseconds_p50"]["value"] <= use["milliseconds_p95"]["value"]
    assert row(found, "citation_recall")["written"]["value"] == 1.0
    assert row(found, "verbatim_rate")["difference"] == {"value": 0.0, "low": 0.0, "high": 0.0}
    assert found["worded"]["questions"] == asked
    assert {each["worded"] for each in found["questions"].values()} >= {True}


def test_differences_are_of_the_figures(compared: Any) -> None:
    found = compared(repeats)
    for part in (found, found["worded"], *found["by_kind"].values()):
        for each in part["measures"]:
            one, other = each["extractive"]["value"], each["written"]["value"]
            difference = each["difference"]["value"]
            if one is None or other is None:
                assert difference is None
            else:
                assert difference == pytest.approx(other - one, abs=2e-6)
                assert each["difference"]["low"] <= difference <= each["difference"]["high"]
    assert [each["measure"] for each in found["measures"]] == list(MEASURES)
    assert {kind: part["questions"] for kind, part in found["by_kind"].items()} == {
        "how_much": 1,
        "when": 2,
        "who": 1,
    }


@pytest.mark.parametrize(
    ("act", "kind"), [(invents, "left_out"), (finds_none, "found_none"), (fails, "failed")]
)
def test_where_nothing_of_it_is_shown_the_modes_are_the_same(
    compared: Any, act: Acting, kind: str
) -> None:
    found = compared(act)
    use = found["use"]
    assert use["worded"] == found["worded"]["questions"] == 0
    assert [(each["kind"], each["count"]) for each in use["reasons"]] == [(kind, use["asked"])]
    assert found["better"] == found["worse"] == found["otherwise"] == []
    for each in found["measures"]:
        if MEASURES[each["measure"]].unit != "ms":
            assert each["difference"]["value"] in (0.0, None)
            assert each["extractive"] == each["written"]
    for each in found["worded"]["measures"]:
        assert each["difference"]["value"] is None


def test_a_model_that_hallucinates_is_counted_sentence_by_sentence(compared: Any) -> None:
    use = compared(invents)["use"]
    assert use["dropped"] == use["sentences"] == 2 * use["asked"]
    assert use["labels_removed"] == use["asked"]
    assert (use["put_aside"], use["failed"]) == (use["asked"], 0)
    assert use["shares"]["dropped"]["value"] == 1.0


def test_a_model_that_says_none_says_why(compared: Any) -> None:
    (reason,) = compared(finds_none)["use"]["reasons"]
    assert reason["reason"] == NONE


def test_failures_are_named_and_in_no_mean(compared: Any) -> None:
    """The seconds in the message differ from prompt to prompt, and are one reason all the same."""
    use = compared(fails)["use"]
    (reason,) = use["reasons"]
    assert reason["reason"].startswith("The model is busy, and asks for ")
    assert (use["failed"], use["put_aside"]) == (use["asked"], 0)
    assert use["sentences"] == use["tokens_in"] == use["tokens_out"] == 0
    assert use["each"]["tokens_in"]["value"] is None
    assert use["milliseconds_p50"]["value"] is None
    assert use["longest_failure_ms"] > 0


def test_without_prices_there_is_no_cost(compared: Any) -> None:
    use = compared(repeats, False)["use"]
    assert use["cost"] is None and use["each"]["cost"]["value"] is None
    assert use["tokens_in"] == IN * use["requests"]


def strays(prompt: str) -> str:
    """Writes all it was given; of the toll it leaves the figure out, of the opera it says NONE."""
    if "opera" in prompt:
        return "NONE"
    lines = everything(prompt).split("\n")
    if "How much" in prompt:
        lines = [line for line in lines if "crowns" not in line]
    return "\n".join(lines)


def test_a_changed_verdict_is_listed_with_its_answer(compared: Any, plain: Run) -> None:
    found = compared(strays)
    verdicts = {each.gold.id: each.verdict for each in plain.judged}
    assert verdicts["b2"] is Verdict.CORRECT
    assert found["worse"] == ["b2"] and found["better"] == found["otherwise"] == []
    told = found["questions"]["b2"]
    assert told["verdict"] == "wrong" and told["worded"] is True
    assert "crowns" not in told["answer"] and "9 June" in told["answer"]
    assert found["by_kind"]["how_much"]["measures"][0]["difference"]["value"] == -1.0
    accuracy = row(found, "accuracy")
    assert accuracy["difference"]["value"] == pytest.approx(-1 / 3, abs=1e-6)
    assert accuracy["difference"]["low"] == -1.0 and accuracy["difference"]["high"] == 0.0


def test_a_judges_opinion_of_the_model_stands_apart(plain: Run) -> None:
    assert modes_of(plain, plain, "m", Spent(), {"model": "j"})["judge"] == {"model": "j"}
