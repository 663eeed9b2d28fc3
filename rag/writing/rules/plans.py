"""What somebody plans, wants or threatens, told as what will be."""

from collections.abc import Iterator
from functools import lru_cache

from rag.lexicon import meaning
from rag.verify.moods import Mood, mood
from rag.verify.tokens import Form, Kind, Tokens
from rag.writing.rules.laid import Laid

_WISHES = frozenset(
    meaning(word)
    for word in "plan want threaten seek hope propose consider aim intend demand request urge wish"
    " mull contemplate weigh envisage try attempt prepare discuss negotiate advocate favour favor"
    " recommend suggest oppose reject refuse".split()
)
_SURE = (Mood.DONE, Mood.CERTAIN)
_REACH = 5


def plans(of: Laid) -> Iterator[str]:
    """A deed that the articles have only as somebody's plan."""
    if of.is_verbatim or any(token.key in _WISHES for token in of.said):
        return
    for at, token in enumerate(of.said):
        if token.kind is not Kind.WORD or token.quoted or mood(of.said, at) not in _SURE:
            continue
        places = of.evidence.of(token.key)
        if places and all(_wished(of.evidence.sentences[p.sentence], p.at) for p in places):
            yield f'in the articles "{token.text}" is only planned'


@lru_cache(maxsize=8_000)
def _wished(tokens: Tokens, at: int) -> bool:
    """Whether it stands right behind a word of wishing: "plans a strike", "wants to build"."""
    for k in range(at - 1, max(at - _REACH, -1), -1):
        if tokens[k].clause != tokens[at].clause or mood(tokens, at) in _SURE:
            return False
        if tokens[k].key in _WISHES:
            return tokens[k].form in (Form.S, Form.PAST) or tokens[k + 1].lower == "to"
        if tokens[k].lower in ("and", "or", "for", "over", "against", "with"):
            return False
    return False
