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
_SAID = {"say": "said", "write": "wrote", "add": "added", "note": "noted", "state": "stated"}
_FORMS = {
    form: at
    for at, forms in enumerate(("go come", "goes comes", "going coming", "went came", "gone"))
    for form in forms.split()
}  # of "go" and "come", in the order of the forms below
_MOVED = {
    "up": ("rise", "rises", "rising", "rose", "risen"),
    "down": ("fall", "falls", "falling", "fell", "fallen"),
}


def _continuing(match: "re.Match[str]") -> str:
    """ "Go on buying" as "continue buying"."""
    word = match[1].lower()
    if word in ("went", "carried"):
        return "continued "
    return (
        "continuing " if word.endswith("ing") else f"continue{'s' if word.endswith('s') else ''} "
    )


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
        (r"(?i)\b(?:takes?|taking) (?:up )?office\b", " takeoffice "),
        (
            r"\b(?:takes?|taking) effect\b|\b(?:comes?|coming|goes?|going|go|enters?) into (?:force|effect|place)\b|\bkicks? in\b",
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
        (r"(?i)\buntil after\b", "until"),
        (r"(?i)\b(?:owing to|on account of|as a result of|thanks to)\b", "because of"),
        (r"(?i)\bfailed to (?=[a-z])", "did not "),
        (
            r"(?i)\bden(?:y|ies|ied) (?:that )?(it|he|she|they) (had|has|have|was|were|is|are|would)\b",
            r"said \1 \2 not",
        ),
        (r"(?i)\bden(?:y|ies|ied) (?=[a-z]+ing\b)", "said not "),
        (r"(?i)\bout of (?:service|action|operation|order)\b", "offline"),
        (r"(?i)\bshut(s|ting)? down\b", r"shut\1"),
        (r"(?i)\bclos(e|es|ed|ing) down\b", r"clos\1"),
        (r"(?i)\b(?:the )?middle of (?=[A-Z])", "mid-"),
        (r"(?i)\bnot (be |been |being )?included\b", r"\1excluded"),
        (r"(?i)\b(?:is|are) (?:allowed|permitted|able|free|entitled) to\b", "may"),
        (r"(?i)\b(?:(?:is|are) (?:required|obliged|obligated)|has|have) to (?!be\b)", "must "),
        (r"(?i)\bstepped up\b", "increased"),
        (r"(?i)\bstep up\b", "increase"),
        (r"(?i)\b(?:ran|run|runs|running) out of\b", "used up"),
        (r"(?i)\bgave up\b", "abandoned"),
        (r"(?i)\bgive up\b", "abandon"),
        (r"(?i)\bphas(ed|es|e|ing) out\b", r"end\1"),
        (r"(?i)\bbr(?:ought|ing|ings) back\b", "restored"),
        (r"(?i)\bt(?:ook|ake|akes) part in\b", "joined"),
        (r"(?i)\bpointed out\b", "said"),
        (r"(?i)\bpoints out\b", "says"),
        (r"(?i)\bmade (?:it )?clear\b", "said"),
        (r"(?i)\bas well as\b", "and"),
        (r"(?i)\b(?:along|together) with\b", "with"),
        (r"(?i)\bin addition to\b", "besides"),
        (r"(?i)\bprior to\b", "before"),
        (r"(?i)\b(?:in|during) the course of\b", "during"),
        (r"(?i)\b(?:a total of|altogether|in total)\b", ""),
        (r"(?i)\bno longer\b", "not anymore"),
        (r"(?i)\b(still )?(have|has|had) to be\b", lambda m: f"{m[2]} not been" if m[1] else m[0]),
        (r"(?i)\byet to be\b", "not been"),
        (r"(?i)\byet to\b", "not"),
        (
            r"(?i)\b(is|are|was|were|be|been) (?:now |also |currently )?(?:due|set|scheduled|slated|going) to\b",
            r"\1 to",
        ),
        (
            r"(?i)\b(?:went|goes) on to (say|write|add|note|state)\b",
            lambda m: f"also {_SAID[m[1].lower()]}",
        ),
        (
            r"(?i)\b(go|goes|going|gone|went|come|comes|coming|came) (up|down)\b",
            lambda m: _MOVED[m[2].lower()][_FORMS.get(m[1].lower(), 0)],
        ),
        (r"(?i)\b(go|goes|going|went|carry|carries|carrying|carried) on (?=\w+ing\b)", _continuing),
        (r"(?i)\b(set|sets|setting) aside\b", "reserved"),
        (r"(?i)\b(let|lets|letting|set|sets|setting) (?:go|free)\b(?! of)", "released"),
        (r"\b(has|have|had) been to(?= (?:the )?[A-Z])", r"\1 visited"),
        (r"(?i)\b(?:right|straight|directly) (after|following)\b", r"immediately \1"),
        (r"(?i)\b(?:stepped|stood) down\b", "resigned"),
        (r"(?i)\b(?:step|stand) down\b", "resign"),
        (r"(?i)\bcalled (?:up)?on (?=\w+ to\b)", "urged "),
        (r"(?i)\bturned down\b", "rejected"),
        (r"(?i)\bpulled out of\b", "withdrew from"),
        (r"(?i)\b(?:paid) for\b", "paid"),
        (r"(?i)\bhalved\b", "cut by half"),
        (r"(?i)\bhalving\b", "cutting by half"),
        (r"(?i)\bhalve(s?)\b", r"cut\1 by half"),
        (r"(?i)\bas (?:much|many) as (?=\W{0,2}\d)", "up to "),
        (r"(?i)\b(?:the pair|the duo)\b", "the two"),
        (r"(?i)\bon board\b", "aboard"),
        (r"(?i)\bon paper\b", "paper"),
        (
            r"(?i)\bun(affected|changed|paid|signed|funded|tested|sold|confirmed|damaged|injured"
            r"|harmed|hurt|resolved|answered|finished|approved|identified|verified)\b",
            r"not \1",
        ),
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
