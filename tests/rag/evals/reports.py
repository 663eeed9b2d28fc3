"""Reports to try pages and exports on: a plausible one of any size, and one of hostile text."""

import random
from collections import Counter
from collections.abc import Mapping
from typing import Any

from rag.evals.measures import MEASURES

STAGE_OF = {
    "wrong": ("not_retrieved", "not_read", "not_chosen", "not_chosen", "wrong_value"),
    "wrongly_refused": ("wrongly_refused", "not_retrieved"),
    "wrongly_answered": ("wrongly_answered",),
    "failed": ("failed",),
    "correct": (None,),
}
HOSTILE = (
    "</script><script>window.__pwned=1</script>",
    "<img src=x onerror=window.__pwned=1>",
    '" onmouseover="window.__pwned=1" x="',
    "' autofocus onfocus='window.__pwned=1",
    "</style><style>body{display:none}</style>",
    "</title></svg><svg onload=window.__pwned=1>",
    "{{ 7 * 7 }} {% raw %} ${window.__pwned=1} `x` {# note #}",
    "javascript:window.__pwned=1 http://evil.example/pixel.png",
    "a\u202egnp.exe\u2066 b\u0000c\u001bd \ud800 e\ufffe",
    "-->]]>&lt;b&gt;&amp; kind=when&verdict=wrong #q-g001",
    "one\ntwo\r\nthree",
)
# (kind, question, the sentence that answers it, short answer, accepted wordings)
_ASKED = (
    (
        "when",
        "When do the tariffs on finished cars start?",
        "Duties on finished cars begin on April 3, the department said.",
        "April 3",
        ["april 3", "3 april"],
    ),
    (
        "how_much",
        "How high is the duty on steel?",
        "Since March 12 steel and aluminum have carried a duty of 25 per cent.",
        "25 per cent",
        ["25 per cent", "25%"],
    ),
    (
        "who",
        "Who speaks for the suppliers along the river?",
        "Ana Whitlock, who heads the suppliers' association, called the pause too short.",
        "Ana Whitlock",
        ["ana whitlock", "whitlock"],
    ),
    (
        "where",
        "Where did the minister meet reporters?",
        "The minister met reporters in Windsor, a short walk from the bridge.",
        "Windsor",
        ["windsor"],
    ),
    (
        "why",
        "Why did the plant cut a shift?",
        "The plant cut its night shift because two customers had put their orders on hold.",
        None,
        ["orders on hold"],
    ),
    (
        "quote",
        "What did the union leader say of the plan?",
        "“We will feel it within a week,” the union leader said at the gate.",
        None,
        ["feel it within a week"],
    ),
)
_TAGS = ("far", "relative_date", "typo", "follow_up", "conflict")
_SOURCES = (
    ("002-auto-tariffs.txt", "Assembly plants brace for duties", "The Border Courier"),
    ("001-the-call.md", "After the call, a change of tone", "Lakeside Wire"),
    ("004-shifts.txt", "004-shifts.txt", None),
)


def estimate(value: float | None, spread: float = 0.07) -> dict[str, float | None]:
    if value is None:
        return {"value": None, "low": None, "high": None}
    return {
        "value": value,
        "low": round(value * (1 - spread), 4),
        "high": round(value * (1 + spread) if value > 1 else min(1.0, value * (1 + spread)), 4),
    }


