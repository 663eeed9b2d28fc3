"""PDF files with a text layer, by pypdf."""

import io
import logging
import re
from collections.abc import Iterator

from pypdf import PdfReader
from pypdf.errors import PyPdfError

from index.errors import LoadError
from index.formats import lines
from index.formats.draft import Draft, Drafts, label, with_fallback
from index.formats.isolation import isolated
from index.formats.plain import head

MAX_PAGES = 500
_MAX_TEXT = 5_000_000  # characters
_NO_TITLE = re.compile(r"^(?:untitled|document\d*|microsoft word)\b|\.\w{2,5}$", re.IGNORECASE)


def read_pdf(content: bytes) -> Drafts:
    """The text of a PDF as one article, parsed in the child process: PDF is a language."""
    if b"%PDF-" not in content[:1024]:
        raise LoadError("it is not a PDF file")
    yield from isolated("paper:parse_pdf", content)


def parse_pdf(content: bytes) -> Iterator[Draft]:
    """The same in this process. Raises LoadError for what is encrypted, damaged or a scan."""
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)
    try:
        # strict=False would rebuild a truncated file from its pieces and lose pages silently.
        if b"%%EOF" not in content[-2048:]:
            raise LoadError("the PDF breaks off before its end")
        reader = PdfReader(io.BytesIO(content), strict=False)
        if reader.is_encrypted:
            raise LoadError("the PDF is encrypted; save it without a password first")
        if len(reader.pages) > MAX_PAGES:
            raise LoadError(f"the PDF has {len(reader.pages)} pages; at most {MAX_PAGES} are read")
        pages: list[str] = []
        for page in reader.pages:
            pages.append(page.extract_text())
            if sum(map(len, pages)) > _MAX_TEXT:
                raise LoadError("the PDF holds more text than any article")
        metadata = reader.metadata
        title = label(metadata.title) if metadata else None
        author = label(metadata.author) if metadata else None
    except (PyPdfError, ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        raise LoadError(f"the PDF is damaged ({type(error).__name__})") from None
    if not any(map(str.isalpha, "".join(pages))):
        raise LoadError("the PDF has no text layer; a scan needs text recognition (OCR) first")
    body = joined(pages)
    stated = Draft(
        body=body,
        title=title if title and " " in title and not _NO_TITLE.search(title) else None,
        author=author if author and lines.is_bare_name(author) else None,
    )
    yield with_fallback(stated, head(body))


def joined(pages: list[str]) -> str:
    """The pages as paragraphs, one a line: wraps are undone, page numbers left out.

    A line ends its paragraph when it ends a sentence and is shorter than most, or when a blank
    line follows; a paragraph may go on over the page break.
    """
    rows = [row.rstrip() for page in pages for row in _without_number(page)]
    filled = sorted(len(row) for row in rows if row.strip())
    if not filled:
        return ""
    width = filled[len(filled) * 3 // 4]
    words = frozenset(re.findall(r"[\w-]+", "\n".join(rows).lower()))
    paragraphs: list[str] = []
    is_open = False
    for row in rows:
        text = row.strip()
        if not text:
            is_open = False
        elif is_open:
            paragraphs[-1] = _appended(paragraphs[-1], text, words)
        else:
            paragraphs.append(text)
        if text:
            short = len(text) < 0.85 * width
            is_open = not (short and (lines.ends_sentence(text) or _stands_alone(text, width)))
    return "\n\n".join(paragraphs)


def _stands_alone(text: str, width: int) -> bool:
    """A headline or byline: much shorter than the column, not ending in a comma or hyphen."""
    return len(text) < 0.6 * width and not text.endswith((",", "-", "–", "—"))


def _without_number(page: str) -> list[str]:
    rows = page.replace("\x00", "").splitlines()
    while rows and re.fullmatch(
        r"\s*(?:page\s)?\d{0,4}(?:\s(?:of|/)\s\d{1,4})?\s*", rows[-1], re.IGNORECASE
    ):
        rows.pop()
    return rows


def _appended(paragraph: str, text: str, words: frozenset[str]) -> str:
    """The paragraph with its next line; a hyphen at the break goes unless the word has one."""
    broken = re.search(r"(\w+)-$", paragraph[-60:])
    follows = re.match(r"[a-zß-öø-ÿ]\w*", text)
    if broken is None or follows is None:
        return f"{paragraph} {text}"
    if f"{broken[1]}-{follows.group()}".lower() in words:
        return paragraph + text
    return paragraph[:-1] + text
