"""Who says it: the one to whom the articles give these words, and not the articles' own words."""

# ruff: noqa: E501 - lists of words and patterns

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from rag.lexicon import SPEECH, meaning, stem
from rag.verify.bearers import linked, same_bearer
from rag.verify.evidence import PRONOUNS
from rag.verify.moods import Mood, mood
from rag.verify.roles import is_passive
from rag.verify.tokens import Form, Kind, Token, Tokens
from rag.writing.rules.laid import Laid, content, segments

_NO_SAYING = frozenset(meaning(word) for word in ("ask", "speak"))
_SPOKEN = (SPEECH - _NO_SAYING) | frozenset(
    meaning(word)
    for word in "call describe write tell claim admit accuse complain criticise criticize praise"
    " welcome reject dispute acknowledge concede estimate predict promise pledge vow urge hope thank"
    " blame reckon conclude recommend announce declare inform notify".split()
)
# Words of an article that give what it tells to somebody, without a verb of speech.
_NOUNS = frozenset(
    stem(word)
    for word in "statement remark word view account post letter warning speech interview tweet readout"
    " message comment complaint announcement press denial quote testimony memo".split()
)
_REPORTS = frozenset(
    "report reports account accounts article articles outlet outlets story stories newspaper"
    " newspapers paper papers version one another other both second first brief briefs".split()
)
_TIMES = frozenset(
    meaning(word) for word in "day week month year earlier later today morning evening".split()
)
_ADDS = frozenset("add adds added adding".split())  # "it adds 700 MW"
_ANSWER = meaning("respond")
_TOLD = (Mood.DONE, Mood.PRESENT)
_PLAINLY = frozenset("says tells adds warns insists argues believes thinks stresses".split())
_ASIDE = frozenset("on in by at for as after last earlier this during with to".split())


@dataclass(frozen=True, slots=True)
class _Saying:
    word: str
    key: str
    who: frozenset[str]  # empty where a pronoun or nobody says it
    what: frozenset[str]


def sayers(of: Laid) -> Iterator[str]:
    """Words given to somebody who does not say them in the articles."""
    if of.is_verbatim:
        return
    for own in _sayings(of.said):
        if own.key == _ANSWER or not own.who or len(own.what) < 2 or own.who <= _REPORT_KEYS:
            continue
        quoted = frozenset(t.key for t in of.said if t.quoted and t.is_content)
        places = list(_quotes(of)) if len(own.what & quoted) > 1 else []
        strangers = places and not any(_is_quoted(of, number, own) for number in places)
        if strangers or not _is_said(of, own):
            yield f'the articles do not give "{own.word}" to "{" ".join(sorted(own.who))}"'


def _is_quoted(of: Laid, number: int, own: _Saying) -> bool:
    """Whether what is quoted may be hers whom the passage names as speaking.

    That is who speaks in that sentence, or for "he" and "the letter" who speaks in the one before;
    that two names stand side by side there makes them no one speaker.
    """
    sentence = of.evidence.sentences[number]
    its = _sayings(sentence)
    speakers = frozenset().union(*(each.who for each in its))
    names = frozenset(t.key for t in sentence if t.kind is Kind.NAME)
    if not speakers & names and number:
        ahead = of.evidence.sentences[number - 1]
        names |= frozenset(t.key for t in ahead if t.kind is Kind.NAME)
        speakers |= frozenset().union(*(each.who for each in _sayings(ahead)))
    if not speakers & names or not own.who & names:
        return True  # nobody is named, or an office: asked elsewhere
    return bool(own.who & speakers) or any(
        same_bearer(of.evidence, a, b) for a in own.who & names for b in speakers & names
    )


def _quotes(of: Laid) -> Iterator[int]:
    """The sentences of the articles whose quoted words are quoted."""
    own = frozenset(t.key for t in of.said if t.quoted and t.is_content)
    for number, sentence in enumerate(of.evidence.sentences):
        its = frozenset(t.key for t in sentence if t.quoted and t.is_content)
        if len(own) > 1 and own <= its:
            yield number


def _is_said(of: Laid, own: _Saying) -> bool:
    best, found = 0, False
    sentences = of.evidence.sentences
    for number, sentence in enumerate(sentences):
        its = _sayings(sentence)
        told = frozenset().union(*(each.what | each.who for each in its))
        for each in (*its, None):
            what = each.what if each else content(sentence) - told
            held = len(own.what & what)
            if held < best or not held:
                continue
            if each is None:
                fits = _is_beside(of, own, number)
            else:
                fits = not each.who or _is_one(of, own, each.who)
            found = fits if held > best else found or fits
            best = held
    return found or not best


def _is_one(of: Laid, own: _Saying, who: frozenset[str]) -> bool:
    if own.who & who:
        return True
    initials = "".join(t.text[0] for s in of.evidence.sentences for t in s if t.text[:1].isupper())
    if any(len(key) > 1 and key.upper() in initials and key in _initialled(of) for key in own.who):
        return True
    return any(
        same_bearer(of.evidence, a, b) or linked(of.evidence, a, b) for a in own.who for b in who
    )


def _initialled(of: Laid) -> frozenset[str]:
    """Names in capitals: "PMO"."""
    return frozenset(t.key for t in of.said if t.text.isupper() and len(t.text) > 1)


