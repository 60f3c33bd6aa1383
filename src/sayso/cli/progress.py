"""What is told on standard error while reports are read: a bar, notes and failures."""

import sys
from types import TracebackType

from rich.progress import BarColumn, Progress, ProgressColumn, Task, TextColumn, TimeRemainingColumn
from rich.text import Text

from sayso.cli.output import Page
from sayso.wording import count


class RateColumn(ProgressColumn):
    """Reports read, and how many in a second."""

    def render(self, task: Task) -> Text:
        """The count and the rate so far."""
        done: int = task.fields["reports"]
        rate = f"{done / task.elapsed:,.1f}/s" if done and task.elapsed else ""
        return Text(f"{count(done, 'report')}  {rate}")


class ReadingProgress:
    """A bar over the bytes of the input, shown on a terminal only; lines are printed above it.

    Args:
        total: bytes to read, or None where that is not known.
        quiet: show no bar.
    """

    def __init__(self, total: int | None, *, quiet: bool) -> None:
        self._page = Page(file=sys.stderr, highlight=False, markup=False, emoji=False)
        self._bar = Progress(
            TextColumn("reading"),
            BarColumn(40),
            RateColumn(),
            TimeRemainingColumn(),
            console=self._page,
            transient=True,
            disable=quiet or not self._page.is_terminal,
        )
        self._task = self._bar.add_task("", total=total, reports=0)
        self._reports = 0

    def __enter__(self) -> "ReadingProgress":
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._bar.stop()

    def advance(self, bytes_done: int) -> None:
        """One more report is done, and so many bytes of the input."""
        self._reports += 1
        self._bar.update(self._task, completed=bytes_done, reports=self._reports)

    def tell(self, line: str) -> None:
        """Print a line."""
        self._page.print(f"sayso: {line}", soft_wrap=True)
