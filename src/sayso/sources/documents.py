"""Whole files as reports, by their kind: what runs the libraries that take files apart."""

import logging
from collections.abc import Callable
from dataclasses import asdict, replace

from sayso.sources.decoding import storable
from sayso.sources.found import Found, Unreadable, notes
from sayso.sources.kinds import Kind
from sayso.sources.mail import read_mail
from sayso.sources.page import read_page
from sayso.sources.pdf import read_pdf
from sayso.sources.text import read_text
from sayso.sources.word import read_docx

DOCUMENTS: dict[Kind, Callable[[bytes], Found]] = {
    Kind.PAGE: read_page,
    Kind.PDF: read_pdf,
    Kind.MAIL: read_mail,
    Kind.TEXT: read_text,
    Kind.DOCX: read_docx,
}
REASON = 160
"""Characters of a library's own words that are passed on."""

# What these libraries have to say of a file goes to a user's log, if there is one, and never to the terminal.
for library in ("pypdf", "trafilatura", "htmldate"):
    logging.getLogger(library).addHandler(logging.NullHandler())


def parse(kind: Kind, data: bytes) -> Found:
    """The report that a file of one of the `DOCUMENTS` is.

    Raises:
        Unreadable: it is broken, or has no text.
    """
    try:
        return _storable(DOCUMENTS[kind](data))
    except Unreadable:
        raise
    except MemoryError as error:
        raise Unreadable("takes more memory than a file may; split it") from error
    except Exception as error:
        # On a malformed file the libraries raise anything; the other files are read all the same.
        reason = " ".join(str(error).split()) or type(error).__name__
        raise Unreadable(f"broken {kind}: {reason[:REASON]}") from error


def _storable(found: Found) -> Found:
    """The report without the characters that no ledger can hold; a note counts them."""
    if found.report is None:
        return found
    fields = {name: storable(words) for name, words in asdict(found.report).items() if words}
    lost = sum(count for _, count in fields.values())
    if not lost:
        return found
    report = replace(found.report, **{name: words for name, (words, _) in fields.items()})
    many = (
        "1 character that cannot be stored is"
        if lost == 1
        else f"{lost:,} characters that cannot be stored are"
    )
    return replace(found, report=report, note=notes(found.note, f"{many} shown as \ufffd"))
