"""Two modes as text: the figures in pairs, what was written, and every failure by its name."""

from typing import Any

from tests.rag.evals.reports import hostile_report, report, with_modes
from ui.eval_text import summary


def two_modes(**use: Any) -> dict[str, Any]:
    return with_modes(report(comparison=None, judge=None), **use)


def part(text: str) -> list[str]:
    """The lines on what was written."""
    return text.partition("  What a-model wrote\n")[2].partition("\n\n")[0].split("\n")


def test_the_difference_stands_behind_the_two_modes() -> None:
    lines = summary(two_modes()).split("\n")
    heads = [head.strip() for head in lines[2].split("  ") if head.strip()]
    assert heads == ["readout", "readout with a-model", "difference", "keyword", "dense"]
    accuracy = next(line for line in lines if line.startswith("  Accuracy  "))
    assert "+0.020 (-0.010 to +0.050)" in accuracy


def test_what_was_written_is_told_line_by_line() -> None:
    assert part(summary(two_modes())) == [
        "    80 answers of 110 in its words",
        "    9 questions not put to it: there was nothing to word",
        "    1 question without any answer",
        "    15 answers put aside; the articles' own words stand instead",
        "          10  The passages carry too little of what it wrote.",
        "           5  It found none.",
        "    5 answers lost to failures; the articles' own words stand instead",
        "           5  a-model could not be reached.",
        "      the longest took 20 s",
        "    300 sentences: 240 shown as written (80%), 45 replaced by the article's own (15%),"
        " 15 dropped (5%)",
        "    4 labels removed, 1 mended; 1 quotation without their marks",
        "    112 requests: 123,456 tokens in, 7,890 out (a reply: 1,234 and 79)",
        "    cost 1.2500 (a reply: 0.012500)",
        "    2 replies from earlier, which took nothing",
        "    written in 870 ms (median), 2.4 s (95 %)",
    ]


def test_what_was_not_is_not_told() -> None:
    nothing: dict[str, Any] = {"value": None, "low": None, "high": None}
    text = summary(
        two_modes(
            failed=0,
            put_aside=0,
            errors=0,
            reasons=[],
            sentences=0,
            cost=None,
            cached=0,
            each=dict.fromkeys(("tokens_in", "tokens_out", "cost"), nothing),
            milliseconds_p50=nothing,
            milliseconds_p95=nothing,
            longest_failure_ms=None,
        )
    )
    assert part(text) == [
        "    80 answers of 110 in its words",
        "    10 questions not put to it: there was nothing to word",
        "    112 requests: 123,456 tokens in, 7,890 out",
    ]


def test_changed_verdicts_are_listed() -> None:
    found = two_modes()
    (id_,) = found["modes"]["better"]
    text = summary(found)
    listed = text.partition("  1 question right only with it\n")[2].split("\n")[0]
    assert listed.startswith(f"    {id_}  ") and listed.endswith(" -> correct)")
    assert "right only without it" not in text


def test_each_judgement_says_what_it_is_about() -> None:
    found = two_modes()
    judge = {"model": "j", "agreement": None, "questions": {}, "failed": 0}
    found["judge"] = found["modes"]["judge"] = judge
    text = summary(found)
    assert "In the opinion of j, of the answers of readout: 0 right" in text
    assert text.endswith("of the answers of readout with a-model: 0 right, 0 wrong, 0 unclear")


def test_hostile_names_cannot_steer_the_terminal() -> None:
    whole = hostile_report() | {"measures": report()["measures"], "comparison": None, "judge": None}
    text = summary(with_modes(whole, "\x1b[2Jx\ny\u202e"))
    bad = [each for each in text if not each.isprintable() and each not in "\n\ufffe"]
    assert bad == []
