"""Quotations with their speakers: the article read from its first sentence to its last."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.article import Span
from rag.quotes.cues import Cue, cues
from rag.quotes.lexicon import PLURAL_ROLES, STATEMENTS
from rag.quotes.linking import Spoken, attribution
from rag.quotes.marks import Quoted, paragraphs, quoted
from rag.quotes.nouns import Attribution, Quotation, Remark, Speaker, SpeakerKind
from rag.quotes.people import COUNTRIES, People, people, role_words
from rag.quotes.phrases import Phrase, phrase_after
from rag.quotes.posts import posts
from rag.quotes.skeleton import Sentence, Token, skeleton
from rag.quotes.speakers import Focus, Resolved, Speakers
from rag.words import words

_REMARK = 3  # words from which a quotation is one without an attribution
_TITLE_OF = frozenset(
    "film movie book song novel album titled entitled headlined named dubbed nicknamed play series"
    " show so-called term documentary poem programme program memoir called operation".split()
)


@dataclass(frozen=True, slots=True)
class Read:
    """All that was read of one body."""

    quotations: tuple[Quotation, ...]
    people: People


def quotations(body: str, within: Span | None = None) -> list[Quotation]:
    """The quotations of `body` inside `within` (default: all), by where their words begin.

    Speakers are looked for in the whole body. Takes time in proportion to its length.
    """
    found = read(body).quotations
    if within is None:
        return list(found)
    return [q for q in found if within.start <= q.span.start and q.span.end <= within.end]


def remarks(body: str, within: Span | None = None) -> list[Remark]:
    """The remarks among the quotations, those of one speaker in one sentence joined."""
    found: list[list[Quotation]] = []
    for quotation in quotations(body, within):
        if not quotation.is_remark:
            continue
        last = found[-1][-1] if found else None
        same = last is not None and last.speaker is not None and last.speaker == quotation.speaker
        if last and same and (quotation.continues or quotation.sentence == last.sentence):
            found[-1].append(quotation)
        else:
            found.append([quotation])
    return [Remark(tuple(parts)) for parts in found]


@lru_cache(maxsize=256)
def read(body: str) -> Read:
    """Everything that `quotations` and `said` need of a body; the last few are remembered."""
    pieces = paragraphs(body)
    marked = quoted(body, pieces)
    sentences = skeleton(body, pieces, marked)
    tokens = [token for sentence in sentences for token in sentence.tokens]
    named = people([token for token in tokens if token.quote is None], body)
    reader = _Reader(body, marked, named)
    for number, sentence in enumerate(sentences):
        reader.sentence(number, sentence)
    found = [*reader.found(), *_posted(body, named)]
    return Read(tuple(sorted(found, key=lambda each: (each.span.start, -each.span.end))), named)


class _Reader:
    """Reads sentence by sentence, since "he" is whoever spoke last."""

    def __init__(self, body: str, marked: Sequence[Quoted], named: People) -> None:
        self._body = body
        self._marked = marked
        self._speakers = Speakers(body, named, Focus())
        self._people = named
        self._said: dict[int, Attribution] = {}
        self._around: dict[int, Span] = {}
        self._titles: set[int] = set()
        self._last: tuple[int, Attribution] | None = None  # sentence number, last one attributed
        self._mixed = False  # the sentence before has more than one speaker
        self._last_quote: tuple[int, int] | None = None  # sentence, paragraph of a quotation

    def sentence(self, number: int, sentence: Sentence) -> None:
        """Reads one sentence: the next."""
        tokens = sentence.tokens
        found = cues(tokens)
        spoken = self._spoken(number, sentence, found)
        carried: list[int] = []
        for at, token in enumerate(tokens):
            if token.quote is None:
                continue
            self._around[token.quote] = sentence.span
            if self._is_title(tokens, at):
                self._titles.add(token.quote)
                continue
            said, cued = attribution(tokens, at, found, spoken)
            if said is not None:
                self._said[token.quote] = said
            elif not cued:
                carried.append(at)
        if carried:
            self._carry(number, sentence, carried, spoken)
        self._remember(number, sentence, spoken)

    def found(self) -> list[Quotation]:
        """The quotations of the sentences read."""
        result: list[Quotation] = []
        outer: Quotation | None = None
        for n, each in enumerate(self._marked):
            said = self._said.get(n)
            if each.continues and said is None and result:
                before = next((q for q in reversed(result) if q.depth == 0), None)
                said = before.attribution if before else None
            around = self._around.get(n) or (outer.sentence if outer else each.outer)
            text = each.span.of(self._body)
            long = len(words(text)) >= _REMARK
            remark = n not in self._titles and (long or said is not None)
            quotation = Quotation(each.span, text, each.depth, remark, each.continues, said, around)
            if each.depth == 0:
                outer = quotation
            result.append(quotation)
        return _backwards(result)

    def _spoken(self, number: int, sentence: Sentence, found: Sequence[Cue]) -> dict[int, Spoken]:
        """The speakers of the cues, by their place in `found`."""
        result: dict[int, Spoken] = {}
        first: Resolved | None = None
        before: Spoken | None = None
        for n, cue in enumerate(found):
            tokens = sentence.tokens
            if cue.subject is not None:
                resolved = self._speakers.resolve(sentence, cue.subject, number, first)
                start, end = cue.subject.start, cue.subject.end
                span = Span(tokens[start].start, tokens[end - 1].end)
            elif before is not None:
                resolved, span = before.resolved, before.span
            else:
                resolved, span = self._subject(number, sentence, cue)
            if resolved is None:
                before = None if cue.subject is not None else before
                continue
            before = Spoken(cue, resolved, span, span.of(self._body))
            result[n] = before
            first = first or resolved
        return result

    def _subject(self, number: int, sentence: Sentence, cue: Cue) -> tuple[Resolved | None, Span]:
        """Who acts in a sentence whose first cue has no subject: "Trump left, saying"."""
        tokens = sentence.tokens
        here = tokens[cue.start].start
        same = self._people.between(tokens[0].start, here)
        if same and not same[0].owner:
            alone = len({mention.person for mention in same}) == 1
            person = same[0].person
            speaker = Speaker(person, SpeakerKind.PERSON, person)
            return Resolved(speaker, alone), Span(same[0].start, same[0].end)
        if not same and tokens[0].lower in ("he", "she"):
            span = Span(tokens[0].start, tokens[0].end)
            return self._speakers.resolve(sentence, Phrase(0, 1), number, None), span
        return None, Span(here, here)

    def _is_title(self, tokens: Sequence[Token], at: int) -> bool:
        before = tokens[at - 1].lower if at else ""
        if before == "so-called":
            return True
        text = self._marked[tokens[at].quote or 0].span.of(self._body).split()
        short = [word for word in text if len(word) > 3]
        titled = all(word[0].isupper() for word in short) and text[0][:1].isupper()
        if at and tokens[at - 1].owner and tokens[at - 1].capital and titled and len(text) > 2:
            return True
        return before in _TITLE_OF and (titled or before != "called") and before != "called"

    def _carry(
        self, number: int, sentence: Sentence, places: list[int], spoken: dict[int, Spoken]
    ) -> None:
        """Quotations that go on with what the sentence before attributes."""
        if self._last is None or spoken:
            return
        last_number, last = self._last
        tokens = sentence.tokens
        if last_number != number - 1:
            return
        alone = len(tokens) == 1
        if alone:
            quote = tokens[0].quote
            text = self._marked[quote or 0].span.of(self._body).rstrip()
            if quote is not None and text[-1] in ".!?…,;:—–-":
                self._said[quote] = Attribution(
                    last.speaker, last.words, last.span, last.sure and not self._mixed
                )
                self._last = (number, self._said[quote])
            return
        if self._last_quote != (last_number, sentence.paragraph) or self._mixed:
            return
        others = self._people.between(sentence.span.start, sentence.span.end)
        if any(mention.person != last.speaker.person for mention in others):
            return
        for at in places:
            quote = tokens[at].quote
            text = self._marked[quote or 0].span.of(self._body)
            if quote is not None and len(words(text)) >= _REMARK:
                self._said[quote] = Attribution(last.speaker, last.words, last.span, False)
                self._last = (number, self._said[quote])

    def _remember(self, number: int, sentence: Sentence, spoken: dict[int, Spoken]) -> None:
        """What the next sentence needs to know of this one."""
        focus = self._speakers.focus
        tokens = sentence.tokens
        if spoken:
            main = next(iter(spoken.values()))
            self._last = (
                number,
                Attribution(
                    main.resolved.speaker,
                    main.span.of(self._body),
                    main.span,
                    main.resolved.sure,
                ),
            )
            said = [self._said[t.quote] for t in tokens if t.quote in self._said]
            if said:
                self._last = (number, said[-1])
            speakers = {each.speaker.name for each in said}
            speakers = speakers or {each.resolved.speaker.name for each in spoken.values()}
            self._mixed = len(speakers) > 1
        elif self._last is not None and self._last[0] == number:
            self._mixed = False
        quotes = [token for token in tokens if token.quote is not None]
        if any(token.quote in self._said for token in quotes):
            self._last_quote = (number, sentence.paragraph)
        named = next(
            (s for s in spoken.values() if s.resolved.speaker.kind is SpeakerKind.PERSON), None
        )
        if named is not None:
            focus.person, focus.at = named.resolved.speaker.name, number
            focus.sure = named.resolved.sure
        else:
            self._acting(number, sentence)
        for each in spoken.values():
            self._note(number, each.resolved.speaker, each.span.of(self._body))
        for at, token in enumerate(tokens):
            if token.lower in STATEMENTS and token.word and not token.capital:
                self._statement(number, sentence, at)

    def _acting(self, number: int, sentence: Sentence) -> None:
        """Moves the focus to whom a sentence without a speaker is about."""
        focus = self._speakers.focus
        tokens = sentence.tokens
        mentions = self._people.between(sentence.span.start, sentence.span.end)
        quotes = [Span(token.start, token.end) for token in tokens if token.quote is not None]
        mentions = [m for m in mentions if not any(q.start <= m.start < q.end for q in quotes)]
        if mentions:
            first = next((m for m in mentions if not m.owner), mentions[0])
            alone = len({m.person for m in mentions}) == 1
            focus.person, focus.at = first.person, number
            focus.sure = alone and not first.owner
        elif any(token.lower in ("he", "she") for token in tokens) and number - focus.at <= 3:
            focus.at = number

    def _note(self, number: int, speaker: Speaker, stands: str) -> None:
        focus = self._speakers.focus
        text = any(word in stands.lower() for word in ("post", "statement", "letter", "message"))
        country = role_words(speaker.name) <= COUNTRIES
        office = speaker.kind in (SpeakerKind.OFFICE, SpeakerKind.ORGANISATION)
        if (office and not country) or text:
            focus.text, focus.text_at = speaker, number
            focus.written = speaker.kind is SpeakerKind.OFFICE or text
        elif stands.lower() == "it":
            focus.text_at = number
        if speaker.kind is SpeakerKind.UNNAMED and speaker.name.split()[-1].lower() in PLURAL_ROLES:
            focus.several, focus.several_at = speaker, number

    def _statement(self, number: int, sentence: Sentence, at: int) -> None:
        """A statement that is only mentioned can be the "it" of what follows."""
        phrase = phrase_after(sentence.tokens, at)
        if phrase is None or phrase.end - phrase.start < 3:
            return
        found = self._speakers.resolve(sentence, phrase, number, None)
        if found is not None:
            focus = self._speakers.focus
            focus.text, focus.text_at, focus.written = found.speaker, number, True


def _backwards(found: list[Quotation]) -> list[Quotation]:
    """The first paragraphs of a quotation are whose the last one is."""
    later: Attribution | None = None
    for n in range(len(found) - 1, -1, -1):
        one = found[n]
        if one.depth:
            continue
        if later is not None and one.attribution is None:
            one = Quotation(one.span, one.words, 0, True, one.continues, later, one.sentence)
            found[n] = one
        later = one.attribution if one.continues else None
    return found


def _posted(body: str, named: People) -> list[Quotation]:
    found: list[Quotation] = []
    for text, span, name in posts(body):
        full = named.named(name.split())
        kind = SpeakerKind.PERSON if full else SpeakerKind.ORGANISATION
        said = Attribution(Speaker(full or name, kind, full), span.of(body), span, True)
        found.append(Quotation(text, text.of(body), 0, True, False, said, text))
    return found
