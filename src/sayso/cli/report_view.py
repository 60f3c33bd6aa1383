"""One report as it was read: its text with marks, and tables of what it says, by whom."""

from rich.console import Console
from rich.text import Text

from sayso.cli.marks import coloured, plain
from sayso.cli.output import print_table, table
from sayso.marks import marks_of
from sayso.model import NARRATOR, Bound, Casualty, Incident, PublishedBasis, Reading, Statement, When
from sayso.wording import days, number, people, shorten

CONTENT = 240
BASIS = {
    PublishedBasis.GIVEN: "as given",
    PublishedBasis.TEXT: "as printed in the text",
    PublishedBasis.INFERRED: "inferred from its weekdays and dates",
}


def print_report(out: Console, id: str, reading: Reading) -> None:
    """Print a report: heading, marked text, statements, incidents, figures, pledges."""
    _print_heading(out, id, reading)
    marks = marks_of(reading)
    text = reading.report.text
    if out.is_terminal:
        out.print(coloured(text, marks))
    else:
        out.print(plain(text, marks), soft_wrap=True)
    _print_statements(out, reading)
    _print_incidents(out, reading)
    _print_figures(out, reading)
    _print_pledges(out, reading)


def speaker(reading: Reading, statement: Statement) -> str:
    """Who says it, by name where that is known; the narrator is the outlet."""
    source = statement.source
    if statement.id == NARRATOR:
        return source.name or reading.report.outlet or "the report itself"
    return source.name or source.text or "unknown"


def figure(casualty: Casualty) -> str:
    """The number of a casualty, in words as printed where it has none."""
    return number(
        casualty.low,
        casualty.high,
        about=casualty.bound is Bound.ABOUT,
        words=shorten(casualty.text, 40),
    )


def dated(when: When | None) -> str:
    """The days of an incident or a deadline, and the words that say so."""
    if when is None:
        return ""
    known = days(when.start, when.end)
    words = f"“{when.text}”" if when.text else ""
    return "\n".join(part for part in (known, words) if part)


def _print_heading(out: Console, id: str, reading: Reading) -> None:
    report = reading.report
    out.print(Text(report.title or "Untitled", style="bold"))
    published = "day of publication unknown"
    if report.published:
        published = f"published {report.published}"
        if report.published_basis in BASIS:
            published += f" ({BASIS[report.published_basis]})"
    out.print(Text(" · ".join(part for part in (report.outlet, published, id, report.url) if part), "dim"))
    out.print()


def _print_statements(out: Console, reading: Reading) -> None:
    rows = table("", "source", "kind", "says", "content")
    for statement in reading.statements:
        if statement.id == NARRATOR:
            continue
        via = "".join(f"\nvia {via.name or via.text}" for via in statement.via)
        says = [statement.act, *([statement.certainty] if statement.certainty != "asserted" else [])]
        rows.add_row(
            Text(statement.id, "dim"),
            Text.assemble((speaker(reading, statement), "cyan"), (via, "dim")),
            statement.source.kind.replace("_", " "),
            ", ".join(says),
            shorten(" … ".join(phrase.text for phrase in statement.content), CONTENT),
        )
    print_table(out, "Statements", rows)


def _print_incidents(out: Console, reading: Reading) -> None:
    rows = table("", "incident", "status", "when", "where", "who")
    for incident in reading.incidents:
        rows.add_row(
            Text(incident.id, "dim"),
            Text.assemble(
                (incident.type, "yellow"),
                (f"\n“{incident.mentions[0].text}”" if incident.mentions else "", "dim"),
                (f"\npart of {incident.part_of}" if incident.part_of else "", "dim"),
            ),
            incident.status,
            dated(incident.when),
            "\n".join(dict.fromkeys(f"{where.name} ({where.precision})" for where in incident.where)),
            _who(incident),
        )
    print_table(out, "Incidents", rows)


def _who(incident: Incident) -> str:
    lines = []
    for actor in incident.actors:
        say_so = "" if actor.statement == NARRATOR else f", {actor.statement}"
        lines.append(f"{actor.name} ({actor.role}{say_so})")
    return "\n".join(dict.fromkeys(lines))


def _print_figures(out: Console, reading: Reading) -> None:
    rows = table(
        "", "according to", "figure", "harm", "people", "incident", "as printed", numbers=("figure",)
    )
    for statement in reading.statements:
        said = [c for c in reading.casualties if c.statement == statement.id]
        for place, casualty in enumerate(said):
            part = f" (of {casualty.part_of})" if casualty.part_of else ""
            rows.add_row(
                Text(casualty.id, "dim"),
                Text(speaker(reading, statement) if place == 0 else "", "cyan"),
                Text(figure(casualty), "bold red"),
                casualty.harm.replace("_", " "),
                people(casualty.victims.status, casualty.victims.groups),
                (casualty.incident or "") + part,
                Text(shorten(casualty.text, 60), "dim"),
            )
    print_table(out, "Figures, by who gives them", rows)


def _print_pledges(out: Console, reading: Reading) -> None:
    speakers = {statement.id: speaker(reading, statement) for statement in reading.statements}
    rows = table("", "by", "act", "what", "deadline", "according to")
    for pledge in reading.pledges:
        rows.add_row(
            Text(pledge.id, "dim"),
            Text((pledge.by.name or pledge.by.text) if pledge.by else "", "cyan"),
            Text(pledge.act, "magenta"),
            shorten(pledge.what.text, CONTENT),
            dated(pledge.deadline),
            speakers.get(pledge.statement, ""),
        )
    print_table(out, "Pledges", rows)
