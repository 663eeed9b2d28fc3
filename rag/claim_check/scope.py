"""Words that decide how far a statement reaches: all or some, denied, doubted, former.

A sentence may hold every word of a claim and yet say it of fewer things, only under a denial, or
as what somebody hopes, asks or rejects.
"""

from collections.abc import Iterator, Sequence

from rag.lexicon import BASE, is_known, stem
from rag.verify.evidence import Evidence
from rag.verify.moods import Mood, mood
from rag.verify.tokens import Kind, Token, Tokens

_ALL = {
    word: name
    for name, words in {
        "all": "all any every each entire whole",
        "both": "both",
        "only": "only solely",
        "always": "always ever",
        "most": "most",
        "more": "more",
        "less": "less fewer",
        "last": "last",
        "many": "many several",
    }.items()
    for word in words.split()
}
_REACH = 7  # tokens of what "all" stands before
_DENY = frozenset("not no never none neither nor without nobody nothing hardly barely".split())
_DENYING = frozenset(
    "fail refuse decline unable deny unlikely lack avoid prevent stop reject rule".split()
)
_BUT = frozenset(("only", "least", "most", "just"))
# What somebody does with a statement that does not make it one of the article.
_UNSURE = frozenset(
    stem(BASE.get(word, word))
    for word in "ask wonder hope wish think believe insist suggest allege doubt fear pretend urge"
    " propose demand predict speculate reject deny consider question imagine imply argue accuse"
    " proposal proposition idea suggestion allegation rumour rumor denial speculation"
    " advocate whether".split()
)
_REMARKS = frozenset(("remark", "remarks", "calls"))  # their keys are those of "say" and "call"
# What takes back the noun behind it.
_TAKING_BACK = frozenset(
    "former ex deputy vice acting interim alleged so-called proposed planned potential possible"
    " would-be onetime outgoing predecessor draft fake".split()
)
_OUGHT = frozenset(("should", "must", "ought"))
_IF = frozenset(("if", "unless", "whether"))
_CLAUSE = frozenset("if unless until except without".split())


