"""From what an article calls a speaker to who that is."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from rag.quotes.lexicon import (
    DETERMINERS,
    HE_NAMES,
    NOT_PEOPLE,
    OFFICES,
    PLURAL_ROLES,
    POSTS,
    PREPOSITIONS,
    ROLES,
    SHE_NAMES,
    STATEMENTS,
)
from rag.quotes.nouns import Speaker, SpeakerKind
from rag.quotes.people import Mention, People, is_person, name_of, role_words
from rag.quotes.phrases import Phrase
from rag.quotes.skeleton import Sentence, Token

_LASTS = 4  # sentences for which "he" goes on meaning the same person
_INITIALS, _SEARCHED = 50, 200_000  # how many are looked up, and in how many characters
_RESTS = frozenset({"co", "corp", "inc", "ltd", "plc", "sons", "lynch"})  # ends of firms' names
_OPENING = frozenset("when as after while before although though since because asked".split())
_TOP = frozenset({"primeminister", "president", "premier", "leader", "chancellor"})


@dataclass(slots=True)
class Focus:
    """Whom the text has been speaking of, as far as it has been read."""

    person: str | None = None
    sure: bool = False
    at: int = -100  # number of the sentence that named the person last
    text: Speaker | None = None  # the office or statement that spoke last
    text_at: int = -100
    written: bool = False  # whether that was a statement or an office, not just any organisation
    several: Speaker | None = None  # "officials"
    several_at: int = -100


@dataclass(frozen=True, slots=True)
class Resolved:
    speaker: Speaker
    sure: bool


@dataclass(slots=True)
class Speakers:
    """Resolves the subjects of one article's cues."""

    body: str
    people: People
    focus: Focus
    offices: dict[str, Speaker] = field(default_factory=dict)  # by what the article calls them

    def resolve(
        self, sentence: Sentence, phrase: Phrase, number: int, first: Resolved | None
    ) -> Resolved | None:
        """Who the phrase means in sentence `number`, whose first cue's speaker is `first`."""
        tokens = sentence.tokens[phrase.start : phrase.end]
        lower = tokens[-1].lower if len(tokens) == 1 else ""
        if lower in ("he", "she", "his", "her"):
            pronoun = "he" if lower in ("he", "his") else "she"
            return self._pronoun(sentence, phrase.start, pronoun, number, first)
        if lower == "it":
            recent = number - self.focus.text_at <= _LASTS and self.focus.text is not None
            return Resolved(self.focus.text, True) if recent and self.focus.text else None
        if lower == "they":
            recent = number - self.focus.several_at <= 2 and self.focus.several is not None
            return Resolved(self.focus.several, False) if recent and self.focus.several else None
        if lower in ("i", "we", "one", "our", "their", "its"):
            return None
        return self._noun(sentence, tokens, phrase.start, number, first)

    def _noun(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        start: int,
        number: int,
        first: Resolved | None,
    ) -> Resolved | None:
        core = _core(tokens)
        head = core[-1]
        common = OFFICES | PLURAL_ROLES | {"pmo"}
        if head.capital and head.lower not in common and not _is_text(core):
            return self._name(tokens, core)
        if head.lower in STATEMENTS | POSTS or _is_text(core):
            return self._text(sentence, tokens, core, start, number, first)
        if head.lower in OFFICES or _acronym(head.bare):
            return self._office(sentence, tokens, core, start, number, first)
        words = self._words(tokens)
        if head.lower in PLURAL_ROLES:
            return Resolved(Speaker(words, SpeakerKind.UNNAMED), True)
        if tokens[0].lower in ("the", "our") or tokens[0].owner:
            person = self.people.holder(words)
            if person is not None:
                return Resolved(Speaker(person, SpeakerKind.PERSON, person), True)
            if self.focus.person and head.lower in ROLES:
                held = self.people.roles.get(self.focus.person, [])
                if any(head.lower in office for office in held):
                    person = self.focus.person
                    return Resolved(Speaker(person, SpeakerKind.PERSON, person), False)
        known = head.lower in ROLES and not role_words(words) & _TOP
        return Resolved(Speaker(words, SpeakerKind.UNNAMED), known)

    def _name(self, tokens: Sequence[Token], core: Sequence[Token]) -> Resolved | None:
        start = len(core)
        while (
            start > 0
            and core[start - 1].capital
            and not (start < len(core) and core[start - 1].owner)
        ):
            start -= 1
        run = [token.bare for token in core[start:]]
        if run and run[0].lower() in DETERMINERS:
            run = run[1:]
        if not run:
            return None
        person = self.people.named(run)
        if person is None and len(run) > 1 and run[-2].lower() in NOT_PEOPLE:
            person = self.people.named(run[-1:])  # "on the Soviet Union Lyng said"
        if person is None and len(core) < len(tokens):
            person = self.people.holder(self._words(tokens))  # "the Prime Minister of Canada"
        if person is None:
            person = self.people.holder(" ".join(token.bare for token in core))
        if person is not None:
            return Resolved(Speaker(person, SpeakerKind.PERSON, person), True)
        name = name_of(run)
        if (
            name
            and is_person(name)
            and (len(name) < len(run) or name[0].lower() in HE_NAMES | SHE_NAMES)
        ):
            full = " ".join(name)
            return Resolved(Speaker(full, SpeakerKind.PERSON, full), True)
        if not name or run[-1].lower() in ROLES:
            if (after := _last_name(tokens)) is not None:  # "Secretary of State Henry Kissinger"
                return self._person(self.people.named(after) or " ".join(after), True)
            return Resolved(Speaker(self._words(tokens), SpeakerKind.UNNAMED), False)
        if len(run) == 1 and run[0].lower() in _RESTS:
            return None
        last = tokens if len(tokens) > len(core) else core[len(core) - len(run) :]
        return Resolved(Speaker(self._words(last), SpeakerKind.ORGANISATION), True)

    def _text(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        core: Sequence[Token],
        start: int,
        number: int,
        first: Resolved | None,
    ) -> Resolved | None:
        """A statement or a post: whose it is."""
        behind = tokens[len(core) :]
        if any(each.lower == "website" for each in behind):
            owner = next((n for n, each in enumerate(behind) if each.owner), len(behind) - 1)
            person = self.people.holder(" ".join(each.bare for each in behind[: owner + 1]))
            if person is None:
                person = self.people.named([t.bare for t in behind[: owner + 1] if t.capital])
            return Resolved(Speaker(self._words(tokens), SpeakerKind.OFFICE, person), True)
        for n, token in enumerate(behind):
            if token.lower in ("from", "by", "of") and n + 1 < len(behind):
                end = start + len(tokens)
                own = Phrase(start + len(core) + n + 1, end)
                found = self.resolve(sentence, own, number, first)
                if found is None:
                    break
                return found
        before = [token for token in core[:-1] if token.lower not in DETERMINERS | {"same"}]
        if core[0].lower in ("his", "her"):
            return self.resolve(sentence, Phrase(start, start + 1), number, first)
        name = [token.bare for token in before if token.capital]
        person = self.people.named(name) if name else None
        if person is not None:
            return Resolved(Speaker(person, SpeakerKind.PERSON, person), True)
        if name and (_acronym(name[-1]) or before[-1].lower in OFFICES):
            return Resolved(self._of_office(" ".join(name), None), True)
        recent = number - self.focus.text_at <= 2 * _LASTS
        if core[-1].lower in POSTS - STATEMENTS and self.focus.person and not name:
            near = number - self.focus.at <= _LASTS
            speaker = Speaker(self.focus.person, SpeakerKind.PERSON, self.focus.person)
            return Resolved(speaker, self.focus.sure) if near else None
        if self.focus.text is not None and recent and self.focus.written:
            return Resolved(self.focus.text, True)
        if name:
            return Resolved(Speaker(self._words(tokens), SpeakerKind.OFFICE), True)
        return None

    def _office(
        self,
        sentence: Sentence,
        tokens: Sequence[Token],
        core: Sequence[Token],
        start: int,
        number: int,
        first: Resolved | None,
    ) -> Resolved | None:
        words = self._words(tokens)
        if _acronym(core[-1].bare):
            return Resolved(self._of_office(core[-1].bare, None), True)
        owner = next((n for n, token in enumerate(core[:-1]) if token.owner), None)
        if core[0].lower in ("his", "her"):
            found = self.resolve(sentence, Phrase(start, start + 1), number, first)
            if found is None:
                return None
            name = f"{found.speaker.name}’s {self._words(tokens[1:])}"
            return Resolved(Speaker(name, SpeakerKind.OFFICE, found.speaker.person), found.sure)
        if owner is not None:
            run = [token.bare for token in core[: owner + 1] if token.capital]
            person = self.people.named(run) if run else None
            if person is not None:
                name = f"{person}’s {self._words(tokens[owner + 1 :])}"
                return Resolved(Speaker(name, SpeakerKind.OFFICE, person), True)
            person = self.people.holder(" ".join(token.bare for token in core[: owner + 1]))
            return Resolved(self._of_office(words, person), True)
        kind = SpeakerKind.OFFICE if core[-1].lower == "office" else SpeakerKind.ORGANISATION
        return Resolved(Speaker(words, kind), True)

    def _of_office(self, name: str, person: str | None) -> Speaker:
        """An office by its name, or by its initials where the article has the name."""
        if (known := self.offices.get(name)) is not None:
            return known
        full = name
        if _acronym(name) and len(self.offices) < _INITIALS:
            between = r"\w+(?:[’']s)?\s+"
            pattern = between.join(re.escape(letter) for letter in name) + r"\w+"
            match = re.search(rf"\b{pattern}\b", self.body[:_SEARCHED])
            full = " ".join(match.group().split()) if match else name
        if person is None:
            person = self.people.holder(re.sub(r"(?:[’']s)?\s+\w+$", "", full))
        if name == "PMO":
            person = self.people.holder("prime minister")
        office = person is not None or "office" in full.lower()
        kind = SpeakerKind.OFFICE if office else SpeakerKind.ORGANISATION
        self.offices[name] = Speaker(full, kind, person)
        return self.offices[name]

    def _pronoun(
        self, sentence: Sentence, at: int, pronoun: str, number: int, first: Resolved | None
    ) -> Resolved | None:
        tokens = sentence.tokens
        start, here = tokens[0].start, tokens[at].start
        same = [m for m in self.people.between(start, here) if self.people.fits(m.person, pronoun)]
        before = tokens[at - 1] if at else None
        aside = before is None or not before.word
        focus = self._focused(number, pronoun)
        person = first is not None and first.speaker.kind is SpeakerKind.PERSON
        if first is not None and person and self.people.fits(first.speaker.name, pronoun):
            return first
        if not same:
            return focus
        subject = same[0] if not same[0].owner else None
        if aside:
            opening = tokens[0].lower in _OPENING and len(tokens) > 1
            verb_then_comma = at + 2 < len(tokens) and tokens[at + 2].text == ","
            if opening and not verb_then_comma and subject and subject.start <= tokens[1].start:
                return self._person(subject.person, focus is None or _is(focus, subject.person))
            if focus is None and subject and subject.start == start and not _apart(tokens, subject):
                return self._person(subject.person, False)
            return focus
        if len({mention.person for mention in same}) == 1:
            return self._person(same[0].person, True)
        joined = before is not None and before.lower in ("and", "but")
        if subject and (joined or subject.start == start):
            return self._person(subject.person, _is(focus, subject.person))
        return None

    def _focused(self, number: int, pronoun: str) -> Resolved | None:
        focus = self.focus
        if focus.person is None or number - focus.at > 2 * _LASTS:
            return None
        if not self.people.fits(focus.person, pronoun):
            return None
        return self._person(focus.person, focus.sure and number - focus.at <= _LASTS)

    def _person(self, name: str, sure: bool) -> Resolved:
        return Resolved(Speaker(name, SpeakerKind.PERSON, name), sure)

    def _words(self, tokens: Sequence[Token]) -> str:
        """The article's words for these tokens, white space as single spaces, without article."""
        while len(tokens) > 1 and tokens[0].lower in ("the", "a", "an"):
            tokens = tokens[1:]
        return " ".join(self.body[tokens[0].start : tokens[-1].end].split())


def _is(found: Resolved | None, person: str) -> bool:
    return found is not None and found.speaker.name == person


def _last_name(tokens: Sequence[Token]) -> list[str] | None:
    """The person's name that ends a phrase, without the titles before it."""
    start = len(tokens)
    while start > 0 and tokens[start - 1].capital:
        start -= 1
    name = name_of([token.bare for token in tokens[start:]])
    return name if is_person(name) else None


def _apart(tokens: Sequence[Token], subject: Mention) -> bool:
    """Whether a comma follows the name: "Trump, he said, has gone"."""
    behind = next((token for token in tokens if token.start >= subject.end), None)
    return behind is not None and behind.text == ","


def _core(tokens: Sequence[Token]) -> Sequence[Token]:
    """The noun phrase up to its first preposition."""
    for n, token in enumerate(tokens):
        if n and token.lower in PREPOSITIONS:
            return tokens[:n]
    return tokens


def _is_text(core: Sequence[Token]) -> bool:
    return core[-1].lower in STATEMENTS | POSTS and not (core[-1].capital and len(core) > 1)


def _acronym(word: str) -> bool:
    return word.isupper() and 2 < len(word) < 6 and word.isalpha()
