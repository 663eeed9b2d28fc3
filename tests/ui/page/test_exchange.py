"""One question and its answer as HTML."""

import pytest

from index.article import Basis
from rag.answer import Answer, Claim, Conflict, Position, Question, Support
from rag.filters import Filters
from rag.written import Written
from tests.articles import DAY
from tests.ui.page.examples import HOSTILE, Page, answered, cited, exchange, only_ours
from ui.conversations.model import Exchange
from ui.page.exchange import exchange_html, growing_html, suggestions_html


def shown(given: Exchange, doing: str = "", model: str | None = None) -> Page:
    return only_ours(exchange_html(given, latest=True, doing=doing, model=model))


@pytest.mark.parametrize("text", HOSTILE)
def test_every_field_is_shown_and_none_is_markup(text: str) -> None:
    ends: dict[str, object] = {"url": f"javascript:{text}", "path": f"/{text}"}
    citation = cited(1, text, title=text, outlet=text, author=text, **ends)
    conflict = Conflict(text, (Position(text, text, (1,)), Position("2025-04-02", text, (1,))))
    answer = Answer(
        Question(text),
        f"{text} read",
        (Claim(text, (1, 7), Support.UNSUPPORTED, label=text),),
        (citation,),
        (conflict,),
        short_answer=text,
        notes=(text,),
        mode=text,
    )
    limits = Filters(outlets=(text,), articles=(text,))
    page = shown(exchange(answer, id=f"exc_{text}", question=text, filters=limits))
    assert page.texts["h2"] == [text]
    assert page.texts["mark"] == [text]
    assert page.texts["textarea"] == [f"{text} read"]
    assert [each.removesuffix(" 2025-04-02") for each in page.texts[".value"]] == [f"“{text}”"] * 2
    assert text in page.texts[".note"]
    assert page.having(data_event="retry") == [
        {"type": "button", "data-event": "retry", "data-id": f"exc_{text}"}
    ]


@pytest.mark.parametrize("text", HOSTILE)
def test_refusals_failures_and_progress_are_text(text: str) -> None:
    refusal = Answer(
        Question(text), text, abstained=text, nearest=cited(1, text, title=text), notes=(text,)
    )
    limited = Filters(outlets=(text,))
    assert text in shown(exchange(refusal, question=text, filters=limited)).texts["p"]
    assert shown(exchange(question=text, failure=text)).texts[".failure"] == [text]
    assert shown(exchange(question=text), doing=text).texts[".progress"] == [f"{text}…"]
    assert only_ours(suggestions_html([text])).texts["button"] == [text]


def test_an_answer_begins_with_the_words_that_answer() -> None:
    page = shown(exchange(answered(cited(1, "It was late."), short_answer="late")))
    assert page.texts[".short"] == ["late"]
    assert page.texts[".claim"] == ["It was late.\u00a0[1]"]
    long = answered(cited(1, "It was late."), short_answer="late " * 30)
    assert ".short" not in shown(exchange(long)).texts


def test_every_marker_leads_to_one_card_and_every_card_back_to_its_sentences() -> None:
    one, two = cited(1, "A."), cited(2, "B.")
    claims = (Claim("A.", (1,), Support.VERBATIM), Claim("Both.", (1, 2), Support.VERBATIM))
    page = shown(exchange(answered(one, two, claims=claims), number=3))
    markers = [attrs["href"] for attrs in page.having(**{"class": "cite"})]
    assert markers == ["#a3-src-1", "#a3-src-1", "#a3-src-2"]
    assert {"a3-src-1", "a3-src-2", "a3-says-1", "a3-says-2"} <= set(page.ids)
    assert page.texts[".backs"] == ["Used in sentence 1, sentence 2", "Used in sentence 2"]
    backs = [link for link in page.links if "says" in link]
    assert backs == ["#a3-says-1", "#a3-says-2", "#a3-says-2"]


def test_a_claim_that_no_source_carries_says_so_and_links_nothing() -> None:
    answer = answered(claims=(Claim("A.", (4,), Support.UNSUPPORTED),))
    page = shown(exchange(answer))
    assert page.texts[".claim"] == ["A.\u00a0[4] no source says this"]
    assert page.having(**{"class": "cite"}) == []


