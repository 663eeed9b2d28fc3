"""The two ways of answering: a language model's sentences, or the articles' own."""

from dataclasses import dataclass

from rag.answer import Answer, Kind
from rag.question import kind

ARTICLES_WORDS = "in the articles' words"


@dataclass(frozen=True, slots=True)
class Way:
    """How a question may be asked again, and what the button for it says."""

    extractive: bool
    words: str


def other_way(answer: Answer, model: str | None) -> Way | None:
    """The way that the answer was not given in; None where there is but one.

    `model` is the name of the language model that is set.
    """
    if answer.mode != "extractive":
        return Way(True, f"{ARTICLES_WORDS[0].upper()}{ARTICLES_WORDS[1:]}")
    anything = answer.citations or answer.nearest
    # Dated events in their order are never a model's to write.
    if model is None or not anything or kind(answer.standalone_question) is Kind.TIMELINE:
        return None
    return Way(False, f"Let {model} write it")


def own_words(answer: Answer, model: str | None) -> str | None:
    """That the sentences are the articles' own, where they could be a model's.

    Where a model's were put aside, the notes of the answer say so.
    """
    if model is None or answer.mode != "extractive" or answer.abstained is not None:
        return None
    return None if answer.written else "In the articles' own words."