def question(at: int = 1, verdict: str = "correct", **changes: Any) -> dict[str, Any]:
    """One question of a report; the same number gives the same question."""
    chance = random.Random(at)
    kind, asked, sentence, short, wordings = _ASKED[at % len(_ASKED)]
    article, title, outlet = _SOURCES[at % len(_SOURCES)]
    cited = {
        "n": 1,
        "article_id": article,
        "title": title,
        "outlet": outlet,
        "published": "2025-03-28T00:00:00+00:00" if at % 4 else None,
        "quote": sentence,
        "verbatim": at % 29 != 0,
    }
    answerable = verdict != "wrongly_answered" and not (verdict == "correct" and at % 9 == 0)
    refused = verdict == "wrongly_refused" or (verdict == "correct" and not answerable)
    disagree = answerable and at % 11 == 0
    said: dict[str, Any] = {
        "answer": f"{sentence} [1]" + (" Another report names Wednesday. [2]" if disagree else ""),
        "short_answer": short,
        "abstained": None,
        "error": None,
        "claims": [{"text": sentence, "citations": [1], "supported": at % 23 != 0}],
        "citations": [cited] + ([cited | {"n": 2, "title": "A second report"}] if disagree else []),
        "conflicts": [["April 3", "next Wednesday"]] if disagree else [],
    }
    if refused or verdict == "failed":
        said = dict.fromkeys(said) | {"claims": [], "citations": [], "conflicts": []}
        if refused:
            said["abstained"] = said["answer"] = "The articles do not say."
        else:
            said["error"] = "The system did not answer within 60 seconds."
    return {
        "id": f"g{at:03}",
        "question": asked,
        "history": ["What did the department announce?"] if at % 13 == 0 else [],
        "kind": kind,
        "tags": [tag for tag in _TAGS if chance.random() < 0.2],
        "split": "dev",
        "verdict": verdict,
        "stage_lost": chance.choice(STAGE_OF[verdict]),
        **said,
        "contexts": [
            f"Passage {(at * 3 + step) % 30}. {sentence}\n" + "The province promised loans. " * 14
            for step in range(8)
        ]
        if verdict != "failed"
        else [],
        "expected": {
            "answerable": answerable,
            "answers": wordings if answerable and not disagree else [],
            "positions": [["april 3"], ["wednesday", "april 2"]] if disagree else [],
            "must_not": ["may 3"] if at % 17 == 0 else [],
            "articles": [article] if answerable else [],
        },
        "confidence": round(chance.betavariate(5, 2), 2) if verdict != "failed" else None,
        "latency_ms": round(chance.lognormvariate(2.6, 0.5), 1),
        "scores": {"accuracy": [float(verdict == "correct"), 1.0]} if answerable else {},
        "others": {
            "keyword": {"verdict": chance.choice(["correct", "wrong"]), "answer": sentence},
            "dense": {"verdict": "wrong", "answer": "Two customers put their orders on hold."},
        },
    } | changes


