"""A person at the chat page: answers beside their sources, in a real browser."""

import re

import pytest

from tests.scenarios.desk_site import HOSTILE, PLANT, WHEN, FakeDesk, Watch, ask
from ui.page.desk import FAILED
from ui.web import TITLE

QUOTE = "Duties on finished cars begin on April 3."


def test_an_answer_stands_beside_its_sources(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    expect(page).to_have_title(TITLE)
    assert page.locator("html").get_attribute("lang") == "en"
    expect(page.locator("#masthead")).to_contain_text("2 articles, 4 passages")
    ask(page, WHEN)
    expect(page.locator("#a1 .short")).to_have_text("April 3")
    expect(page.locator("#a1-says-1")).to_contain_text(QUOTE)
    expect(page.locator("#a1-src-1 h3")).to_have_text("1 Assembly plants brace for duties")
    expect(page.locator("#a1-src-1 .byline")).to_have_text(
        "The Border Courier · 28 March 2025 · stated"
    )
    expect(page.locator("#a1-src-2 .byline")).to_have_text("27 March 2025 · inferred")
    expect(page.locator("#a1-src-1 mark")).to_have_text(QUOTE)
    expect(page.locator("#a1-says-2 .day")).to_have_text("next Wednesday = 2025-04-02")
    answer = page.locator("#a1 .answer").bounding_box()
    sources = page.locator("#a1 .sources").bounding_box()
    assert answer and sources
    assert answer["x"] + answer["width"] <= sources["x"]
    assert page.get_by_label("Your question").input_value() == ""
    expect(page.get_by_label("Your question")).to_be_in_viewport(ratio=0.9)


def test_a_models_sentences_come_one_by_one_and_disturb_nothing(
    watch: Watch, scripted: FakeDesk, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playwright.sync_api import expect

    monkeypatch.setattr(scripted, "model", "fake-7b")
    page = watch.open(height=600)
    section = page.locator("#a1")
    page.get_by_label("Your question").fill(WHEN)
    page.get_by_label("Your question").press("Enter")
    expect(section.locator(".claim")).to_have_count(1)
    expect(section.locator(".progress")).to_have_text("fake-7b writes; each sentence is checked…")
    expect(section.locator("mark")).to_have_text(QUOTE)
    marker = section.locator(".claim .cite").first
    marker.focus()
    section.locator("summary").click()  # folds the sources
    marker.focus()
    heard = page.locator("#talk [role=status]").inner_text()
    scripted.writes_on.set()
    expect(section.locator(".claim")).to_have_count(2)
    expect(marker).to_be_focused()
    expect(section.locator("mark").first).not_to_be_visible()
    assert page.locator("#talk [role=status]").inner_text() == heard  # the end is told, alone
    top = marker.bounding_box()
    scripted.go_on.set()
    expect(section.locator(".note")).to_have_text(
        "Written by fake-7b from the sources beside; 1 sentence that no passage carries was left"
        " out."
    )
    expect(section.locator(".claim").last).to_contain_text("word for word")
    expect(marker).to_be_focused()
    assert marker.bounding_box() == top
    section.get_by_role("button", name="In the articles' words").click()
    expect(section.locator(".note")).to_have_text("In the articles' own words.")
    expect(section.get_by_role("button", name="Let fake-7b write it")).to_be_visible()
    page.get_by_label("in the articles' words").check()
    page.reload()
    expect(page.get_by_label("in the articles' words")).to_be_checked()
    ask(page, WHEN)
    assert [each.extractive for each in scripted.asked] == [False, True, True]


def test_a_suggestion_asks_itself(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    page.get_by_role("button", name=WHEN).click()
    expect(page.locator("#a1-src-1")).to_be_visible()
    page.get_by_role("button", name="What did the aide say?").click()
    expect(page.locator("#a2-src-1")).to_be_visible()
    assert [each.text for each in scripted.asked] == [WHEN, "What did the aide say?"]


@pytest.mark.parametrize("by", ["click", "keyboard"])
def test_a_marker_leads_to_its_card_and_escape_back(
    watch: Watch, scripted: FakeDesk, by: str
) -> None:
    from playwright.sync_api import expect

    page = watch.open(height=600)
    ask(page, WHEN)
    ask(page, "And the tariffs of the first answer?")  # folds the first answer's sources
    expect(page.locator("#a1-src-2")).not_to_be_visible()
    marker = page.locator("#a1-says-2 .cite")
    if by == "click":
        marker.click()
    else:
        marker.focus()
        page.keyboard.press("Enter")
    card = page.locator("#a1-src-2")
    expect(card).to_be_focused()
    expect(card.locator("mark")).to_be_in_viewport(ratio=0.9)
    assert card.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
    page.keyboard.press("Escape")
    expect(marker).to_be_focused()
    assert len(page.context.pages) == 1
    expect(page.locator("#talk .exchange")).to_have_count(2)  # the page was not loaded anew


def test_a_source_leads_back_to_its_sentence(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    page.locator("#a1-src-2").get_by_role("link", name="sentence 2").click()
    expect(page.locator("#a1-says-2")).to_be_focused()
    expect(page.locator("#a1-says-2")).to_be_in_viewport()


def test_a_whole_article_opens_at_the_cited_words(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    opener = page.locator("#a1-src-1").get_by_role("link", name="Open the article")
    opener.focus()
    page.keyboard.press("Enter")
    reader = page.get_by_role("dialog", name="Article")
    expect(reader.locator("h1")).to_have_text("Assembly plants brace for duties")
    expect(reader.locator("#cited")).to_have_text(QUOTE)
    expect(reader.locator("#cited")).to_be_in_viewport(ratio=1)
    assert reader.locator(".body").inner_text() == PLANT.body
    page.keyboard.press("Escape")
    expect(reader).not_to_be_visible()
    expect(opener).to_be_focused()
    page.locator("#a1-src-2").get_by_role("link", name="Open the article").click()
    expect(reader.locator("h1")).to_have_text("Lakeside Wire")
    reader.get_by_role("button", name="Close").click()
    expect(reader).not_to_be_visible()


def test_a_whole_article_opens_in_a_tab_of_its_own(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    with page.context.expect_page() as opened:
        page.locator("#a1-src-1").get_by_role("link", name="Open the article").click(
            button="middle"
        )
    other = opened.value
    expect(other.locator("h1")).to_have_text("Assembly plants brace for duties")
    expect(other.locator("#cited")).to_be_in_viewport(ratio=1)
    assert re.fullmatch(rf".*/articles/{PLANT.id}\?start=\d+&end=\d+#cited", other.url)
    assert not page.locator("#reader").count()


def test_a_disagreement_names_who_says_what(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    card = page.get_by_role("region", name="The articles disagree on when the tariffs start")
    expect(card.locator(".position")).to_have_count(2)
    expect(card.locator(".position").first).to_contain_text("The Border Courier")
    expect(card.locator(".position").last).to_contain_text("“next Wednesday” 2025-04-02")
    card.locator(".position").last.get_by_role("link").click()
    expect(page.locator("#a1-src-2")).to_be_focused()


def test_a_refusal_never_looks_like_evidence(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, "Who is the secretary?")
    expect(page.locator("#a1 .refusal")).to_contain_text("No article names that office.")
    expect(page.locator("#a1-nearest .label")).to_contain_text("does not answer the question")
    expect(page.locator("#talk mark")).to_have_count(0)
    expect(page.get_by_role("button", name="Ask all articles")).to_have_count(0)
    page.get_by_role("link", name="The nearest passage").click()
    expect(page.locator("#a1-nearest")).to_be_focused()


def test_a_failure_is_one_sentence_and_the_desk_stays_open(
    watch: Watch, scripted: FakeDesk
) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, "broken?")
    expect(page.locator("#a1 .failure")).to_have_text(
        "The home folder cannot be read; run readout doctor."
    )
    ask(page, "unexpected?")
    expect(page.locator("#a2 .failure")).to_have_text(FAILED)
    ask(page, WHEN)
    expect(page.locator("#a3-src-1 mark")).to_be_visible()


def test_an_answer_is_copied_and_marked(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, WHEN)
    page.get_by_role("button", name="Copy", exact=True).click()
    expect(page.get_by_role("button", name="Copied")).to_be_visible()
    assert QUOTE in page.evaluate("navigator.clipboard.readText()")
    page.locator(".feedback summary").click()
    page.get_by_label("Wrong").check()
    page.get_by_label("Note").fill("It is the 2nd.")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".feedback summary")).to_have_text("Marked: wrong")
    expect(page.locator("#notice")).to_contain_text("the mark is recorded")


def test_one_answer_is_shared_by_a_link(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    ask(page, WHEN)
    page.get_by_role("button", name="Link", exact=True).click()
    link = page.locator("#notice a")
    expect(link).to_have_text(re.compile(r"/answers/\S+"))
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#notice button")).to_have_text("Copied")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == watch.address + (link.get_attribute("href") or "").lstrip("/")
    with page.context.expect_page() as opened:
        link.click()
    expect(opened.value.locator("body")).to_contain_text(QUOTE)


def test_hostile_text_is_shown_and_does_nothing(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    for number, text in enumerate(HOSTILE, 1):
        ask(page, text)
        assert scripted.asked[-1].text == text
        expect(page.locator(f"#a{number} .short")).to_have_text(text)
        expect(page.locator(f"#a{number}-src-1 mark")).to_have_text(text)
        expect(page.locator(f"#a{number}-src-1 h3")).to_have_text(f"1 {text}")
    expect(page.locator("#conversations li.current a").first).to_have_text(HOSTILE[0])
    assert page.evaluate("window.__pwned") is None
    made = "img, svg, script, iframe, code, pre, table, h1, h4, math, .katex, del, style, base"
    for place in ("#talk", "#conversations", "#active"):
        assert page.locator(f"{place} .html-container, {place}").locator(made).count() == 0
    own = re.compile(r"#a\d+-.*|/articles/.*|/export/.*")
    for link in page.locator("#talk a").all():
        assert own.fullmatch(link.get_attribute("href") or "")


def test_what_is_gone_is_told(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open("?conversation=con_other")
    expect(page.locator("#notice")).to_have_text("That conversation is not here any more.")
    expect(page.locator("#talk .welcome")).to_be_visible()


def test_two_tabs_hold_conversations_of_their_own(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    one, other = watch.open(), watch.open()
    ask(one, WHEN)
    ask(other, "Mine?")
    assert [each.history for each in scripted.asked] == [(), ()]
    expect(one.locator("#talk .question")).to_have_text([WHEN])
    expect(other.locator("#talk .question")).to_have_text(["Mine?"])
    assert one.url != other.url


def test_a_question_asked_at_once_is_not_lost(watch: Watch, scripted: FakeDesk) -> None:
    """What the page does as it opens must not undo what its person does meanwhile."""
    from playwright.sync_api import expect

    page = watch.open()
    for _ in range(3):
        page.goto(watch.address)
        page.get_by_label("Your question").fill(WHEN)
        page.get_by_label("Your question").press("Enter")
        expect(page.locator("#a1 .actions")).to_be_visible()
        expect(page.locator("#limits form")).to_be_attached()
        expect(page.locator("#a1 .actions")).to_be_visible()