def test_an_entry_of_a_timeline_begins_with_its_day() -> None:
    claim = Claim("It opened.", (1,), Support.VERBATIM, label="28 March 2025")
    page = shown(exchange(answered(cited(1, "It opened."), claims=(claim,))))
    assert page.texts[".claim"] == ["28 March 2025 It opened.\u00a0[1]"]
    assert page.texts["b"] == ["28 March 2025"]


def test_a_conflict_shows_each_position_with_its_day_and_sources() -> None:
    positions = (
        Position("2025-04-03", "April 3", (1,)),
        Position("2025-04-02", "Wednesday", (2, 9)),
    )
    sources = (cited(1, "A.", title="One", outlet="O"), cited(2, "B.", title="Two"))
    page = shown(exchange(answered(*sources, conflicts=(Conflict("when it starts", positions),))))
    assert page.texts[".value"] == ["“April 3”", "“Wednesday” 2025-04-02"]
    assert page.texts[".position"] == [
        "“April 3”\u00a0[1] One, O date unknown",
        "“Wednesday” 2025-04-02\u00a0[2] Two date unknown",
    ]
    assert page.having(datetime="2025-04-02")
    assert page.texts[".conflict"][0].startswith("The articles disagree on when it starts")


def test_relative_words_stand_beside_their_day() -> None:
    stated = {"published": DAY, "published_basis": Basis.STATED}
    source = cited(1, "It starts next Wednesday.", **stated)
    page = shown(exchange(answered(source, short_answer="next Wednesday")))
    assert page.texts[".short"] == ["next Wednesday  = 2025-04-02"]
    assert page.texts[".claim"] == [
        "It starts next Wednesday.\u00a0[1] next Wednesday = 2025-04-02"
    ]


def test_a_refusal_gives_its_reason_and_never_marks() -> None:
    near = cited(1, "A sentence.", title="T")
    refusal = Answer(Question("q"), "who is it", abstained="No article says so.", nearest=near)
    page = shown(exchange(refusal, number=2))
    assert page.texts[".refusal"][0].startswith("No answer from these articles")
    assert "No article says so." in page.texts["p"]
    assert "Looked for: who is it" in page.texts["p"]
    assert "#a2-nearest" in page.links
    assert "a2-nearest" in page.ids
    assert "mark" not in page.texts
    assert page.having(data_event="wider") == []
    alone = shown(exchange(Answer(Question("q"), "q", abstained="No.")))
    assert alone.links[:-4] == []  # but for the downloads
    assert "No passage to show for this question." in alone.texts["p"]


def test_a_refusal_within_filters_offers_all_articles() -> None:
    refusal = Answer(Question("q"), "q", abstained="No.")
    page = shown(exchange(refusal, filters=Filters(outlets=("Example Times",))))
    assert page.texts[".within"] == ["Only articles of Example Times"]
    assert [attrs["data-id"] for attrs in page.having(data_event="wider")] == ["exc_1"]


@pytest.mark.parametrize("abstained", [None, "No article says so."])
def test_what_a_follow_up_was_read_as_can_be_changed(abstained: str | None) -> None:
    read = Answer(Question("And parts?"), "When for parts?", abstained=abstained)
    page = shown(exchange(read, question="And parts?"))
    assert page.texts[".read-as"][0].startswith("Read as: When for parts? Change")
    assert page.texts["textarea"] == ["When for parts?"]
    alone = shown(exchange(Answer(Question(" When? "), "When?", abstained=abstained)))
    assert ".read-as" not in alone.texts


def test_a_pending_question_says_what_is_done_and_offers_nothing() -> None:
    page = shown(exchange(), doing="Reading 24 passages")
    assert page.texts[".progress"] == ["Reading 24 passages…"]
    assert page.having(data_event="retry") == []
    assert page.links == []
    assert shown(exchange()).texts[".progress"] == ["Reading the articles…"]


def test_a_failure_can_be_asked_again_and_has_no_downloads() -> None:
    page = shown(exchange(failure="The store is full."))
    assert page.texts[".failure"] == ["The store is full."]
    assert len(page.having(data_event="retry")) == 1
    assert page.links == []


