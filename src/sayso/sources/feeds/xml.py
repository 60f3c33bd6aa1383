"""XML from strangers: no entities, nothing fetched, and no nesting or text without end."""

import zlib
from typing import Any

from sayso.sources.found import Unreadable

GZIP = b"\x1f\x8b"
UNPACKED = 50_000_000
"""Bytes of a packed sitemap. Source: sitemaps.org, protocol: at most 50 MB."""


def root_of(data: bytes) -> Any:
    """The outermost element of an XML document.

    Raises:
        Unreadable: it is not XML, or goes beyond what a plain document needs.
    """
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable(f"broken XML: {error}") from error


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
