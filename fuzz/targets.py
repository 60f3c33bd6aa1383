"""What is fuzzed: each target takes any bytes, and fails where a promise is broken."""

import os
import tempfile
from collections.abc import Callable
from dataclasses import fields
from datetime import UTC, date, datetime
from functools import cache
from itertools import pairwise

from fuzz.forms import with_document
from sayso.errors import ReportError
from sayso.model import Phrase, Reader, Reading
from sayso.passage import sentence_around, sentences
from sayso.report import Report
from sayso.sources import Loaded, load
from sayso.sources.dates import iso
from sayso.sources.documents import parse
from sayso.sources.feeds import read_listing, read_opml
from sayso.sources.found import Unreadable
from sayso.sources.kinds import Kind

Target = Callable[[bytes], None]

NOW = datetime(2024, 6, 1, tzinfo=UTC)
ADDRESS = "https://lagoontimes.example/rss"
SCRATCH = "/dev/shm" if os.path.isdir("/dev/shm") else None


class Broken(Exception):
    """A promise is not kept."""


def _file(suffix: str) -> Target:
    """Reads a file of this name, whatever it turns out to be."""

    def target(data: bytes) -> None:
        with tempfile.NamedTemporaryFile(suffix=suffix, dir=SCRATCH) as file:
            file.write(data)
            file.flush()
            found = list(load([file.name]))
        for one in found:
            check_loaded(one)

    return target


def _document(kind: Kind) -> Target:
    """Reads bytes as a document of one kind, whatever they look like."""

    def target(data: bytes) -> None:
        try:
            found = parse(kind, data)
        except Unreadable as error:
            _must("\n" not in str(error), "a cause on two lines")
            return
        if found.report is None:
            raise Broken("neither a report nor a cause")
        _check_report(found.report)

    return target


def docx(data: bytes) -> None:
    """Reads a Word file whose document is these bytes: a damaged archive would hide them."""
    _document(Kind.DOCX)(with_document(data))


def check_loaded(one: Loaded) -> None:
    """Each report can be stored, or has one line of why there is none."""
    _must((one.report is None) != (one.error is None), "neither or both of report and error")
    _must(one.place.isprintable(), "a place that cannot be printed")
    if one.report is None:
        _must(str(one.error).isprintable(), "a cause that cannot be printed")
        return
    _check_report(one.report)
    if one.report.published:
        datetime.fromisoformat(one.report.published)


def _check_report(report: Report) -> None:
    for field in fields(report):
        check_words(getattr(report, field.name))


def check_words(words: str | None) -> None:
    """Words can be stored anywhere."""
    if words is not None:
        words.encode()
        _must("\0" not in words, "a NUL")


def feed(data: bytes) -> None:
    """Reads a feed or a sitemap."""
    try:
        listing = read_listing(data, ADDRESS, now=NOW)
    except Unreadable:
        return
    for entry in listing.entries:
        _must(entry.url.startswith(("http://", "https://")), "an article that is not on the web")
        check_words(entry.url)
    check_words(listing.title)


def opml(data: bytes) -> None:
    """Reads a list of feeds."""
    try:
        feeds = read_opml(data)
    except Unreadable:
        return
    for one in feeds:
        check_words(one.url)
        check_words(one.title)


def days(data: bytes) -> None:
    """Reads a printed day."""
    found = iso(data.decode("utf-8", errors="replace"))
    if found:
        datetime.fromisoformat(found)


def reader(data: bytes) -> None:
    """Reads a report; every span of its Reading points to its words, and the Reading goes to JSON and back."""
    text = data.decode("utf-8", errors="replace").replace("\0", "\ufffd")
    report = Report(text=text, title=text[:80], outlet=text[-20:] or None, published="2024-05-02")
    try:
        reading = _reader().read_one(report)  # type: ignore[attr-defined]
    except ReportError as error:
        _must("\n" not in str(error), "a cause on two lines")
        return
    check_reading(reading)


def check_reading(reading: Reading) -> None:
    """Every phrase is where it says it is, days are days, and the JSON form holds all of it."""
    text = reading.report.text
    for phrase in _phrases(reading):
        _must(text[slice(*phrase.span)] == phrase.text and bool(phrase.text), f"{phrase} is not there")
    for casualty in reading.casualties:
        _must(None in (casualty.low, casualty.high) or casualty.low <= casualty.high, "a range upside down")
    for time in reading.times:
        for day in (time.start, time.end):
            if day:
                date.fromisoformat(day[:10])
    _must(Reading.from_json(reading.to_json()) == reading, "another Reading comes back from JSON")


def _phrases(part: object) -> list[Phrase]:
    """Everything in a Reading that has words and a span, at any depth."""
    if isinstance(part, tuple):
        return [phrase for one in part for phrase in _phrases(one)]
    if not hasattr(part, "__dataclass_fields__"):
        return []
    text, span = getattr(part, "text", None), getattr(part, "span", None)
    own = [Phrase(text=text, span=span)] if span else []
    return own + [phrase for field in fields(part) for phrase in _phrases(getattr(part, field.name))]


@cache
def _reader() -> Reader:
    from sayso.reading import load_reader

    return load_reader()


def spans(data: bytes) -> None:
    """Cuts a text into sentences, and finds the sentence around any words."""
    text = data.decode("utf-8", errors="replace")
    found = sentences(text)
    for start, end in found:
        _must(text[start:end].strip() == text[start:end] != "", "a sentence with white space around it")
    for (_, end), (start, _) in pairwise(found):
        _must(end <= start and not text[end:start].strip(), "words between two sentences")
    _must("".join(text.split()) == "".join("".join(text[a:b].split()) for a, b in found), "words are lost")
    around = sentence_around(text, (len(text) // 3, len(text) // 2))
    _must("\n" not in around, "a sentence on two lines")


def _must(kept: bool, promise: str) -> None:
    if not kept:
        raise Broken(promise)


TARGETS: dict[str, Target] = {
    "text": _file(".txt"),
    "page": _document(Kind.PAGE),
    "pdf": _document(Kind.PDF),
    "docx": docx,
    "mail": _document(Kind.MAIL),
    "jsonl": _file(".jsonl"),
    "csv": _file(".csv"),
    "zip": _file(".zip"),
    "gzip": _file(".gz"),
    "feed": feed,
    "opml": opml,
    "days": days,
    "spans": spans,
    "reader": reader,
}
"""Targets by format; the first are fast, the reader is slow."""
