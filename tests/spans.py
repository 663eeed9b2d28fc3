"""The one assertion about spans, for every test that has a passage or a citation."""

from collections.abc import Iterable
from itertools import pairwise

from index.article import Article, Passage
from rag.answer import Citation


def assert_spans_true(article: Article, cited: Iterable[Passage | Citation]) -> None:
    """Each span covers, in the article's body, exactly the text that is shown for it."""
    body = article.body
    for each in cited:
        span = each.span
        assert 0 <= span.start < span.end <= len(body), f"{span} is not inside the body"
        shown = each.text if isinstance(each, Passage) else each.quote
        assert body[span.start : span.end] == shown
        if isinstance(each, Passage):
            assert each.article_id == article.id
            inner = each.sentences
            assert inner, "a passage has at least one sentence"
            assert (inner[0].start, inner[-1].end) == (span.start, span.end)
            assert all(a.end <= b.start for a, b in pairwise(inner))
        else:
            assert each.article.id == article.id
            assert each.passage.start <= span.start < span.end <= each.passage.end
