"""Bytes to text, with a word on the encoding where it is not plain UTF-8."""

import codecs
import re

from sayso.sources.found import Unreadable

# UTF-32's mark begins with UTF-16's, so it is looked for first.
MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
BINARY = "not text, nor any other format that can be read"
WESTERN = "windows-1252"
WIDE = ["utf_16", "utf_16_be", "utf_16_le", "utf_32", "utf_32_be", "utf_32_le"]
"""Encodings that need a byte order mark to be believed: any few bytes are a word of Chinese in them."""

CONTROL = re.compile(rb"[\x00-\x08\x0e-\x1a\x1c-\x1f]")
UNSTORABLE = re.compile("[\0\ud800-\udfff]")
"""What no ledger can hold: NUL, and halves of surrogate pairs."""

SAMPLE = 200_000
"""Bytes that the encoding is guessed from."""


def marked_encoding(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start declares, other than UTF-8, if there is one."""
    return next((encoding for mark, encoding in MARKS if data.startswith(mark)), None)


def decode(data: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """The text, and a note where it is not UTF-8.

    UTF-8 is recognised by its own strictness, so it goes before what the file declares. A text that is UTF-8
    but for some damaged bytes stays UTF-8.

    Args:
        data: all the bytes.
        declared: the encoding that the file names; no note is needed when it holds.

    Raises:
        Unreadable: the bytes are not text.
    """
    data = data.removeprefix(codecs.BOM_UTF8)
    marked = marked_encoding(data)
    return _decode_marked(data, marked) if marked else decode_unmarked(data, declared=declared)


def decode_unmarked(data: bytes, *, declared: str | None = None) -> tuple[str, str | None]:
    """As `decode`, for bytes from the middle of a file, where a byte order mark is a character like any."""
    text, note = _decode_unmarked(data, declared)
    if "\0" in text:
        raise Unreadable(BINARY)
    return text, note


def new_lines(text: str) -> str:
    r"""The text with every line ended by `\n` alone."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def storable(words: str) -> tuple[str, int]:
    """Words with what no ledger can hold shown as U+FFFD, and how many such characters there were."""
    return UNSTORABLE.subn("\ufffd", words)


def _decode_marked(data: bytes, encoding: str) -> tuple[str, str | None]:
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise Unreadable(f"marked as {encoding}, but it is not: {error.reason}") from error
    if "\0" in text:
        raise Unreadable(BINARY)
    return text, f"not UTF-8; read as {encoding}"


def _decode_unmarked(data: bytes, declared: str | None) -> tuple[str, str | None]:
    try:
        return data.decode("utf-8"), None
    except UnicodeDecodeError:
        if b"\0" in data[:SAMPLE]:
            raise Unreadable(BINARY) from None
    if declared and (text := _decode_as(data, declared)) is not None:
        return text, None
    patched = data.decode("utf-8", errors="replace")
    if damaged := _damage(patched):
        return patched, f"{damaged} damaged in its UTF-8, shown as \ufffd"
    encoding = _guess(data)
    return data.decode(encoding, errors="replace"), f"not UTF-8; read as {encoding}"


def _decode_as(data: bytes, declared: str) -> str | None:
    # Browsers read Latin-1 as its superset, and pages rely on that. Source: WHATWG, Encoding, 4.2.
    try:
        name = codecs.lookup(declared).name
        return data.decode(WESTERN if name in ("iso8859-1", "ascii") else name)
    except (LookupError, ValueError):
        return None


def _damage(patched: str) -> str | None:
    """How many characters are damaged, if the text is mostly sound UTF-8."""
    broken = patched.count("\ufffd")
    sound = sum(not character.isascii() for character in patched) - broken
    if broken >= sound:
        return None
    return "1 character is" if broken == 1 else f"{broken:,} characters are"


def _guess(data: bytes) -> str:
    """The likeliest encoding.

    Text that is nearly all ASCII is taken for Western Windows, in which most such English is written: a few
    letters are too little to tell encodings apart, and charset-normalizer takes a lone "é" for Persian.
    """
    if _is_western(data):
        return WESTERN
    from charset_normalizer import from_bytes

    best = from_bytes(data[:SAMPLE], cp_exclusion=WIDE).best()
    if best is None:
        raise Unreadable(BINARY)
    return re.sub(r"^cp(?=125\d$)", "windows-", best.encoding)


def _is_western(data: bytes) -> bool:
    if CONTROL.search(data) or 4 * sum(byte < 0x80 for byte in data[:SAMPLE]) < 3 * len(data[:SAMPLE]):
        return False
    return _decode_as(data, WESTERN) is not None
