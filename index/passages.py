"""An article into passages: whole sentences within a token budget, with exact offsets."""

from collections.abc import Callable

from index.article import Article, Passage, Span, passage_id
from index.boilerplate import prose
from index.sentences import sentences
from index.tokens import count_tokens

BUDGET = 128  # tokens; all-MiniLM-L6-v2 was trained on 128 word pieces, and reads at most 256


def passages(
    article: Article, budget: int = BUDGET, count: Callable[[str], int] = count_tokens
) -> list[Passage]:
    """The passages of `article`, in order, each at most `budget` tokens by `count`.

    A passage is a run of neighbouring sentences of prose; boilerplate (see `boilerplate.py`) lies
    in none. A single sentence over the budget is a passage of its own.
    """
    found: list[Passage] = []
    run: list[Span] = []
    used = 0
    for block in prose(article.body):
        for sentence in sentences(article.body, block):
            cost = count(sentence.of(article.body))
            if run and (used + cost > budget or _skips(article.body, run[-1], sentence)):
                found.append(_passage(article, run))
                run, used = [], 0
            run.append(sentence)
            used += cost
    if run:
        found.append(_passage(article, run))
    return found


def _skips(body: str, before: Span, after: Span) -> bool:
    """Whether boilerplate stands between two sentences, which a passage must not contain."""
    return not body[before.end : after.start].isspace() and before.end < after.start


def _passage(article: Article, run: list[Span]) -> Passage:
    span = Span(run[0].start, run[-1].end)
    return Passage(
        id=passage_id(article.id, span),
        article_id=article.id,
        span=span,
        sentences=tuple(run),
        text=span.of(article.body),
    )
