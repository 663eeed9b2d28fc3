"""The nouns of quoting: what stands between the marks, and who is said to have said it."""

from dataclasses import dataclass
from enum import StrEnum

from index.article import Article, Span


class SpeakerKind(StrEnum):
    """What sort of speaker an article names."""

    PERSON = "person"  # by name; a person's own post or statement is the person
    OFFICE = (
        "office"  # an office, or a statement of one: "Carney’s office", "the Canadian statement"
    )
    ORGANISATION = "organisation"  # a company, a ministry, a newspaper
    UNNAMED = "unnamed"  # "a spokesman", "traders", "the Tory leader" whom the article never names


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks, by the best name that the article has."""

    name: str  # "Mark Carney"; "Mark Carney’s office"; for UNNAMED the article's own words
    kind: SpeakerKind
    person: str | None = None  # the person, or the one whose office it is; None when not known


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words the article says they are."""

    speaker: Speaker
    words: str  # what stands there: "he", "the Tory leader", "Mr Carney"
    span: Span  # of `words`, in the article's body
    sure: bool  # False: a pronoun with two candidates, or words that only follow a remark


@dataclass(frozen=True, slots=True)
class Quotation:
    """The words inside one pair of quotation marks, or one social post with its signature."""

    span: Span  # of the words, marks excluded
    words: str  # body[span.start:span.end]
    depth: int  # 0, or how many quotations it stands in
    is_remark: bool  # at least three words, or attributed; not a title or a so-called name
    continues: bool  # a further paragraph of the quotation before it, whose marks never closed
    attribution: Attribution | None  # None when it cannot be told
    sentence: Span  # the sentence around it, marks and attribution included

    @property
    def speaker(self) -> str | None:
        """The best name of the speaker that the article has."""
        return self.attribution.speaker.name if self.attribution else None

    @property
    def speaker_words(self) -> str | None:
        """What the article calls the speaker here."""
        return self.attribution.words if self.attribution else None

    @property
    def speaker_span(self) -> Span | None:
        """Where it does so."""
        return self.attribution.span if self.attribution else None

    @property
    def sure(self) -> bool:
        """Whether the speaker is beyond reasonable doubt."""
        return self.attribution is not None and self.attribution.sure


@dataclass(frozen=True, slots=True)
class Remark:
    """Quotations of one speaker in one sentence: "tight security", he said, "is over"."""

    parts: tuple[Quotation, ...]  # in order, at least one

    @property
    def words(self) -> str:
        """The parts with an ellipsis between them."""
        return " … ".join(part.words for part in self.parts)

    @property
    def speaker(self) -> Speaker | None:
        found = self.parts[0].attribution
        return found.speaker if found else None

    @property
    def sure(self) -> bool:
        return all(part.sure for part in self.parts)

    @property
    def span(self) -> Span:
        """From the first part to the last; what stands between is the article's own."""
        return Span(self.parts[0].span.start, self.parts[-1].span.end)

    @property
    def sentence(self) -> Span:
        return Span(self.parts[0].sentence.start, self.parts[-1].sentence.end)


@dataclass(frozen=True, slots=True)
class Version:
    """How one article words a statement."""

    words: str
    article: Article
    span: Span  # from the first quoted word to the last
    parts: tuple[Span, ...]  # each byte for byte in the article
    sentence: Span
    sure: bool
    also: tuple["Version", ...] = ()  # articles that word it alike, or quote a part of it


@dataclass(frozen=True, slots=True)
class Statement:
    """What a speaker said on one occasion, in every wording found."""

    speaker: Speaker
    versions: tuple[Version, ...]  # at least one; the best first
    score: float  # how well it fits what is asked; compares within one question


@dataclass(frozen=True, slots=True)
class Asked:
    """Whose words a question wants, and on what."""

    speaker: str | None  # as the question names them: "Trump", "Carney’s office"; None is anybody
    topic: str  # the rest of the question, "" when it asks for anything said
    office: bool  # an office or its statement is asked for, not a person
