"""Questions made of what articles hold: their speakers, offices, dates and shared subjects."""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, zip_longest

from index.article import Article
from rag.answer import Answer
from rag.quotes import SpeakerKind
from rag.quotes.lexicon import HE_NAMES, SHE_NAMES
from rag.quotes.reading import read
from rag.suggestions.noun_phrases import Phrase, runs, shared_phrases
from rag.suggestions.tried import Draft, Fits, Sort
from rag.words import stem_set

LONGEST = 120  # characters of a question
READ = 8_000  # characters of an article that are read
_SHORT = 40  # characters of a date in an answer
_TELLING = 0.6  # what a phrase must be worth where it says alone what is meant
_SUBJECTS = 8  # how many are asked about
_PLAIN = re.compile(r"[A-Z](?:[^\W_]|[ .'’-])*\?")
_PRESENT_HEADS = {  # what has a first day, and the verb that tells of it
    "take effect": "tariffs levies duties sanctions quotas restrictions cuts rules bans controls"
    " surcharges curbs measures penalties tolls",
    "start": "negotiations talks consultations hearings exercises elections strikes"
    " trials walkouts",
}
# What has a course of events, or is told in one way here and in another there.
_EVENTS = frozenset(
    "call election elections meeting summit vote referendum deal agreement accord treaty pact"
    " merger takeover acquisition buyout bid offer sale auction strike strikes protest protests"
    " war attack attacks fighting invasion ceasefire truce crash accident explosion fire"
    " shooting killing storm flood floods earthquake outbreak evacuation rescue crisis dispute"
    " row standoff trial hearing ruling verdict inquiry investigation scandal resignation arrest"
    " arrests visit trip speech campaign budget ban shutdown closure layoffs bailout launch"
    " bankruptcy boycott embargo blockade ferry sinking hijacking kidnapping siege coup".split()
) | frozenset(" ".join(_PRESENT_HEADS.values()).split())
_SPOKEN_OF = _EVENTS | frozenset(
    "economy deficit inflation dollar debt relationship conversation border borders climate"
    " peace immigration unemployment taxes drugs abortion exports imports subsidies reforms"
    " sovereignty independence democracy terrorism security hostages missiles weapons"
    " constitution pipeline refugees migrants housing poverty privatisation privatization"
    " recession".split()
)
_DATED_HEADS = frozenset(
    "election summit meeting vote hearing referendum strike deadline ceremony trial auction"
    " conference ballot inauguration".split()
)
_NAME = r"[A-Z][a-zà-ÿ]+(?:[-’'][A-Z][a-zà-ÿ]+)?"
_FULL_NAME = rf"(?:{_NAME}|[A-Z]\.) (?:[A-Z]\. )?(?:[A-Z][a-z]?)?{_NAME}"
_FIELD = (
    r"Foreign|Finance|Trade|Defen[cs]e|Treasury|Agriculture|Commerce|State|Energy|Health|Transport"
    r"|Interior|Labou?r|Industry|Economy|Environment|Justice|Oil|Planning|Budget|International"
    r" Trade"
)
_COUNTRY = (
    r"U\.S\.|US|American|Canadian|British|UK|French|German|West German|Italian|Spanish|Mexican"
    r"|Brazilian|Japanese|Chinese|Indian|Russian|Soviet|Ukrainian|Australian|Swedish|Norwegian"
    r"|Danish|Dutch|Belgian|Swiss|Austrian|Polish|Turkish|Greek|Israeli|Egyptian|Iranian|Iraqi"
    r"|Saudi|Kuwaiti|Nigerian|South African|Indonesian|Philippine|South Korean|Argentine|Colombian"
    r"|Venezuelan|Peruvian|Irish|Portuguese|Finnish|Thai|Malaysian|Pakistani|European"
)
_PARTY = r"Conservative|Liberal|Labour|Bloc Québécois|Democratic|Republican|Green"
_HOLDER = re.compile(
    rf"\b(?P<office>(?:(?P<country>{_COUNTRY})"
    r" (?:Prime Minister|President|Premier|Chancellor|[Ll]eader)"
    rf"|(?P<party>{_PARTY}) [Ll]eader"
    rf"|(?:(?P<home>{_COUNTRY}) )?(?:{_FIELD}) (?:Minister|Secretary)"
    rf"|(?:(?P<land>{_COUNTRY}) )?(?:Minister|Secretary) of (?:the )?(?:{_FIELD})))"
    rf",? (?P<name>{_FULL_NAME})"
)
_TOP = re.compile(r"\b(?:President|Prime Minister)")  # too well known to be asked about first
_DONE = re.compile(
    rf"(?P<who>(?:Mr |Mrs |Ms )?{_NAME}(?: {_NAME})?) was (?P<done>sworn in|elected|appointed"
    r"|arrested|born|charged|killed|named|nominated|released|re-elected|acquitted|convicted"
    r"|sentenced|inaugurated|indicted|freed|dismissed|fired|ousted) "
    r"(?:on|in|last|this|earlier) "
)


def drafts(
    articles: Sequence[Article], texts: Mapping[str, Sequence[str]], *, mixed: bool
) -> list[Draft]:
    """The questions, those of several sorts by turns, each text once.

    `texts` are the sentences of each article by its id. `mixed`: the articles, or others of their
    corpus, tell of many things, so that "the meeting" does not say which.
    """
    phrases = [each for each in shared_phrases(texts) if each.length > 1 or not mixed]
    by_sort = (
        list(_differences(phrases, articles)),
        list(_dates(phrases, articles, texts, mixed)),
        list(_words(articles, texts, mixed)),
        list(_offices(texts, mixed)),
        list(_timelines(phrases)),
    )
    by_turns = (each for row in zip_longest(*by_sort) for each in row if each is not None)
    found: dict[str, Draft] = {}
    for each in by_turns:
        if len(each.text) <= LONGEST and _PLAIN.fullmatch(each.text):
            found.setdefault(each.text.lower(), each)
    return list(found.values())


