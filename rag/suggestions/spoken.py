"""Questions what somebody said, made of the speakers of articles and what they speak of."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from index.article import Article
from rag.answer import Answer
from rag.quotes import SpeakerKind
from rag.quotes.lexicon import HE_NAMES, SHE_NAMES
from rag.quotes.reading import read
from rag.suggestions.events import EVENTS
from rag.suggestions.noun_phrases import Phrase, runs, shared_phrases
from rag.suggestions.tried import READ, Draft, Fits, Sort
from rag.words import stem_set

_TELLING = 0.6  # what a phrase must be worth where it says alone what is meant
_SPOKEN_OF = EVENTS | frozenset(
    "economy deficit inflation dollar debt relationship conversation border borders climate"
    " peace immigration unemployment taxes drugs abortion exports imports subsidies reforms"
    " sovereignty independence democracy terrorism security hostages missiles weapons"
    " constitution pipeline refugees migrants housing poverty privatisation privatization"
    " recession".split()
)


def spoken(
    articles: Sequence[Article], texts: Mapping[str, Sequence[str]], mixed: bool
) -> Iterator[Draft]:
    """On what a person by name speaks about, people by turns; arguments as in `drafts`."""
    phrases = {
        each.words: each
        for each in shared_phrases(texts, 1)
        if each.head in _SPOKEN_OF or (each.length > 1 and each.times > 1)
        if each.length > 1 or not mixed
    }
    said_by: dict[str, dict[str, _Said]] = defaultdict(dict)
    for article in articles:
        for person, sentence, words in _spoken(article):
            quoted = set(runs(words.lower()))
            known = [phrases[run] for run in runs(sentence.lower()) if run in phrases]
            for phrase in dict.fromkeys(known):
                worth = 0.3 + 0.1 * phrase.length + 0.1 * (len(phrase.articles) > 1)
                worth += 0.2 * (phrase.words in quoted)
                if mixed and worth < _TELLING:
                    continue
                said = said_by[person].setdefault(phrase.text, _Said(phrase))
                said.worth = max(said.worth, worth)
                said.sentences.add(sentence)
    of_each = [
        [
            Draft(
                f"What did {person} say about {said.phrase.text}?",
                Sort.WORDS,
                said.phrase.stems | stem_set(person),
                said.worth,
                _says(said.sentences),
            )
            for said in sorted(of_person.values(), key=lambda each: -each.worth)
        ]
        for person, of_person in said_by.items()
    ]
    for row in zip_longest(*of_each):
        yield from (each for each in row if each is not None)


@dataclass(slots=True)
class _Said:
    """What one person says with one phrase."""

    phrase: Phrase
    worth: float = 0.0
    sentences: set[str] = field(default_factory=set)


def _spoken(article: Article) -> Iterator[tuple[str, str, str]]:
    """Each person who speaks, the sentence, and the words quoted in it, "" where none are."""
    found = read(article.body[:READ])
    quoted = ((each.attribution, each.sentence, each.words) for each in found.quotations)
    reported = ((each.attribution, each.sentence, "") for each in found.reported)
    for said, sentence, words in chain(quoted, reported):
        if said is None or not said.sure or said.speaker.kind is not SpeakerKind.PERSON:
            continue
        if is_full_name(said.speaker.name):
            yield said.speaker.name, sentence.of(article.body), words


def _says(heard: set[str]) -> Fits:
    def fits(answer: Answer) -> bool:
        claims = answer.claims if answer.conflicts else answer.claims[:1]
        return any(
            claim.text in sentence or sentence in claim.text
            for claim in claims
            for sentence in heard
        )

    return fits


def is_full_name(name: str) -> bool:
    """Whether it is a person's first and last name beyond doubt."""
    words = name.split()
    return 2 <= len(words) <= 3 and words[0].lower() in HE_NAMES | SHE_NAMES
