"""An article with its quotations taken out, in which sentences and their words are found.

Each quotation of depth 0 becomes a sign as long as a word, which keeps the quotation's last mark:
so a long quotation does not break a sentence, and what it says is not taken for the article's own.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Span
from index.sentences import sentences
from rag.quotes.lexicon import OFTEN_NAMES, SPEECH
from rag.quotes.marks import Quoted

_SIGN = "\ue000"  # of the private use area; the article's own are replaced
_TOKEN = re.compile(
    rf"(?P<quote>“[Qq]{_SIGN}[^”]?”)"
    r"|(?P<word>(?:[A-Za-z]\.){2,}(?:['’]s)?|(?:Mr|Mrs|Ms|Dr|Sen|Rep|Gov|Gen|St|Jr|Sr|Lt|Col|Prof)\."
    r"|[A-Z]\.(?=\s)|[^\W_]+(?:[.’'&/-][^\W_]+)*(?:(?<=s)['’](?!\w))?)"
    r"|(?P<mark>--|[,;:()—–.!?…])"
)


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a mark, or a quotation."""

    text: str  # a quotation's is its sign
    start: int  # in the body
    end: int
    quote: int | None  # which quotation, by its place in the list
    word: bool

    @property
    def lower(self) -> str:
        return self.text.lower()

    @property
    def capital(self) -> bool:
        return self.word and self.text[0].isupper()

    @property
    def owner(self) -> bool:
        """Whether it owns what follows: "Carney’s"."""
        return self.word and self.text.endswith(("'s", "’s", "s'", "s’"))

    @property
    def bare(self) -> str:
        """Without the sign of owning."""
        if self.text.endswith(("'s", "’s")):
            return self.text[:-2]
        return self.text.rstrip("'’")


def speech(token: Token) -> bool:
    """Whether the word is a verb of saying; with a capital, only one that is rarely a name."""
    lower = token.lower
    return token.word and lower in SPEECH and not (token.capital and lower in OFTEN_NAMES)


@dataclass(frozen=True, slots=True)
class Sentence:
    """The tokens of one sentence, quotations as one token each."""

    span: Span  # in the body
    tokens: tuple[Token, ...]
    paragraph: int


def skeleton(body: str, pieces: Sequence[Span], quotations: Sequence[Quoted]) -> list[Sentence]:
    """The sentences of the paragraphs `pieces`."""
    outermost = [(n, each) for n, each in enumerate(quotations) if each.depth == 0]
    at = 0
    text: list[str] = []
    places: list[tuple[int, int]] = []  # offsets in the skeleton and in the body, both ascending
    length = 0

    def put(part: str, place: int) -> None:
        nonlocal length
        places.append((length, place))
        text.append(part)
        length += len(part)

    numbers: list[int] = []
    for piece in pieces:
        start = piece.start
        while at < len(outermost) and outermost[at][1].outer.end <= piece.end:
            number, one = outermost[at]
            at += 1
            if one.outer.start < start:
                continue  # it began in an earlier line: a soft wrap, kept with that line
            put(body[start : one.outer.start], start)
            words = one.span.of(body).strip()
            final = words[-1] if words[-1] in ".,!?…;:—–-" else ""
            first = "Q" if words[0].isupper() else "q"
            put(f"“{first}{_SIGN}{final}”", one.outer.start)
            numbers.append(number)
            start = one.outer.end
        if at < len(outermost) and start <= outermost[at][1].outer.start < piece.end:
            number, one = outermost[at]  # goes on in the next line
            at += 1
            put(body[start : one.outer.start], start)
            put(f"“Q{_SIGN}”", one.outer.start)
            numbers.append(number)
            start = max(piece.end, one.outer.end)
        put(body[start : max(start, piece.end)], start)
        put("\n\n", max(start, piece.end))
    return _sentences(body, "".join(text), places, numbers, [q.outer for q in quotations], pieces)


def _sentences(
    body: str,
    text: str,
    places: list[tuple[int, int]],
    numbers: list[int],
    outers: list[Span],
    pieces: Sequence[Span],
) -> list[Sentence]:
    signs = [place for place, _ in places]
    starts = [piece.start for piece in pieces]

    def place(offset: int) -> int:
        nearest = bisect_right(signs, offset) - 1
        return min(len(body), places[nearest][1] + offset - places[nearest][0])

    seen = 0
    found: list[Sentence] = []
    for span in sentences(text):
        tokens: list[Token] = []
        for match in _TOKEN.finditer(text, span.start, span.end):
            if match.lastgroup == "quote" and seen < len(numbers):
                number = numbers[seen]
                seen += 1
                outer = outers[number]
                tokens.append(Token(match.group(), outer.start, outer.end, number, False))
            else:
                start = place(match.start())
                end = place(match.end() - 1) + 1
                tokens.append(Token(match.group(), start, end, None, match.lastgroup == "word"))
        if not tokens:
            continue
        first = min(tokens[0].start, place(span.start))
        last = max(tokens[-1].end, place(span.end - 1) + 1 if tokens[-1].quote is None else 0)
        paragraph = max(0, bisect_right(starts, tokens[0].start) - 1)
        found.append(Sentence(Span(first, last), tuple(tokens), paragraph))
    return found
