"""When and how something was said: two reports of one occasion, or of two."""

from datetime import timedelta

from rag.quotes.uttered import Utterance
from rag.quotes.whose import same_speaker
from rag.words import stem_set

_APART = timedelta(days=3)  # between two reports of one occasion
_WRITTEN = frozenset({"wrote", "write", "post", "posted", "tweet", "readout", "truth", "social"})
_SPOKEN = frozenset({"report", "press", "confer", "speech", "interview", "podium", "gallery"})


def one_occasion(one: Utterance, other: Utterance) -> bool:
    """Whether two articles can quote a speaker from one occasion."""
    if not same_speaker(one.speaker, other.speaker):
        return False
    a, b = one.article.published, other.article.published
    if a is not None and b is not None and abs(a - b) > _APART:
        return False
    here, there = occasions(one.text), occasions(other.text)
    return not here or not there or bool(here & there)


def occasions(around: str) -> set[str]:
    """On what sort of occasions, "written" and "spoken", a sentence says that words were said."""
    stems = stem_set(around)
    kinds = {"written"} if stems & _WRITTEN else set()
    return kinds | ({"spoken"} if stems & _SPOKEN else set())
