"""From a Doc to a Reading: who says what, what happened, how many were hurt, what was promised."""

from functools import cache
from typing import TYPE_CHECKING

from sayso.report import TIME_LIMIT

if TYPE_CHECKING:
    from sayso.model import Reading
    from sayso.reading.reader import ReportReader

__all__ = ["load_reader", "read"]


@cache
def load_reader(seconds: float = TIME_LIMIT) -> "ReportReader":
    """The reader of this process, loaded when it is first asked for.

    Args:
        seconds: processor time that one report may take.
    """
    from sayso.reading.reader import ReportReader

    return ReportReader(seconds=seconds)


def read(
    text: str,
    *,
    id: str | None = None,
    title: str | None = None,
    outlet: str | None = None,
    url: str | None = None,
    published: str | None = None,
) -> "Reading":
    """Read one report.

    Args:
        text: the report; spans count its code points.
        id: any name for it.
        title: its headline.
        outlet: who published it.
        url: where.
        published: the day of publication, ISO 8601; relative times are resolved against it.

    Returns:
        The Reading; `to_dict()` gives its public JSON form.

    Raises:
        ReportError: the report is empty, too long, or not in English.
    """
    from sayso.report import Report

    report = Report(text=text, id=id, title=title, outlet=outlet, url=url, published=published)
    return load_reader().read_one(report)