def beyond(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """Where a claim reaches further than the sentences that hold its words."""
    keys = {token.key for token in said}
    for at, token in enumerate(said):
        name = None if token.quoted else _ALL.get(token.lower)
        if name is not None and not any(
            _reaches(sentence, place, keys, _next(said, at))
            for sentence in evidence.sentences
            for place, other in enumerate(sentence)
            if _ALL.get(other.lower) == name
        ):
            yield f'the article does not say "{token.text}" of this'
    ought = {t.lower for t in said if not t.quoted} & _OUGHT
    if ought and not any(t.lower in _OUGHT for sentence in evidence.sentences for t in sentence):
        yield f'the article does not say "{ought.pop()}"'
    yield from _cut_denials(said, keys, evidence)
    words = {token.key for token in said if token.kind is Kind.WORD and not _opens(token)}
    for sentence in evidence.sentences:
        yield from _unsure(said, words, sentence)
    yield from _taken_back(said, keys, evidence)
    yield from _supposed(said, evidence)


def _next(tokens: Sequence[Token], at: int) -> str | None:
    return next((token.key for token in tokens[at + 1 :] if token.is_content), None)


def _reaches(sentence: Tokens, at: int, keys: set[str], head: str | None) -> bool:
    """Whether "all" stands before the same, and before nothing that the claim leaves out."""
    seen = False
    for k in range(at + 1, min(at + 1 + _REACH, len(sentence))):
        token = sentence[k]
        if token.clause != sentence[at].clause or token.lower in ("and", "or"):
            break
        if seen and token.kind is Kind.WORD and mood(sentence, k) not in (Mood.UNKNOWN, Mood.OPEN):
            break
        if not token.is_content:
            continue
        if token.key not in keys and token.kind is not Kind.DATE:
            return False
        seen = seen or token.key == head
    return seen or head is None


def _is_denied(tokens: Tokens) -> bool:
    return any(token.lower in _DENY or token.key in _DENYING for token in tokens)


def _cut_denials(said: Tokens, keys: set[str], evidence: Evidence) -> Iterator[str]:
    """ "Won't include cars" of "won't include cars with their parts"; "can" of "can no longer"."""
    denied = _is_denied(said)
    for sentence in evidence.sentences:
        for at, token in enumerate(sentence[:-1]):
            if token.lower not in _DENY or sentence[at + 1].lower in _BUT:
                continue
            if not denied:
                head = next((t for t in sentence[at + 1 : at + 5] if t.kind is Kind.WORD and
                             t.lower != "anymore"), None)  # fmt: skip
                if head is not None and head.key in keys and len(evidence.of(head.key)) == 1:
                    yield f'the article denies "{head.text}"'
                continue
            rest = [t for t in sentence[at + 1 :] if t.clause == token.clause]
            held = [t for t in rest if t.is_content and t.key in keys]
            lost = [t for t in rest if t.is_content and t.key not in keys and t.lower != "anymore"]
            if held and lost:
                yield f'the article denies it only with "{lost[0].text}"'
            behind = {t.lower for t in sentence[at:]} & _CLAUSE
            if held and behind - {t.lower for t in said} - {token.lower}:
                yield "the article denies it only under a condition"


def _unsure(said: Tokens, words: set[str], sentence: Tokens) -> Iterator[str]:
    """What is only hoped, asked, suggested or rejected."""
    for at, token in enumerate(sentence):
        root = _root(token)
        if token.lower in _REMARKS:
            held = bool({other.lower for other in said} & _REMARKS)
        else:
            held = root not in _UNSURE or root in {_root(other) for other in said}
        if held or (token.kind is not Kind.WORD and token.lower != "whether"):
            continue
        if words and words <= {t.key for t in sentence[at + 1 :]}:
            yield f'the article only says this under "{token.text}"'


def _opens(token: Token) -> bool:
    """Whether it is a name that opens the claim."""
    return token.first and token.text[:1].isupper() and not is_known(token.lower)


def _root(token: Token) -> str:
    """The word itself: "think", whose meaning is compared as that of "say"."""
    return stem(BASE.get(token.lower, token.lower))


def _supposed(said: Tokens, evidence: Evidence) -> Iterator[str]:
    """What the article has only behind "if"."""
    if any(token.lower in _IF for token in said):
        return
    for at, token in enumerate(said):
        if token.kind is not Kind.WORD or mood(said, at) in (Mood.UNKNOWN, Mood.OPEN):
            continue
        places = evidence.of(token.key)
        if places and all(_is_supposed(evidence.sentences[p.sentence], p.at) for p in places):
            yield f'the article says "{token.text}" only under a condition'


def _is_supposed(sentence: Tokens, at: int) -> bool:
    return any(t.lower in _IF and t.clause == sentence[at].clause for t in sentence[:at])


def _taken_back(said: Tokens, keys: set[str], evidence: Evidence) -> Iterator[str]:
    """ "The minister" of "the former minister"."""
    for at, token in enumerate(said):
        places = evidence.of(token.key) if token.is_content else ()
        behind = _next(said, at)
        same = [p for p in places if _next(evidence.sentences[p.sentence], p.at) == behind]
        own = [p for p in places if not _is_of_another(evidence.sentences[p.sentence], p.at, keys)]
        places = tuple(same) or tuple(own) or places
        before = [_modifier(evidence.sentences[p.sentence], p.at) for p in places]
        if before and all(each is not None and each.key not in keys for each in before):
            found = before[0].text if before[0] else ""
            yield f'the article says "{found} {token.text}"'


def _is_of_another(sentence: Tokens, at: int, keys: set[str]) -> bool:
    """Whether it is the title of somebody whom the claim does not name."""
    return (
        at + 1 < len(sentence)
        and sentence[at + 1].kind is Kind.NAME
        and sentence[at + 1].clause == sentence[at].clause
        and sentence[at + 1].key not in keys
    )


def _modifier(sentence: Tokens, at: int) -> Token | None:
    for k in range(at - 1, max(at - 4, -1), -1):
        if sentence[k].lower in _TAKING_BACK:
            return sentence[k]
        if not sentence[k].is_content or sentence[k].clause != sentence[at].clause:
            break
    return None
