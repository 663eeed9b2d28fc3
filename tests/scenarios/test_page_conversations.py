"""A person's conversations on the chat page: asked again, stopped, found again, limited."""

import re
from pathlib import Path

import pytest

from rag.feedback import read_feedback
from rag.filters import Filters
from tests.scenarios.desk_site import (
    PLANT,
    WHEN,
    FakeDesk,
    Watch,
    answered,
    ask,
    sent,
    serving,
)
from ui.page.talk import STOPPED

Site = tuple[FakeDesk, str, Path]


def test_a_follow_up_says_how_it_was_read_and_can_be_changed(
    watch: Watch, scripted: FakeDesk
) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    ask(page, "And for parts?")
    expect(page.locator("#a2 .read-as")).to_contain_text(
        "Read as: When do the tariffs on parts start?"
    )
    page.get_by_role("button", name="Change how the question was read").click()
    field = page.locator("#a2").get_by_label("The question, as it should be asked")
    expect(field).to_be_focused()
    expect(field).to_have_value("When do the tariffs on parts start?")
    field.fill("When for engines?")
    field.press("Enter")
    answered(page, "When for engines?")
    expect(page.locator("#talk .question")).to_have_text([WHEN, "When for engines?"])
    assert [each.history for each in scripted.asked] == [(), (WHEN,), (WHEN,)]


