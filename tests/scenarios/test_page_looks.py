"""The chat page on a narrow screen, in the dark, on paper; and how it is served."""

import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

from tests.scenarios.desk_site import WHEN, FakeDesk, Watch, ask

WIDE = "document.documentElement.scrollWidth"
# For each element with text of its own: the contrast of the text with what is painted behind it.
CONTRASTS = """() => {
  const numbers = color => color.match(/[\\d.]+/g).map(Number);
  const light = rgb => rgb.slice(0, 3)
    .map(v => v / 255).map(v => v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4)
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const behind = element => {
    for (let at = element; at; at = at.parentElement) {
      const color = numbers(getComputedStyle(at).backgroundColor);
      if (color.length < 4 || color[3] === 1) return color;
    }
    return [255, 255, 255];
  };
  const opaque = element => {
    for (let at = element; at; at = at.parentElement)
      if (getComputedStyle(at).opacity !== "1") return false;
    return true;
  };
  const ratios = {};
  for (const element of document.querySelectorAll("#page *, #reader *")) {
    const own = [...element.childNodes].some(n => n.nodeType === 3 && n.data.trim());
    if (!own || !element.checkVisibility() || element.closest("svg")) continue;
    if (/^(processing|[0-9.]+s$)/.test(element.textContent.trim())) continue;  // Gradio's, unseen
    const [a, b] = [light(numbers(getComputedStyle(element).color)), light(behind(element))];
    const ratio = opaque(element) ? (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05) : 0;
    ratios[`${element.tagName} ${element.textContent.trim().slice(0, 40)}`] = ratio;
  }
  return ratios;
}"""


def test_on_a_narrow_screen_the_sources_are_folded_under_the_answer(
    watch: Watch, scripted: FakeDesk
) -> None:
    from playwright.sync_api import expect

    page = watch.open(width=390, height=844)
    assert page.evaluate(WIDE) <= 390
    ask(page, WHEN)
    expect(page.locator("#a1-src-1")).not_to_be_visible()
    answer = page.locator("#a1 .answer").bounding_box()
    sources = page.locator("#a1 .sources").bounding_box()
    assert answer and sources
    assert answer["y"] + answer["height"] <= sources["y"]
    page.locator("#a1-says-2 .cite").click()
    expect(page.locator("#a1-src-2 mark")).to_be_in_viewport()
    expect(page.get_by_label("Your question")).to_be_in_viewport()
    assert page.evaluate(WIDE) <= 390
    ask(page, "And who is the secretary?")
    expect(page.locator("#a2 .question")).to_be_in_viewport()
    page.get_by_text("Filters", exact=True).click()
    page.locator("#a2 summary", has_text="Feedback").click()
    assert page.evaluate(WIDE) <= 390


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_all_text_has_enough_contrast(watch: Watch, scripted: FakeDesk, scheme: str) -> None:
    from playwright.sync_api import expect

    page = watch.open(scheme=scheme)
    background = page.evaluate("getComputedStyle(document.querySelector('gradio-app')).background")
    red = int(re.findall(r"\d+", background)[0])
    assert (red < 64) == (scheme == "dark")
    measured: dict[str, float] = page.evaluate(CONTRASTS)
    ask(page, "broken?")
    ask(page, "Who is the secretary?")
    ask(page, "And for parts?")
    page.locator("#a3 summary", has_text="Feedback").click()
    page.get_by_text("Filters", exact=True).click()
    measured |= page.evaluate(CONTRASTS)
    page.get_by_role("checkbox", name="Lakeside Wire").check()
    expect(page.locator(".chip")).to_be_visible()
    measured |= page.evaluate(CONTRASTS)
    page.locator("#a3-src-1").get_by_role("link", name="Open the article").click()
    expect(page.locator("#reader #cited")).to_be_visible()
    measured |= page.evaluate(CONTRASTS)
    assert len(measured) > 40
    # 4.5 to 1: WCAG 2.2, success criterion 1.4.3, level AA.
    assert {text: ratio for text, ratio in measured.items() if ratio < 4.5} == {}


def test_on_paper_there_are_answers_and_sources_only(watch: Watch, scripted: FakeDesk) -> None:
    from playwright.sync_api import expect

    page = watch.open()
    ask(page, WHEN)
    page.emulate_media(media="print")
    for hidden in ("#composer", "#rail", "#a1 .actions", "#a1-src-1 .links"):
        expect(page.locator(hidden)).not_to_be_visible()
    for shown in ("#a1 .question", "#a1-says-1", "#a1 .conflict", "#a1-src-1 mark", "#a1-src-2"):
        expect(page.locator(shown)).to_be_visible()
    ratios = page.evaluate(CONTRASTS)
    assert {text: ratio for text, ratio in ratios.items() if ratio < 4.5} == {}


def test_serving_says_one_line_answers_and_stops_on_ctrl_c(tmp_path: Path) -> None:
    script = (
        "import sys\n"
        "from pathlib import Path\n"
        "from tests.scenarios.desk_site import FakeDesk\n"
        "from ui.web import Site, serve\n"
        "serve(Site(FakeDesk(), Path(sys.argv[1])), '127.0.0.1', 0)\n"
    )
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    with subprocess.Popen(
        [sys.executable, "-c", script, str(tmp_path)],
        stderr=subprocess.PIPE,
        text=True,
        env=environment,
        cwd=root,
    ) as process:
        assert process.stderr
        line = process.stderr.readline()
        said = re.fullmatch(r"readout is open at (http://127\.0\.0\.1:\d+) \(Ctrl-C .*\)\n", line)
        assert said, line + process.stderr.read()
        with urllib.request.urlopen(said[1], timeout=30) as answer:
            assert answer.status == 200
        # An open stream, as every open page has one, must neither delay nor clutter the end.
        port = int(said[1].rpartition(":")[2])
        with socket.create_connection(("127.0.0.1", port)) as stream:
            stream.sendall(b"GET /gradio_api/heartbeat/abc HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
            assert stream.recv(12) == b"HTTP/1.1 200"
            process.send_signal(signal.SIGINT)
            assert process.wait(timeout=30) == 0
        assert process.stderr.read() == ""
