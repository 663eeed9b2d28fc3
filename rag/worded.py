"""A speaker's words as an answer: the sentences, the words to read first, the other wordings."""

from collections.abc import Sequence

from index.article import Article, Span
from rag.answer import Claim, Conflict, Position
from rag.composed import Citations, Composed
from rag.copies import is_copy
from rag.quotes import Asked, SpeakerKind, Utterance
from rag.quotes.choosing import (
    GAP,
    answering,
    compared_parts,
    continued,
    core,
    fullest,
    openings,
)
from rag.quotes.fitting import Fit, Similarity, has_topic
from rag.quotes.manner import offers_a_choice, wants_a_name, wants_first_words
from rag.quotes.wordings import wordings
from rag.retrieve import Retrieved
from rag.words import stem_set

_MOST = 3  # sentences in an answer, besides those that word it differently
_CONFLICTS = 2  # in one answer
_SAME = 0.8  # share of the shorter sentence's stems at which two say one thing twice
_FEW = 3  # words from which a quotation says something by itself
# What is shown as the short answer has one of these, a share of words and a cosine.
_ALONE = ((0.5, 0.0), (0.25, 0.5), (0.0, 0.6))


def answered(
    question: str,
    wanted: Asked,
    fits: Sequence[Fit],
    everything: Sequence[Utterance],
    retrieved: Retrieved,
    alike: Similarity | None,
) -> Composed:
    """The answer that the fits, best first and at least one, give."""
    first = wants_first_words(question)
    if first:
        fits = openings(fits) or fits
    best = fullest(fits)
    clause = answering(wanted.topic or question, best, first, alike)
    citations = Citations()
    claims: list[Claim] = []

    def cite(article: Article, sentence: Span) -> int:
        claim = citations.verbatim(article, sentence, _around(article, sentence, retrieved))
        if claim not in claims:
            claims.append(claim)
        return claim.citations[0]

    cite(best.article, best.sentence)
    conflicts: list[Conflict] = []
    for one in [clause] if clause else compared_parts(best, wanted.topic):
        worded = wordings(best, core(best.article.body, one, wanted.topic), everything)
        if len(worded) < 2:
            worded = wordings(best, one, everything)
        if len(worded) > 1 and len(conflicts) < _CONFLICTS:
            positions = tuple(
                Position(each.value, each.words, (cite(each.article, each.sentence),))
                for each in worded
            )
            person = best.speaker.kind is SpeakerKind.PERSON
            about = f"the wording of what {best.speaker.name} said" if person else "the wording"
            conflicts.append(Conflict(about, positions))
    if not conflicts and (following := continued(best, everything)) is not None:
        cite(following.article, following.sentence)
    shown = [best]
    for fit in fits:
        if len(claims) >= _MOST or fits[0].score - fit.score > GAP:
            break
        if conflicts or not _as_near(fit, fits[0]):
            continue
        if not any(_repeats(fit.utterance, other) for other in shown):
            shown.append(fit.utterance)
            cite(fit.utterance.article, fit.utterance.sentence)
    return Composed(
        claims=tuple(claims),
        citations=citations.all(),
        conflicts=tuple(conflicts),
        short_answer=_short(question, best, clause) if _near(fits[0], wanted) else None,
    )


def _near(fit: Fit, wanted: Asked) -> bool:
    """Whether an utterance is near enough to the topic for its words to stand alone."""
    return not has_topic(wanted) or any(
        fit.words >= words and fit.meaning >= meaning for words, meaning in _ALONE
    )


def _as_near(fit: Fit, best: Fit) -> bool:
    """Whether an utterance is about as much on the topic as the best one."""
    return 2 * fit.words >= best.words > 0 or fit.meaning >= best.meaning


def _short(question: str, said: Utterance, clause: Span | None) -> str | None:
    """The words of the clause, where they say something by themselves."""
    if clause is None or offers_a_choice(question):
        return None
    text = clause.of(said.article.body)
    if len(text.split()) < _FEW and not wants_a_name(question):
        return None
    return text


def _around(article: Article, span: Span, retrieved: Retrieved) -> Span:
    """The passage that holds a sentence; else its paragraph."""
    for hit in retrieved.hits:
        passage = hit.passage
        inside = passage.span.start <= span.start and span.end <= passage.span.end
        if passage.article_id == article.id and inside:
            return passage.span
    end = article.body.find("\n", span.end)
    start = article.body.rfind("\n", 0, span.start) + 1
    return Span(start, end if end >= 0 else len(article.body))


def _repeats(one: Utterance, other: Utterance) -> bool:
    return is_copy(one.text, other.text, stem_set(one.text), stem_set(other.text), _SAME)
