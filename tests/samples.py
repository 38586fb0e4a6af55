"""The same short story as a file of each format, made here byte by byte."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Sequence

STORY = (
    "The minister resigned on Monday, officials said in the capital.",
    "He met the president in June, and the treaty is to be signed in the coming days by both of them.",
)
WORDS = "The minister resigned on Monday"
PAGE = """<!doctype html><html lang="en-GB"><head><title>Minister quits</title>
<meta property="article:published_time" content="2021-12-07T15:07:00Z">
<link rel="canonical" href="https://example.org/minister-quits">
<script>document.write("On 1 May 2030 the sky fell.")</script></head><body>
<nav><a href="/">Home</a></nav><article><h1>Minister quits</h1>{}<script>alert("2031-01-01")</script></article>
<footer>All rights reserved 2024</footer></body></html>"""
MAIL = """From: Desk <desk@example.org>
Subject: Minister quits
Date: Tue, 07 Dec 2021 23:30:00 -0500
MIME-Version: 1.0
Content-Type: text/plain; charset="utf-8"

{}
"""
_WORD = '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>{}</w:body></w:document>'
_CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/">'
    "<dc:title>Minister quits</dc:title><dcterms:created>2022-03-01T10:00:00Z</dcterms:created></cp:coreProperties>"
)


def text(paragraphs: Sequence[str] = STORY) -> bytes:
    return "\n\n".join(paragraphs).encode()


def html(paragraphs: Sequence[str] = STORY, page: str = PAGE) -> bytes:
    return page.replace("{}", "".join(f"<p>{p}</p>" for p in paragraphs)).encode()


def eml(paragraphs: Sequence[str] = STORY) -> bytes:
    return MAIL.format("\n\n".join(paragraphs)).encode()


def docx(paragraphs: Sequence[str] = STORY, body: str = _WORD) -> bytes:
    words = "".join(f"<w:p><w:r><w:t>{p}</w:t></w:r></w:p>" for p in paragraphs)
    return archive({"word/document.xml": body.format(words).encode(), "docProps/core.xml": _CORE.encode()})


def pdf(paragraphs: Sequence[str] = STORY) -> bytes:
    """One page, one line of text per paragraph (PDF 1.4, ISO 32000-1 annex H)."""
    shown = "".join(f"({p}) Tj T* " for p in paragraphs)
    content = f"BT /F1 12 Tf 14 TL 40 700 Td {shown}ET".encode() if paragraphs else b"q Q"
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>",
        b"<</Length %d>>stream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        b"<</Title(Minister quits)/CreationDate(D:20220301100000Z)>>",
    ]  # fmt: skip
    out, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj%s endobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1)
    return out + head + table + b"trailer<</Size 7/Root 1 0 R/Info 6 0 R>>\nstartxref\n%d\n%%%%EOF" % len(out)


def rows(count: int = 2, paragraphs: Sequence[str] = STORY) -> list[dict[str, str]]:
    story = "\n\n".join(paragraphs)
    return [
        {"text": f"{story} Number {i} of them.", "title": f"Part {i}", "url": f"https://example.org/{i}",
         "published": "2021-12-07", "id": f"part-{i}", "language": "en"}
        for i in range(1, count + 1)
    ]  # fmt: skip


def jsonl(count: int = 2) -> bytes:
    return "".join(json.dumps(row) + "\n" for row in rows(count)).encode()


def csv(count: int = 2) -> bytes:
    import csv as writer

    out = io.StringIO(newline="")
    table = writer.DictWriter(out, list(rows(1)[0]))
    table.writeheader()
    table.writerows(rows(count))
    return out.getvalue().encode()


def parquet(count: int = 2) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    out = io.BytesIO()
    pq.write_table(pa.Table.from_pylist(rows(count)), out)
    return out.getvalue()


def archive(files: dict[str, bytes], packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", packed) as made:
        for name, data in files.items():
            made.writestr(zipfile.ZipInfo(name), data, packed)
    return out.getvalue()


def zipped() -> bytes:
    return archive({"a/one.txt": text(), "a/two.html": html(), "rows.jsonl": jsonl(), "photo.jpg": b"\xff\xd8"})


def tml() -> bytes:
    words = "\n\n".join(STORY).replace("resigned", '<EVENT eid="e1" class="OCCURRENCE">resigned</EVENT>')
    dct = '<TIMEX3 tid="t0" type="DATE" value="2021-12-07" functionInDocument="CREATION_TIME">2021-12-07</TIMEX3>'
    return f"<TimeML><DOCID>story</DOCID><DCT>{dct}</DCT><TEXT>{words}</TEXT></TimeML>".encode()


SAMPLES: dict[str, Callable[[], bytes]] = {
    "text": text, "html": html, "eml": eml, "docx": docx, "pdf": pdf, "jsonl": jsonl, "csv": csv, "parquet": parquet,
    "zip": zipped, "tml": tml,
}  # fmt: skip
