"""Linked incidents: a list of them, and one with its accounts side by side."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.text import Text

from sayso.cli.output import print_table, table
from sayso.wording import count, days, number, people, shorten

if TYPE_CHECKING:
    from sayso.workflow.dossier import Ruled

Row = Mapping[str, Any]

GRADES = {
    "confirmed": "bold green",
    "fair": "green",
    "weak": "yellow",
    "contested": "bold magenta",
    "discounted": "dim",
}
OTHER_HARMS = ("killed_or_injured", "missing", "abducted", "detained", "displaced")
SOURCE_WIDTH = 24
SAYS_WIDTH = 24
SENTENCE = 300
SOURCES = 3
"""Sources named at one end of a range before "and 2 more"."""


def print_incidents(out: Console, rows: Iterable[Row]) -> None:
    """Print each incident in two lines: what, where, when, and the range of the dead and the injured."""
    grid = table(
        "", "incident", "killed", "injured", "sources", "reports", "grade", numbers=("sources", "reports")
    )
    for row in rows:
        setting = " · ".join(part for part in (where(row), _when(row)) if part)
        grid.add_row(
            Text(row["id"], "dim"),
            Text.assemble((what(row), "bold yellow"), f"\n{setting or 'place and day unknown'}"),
            _range(row, "killed"),
            _range(row, "injured"),
            str(len(row["accounts"])),
            str(len(set(row["reports"]))),
            grade(row),
        )
    out.print(grid)


def print_incident(out: Console, row: Row, *, sentences: bool = True) -> None:
    """Print one incident: its ranges with who stands at each end, and what each source says of it.

    Args:
        out: where to print.
        row: the incident's public row.
        sentences: print under each account the sentences that it was read in.
    """
    out.print(Text.assemble((row["id"], "dim"), "  ", (what(row), "bold yellow")))
    parts = (_when(row), where(row), f"part of {row['part_of']}" if row["part_of"] else "", _behind(row))
    out.print(" · ".join(part for part in parts if part))
    _print_grade(out, row, facts=sentences)
    _print_ranges(out, row["figures"])
    (_print_words if sentences else _print_accounts)(out, row["accounts"])


def print_rulings(out: Console, rulings: Iterable["Ruled"]) -> None:
    """Print the decisions and notes on an incident, each with who made it and why."""
    grid = table("", "when", "who", "act", "on", "why")
    for ruled in rulings:
        ruling, style = ruled.decision.ruling, "" if ruled.stands else "dim"
        words = f"“{shorten(ruling.target.text, 40)}”" if ruling.target else ""
        grid.add_row(
            Text(ruled.decision.id, "dim"),
            Text(ruled.decision.recorded[:10], style),
            Text(ruling.who, style),
            Text(ruling.act.value if ruled.stands else f"{ruling.act.value}, undone", style),
            Text(words, style),
            Text(ruling.why, style),
        )
    print_table(out, "Decided", grid)


def what(row: Row) -> str:
    """The kind of incident, and its status where it did not simply occur."""
    return str(row["type"]) if row["status"] == "occurred" else f"{row['type']}, {row['status']}"


def where(row: Row) -> str:
    """The most exact place, and the largest one that holds it where that is another."""
    names = list(dict.fromkeys(place["name"] for place in row["where"]))
    return ", ".join(dict.fromkeys([*names[:1], *names[-1:]]))


def grade(row: Row) -> Text:
    """The grade, coloured."""
    return Text(row["grade"] or "", GRADES.get(row["grade"] or "", ""))


def _behind(row: Row) -> str:
    """How many speak, and how many of them do not repeat another."""
    reports, outlets = len(set(row["reports"])), {o for root in row["roots"] for o in root["outlets"]}
    told = f"{count(len(outlets), 'outlet')}, {count(reports, 'report')}"
    return f"{told}, {count(len(row['roots']), 'independent source')}"


def _print_grade(out: Console, row: Row, *, facts: bool) -> None:
    """Print the grade with its rule, and the facts that the rule was tried on."""
    if not row["grounds"]:
        return
    out.print(Text.assemble("graded ", grade(row), (f": {row['grounds']['rule']}", "dim")))
    for fact in row["grounds"]["facts"] if facts else ():
        said = dict.fromkeys(f"{s['report']} {s['statement']}" for s in fact["statements"])
        out.print(Text.assemble(f"  {fact['fact']}", (f"  ({', '.join(said)})", "dim")))


def _when(row: Row) -> str:
    return days(row["when"]["start"], row["when"]["end"]) if row["when"] else ""


def _range(row: Row, harm: str) -> Text:
    """The range of one harm over all people."""
    toll = row["tolls"].get(harm)
    if toll is None:
        return Text("")
    if toll["peak"] is None:
        return Text("some", "dim")
    return Text(_span(toll["low"], toll["high"], toll["peak"]), "bold red")


def _span(low: int | None, high: int | None, peak: int | None) -> str:
    """A range in words: "9–31", "9 to at least 31", "at least 9"."""
    if high is None and low is not None and peak is not None and peak > low:
        return f"{low:,}–{peak:,}+"
    return number(low, high)


def _print_ranges(out: Console, figures: Sequence[Row]) -> None:
    """Print who stands at either end of each range."""
    grid = table("", "", "lowest", "by", "highest", "by ", numbers=("lowest", "highest"))
    for figure in figures:
        if figure["peak"] is None:
            continue
        ends = figure["by"]
        one = figure["low"] == figure["high"] or ends["low"] == ends["high"]
        grid.add_row(
            figure["harm"].replace("_", " "),
            people(figure["victims"]["status"], figure["victims"]["groups"]),
            Text(_lowest(figure, one=one), "bold red"),
            Text(_names(ends["low"]), "cyan"),
            Text("" if one else _peak(figure), "bold red"),
            Text("" if one else _names(ends["high"]), "cyan"),
        )
    if grid.row_count:
        out.print()
        out.print(grid)


def _lowest(figure: Row, *, one: bool) -> str:
    """The low end; the whole range where one source stands at both ends."""
    if one:
        return _span(figure["low"], figure["high"], figure["peak"])
    return "" if figure["low"] is None else f"{figure['low']:,}"


def _peak(figure: Row) -> str:
    return f"{figure['peak']:,}" if figure["high"] is not None else f"{figure['peak']:,}+"


def _names(sources: Sequence[str]) -> str:
    more = len(sources) - SOURCES
    return ", ".join(sources[:SOURCES]) + (f" and {more} more" if more > 0 else "")


def _print_accounts(out: Console, accounts: Sequence[Row]) -> None:
    """Print a line an account, side by side: what it counts, whom it blames, when it was heard."""
    grid = table("source", "kind", "killed", "injured", "other harm", "blames", "heard")
    for account in accounts:
        grid.add_row(
            Text(account["source"], "cyan"),
            Text(account["kind"].replace("_", " "), "dim"),
            _figures(account, ("killed",)),
            _figures(account, ("injured",)),
            _figures(account, OTHER_HARMS, named=True),
            Text("\n".join(_blamed(account)), "magenta"),
            days(account["first"], account["last"]).replace(" to ", "\nto "),
        )
    out.print()
    out.print(grid)


def _print_words(out: Console, accounts: Sequence[Row]) -> None:
    """Print each account with the sentences that it was read in."""
    grid = table("source", "says", "in these words")
    grid.columns[0].width, grid.columns[1].width = SOURCE_WIDTH, SAYS_WIDTH
    for account in accounts:
        heard = days(account["first"], account["last"])
        source = Text.assemble(
            (account["source"], "cyan"), (f"\n{account['kind'].replace('_', ' ')}\n{heard}", "dim")
        )
        says = Text("\n").join(
            part
            for part in (
                _figures(account, ("killed", "injured", *OTHER_HARMS), named=True),
                *(Text(f"blames {name}", "magenta") for name in _blamed(account)),
                Text("denies" if _denies(account) else "", "green"),
                *(Text(change, "yellow") for change in _changes(account)),
            )
            if part.plain
        )
        grid.add_row(source, says, _words(account))
        grid.add_row()
    out.print()
    out.print(grid)


def _figures(account: Row, harms: Sequence[str], *, named: bool = False) -> Text:
    """A line a figure; those that the source, or the outlet, has since corrected are struck out."""
    lines: dict[str, Text] = {}
    for figure in account["figures"]:
        if figure["harm"] not in harms:
            continue
        number_ = number(
            figure["low"], figure["high"], about=figure["bound"] == "about", words=shorten(figure["text"], 30)
        )
        harm = f" {figure['harm'].replace('_', ' ')}" if named else ""
        whom = people(figure["victims"]["status"], figure["victims"]["groups"])
        share = ", of them" if figure["share"] else ""
        share_stands = figure["share"] and not figure.get("rewrite")
        style = "bold red" if figure["stands"] else "red" if share_stands else "strike dim red"
        line = Text.assemble(
            (number_, style), (harm, style), (f" {whom}" if whom else "", "dim"), (share, "dim")
        )
        lines[line.markup] = line
    return Text("\n").join(lines.values())


def _blamed(account: Row) -> list[str]:
    return list(dict.fromkeys(blame["name"] for blame in account["blames"]))


def _denies(account: Row) -> bool:
    return any(said["act"] == "deny" or said["certainty"] == "denied" for said in account["statements"])


def _changes(account: Row) -> list[str]:
    """What the source changed in its account: "lowered 31 to 27"."""
    return [
        f"{change['change']} {shorten(change['before'], 30)}"
        + ("" if change["change"] == "withdrawn" else f" to {shorten(change['after'], 30)}")
        for change in account["revisions"]
    ]


def _words(account: Row) -> Text:
    """Each sentence once, with the report and the statement it stands in, and what the outlet made of it."""
    told: dict[tuple[str, str], Row] = {}
    for part in (
        *account["figures"],
        *account["blames"],
        *account["statements"],
        *account.get("rewrites", ()),
    ):
        told.setdefault((part["report"], part["sentence"]), part)
    lines = Text()
    for n, part in enumerate(sorted(told.values(), key=lambda p: (p["said"] or "", p["report"]))):
        lines.append("\n" if n else "")
        lines.append(shorten(part["sentence"], SENTENCE))
        lines.append(f"  ({part['report']} {part['statement']})".replace(" ", "\N{NO-BREAK SPACE}"), "dim")
        if part.get("rewrite"):
            lines.append(_rewritten(part["rewrite"]), "yellow")
    return lines


def _rewritten(rewrite: Row) -> str:
    """What an outlet made of a sentence, a line of its own."""
    now = rewrite["sentence"]
    words = f"changed to: {shorten(now, SENTENCE)}" if now else "taken out"
    return f"\n  {rewrite['on']} {words} ({rewrite['report']})"
