"""What stands with what: two facts joined must not change their figures, days, names and things."""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import pairwise

from rag.lexicon import SPEECH
from rag.verify.bearers import same_bearer
from rag.verify.evidence import PRONOUNS, group
from rag.verify.moods import Mood, mood
from rag.verify.roles import is_name, is_passive
from rag.verify.tokens import Form, Kind, Token, Tokens
from rag.writing.rules.laid import Laid, content, segments

_BACK = frozenset("it they them he she him this these those".split())
_OF = frozenset("of in on for to by with from at".split())
_WHERE = _OF | frozenset("over about after before that and or when who which".split())
_HALVES = frozenset("and but while whereas".split())
_EXACT = (Kind.NAME, Kind.NUMBER, Kind.DATE)
_NO_VERB = (Mood.UNKNOWN, Mood.OPEN)


def merging(of: Laid) -> Iterator[str]:
    """Words that the articles have apart, or with others."""
    yield from _apart(of)
    yield from _rivals(of)
    yield from _counted(of)
    yield from _crossed(of)
    yield from _paired(of)
    yield from _others_deeds(of)
    yield from _owned(of)
    yield from _done_by(of)


def _apart(of: Laid) -> Iterator[str]:
    """Two words side by side that no sentence of the articles has together."""
    for seg in segments(of.said):
        found = [
            of.said[k] for k in seg if of.said[k].is_content and of.evidence.of(of.said[k].key)
        ]
        for one, other in pairwise(found):
            if _goes_on(of.said, other):
                continue
            if not _together(of, one, other) and not _meant(of, one, other):
                yield f'"{one.text}" and "{other.text}" stand in different sentences'


def _goes_on(said: Tokens, token: Token) -> bool:
    """ "Was signed in Lima and runs three years": what follows "and" is told of the first."""
    at = next(k for k, each in enumerate(said) if each is token)
    verb = token.kind is Kind.WORD and token.form in (Form.S, Form.PAST)
    return verb and bool(at) and said[at - 1].lower in _HALVES


def _together(of: Laid, one: Token, other: Token) -> bool:
    here = {place.sentence for place in of.evidence.of(one.key)}
    return any(place.sentence in here for place in of.evidence.of(other.key))


def _meant(of: Laid, one: Token, other: Token) -> bool:
    """Whether a pronoun beside one may stand for the other, in the sentence before."""
    for near, far in ((one, other), (other, one)):
        for place in of.evidence.of(near.key):
            sentence = of.evidence.sentences[place.sentence]
            if _refers(sentence) and any(
                p.sentence == place.sentence - 1
                and _is_thing(of.evidence.sentences[p.sentence], p.at)
                for p in of.evidence.of(far.key)
            ):
                return True
    return False


def _refers(sentence: Tokens) -> bool:
    return any(
        token.lower in _BACK or (token.lower == "that" and at and sentence[at - 1].lower in _OF)
        for at, token in enumerate(sentence)
        if not token.quoted
    )


def _is_thing(tokens: Tokens, at: int) -> bool:
    return tokens[at].kind is not Kind.WORD or mood(tokens, at) in _NO_VERB


def _rivals(of: Laid) -> Iterator[str]:
    """The day or figure of one sentence with the thing of another, which has its own."""
    keys = {token.key for token in of.said}
    for seg in segments(of.said):
        words = frozenset(of.said[k].key for k in seg if of.said[k].kind in (Kind.WORD, Kind.NAME))
        for k in seg:
            token = of.said[k]
            if token.kind not in (Kind.NUMBER, Kind.DATE) or token.quoted:
                continue
            places = {place.sentence for place in of.evidence.of(token.key)}
            if not places:
                continue
            held = frozenset().union(*(content(of.evidence.sentences[n]) for n in places))
            for number, sentence in enumerate(of.evidence.sentences):
                if number in places:
                    continue
                extra = words & content(sentence) - held
                rival = next((t for t in sentence if _is_rival(token, t, keys)), None)
                if extra and rival is not None and len(words & content(sentence)) >= 2:
                    yield f'the articles have "{rival.text}" with "{sorted(extra)[0]}"'
                    break


def _is_rival(token: Token, other: Token, keys: set[str]) -> bool:
    if other.kind is not token.kind or other.key in keys:
        return False
    if token.kind is Kind.DATE:
        return ("-" in token.key) == ("-" in other.key)
    return token.unit == other.unit != ""


