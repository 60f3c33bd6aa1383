"""Every format that the ledger can be exported in."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import partial

from sayso.exports import acled, airwars, claimreview, ged, polecat, table
from sayso.exports import geojson as map_of
from sayso.exports.airwars.columns import SIDE_TABLES
from sayso.exports.case import Case
from sayso.exports.cell import MAIN, Cells, LeftOut, Tables
from sayso.exports.claimreview import Checker
from sayso.exports.entry import Entry, Files
from sayso.exports.parquet import parquet
from sayso.exports.unsaid import Topic
from sayso.exports.write import airwars as write_airwars
from sayso.exports.write import claims, delimited, geojson, json_lines
from sayso.exports.xlsx import xlsx

NO_TOLLS = frozenset(Topic)
ONE_NUMBER = NO_TOLLS - {Topic.KILLED}
RANGES = frozenset(
    {Topic.DENIAL, Topic.HEDGE, Topic.INJURED, Topic.OTHER_HARM, Topic.SHARE, Topic.REVISION, Topic.OPEN_END}
)
OWN = (
    "who says what, and in which words: that is in the accounts of `sayso incidents --format jsonl`",
    "when words came through others, and how sure a source is",
    "rival blame and denials",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Format:
    """A format of others, or one of our own.

    Args:
        name: as the command has it.
        suffix: of a file's name.
        tables: what an incident becomes; or why it is left out.
        write: writes entries to the file of each table.
        files: the tables that have a file each.
        adds_up: its numbers may be added up, so that a part is left out where its whole is in.
        is_text: whether it can go to a terminal.
        cannot_say: what it has no place for, in words.
        not_known: what it has a place for and the ledger does not know, in words.
        unsaid: topics that it has no place for, listed for each incident.
    """

    name: str
    suffix: str
    tables: Callable[[Case], Tables | LeftOut]
    write: Callable[[Iterable[Entry], Files], None]
    files: tuple[str, ...] = (MAIN,)
    adds_up: bool = False
    is_text: bool = True
    cannot_say: tuple[str, ...] = ()
    not_known: tuple[str, ...] = ()
    unsaid: frozenset[Topic] = frozenset()


def reviews(checker: Checker) -> Format:
    """ClaimReview, as this checker publishes it."""
    return Format(
        name="claimreview",
        suffix=".jsonld",
        tables=claimreview.tables,
        write=partial(claims, checker=checker),
        cannot_say=claimreview.CANNOT_SAY,
        not_known=claimreview.NOT_KNOWN,
        unsaid=NO_TOLLS,
    )


def _one_row(row: Callable[[Case], Cells | LeftOut]) -> Callable[[Case], Tables | LeftOut]:
    def tables(case: Case) -> Tables | LeftOut:
        cells = row(case)
        return cells if isinstance(cells, LeftOut) else {MAIN: [cells]}

    return tables


def _incident(case: Case) -> Tables:
    return {MAIN: [table.incident(case)]}


FORMATS = {
    format.name: format
    for format in (
        Format(
            name="acled",
            suffix=".csv",
            tables=_one_row(acled.row),
            write=partial(delimited, columns={MAIN: acled.COLUMNS}),
            adds_up=True,
            cannot_say=acled.CANNOT_SAY,
            not_known=acled.NOT_KNOWN,
            unsaid=ONE_NUMBER,
        ),
        Format(
            name="ged",
            suffix=".csv",
            tables=_one_row(ged.row),
            write=partial(delimited, columns={MAIN: ged.COLUMNS}),
            adds_up=True,
            cannot_say=ged.CANNOT_SAY,
            not_known=ged.NOT_KNOWN,
            unsaid=RANGES | {Topic.RIVAL_BLAME},
        ),
        Format(
            name="airwars",
            suffix=".csv",
            tables=airwars.tables,
            write=write_airwars,
            files=(MAIN, *SIDE_TABLES),
            adds_up=True,
            is_text=False,
            cannot_say=airwars.CANNOT_SAY,
            not_known=airwars.NOT_KNOWN,
            unsaid=RANGES - {Topic.DENIAL, Topic.INJURED},
        ),
        Format(
            name="polecat",
            suffix=".tsv",
            tables=_one_row(polecat.row),
            write=partial(delimited, columns={MAIN: polecat.COLUMNS}, tab=True),
            cannot_say=polecat.CANNOT_SAY,
            not_known=polecat.NOT_KNOWN,
            unsaid=NO_TOLLS,
        ),
        reviews(Checker()),
        Format(
            name="geojson",
            suffix=".geojson",
            tables=map_of.tables,
            write=geojson,
            cannot_say=(*OWN, "areas: an incident is a point"),
            unsaid=NO_TOLLS - {Topic.KILLED, Topic.INJURED, Topic.OPEN_END},
        ),
        Format(
            name="parquet",
            suffix=".parquet",
            tables=table.tables,
            write=parquet,
            files=tuple(table.TABLES),
            is_text=False,
            cannot_say=OWN[1:2],
            unsaid=frozenset({Topic.HEDGE}),
        ),
        Format(
            name="xlsx",
            suffix=".xlsx",
            tables=table.tables,
            write=xlsx,
            is_text=False,
            cannot_say=OWN[1:2],
            unsaid=frozenset({Topic.HEDGE}),
        ),
        Format(name="jsonl", suffix=".jsonl", tables=_incident, write=json_lines),
    )
}