def report(questions: list[dict[str, Any]] | None = None, **changes: Any) -> dict[str, Any]:
    """A report; of 110 questions unless some are given."""
    if questions is None:
        chance = random.Random(7)
        verdicts = ["correct"] * 76 + ["wrong"] * 14 + ["wrongly_refused"] * 8
        verdicts += ["wrongly_answered"] * 10 + ["failed"] * 2
        chance.shuffle(verdicts)
        questions = [question(at, verdict) for at, verdict in enumerate(verdicts, 1)]
    passages = {
        text: f"psg_{at}"
        for at, text in enumerate(dict.fromkeys(t for each in questions for t in each["contexts"]))
    }
    questions = [
        each | {"contexts": [passages[text] for text in each["contexts"]]} for each in questions
    ]
    chance = random.Random(3)
    shares = {
        name: round(chance.uniform(0.55, 0.97), 4)
        for name, measure in MEASURES.items()
        if measure.unit == "share"
    }
    overall: dict[str, Any] = {name: estimate(value) for name, value in shares.items()}
    overall |= {
        "verbatim_rate": estimate(1.0, 0.0),
        "false_refusal_rate": estimate(0.062, 0.5),
        "conflict_precision": estimate(None),
        "answer_words": estimate(21.4),
        "latency_p50_ms": estimate(13.2),
        "latency_p95_ms": estimate(31.0),
    }
    kinds = Counter(each["kind"] for each in questions)
    tags = Counter(tag for each in questions for tag in each["tags"])
    wrong, points = 0, []
    for at in range(1, len(questions) + 1):
        wrong += chance.random() < 0.05 + 0.4 * (at / len(questions)) ** 2
        points.append([round(at / len(questions), 6), round(wrong / at, 6)])
    ids = [each["id"] for each in questions]
    return {
        "readout": "0.1.0",
        "generated": "2026-11-22T03:00:00+00:00",
        "gold": {"name": "gold.jsonl", "questions": len(questions), "split": "dev"},
        "corpus": {"articles": 5, "passages": 30},
        "system": "readout",
        "bootstrap": {"resamples": 2000, "confidence": 0.95, "seed": 20250328},
        "overall": overall,
        "by_kind": {kind: _group(chance, overall) for kind in kinds},
        "kinds": dict(kinds),
        "by_tag": {tag: _group(chance, overall) for tag in tags},
        "tags": dict(tags),
        "verdicts": {
            name: sum(each["verdict"] == name for each in questions)
            for name in ("correct", "wrong", "wrongly_refused", "wrongly_answered", "failed")
        },
        "stages": {
            name: sum(each["stage_lost"] == name for each in questions)
            for name in dict.fromkeys(stage for known in STAGE_OF.values() for stage in known)
            if name is not None
        },
        "risk_coverage": {"area": estimate(0.11), "points": points} if points else None,
        "systems": [
            {"name": "readout", "overall": overall, "error": None},
            {"name": "keyword", "overall": _group(chance, overall), "error": None},
            {"name": "dense", "overall": _group(chance, overall), "error": None},
            {
                "name": "llama-index",
                "overall": None,
                "error": "The package llama-index is not installed; install the extra “bench”.",
            },
        ],
        "measures": {
            name: {
                "label": measure.label,
                "meaning": measure.meaning,
                "better": measure.better,
                "unit": measure.unit,
            }
            for name, measure in MEASURES.items()
        },
        "comparison": {
            "baseline": "baseline.json",
            "regressed": True,
            "measures": [
                _change("accuracy", 0.83, 0.77, 0.012, True),
                _change("citation_recall", 0.9, 0.9, 1.0, False),
                _change("false_refusal_rate", 0.11, 0.06, 0.0002, True),
                _change("latency_p50_ms", 11.0, 13.2, None, False),
            ],
            "better": ids[4:7],
            "worse": ids[10:19],
            "only_before": ["g900"],
            "only_after": ids[:1],
        },
        "passages": {name: text for text, name in passages.items()},
        "judge": {
            "model": "a-local-model",
            "agreement": estimate(0.9),
            "questions": {
                each["id"]: {
                    "verdict": chance.choice(["right", "right", "wrong", "unclear"]),
                    "reason": "It names the day that the department gave.",
                }
                for each in questions[::3]
            },
            "failed": 1,
        },
        "modes": None,
        "questions": questions,
    } | changes


def with_modes(whole: dict[str, Any], model: str = "a-model", **use: Any) -> dict[str, Any]:
    """The report with a second mode, which is right about the first question it was wrong about."""
    written = f"readout with {model}"
    whole = whole | {"systems": [*whole["systems"]]}
    whole["systems"].insert(1, {"name": written, "overall": whole["overall"], "error": None})
    rows = [
        {
            "measure": name,
            "extractive": whole["overall"].get(name) or estimate(None),
            "written": whole["overall"].get(name) or estimate(None),
            "difference": {"value": 0.02, "low": -0.01, "high": 0.05},
        }
        for name in whole["measures"]
    ]
    told = {
        each["id"]: {
            "verdict": each["verdict"],
            "answer": each["answer"],
            "error": each["error"],
            "worded": False,
            "latency_ms": 900.0,
            "written": {"model": model, "put_aside": "It rests."},
        }
        for each in whole["questions"]
    }
    wrong = next(each["id"] for each in whole["questions"] if each["verdict"] != "correct")
    told[wrong] |= {"verdict": "correct", "answer": "In its own words. [1]", "worded": True}
    whole["modes"] = {
        "model": model,
        "extractive": "readout",
        "written": written,
        "measures": rows,
        "worded": {"questions": 7, "measures": rows},
        "by_kind": {
            kind: {"questions": count, "worded": 1, "measures": rows[:1]}
            for kind, count in whole["kinds"].items()
        },
        "use": {
            "questions": 110,
            "asked": 100,
            "errors": 1,
            "worded": 80,
            "put_aside": 15,
            "failed": 5,
            "reasons": [
                {"kind": "left_out", "reason": "What the model wrote is left out: …", "count": 10},
                {"kind": "found_none", "reason": "It found none.", "count": 5},
                {"kind": "failed", "reason": f"{model} could not be reached.", "count": 5},
            ],
            "sentences": 300,
            "shown": 240,
            "replaced": 45,
            "dropped": 15,
            "labels_removed": 4,
            "labels_mended": 1,
            "quotes_unmarked": 1,
            "shares": {
                "shown": estimate(0.8),
                "replaced": estimate(0.15),
                "dropped": estimate(0.05),
            },
            "cached": 2,
            "requests": 112,
            "tokens_in": 123_456,
            "tokens_out": 7_890,
            "cost": 1.25,
            "each": {
                "tokens_in": estimate(1_234.5),
                "tokens_out": estimate(78.9),
                "cost": estimate(0.0125),
            },
            "milliseconds_p50": estimate(870.0),
            "milliseconds_p95": estimate(2_400.0),
            "longest_failure_ms": 20_000.0,
        }
        | use,
        "questions": told,
        "better": [wrong],
        "worse": [],
        "otherwise": [],
        "judge": None,
    }
    return whole


