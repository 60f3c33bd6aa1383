"""Files that were made to hang, fill or mislead what reads them; each is small on disk, or long in one piece."""

import gzip
import json
import stat
import zipfile
import zlib
from io import BytesIO

from fuzz.forms import pdf_file, with_document, zipped

LAUGHS = "".join(
    f'<!ENTITY l{n} "{"&l" + str(n - 1) + ";" if n else "ha"}{("&l" + str(n - 1) + ";") * 9 if n else ""}">'
    for n in range(10)
)
"""Entities each of ten of those before: 10^9 laughs."""

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def zip_bomb() -> bytes:
    """An archive of 1,100 files of 1 MB each, all the same kilobyte of it."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("0.txt", bytes(1_000_000))
        (first,) = archive.infolist()
        for number in range(1, 1100):
            other = zipfile.ZipInfo(f"{number}.txt")
            for name in ("CRC", "compress_size", "file_size", "header_offset", "compress_type"):
                setattr(other, name, getattr(first, name))
            archive.filelist.append(other)
    return file.getvalue()


def gzip_bomb() -> bytes:
    """A gzipped file of 200 MB in 200 kB: a line without end."""
    return gzip.compress(bytes(10_000_000), mtime=0) * 20


def linked(target: str) -> bytes:
    """An archive whose only file is a symbolic link to this path."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        link = zipfile.ZipInfo("news.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        archive.writestr(link, target)
    return file.getvalue()


def climbing(name: str, text: bytes) -> bytes:
    """An archive with a file of any name, paths out of the archive among them."""
    return zipped({name: text})


def word_entities() -> bytes:
    """A Word file whose text is a billion laughs."""
    return with_document(
        f'<?xml version="1.0"?><!DOCTYPE w:document [{LAUGHS}]><w:document {WORD}><w:body><w:p><w:r>'
        "<w:t>Nine died. &l9;</w:t></w:r></w:p></w:body></w:document>".encode()
    )


def word_with_file(path: str) -> bytes:
    """A Word file that asks for the words of another file."""
    return with_document(
        f'<?xml version="1.0"?><!DOCTYPE w:document [<!ENTITY x SYSTEM "file://{path}">]><w:document {WORD}>'
        "<w:body><w:p><w:r><w:t>Nine died. &x;</w:t></w:r></w:p></w:body></w:document>".encode()
    )


def word_of_blanks(size: int) -> bytes:
    """A Word file whose document unpacks to so many bytes."""
    return with_document(
        f"<w:document {WORD}><w:body><w:p/>".encode() + b" " * size + b"</w:body></w:document>"
    )


def nested_page(depth: int) -> bytes:
    """A web page with elements in elements."""
    return b"<html><body>" + b"<div>" * depth + b"Nine died." + b"</div>" * depth + b"</body></html>"


def nested_mail(depth: int) -> bytes:
    """A mail of parts in parts."""
    head = b"From: a@wire.example\nTo: b@wire.example\nSubject: x\nMIME-Version: 1.0\n"
    parts = b"".join(
        b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (n, n) for n in range(depth)
    )
    return head + parts + b"Content-Type: text/plain\n\nNine died.\n"


def pdf_bomb() -> bytes:
    """A PDF whose only page unpacks to 200 MB."""
    packed = zlib.compress(b" " * 200_000_000, 9)
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            b"<< /Type /Page /Parent 2 0 R /Contents 5 0 R /MediaBox [0 0 612 792] >>",
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%s\nendstream" % (len(packed), packed),
            b"<< /Title (x) >>",
        ]
    )


def circular_pdf() -> bytes:
    """A PDF whose pages are in a circle."""
    return pdf_file(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 2 /Parent 2 0 R >>",
            b"<< /Title (x) >>",
        ]
    )


def row(text: str, **fields: object) -> bytes:
    """A row of JSON lines, everything beyond ASCII escaped."""
    return json.dumps({"text": text, **fields}).encode() + b"\n"


def brackets(depth: int) -> bytes:
    """A row of JSON of lists, side by side and in each other."""
    return b'{"text": "Nine died.", "x": [' + b"[]," * depth + b"[" * 5000 + b"]" * 5000 + b"]}\n"
