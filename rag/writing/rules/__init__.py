"""What is asked of a model's sentence beside what `rag.verify` asks of any.

`rag.verify` lets a free rewording bring a few words along and join what stands apart. A model slips
just there: a reason put between two facts, the figure of one with the thing of another, "all" for
"some". Each rule looks for one such slip; `unsaid` asks them all.
"""

from collections.abc import Iterator

from rag.writing.rules.bounds import bounds
from rag.writing.rules.causes import causes
from rag.writing.rules.conditions import conditions
from rag.writing.rules.days import days
from rag.writing.rules.laid import Laid
from rag.writing.rules.merging import merging
from rag.writing.rules.narrowing import narrowing
from rag.writing.rules.order import order
from rag.writing.rules.placing import placing
from rag.writing.rules.plans import plans
from rag.writing.rules.sayers import sayers
from rag.writing.rules.scope import scope

__all__ = ["Laid", "unsaid"]

_RULES = (
    merging,
    causes,
    order,
    conditions,
    bounds,
    scope,
    narrowing,
    placing,
    plans,
    days,
    sayers,
)


def unsaid(of: Laid) -> Iterator[str]:
    """What of a sentence its passages do not say."""
    if not of.is_verbatim:
        for rule in _RULES:
            yield from rule(of)
