"""Systems under test that live in this process: functions, the two baselines, and their names."""

import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from index.corpus import Corpus
from index.errors import UsageError
from index.ingest import ingest
from rag.answer import Answer, Question
from rag.chatbot import Chatbot
from rag.evals.evidence import Evidence, is_verbatim
from rag.evals.reply import Reply
from rag.evals.systems.address import Address
from rag.evals.systems.baselines import Keyword, LlamaIndex, TopPassage
from rag.evals.systems.calling import Calling
from rag.evals.systems.command import Command
from rag.evals.systems.desk import Desk
from rag.evals.systems.named import system_named
from tests.articles import story
from tests.doubles import HashingEmbedder

QUESTIONS = [Question(text, id=text) for text in ("one", "two", "three")]
SUBJECTS = ("bridges", "libraries", "orchards", "ferries")


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Corpus]:
    """Four articles, each about a thing of its own."""
    folder = tmp_path_factory.mktemp("four")
    for subject in SUBJECTS:
        (folder / f"{subject}.txt").write_text(story(subject), "utf-8")
    with Corpus(folder / "home", HashingEmbedder(), lasting=False) as found:
        assert ingest(found, [str(folder)]).added == 4
        yield found


def replies(system: TopPassage | Calling, *questions: str) -> list[Reply]:
    return list(system.replies([Question(text) for text in questions]))


def test_a_function_may_give_a_mapping_an_answer_or_an_error() -> None:
    def ask(question: Question) -> Answer | dict[str, object]:
        if question.text == "one":
            return {"answer": "A mapping."}
        if question.text == "two":
            return Answer(question, question.text, abstained="Nobody says.")
        raise KeyError("lost")

    one, two, three = Calling("mine", ask).replies(QUESTIONS)
    assert one.text == "A mapping."
    assert two.abstained == "Nobody says."
    assert three.error == "KeyError: 'lost'"
    assert one.milliseconds is not None and one.milliseconds >= 0


def test_a_function_that_gives_no_answer_has_failed() -> None:
    (reply,) = Calling("mine", lambda question: 7).replies(QUESTIONS[:1])  # type: ignore[arg-type, return-value]
    assert reply.error == "the answer is not a JSON object"


@pytest.mark.parametrize("system", [Keyword, LlamaIndex])
def test_a_baseline_answers_with_its_best_passage(corpus: Corpus, system: type[TopPassage]) -> None:
    evidence = Evidence(corpus.store)
    found = replies(system(corpus), *(f"What did the council say about {s}?" for s in SUBJECTS))
    for subject, reply in zip(SUBJECTS, found, strict=True):
        assert reply.error is None and reply.answered
        (cited,) = reply.citations
        article = evidence.article(cited.article_id or "")
        assert article is not None and Path(article.path or "").stem == subject
        assert is_verbatim(article, cited.quote, cited.start, cited.end)
        (statement,) = reply.statements
        assert (statement.text, statement.citations) == (cited.quote, (1,))
        assert reply.trace is not None and reply.trace.hits[0].text == cited.quote
        assert reply.confidence is not None and reply.milliseconds is not None


@pytest.mark.parametrize("system", [Keyword, LlamaIndex])
def test_a_baseline_is_surer_of_what_fits_better(corpus: Corpus, system: type[TopPassage]) -> None:
    near, far = replies(
        system(corpus), "The council spoke about ferries and put off its vote", "ferries, zebras"
    )
    assert near.confidence is not None and far.confidence is not None
    assert near.confidence > far.confidence


def test_the_keyword_baseline_without_a_word_to_find_retrieves_nothing(corpus: Corpus) -> None:
    for question in ("", "zanzibar", "?!", '"unbalanced OR NEAR('):
        (reply,) = replies(Keyword(corpus), question)
        assert reply.abstained == "Nothing was retrieved."
        assert reply.trace is not None and reply.trace.hits == ()
        assert reply.confidence is None


def test_llama_index_ranks_as_its_vectors_do(corpus: Corpus) -> None:
    (reply,) = replies(LlamaIndex(corpus), "ferries")
    assert reply.trace is not None
    keys, ids, vectors = corpus.store.vectors()
    asked = corpus.embedder.embed_question("ferries")
    scores = dict(zip(ids, (vectors @ asked).tolist(), strict=True))
    got = [scores[hit.id] for hit in reply.trace.hits]
    assert got == sorted(got, reverse=True)
    assert got[0] == max(scores.values())
    assert len(got) == min(len(keys), 10)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("readout", Desk),
        ("keyword", Keyword),
        ("llama-index", LlamaIndex),
        ("http://127.0.0.1:9/ask", Address),
        ("https://example.invalid/ask", Address),
        ("python:json:loads", Calling),
        ("keywords --fast", Command),
    ],
)
def test_a_system_by_its_name(corpus: Corpus, name: str, kind: type) -> None:
    system = system_named(name, Chatbot(corpus))
    assert type(system) is kind
    assert system.name == name


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("python:no_such_module_here:ask", "cannot be used: ModuleNotFoundError"),
        ("python:json:no_such_function", "cannot be used"),
        ("python:json:__name__", "is not a function"),
        ("python:json", "cannot be used"),
        ("python::ask", "cannot be used"),
        ("python:", "cannot be used"),
        ("", "is empty"),
        ("   ", "is empty"),
        ("program 'unclosed", "cannot be read"),
    ],
)
def test_a_name_of_nothing(corpus: Corpus, name: str, told: str) -> None:
    with pytest.raises(UsageError, match=told):
        system_named(name, Chatbot(corpus))


def test_a_function_beside_the_caller_is_found(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = "def ask(question):\n    return {'answer': question.text.upper()}\n"
    (tmp_path / "my_own_system.py").write_text(code, "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    system = system_named("python:my_own_system:ask", Chatbot(corpus))
    assert [reply.text for reply in system.replies(QUESTIONS)] == ["ONE", "TWO", "THREE"]


def test_a_module_that_fails_when_imported_is_told(
    corpus: Corpus, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "my_broken_system.py").write_text("def ask(:\n", "utf-8")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "path", list(sys.path))
    with pytest.raises(UsageError, match="my_broken_system"):
        system_named("python:my_broken_system:ask", Chatbot(corpus))


def test_our_own_desk_tells_what_it_found(corpus: Corpus) -> None:
    questions: Sequence[Question] = [Question("What did the council say about ferries?")]
    (reply,) = Desk(Chatbot(corpus)).replies(questions)
    assert reply.error is None and reply.trace is not None
    assert any("ferries" in hit.text for hit in reply.trace.hits)
    assert any("ferries" in sentence for sentence in reply.trace.read)
