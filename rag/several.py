"""Questions that several sentences answer together: what composes each."""

from collections.abc import Sequence

from rag.answer import Kind
from rag.composed import Articles, Composed
from rag.outlets import outlets
from rag.overview import overview
from rag.reading import Candidate
from rag.retrieve import Retrieved
from rag.timeline import timeline


def several(
    kind: Kind,
    question: str,
    about: str,
    retrieved: Retrieved,
    candidates: Sequence[Candidate],
    article: Articles,
) -> Composed:
    """The answer to a question of one of those kinds, on the subject `about`.

    `candidates` are the sentences of the hits that were read, best first.
    """
    texts = [text for hit in retrieved.hits for text in hit.passage.sentence_texts]
    match kind:
        case Kind.TIMELINE:
            return timeline(about, texts, candidates, article)
        case Kind.OUTLETS:
            return outlets(question, about, texts, candidates, article)
        case _:
            return overview(about, texts, candidates, article)
