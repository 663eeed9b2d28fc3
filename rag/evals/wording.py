"""The words and figures of a report, the same in every form of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any


@dataclass(frozen=True, slots=True)
class Verdict:
    """How a verdict is told: by colour (its name), by a sign and in words."""

    name: str
    word: str
    sign: str
    meaning: str


VERDICTS = {
    each.name: each
    for each in (
        Verdict("correct", "Correct", "✓", "as expected: a right answer, or a right refusal"),
        Verdict("wrong", "Wrong", "✗", "answered, but not with what was expected"),
        Verdict("wrongly_refused", "Wrongly refused", "○", "refused, though the articles answer"),
        Verdict("wrongly_answered", "Wrongly answered", "!", "answered, though no article does"),
        Verdict("failed", "Failed", "×", "no answer came that could be read"),
    )
}
STAGES = {
    "not_retrieved": "the passage was not found",
    "not_read": "the passage was found, but the sentence in it was not read",
    "not_chosen": "the sentence was read, but another was chosen",
    "wrong_value": "the answer shows it, but says something wrong as well",
    "wrongly_refused": "the answer was there, but was held back",
    "wrongly_answered": "the articles do not say, but an answer was given",
    "failed": "the system failed",
}


def day(text: str | None) -> str:
    """ "28 March 2025" from an ISO date; other text as it is."""
    if not text:
        return "date unknown"
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return text
    return f"{when.day} {when:%B %Y}"


def number(value: float | None, unit: str) -> str:
    """A figure in its unit; a dash where there was nothing to measure."""
    if value is None:
        return "–"
    return {"share": percent, "ms": milliseconds}.get(unit, "{:.1f}".format)(value)


def signed(difference: float, unit: str) -> str:
    """A difference with its sign: "+1.2 points", "−8.4 ms"."""
    if unit == "share":
        return f"{_sign(difference)}{abs(difference) * 100:.1f} points"
    return f"{_sign(difference)}{number(abs(difference), unit)}"


def between(low: float, high: float, unit: str) -> str:
    """The interval of a difference: "−30.0 to +5.0 points"."""
    first = signed(low, unit)
    return f"{first.removesuffix(' points')} to {signed(high, unit)}"


def _sign(difference: float) -> str:
    return "+" if difference > 0 else "−" if difference < 0 else "±"


def percent(share: float) -> str:
    """ "78%"; only what is all or nothing says 100% or 0%."""
    said = f"{share * 100:.0f}%"
    if said in {"0%", "100%"} and 0 < share < 1:
        return f"{min(max(share * 100, 0.1), 99.9):.1f}%"
    return said


def milliseconds(value: float) -> str:
    """ "8.4 ms", "112 ms", "1.2 s"."""
    if value >= 999.5:
        return f"{value / 1000:.3g} s" if value < 99_950 else f"{value / 1000:.0f} s"
    return f"{value:.0f} ms" if value >= 9.95 else f"{value:.2g} ms"


def expected(question: Mapping[str, Any]) -> str:
    """What the gold file expects, as a sentence."""
    wanted = question["expected"]
    if not wanted["answerable"]:
        return "a refusal, because the articles do not say"
    said = [" or ".join(f"“{each}”" for each in wanted["answers"])] if wanted["answers"] else []
    if wanted["positions"]:
        sides = (" or ".join(f"“{each}”" for each in side) for side in wanted["positions"])
        said.append("both sides: " + "; against ".join(sides))
    if wanted["must_not"]:
        said.append("never " + " nor ".join(f"“{each}”" for each in wanted["must_not"]))
    return "; ".join(said)


def aside_sentence(reason: Mapping[str, Any]) -> str:
    """Why answers of a model were put aside; in general, where each has figures of its own."""
    if reason["kind"] == "left_out":
        return "The passages carry too little of what it wrote."
    return str(reason["reason"])


def one_line(text: str) -> str:
    """The text with every white space as one space."""
    return " ".join(text.split())
