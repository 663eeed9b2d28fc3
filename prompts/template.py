"""A prompt is a Markdown file in this folder with named holes: `{{question}}`.

Values go in as they are and are never looked through for holes, so that a question which reads
"{{answer}}" stays that question.
"""

import re
from pathlib import Path

FOLDER = Path(__file__).parent
_HOLE = re.compile(r"\{\{(?:([a-z][a-z0-9_]*)\}\})?")


class PromptError(ValueError):
    """A prompt does not exist, or is given values that do not fit its holes."""


def render(prompt: str, /, **values: str) -> str:
    """The text of `prompts/<prompt>.md` with every hole filled, without white space at its ends.

    Raises PromptError for an unknown prompt, a hole without a value, a value without a hole, and a
    `{{` in the file that begins no hole.
    """
    return fill(_text(prompt), values, name=f"{prompt}.md").strip()


def fill(template: str, values: dict[str, str], *, name: str = "the template") -> str:
    """`template` with the holes filled; `name` is what errors call it."""
    holes = {match[1] for match in _HOLE.finditer(template)}
    if None in holes:
        raise PromptError(f"{name}: a “{{{{” begins no hole; write one as {{{{name}}}}")
    for problem, names in (
        ("has a hole without a value", holes - values.keys()),
        ("has no hole for a value", values.keys() - holes),
    ):
        if names:
            raise PromptError(f"{name} {problem}: {', '.join(sorted(names))}")
    return _HOLE.sub(lambda match: values[match[1]], template)


def _text(prompt: str) -> str:
    known = {path.stem: path for path in FOLDER.glob("*.md")}
    if prompt not in known:
        raise PromptError(f"there is no prompt “{prompt}”; there is: {', '.join(sorted(known))}")
    return known[prompt].read_text("utf-8")
