"""Questions made of what articles hold: their speakers, offices, dates and shared subjects."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import zip_longest

from index.article import Article
from rag.answer import Answer
from rag.quotes.reading import read
from rag.suggestions.events import BEGINNINGS, EVENTS
from rag.suggestions.noun_phrases import Phrase, shared_phrases
from rag.suggestions.offices import NAME, offices
from rag.suggestions.spoken import is_full_name, spoken
from rag.suggestions.tried import READ, Draft, Fits, Sort
from rag.words import stem_set

LONGEST = 120  # characters of a question
_SHORT = 40  # characters of a date in an answer
_SUBJECTS = 8  # how many are asked about
_PLAIN = re.compile(r"[A-Z](?:[^\W_]|[ .'’-])*\?")
_DATED_HEADS = frozenset(
    "election summit meeting vote hearing referendum strike deadline ceremony trial auction"
    " conference ballot inauguration".split()
)
_DONE = re.compile(
    rf"(?P<who>(?:Mr |Mrs |Ms )?{NAME}(?: {NAME})?) was (?P<done>sworn in|elected|appointed"
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
        list(spoken(articles, texts, mixed)),
        list(offices(texts, mixed)),
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
    return [each for each in phrases if each.head in EVENTS][:_SUBJECTS]


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
                if person is None or not is_full_name(person):
                    continue
                text = f"When was {person} {found['done']}?"
                yield Draft(text, Sort.DATE, stem_set(person), 1.0, _is_dated)
    for phrase in () if mixed else phrases:
        verb = next(
            (verb for verb, heads in BEGINNINGS.items() if phrase.head in heads.split()), None
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
