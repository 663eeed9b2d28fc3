"""Whether an evidence packet holds: its quotes, beside the articles; its claims, beside its quotes.

Needs the articles, and nothing else: no index, no model, no network.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from index.article import Article, Passage, Span
from rag.answer import Answer, Claim, Conflict, Position, Question, Support
from rag.packet.form import Answered, Asked, Cited, Claimed, Nearest, Packet, Quoted
from rag.packet.sources import Source, sources
from rag.packet.stands import stand_flaw
from rag.quotes.verbatim import verbatim
from rag.verify import Check as Verified
from rag.verify import check

# A marker that a note shows; what the articles say stands in curly quotation marks.
_MARK = re.compile(r"“[^”]*”|\[([0-9]{1,6})\]")


class Status(StrEnum):
    """What came of a check."""

    OK = "ok"
    CHANGED = "changed"  # the packet, or the article it was made from, is not what it was
    MISSING = "missing"  # what it needs is not there
    UNSUPPORTED = "unsupported"  # its quotes do not say it


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was checked."""

    answer: int  # which of the packet's answers, from 1; 0 for the packet as a whole
    part: str  # "citation 2", "claim 1", "the packet"
    status: Status
    shows: str  # the words that it is about
    reason: str | None = None  # None when it holds


def verify(packet: Packet, intact: bool, articles: Iterable[Article]) -> list[Check]:
    """Every check of a packet; it holds when all are ok.

    `intact` is whether its seal fits; `articles` are all at hand, and are gone through once.
    """
    known = sources(packet, articles)
    checks = [_whole(packet, intact)]
    for number, exchange in enumerate(packet.exchanges, 1):
        checks.extend(_exchange(number, exchange, known))
    return checks


def _whole(packet: Packet, intact: bool) -> Check:
    ids = [each.id for each in packet.articles]
    quoted = {each.article_id for one in packet.exchanges for each in one.answer.citations}
    quoted |= {one.nearest.article_id for one in packet.exchanges if one.nearest}
    flaw = None
    if not intact:
        flaw = "it was changed after it was made: its SHA-256 does not fit it"
    elif len(set(ids)) < len(ids):
        flaw = "it describes an article twice"
    elif set(ids) - quoted:
        flaw = "it describes an article that no answer cites"
    return Check(0, "the packet", Status.CHANGED if flaw else Status.OK, packet.title, flaw)


def _exchange(number: int, exchange: Asked, known: Mapping[str, Source]) -> Iterator[Check]:
    answer = exchange.answer
    flaw = _text_flaw(answer)
    status = Status.CHANGED if flaw else Status.OK
    yield Check(number, "the answer", status, answer.question, flaw)
    cited: dict[int, Check] = {}
    for citation in answer.citations:
        found = _citation(number, citation, known)
        cited.setdefault(citation.n, found)
        yield found
    if exchange.nearest is not None:
        yield _nearest(number, exchange.nearest, known)
    quotes = {each.n: each for each in answer.citations}
    for at, claim in enumerate(answer.claims, 1):
        yield _claim(number, at, claim, quotes, cited, known)
    for at, conflict in enumerate(answer.conflicts, 1):
        for side, stand in enumerate(conflict.positions, 1):
            yield _worst(
                Check(number, f"disagreement {at}, position {side}", Status.OK, stand.words),
                stand.citations,
                cited,
                stand_flaw(stand, [quotes[n] for n in stand.citations if n in quotes]),
            )


def _text_flaw(answer: Answered) -> str | None:
    """What is wrong with the answer's text and numbers, by themselves."""
    said = Answer(
        Question(answer.question),
        "",
        claims=tuple(Claim(each.text, each.citations, each.support) for each in answer.claims),
        conflicts=tuple(
            Conflict(
                conflict.about,
                tuple(Position(one.value, one.words, one.citations) for one in conflict.positions),
            )
            for conflict in answer.conflicts
        ),
        abstained=answer.abstained,
    )
    if said.text != answer.answer:
        return "its text is not made of its claims"
    if (answer.abstained is None) != bool(answer.claims):
        return "it neither claims anything nor says why not, or it does both"
    numbers = [each.n for each in answer.citations]
    if numbers != list(range(1, len(numbers) + 1)):
        return "its citations are not numbered 1, 2, 3: one was taken out or put in"
    stands = [each for conflict in answer.conflicts for each in conflict.positions]
    used = {n for each in answer.claims for n in each.citations}
    used |= {n for each in stands for n in each.citations}
    used |= {int(n) for note in answer.notes for n in _MARK.findall(note) if n}
    if unused := [n for n in numbers if n not in used]:
        return f"nothing in it cites [{unused[0]}]"
    short = answer.short_answer
    if short and not _says(short, [each.quote for each in answer.citations]):
        return f"its short answer “{short}” is in no quote"
    return None


