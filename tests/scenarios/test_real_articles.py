"""The same journey on the real reports, where they lie beside the checkout and no part of it.

Only a few words of each are named here; the reports themselves stay where they are.
"""

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from index.article import Passage
from index.store import Store
from tests.rag.invariants import assert_json_holds
from tests.scenarios.command import ROOT, readout

REAL = ROOT.parent / "shared" / "seeds"

pytestmark = pytest.mark.skipif(
    not REAL.is_dir(), reason="the real reports are not beside this checkout"
)

# A question, and words of which its answer must hold at least one; none where it must refuse.
ASKED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("When do the auto tariffs start?", ("April 3", "Wednesday", "next week")),
    ("When will tariffs on auto parts take effect?", ("May 3",)),
    ("Who is the US commerce secretary?", ("Lutnick",)),
    ("When is the Canadian election?", ("April 28", "28 April")),
    ("What did Carney say about the old relationship?", ("over", "come to an end")),
    ("When was Carney sworn in?", ("March 9", "March 14")),
    ("Which leader spoke in Nanaimo?", ("Poilievre",)),
    ("How many jobs depend on the Canadian car industry?", ("500,000",)),
    ("How old is Trump?", ("78",)),
    ("What did Blanchet ask about the tariffs?", ("postpone",)),
    ("Why did the polls surge for the Liberals?", ("Trudeau",)),
    ("Who won the hockey final in Oslo?", ()),
)

# By the number that a file's name begins with: how the date of publication is known.
BASES = {
    "000": "inferred",
    "001": "stated",
    "002": "inferred",
    "003": "unknown",
    "004": "stated",
}

# What stands in the files around the reports.
BOILERPLATE = (
    "Photo by",
    "Getty Images",
    "Matthew Horwood",
    "Updated:",
    "Last Updated",
    "Posted March",
    "0:00",
    "By Dylan Robertson",
    "date 2025-03-28",
)


def text_of(path: str) -> str:
    with open(path, encoding="utf-8", newline="") as file:  # noqa: PTH123 - line ends as they are
        return file.read()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found = tmp_path_factory.mktemp("real") / "home"
    assert readout("ingest", REAL, "--home", found).out == "5 added, 0 unchanged\n"
    return found


@pytest.fixture(scope="module")
def answers(home: Path) -> list[dict[str, Any]]:
    asked = [json.dumps({"id": n, "question": text}) for n, (text, _) in enumerate(ASKED)]
    done = readout("ask", "--from", "-", "--json", "--home", home, stdin="\n".join(asked))
    assert done.err == ""
    assert [answer["id"] for answer in done.answers] == list(range(len(ASKED)))
    return done.answers


@pytest.fixture(scope="module")
def cut(home: Path) -> Iterator[dict[str, list[Passage]]]:
    """The passages of each file, by the number that its name begins with."""
    with closing(Store(home)) as store:
        keys, _, _ = store.vectors()
        numbers = {article.id: Path(article.path or "").name[:3] for article, _ in store.articles()}
        found: dict[str, list[Passage]] = {number: [] for number in numbers.values()}
        for passage in store.passages(keys).values():
            found[numbers[passage.article_id]].append(passage)
        yield found


def test_every_quote_stands_in_its_file_where_it_says(answers: list[dict[str, Any]]) -> None:
    quotes = 0
    for answer in answers:
        assert_json_holds(answer)
        for citation in answer["citations"]:
            text = text_of(citation["path"])
            assert text[citation["start"] : citation["end"]] == citation["quote"]
            quotes += 1
        for claim in answer["claims"]:
            (number,) = claim["citations"]
            assert claim["text"] == answer["citations"][number - 1]["quote"]
    assert quotes >= len(ASKED)


@pytest.mark.parametrize("number", range(len(ASKED)), ids=[text for text, _ in ASKED])
def test_the_answer_says_what_the_reports_say(answers: list[dict[str, Any]], number: int) -> None:
    answer, (_, wanted) = answers[number], ASKED[number]
    assert bool(answer["claims"]) == bool(wanted)
    assert not wanted or any(words in answer["answer"] for words in wanted)


def test_the_dates_are_known_as_they_should_be(home: Path) -> None:
    listed = json.loads(readout("articles", "--json", "--home", home).out)
    found = {Path(each["path"]).name[:3]: each for each in listed}
    assert {number: each["published_basis"] for number, each in found.items()} == BASES
    for number, each in found.items():
        known = (each["published"] or "")[:10]
        assert known == ("" if BASES[number] == "unknown" else "2025-03-28")


def test_no_passage_holds_what_only_stands_around_a_report(
    cut: dict[str, list[Passage]],
) -> None:
    assert set(cut) == set(BASES)
    texts = "\n".join(text_of(str(path)) for path in REAL.glob("*.txt"))
    for words in BOILERPLATE:
        assert words in texts  # else this would test nothing
        assert [p.text for found in cut.values() for p in found if words in p.text] == []


def test_the_passages_hold_the_reports(cut: dict[str, list[Passage]]) -> None:
    for number, found in cut.items():
        (path,) = REAL.glob(f"{number}*")
        text = text_of(str(path))
        for passage in found:
            assert passage.span.of(text) == passage.text
        covered = sum(len(passage.span) for passage in found)
        assert covered > 0.8 * len(text)