def _group(chance: random.Random, overall: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: estimate(
            figure["value"] and round(min(1.0, figure["value"] * chance.uniform(0.7, 1.15)), 4)
            if (figure["value"] or 0) <= 1
            else round(figure["value"] * chance.uniform(0.6, 1.6), 1),
            0.18,
        )
        for name, figure in overall.items()
    }


def _change(
    measure: str, before: float, after: float, p: float | None, significant: bool
) -> dict[str, Any]:
    return {
        "measure": measure,
        "before": before,
        "after": after,
        "difference": round(after - before, 6),
        "p": p,
        "significant": significant,
    }


def hostile_report() -> dict[str, Any]:
    """Every text that a file or another program could have chosen, chosen badly."""
    verdicts = ("correct", "wrong", "wrongly_refused", "wrongly_answered", "failed")
    questions = []
    for at, text in enumerate(HOSTILE):
        plain = question(at + 1, verdicts[at % 2])
        hostile = {
            "id": text,
            "question": text,
            "history": [text],
            "kind": text,
            "tags": [text],
            "answer": f"{text} [1] [2] [9] {text}",
            "short_answer": text,
            "abstained": text if at % 3 == 0 else None,
            "error": text if at % 4 == 0 else None,
            "claims": [{"text": text, "citations": [1], "supported": False}],
            "citations": [
                {
                    "n": n,
                    "article_id": text,
                    "title": text,
                    "outlet": f"{text} outlet",
                    "published": text,
                    "quote": text,
                    "verbatim": False,
                }
                for n in (1, 2)
            ],
            "conflicts": [[text, text]],
            "contexts": [text, f"{text} again"],
            "expected": {
                "answerable": True,
                "answers": [text],
                "positions": [[text], [text, text]],
                "must_not": [text],
                "articles": [text],
            },
            "others": {text: {"verdict": "wrong", "answer": text}},
        }
        questions.append(plain | hostile)
    whole = report(questions)
    whole["system"] = whole["readout"] = HOSTILE[0]
    whole["generated"] = HOSTILE[2]
    whole["gold"] |= {"name": HOSTILE[5], "split": HOSTILE[1]}
    whole["judge"] |= {
        "model": HOSTILE[0],
        "questions": {text: {"verdict": "wrong", "reason": text} for text in HOSTILE},
    }
    whole["comparison"] |= {
        "baseline": HOSTILE[1],
        "better": [*HOSTILE],
        "only_before": [*HOSTILE],
    }
    for system, text in zip(whole["systems"], HOSTILE, strict=False):
        system["name"] = text
        if system["error"]:
            system["error"] = text
    for measure, text in zip(whole["measures"].values(), HOSTILE, strict=False):
        measure |= {"label": text, "meaning": text}
    return whole
