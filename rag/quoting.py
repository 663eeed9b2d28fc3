"""Questions that want somebody's words: "What did Carney say about the old relationship?"

The answer is the sentences in which articles let that speaker speak, the words in quotation marks
first among them, and every wording where articles word a statement differently.
"""

import re
from collections.abc import Callable, Sequence

from index.article import Article
from index.embed import Vectors
from index.selection import Keys
from index.store import Store
from rag.answer import Citation, Kind
from rag.composed import Composed
from rag.instructions import addresses_a_machine
from rag.question import kind
from rag.quotes import Asked, Utterance, asked, utterances
from rag.quotes.fitting import Fit, fitted, has_topic
from rag.quotes.manner import wants_a_name, wants_exact_words
from rag.quotes.people import name_of
from rag.quotes.whose import is_person, is_role
from rag.retrieve import Retrieved
from rag.worded import answered
from rag.words import passage_stems, search_words, stem_set

_NAMED = 8  # passages that a search for the speaker's name and the topic adds
_TERMS = 4  # words of the topic that it looks for beside the name
_READ = 14_000  # characters of articles that are read for one question to a large corpus
_LONGEST = 100_000  # the same for a small one, and up to which the first article is read at all
# What is on the topic has one of these: shares of the topic's words in the sentence, and with the
# title and what stands before it, and a cosine. Chosen on questions kept apart for it.
_ON_TOPIC = ((0.75, 0.0, -1.0), (0.3, 0.0, 0.3), (0.0, 0.6, 0.25), (0.0, 0.0, 0.45))
# Too near to say that nothing is said on the topic.
_NEAR_IT = ((0.25, 0.0, -1.0), (0.0, 0.5, -1.0), (0.0, 0.0, 0.35))
_SHALLOW = 8  # sentences up to which the corpus is large: a quotation's meaning is not compared
_PLAIN = frozenset({Kind.WHEN, Kind.WHO, Kind.HOW_MUCH, Kind.WHERE})
_ACCORDING = re.compile(r"^\W*(?:what|how)?,? ?according to [^,]+,\s*(.*)$", re.IGNORECASE)
_OCCASION = re.compile(r"\b(?:when|as|after|before|while) (?:he|she|they|it) (\w+)", re.IGNORECASE)


def quoted(
    question: str,
    retrieved: Retrieved,
    store: Store,
    vectors: Callable[[Sequence[str]], Vectors],
    most: int,
    among: Keys | None = None,
) -> Composed | None:
    """The words that the question wants, or the reason why there are none.

    None when it wants no words, or those of somebody whom nothing tells from a thing: then the
    ordinary way answers. `vectors` embeds sentences, of which `most` may have their meaning
    compared with what the words are to be about. Only passages `among` those keys are used.
    """
    wanted = asked(question)
    if wanted is None or _asks_for_a_fact(question):
        return None
    deep = most > _SHALLOW
    articles, whole = _articles(wanted, retrieved, store, among, _LONGEST if deep else _READ)
    found = [each for each in utterances(wanted, articles) if not addresses_a_machine(each.text)]
    if not found:
        return _silent(wanted, False, retrieved, store) if whole else None

    def nearness(each: Utterance) -> float:
        return max(
            (
                retrieved.cosines.get(hit.passage.id, 0.0)
                for hit in retrieved.hits
                if hit.passage.article_id == each.article.id
                and hit.passage.span.start <= each.sentence.start < hit.passage.span.end
            ),
            default=0.0,
        )

    fits = fitted(
        wanted,
        found,
        [stem_set(text) for hit in retrieved.hits for text in hit.passage.sentence_texts],
        nearness,
        _similarity(vectors),
        most,
        naming=wants_a_name(question),
        exact=wants_exact_words(question),
    )
    if _unfounded(wanted, retrieved):
        return _silent(wanted, True, retrieved, store)
    if has_topic(wanted):
        near = [fit for fit in fits if _reaches(fit, _ON_TOPIC)]
        if not near and any(_reaches(fit, _NEAR_IT) for fit in fits):
            return None
        fits = near
    if not fits:
        return _silent(wanted, True, retrieved, store)
    alike = _similarity(vectors) if deep else None
    return answered(question, wanted, fits, found, retrieved, alike)


def _articles(
    wanted: Asked, retrieved: Retrieved, store: Store, among: Keys | None, characters: int
) -> tuple[list[Article], bool]:
    """Articles that can hold words of the speaker, and whether these are all that were found.

    Those of the hits, and of a search for the name: passages on the topic may be many, and those
    that name the speaker few.
    """
    names = name_of((wanted.speaker or "").split())
    name = names[-1].lower() if names and not wanted.office and not is_role(wanted) else ""
    ids = dict.fromkeys(hit.passage.article_id for hit in retrieved.hits)
    if name:
        terms = [name, *search_words(wanted.topic)[:_TERMS]]
        keys = [key for key, _ in store.search_words(terms, _NAMED, among)]
        by_name = store.passages(keys)
        ids |= dict.fromkeys(by_name[key].article_id for key in keys if key in by_name)
    found: list[Article] = []
    read = 0
    for id_ in ids:
        one = store.article(id_)
        if one is None or name not in one.body.lower():
            continue
        read += len(one.body)
        if read > (characters if found else _LONGEST):
            return found, False
        found.append(one)
    return found, True


def _asks_for_a_fact(question: str) -> bool:
    """Whether "According to Carney, when …" wants no words of his, but a day."""
    found = _ACCORDING.match(question)
    return found is not None and kind(found.group(1)) in _PLAIN


def _reaches(fit: Fit, bars: Sequence[tuple[float, float, float]]) -> bool:
    return any(
        fit.words >= words and fit.titled >= titled and fit.meaning >= meaning
        for words, titled, meaning in bars
    )


def _unfounded(wanted: Asked, retrieved: Retrieved) -> bool:
    """Whether it asks for words on an occasion that no passage knows: "when he apologised"."""
    occasion = _OCCASION.search(f"when {wanted.topic}" if _is_clause(wanted) else wanted.topic)
    if occasion is None:
        return False
    known = frozenset().union(*(passage_stems(hit.passage) for hit in retrieved.hits))
    return not stem_set(occasion.group(1)) <= known


def _is_clause(wanted: Asked) -> bool:
    return re.match(r"(?:he|she|they|it) ", wanted.topic) is not None


def _silent(wanted: Asked, speaks: bool, retrieved: Retrieved, store: Store) -> Composed | None:
    """That the articles have no such words; None where the speaker may be no person."""
    if not is_person(wanted, [hit.passage.text for hit in retrieved.hits]):
        return None
    no_words = f"They give no words of {wanted.speaker}."
    told = f"They give words of {wanted.speaker}, but none on this." if speaks else no_words
    nearest = None
    if retrieved.hits:
        passage = retrieved.hits[0].passage
        found = store.article(passage.article_id)
        nearest = Citation(1, found, passage.sentences[0], passage.span) if found else None
    return Composed(abstained=f"The articles do not say. {told}", nearest=nearest)


def _similarity(
    vectors: Callable[[Sequence[str]], Vectors],
) -> Callable[[str, Sequence[str]], Sequence[float]]:
    def similarity(one: str, others: Sequence[str]) -> Sequence[float]:
        found = vectors([one, *others])
        return [float(cosine) for cosine in found[1:] @ found[0]]

    return similarity
