"""Questions with the sentences that answer them, read from the published files.

squadshifts_*.json.gz    SQuADShifts (Miller et al. 2020), CC BY 4.0: paragraphs with questions
qamr_*.tsv.gz            QAMR (Michael et al. 2018), MIT: sentences with questions
reuters21578.jsonl.gz    Reuters-21578, for research only: sentences that answer nothing asked
"""

import gzip
import json
import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from index.sentences import sentences

_SQUADSHIFTS = ("new_wiki", "amazon_reviews", "reddit")
_BRACKETS = {"-LRB-": "(", "-RRB-": ")", "-LSB-": "[", "-RSB-": "]", "``": '"', "''": '"'}
_SPACED = re.compile(r" (?=[.,;:?!)\]]|n't\b|'(?:s|re|ve|ll|d|m)\b)|(?<=[(\[]) ")


@dataclass(frozen=True, slots=True)
class Example:
    """A question, the sentences that answer it, and others that stand near those and do not."""

    question: str
    answers: tuple[str, ...]  # the one that most annotators chose first; never empty
    others: tuple[str, ...]
    source: str  # "qamr", "new_wiki" …
    document: str  # the article, as its source names it
    earlier: str | None = None  # another question about the same paragraph


def squadshifts(folder: Path) -> list[Example]:
    """Every question of SQuADShifts for which an answer's sentence can be told."""
    found: list[Example] = []
    for source in _SQUADSHIFTS:
        with gzip.open(folder / f"squadshifts_{source}.json.gz", "rt", encoding="utf-8") as file:
            articles = json.load(file)["data"]
        for article in articles:
            for paragraph in article["paragraphs"]:
                found.extend(_paragraph(paragraph, source, article["title"]))
    return found


def _paragraph(paragraph: dict[str, object], source: str, document: str) -> Iterator[Example]:
    context, questions = paragraph["context"], paragraph["qas"]
    assert isinstance(context, str) and isinstance(questions, list)
    spans = sentences(context)
    texts = [" ".join(context[span.start : span.end].split()) for span in spans]
    earlier: str | None = None
    for asked in questions:
        votes: dict[str, int] = defaultdict(int)
        for answer in asked["answers"]:
            start = answer["answer_start"]
            for span, text in zip(spans, texts, strict=True):
                if span.start <= start < span.end:
                    votes[text] += 1
        question = " ".join(asked["question"].split())
        if votes and question:
            answers = tuple(sorted(votes, key=lambda text: -votes[text]))
            others = tuple(text for text in texts if text not in votes)
            yield Example(question, answers, others, source, document, earlier)
        earlier = question


def qamr(folder: Path) -> list[Example]:
    """Every question of QAMR that no validator called invalid; others: its article's sentences."""
    texts: dict[str, str] = {}
    documents: dict[str, list[str]] = defaultdict(list)
    for name, text in _rows(folder / "qamr_sentences.tsv.gz"):
        texts[name] = _plain(text)
        documents[_document(name)].append(texts[name])
    found: dict[tuple[str, str], Example] = {}
    for part in ("dev", "test"):
        for row in _rows(folder / f"qamr_full_{part}.tsv.gz"):
            name, question = row[0], row[5].strip()
            if any("Invalid" in verdict for verdict in row[7:]) or name not in texts:
                continue
            text, document = texts[name], _document(name)
            others = tuple(other for other in documents[document] if other != text)
            found[name, question] = Example(question, (text,), others, "qamr", document)
    return list(found.values())


def reuters(file: Path) -> list[str]:
    """The sentences of Reuters-21578 of 40 to 400 characters, in plain case."""
    found: dict[str, None] = {}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = json.loads(line)["text"]
            for span in sentences(text):
                sentence = " ".join(text[span.start : span.end].split())
                if 40 <= len(sentence) <= 400 and not sentence.isupper():
                    found[sentence] = None
    return list(found)


def _rows(file: Path) -> Iterator[list[str]]:
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n").split("\t")


def _document(name: str) -> str:
    """ "Wiki1k:wikinews:749788:8:0" is a sentence of "wikinews:749788"."""
    return ":".join(name.split(":")[1:3])


def _plain(text: str) -> str:
    """Treebank tokens as ordinary text."""
    return _SPACED.sub("", " ".join(_BRACKETS.get(token, token) for token in text.split()))
