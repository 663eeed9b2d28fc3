"""Strategies for texts and answers that nobody was kind to."""

from hypothesis import strategies as st

# Lone surrogates too: JSON can write them.
ANY_TEXT = st.text(st.characters(exclude_categories=()), max_size=60)
_PARTS = (
    "april 3 3rd of 2025 march may 25 per cent % percent $5 US$5 C$ 1.5 billion 500,000 m first"
    " twenty-five two hundred million yes no the a carney sworn in u.s. 's 14 9 , . - ( ) [1] “ ”"
).split()
NEWS_TEXT = st.lists(st.sampled_from(_PARTS), max_size=12).map(" ".join)
GLUED_TEXT = st.lists(st.sampled_from([*_PARTS, " "]), max_size=12).map("".join)
TEXT = ANY_TEXT | NEWS_TEXT | GLUED_TEXT

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | ANY_TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(ANY_TEXT, inner, max_size=3),
    max_leaves=8,
)


def _fields(**fields: st.SearchStrategy) -> st.SearchStrategy:
    """An object with some of these fields, each now and then with any value at all."""
    return st.fixed_dictionaries({}, optional=fields)


_NUMBERS = st.integers(-1, 4) | st.integers() | st.floats()
_SOME = st.lists(st.integers(0, 3), max_size=3)
_CITATION = st.fixed_dictionaries(
    {"n": _NUMBERS | st.integers(1, 3)},
    optional={
        "article_id": st.none() | ANY_TEXT | st.integers(),
        "quote": TEXT,
        "start": st.none() | st.integers(),
        "end": st.none() | st.integers(),
        "title": st.none() | TEXT,
    },
)
_POSITION = _fields(words=st.none() | TEXT, value=st.none() | TEXT)
# An object that is nearly, or quite, an answer by the contract.
ANSWER = _fields(
    id=JSON,
    answer=st.none() | TEXT | NEWS_TEXT.map(lambda text: f"{text} [1]. More. [2, 3]"),
    short_answer=st.none() | TEXT,
    abstained=st.none() | st.booleans() | TEXT,
    claims=st.lists(st.fixed_dictionaries({"text": TEXT, "citations": _SOME}), max_size=3),
    citations=st.lists(_CITATION, max_size=3),
    conflicts=st.lists(_fields(positions=st.lists(_POSITION, max_size=3)), max_size=2),
    timings_ms=_fields(total=st.none() | st.floats()),
    confidence=st.none() | st.floats(),
) | st.dictionaries(
    st.sampled_from(
        "answer short_answer abstained claims citations conflicts timings_ms confidence".split()
    ),
    JSON,
)
