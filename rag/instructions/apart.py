"""Sentences on words and readers that have nothing in common with the article they stand in.

No list knows every way to ask for a word. But what is planted tells of texts, of whoever reads or
makes them, and of what these are to do; and shares no word with the news around it, which would
be what it is about. Either alone is common in news; both together are not.
"""

import re
from collections import Counter
from functools import lru_cache

from rag.words import stem_set, stems

# What there is where texts are read and made.
_OF_TEXTS = re.compile(
    r"\b(?:articles?|stor(?:y|ies)|papers?|print|online|publication|published|words?"
    r"|terms? (?:is|its"
    r"|to|that)|columns?|(?:following )?account:?|(?:approved|proper|right|correct|amended|previous"
    r"\w*|other|published|only) (?:\w+ )?(?:dates?|figures?|numbers?|names?|person|versions?)"
    r"|headlines?|readers?|users?|desk|copy|digests?|briefs?|summar\w+|phrases?|phrased|sentences?"
    r"|lines?|whole (?:affair|matter|story|thing)|above|in circulation|misprint|void|doubt"
    r"|remembered|frame|wish of|kindly|please|software|models?|service|machines?|machine room"
    r"|robots?"
    r"|chat\w*|assistants?|colleagues|anyone|whoever|whichever|everyone|wherever|whatever|instead"
    r"|manners|debate|matter)\b"
)
_BIDDING = re.compile(
    r"\b(?:must|should|shall|ought|(?:is|are) to(?! be (?:used|paid|held|listed))|ha(?:s|ve) to"
    r"|(?:is|are) invited|asked to|applies|void|please|kindly|think of|prefers?|approved"
    r"|proper|use \w+ \d+ instead|replaces|for the avoidance|is called|all that|learned to"
    r"|set up to|suggests? that|know that|speaks for|is the (?:term|word|name|phrase)|is a misprint"
    r"|available to those|that \S+(?: \S+){0,2} be \w+ed|signed|will look for)\b"
)
_TEXTUAL = stem_set(
    "article story paper print online publication publish report text word term column account date"
    " figure number headline reader user desk outlet source copy digest brief summary phrase"
    " sentence line record matter affair whole above below say people year day new call name know"
    " mention talk tell passage answer"
)


def stands_apart(text: str, body: str) -> bool:
    """Whether an English sentence bids something about texts that its article is not about."""
    lowered = text.lower()
    if not (_OF_TEXTS.search(lowered) and _BIDDING.search(lowered)):
        return False
    own = Counter(stems(text))
    around = _counted(body)
    if around.total() < 2 * own.total():  # no article around it
        return False
    return not any(around[each] > own[each] for each in own if each not in _TEXTUAL)


@lru_cache(maxsize=500)
def _counted(body: str) -> Counter[str]:
    return Counter(stems(body))