def _counted(of: Laid) -> Iterator[str]:
    """ "500,000 companies" where the articles count something else."""
    for at, token in enumerate(of.said[:-1]):
        head = of.said[at + 1]
        if token.kind is not Kind.NUMBER or token.unit or token.key in ("=1", "=2"):
            continue
        if head.clause != token.clause or head.kind is not Kind.WORD or head.form is not Form.S:
            continue
        places = of.evidence.of(token.key)
        if places and not of.evidence.of(head.key):
            yield f'the articles do not count "{head.text}"'


def _crossed(of: Laid) -> Iterator[str]:
    """ "A pays for x and B for y" where the articles have A with y and B with x."""
    for one, other in _halves(of.said):
        for sentence in of.evidence.sentences:
            for first, second in _halves(sentence):
                if _turned(one, other, first, second):
                    yield "the two halves of it have changed places"
                    return


def _paired(of: Laid) -> Iterator[str]:
    """ "900 in 2024" where the articles have "900 in 2023 and 1,200 in 2024"."""
    for seg in segments(of.said):
        own = [of.said[k] for k in seg if of.said[k].kind in _EXACT and not of.said[k].quoted]
        if not any(token.kind is Kind.NUMBER for token in own):
            continue
        for sentence in of.evidence.sentences:
            for left, right in _halves(sentence, alike=_sort):
                if _is_mixed(own, left, right) or _is_mixed(own, right, left):
                    yield "it joins what stands in two halves of a sentence"
                    return


def _is_mixed(own: list[Token], one: Tokens, other: Tokens) -> bool:
    """Whether a figure of one half has the figure's, day's or name's place of the other."""
    keys = {token.key for token in own}
    here, there = _exact(one), _exact(other)
    for token in own:
        if token.kind is not Kind.NUMBER or _sort(token) == "year":
            continue
        if token.key not in here or token.key in there:
            continue
        if not any(_sort(t) == _sort(token) and t.key not in keys for t in there.values()):
            continue
        for with_it in own:
            if with_it.key not in there or with_it.key in here or with_it is token:
                continue
            rivals = [t for t in here.values() if _sort(t) == _sort(with_it)]
            if any(t.key not in keys for t in rivals) and not any(
                t.key in keys for t in rivals if t.key != token.key
            ):
                return True
    return False


def _exact(tokens: Tokens) -> dict[str, Token]:
    return {t.key: t for t in tokens if t.kind in _EXACT and not t.quoted}


def _sort(token: Token) -> str:
    """What may stand in its place: another year for a year, tonnes for tonnes."""
    is_year = token.kind is Kind.NUMBER and re.match(r"^=(?:19|20)\d\d$", token.key) is not None
    return (
        "year"
        if is_year and not token.unit and "," not in token.text
        else f"{token.kind}{token.unit}"
    )


def _others_deeds(of: Laid) -> Iterator[str]:
    """ "A called it wise" where in one sentence A called it rash, and B called it wise."""
    keys = {token.key for token in of.said}
    for seg in segments(of.said):
        name = _subject(of.said, seg)
        told = frozenset(of.said[k].key for k in seg if of.said[k].is_content) - name
        if not name:
            continue
        for sentence in of.evidence.sentences:
            its = [
                (_subject(sentence, each), content(sentence[each.start : each.stop]))
                for each in segments(sentence)
            ]
            for who, what in its:
                mine = frozenset().union(*(w for n, w in its if n & name))
                if (
                    who
                    and mine
                    and not who & keys
                    and not who & name
                    and told & (what - mine)
                    and not told & (mine - what - name)
                ):
                    yield f'the articles tell this of "{" ".join(sorted(who))}"'
                    return


def _subject(tokens: Tokens, seg: range) -> frozenset[str]:
    """The name right before the verb of a clause that opens with it."""
    for k in seg:
        if is_name(tokens[k]):
            run = group(tokens, k)
            verb = run.stop
            if (
                verb in seg
                and tokens[verb].kind is Kind.WORD
                and mood(tokens, verb) not in _NO_VERB
            ):
                return frozenset(tokens[j].key for j in run)
            return frozenset()
        if tokens[k].kind is not Kind.FUNCTION:
            return frozenset()
    return frozenset()


def _halves(
    tokens: Tokens, alike: Callable[[Token], object] = lambda token: token.kind
) -> Iterator[tuple[Tokens, Tokens]]:
    for at, token in enumerate(tokens):
        if token.lower in _HALVES and at and at + 1 < len(tokens):
            before, behind = tokens[at - 1], tokens[at + 1]
            if before.kind in _EXACT and alike(before) == alike(behind):
                continue  # "Kenya and Tanzania"
            yield Tokens(tokens[:at]), Tokens(tokens[at + 1 :])


