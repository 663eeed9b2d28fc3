"""How far it reaches: all or some, a part or the whole, one or many, fully or partly."""

# ruff: noqa: E501 - lists of words and patterns

from collections.abc import Iterator
from functools import lru_cache

from rag.lexicon import stem
from rag.verify.evidence import Place
from rag.verify.moods import Mood, mood
from rag.verify.tokens import Form, Kind, Token, Tokens
from rag.writing.rules.laid import Laid, segments

_ALL = frozenset(
    "all every each any entire whole everything everyone everybody everywhere always never nothing"
    " nobody anyone anything throughout nationwide worldwide countrywide".split()
)
_ALONE = frozenset(
    "everything everyone everybody everywhere always never nothing nobody anyone anything"
    " nationwide worldwide countrywide throughout".split()
)
_LIKE = {
    **dict.fromkeys("never nothing nobody".split(), frozenset("never no not none nothing nobody neither nor".split())),
    **dict.fromkeys("everyone everybody everything everywhere".split(),
                    frozenset("all every each everyone everybody everything everywhere".split())),
    "any": frozenset("any all no not every none".split()), "anyone": frozenset("anyone no nobody not anybody".split()),
    "anything": frozenset("anything nothing no not".split()),
}  # fmt: skip
_TIMES = frozenset("year month week day hour time morning evening night".split())
_SOME = frozenset(
    "some several many few certain most half part parts partly majority minority third quarter".split()
)
_MANY = {
    "many": frozenset("many much lots numerous hundreds dozens thousands most majority".split()),
    "most": frozenset("most majority mostly mainly largely".split()),
    "majority": frozenset("most majority".split()),
}
_REACH = 7
_NO_VERB = (Mood.UNKNOWN, Mood.OPEN)
# Adverbs that tell of time or of the telling, not how far a thing goes.
_LIGHT = frozenset(
    stem(word)
    for word in "currently recently previously reportedly newly respectively formally officially"
    " additionally similarly likewise separately accordingly meanwhile specifically namely"
    " originally initially early family supply reply july italy friendly likely only daily weekly"
    " monthly yearly assembly ally rally anomaly monopoly apply comply imply multiply rely fly"
    " really simply also correspondingly differently approximately roughly nearly".split()
)
_ALIKE = {
    word: group
    for group in map(
        frozenset,
        (
            "usually typically normally generally commonly often customarily".split(),
            "equally evenly half halves each same".split(),
            "completely entirely fully totally wholly altogether utterly".split(),
            "significantly considerably substantially markedly notably much".split(),
            "quickly rapidly swiftly fast soon promptly immediately".split(),
            "immediately instantly directly once straightaway right soon".split(),
            "repeatedly often again repeated times".split(),
            "exclusively solely only just merely".split(),
            "mainly mostly largely chiefly primarily most".split(),
            "correctly rightly properly".split(),
            "temporarily provisionally".split(),
            "jointly together joint both".split(),
            "virtually online video".split(),
            "slightly little marginally".split(),
        ),
    )
    for word in group
}


def scope(of: Laid) -> Iterator[str]:
    """Words that reach further in the sentence than in the articles."""
    if of.is_verbatim:
        return
    yield from _totals(of)
    yield from _parts(of)
    yield from _adverbs(of)
    yield from _plurals(of)
    yield from _bare(of)


def _totals(of: Laid) -> Iterator[str]:
    for at, token in enumerate(of.said):
        word = token.lower
        if token.quoted:
            continue
        if word in _MANY and not _has(of, _MANY[word]):
            yield f'the articles do not say "{token.text}"'
        if word not in _ALL:
            continue
        like = _LIKE.get(word, frozenset("all every each any entire whole both".split()) | {word})
        if word in _ALONE:
            if not _has(of, like):
                yield f'the articles do not say "{token.text}"'
            continue
        head = _head(of.said, at)
        if head is None:  # "all of them"
            if not _has(of, like):
                yield f'the articles do not say "{token.text}"'
            continue
        if head.lower == "other" or head.key in _TIMES:
            continue
        if not any(
            other.lower in like and head.key in _reach(sentence, k)
            for sentence in of.evidence.sentences
            for k, other in enumerate(sentence)
        ):
            yield f'the articles do not say "{token.text} {head.text}"'


def _has(of: Laid, words: frozenset[str]) -> bool:
    return any(t.lower in words for sentence in of.evidence.sentences for t in sentence)


def _head(tokens: Tokens, at: int) -> Token | None:
    """The noun that "all" stands before: "all car parts from", "all vehicles imported into"."""
    run: list[Token] = []
    for k in range(at + 1, min(at + 9, len(tokens))):
        token = tokens[k]
        if token.clause != tokens[at].clause or token.article:
            break
        if token.is_content:
            if run and token.kind is Kind.WORD and mood(tokens, k) not in _NO_VERB:
                break
            run.append(token)
        elif (run and token.lower not in ("and", "or")) or (
            run and not (k + 1 < len(tokens) and tokens[k + 1].is_content)
        ):
            break
    while len(run) > 1 and run[-1].form is Form.PAST:
        run.pop()
    return run[-1] if run else None


