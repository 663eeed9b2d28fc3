"""An evidence packet of a conversation or an answer, for `readout verify`."""

import json
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import PurePath
from typing import Any

from index.article import Article
from rag.answer import Answer, Citation
from rag.packet.form import FORMAT, VERSION, body_hash, sealed
from rag.wire import answer_as_dict
from ui.conversations.model import Exchange
from ui.export.document import around


def packet(title: str, exchanges: Iterable[Exchange], made: datetime) -> bytes:
    """The answers, and what they cite, as JSON in UTF-8; questions without an answer are left out.

    Bodies are left out, for they are somebody's: the packet is checked beside the articles. Of
    a file's path its name alone goes out of the house.
    """
    answered = [each for each in exchanges if each.answer is not None]
    answers = [each.answer for each in answered if each.answer is not None]
    content = {
        "format": FORMAT,
        "version": VERSION,
        "made": _utc(made),
        "title": title,
        "exchanges": [_exchange(each, each.answer) for each in answered if each.answer],
        "articles": _articles(answers),
    }
    # A question from a terminal of another encoding holds what UTF-8 has no bytes for.
    line = json.dumps(content, ensure_ascii=False).encode("utf-8", "replace")
    return json.dumps(sealed(json.loads(line)), ensure_ascii=False, indent=1).encode() + b"\n"


def _exchange(exchange: Exchange, answer: Answer) -> dict[str, Any]:
    told = answer_as_dict(answer)
    for citation in told["citations"]:
        if citation["path"]:
            citation["path"] = PurePath(citation["path"]).name
    near = answer.nearest
    return {
        "asked": _utc(exchange.asked),
        "answer": told,
        "nearest": near
        and {
            "article_id": near.article.id,
            "quote": near.quote,
            "start": near.span.start,
            "end": near.span.end,
        },
    }


def _articles(answers: Iterable[Answer]) -> list[dict[str, Any]]:
    cited: dict[str, list[Citation]] = {}
    for answer in answers:
        for citation in (*answer.citations, *([answer.nearest] if answer.nearest else [])):
            cited.setdefault(citation.article.id, []).append(citation)
    return [_article(citations[0].article, citations) for citations in cited.values()]


def _article(article: Article, citations: list[Citation]) -> dict[str, Any]:
    passages = {}
    for citation in citations:
        before, quote, after = around(citation)
        start = citation.span.start - len(before)
        text = before + quote + after
        passages[start, start + len(text)] = text
    return {
        "id": article.id,
        "title": article.title,
        "outlet": article.outlet,
        "author": article.author,
        "url": article.url,
        "published": article.published.isoformat() if article.published else None,
        "published_basis": article.published_basis.value,
        "body_sha256": body_hash(article.body),
        "body_characters": len(article.body),
        "passages": [
            {"start": start, "end": end, "text": text}
            for (start, end), text in sorted(passages.items())
        ],
    }


def _utc(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds")
