"""What each article says on a subject, one sentence an article, those that differ first.

Where two of them date one event differently, give one figure differently, or quote one statement in
different words, that is a conflict.
"""

from collections.abc import Sequence

from rag.answer import Claim, Conflict, Position
from rag.composed import Articles, Citations, Composed
from rag.differences import Difference, Saying, values_that_differ, words_that_differ
from rag.question import kind
from rag.reading import Candidate
from rag.sentence_forms import stands_alone
from rag.signs import sign
from rag.topic import Topic, topic
from rag.unknown_subject import refused
from rag.words import stem_set

MOST = 8  # articles
_AGREED = "No date, figure or quotation found in one of them contradicts another."
_SHARE, _SIGN, _LEANS = 0.3, 0.15, 0.1  # what each is worth or costs, beside a cosine


def outlets(
    question: str,
    about: str,
    texts: Sequence[str],
    candidates: Sequence[Candidate],
    article: Articles,
) -> Composed:
    """One sentence of each article that says something on the subject `about`, at most eight.

    `texts` are the sentences found for it, `candidates` those of them that were read, best first.
    An article that `question` names by its outlet and that is silent is named in the notes. Without
    a subject only what differs is shown.
    """
    asked = topic(about, texts)
    if not any(map(asked.is_carried, texts)):
        return refused(asked, texts, candidates, article)
    sayings = _near(_sayings(asked, candidates, article), asked)
    if not sayings:
        return refused(asked, texts, candidates, article)
    best: dict[str, Saying] = {}
    for each in sayings:
        best.setdefault(each.article.id, each)
    kept = [each for each in sayings if each.article.id in list(best)[:MOST]]
    quoted = list(best.values())[:MOST] if about else kept
    found, shown = _shown([*values_that_differ(kept, asked), *words_that_differ(quoted, about)])
    if about:
        heard = {each.article.id for each in shown}
        shown += [each for id_, each in best.items() if id_ not in heard][: MOST - len(shown)]
    elif not shown:
        return refused(asked, texts, candidates, article, _AGREED)
    citations = Citations()
    claims = tuple(_claim(each, citations) for each in shown)
    conflicts = tuple(_conflict(each, citations) for each in found)
    notes = _notes(question, shown, candidates, article, bool(found))
    return Composed(claims=claims, citations=citations.all(), conflicts=conflicts, notes=notes)


def _shown(found: Sequence[Difference]) -> tuple[list[Difference], list[Saying]]:
    """The differences that there is room for, and their sentences."""
    kept: list[Difference] = []
    shown: list[Saying] = []
    for each in found:
        new = [side for side, _, _ in each.sides if side not in shown]
        if len(shown) + len(new) <= MOST:
            kept.append(each)
            shown += new
    return kept, shown


def _sayings(asked: Topic, candidates: Sequence[Candidate], article: Articles) -> list[Saying]:
    """The sentences that name something of the subject, best first."""
    wanted = kind(asked.about)
    found = []
    for each in candidates:
        source = article(each.passage.article_id)
        share = asked.share(stem_set(each.text))
        if source is None or share == 0 or not asked.is_named(each):
            continue
        score = each.meaning + _SHARE * share + _SIGN * sign(wanted, asked.about, each.text)
        score -= 0.0 if stands_alone(each.text) else _LEANS
        found.append(Saying(each, source, share, score))
    return sorted(found, key=lambda each: -each.score)


def _near(found: Sequence[Saying], asked: Topic) -> list[Saying]:
    share = max((each.share for each in found), default=0.0)
    meaning = max((each.candidate.meaning for each in found), default=0.0)
    return [
        each for each in found if asked.is_near(each.share, share, meaning - each.candidate.meaning)
    ]


def _claim(saying: Saying, citations: Citations) -> Claim:
    candidate = saying.candidate
    return citations.verbatim(saying.article, candidate.span, candidate.passage.span)


def _conflict(found: Difference, citations: Citations) -> Conflict:
    return Conflict(
        found.about,
        tuple(
            Position(value, words, _claim(saying, citations).citations)
            for saying, value, words in found.sides
        ),
    )


def _notes(
    question: str,
    shown: Sequence[Saying],
    candidates: Sequence[Candidate],
    article: Articles,
    differ: bool,
) -> tuple[str, ...]:
    speaking = {each.article.id for each in shown}
    heard = {each.article.outlet for each in shown}
    read = (article(each.passage.article_id) for each in candidates)
    known = {source.outlet for source in read if source is not None and source.outlet}
    named = sorted(outlet for outlet in known if outlet.lower() in question.lower())
    notes = [
        f"{outlet} says nothing on this in the articles found."
        for outlet in named
        if outlet not in heard
    ]
    if len(speaking) == 1:
        notes.append("Only one of the articles found says something on this.")
    elif not differ:
        notes.append("No date or figure in these sentences contradicts another.")
    return tuple(notes)
