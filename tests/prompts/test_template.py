"""Prompts are files with named holes."""

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prompts.template import FOLDER, PromptError, fill, render

NAMES = st.from_regex(r"[a-z][a-z0-9_]{0,8}", fullmatch=True)
TEXT = st.text(max_size=40) | st.sampled_from(["{{", "}}", "{{a}}", "{{b}}", "$a", "{a}", "\\1"])


@given(st.dictionaries(NAMES, TEXT, min_size=1), st.data())
def test_values_go_in_as_they_are(values: dict[str, str], data: st.DataObject) -> None:
    order = data.draw(st.lists(st.sampled_from(sorted(values)))) + sorted(values)
    between = [text.replace("{", "") for text in data.draw(st.lists(TEXT, min_size=len(order)))]
    parts = list(zip(order, between, strict=False))
    template = "".join(f"{{{{{name}}}}}{text}" for name, text in parts)
    assert fill(template, values) == "".join(values[name] + text for name, text in parts)


@given(st.sets(NAMES), st.sets(NAMES))
def test_values_and_holes_must_be_the_same(holes: set[str], given_: set[str]) -> None:
    template = " ".join(f"{{{{{name}}}}}" for name in holes)
    values = dict.fromkeys(given_, "x")
    if holes == given_:
        assert fill(template, values) == " ".join("x" for _ in holes)
        return
    with pytest.raises(PromptError) as problem:
        fill(template, values)
    named = (holes - given_) or (given_ - holes)
    assert all(name in str(problem.value) for name in named)


def test_a_value_that_looks_like_a_hole_stays_text() -> None:
    assert fill("{{a}} {{b}}", {"a": "{{b}}", "b": "{{c}}"}) == "{{b}} {{c}}"


@pytest.mark.parametrize("template", ["{{ a }}", "{{A}}", "{{a}", "{{}}", "{{", "{{a b}}"])
def test_braces_that_are_no_hole_are_a_mistake(template: str) -> None:
    with pytest.raises(PromptError, match="begins no hole"):
        fill(template, {"a": "x"})


def test_json_in_a_prompt_is_no_hole() -> None:
    assert fill('{"a": {"b": {{c}}}}', {"c": "1"}) == '{"a": {"b": 1}}'


@pytest.mark.parametrize("name", ["nothing", "", "../README", "judge.md", "template", str(FOLDER)])
def test_an_unknown_prompt_is_refused(name: str) -> None:
    with pytest.raises(PromptError, match=r"there is no prompt .* judge"):
        render(name)


def test_errors_name_the_file() -> None:
    with pytest.raises(PromptError, match=r"judge\.md has a hole without a value: answer"):
        render("judge", question="", history="", expected="", mark="")
    with pytest.raises(PromptError, match=r"judge\.md has no hole for a value: prompt"):
        render("judge", question="", history="", expected="", mark="", answer="", prompt="")


def test_every_prompt_renders_with_the_holes_it_has() -> None:
    found = sorted(FOLDER.glob("*.md"))
    assert found
    for path in found:
        with pytest.raises(PromptError) as problem:
            fill(path.read_text("utf-8"), {})
        holes = str(problem.value).partition(": ")[2].split(", ")
        assert "{{" not in render(path.stem, **dict.fromkeys(holes, "filled"))


def test_nothing_is_read_when_the_module_is_imported() -> None:
    """Nor anything of ours imported."""
    code = (
        "import sys; sys.addaudithook(lambda e, a: e == 'open' and str(a[0]).endswith('.md')"
        " and sys.exit('a prompt was opened'));"
        "import prompts.template;"
        "sys.exit(any(name.split('.')[0] in ('rag', 'index', 'ui') for name in sys.modules))"
    )
    root = Path(__file__).parents[2]
    subprocess.run([sys.executable, "-c", code], check=True, cwd=root)
