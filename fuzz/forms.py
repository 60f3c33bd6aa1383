"""Small real files of each format, made as other programs make them."""

import gzip
import zipfile
from collections.abc import Iterable, Mapping
from email.message import EmailMessage
from functools import cache
from io import BytesIO

from docx import Document

DOCUMENT = "word/document.xml"
PAGE = """<!DOCTYPE html>
<html><head><title>{title} | Lagoon Times</title>
<meta property="og:title" content="{title}"><meta property="og:site_name" content="Lagoon Times">
<meta property="article:published_time" content="2024-05-02T09:00:00+01:00">
<link rel="canonical" href="https://lagoontimes.example/{title}"></head>
<body><nav><a href="/">Home</a> <a href="/sport">Sport</a></nav>
<article><h1>{title}</h1>{paragraphs}</article>
<footer>© 2021 Lagoon Times. Terms of use.</footer></body></html>"""


def page(title: str, *paragraphs: str) -> bytes:
    """A news page with its menus."""
    body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return PAGE.format(title=title, paragraphs=body).encode()


def pdf(*pages: str, title: str = "") -> bytes:
    """A PDF with a line of text a page, written by hand; a page with no words has no text layer."""
    return pdf_of(
        *(f"BT /F1 12 Tf 72 720 Td ({words}) Tj ET" if words else "0 0 100 100 re f" for words in pages),
        title=title,
    )


def pdf_of(*drawn: str, title: str = "") -> bytes:
    """A PDF of pages that are drawn by these instructions."""
    first = 4
    kids = " ".join(f"{first + 2 * place} 0 R" for place in range(len(drawn)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(drawn)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for place, instructions in enumerate(drawn):
        content = first + 2 * place + 1
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {content} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>"
        )
        objects.append(f"<< /Length {len(instructions)} >>\nstream\n{instructions}\nendstream")
    objects.append(f"<< /Title ({title}) >>")
    return pdf_file([words.encode() for words in objects])


def pdf_file(objects: list[bytes]) -> bytes:
    """A PDF of these objects: the first is its catalogue, the last its facts."""
    written = b"%PDF-1.4\n"
    places = []
    for number, words in enumerate(objects, start=1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, words)
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer\n<< /Size {size} /Root 1 0 R /Info {len(objects)} 0 R >>"
    return (
        written
        + (
            f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}\nstartxref\n{len(written)}\n%%EOF\n"
        ).encode()
    )


def docx(*paragraphs: str, heading: str = "", rows: Iterable[Iterable[str]] = ()) -> bytes:
    """A Word file with a heading, paragraphs, and a table of two columns."""
    document = Document()
    if heading:
        document.add_heading(heading, level=0)
    for paragraph in paragraphs:
        document.add_paragraph(paragraph)
    table = document.add_table(rows=0, cols=2)
    for row in rows:
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    return saved(document)


def saved(document: Document) -> bytes:
    """A Word file's bytes."""
    file = BytesIO()
    document.save(file)
    return file.getvalue()


def document_of(file: bytes) -> bytes:
    """The XML of a Word file's own document."""
    with zipfile.ZipFile(BytesIO(file)) as archive:
        return archive.read(DOCUMENT)


def with_document(xml: bytes) -> bytes:
    """A Word file with this XML as its document."""
    with zipfile.ZipFile(BytesIO(_plain_docx())) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return zipped({**members, DOCUMENT: xml})


@cache
def _plain_docx() -> bytes:
    return docx("Nine died.")


def mail(text: str, *, html: str = "", **headers: str) -> EmailMessage:
    """An e-mail; underscores in the names of headers are hyphens."""
    message = EmailMessage()
    for name, value in headers.items():
        message[name.replace("_", "-")] = value
    if text:
        message.set_content(text)
    if html:
        message.set_content(html, subtype="html")
    return message


def zipped(members: Mapping[str, bytes]) -> bytes:
    """An archive of files by their names."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def gzipped(data: bytes) -> bytes:
    """A gzipped file that was made at no time."""
    return gzip.compress(data, mtime=0)
