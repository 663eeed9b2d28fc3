"""What somebody said on a topic, in every wording that the articles have."""

import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from index.article import Article, Span
from rag.quotes.differing import compared, difference, holds
from rag.quotes.nouns import Asked, Remark, Speaker, SpeakerKind, Statement, Version
from rag.quotes.people import People, role_words
from rag.quotes.reading import read, remarks
from rag.words import stem_set

Similarity = Callable[[str, Sequence[str]], Sequence[float]]
"""How alike one text is in meaning to each of others, cosines from -1 to 1."""

_APART = timedelta(days=3)  # between two reports of one occasion
_MEANING, _WORDS, _AROUND, _LENGTH, _DOUBT, _OFFICE = 1.0, 1.0, 0.5, 0.1, 0.05, 0.3
_ALIKE = 0.62  # a cosine from which two wordings are one statement, with a word in common
_WRITTEN = frozenset({"wrote", "write", "post", "posted", "tweet", "readout", "truth", "social"})
_SPOKEN = frozenset({"report", "press", "confer", "speech", "interview", "podium", "gallery"})
# Words that vary between two tellings of one statement.
_SAME = (
    ("call", "talk", "convers", "dialogu", "discuss"),
    ("begin", "commenc", "start", "launch"),
    ("agre", "agreement", "consensus"),
    ("relat", "relationship", "tie"),
    ("thing", "issu", "matter", "factor"),
    ("polit", "politician"),
    ("econom", "economi", "busi"),
    ("intensifi", "enhanc", "deepen"),
    ("end", "over"),
    ("great", "benefit", "greatli"),
    ("speak", "spoke", "call"),
    ("follow", "after"),
    ("old", "long", "stand", "longstand"),
)
# Two wordings of one statement do not have one of these each.
_OPPOSED = (frozenset({"old", "new"}), frozenset({"more", "less"}), frozenset({"rise", "fall"}))
_MOST = 200  # remarks that are compared with each other
_PIECE = 4  # words in common that make two quotations pieces of one
_ONE = {stem: group[0] for group in reversed(_SAME) for stem in group}


@dataclass(frozen=True, slots=True)
class _Found:
    remark: Remark
    article: Article
    speaker: Speaker
    around: str  # the sentence, and what the article calls the speaker
    score: float = 0.0


def said(
    asked: Asked,
    articles: Iterable[Article],
    *,
    within: Mapping[str, Sequence[Span]] | None = None,
    similarity: Similarity | None = None,
) -> list[Statement]:
    """The statements of the speaker asked for, those that fit the topic best first.

    `within` limits articles, by id, to some of their spans, such as retrieved passages. Remarks
    worded alike are one version with several articles; other wordings of one statement are its
    further versions, the best first. Nothing is left out for fitting badly: the caller sees the
    scores, which compare within one question.
    """
    found = [
        each
        for article in articles
        for each in _by(asked, article, None if within is None else within.get(article.id, ()))
    ]
    scored = _scored(asked, found, similarity)
    return _statements(scored, similarity)


def differences(statement: Statement) -> list[tuple[Version, str, str]]:
    """For each further version: itself, the first version's own words, and its own."""
    first = statement.versions[0]
    return [(each, *difference(first.words, each.words)) for each in statement.versions[1:]]


def is_speaker(asked: Asked, speaker: Speaker, named: People) -> bool:
    """Whether the speaker is the one asked for, in the article that names these people."""
    if asked.speaker is None:
        return True
    wanted = asked.speaker
    if not asked.office:
        if speaker.kind is SpeakerKind.PERSON or speaker.person is not None:
            person = speaker.person or speaker.name
            return _names(wanted, person) or named.holder(wanted) == person
        return role_words(wanted) <= role_words(speaker.name)
    if speaker.kind not in (SpeakerKind.OFFICE, SpeakerKind.ORGANISATION):
        own = named.named([word for word in wanted.split() if word[0].isupper()][-1:])
        return False if own is None else "statement" in wanted and speaker.name == own
    names, others = role_words(wanted), role_words(speaker.name)
    if speaker.person is not None:
        others |= role_words(speaker.person)
        others = others.union(*named.roles.get(speaker.person, []))
        if "primeminister" in others:
            others |= {"pmo"}
    general = {"offic", "office", "statement", "readout", "pmo", "government", "official"}
    return bool(names & others - general) or (names <= general and "office" in others)


def _names(wanted: str, person: str) -> bool:
    words, name = compared(wanted), compared(person)
    if not words or not name:
        return False
    titles = {"mr", "mrs", "ms", "dr", "president", "prime", "minister", "us", "u.s", "leader"}
    plain = [word for word in words if word not in titles and len(word) > 1]
    return bool(plain) and plain[-1] == name[-1] and (len(plain) == 1 or plain[0] in (*name, "new"))


def _by(asked: Asked, article: Article, spans: Sequence[Span] | None) -> list[_Found]:
    named = read(article.body).people
    result: list[_Found] = []
    for remark in remarks(article.body):
        speaker = remark.speaker
        if speaker is None or not is_speaker(asked, speaker, named):
            continue
        if spans is not None and not any(
            span.start <= remark.span.start < span.end for span in spans
        ):
            continue
        stands = remark.parts[0].speaker_words or ""
        around = f"{remark.sentence.of(article.body)} {stands}"
        result.append(_Found(remark, article, speaker, around))
    return result


