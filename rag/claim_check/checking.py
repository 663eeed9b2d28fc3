"""A message beside the articles: each sentence looked for, compared, and given its verdict."""

import re
from collections.abc import Callable, Iterator, Sequence
from datetime import timedelta
from itertools import pairwise

from index.article import Span
from index.corpus import Corpus
from index.selection import Keys
from rag.answer import Kind
from rag.claim_check.carrying import Source, carries
from rag.claim_check.message import LONGEST, Sentence, read_message
from rag.claim_check.opposing import Opposed, is_of_one_thing, opposed, without_office
from rag.claim_check.reasons import plainly
from rag.claim_check.verdict import CheckedSentence, ClaimCheck, Verdict
from rag.composed import Articles, Citations
from rag.instructions import is_news, left_out
from rag.reading import Candidate, Reader
from rag.retrieve import retrieve
from rag.verify import Check, check
from rag.verify.evidence import evidence_of
from rag.verify.rewrites import rewritten
from rag.verify.tokens import Kind as TokenKind
from rag.verify.tokens import read

_NOTHING = "No sentence of the articles is about this."
MOST = 30  # sentences of a message that are checked
_CITED = 3  # sources shown of one side
_HELD = 0.33  # share of the claim's words from which a sentence may say otherwise
_COMPARED = 8  # sentences that are laid beside the claim, by the words they hold
_NEAREST = 4  # and by their meaning
_REASONS = 6  # not to carry a claim, beyond which a sentence tells of something else
_APART = timedelta(days=10)  # between two reports of one state of things


_POINTS = re.compile(r"\b(?:he|she|they|it|his|her|their|its|him|them)\b", re.IGNORECASE)
# A claim that quotes, denies or tells what somebody said is carried by one sentence, or not at all.
_ALONE = re.compile(
    r"[“”\"]|\b(?:not|no|never|said|says|told|according|wrote|added|stated)\b", re.IGNORECASE
)


def check_text(
    text: str,
    corpus: Corpus,
    reader: Reader,
    article: Articles,
    passages: int,
    most: int,
    among: Keys | None,
    told: Callable[[str], None],
) -> ClaimCheck:
    """Every sentence of a message, laid beside the sentences of the articles nearest to it.

    `passages` and `most` are how many passages, and how many of their sentences, are read for one.
    """
    clean = text.encode("utf-8", "replace").decode("utf-8")
    found = read_message(clean[:LONGEST])
    notes = []
    if len(clean) > LONGEST:
        notes.append(f"Only the first {LONGEST:,} characters of the message were read.")
    if len(found) > MOST:
        notes.append(f"Only the first {MOST} of the message's sentences were checked.")
    citations = Citations()
    checked = []
    left: set[str] = set()
    for number, sentence in enumerate(found[:MOST], 1):
        told(f"Checking sentence {number} of {min(len(found), MOST)}")
        if not sentence.claim:
            checked.append(CheckedSentence(sentence.text, Verdict.NO_CLAIM))
            continue
        vector = corpus.embedder.embed_question(sentence.claim)
        retrieved = retrieve(corpus, sentence.claim, vector, passages, among, is_news)
        left |= retrieved.left_out
        candidates = reader.read(sentence.claim, vector, Kind.WHAT, retrieved, most)
        checked.append(_checked(sentence, candidates, article, citations))
    return ClaimCheck(text, tuple(checked), citations.all(), (*notes, *left_out(len(left))))


def _checked(
    sentence: Sentence, candidates: Sequence[Candidate], article: Articles, citations: Citations
) -> CheckedSentence:
    claim = sentence.claim
    near = _sources(candidates, article)
    if not near:
        return CheckedSentence(sentence.text, Verdict.NOT_SAID, note=_NOTHING)
    sources = _ranked(claim, near)
    nearest = sources[0] if sources else near[0]
    if sentence.pointing:
        note = (
            f"It is not clear who or what “{sentence.pointing}” is: write the name and check again."
        )
        return _not_said(sentence.text, nearest, citations, note)
    saying: list[Source] = []
    against: list[Opposed] = []
    checks: dict[int, Check] = {}
    for at, source in enumerate(sources):
        checks[at] = found = carries(claim, source)
        around = [source, *_wider(source, found)]
        wide = around if not _ALONE.search(rewritten(claim)) else around[:1]
        said = next((each for each in wide if _says(claim, each)), None)
        if said is not None:
            saying.append(said)
        elif len(found.reasons) <= _REASONS:
            others = (opposed(claim, each) for each in around)
            against += [each for each in others if each is not None][:1]
    if saying and (bare := without_office(claim)) != claim:
        against += [its for each in sources if (its := opposed(bare, each)) is not None]
    if not is_of_one_thing(claim):
        against = []
    carried_in = {each.article.id for each in saying}
    against = [each for each in against if each.source.article.id not in carried_in]
    if saying:
        against = [each for each in against if _of_one_time(each.source, saying)]
    numbers = tuple(_cite(each, citations) for each in _one_each(saying))
    opposing = tuple(_cite(each, citations) for each in _one_each([o.source for o in against]))
    if numbers and opposing:
        return CheckedSentence(
            sentence.text, Verdict.DISPUTED, numbers, opposing, note=_disputed(against[0])
        )
    if numbers:
        return CheckedSentence(sentence.text, Verdict.SAID, numbers)
    if opposing:
        return CheckedSentence(
            sentence.text, Verdict.CONTRADICTED, against=opposing, note=against[0].reason
        )
    return _not_said(
        sentence.text, nearest, citations, plainly(checks[0].reasons if checks else ()) or _NOTHING
    )