def test_an_answer_can_be_taken_away() -> None:
    page = shown(exchange(answered(cited(1, "A."))))
    downloads = [link for link in page.links if link.startswith("/export/")]
    assert downloads == [f"/export/answers/exc_1.{each}" for each in ("docx", "md", "html", "json")]
    assert "A." in str(page.having(data_do="copy")[0]["data-text"])


def test_feedback_shows_what_was_given() -> None:
    fresh = shown(exchange(answered(cited(1, "A."))))
    assert fresh.texts[".feedback"][0].startswith("Feedback")
    assert not [attrs for _, attrs in fresh.elements if "checked" in attrs]
    marked = shown(exchange(answered(cited(1, "A.")), mark="missing"))
    assert marked.texts[".feedback"][0].startswith("Marked: something is missing")
    chosen = [attrs["value"] for _, attrs in marked.elements if "checked" in attrs]
    assert chosen == ["missing"]


def test_an_answer_that_a_model_wrote_says_so() -> None:
    page = shown(exchange(answered(cited(1, "A."), mode="llama3")))
    assert page.texts[".note"] == ["Written by llama3 from the sources beside."]
    assert ".note" not in shown(exchange(answered(cited(1, "A.")))).texts
    written = Written("llama3", shown=1, dropped=2)
    page = shown(exchange(answered(cited(1, "A."), mode="llama3", written=written)))
    assert page.texts[".note"] == [
        "Written by llama3 from the sources beside; 2 sentences that no passage carries were left"
        " out."
    ]


def test_of_a_models_sentences_those_word_for_word_say_so() -> None:
    claims = (Claim("A.", (1,), Support.VERBATIM), Claim("It is A.", (1,), Support.SUPPORTED))
    page = shown(exchange(answered(cited(1, "A."), claims=claims, mode="llama3")))
    assert page.texts[".claim"] == ["A.\u00a0[1] word for word", "It is A.\u00a0[1]"]


def test_why_a_models_words_were_put_aside_is_said_once() -> None:
    aside = Written("llama3", put_aside="It failed.")
    answer = answered(cited(1, "A."), notes=("It failed.",), written=aside)
    page = shown(exchange(answer), model="llama3")
    assert page.texts[".note"] == ["It failed."]
    assert page.having(data_event="otherwise") == []  # asking again is that


OURS = answered(cited(1, "A."))
DATED = Answer(Question("q"), "What happened in March?", OURS.claims, OURS.citations)


@pytest.mark.parametrize(
    ("answer", "model", "offered"),
    [
        (
            answered(cited(1, "A."), mode="llama3"),
            "llama3",
            ("In the articles' words", "extractive"),
        ),
        (answered(cited(1, "A."), mode="llama3"), None, ("In the articles' words", "extractive")),
        (OURS, "llama3", ("Let llama3 write it", "model")),
        (OURS, None, None),
        (
            Answer(Question("q"), "q", abstained="No.", nearest=cited(1, "A.")),
            "m",
            ("Let m write it", "model"),
        ),
        (Answer(Question("q"), "q", abstained="No."), "m", None),
        (
            Answer(
                Question("q"), "Give me a timeline of the tariffs.", OURS.claims, OURS.citations
            ),
            "m",
            None,
        ),
    ],
)
def test_an_answer_is_offered_the_other_way(
    answer: Answer, model: str | None, offered: tuple[str, str] | None
) -> None:
    page = shown(exchange(answer), model=model)
    found = page.having(data_event="otherwise")
    assert [each["data-value"] for each in found] == ([offered[1]] if offered else [])
    assert [each for each in page.texts["button"] if "words" in each or "write" in each] == (
        [offered[0]] if offered else []
    )


def test_what_is_checked_of_an_answer_stands_above_what_is_being_done() -> None:
    page = only_ours(growing_html(exchange(), answered(cited(1, "A."), mode="m"), "m writes"))
    assert page.texts[".claim"] == ["A.\u00a0[1] word for word"]
    assert page.texts[".answer"][0].endswith("m writes…")
    assert page.texts["mark"] == ["A."]
    assert "Written by" not in page.text
    assert page.having(data_event="retry") == []


def test_no_suggestions_draw_nothing() -> None:
    assert suggestions_html([]) == ""
    page = only_ours(suggestions_html(["Who?", "When?"]))
    assert [attrs["data-question"] for attrs in page.having(data_event="ask")] == ["Who?", "When?"]
