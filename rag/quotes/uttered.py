"""The sentences in which an article lets a speaker speak, in quotation marks or without."""

from collections.abc import Sequence
from dataclasses import dataclass

from index.article import Article, Span
from rag.quotes.nouns import Asked, Remark, Speaker, SpeakerKind
from rag.quotes.people import COUNTRIES, role_words
from rag.quotes.reading import read, remarks
from rag.quotes.whose import is_speaker

_NOBODY = Speaker("somebody", SpeakerKind.UNNAMED)  # whose words they are cannot be told


@dataclass(frozen=True, slots=True)
class Utterance:
    """A sentence with words of a speaker, or one that reports them."""

    article: Article
    sentence: Span
    speaker: Speaker
    sure: bool
    remark: Remark | None  # None: reported without quotation marks

    @property
    def text(self) -> str:
        """The sentence, byte for byte."""
        return self.sentence.of(self.article.body)

    @property
    def words(self) -> str:
        """The quoted words; the sentence where none are quoted."""
        return self.remark.words if self.remark else self.text


def utterances(asked: Asked, articles: Sequence[Article]) -> list[Utterance]:
    """Those of the speaker asked for, by article and in its order, a sentence once."""
    found = [each for article in articles for each in _of(asked, article)]
    wanted = role_words(asked.speaker or "") & COUNTRIES
    if not wanted or asked.office:
        return found
    # "Mexico's president" is not "the president" of one article, who is of the US in another.
    named = [read(article.body).people for article in articles]
    return [
        each
        for each in found
        if not each.speaker.person
        or not (held := frozenset().union(*(one.countries(each.speaker.person) for one in named)))
        or held & wanted
    ]


def _of(asked: Asked, article: Article) -> list[Utterance]:
    body = article.body
    found = read(body)
    result: dict[int, Utterance] = {}
    for remark in remarks(body):
        speaker = remark.speaker
        if speaker is None and asked.speaker is None:
            speaker = _NOBODY
        if speaker is None or not is_speaker(asked, speaker, found.people):
            continue
        span = remark.sentence
        result.setdefault(span.start, Utterance(article, span, speaker, remark.sure, remark))
    for each in found.reported:
        speaker = each.attribution.speaker
        if is_speaker(asked, speaker, found.people) and not any(
            span.start < each.sentence.end and each.sentence.start < span.end
            for span in (one.sentence for one in result.values())
        ):
            said = Utterance(article, each.sentence, speaker, each.attribution.sure, None)
            result[each.sentence.start] = said
    return [result[start] for start in sorted(result)]
