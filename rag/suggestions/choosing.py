"""A few suggestions of many: the most valuable, of several sorts, people and subjects."""

from collections.abc import Iterable, Sequence

from rag.answer import Answer
from rag.suggestions.tried import Suggestion
from rag.words import stem_set

_SORT_AGAIN, _ABOUT_AGAIN = 0.5, 0.5  # what each suggestion of one sort or subject costs the next
_CITED, _SAID = 0.5, 0.3  # what being on the articles or in the words of an answer is worth


def diverse(found: Iterable[Suggestion], count: int) -> tuple[str, ...]:
    """The texts of the best `count`, each chosen with a view to those before it."""
    pool = {each.text.lower(): (each.worth, each) for each in found}
    chosen: list[Suggestion] = []
    while pool and len(chosen) < count:
        costs = {text: worth - _cost(each, chosen) for text, (worth, each) in pool.items()}
        best = max(costs, key=lambda text: costs[text])
        chosen.append(pool.pop(best)[1])
    return tuple(each.text for each in chosen)


def _cost(new: Suggestion, chosen: Sequence[Suggestion]) -> float:
    again = sum(_SORT_AGAIN for each in chosen if each.sort is new.sort)
    shared = [len(each.about & new.about) / (len(new.about) or 1) for each in chosen]
    return again + _ABOUT_AGAIN * sum(shared)


def following(
    found: Iterable[Suggestion], answer: Answer, asked: Sequence[str], count: int
) -> tuple[str, ...]:
    """The best on what an answer cites, without what was asked before in these or other words.

    Where it cites nothing, and no passage is near, the best on anything.
    """
    nearest = [answer.nearest] if answer.nearest else []
    cited = {each.article.id for each in (*answer.citations, *nearest)}
    told = stem_set(" ".join([answer.standalone_question, *(each.text for each in answer.claims)]))
    earlier = [
        stem_set(text) for text in (*asked, answer.question.text, answer.standalone_question)
    ]
    near = []
    for each in found:
        stems = stem_set(each.text)
        away = bool(cited) and cited.isdisjoint(each.articles)
        if away or any(_is_asked(stems, one) for one in earlier):
            continue
        share = len(cited & set(each.articles)) / len(each.articles)
        worth = each.worth + _CITED * share + _SAID * bool(each.about & told)
        near.append(Suggestion(each.text, each.articles, each.sort, each.about, worth))
    return diverse(near, count)


def _is_asked(new: frozenset[str], earlier: frozenset[str]) -> bool:
    """Whether one question says no more than the other, in words that carry meaning."""
    fewer = min(len(new), len(earlier))
    return new == earlier or (fewer > 1 and len(new & earlier) == fewer)
