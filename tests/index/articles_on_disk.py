"""Small real files of every kind, made for a test."""

import gzip
import json
import zlib
from pathlib import Path

SENTENCES = (
    "The two ministers spoke by phone on Friday and agreed to begin talks in the spring.",
    "Their offices called the conversation friendly, without giving any details of it.",
    "Officials expect the first round to open in Halifax before the end of the month.",
)
PROSE = "\n\n".join(SENTENCES)


def write(folder: Path, name: str, content: str | bytes) -> str:
    """Write a file and give its path."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return str(path)


def page(inside: str = "", head: str = "", body: str = "<body>") -> bytes:
    """A web page whose article is the sentences, with `inside` among them."""
    paragraphs = "".join(f"<p>{sentence}</p>" for sentence in SENTENCES)
    return (
        f"<!DOCTYPE html><html><head><title>Ministers agree to talk</title>{head}</head>{body}"
        f"<nav><a href='/'>Home</a></nav><article><h1>Ministers agree to talk</h1>{inside}"
        f"{paragraphs}</article><footer>All rights reserved</footer></body></html>"
    ).encode()


def json_lines(records: list[object]) -> str:
    return "".join(json.dumps(record) + "\n" for record in records)


def compressed(text: str) -> bytes:
    return gzip.compress(text.encode())


def rss(*items: str, tail: str = "</channel></rss>") -> bytes:
    inside = "".join(f"<item>{item}</item>" for item in items)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel>'
        f"<title>Example Times</title>{inside}{tail}"
    ).encode()


def pdf(pages: list[list[str]], info: str = "", trailer: str = "") -> bytes:
    """A minimal PDF (ISO 32000-1) with one text line an entry, in Helvetica."""
    kids = " ".join(f"{4 + 2 * i} 0 R" for i in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    streams: dict[int, bytes] = {}
    for i, rows in enumerate(pages):
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] "
            f"/Resources << /Font << /F1 3 0 R >> >> /Contents {5 + 2 * i} 0 R >>"
        )
        shown = "".join(f"({row}) Tj 0 -14 Td " for row in rows)
        stream = zlib.compress(f"BT /F1 11 Tf 72 720 Td {shown} ET".encode("latin-1"))
        objects.append(f"<< /Length {len(stream)} /Filter /FlateDecode >>")
        streams[len(objects)] = stream
    objects.append(f"<< {info} >>")
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, text in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{text}\n".encode("latin-1")
        if number in streams:
            out += b"stream\n" + streams[number] + b"\nendstream\n"
        out += b"endobj\n"
    start = len(out)
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}".encode()
    size = len(objects) + 1
    out += f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R {trailer} >>\n".encode()
    out += f"startxref\n{start}\n%%EOF\n".encode()
    return bytes(out)