def test_a_question_is_edited_and_asked_again(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    for text in (WHEN, "And then?", "And after?"):
        ask(page, text)
    page.locator("#a2").get_by_role("button", name="Edit").click()
    field = page.locator("#a2 textarea")
    field.fill("something else?")
    page.locator("#a2").get_by_role("button", name="Cancel").click()
    expect(field).not_to_be_visible()
    page.locator("#a2").get_by_role("button", name="Edit").click()
    field.fill("Who says so?")
    page.locator("#a2").get_by_role("button", name="Ask this").click()
    # What was asked after it goes with it, so that is asked first.
    page.locator("#a2").get_by_role("button", name="Also drop the questions after it?").click()
    answered(page, "Who says so?")
    expect(page.locator("#talk .question")).to_have_text([WHEN, "Who says so?"])
    page.locator("#a1").get_by_role("button", name="Ask again").click()
    page.locator("#a1").get_by_role("button", name="Also drop the questions after it?").click()
    expect(page.locator("#talk .question")).to_have_text([WHEN])
    answered(page, WHEN)
    assert [each.text for each in scripted.asked][3:] == ["Who says so?", WHEN]
    assert scripted.asked[-1].history == ()


def test_a_blank_question_is_not_asked(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    page.get_by_label("Your question").fill("   ")
    page.get_by_role("button", name="Ask", exact=True).click()
    ask(page, "And then?")
    expect(page.locator("#talk .question")).to_have_text([WHEN, "And then?"])
    assert [each.history for each in scripted.asked] == [(), (WHEN,)]


def test_a_slow_question_says_what_is_done_and_can_be_stopped(
    watch: Watch, scripted: FakeDesk
) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    sent(page, "A slow one?")
    expect(page.locator("#a2 .progress")).to_have_text("Reading 24 passages…")
    expect(page.get_by_role("status").first).to_have_text("Reading 24 passages")
    expect(page.get_by_role("button", name="Ask", exact=True)).not_to_be_visible()
    page.get_by_label("Your question").fill("The next")  # may be typed meanwhile
    page.get_by_role("button", name="Stop").click()
    expect(page.locator("#a2 .failure")).to_have_text(STOPPED)
    expect(page.get_by_role("button", name="Stop")).not_to_be_visible()
    scripted.go_on.set()
    expect(page.get_by_label("Your question")).to_have_value("The next")
    sent(page, "The next")
    answered(page, "The next")
    expect(page.locator("#a2 .failure")).to_have_text(STOPPED)
    page.reload()
    expect(page.locator("#a2 .failure")).to_have_text(STOPPED)


def test_another_conversation_can_be_opened_while_one_waits(
    watch: Watch, scripted: FakeDesk
) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, "The other?")
    page.get_by_role("button", name="New conversation").click()
    sent(page, "A slow one?")
    expect(page.locator("#a1 .progress")).to_have_text("Reading 24 passages…")
    page.locator("#conversations").get_by_role("link", name="The other?").first.click()
    answered_text = page.locator("#talk .question")
    expect(answered_text).to_have_text(["The other?"])
    scripted.go_on.set()
    ask(page, "And so?")
    expect(answered_text).to_have_text(["The other?", "And so?"])
    page.locator("#conversations").get_by_role("link", name="A slow one?").first.click()
    expect(page.locator("#a1 .short")).to_have_text("April 3")


def test_a_question_that_waits_is_answered_after_a_reload(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    sent(page, "A slow one?")
    expect(page.locator("#a1 .progress")).to_have_text("Reading 24 passages…")
    page.reload()
    expect(page.locator("#a1 .progress")).to_be_visible()
    scripted.go_on.set()
    expect(page.locator("#a1 .short")).to_have_text("April 3")


def test_a_conversation_survives_a_reload_and_a_restart(
    watch: Watch, scripted: FakeDesk, site: Site
) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    ask(page, "And for parts?")
    page.reload()
    expect(page.locator("#talk .question")).to_have_text([WHEN, "And for parts?"])
    expect(page.locator("#a2-src-1 mark")).to_be_visible()
    _, _, address = page.url.partition("?")
    assert address.startswith("conversation=con_")
    with serving(FakeDesk(), site[2]) as again:
        restarted = Watch(watch._browser, again)
        other = restarted.open(f"?{address}")
        expect(other.locator("#talk .question")).to_have_text([WHEN, "And for parts?"])
        expect(other.locator("#a2-src-1 mark")).to_have_text(
            "Duties on finished cars begin on April 3."
        )
        ask(other, "And then?")
        other.context.close()
    assert restarted.complaints == []


def test_conversations_are_found_renamed_and_deleted(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    rail = page.locator("#conversations")
    ask(page, "When do zebras start?")
    page.get_by_role("button", name="New conversation").click()
    expect(page.locator("#talk .welcome")).to_be_visible()
    assert "conversation" not in page.url
    ask(page, "When do yaks start?")
    page.get_by_label("Search conversations").fill("zebras")
    expect(rail.locator("li > a")).to_have_text(["When do zebras start?"])
    rail.locator("li > a").click()
    expect(page.locator("#talk .question")).to_have_text(["When do zebras start?"])
    expect(rail.locator("li.current > a")).to_have_text("When do zebras start?")
    rail.locator("summary").click()
    rail.get_by_role("button", name="Rename").click()
    expect(page.get_by_label("New name")).to_be_focused()
    page.get_by_label("New name").fill("Striped horses and zebras")
    page.get_by_label("New name").press("Enter")
    expect(rail.locator("li > a")).to_have_text(["Striped horses and zebras"])
    rail.locator("summary").click()
    rail.get_by_role("button", name="Delete").click()
    expect(rail.locator("li > a")).to_have_count(1)
    rail.get_by_role("button", name="Delete for good?").click()
    expect(rail).to_have_text("No conversation has these words.")
    expect(page.locator("#talk .welcome")).to_be_visible()
    page.get_by_label("Search conversations").fill("yaks")
    expect(rail.locator("li > a")).to_have_text(["When do yaks start?"])


def test_filters_are_set_shown_dropped_and_cleared(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="Lakeside Wire").check()
    page.get_by_label("Published from").fill("2025-03-27")
    chips = page.get_by_role("list", name="Active filters").locator(".chip")
    expect(chips).to_have_text([re.compile("From 27 March 2025"), re.compile("Lakeside Wire")])
    expect(
        page.get_by_role("checkbox", name="Lakeside Wire")
    ).to_be_visible()  # the form stays open
    ask(page, WHEN)
    expect(page.locator("#a1 .within")).to_have_text(
        "Only articles published from 27 March 2025 on, of Lakeside Wire"
    )
    assert scripted.asked[-1].filters.outlets == ("Lakeside Wire",)
    page.get_by_role("button", name="Remove the filter Lakeside Wire").click()
    expect(chips).to_have_text([re.compile("From 27 March 2025")])
    expect(page.locator("#limits [value='Lakeside Wire']")).not_to_be_checked()
    page.get_by_role("button", name="Clear filters").click()
    expect(chips).to_have_count(0)
    page.locator("#a1-src-1").get_by_role("button", name="Ask only this article").click()
    expect(chips).to_have_text([re.compile(PLANT.title or "")])
    ask(page, "And then?")
    assert scripted.asked[-1].filters == Filters(articles=(PLANT.id,))


def test_a_refusal_within_filters_asks_all_articles(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    page.get_by_text("Filters", exact=True).click()
    page.get_by_role("checkbox", name="The Border Courier").check()
    expect(page.locator(".chip")).to_have_count(1)
    ask(page, "Who is the secretary?")
    page.get_by_role("button", name="Ask all articles").click()
    expect(page.locator("#a1 .within")).to_have_count(0)
    answered(page, "Who is the secretary?")
    expect(page.locator(".chip")).to_have_count(0)
    assert [bool(each.filters) for each in scripted.asked] == [True, False]
    expect(page.locator("#limits [value='The Border Courier']")).not_to_be_checked()


@pytest.mark.parametrize("verdict", ["Right", "Something is missing"])
def test_feedback_is_recorded_with_its_note(
    watch: Watch, scripted: FakeDesk, site: Site, verdict: str
) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    page.locator(".feedback summary").click()
    page.get_by_label(verdict).check()
    page.get_by_label("Note").fill(f"Because: {verdict}")
    page.get_by_role("button", name="Send").click()
    expect(page.locator(".feedback summary")).to_have_text(f"Marked: {verdict.lower()}")
    records, damaged = read_feedback(site[2])
    assert damaged == []
    assert records[-1].comment == f"Because: {verdict}"
    page.reload()
    expect(page.locator(".feedback summary")).to_have_text(f"Marked: {verdict.lower()}")
