"""XML from strangers: no entities, nothing fetched, and no nesting or text without end."""

import re
import zlib
from typing import Any

from sayso.sources.decoding import decode
from sayso.sources.found import Unreadable, notes

BROKEN = "its XML is broken; what could be read of it is taken"
ENCODING = re.compile(rb"\s*<\?xml[^>]{0,100}encoding\s*=\s*[\"']([\w.-]{1,40})")
DECLARATION = re.compile(r"\A\s*<\?xml[^>]{0,200}\?>")
GZIP = b"\x1f\x8b"
UNPACKED = 50_000_000
"""Bytes of a packed sitemap. Source: sitemaps.org, protocol: at most 50 MB."""


def parsed(data: bytes, *, charset: str | None = None) -> tuple[Any, str | None]:
    """The outermost element of an XML document, and a note where some of it had to be left out.

    Args:
        data: its bytes.
        charset: the encoding that the server names.

    Raises:
        Unreadable: it is not XML, or nested as no plain document is.
    """
    from lxml import etree

    declared = ENCODING.match(data)
    text, note = decode(data, declared=charset or (declared[1].decode("ascii") if declared else None))
    plain = DECLARATION.sub("", text, count=1).encode("utf-8", errors="replace")
    if not plain.strip():
        raise Unreadable("empty")
    try:
        return etree.fromstring(plain, _parser(recover=False)), note
    except etree.XMLSyntaxError as error:
        root = etree.fromstring(plain, _parser(recover=True))
        if root is None:
            raise Unreadable(f"broken XML: {error.msg}") from error
        return root, notes(note, BROKEN)


def _parser(*, recover: bool) -> Any:
    from lxml import etree

    return etree.XMLParser(
        encoding="utf-8",
        recover=recover,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
    )


def name_of(element: Any) -> str:
    """A tag without its namespace; a comment has no tag."""
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""


def text_of(element: Any, name: str) -> str | None:
    """The words of the first element of a name within another, at any depth."""
    found = next((part for part in element.iter() if name_of(part) == name), None)
    words = (found.text or "").strip() if found is not None else ""
    return words or None


def unpacked(data: bytes) -> bytes:
    """The bytes of a file that may be gzipped.

    Raises:
        Unreadable: it is damaged, or more than is taken.
    """
    if not data.startswith(GZIP):
        return data
    unpacker = zlib.decompressobj(wbits=16 + zlib.MAX_WBITS)
    try:
        found = unpacker.decompress(data, UNPACKED)
    except zlib.error as error:
        raise Unreadable(f"broken gzip: {error}") from error
    if unpacker.unconsumed_tail:
        raise Unreadable(f"unpacks to more than {UNPACKED // 1_000_000} MB")
    return found
