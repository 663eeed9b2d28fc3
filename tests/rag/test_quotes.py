"""Who said what: the marks, the speakers, and the remarks that answer a question."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from index.article import Article, Basis, Span
from rag.quotes import (
    SpeakerKind,
    asked,
    difference,
    differences,
    quotations,
    remarks,
    said,
    verbatim,
)

SAMPLES = Path(__file__).parents[2] / "seeds" / "articles"
DAY = datetime(2025, 3, 28, tzinfo=UTC)
TRUMP, CARNEY, POILIEVRE = "Donald Trump", "Mark Carney", "Pierre Poilievre"
OFFICE, PMO = "Mark Carney’s office", "Prime Minister’s Office"
SITE = "statement on the website of the Prime Minister"

# How each quotation of a brief begins, and whose it is; None for no speaker.
BRIEFS: dict[str, list[tuple[str, str | None]]] = {
    "000-retaliation-from-april-2.txt": [
        ("very constructive", OFFICE),
        ("agreed to begin", OFFICE),
        ("extremely productive", TRUMP),
        ("I just finished", TRUMP),
        ("It was an extremely", TRUMP),
        ("meeting immediately", TRUMP),
        ("elements of Politics", TRUMP),
        ("great for both", TRUMP),
        ("Old relationship", None),
        ("The old relationship", CARNEY),
        ("deepening", CARNEY),
        ("is over", CARNEY),
        ("respect", CARNEY),
        ("large scale", TRUMP),
    ],
    "001-first-call-after-trudeau.md": [
        ("agree on many", TRUMP),
        ("extremely productive", TRUMP),
        ("governor", None),
        ("I just finished", TRUMP),
        ("an extremely", TRUMP),
        ("we agree", TRUMP),
        ("will be meeting", TRUMP),
        ("elements of", TRUMP),
        ("great for both", TRUMP),
        ("very constructive", OFFICE),
        ("Comprehensive", OFFICE),
        ("immediately following", OFFICE),
        ("will implement", OFFICE),
        ("to protect", OFFICE),
        ("following the", OFFICE),
        ("any attempts", CARNEY),
        ("so that", CARNEY),
        ("The old", CARNEY),
        ("deepening", CARNEY),
        ("is over", CARNEY),
        ("pivot", CARNEY),
        ("far larger", TRUMP),
    ],
    "002-auto-tariffs-on-april-3.txt": [
        ("Extremely Productive", TRUMP),
        ("Extremely Productive", TRUMP),
        ("immediately", TRUMP),
        ("It was an", TRUMP),
        ("immediately after", TRUMP),
        ("elements of", TRUMP),
        ("end up being", TRUMP),
        ("very constructive", PMO),
        ("comprehensive", PMO),
        ("The Prime Minister told", PMO),
        ("the next month", PMO),
        ("earn the right", PMO),
        ("intensify", PMO),
        ("very good", TRUMP),
        ("going to end up", TRUMP),
        ("a lot of", TRUMP),
        ("best served", CARNEY),
        ("many options", CARNEY),
        ("maximum impact", CARNEY),
        ("drastically", CARNEY),
        ("The old", CARNEY),
        ("based on", CARNEY),
        ("is over", CARNEY),
        ("waiting for", CARNEY),
        ("see who", CARNEY),
        ("on our terms", CARNEY),
        ("not as what", CARNEY),
        ("successful talk", POILIEVRE),
        ("results that", POILIEVRE),
        ("a change", POILIEVRE),
        ("put an end", POILIEVRE),
        ("We have the best", POILIEVRE),
        ("continue and grow", POILIEVRE),
        ("two separate", POILIEVRE),
        ("True, free", POILIEVRE),
        ("separately", POILIEVRE),
        ("stronger militaries", POILIEVRE),
        ("safe against", POILIEVRE),
    ],
    "003-reworded-statements.txt": [
        ("productive", TRUMP),
        ("I just had", TRUMP),
        ("a very productive", TRUMP),
        ("We reached", TRUMP),
        ("will meet", TRUMP),
        ("to advance", TRUMP),
        ("will greatly", TRUMP),
        ("long-standing", CARNEY),
        ("has come", CARNEY),
        ("impossible", CARNEY),
        ("The leaders had", SITE),
        ("agreed to immediately", SITE),
        ("will enhance", SITE),
        ("additional", SITE),
        ("will implement", SITE),
        ("economic harm", TRUMP),
    ],
    "004-sworn-in-on-march-9.txt": [
        ("new economic", CARNEY),
        ("constructive", CARNEY),
        ("extremely", TRUMP),
        ("work on", TRUMP),
        ("earn the", CARNEY),
        ("governor", TRUMP),
        ("intensify", OFFICE),
    ],
}


def test_the_speakers_of_the_sample_briefs() -> None:
    right = wrong = unknown = 0
    for name, expected in BRIEFS.items():
        found = quotations((SAMPLES / name).read_text(encoding="utf-8"))
        assert [q.words[: len(words)] for q, (words, _) in zip(found, expected, strict=True)] == [
            words for words, _ in expected
        ]
        for quotation, (_, speaker) in zip(found, expected, strict=True):
            right += quotation.speaker == speaker
            unknown += quotation.speaker is None and speaker is not None
            wrong += quotation.speaker not in (None, speaker)
    total = sum(map(len, BRIEFS.values()))
    assert right + unknown + wrong == total
    assert right >= 0.95 * total
    assert wrong <= 0.02 * total


@pytest.mark.parametrize("name", BRIEFS)
def test_every_span_of_the_samples_is_exact(name: str) -> None:
    _check(_read(name))


def _read(name: str) -> str:
    return (SAMPLES / name).read_text(encoding="utf-8")


# A passage, and its quotations in order with the speaker of each; None for nobody.
PASSAGES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # 1987 wire style: straight marks, few of them, short paragraphs
    (
        'Treasury Secretary Paul Hale said the dollar was "at about the right level."\n'
        '"We have no target," he told reporters.',
        [("at about the right level.", "Paul Hale"), ("We have no target,", "Paul Hale")],
    ),
    (
        "Wheat fell 3 cts a bushel. Traders saw no reason.\n"
        '"It is just one of those days," one trader said.',
        [("It is just one of those days,", "one trader")],
    ),
    (
        'A spokesman for the ministry declined to comment. "We have seen the report," he said.',
        [("We have seen the report,", None)],
    ),
    (
        "Harlan Oil Corp said first quarter profit fell.\n"
        'It said results were "seriously hurt" by the strike.',
        [("seriously hurt", "Harlan Oil Corp")],
    ),
    (
        'Edwin Stone, chairman of Harlan Oil, said: "The worst is over."\n'
        '"Prices will recover."\n'
        "The company employs 300.",
        [("The worst is over.", "Edwin Stone"), ("Prices will recover.", "Edwin Stone")],
    ),
    (
        'The bank described the loan as "non-performing," according to its annual report.',
        [("non-performing,", None)],
    ),
    (
        'Finance Minister Kenji Mori told parliament, "Japan cannot accept this," adding that '
        'the step was "one-sided."',
        [("Japan cannot accept this,", "Kenji Mori"), ("one-sided.", "Kenji Mori")],
    ),
    (
        '"The market," said analyst Robert Kane of Lowell and Co, "has had enough."',
        [("The market,", "Robert Kane"), ("has had enough.", "Robert Kane")],
    ),
    (
        'Traders said the Fed was "not in a hurry" to act. They called the move "technical."',
        [("not in a hurry", "Traders"), ("technical.", "Traders")],
    ),
    (
        'Paul Hale spoke first. Anna Weiss followed. "I disagree with him," she said.',
        [("I disagree with him,", "Anna Weiss")],
    ),
    # American, curly
    (
        "President Maria Lopez arrived in Boston on Friday. “We came to listen,” she said. "
        "“And to learn.”",
        [("We came to listen,", "Maria Lopez"), ("And to learn.", "Maria Lopez")],
    ),
    (
        "“I never said that,” Senator Tom Reed wrote on X. Reed called the story “a joke.”",
        [("I never said that,", "Tom Reed"), ("a joke.", "Tom Reed")],
    ),
    (
        "Tom Reed and Anna Weiss met on Monday. Weiss said the talks were “frank and cordial.” "
        "Reed called them “a waste of time.”",
        [("frank and cordial.", "Anna Weiss"), ("a waste of time.", "Tom Reed")],
    ),
    (
        "“Is this the end?” asked Anna Weiss. “No,” replied Tom Reed.",
        [("Is this the end?", "Anna Weiss"), ("No,", "Tom Reed")],
    ),
    (
        "Governor Anna Weiss was cited by Mayor Tom Reed as “the best we ever had.”",
        [("the best we ever had.", "Tom Reed")],
    ),
    (
        "The so-called “peace dividend” never came.",
        [("peace dividend", None)],
    ),
    (
        "Anna Weiss saw the film “The Long Goodbye” twice, she said.",
        [("The Long Goodbye", None)],
    ),
    (
        "“When I was young, we had less.\n\n“We did not complain.\n\n“Now look,” Tom Reed said.",
        [
            ("When I was young, we had less.", "Tom Reed"),
            ("We did not complain.", "Tom Reed"),
            ("Now look,", "Tom Reed"),
        ],
    ),
    (
        "According to Tom Reed, the plan is “dead on arrival.”",
        [("dead on arrival.", "Tom Reed")],
    ),
    (
        "The plan is “dead on arrival,” in the words of Tom Reed.",
        [("dead on arrival,", "Tom Reed")],
    ),
    (
        "In a statement, Tom Reed said he was “deeply sorry.”",
        [("deeply sorry.", "Tom Reed")],
    ),
    (
        "Tom Reed, who lost the vote, said “the people have spoken.”",
        [("the people have spoken.", "Tom Reed")],
    ),
    (
        "Tom Reed was quoted as saying “the deal is off.”",
        [("the deal is off.", "Tom Reed")],
    ),
    (
        "The paper quoted Tom Reed as saying “the deal is off.”",
        [("the deal is off.", "Tom Reed")],
    ),
    (
        "Tom Reed’s office called the report “plain wrong.” It added: “We will sue.”",
        [("plain wrong.", "Tom Reed’s office"), ("We will sue.", "Tom Reed’s office")],
    ),
    (
        "Tom Reed said Anna Weiss told him “not to worry.”",
        [("not to worry.", None)],
    ),
    (
        "“He told me ‘never again’ and left,” Tom Reed said.",
        [("He told me ‘never again’ and left,", "Tom Reed"), ("never again", None)],
    ),
    # British: single marks beside apostrophes
    (
        "Mr Alan Dodd, the transport minister, said it was ‘a matter of the railways’ future’. "
        "He added: ‘We’ll see.’",
        [("a matter of the railways’ future", "Alan Dodd"), ("We’ll see.", "Alan Dodd")],
    ),
    (
        "'It's the workers' turn,' said Jane Holt, the union's leader. 'They've earned it.'",
        [("It's the workers' turn,", "Jane Holt"), ("They've earned it.", "Jane Holt")],
    ),
    (
        "In the '80s the miners' strike split the town. 'It's not forgotten,' Jane Holt said.",
        [("It's not forgotten,", "Jane Holt")],
    ),
    (
        "Jane Holt told the BBC: ‘The minister said “never” and meant it.’",
        [("The minister said “never” and meant it.", "Jane Holt"), ("never", None)],
    ),
    (
        "‘We are finished’: Holt\n\nJane Holt spoke on Monday.",
        [("We are finished", "Jane Holt")],
    ),
    (
        "Holt: ‘We are finished’\n\nJane Holt spoke on Monday.",
        [("We are finished", "Jane Holt")],
    ),
    # offices, roles and pronouns
    (
        "Prime Minister Jane Holt met President Luc Martel in Paris. The president called it "
        "“a good day.” The prime minister said it was “a start.”",
        [("a good day.", "Luc Martel"), ("a start.", "Jane Holt")],
    ),
    (
        "Luc Martel, the French president, was late. Jane Holt, the Labour leader, was not. "
        "“We begin on time,” the Labour leader said.",
        [("We begin on time,", "Jane Holt")],
    ),
    (
        "When Luc Martel left the hall, he said “it is done.”",
        [("it is done.", "Luc Martel")],
    ),
    (
        "Because of Luc Martel, said Jane Holt, the pact was “worth nothing at all”.",
        [("worth nothing at all", "Jane Holt")],
    ),
    (
        "Analysts were gloomy. “There is no floor,” said one.",
        [("There is no floor,", None)],
    ),
    (
        "The embassy said the visit was “routine in every way”.",
        [("routine in every way", "embassy")],
    ),
    (
        "“The figures are wrong,” the statement said.",
        [("The figures are wrong,", None)],
    ),
    (
        "We win together.\n— Jane Holt (@JaneHolt) May 2, 2024\nJane Holt lost the vote.",
        [("We win together.", "Jane Holt")],
    ),
    (
        "Jane Holt went on to say that “nothing is settled” and that “nobody has won”.",
        [("nothing is settled", "Jane Holt"), ("nobody has won", "Jane Holt")],
    ),
    (
        "Jane Holt left early, calling the meeting “a complete farce”.",
        [("a complete farce", "Jane Holt")],
    ),
    (
        "“Never,” says Jane Holt. But Luc Martel, speaking in Lyon, says “maybe one day.”",
        [("Never,", "Jane Holt"), ("maybe one day.", "Luc Martel")],
    ),
    (
        "The town calls its hill “the mountain”.",
        [("the mountain", None)],
    ),
    (
        "« C’est fini », said Luc Martel.",
        [(" C’est fini ", "Luc Martel")],
    ),
    (
        "``It is late,'' Luc Martel said.",
        [("It is late,", "Luc Martel")],
    ),
    (
        'Luc Martel insisted the pipe was 10" wide. “Not an inch more,” he said.',
        [("Not an inch more,", "Luc Martel")],
    ),
]


@pytest.mark.parametrize(("body", "expected"), PASSAGES, ids=lambda value: str(value)[:30])
def test_newspaper_styles(body: str, expected: list[tuple[str, str | None]]) -> None:
    found = quotations(body)
    assert [q.words for q in found] == [words for words, _ in expected]
    _check(body)
    for quotation, (words, speaker) in zip(found, expected, strict=True):
        assert quotation.speaker in (speaker, None), words


def test_most_speakers_of_the_passages_are_found() -> None:
    pairs = [
        (quotation.speaker, speaker)
        for body, expected in PASSAGES
        for quotation, (_, speaker) in zip(quotations(body), expected, strict=True)
    ]
    assert len(pairs) >= 60
    assert sum(found == speaker for found, speaker in pairs) >= 0.95 * len(pairs)
    assert sum(found not in (speaker, None) for found, speaker in pairs) <= 0.02 * len(pairs)


def test_broken_quotations_are_one_remark() -> None:
    body = "The pact was one of “tight security”, said Jane Holt, and it “is over now”. She left."
    (remark,) = remarks(body)
    assert [part.words for part in remark.parts] == ["tight security", "is over now"]
    assert remark.speaker is not None
    assert remark.speaker.name == "Jane Holt"
    assert remark.span.of(body) == "tight security”, said Jane Holt, and it “is over now"


def test_one_word_is_a_remark_only_with_a_speaker() -> None:
    first, second = quotations("Locals were “natives” then. Tom Reed called it “odd”.")
    assert (first.is_remark, first.speaker) == (False, None)
    assert (second.is_remark, second.speaker) == (True, "Tom Reed")


def test_what_stands_for_the_speaker_is_kept() -> None:
    body = "Pierre Poilievre, the Conservative leader, spoke. Later the Tory leader said “no way”."
    (quotation,) = quotations(body)
    assert quotation.speaker == POILIEVRE
    assert quotation.speaker_words == "the Tory leader"
    assert quotation.speaker_span is not None
    assert quotation.speaker_span.of(body) == "the Tory leader"
    assert quotation.sure


def test_an_office_is_no_person() -> None:
    body = "Mark Carney rested. Carney’s office said “he is well today”."
    (quotation,) = quotations(body)
    assert quotation.attribution is not None
    assert quotation.attribution.speaker.kind is SpeakerKind.OFFICE
    assert quotation.attribution.speaker.person == CARNEY


def test_quotations_within_a_span_keep_speakers_from_outside() -> None:
    body = "Jane Holt arrived.\n\n“I am late,” she said."
    assert [q.speaker for q in quotations(body, Span(20, len(body)))] == ["Jane Holt"]
    assert quotations(body, Span(0, 18)) == []


def _check(body: str) -> None:
    """Every span is inside the body and is what it says."""
    for quotation in quotations(body):
        assert quotation.span.end <= len(body)
        assert quotation.span.of(body) == quotation.words
        assert quotation.words.strip()
        if quotation.attribution is not None:
            assert quotation.attribution.span.of(body) == quotation.attribution.words
    for remark in remarks(body):
        assert all(part.is_remark for part in remark.parts)


SCRAPS = st.sampled_from(
    (
        "“ ” \" ‘ ’ ' « » `` '' , . ; : — ( ) \n \n\n said told Carney Mark Mr he she it to the"
        ' according president statement office of Trump’s who and “x” "y" — @a (@b) --- \ue000 10'
    ).split(" ")
)
TEXTS = st.one_of(
    st.text(), st.lists(SCRAPS, max_size=60).map(" ".join), st.lists(SCRAPS).map("".join)
)


@settings(deadline=None, max_examples=200)
@given(TEXTS)
def test_any_text_is_read_with_exact_spans(body: str) -> None:
    _check(body)
    asked(body)
    verbatim(body, [body])


@settings(deadline=None)
@given(st.text(), st.text())
def test_difference_gives_words_of_each(one: str, other: str) -> None:
    ours, theirs = difference(one, other)
    assert all(piece in one for piece in ours.split(" … "))
    assert all(piece in other for piece in theirs.split(" … "))
    assert difference(one, one) == ("", "")


@pytest.mark.parametrize(
    "unit",
    [
        '"',
        "“",
        "”",
        "'",
        "‘",
        "’",
        "“‘",
        '"a ',
        "'a' ",
        '"a" said he, ',
        "“a\n\n",
        "ABC said “x”. ",
    ],
)
def test_hostile_marks_take_linear_time(unit: str) -> None:
    steps = [_steps(unit * (size // len(unit))) for size in (10_000, 20_000)]
    assert steps[1] <= 2.6 * steps[0] + 2_000


def test_a_megabyte_of_marks_ends() -> None:
    assert quotations('"' * 1_000_000) == []


def _steps(body: str) -> int:
    """How many functions are called to read `body`: a clock that no busy machine disturbs."""
    import sys

    from rag.quotes.reading import read

    count = 0

    def tick(*_: object) -> None:
        nonlocal count
        count += 1

    read.cache_clear()
    sys.setprofile(tick)
    try:
        read(body)
    finally:
        sys.setprofile(None)
    return count


@pytest.mark.parametrize(
    ("question", "speaker", "topic"),
    [
        ("What did Trump say about the call?", "Trump", "the call"),
        ("How did Trump describe the call?", "Trump", "the call"),
        ("What were Carney’s words on the old relationship?", "Carney", "the old relationship"),
        ("Quote Trump on the election", "Trump", "the election"),
        ("What was Blanchet's comment on the tariffs?", "Blanchet", "the tariffs"),
        ("What did Carney's office call it?", "Carney's office", "it"),
        ("What were Trump's exact words about the call?", "Trump", "the call"),
        ("And what does the Tory leader say about trade?", "the Tory leader", "trade"),
        ("What did Trump tell reporters about it?", "Trump", "reporters about it"),
        ("How is the goal worded in the Canadian statement?", "Canadian statement", "the goal"),
        ("Give me Carney's words on cars", "Carney", "cars"),
        ("What did Trump say?", "Trump", ""),
        ("What is Carney's view on Europe?", "Carney", "Europe"),
        ("What is the first line of Trump's post?", "Trump", ""),
        ("What word did Trump use for the call?", "Trump", "the call"),
    ],
)
def test_questions_for_words(question: str, speaker: str, topic: str) -> None:
    found = asked(question)
    assert found is not None
    assert (found.speaker, found.topic) == (speaker, topic)


@pytest.mark.parametrize(
    "question",
    [
        "When was Carney sworn in?",
        "How much are the tariffs?",
        "Who spoke first?",
        "What did they agree on?",
        "What did he say about cars?",
        "When did Carney say the call would be?",
        "What is the population of Canada?",
        "How did the tariffs affect trade?",
        "Why did Trump call?",
        "",
    ],
)
def test_other_questions(question: str) -> None:
    assert asked(question) is None


def _article(name: str, body: str, day: datetime | None = DAY) -> Article:
    basis = Basis.STATED if day else Basis.UNKNOWN
    return Article(id=name, body=body, published=day, published_basis=basis)


def _ask(question: str, articles: Sequence[Article]) -> list[list[str]]:
    found = asked(question)
    assert found is not None
    statements = said(found, articles)
    for statement in statements:
        for version in statement.versions:
            for one in (version, *version.also):
                assert one.words == " … ".join(part.of(one.article.body) for part in one.parts)
    return [[version.words for version in statement.versions] for statement in statements]


PRODUCTIVE = _article("a", "Donald Trump said he had “an extremely productive call” with Carney.")
VERY = _article("b", "Donald Trump spoke of “a very productive conversation” and left.")
PART = _article("c", "Donald Trump said the call was “extremely productive”.")
CARS = _article(
    "d", "“Cars are next on the list,” Donald Trump said. Mark Carney said “no, thanks”."
)


def test_wordings_of_one_statement_are_versions_of_it() -> None:
    similar = said(
        asked("What did Trump say about the call?") or pytest.fail(),
        [PRODUCTIVE, VERY, PART, CARS],
        similarity=lambda one, others: [0.9 if "productive" in other else 0.1 for other in others],
    )
    first = similar[0]
    assert first.speaker.name == TRUMP
    also = {version.words: [one.article.id for one in version.also] for version in first.versions}
    assert also == {
        "a very productive conversation": [],
        "an extremely productive call": ["c"],
    }
    ((version, ours, theirs),) = differences(first)
    assert {version.article.id, first.versions[0].article.id} == {"a", "b"}
    assert {ours, theirs} == {"an extremely … call", "a very … conversation"}


def test_the_topic_decides_the_order_and_the_speaker_is_kept() -> None:
    assert _ask("What did Trump say about cars?", [PRODUCTIVE, CARS])[0] == [
        "Cars are next on the list,"
    ]
    assert _ask("What did Carney say?", [PRODUCTIVE, CARS]) == [["no, thanks"]]
    assert _ask("What did Trudeau say?", [PRODUCTIVE, CARS]) == []


def test_another_day_is_another_statement() -> None:
    later = _article("e", PRODUCTIVE.body.replace("call”", "talk here”"), DAY + timedelta(days=30))
    assert len(_ask("What did Trump say about the call?", [PRODUCTIVE, later])) == 2


def test_only_passages_asked_for_are_searched() -> None:
    found = asked("What did Trump say?") or pytest.fail()
    assert said(found, [CARS], within={CARS.id: [Span(60, 90)]}) == []
    assert said(found, [CARS], within={}) == []
    assert len(said(found, [CARS], within={CARS.id: [Span(0, 40)]})) == 1


def test_the_sample_briefs_answer_with_both_wordings() -> None:
    articles = [_article(name, _read(name)) for name in BRIEFS]
    office = _ask("How did Carney's office describe the call?", articles)[0]
    assert any("conversation" in words for words in office)
    assert any("dialogue" in words for words in office)
    old = _ask("What did Carney say about the old relationship with the United States?", articles)
    assert any("cooperations" in words for words in old[0])
    assert any("has come to an end" in words for words in old[0])
    goal = _ask("How is the goal of the negotiations worded in the Canadian statement?", articles)
    assert any("immediately commence" in words for words in goal[0])
    assert _ask("What did Dominic LeBlanc say about his conversation with Lutnick?", articles) == []


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("extremely productive call", "very productive conversation",
         ("extremely … call", "very … conversation")),
        ("agreed to begin comprehensive negotiations",
         "agreed to immediately commence comprehensive negotiations",
         ("begin", "immediately commence")),
        ("military cooperation", "military cooperations,", ("cooperation", "cooperations")),
        ("We agree on many things.", "we agree", ("", "")),
        ("Canada’s Election", "canada's election,", ("", "")),
        ("a", "", ("a", "")),
    ],
)  # fmt: skip
def test_difference(one: str, other: str, expected: tuple[str, str]) -> None:
    assert difference(one, other) == expected
    assert difference(other, one) == expected[::-1]


@pytest.mark.parametrize(
    ("text", "held"),
    [
        ("Trump called it “an extremely productive call”.", True),
        ("Trump called it “an extremely productive talk”.", False),
        ('He said "an extremely productive call" and left.', True),
        ("He said ‘an extremely productive talk’ and left.", False),
        ("It was Trump's call, and Canada’s too.", True),
        ("He said “an extremely productive call", True),
        ("He said “an extremely productive fall", False),
        ("“an extremely” was “productive fall”", False),
        ("No marks at all.", True),
    ],
)
def test_verbatim(text: str, held: bool) -> None:
    assert verbatim(text, ["It was “an extremely productive call”", "x"]) is held
