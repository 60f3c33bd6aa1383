"""E-mails, as mail programs save them (`.eml`)."""

import re
from datetime import datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr

from sayso.report import Report
from sayso.sources.decoding import decode, new_lines
from sayso.sources.found import Found, Unreadable, notes
from sayso.sources.page import find_article

HEADERS = frozenset(
    (
        "from",
        "to",
        "subject",
        "date",
        "message-id",
        "mime-version",
        "content-type",
        "received",
        "return-path",
        "delivered-to",
    )
)
"""Header fields that tell an e-mail from other text. Source: RFC 5322, 3.6; RFC 2045, 3."""


def is_mail(start: str) -> bool:
    """Whether a file that starts so is an e-mail: three well-known header fields, with `From` among them."""
    lines = re.split(r"\r?\n", start)
    head = lines[: lines.index("")] if "" in lines else lines[:-1]
    names = set()
    for line in head:
        name, colon, _ = line.partition(":")
        if line[:1] in " \t":
            continue
        if not colon or not re.fullmatch(r"[!-9;-~]+", name):
            return False
        names.add(name.lower())
    return "from" in names and len(names & HEADERS) >= 3


def read_mail(data: bytes) -> Found:
    """The report that an e-mail is: its text, its subject as the title, its sender as the outlet.

    The sender's organisation is the outlet where it is named, else the sender's name, else the address's
    domain. Attachments are not read; a note names them.

    Raises:
        Unreadable: the e-mail has no text.
    """
    mail = message_from_bytes(data, policy=default)
    text, note = _text(mail)
    if not text.strip():
        raise Unreadable("an e-mail without text")
    report = Report(
        text=text,
        title=_header(mail, "Subject"),
        outlet=_header(mail, "Organization") or _sender(mail),
        published=_published(mail),
    )
    return Found(report=report, note=notes(note, _attachments(mail)))


def _text(mail: EmailMessage) -> tuple[str, str | None]:
    body = mail.get_body(preferencelist=("plain", "html"))
    payload = body.get_payload(decode=True) if body else None
    if body is None or not isinstance(payload, bytes):
        return "", None
    text, note = decode(payload, declared=body.get_content_charset())
    if body.get_content_subtype() == "html":
        article = find_article(text)
        return (article.text if article else ""), note
    return new_lines(text), note


def _header(mail: EmailMessage, name: str) -> str | None:
    return " ".join(str(mail.get(name, "")).split()) or None


def _sender(mail: EmailMessage) -> str | None:
    name, address = parseaddr(_header(mail, "From") or "")
    return name or address.rpartition("@")[2] or None


def _published(mail: EmailMessage) -> str | None:
    when = getattr(mail.get("Date"), "datetime", None)
    return when.isoformat() if isinstance(when, datetime) else _header(mail, "Date")


def _attachments(mail: EmailMessage) -> str | None:
    names = [part.get_filename() or part.get_content_type() for part in mail.iter_attachments()]
    return f"attachments are not read: {', '.join(names)}" if names else None
