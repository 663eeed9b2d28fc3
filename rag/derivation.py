"""Verbs and their nouns, whose stems a stemmer leaves apart: "imposed" and "imposition"."""

from functools import lru_cache

# Endings of the stem of a noun, and of its verb's: "decis" and "decid", "imposit" and "impos".
_ENDINGS = tuple(
    tuple(pair.split(":"))
    for pair in (
        "uct:uc ens:end ans:and iss:it us:ud as:ad os:od is:id ept:eiv ript:rib truct:troy it:"
        " ment: al: anc: enc: ant: er: or: ur: eri:er ri:r age: tion:t icat:i olut:olv umpt:um"
        " orpt:orb lus:lud ers:ert wth:w"
    ).split()
)
_SHORTEST = 4  # letters of a stem


@lru_cache(maxsize=20_000)
def derived(stem: str) -> frozenset[str]:
    """The stems that a noun's or a verb's may be, whether or not there are such words."""
    found = set()
    for noun, verb in _ENDINGS:
        for one, other in ((noun, verb), (verb, noun)):
            if stem.endswith(one) and len(stem) - len(one) + len(other) >= _SHORTEST:
                base = stem[: len(stem) - len(one)]
                if len(base) >= 2:
                    found.add(base + other)
    return frozenset(found - {stem})