def _differences(phrases: Sequence[Phrase], articles: Sequence[Article]) -> Iterator[Draft]:
    outlets = {each.outlet for each in articles if each.outlet}
    who = "outlets" if len(outlets) > 1 else "articles"
    for phrase in _events(phrases):
        text = f"How do the {who} differ on {phrase.text}?"
        yield Draft(text, Sort.DIFFERENCE, phrase.stems, 0.4, _differs)


def _differs(answer: Answer) -> bool:
    return bool(answer.conflicts) or len({each.article.id for each in answer.citations}) > 2


def _timelines(phrases: Sequence[Phrase]) -> Iterator[Draft]:
    for phrase in _events(phrases):

        def fits(answer: Answer, stems: frozenset[str] = phrase.stems) -> bool:
            named = sum(bool(stems <= stem_set(each.text)) for each in answer.claims)
            return named >= 3 and len({each.article.id for each in answer.citations}) > 1

        text = f"What is the timeline of {phrase.text}?"
        yield Draft(text, Sort.TIMELINE, phrase.stems, 0.5, fits)


def _events(phrases: Sequence[Phrase]) -> list[Phrase]:
    return [each for each in phrases if each.head in _EVENTS][:_SUBJECTS]


def _dates(
    phrases: Sequence[Phrase],
    articles: Sequence[Article],
    texts: Mapping[str, Sequence[str]],
    mixed: bool,
) -> Iterator[Draft]:
    for article in articles:
        named = read(article.body[:READ]).people
        for sentence in texts[article.id]:
            for found in _DONE.finditer(sentence):
                person = named.named(found["who"].split())
                if person is None or not _is_full(person):
                    continue
                text = f"When was {person} {found['done']}?"
                yield Draft(text, Sort.DATE, stem_set(person), 1.0, _is_dated)
    for phrase in () if mixed else phrases:
        verb = next(
            (verb for verb, heads in _PRESENT_HEADS.items() if phrase.head in heads.split()), None
        )
        if verb is not None:
            yield Draft(
                f"When do {phrase.text} {verb}?", Sort.DATE, phrase.stems, 0.9, _dated(phrase)
            )
        elif phrase.head in _DATED_HEADS and phrase.text.startswith("the "):
            yield Draft(f"When is {phrase.text}?", Sort.DATE, phrase.stems, 0.9, _dated(phrase))


def _is_dated(answer: Answer) -> bool:
    short = answer.short_answer
    return bool(answer.conflicts) or (short is not None and len(short) <= _SHORT)


def _dated(phrase: Phrase) -> Fits:
    def fits(answer: Answer) -> bool:
        return _is_dated(answer) and phrase.stems <= stem_set(answer.claims[0].text)

    return fits


def _offices(texts: Mapping[str, Sequence[str]], mixed: bool) -> Iterator[Draft]:
    for sentence in chain.from_iterable(texts.values()):
        for found in _HOLDER.finditer(sentence):
            country = found["country"] or found["home"] or found["land"] or found["party"]
            if mixed and not country:
                continue
            name = found["name"]
            before = sentence[: found.start()].rstrip().lower()
            if before.endswith(("former", "ex", "ex-", "deputy", "vice", "assistant", "then")):
                continue

            def fits(answer: Answer, last: str = name.split()[-1]) -> bool:
                return last in (answer.short_answer or answer.claims[0].text)

            worth = 0.3 if _TOP.search(found["office"]) else 0.7
            text = f"Who is the {_office(found['office'], country)}?"
            yield Draft(text, Sort.OFFICE, stem_set(name), worth, fits)


def _office(office: str, country: str | None) -> str:
    """ "Canadian Trade Minister" as it stands behind "the": "Canadian trade minister"."""
    kept = country or ""
    rest = office[len(kept) :].strip().lower().replace("treasury", "Treasury")
    return f"{kept} {rest}".strip()


def _words(
    articles: Sequence[Article], texts: Mapping[str, Sequence[str]], mixed: bool
) -> Iterator[Draft]:
    """On what a person by name speaks about, people by turns."""
    phrases = {
        each.words: each
        for each in shared_phrases(texts, 1)
        if each.head in _SPOKEN_OF or (each.length > 1 and each.times > 1)
        if each.length > 1 or not mixed
    }
    spoken: dict[str, dict[str, _Said]] = defaultdict(dict)
    for article in articles:
        for person, sentence, words in _spoken(article):
            quoted = set(runs(words.lower()))
            for phrase in {phrases[run] for run in runs(sentence.lower()) if run in phrases}:
                worth = 0.3 + 0.1 * phrase.length + 0.1 * (len(phrase.articles) > 1)
                worth += 0.2 * (phrase.words in quoted)
                if mixed and worth < _TELLING:
                    continue
                said = spoken[person].setdefault(phrase.text, _Said(phrase))
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
        for person, of_person in spoken.items()
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
        if _is_full(said.speaker.name):
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


def _is_full(name: str) -> bool:
    """Whether it is a person's first and last name beyond doubt."""
    words = name.split()
    return 2 <= len(words) <= 3 and words[0].lower() in HE_NAMES | SHE_NAMES
