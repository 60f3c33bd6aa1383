"""Word files (DOCX)."""

from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING, Any

from sayso.report import Report
from sayso.sources.found import Found, Unreadable

if TYPE_CHECKING:
    from docx.document import Document

PART = "word/document.xml"
TITLE_STYLES = ("Title", "Heading 1")


def read_docx(data: bytes) -> Found:
    """The report that a Word file is: a blank line between paragraphs, a table's row on one line.

    Changes that are tracked count as accepted. The days on which the file was made and saved are not the day
    of publication, so that stays unknown.

    Raises:
        Unreadable: the file has no text.
    """
    from docx import Document

    document = Document(BytesIO(data))
    text = "\n\n".join(_blocks(document.element.body))
    if not text:
        raise Unreadable("a Word file without text")
    return Found(report=Report(text=text, title=_title(document)))


def _title(document: "Document") -> str | None:
    first = next((paragraph for paragraph in document.paragraphs if paragraph.text.strip()), None)
    if first is None or first.style is None or first.style.name not in TITLE_STYLES:
        return None
    return " ".join(first.text.split())


def _blocks(element: Any) -> Iterator[str]:
    """The text of each paragraph and each row of a table, in order.

    The XML is walked here because python-docx passes over content controls and insertions.
    Source: ECMA-376, part 1, 17.
    """
    for child in element.iterchildren():
        match _name(child):
            case "p":
                if words := _words(child).strip():
                    yield words
            case "tr":
                cells = [" ".join(_blocks(cell)) for cell in child if _name(cell) in ("tc", "sdt")]
                if any(cells):
                    yield "\t".join(cells)
            case "tbl" | "sdt" | "sdtContent" | "ins" | "moveTo" | "customXml" | "tc":
                yield from _blocks(child)


def _words(paragraph: Any) -> str:
    return "".join(_pieces(paragraph))


def _pieces(element: Any) -> Iterator[str]:
    for child in element.iterchildren():
        match _name(child):
            case "t":
                yield child.text or ""
            case "tab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "-"
            case "p":
                yield "\n"
                yield from _pieces(child)
            case "Fallback" | "del" | "moveFrom" | "pPr" | "rPr":
                # A second copy of a text box, what was struck out, and settings: a tab stop is a "tab", too.
                continue
            case _:
                yield from _pieces(child)


def _name(element: Any) -> str:
    """A tag without its namespace; a comment has no tag."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
