r"""Plain text and Markdown.

The report's text is the file's own, character for character, but for a byte order mark, the line ends (`\n`
alone) and a block of front matter, which holds fields of the report and is no part of it.
"""

import re

from sayso.report import Report
from sayso.sources.decoding import decode, new_lines
from sayso.sources.found import Found, Unreadable

# Atomic: a line that is of both sorts must not be tried twice, or a hundred of them could be read in 2^100 ways.
FRONT = re.compile(r"---[ \t]*\n((?>(?:[\w-]+:|[ \t#-]).*\n|\n)*?)---[ \t]*(?:\n\s*|$)")
FIELD = re.compile(r"^(id|title|outlet|url|published):(.*)$", re.MULTILINE)
HEADING = re.compile(r"\s*# +(\S.*)")
HEADLINE = re.compile(r"\s*(\S[^\n]{0,198}[^\s.,:;])[ \t]*\n[ \t]*\n(?=\s*\S)")


def read_text(data: bytes) -> Found:
    """The report that a text file is.

    Its title is the one of its front matter, or a Markdown heading that it begins with, or a first line that
    stands alone and does not end like a sentence. A title stays in the text.

    Raises:
        Unreadable: the bytes are not text, or there are none.
    """
    decoded, note = decode(data)
    fields, text = split_front_matter(new_lines(decoded))
    if not text.strip():
        raise Unreadable("empty")
    report = Report(
        text=text,
        id=fields.get("id"),
        title=fields.get("title") or headline(text),
        outlet=fields.get("outlet"),
        url=fields.get("url"),
        published=fields.get("published"),
    )
    return Found(report=report, note=note)


def split_front_matter(text: str) -> tuple[dict[str, str], str]:
    """The fields between two lines of `---` at the start of a text, and the text after them.

    Each is `name: value` on a line of its own, with or without quotation marks; other lines are passed over.
    """
    front = FRONT.match(text)
    found = FIELD.findall(front[1]) if front else []
    fields = {name: _unquote(value.strip()) for name, value in found if value.strip()}
    return (fields, text[front.end() :]) if front and fields else ({}, text)


def headline(text: str) -> str | None:
    """The headline that a text begins with, if it does."""
    if found := HEADING.match(text):
        words = found[1].rstrip()
        open_end = words.rstrip("#")
        return open_end.rstrip() if open_end.endswith(" ") and open_end.strip() else words
    found = HEADLINE.match(text)
    return found[1] if found else None


def _unquote(value: str) -> str:
    for mark in "\"'":
        if len(value) > 1 and value.startswith(mark) and value.endswith(mark):
            return value[1:-1].replace(f"\\{mark}", mark)
    return value