def _is_beside(of: Laid, own: _Saying, number: int) -> bool:
    """Whether a sentence that gives its words to nobody goes on with what somebody says."""
    sentence = of.evidence.sentences[number]
    if any(stem(token.lower) in _NOUNS for token in sentence) and own.who & content(sentence):
        return True
    quoted = any(token.quoted for token in sentence)
    for k in (number - 1, number + 1):
        if 0 <= k < len(of.evidence.sentences):
            its = _sayings(of.evidence.sentences[k])
            if any(
                (not each.who and k > number) or (quoted and _is_one(of, own, each.who))
                for each in its
            ):
                return True
    return quoted and bool(own.who & content(sentence))


@lru_cache(maxsize=4_000)
def _sayings(tokens: Tokens) -> tuple[_Saying, ...]:
    verbs = [at for at in range(len(tokens)) if _is_speech(tokens, at)]
    spans = [_speaker(tokens, at, verbs) for at in verbs]
    found = []
    for n, (at, span) in enumerate(zip(verbs, spans, strict=True)):
        start = 0 if not n else max(spans[n - 1].stop, verbs[n - 1] + 1)
        stop = len(tokens) if n + 1 == len(verbs) else min(spans[n + 1].start, verbs[n + 1])
        opening = tokens[span.start - 1 : span.start + 1] if span.start else tokens[:1]
        if span.start > start and any(t.lower in ("that", "which", "whom") for t in opening):
            continue  # "a number that he disputes"
        ahead = list(range(start, min(at, span.start)))
        behind = [k for k in range(at + 1, stop) if k not in span]
        if sum(_says_what(tokens[k]) for k in behind) > 1:
            ahead = [] if _turns(tokens, span) else ahead
        elif any(tokens[k].lower in ("it", "this", "that", "them") for k in behind[:1]):
            continue  # "the other side confirmed it"
        what = content([tokens[k] for k in (*ahead, *behind)])
        if not ahead and len(what) < 2:  # "he said that they reject it"
            what = content(tokens[at + 1 :])
        phrase = tokens[span.start : span.stop]
        vague = any(t.lower in PRONOUNS for t in phrase) and not any(
            t.kind is Kind.NAME for t in phrase
        )
        who = frozenset() if vague else content(phrase)
        found.append(_Saying(tokens[at].text, meaning(tokens[at].lower), who, what))
    return tuple(found)


def _says_what(token: Token) -> bool:
    """Whether it is more than when it was said: "said earlier this week"."""
    return token.is_content and token.kind is not Kind.DATE and token.key not in _TIMES


def _turns(tokens: Tokens, span: range) -> bool:
    """Whether what was told before is another thing: "but the mayor said"."""
    around = tokens[max(span.start - 1, 0) : span.start + 1]
    return any(token.lower in ("and", "but", "while", "whereas") for token in around)


def _is_speech(tokens: Tokens, at: int) -> bool:
    token = tokens[at]
    if token.quoted:
        return False
    if token.lower == "according":
        return True
    return (
        token.kind is Kind.WORD
        and (meaning(token.lower) in _SPOKEN or token.lower == "called")
        and not (
            token.lower in _ADDS and tokens[at + 1 : at + 2] and tokens[at + 1].kind is Kind.NUMBER
        )
        and (mood(tokens, at) in _TOLD or token.lower in _PLAINLY)
        and not _is_aside(tokens, at)
    )


def _is_aside(tokens: Tokens, at: int) -> bool:
    """ "The tariffs announced on Monday cover cars"."""
    behind = tokens[at + 1 : at + 2]
    if tokens[at].form is not Form.PAST or not behind or behind[0].lower not in _ASIDE:
        return False
    if is_passive(tokens, at):
        return False
    return any(
        tokens[k].kind is Kind.WORD and mood(tokens, k) in _TOLD
        for k in range(at + 2, len(tokens))
        if tokens[k].clause == tokens[at].clause
    )


def _speaker(tokens: Tokens, at: int, verbs: list[int]) -> range:
    """Where the one who speaks is named."""
    end = at + 1
    while end < len(tokens) and tokens[end].clause == tokens[at].clause:
        end += 1
    if tokens[at].lower == "according":
        return range(at + 1, end)
    if is_passive(tokens, at):
        by = next((k for k in range(at + 1, end) if tokens[k].lower == "by"), end - 1)
        return range(by + 1, end)
    seg = next(each for each in segments(tokens) if at in each)
    opening = next(k for k in seg if tokens[k].clause == tokens[at].clause)
    own = range(opening, at)
    if any(tokens[k].is_content or tokens[k].lower in PRONOUNS for k in own):
        last = max((v for v in verbs if v < at), default=-1)
        return range(max(own.start, last + 1), at)
    if (
        at
        and (tokens[at - 1].quoted or tokens[at - 1].clause != tokens[at].clause)
        and end > at + 1
    ):
        behind = next(
            (t for t in tokens[at + 1 : end] if t.is_content or t.lower in PRONOUNS), None
        )
        if behind is not None and (
            behind.kind is Kind.NAME or behind.article or behind.lower in PRONOUNS
        ):
            return range(at + 1, end)
    last = max((v for v in verbs if v < at), default=-1)
    return range(last + 1, at)


_REPORT_KEYS = frozenset(meaning(word) for word in _REPORTS) | {"=1", "=2nd", "=2th"}
