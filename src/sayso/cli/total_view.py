"""A sum over incidents: its bounds, what is in it, what is not and why, or why there is none."""

from rich.console import Console
from rich.text import Text

from sayso.accounts import Total
from sayso.cli.output import print_table, table
from sayso.wording import count, number

SHOWN = 12
"""Reasons printed before "and 30 more"."""


def print_total(out: Console, total: Total) -> None:
    """Print a sum, or why it is refused."""
    harm = total.harm.replace("_", " ")
    if total.refused:
        out.print(Text(f"No sum of {harm}: people might be counted twice.", "bold"))
        _print_reasons(out, total.refused)
        out.print("Leave one of each pair out: --without INCIDENT")
        return
    out.print(
        Text.assemble(
            (number(total.low, total.high), "bold red"),
            f" {harm} in {count(len(total.counted), 'incident')}, lowest and highest figures added",
        )
    )
    rows = table("", "incident", numbers=("",))
    for left in total.left_out[:SHOWN]:
        rows.add_row(Text(left.incident, "dim"), left.reason)
    if len(total.left_out) > SHOWN:
        rows.add_row("", f"and {len(total.left_out) - SHOWN} more")
    print_table(out, "Left out", rows)


def _print_reasons(out: Console, reasons: tuple[str, ...]) -> None:
    for reason in reasons[:SHOWN]:
        out.print(f"  {reason}")
    if len(reasons) > SHOWN:
        out.print(f"  and {len(reasons) - SHOWN} more")
