"""What a file is, by how it begins; its name decides only where the beginning does not."""

import csv
import re
from enum import StrEnum
from pathlib import PurePath

from sayso.sources import parquet, warc
from sayso.sources.decoding import marked_encoding
from sayso.sources.mail import is_mail
from sayso.sources.rows import columns_of


class Kind(StrEnum):
    """A format that reports come in, and its name in a message."""

    GZIP = "gzip"
    ZIP = "zip"
    DOCX = "Word file"
    PDF = "PDF"
    PAGE = "web page"
    MAIL = "e-mail"
    PARQUET = "Parquet"
    WARC = "WARC"
    JSON_LINES = "JSON lines"
    CSV = "CSV"
    TEXT = "text"


BY_NAME = {
    ".csv": Kind.CSV,
    ".tsv": Kind.CSV,
    ".eml": Kind.MAIL,
    ".htm": Kind.PAGE,
    ".html": Kind.PAGE,
    ".xhtml": Kind.PAGE,
    ".json": Kind.JSON_LINES,
    ".jsonl": Kind.JSON_LINES,
    ".ndjson": Kind.JSON_LINES,
}
# Atomic: a comment ends where it first can, or a hundred of them could be cut in 2^100 ways.
PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*|(?><!--.*?-->)\s*)*<(?:!doctype\s+html|html|head|body)\b", re.I | re.S
)
JSON_OBJECT = re.compile(r'\s*\{\s*"')
PDF_WITHIN = 1024
"""Bytes in which a PDF's mark stands. Source: Adobe, PDF Reference 1.7, appendix H.3, note 13."""

OTHERS = {
    b"\xd0\xcf\x11\xe0": "an old or an encrypted Office file; save it as DOCX without a password",
    b"{\\rtf": "an RTF file; save it as DOCX or plain text",
    b"<?xml": "XML, but not a web page",
}
"""How files begin that would pass for text or for binary data, and what they are."""


def kind_of(head: bytes, name: str) -> Kind | None:
    """The format of a file; None where it is none that can be read.

    Args:
        head: the first bytes, some thousands of them.
        name: the file's name; empty where it has none.
    """
    if head.startswith(b"\x1f\x8b"):
        return Kind.GZIP
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(parquet.MARK):
        return Kind.PARQUET
    if head.startswith(warc.START):
        return Kind.WARC
    if b"%PDF-" in head[:PDF_WITHIN]:
        return Kind.PDF
    start = head.decode(marked_encoding(head) or "utf-8-sig", errors="replace")
    if PAGE.match(start):
        return Kind.PAGE
    if other_kind(head):
        return None
    if JSON_OBJECT.match(start):
        return Kind.JSON_LINES
    if is_mail(start):
        return Kind.MAIL
    if _is_csv(start):
        return Kind.CSV
    return BY_NAME.get(PurePath(name).suffix.lower(), Kind.TEXT)


def other_kind(head: bytes) -> str | None:
    """What a file is that cannot be read, where that is known."""
    return next((words for mark, words in OTHERS.items() if head.lstrip().startswith(mark)), None)


def _is_csv(start: str) -> bool:
    try:
        columns = columns_of(start.partition("\n")[0])
    except csv.Error:
        return False
    return len(columns) > 1 and "text" in columns