def _turned(
    one: Sequence[Token], other: Sequence[Token], first: Sequence[Token], second: Sequence[Token]
) -> bool:
    """Whether the names of one half are those of the articles' other, and its words are not."""
    own, its = (_own(one, other), _own(other, one)), (_own(first, second), _own(second, first))
    (n1, w1), (n2, w2) = own
    (m1, v1), (m2, v2) = its
    names = n1 & m2 and n2 & m1 and w1 & v1 and w2 & v2
    words = n1 & m1 and n2 & m2 and w1 & v2 and w2 & v1
    return bool(names or words)


def _own(tokens: Sequence[Token], others: Sequence[Token]) -> tuple[frozenset[str], frozenset[str]]:
    """The names and figures, and the other words, that only this half has."""
    beside = content(others)
    exact = frozenset(t.key for t in tokens if t.kind in _EXACT or is_name(t))
    words = frozenset(t.key for t in tokens if t.kind is Kind.WORD)  # "Fuel", too, may be a name
    return exact - beside, words - beside


def _owned(of: Laid) -> Iterator[str]:
    """ "Canada's actions" where the articles have those of another."""
    for at in range(len(of.said) - 1):
        if of.said[at].kind is not Kind.NAME and not of.said[at].first:
            continue
        if f"{of.said[at].text}'s".lower() not in of.plain.replace("’", "'"):
            continue
        ahead = range(at + 1, min(at + 4, len(of.said)))
        head = next((k for k in ahead if _is_noun(of.said, k)), None)
        if head is None or of.said[head].key in SPEECH:
            continue
        owner, thing = of.said[at].key, of.said[head].key
        rivals = [
            _owner(of.evidence.sentences[p.sentence], p.at, owner) for p in of.evidence.of(thing)
        ]
        if not rivals or not all(rival and owner not in rival for rival in rivals):
            continue
        if not any(same_bearer(of.evidence, owner, each) for its in rivals for each in its):
            yield f'in the articles this "{of.said[head].text}" is another\'s'


def _is_noun(tokens: Tokens, at: int) -> bool:
    if tokens[at].kind is not Kind.WORD or mood(tokens, at) not in _NO_VERB:
        return False
    if at + 1 >= len(tokens) or not tokens[at + 1].is_content:
        return True
    behind = tokens[at + 1]
    told = behind.kind is Kind.WORD and mood(tokens, at + 1) not in _NO_VERB
    return told or behind.clause != tokens[at].clause


def _owner(tokens: Tokens, at: int, own: str) -> frozenset[str]:
    """The nearest names before a thing in its clause."""
    for k in range(at - 1, -1, -1):
        if tokens[k].clause != tokens[at].clause:
            break
        if tokens[k].lower in PRONOUNS or any(t.key == own for t in tokens[max(k - 6, 0) : k + 1]):
            return frozenset()
        if tokens[k].kind is Kind.NAME:
            return frozenset(tokens[j].key for j in group(tokens, k))
    return frozenset()


def _done_by(of: Laid) -> Iterator[str]:
    """ "A warned B" where the articles have "a warning from B to A"."""
    for at, token in enumerate(of.said):
        if token.kind is not Kind.WORD or token.form is not Form.PAST or is_passive(of.said, at):
            continue
        if mood(of.said, at) is not Mood.DONE:
            continue
        subject = next((k for k in range(at - 1, max(at - 4, -1), -1) if is_name(of.said[k])), None)
        if subject is None:
            continue
        names = frozenset(of.said[k].key for k in group(of.said, subject))
        doers = [
            _doer(of.evidence.sentences[p.sentence], p.at)
            for p in of.evidence.of(token.key)
            if of.evidence.token(p).kind is Kind.WORD
        ]
        if not doers or not all(each and not each & names for each in doers):
            continue
        if not any(same_bearer(of.evidence, a, b) for a in names for each in doers for b in each):
            yield f'the articles do not give "{token.text}" to "{of.said[subject].text}"'


def _doer(tokens: Tokens, at: int) -> frozenset[str]:
    """Who does what a noun names: "a warning from Trump", "the visit by the minister"."""
    if mood(tokens, at) not in _NO_VERB:
        return frozenset()
    for k in range(at + 1, min(at + 4, len(tokens) - 1)):
        if tokens[k].lower in ("from", "by") and tokens[k + 1].kind is Kind.NAME:
            end = k + 1
            while end < len(tokens) and tokens[end].lower not in _WHERE:
                end += 1
            return frozenset(t.key for t in tokens[k + 1 : end] if t.kind is Kind.NAME)
    return frozenset()