@lru_cache(maxsize=8_000)
def _reach(tokens: Tokens, at: int) -> frozenset[str]:
    """What "all" stands before."""
    found = set()
    for k in range(at + 1, min(at + 1 + _REACH, len(tokens))):
        token = tokens[k]
        if token.clause != tokens[at].clause or token.lower in _SOME or token.lower in _ALL:
            break
        if (
            token.lower in ("and", "or")
            and k + 1 < len(tokens)
            and tokens[k + 1].lower in ("on", "in", "of")
        ):
            break
        if token.is_content:
            found.add(token.key)
    return frozenset(found)


def _parts(of: Laid) -> Iterator[str]:
    """ "Car parts" where the articles have only "some car parts"."""
    for at, token in enumerate(of.said):
        if token.key in _TIMES and not token.article:
            continue  # "in recent weeks"
        if token.kind is not Kind.WORD or token.quoted or _part(of.said, at):
            continue
        places = of.evidence.of(token.key)
        found = [_part(of.evidence.sentences[p.sentence], p.at) for p in places]
        if found and all(found) and not ({t.lower for t in of.said} & set(found)):
            yield f'the articles say this of "{found[0]} {token.text}"'


@lru_cache(maxsize=8_000)
def _part(tokens: Tokens, at: int) -> str:
    """The word before a noun that says that only a part of it is meant."""
    content = 0
    for k in range(at - 1, max(at - 6, -1), -1):
        token = tokens[k]
        if token.clause != tokens[at].clause:
            break
        if token.lower in _SOME or (token.kind is Kind.NUMBER and tokens[k + 1].lower == "of"):
            nearly = k + 1 < len(tokens) and tokens[k + 1].kind is Kind.NUMBER
            return "" if nearly else token.lower
        if token.kind is Kind.NUMBER:
            return ""
        if token.is_content:
            content += 1
        elif token.lower not in ("of", "the", "its", "their", "his", "her", "these", "those"):
            break
        if content > 1:
            break
    return ""


def _adverbs(of: Laid) -> Iterator[str]:
    """ "Entirely", "permanently": how far, how surely, how often, where nobody says so."""
    for token in of.said:
        if (
            token.kind is Kind.WORD
            and token.lower.endswith("ly")
            and len(token.lower) > 4
            and not token.quoted
            and stem(token.lower) not in _LIGHT
            and not _has(of, _ALIKE.get(token.lower, frozenset((token.lower,))))
            and not of.evidence.of(token.key)
        ):
            yield f'the articles do not say "{token.text}"'


def _plurals(of: Laid) -> Iterator[str]:
    """ "Ministers" where the articles have one minister."""
    for at, token in enumerate(of.said):
        if token.kind is not Kind.WORD or token.form is not Form.S or token.quoted:
            continue
        if at and mood(of.said, at) not in _NO_VERB:
            continue
        places = [p for p in of.evidence.of(token.key) if _is_noun(of, p)]
        same = [p for p in places if stem(of.evidence.token(p).lower) == stem(token.lower)]
        if same and all(_is_one(of, p) for p in same):
            yield f'the articles speak of one "{of.evidence.token(same[0]).text}"'


def _bare(of: Laid) -> Iterator[str]:
    """ "Swiss dairies" where the articles have five of them."""
    for seg in segments(of.said):
        run = [k for k in seg if of.said[k].is_content]
        if not run or run[0] != seg.start:
            continue
        for at in run[:3]:
            token = of.said[at]
            if (
                token.article
                or token.kind not in (Kind.WORD, Kind.NAME)
                or at != seg.start + run.index(at)
            ):
                break
            if token.form is not Form.S or mood(of.said, at) not in _NO_VERB:
                continue
            places = of.evidence.of(token.key)
            if places and all(_is_counted(of.evidence.sentences[p.sentence], p.at) for p in places):
                yield f'the articles say of how many "{token.text}"'
            break


def _is_counted(tokens: Tokens, at: int) -> bool:
    for k in range(at - 1, max(at - 4, -1), -1):
        if tokens[k].kind is Kind.NUMBER:
            return not tokens[k].unit and not tokens[k].key.endswith("th")
        if not tokens[k].is_content or tokens[k].article:
            return False
    return False


def _is_noun(of: Laid, place: Place) -> bool:
    return of.evidence.token(place).kind in (Kind.WORD, Kind.NAME)


def _is_one(of: Laid, place: Place) -> bool:
    """Whether "the minister", "its minister" and not "minister and", "car parts"."""
    sentence = of.evidence.sentences[place.sentence]
    token = sentence[place.at]
    if token.form is Form.S or token.lower.endswith("s") or not token.article:
        return False
    behind = sentence[place.at + 1 : place.at + 2]
    return not behind or not behind[0].is_content
