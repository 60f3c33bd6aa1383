"""Numbers, days and people as a reader of the news would write them."""

from collections.abc import Iterable

UNCOUNTED = "uncounted"


def number(low: int | None, high: int | None, *, about: bool = False, words: str = UNCOUNTED) -> str:
    """A figure with its bounds: "9", "at least 169", "up to 30", "5–9", "about 400".

    Args:
        low: the least it can be, or None.
        high: the most it can be, or None.
        about: the figure was printed as a rough one.
        words: what to say where there is no number ("several").
    """
    if low is None and high is None:
        return words
    if high is None:
        return f"at least {low:,}"
    if low is None:
        return f"up to {high:,}"
    figure = f"{low:,}" if low == high else f"{low:,}–{high:,}"
    return f"about {figure}" if about else figure


def days(start: str | None, end: str | None) -> str:
    """An interval of days: "2024-07-06", "2024-07-06 to 2024-07-07", "until 2024-07-07"."""
    if start == end:
        return start or ""
    if start is None:
        return f"until {end}"
    if end is None:
        return f"from {start}"
    return f"{start} to {end}"


def people(status: str, groups: Iterable[str]) -> str:
    """Who was counted: "children", "civilian women, children"; empty where the report does not say."""
    named = ", ".join(group.replace("_", " ") for group in groups)
    kind = "" if status == "unknown" else status.replace("_", " ")
    return f"{kind} {named}".strip()


def count(amount: int, one: str, many: str | None = None) -> str:
    """An amount and its noun: "1 report", "3 reports"."""
    return f"{amount:,} {one if amount == 1 else many or one + 's'}"


def shorten(text: str, width: int) -> str:
    """Words on one line, cut at a word, with an ellipsis where something is left out."""
    line = " ".join(text.split())
    if len(line) <= width:
        return line
    return line[: width - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