def _citation(number: int, citation: Cited, known: Mapping[str, Source]) -> Check:
    part, shown = f"citation {citation.n}", citation.quote
    source = known.get(citation.article_id)
    if source is None:
        reason = f"the packet does not describe the article {citation.article_id}"
        return Check(number, part, Status.MISSING, shown, reason)
    described = source.described
    for name in ("title", "outlet", "published", "published_basis", "url"):
        if getattr(citation, name) != getattr(described, name):
            reason = f"its field “{name}” is not that of the article in the same packet"
            return Check(number, part, Status.CHANGED, shown, reason)
    return _quote(number, part, citation, source)


def _nearest(number: int, nearest: Nearest, known: Mapping[str, Source]) -> Check:
    source = known.get(nearest.article_id)
    if source is None:
        reason = f"the packet does not describe the article {nearest.article_id}"
        return Check(number, "nearest passage", Status.MISSING, nearest.quote, reason)
    return _quote(number, "nearest passage", nearest, source)


def _quote(number: int, part: str, cited: Cited | Nearest, source: Source) -> Check:
    if source.held is None:
        status = Status.MISSING if source.missing else Status.CHANGED
        return Check(number, part, status, cited.quote, source.flaw)
    quoted = Quoted(start=cited.start, end=cited.end, text=cited.quote)
    if not quoted.stands_in(source.held.body):
        reason = f"characters {cited.start} to {cited.end} of the article are other words"
        return Check(number, part, Status.CHANGED, cited.quote, reason)
    passages = source.described.passages
    if not any(each.start <= cited.start and cited.end <= each.end for each in passages):
        reason = "no passage of the packet holds it"
        return Check(number, part, Status.CHANGED, cited.quote, reason)
    return Check(number, part, Status.OK, cited.quote)


def _claim(
    number: int,
    at: int,
    claim: Claimed,
    quotes: Mapping[int, Cited],
    cited: Mapping[int, Check],
    known: Mapping[str, Source],
) -> Check:
    held = [quotes[n] for n in claim.citations if n in quotes]
    return _worst(
        Check(number, f"claim {at}", Status.OK, claim.text),
        claim.citations,
        cited,
        _claim_flaw(claim, held, known),
    )


def _claim_flaw(claim: Claimed, held: list[Cited], known: Mapping[str, Source]) -> str | None:
    quotes = [each.quote for each in held]
    if claim.support is Support.UNSUPPORTED:
        return "the answer itself says that nothing cited says it"
    if claim.support is Support.VERBATIM:
        # Every quote of such a claim is the claim itself; a citation put in shows here.
        if set(quotes) != {claim.text}:
            return "it is not word for word what it cites"
        return None
    if not verbatim(claim.text, quotes):
        return "the words in its quotation marks are not in what it cites"
    found = _carried(claim.text, held, known)
    return None if found.supported else "; ".join(found.reasons)


def _carried(text: str, held: list[Cited], known: Mapping[str, Source]) -> Verified:
    """Whether quotes say what a language model worded from them, by the rules it was let pass by.

    They know the outlets and days of the articles: "according to the Wire", "on 2 April" for words
    of an article that say "next Wednesday".
    """
    from rag.writing.attribution import unattributed
    from rag.writing.carried import carried
    from rag.writing.evidence import Offered

    quotes = [
        Offered(f"S{each.n}", article, _passage(each), 0)
        for each in held
        if (source := known.get(each.article_id)) and (article := source.held) is not None
    ]
    if len(quotes) < len(held):  # told already, as what is missing or changed
        return check(text, [each.quote for each in held])
    part = unattributed(text, quotes)
    return carried(part.text, part.cited)


def _passage(cited: Cited) -> Passage:
    """The quote as a passage of its own, to be read as it stands."""
    span = Span(cited.start, cited.end)
    return Passage(f"S{cited.n}", cited.article_id, span, (span,), cited.quote)


def _worst(
    start: Check, numbers: tuple[int, ...], cited: Mapping[int, Check], flaw: str | None
) -> Check:
    """`start`, with the first of what is wrong: no citation, its own flaw, a citation's flaw."""

    def become(status: Status, reason: str) -> Check:
        return Check(start.answer, start.part, status, start.shows, reason)

    if not numbers:
        return become(Status.UNSUPPORTED, "it cites nothing")
    for n in numbers:
        if n not in cited:
            return become(Status.MISSING, f"there is no citation [{n}]")
    if flaw is not None:
        return become(Status.UNSUPPORTED, flaw)
    for n in numbers:
        if cited[n].status is not Status.OK:
            return become(cited[n].status, f"so it is with its citation [{n}]")
    return start


def _says(words: str, quotes: list[str]) -> bool:
    return any(words in quote for quote in quotes) or check(words, quotes).supported


def counts(checks: Iterable[Check]) -> dict[str, int]:
    """How many checks came to what, by the name of each status."""
    found = Counter(each.status for each in checks)
    return {status.value: found[status] for status in Status}
