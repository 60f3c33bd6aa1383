"""Marks in a text on a terminal: brackets, or colours.

Marks may cover each other or cross. Where two cross, the one that began later is closed and opened again, so
that brackets always pair.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from rich.text import Text

from sayso.marks import Mark

STYLES = {
    "source": "bold cyan",
    "via": "cyan",
    "cue": "green",
    "content": "italic",
    "incident": "yellow",
    "figure": "bold red",
    "pledge": "underline magenta",
    "deadline": "magenta",
}
TAGGED = {"source", "incident", "figure", "pledge"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step through a marked text: a mark opens or closes, or some text runs on.

    `again` is true where a mark goes on that had to close for another one.
    """

    what: Literal["open", "text", "close"]
    text: str = ""
    mark: Mark | None = None
    again: bool = False


def walk(text: str, marks: Iterable[Mark]) -> Iterator[Step]:
    """Go through a text from mark to mark; every mark opened is closed, in the opposite order."""
    waiting = sorted(
        (mark for mark in marks if mark.span[0] < mark.span[1]),
        key=lambda mark: (mark.span[0], -mark.span[1]),
    )
    stops = sorted({0, len(text), *(end for mark in waiting for end in mark.span)})
    open_marks: list[Mark] = []
    for here, there in zip(stops, [*stops[1:], len(text)], strict=True):
        yield from _close(open_marks, here)
        while waiting and waiting[0].span[0] == here:
            open_marks.append(waiting.pop(0))
            yield Step("open", mark=open_marks[-1])
        if here < there:
            yield Step("text", text=text[here:there])


def _close(open_marks: list[Mark], here: int) -> Iterator[Step]:
    """Close the marks that end here, and those opened inside them, which are opened again."""
    ending = [i for i, mark in enumerate(open_marks) if mark.span[1] <= here]
    if not ending:
        return
    inner = open_marks[ending[0] :]
    for mark in reversed(inner):
        yield Step("close", mark=mark)
    del open_marks[ending[0] :]
    for mark in inner:
        if mark.span[1] > here:
            open_marks.append(mark)
            yield Step("open", mark=mark, again=True)


def plain(text: str, marks: Iterable[Mark]) -> str:
    """The text with marks that need no colour: `[s1 source the ministry] [s1 cue said]`."""
    out: list[str] = []
    for step in walk(text, marks):
        if step.what == "text":
            out.append(step.text)
        elif step.what == "close":
            out.append("]")
        elif step.mark:
            out.append(f"[{step.mark.id} {'…' if step.again else ''}{step.mark.kind} ")
    return "".join(out)


def coloured(text: str, marks: Iterable[Mark]) -> Text:
    """The text with marks in colour; sources, incidents, figures and pledges also carry their id."""
    out = Text()
    styles: list[str] = []
    for step in walk(text, marks):
        if step.what == "text":
            out.append(step.text, " ".join(styles))
        elif step.mark:
            style = STYLES[step.mark.kind]
            if step.what == "close":
                styles.pop()
            else:
                if step.mark.kind in TAGGED and not step.again:
                    out.append(f"{step.mark.id} ", f"dim {style.split()[-1]}")
                styles.append(style)
    return out
