"""Examples out of a file in SQuAD's format (Rajpurkar et al. 2016, arXiv:1606.05250)."""

import gzip
import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from index.errors import LoadError
from rag.reading_training.example import Example


def squad_examples(path: Path) -> list[Example]:
    """Every question of the file, `.json` or `.json.gz`.

    Answers whose words do not stand where the file says are left out, and with its last answer a
    question. Raises LoadError when the file cannot be read or is not of that format.
    """
    try:
        raw = path.read_bytes()
        document = json.loads(gzip.decompress(raw) if path.suffix == ".gz" else raw)
        return list(_examples(document["data"], path.name.split(".")[0]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise LoadError(f"{path} is not a readable file in SQuAD's format: {error}") from error


def _examples(articles: list[dict[str, Any]], source: str) -> Iterator[Example]:
    for number, article in enumerate(articles):
        for place, paragraph in enumerate(article["paragraphs"]):
            context = paragraph["context"]
            for asked in paragraph["qas"]:
                spans = {
                    _trimmed(context, answer["answer_start"], answer["text"])
                    for answer in asked["answers"]
                    if answer["text"].strip() and _stands(context, answer)
                }
                if not spans and not asked.get("is_impossible", False):
                    continue
                yield Example(
                    id=str(asked["id"]),
                    question=" ".join(asked["question"].split()),
                    context=context,
                    answers=tuple(sorted(spans)),
                    paragraph=f"{source}:{number}:{place}",
                    source=source,
                )


def _stands(context: str, answer: dict[str, Any]) -> bool:
    start = int(answer["answer_start"])
    return bool(context[start : start + len(answer["text"])] == answer["text"])


def _trimmed(context: str, start: int, text: str) -> tuple[int, int]:
    """Without blanks at either end."""
    left = start + len(text) - len(text.lstrip())
    return left, left + len(text.strip())


def write_squad(examples: Iterable[Example], path: Path) -> None:
    """Writes examples as a file in SQuAD's format, `.json`."""
    paragraphs: dict[str, dict[str, Any]] = {}
    for example in examples:
        paragraph = paragraphs.setdefault(
            example.paragraph, {"context": example.context, "qas": []}
        )
        answers = [
            {"text": text, "answer_start": start}
            for text, (start, _) in zip(example.texts(), example.answers, strict=True)
        ]
        paragraph["qas"].append(
            {"id": example.id, "question": example.question, "answers": answers}
        )
    data = [{"title": name, "paragraphs": [paragraph]} for name, paragraph in paragraphs.items()]
    path.write_text(json.dumps({"version": "1.1", "data": data}), encoding="utf-8")
