"""One spelling for what is written in many: contractions, units, countries, set phrases."""

# ruff: noqa: E501 - a pattern reads better in one line

import re

# Set phrases of several words become one, which stands for them in the comparison.
SET_PHRASES = {
    "takeeffect": "take effect",
    "tookeffect": "took effect",
    "swornin": "sworn in",
    "percentpoint": "percentage points",
    "basispoint": "basis points",
}
_REWRITES = tuple(
    (re.compile(pattern), to)
    for pattern, to in (
        (r"[“”„«»]|''|``", '"'),
        (r"[’‘]", "'"),
        (r"[\u00a0\u2009\u202f]", " "),
        (
            r"(?i)\b(ca|wo|sha)n?'t\b",
            lambda m: {"ca": "can", "wo": "will"}.get(m[1].lower(), "shall") + " not",
        ),
        (r"(?i)\bcannot\b", "can not"),
        (r"(?i)(?<=[a-z])n't\b", " not"),
        (r"(?i)\b(he|she|it|they|we|i|you|who|that|there)'ll\b", r"\1 will"),
        (r"(?i)\b(they|we|you)'re\b", r"\1 are"),
        (r"(?i)\b(they|we|you|i)'ve\b", r"\1 have"),
        (r"(?i)\bper cent\b|\bpct\b|%", " percent "),
        (
            r"(?i)\b(?:percent(?:age)?[ -]+|basis )points?\b",
            lambda m: " basispoint " if m[0][0] in "bB" else " percentpoint ",
        ),
        (
            r"\b[tT]he United States(?: of America)?|\bUnited States(?: of America)?\b|\bU\.S\.(?:A\.)?|\bUSA\b",
            " US ",
        ),
        (r"\b(?:the )?United Kingdom\b|\bGreat Britain\b|\bU\.K\.", " UK "),
        (r"\bPM(?='s|\b)(?!O)", "prime minister"),
        (
            r"(?i)\b(?:was |were |been )?(?:sworn in(?:to office)?|inaugurated)\b|\btook (?:up )?office\b|(?i:\bswearing[- ]in\b)|\btaken office\b",
            " swornin ",
        ),
        (
            r"\b(?:takes?|taking) (?:effect|office)\b|\b(?:comes?|coming|goes?|going|go|enters?) into (?:force|effect|place)\b|\bkicks? in\b",
            " takeeffect ",
        ),
        (
            r"\b(?:took|taken) effect\b|\b(?:came|went|gone|entered) into (?:force|effect|place)\b|\bkicked in\b",
            " tookeffect ",
        ),
        (r"\bEuropean Union\b|\bE\.U\.", " EU "),
        (
            r"(?i)\b(call(?:s|ed|ing)?) for\b",
            lambda m: {"call": "demand", "calls": "demands", "called": "demanded"}.get(
                m[1].lower(), "demanding"
            ),
        ),
        (r"(?i)\bdlr(s?)\b", r"dollar\1"),
        (r"(?i)\bcts\b", "cents"),
        (r"(?i)\bbbl(s?)\b", r"barrel\1"),
        (r"(?i)\bstg\b", "pounds"),
        (r"(?i)\bno longer\b", "not anymore"),
        (r"(?i)\byet to\b", "not"),
        (r"(?i)\bput off\b", "postponed"),
        (r"(?i)\bcalled off\b", "cancelled"),
        (r"(?i)\bcalling off\b", "cancelling"),
        (r"(?i)\bco-(?=[oe])", "co"),
        (r"(?i)\bon (?=(?:its|his|her|their) own\b)", "by "),
    )
)


def rewritten(text: str) -> str:
    """The text with each of them in its one spelling."""
    for pattern, to in _REWRITES:
        text = pattern.sub(to, text)
    return text
