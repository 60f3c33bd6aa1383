"""PDF files with a text layer."""

from io import BytesIO
from typing import TYPE_CHECKING

from sayso.report import Report
from sayso.sources.decoding import new_lines
from sayso.sources.found import TEXT_LIMIT, Found, Unreadable

if TYPE_CHECKING:
    from pypdf import PdfReader

ENCRYPTED = "encrypted; save it without a password"


def read_pdf(data: bytes) -> Found:
    """The report that a PDF is: its pages' text, line by line as printed.

    The day on which the file was made is not the day of publication, so that stays unknown.

    Raises:
        Unreadable: the file needs a password, or no page has text.
    """
    pdf = _open(data)
    pages = _texts(pdf)
    blank = sum(not page.strip() for page in pages)
    if blank == len(pages):
        raise Unreadable("a PDF without a text layer; run it through text recognition (OCR) first")
    text = "\n".join(page for page in pages if page.strip())
    note = f"{blank} of {len(pages)} pages have no text layer" if blank else None
    return Found(report=Report(text=text, title=_title(pdf, text)), note=note)


def _open(data: bytes) -> "PdfReader":
    from pypdf import PasswordType, PdfReader
    from pypdf.errors import DependencyError

    try:
        pdf = PdfReader(BytesIO(data))
        # Many files are encrypted with an empty password, only to forbid printing.
        if pdf.is_encrypted and pdf.decrypt("") == PasswordType.NOT_DECRYPTED:
            raise Unreadable(ENCRYPTED)
    except DependencyError as error:
        raise Unreadable(ENCRYPTED) from error
    return pdf


def _texts(pdf: "PdfReader") -> list[str]:
    texts = []
    room = TEXT_LIMIT
    for page in pdf.pages:
        texts.append(new_lines(page.extract_text()))
        room -= len(texts[-1])
        if room < 0:
            break
    return texts


def _title(pdf: "PdfReader", text: str) -> str | None:
    """The title that the file gives itself, if the text has it too: many are the name of some older file."""
    title = " ".join(str(pdf.metadata.title or "").split()) if pdf.metadata else ""
    return title if title and title.casefold() in " ".join(text.split()).casefold() else None
