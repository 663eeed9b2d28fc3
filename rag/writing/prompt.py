"""The prompt for an answer: rules that are ours, and data in a block that it cannot end."""

import re
from datetime import date

from prompts.template import render
from rag.answer import Answer, Kind
from rag.model.model import Prompt
from rag.question import SEVERAL
from rag.resolved_days import resolved_days
from rag.writing.evidence import Evidence, Offered
from rag.writing.outlets import plain_outlet

# What a label looks like, also where an article has one of its own; other brackets stay.
_LIKE_A_LABEL = re.compile(
    r"[\[［【(]\s*(?:S|Source|Citation)?\s*\d{1,4}(?:\s*[,;&–-]\s*S?\s*\d{1,4})*\s*[\])］】]",
    re.IGNORECASE,
)
_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u034f\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f"
    r"\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
_LINK = re.compile(r"\[([^\]]*)\]\([^)]*\)")  # of which the words stay
_MONTHS = "January February March April May June July August September October November December"


def prompt_for(question: str, kind: Kind, answer: Answer, evidence: Evidence, nonce: str) -> Prompt:
    """What the model is asked. `nonce` is a word that no article can know."""
    mark = data_mark(nonce)
    length = "up to eight sentences" if kind in SEVERAL else "one to four short sentences"
    return Prompt(
        system=render("answer", mark=mark, length=length),
        user=render(
            "answer_data",
            mark=mark,
            evidence=evidence_text(evidence, nonce),
            found=_found(answer, evidence),
            question=one_line(question),
        ),
    )


def data_mark(nonce: str) -> str:
    """The line before and after data of others; `nonce` is what they cannot know."""
    return f"=== data {nonce} ==="


def evidence_text(evidence: Evidence, nonce: str) -> str:
    """The sentences under their articles, a line each, without what could pass for ours."""
    lines: list[str] = []
    article = None
    for each in evidence.sentences:
        if article is None or each.article.id != article.id:
            article = each.article
            outlet = one_line(plain_outlet(article) or "") or "an outlet that is not known"
            lines.append(f"Article of {outlet}, {_published(each)}:")
        lines.append(f"{each.label}: {_resolved(each).replace(nonce, ' ')}")
    return "\n".join(lines)


def one_line(text: str) -> str:
    """Text of others on one line, without invisible characters and look-alikes of labels."""
    return " ".join(_LIKE_A_LABEL.sub(" ", _UNSEEN.sub("", text)).split())


def _resolved(each: Offered) -> str:
    """The sentence, with the days behind the words that stand for them."""
    text = each.quote
    for words, days in resolved_days(text, each.article.published):
        text = text.replace(words, f"{words} ({spelled(days)})", 1)
    return one_line(_LINK.sub(r"\1", text))


def spelled(days: str) -> str:
    """ "2 April 2025", or "31 March 2025 to 6 April 2025", of days in ISO 8601."""
    return " to ".join(
        f"{day.day} {_MONTHS.split()[day.month - 1]} {day.year}"
        for day in map(date.fromisoformat, days.split(" to "))
    )


def _published(each: Offered) -> str:
    published = each.article.published
    return f"published {spelled(published.date().isoformat())}" if published else "date not known"


def _found(answer: Answer, evidence: Evidence) -> str:
    """What comparing the articles found before: where they disagree, by labels."""
    cited = {each.number: each for each in answer.citations}
    lines = []
    for conflict in answer.conflicts:
        sides = []
        for position in conflict.positions:
            offered = (
                evidence.at(cited[number].article, cited[number].span)
                for number in position.citations
                if number in cited
            )
            labels = "".join(f"[{each.label}]" for each in offered if each is not None)
            if labels:
                day = f" ({position.day})" if position.day else ""
                sides.append(f'"{one_line(position.words)}"{day} {labels}')
        if len(sides) > 1:
            about = one_line(conflict.about)
            lines.append(f"The articles disagree on {about}: {'; '.join(sides)}.")
    return "".join(f"{line}\n" for line in lines) + ("\n" if lines else "")