def _scored(asked: Asked, found: Sequence[_Found], similarity: Similarity | None) -> list[_Found]:
    """Best first. Without a topic the fuller remarks come first."""
    if not found:
        return []
    speaker = _stems(asked.speaker or "")
    topic = _stems(asked.topic) - speaker
    pool = [(_stems(each.remark.words), _stems(each.around)) for each in found]
    weights = {
        stem: math.log((len(pool) + 1) / (sum(stem in s for _, s in pool) + 0.5)) for stem in topic
    }
    total = sum(weights.values()) or 1.0
    question = f"{asked.speaker or ''}: {asked.topic}"
    cosines: Sequence[float] = [0.0] * len(found)
    if similarity is not None and asked.topic:
        cosines = similarity(question, [each.around for each in found])
    scored: list[_Found] = []
    for each, (own, around), cosine in zip(found, pool, cosines, strict=True):
        score = (
            _MEANING * float(cosine)
            + _WORDS * sum(weights[stem] for stem in topic & own) / total
            + _AROUND * sum(weights[stem] for stem in topic & around) / total
            + _LENGTH * min(len(each.remark.words), 80) / 80
            - (0.0 if each.remark.sure else _DOUBT)
        )
        if not asked.office and each.speaker.kind is SpeakerKind.OFFICE:
            score -= _OFFICE
        scored.append(replace(each, score=score))
    return sorted(scored, key=lambda each: -each.score)[:_MOST]


def _stems(text: str) -> frozenset[str]:
    return frozenset(_ONE.get(stem, stem) for stem in stem_set(text))


def _statements(found: Sequence[_Found], similarity: Similarity | None) -> list[Statement]:
    groups: list[list[list[_Found]]] = []  # statements, of wordings, of remarks
    for each in found:
        home = next((g for g in groups if any(_alike(each, w[0]) for w in g)), None)
        if home is not None:
            wording = next(w for w in home if _alike(each, w[0]))
            wording.append(each)
            continue
        home = next((g for g in groups if _one_statement(each, g, similarity)), None)
        if home is not None:
            home.append([each])
        else:
            groups.append([[each]])
    return [
        Statement(
            group[0][0].speaker, tuple(_version(wording) for wording in group), group[0][0].score
        )
        for group in groups
    ]


def _alike(one: _Found, other: _Found) -> bool:
    """Whether what both quote is worded the same, though one may quote more."""
    if not _same_speaker(one.speaker, other.speaker):
        return False
    ours = [compared(part.words) for part in one.remark.parts]
    theirs = [compared(part.words) for part in other.remark.parts]
    met = [(a, b) for a in ours for b in theirs if holds(a, b) or holds(b, a)]
    rest = [part for part in ours if part not in [a for a, _ in met]]
    others = [part for part in theirs if part not in [b for _, b in met]]
    if not met or not rest or not others:
        return bool(met) and (not rest or not others)
    longest = max(min(len(a), len(b)) for a, b in met)
    return longest >= _PIECE and not any(_overlap(a, b) for a in rest for b in others)


def _overlap(one: Sequence[str], other: Sequence[str]) -> bool:
    ours, theirs = _stems(" ".join(one)), _stems(" ".join(other))
    shared = len(ours & theirs)
    return shared > 0 and 2 * shared >= min(len(ours), len(theirs))


def _one_statement(
    each: _Found, group: Sequence[Sequence[_Found]], similarity: Similarity | None
) -> bool:
    others = [found for wording in group for found in wording]
    if any(found.article.id == each.article.id for found in others):
        return False
    return any(_version_of(each, wording[0], similarity) for wording in group)


def _version_of(one: _Found, other: _Found, similarity: Similarity | None) -> bool:
    """Whether two wordings in two articles are of one statement, made on one occasion."""
    if not _same_speaker(one.speaker, other.speaker):
        return False
    a, b = one.article.published, other.article.published
    if a is not None and b is not None and abs(a - b) > _APART:
        return False
    here, there = _occasions(one.around), _occasions(other.around)
    if here and there and not here & there:
        return False
    ours, theirs = _stems(one.remark.words), _stems(other.remark.words)
    shared, smaller = len(ours & theirs), min(len(ours), len(theirs))
    if not smaller or not shared:
        return False
    if any(ours & group and theirs & group and not ours & theirs & group for group in _OPPOSED):
        return False
    larger = max(len(ours), len(theirs))
    if shared >= 2 and shared >= 0.5 * smaller and shared >= 0.25 * larger:
        return True
    if similarity is None:
        return False
    return similarity(one.remark.words, [other.remark.words])[0] >= _ALIKE


def _occasions(around: str) -> set[str]:
    stems = stem_set(around)
    kinds = {"written"} if stems & _WRITTEN else set()
    return kinds | ({"spoken"} if stems & _SPOKEN else set())


def _same_speaker(one: Speaker, other: Speaker) -> bool:
    if (one.kind is SpeakerKind.OFFICE) != (other.kind is SpeakerKind.OFFICE):
        return False
    if one.person and other.person:
        return compared(one.person)[-1] == compared(other.person)[-1]
    return compared(one.name) == compared(other.name)


def _version(wording: Sequence[_Found]) -> Version:
    """The fullest of the remarks worded alike, the others beside it."""
    fullest: dict[str, _Found] = {}
    for each in sorted(wording, key=lambda each: len(compared(each.remark.words))):
        fullest[each.article.id] = each
    ordered = sorted(fullest.values(), key=lambda each: -len(compared(each.remark.words)))
    first, *rest = [
        Version(
            each.remark.words,
            each.article,
            each.remark.span,
            tuple(part.span for part in each.remark.parts),
            each.remark.sentence,
            each.remark.sure,
        )
        for each in ordered
    ]
    return replace(first, also=tuple(rest))
