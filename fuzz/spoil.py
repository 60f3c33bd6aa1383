"""Good files, spoilt: strings that are trouble somewhere, in every field, and bytes changed at random."""

import random
from dataclasses import replace
from email.errors import MessageError

from fuzz.forms import zipped
from fuzz.seeds import (
    STORIES,
    as_csv,
    as_docx,
    as_gzip,
    as_json_lines,
    as_mail,
    as_page,
    as_pdf,
    as_text,
    as_zip,
)
from sayso.report import Report

NASTY = (
    "'; DROP TABLE reports; --",
    "' OR 1=1 --",
    '") UNION SELECT text FROM reports --',
    "%s%s%s%n {0} {text} $HOME `touch executed` $(touch executed)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "]]><!ENTITY x SYSTEM 'file:///etc/passwd'>&x;",
    "{{ 7 * 7 }} {% include '/etc/passwd' %} ${7*7}",
    "=cmd|'/C touch executed'!A0",
    "@SUM(1+1)*cmd|' /C calc'!A0",
    "../../../../etc/passwd",
    "C:\\windows\\system32\\..\\..\\x",
    "\u202eevil\u202c \u2066hidden\u2069",
    "\x1b]0;title\x07\x1b[2J\x9b31m",
    "\0",
    "\ud83d",
    "\ufeff\u200b\u00ad\u2028\u2029\x85\x0b\x0c",
    "a\u0300" * 300,
    "𝔫𝔦𝔫𝔢 ９ ٩ Ⅸ 九 people were killed",
    '"' * 500,
    "“" * 300 + "’" * 300,
    "((((((((((" * 40,
    "nine hundred thousand million billion " * 20 + "people were killed",
    f"{'9' * 400} people were killed and {'8' * 5000} hurt",
    "-5 people were killed, 0 were hurt, 1e308 fled, 3/0 died, 2-1 were missing",
    "on 31 December 9999, 1 January 0000, 30 February 2024 and 2024-13-45T99:99:99Z",
    "12,34,567.89.01,2 people were killed",
    "said said said said said " * 40,
    "he said that she said that they said that " * 40,
    "Mr. Dr. Gen. U.S. U.N. e.g. i.e. No. 5 vs. St. " * 20,
    "and then " * 300,
    "\n" * 500,
    " " * 2000,
    "\t\r\n \r" * 100,
    "null",
    "NaN",
    "1e400",
    "-a: b\n" * 100,
    "<!---->" * 200,
    "__proto__",
    "CON",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "http://[::1]:99999999/",
    "9999-12-31T23:59:59+14:00",
    "0000-00-00",
    "66666666660 May 98 09:00",
)
"""What has broken programs elsewhere: SQL, HTML, templates, shells, spreadsheets, paths, Unicode, numbers, days."""

WHOLE = {
    "text": as_text,
    "page": as_page,
    "pdf": as_pdf,
    "docx": as_docx,
    "mail": as_mail,
    "jsonl": as_json_lines,
    "csv": as_csv,
    "zip": as_zip,
    "gzip": as_gzip,
}
FIELDS = ("text", "id", "title", "outlet", "url", "published")


def spoilt(name: str, dice: random.Random) -> bytes:
    """A file of a format that is trouble, as the dice will have it."""
    story = dice.choice(STORIES)
    if dice.random() < 0.6:
        story = _with_nasty(story, dice)
    try:
        if name == "zip" and dice.random() < 0.3:
            return zipped({"x" + dice.choice(NASTY).replace("\ud83d", "?"): as_text(story)})
        data = WHOLE[name](story)
    except (ValueError, LookupError, AttributeError, RecursionError, MessageError):
        # What the format itself, or who writes it, has no place for is put in by bytes.
        data = WHOLE[name](dice.choice(STORIES))
    return _changed(data, dice) if dice.random() < 0.7 else data


def _with_nasty(story: Report, dice: random.Random) -> Report:
    field = dice.choice(FIELDS)
    nasty = dice.choice(NASTY)
    if field != "text":
        return replace(story, **{field: nasty})
    place = dice.randrange(len(story.text))
    return replace(story, text=story.text[:place] + nasty + story.text[place:])


def _changed(data: bytes, dice: random.Random) -> bytes:
    """Bytes changed, cut out, doubled or put in at a few places."""
    found = bytearray(data)
    for _ in range(dice.randint(1, 8)):
        place, size = dice.randrange(len(found) + 1), dice.choice((0, 1, 2, 4, 16, 200))
        piece = found[place : place + size]
        put = dice.choice(
            (
                dice.randbytes(dice.randint(0, 8)),
                bytes(piece) * 2,
                b"",
                dice.choice(NASTY).encode("utf-8", "surrogatepass"),
                bytes(reversed(piece)),
            )
        )
        found[place : place + size] = put
    return bytes(found)