def _sources(candidates: Sequence[Candidate], article: Articles) -> list[Source]:
    found = []
    for each in candidates:
        source = article(each.passage.article_id)
        if source is not None:
            found.append(Source(each, source, each.span))
    return found


def _ranked(claim: str, sources: list[Source]) -> list[Source]:
    """The sources that hold most of the claim's words, those that hold most first."""
    words = {token.key for token in read(claim) if token.kind is TokenKind.WORD or token.is_exact}
    shares = [len(words & set(evidence_of((each.quote,)).places)) for each in sources]
    order = sorted(range(len(sources)), key=lambda at: (-shares[at], at))
    best = [at for at in order if shares[at] >= _HELD * len(words)][:_COMPARED]
    near = [at for at in range(min(_NEAREST, len(sources))) if shares[at] and at not in best]
    return [sources[at] for at in best + near]


def _says(claim: str, source: Source) -> bool:
    """Whether a source carries the claim, and its passage does not say it of another value."""
    if not carries(claim, source).supported:
        return False
    around = Source(source.candidate, source.article, source.candidate.passage.span)
    if not source.is_sentence and _splits(claim, source):
        return False
    reasons = check(claim, [around.beside(claim)]).reasons
    return not any(each.startswith("the passage says this of") for each in reasons)


def _splits(claim: str, source: Source) -> bool:
    """Whether words that stand side by side in the claim are of two sentences in the source.

    "Auto parts" is not made of "some car parts" and "for automobiles they start on Monday".
    """
    last = {token.key for token in evidence_of((source.beside(claim),)).sentences[-1]}
    said = [token for token in read(claim) if token.is_content]
    # What the last sentence only points to opens the claim, and is one run of its words.
    borders = sum((one.key in last) != (other.key in last) for one, other in pairwise(said))
    if borders > 1 or (borders and said[0].key in last):
        return True
    return any(
        one.kind is other.kind is TokenKind.WORD
        and one.clause == other.clause
        and (one.key in last) != (other.key in last)
        for one, other in pairwise(read(claim))
    )


def _wider(source: Source, found: Check) -> Iterator[Source]:
    """The source with the one or two sentences before it, where it points back to them."""
    if (
        found.supported
        or not _POINTS.search(source.quote)
        or any("give" in each or "place" in each for each in found.reasons)
    ):
        return
    spans = source.candidate.passage.sentences
    at = spans.index(source.span)
    for first in range(at - 1, max(at - 3, -1), -1):
        span = Span(spans[first].start, source.span.end)
        yield Source(source.candidate, source.article, span)


def _one_each(sources: Sequence[Source]) -> list[Source]:
    """The best of each article, a few."""
    found: dict[str, Source] = {}
    for each in sources:
        found.setdefault(each.article.id, each)
    return list(found.values())[:_CITED]


def _of_one_time(one: Source, others: Sequence[Source]) -> bool:
    dates = [each.article.published for each in others if each.article.published]
    own = one.article.published
    return own is None or not dates or any(abs(own - each) <= _APART for each in dates)


def _cite(source: Source, citations: Citations) -> int:
    return citations.number(source.article, source.span, source.candidate.passage.span)


def _not_said(
    text: str, nearest: Source, citations: Citations, note: str | None
) -> CheckedSentence:
    number = _cite(nearest, citations)
    return CheckedSentence(text, Verdict.NOT_SAID, nearest=number, note=note)


def _disputed(other: Opposed) -> str:
    if other.own:
        return f"Other articles say “{other.its}”, not “{other.own}”."
    return f"Other articles deny this: “{other.its}”." if other.its else other.reason
