"""A large invented ledger that a page can be measured on: stories told many times, of other places and days.

A few incidents, each told by three reports, are read and linked as any others are. Each is then repeated with other
names, days, figures and outlets of the same length, so that every span still cuts its words: as many reports,
Readings and linked incidents as are wanted, none of them simpler than a real one.
"""

import json
import random
import re
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, select

from sayso.decisions import Act
from sayso.ledger import Ledger, kept, store
from sayso.ledger.address import connect_to, writing_to
from sayso.ledger.revision import bring_up
from sayso.ledger.tables import reports
from sayso.model import Reading, Versions
from sayso.reading import load_reader
from sayso.report import Report
from sayso.workflow.book import LedgerBook
from sayso.workflow.decide import rule
from sayso.workflow.docket import store_docket
from sayso.workflow.link import _queued, linked_rows

Row = dict[str, Any]

ONE = timedelta(1)
DAY = date(2021, 6, 16)
PLACE, PERSON = "Kunduz", "Wardakh"
FIGURES = ("23", "31", "19", "44")
TOKEN = re.compile("|".join((PLACE, PERSON, *(rf"\b{figure}\b" for figure in FIGURES))))
DATE = re.compile(r"\d{4}-\d\d-\d\d")
TOGETHER = 1_000
FILLER = 60
QUEUED = 1_500
DECIDED = 400
"""Of so many incidents somebody has noted something on one."""
PLACES, PERSONS, OUTLETS, WORDS = 3_000, 2_000, 400, 40_000
FIRST_DAY, DAYS = date(2015, 1, 1), 3_650

STORIES = (
    (
        "An air strike on a market in Kunduz on Tuesday killed 23 people and wounded 44, the Health Ministry "
        "said. Doctor Karim Wardakh, who works at the provincial hospital, told reporters that 31 bodies had been "
        "brought in, among them nine children. The army denied that it had hit the market.",
        "The army said its strike in Kunduz on Tuesday killed 19 fighters. Residents blamed the air force for the "
        "deaths of 23 civilians. The governor promised to publish an inquiry by the end of the month.",
        "A monitor, Harm Count, said on Wednesday that the strike on the market in Kunduz had killed at least 31 "
        "civilians. The Health Ministry raised its toll to 31 dead and 44 injured.",
    ),
    (
        "Gunmen attacked a bus near Kunduz on Tuesday and killed 19 passengers, police said. Commander Wardakh of "
        "the border police said 23 others were abducted. No group claimed the attack.",
        "The rebels denied that they had attacked the bus near Kunduz. A driver who survived said he counted 31 "
        "dead. The rebels vowed to release all captives within a week.",
        "At least 23 passengers of the bus that was attacked near Kunduz on Tuesday are dead, the Red Crescent said. "
        "Police had said on Tuesday that 19 were killed.",
    ),
    (
        "A car bomb exploded outside the police academy in Kunduz on Tuesday, killing 31 recruits and wounding 44 "
        "people, the Interior Ministry said. Spokesman Wardakh blamed the Liberation Army.",
        "The Liberation Army said its fighters carried out the bombing of the police academy in Kunduz. It said 44 "
        "officers were killed. A nurse said the hospital had received 23 bodies.",
        "The Interior Ministry said 31 recruits were killed in the bombing of the academy in Kunduz. The minister "
        "ordered checkpoints to be set up by Friday.",
    ),
    (
        "Police fired on protesters in Kunduz on Tuesday and at least 19 people were injured, a doctor said. "
        "Activist Laila Wardakh said 31 marchers had been arrested.",
        "The police said 23 people were arrested at a march in Kunduz on Tuesday and nobody was hurt. Activists "
        "threatened to block the road to the capital.",
        "The governor said on Wednesday that 44 protesters were detained in Kunduz. Hospitals reported 19 injured.",
    ),
)
"""Three reports each; the second comes a day after the first, the third two days."""


@dataclass(frozen=True, slots=True)
class Told:
    """An incident, linked, with its reports and their Readings, to be told again of another place.

    Args:
        reports: three.
        readings: of each, as plain JSON.
        ids: of each, in the ledger that it was linked in.
        row: the incident's, with its `mentions`.
        doubts: what of it is worth a look.
    """

    reports: tuple[Report, ...]
    readings: tuple[Row, ...]
    ids: tuple[str, ...]
    row: Row
    doubts: tuple[Row, ...]


def tell() -> tuple[list[Told], Versions]:
    """The stories, read and linked for real: of each the incident that most is said of."""
    reader = load_reader()
    told = []
    for texts in STORIES:
        reports = tuple(
            Report(text=text, id=f"story-{place}", outlet="Outlet", published=(DAY + place * ONE).isoformat())
            for place, text in enumerate(texts)
        )
        readings = [reading for reading in reader.read(reports) if isinstance(reading, Reading)]
        with tempfile.TemporaryDirectory() as folder, Ledger.open(str(Path(folder) / "story.db")) as ledger:
            for report, reading in zip(reports, readings, strict=True):
                ledger.add(report, reading, reader.versions)
            ids = tuple(id for id, _ in ledger.readings())
            row = max(linked_rows(ledger), key=lambda row: len(row["accounts"]))
        doubts = tuple(_queued([row]))
        row = {name: part for name, part in row.items() if name != "doubts"}
        told.append(Told(reports, tuple(reading.to_dict() for reading in readings), ids, row, doubts))
    return told, reader.versions


def build(address: str, incidents: int) -> Iterator[str]:
    """Fill a ledger; what has been done, from time to time.

    Args:
        address: where there is none yet.
        incidents: how many; there are three reports of each.
    """
    stories, versions = tell()
    engine, place = connect_to(address, create=True)
    bring_up(engine, place, create=True)
    chance = random.Random(6)
    words = made_up_words(chance)
    retold = [Retold.of(chance) for _ in range(incidents)]
    hashes = []
    for first in range(0, incidents, TOGETHER):
        with writing_to(engine) as connection:
            for number in range(first, min(first + TOGETHER, incidents)):
                told = stories[number % len(stories)]
                for report, reading in retold[number].reports(told, number, words, chance):
                    store.add(connection, report, reading, versions)
                    hashes.append(report.hash)
        yield f"{min(first + TOGETHER, incidents):,} incidents told"
    with Ledger(engine) as ledger:
        with writing_to(engine) as connection:
            ids = {row.hash: row.id for row in connection.execute(select(reports.c.hash, reports.c.id))}
        names = [tuple(ids[hash] for hash in hashes[place : place + 3]) for place in range(0, len(hashes), 3)]
        told_by = [stories[number % len(stories)] for number in range(incidents)]
        ledger.store_links(
            one.row(told, number, own)
            for number, (one, told, own) in enumerate(zip(retold, told_by, names, strict=True))
        )
        store_docket(ledger)
        yield "linked"
        queued = zip(retold[:QUEUED], told_by, names, strict=False)
        ledger.queue.store(
            doubt for number, (one, told, own) in enumerate(queued) for doubt in one.doubts(told, number, own)
        )
        for own in names[: incidents // DECIDED]:
            rule(ledger, Act.NOTE, [f"{own[0]}:i1"], who="bench", why="a note")
        yield "decided"
        keep(ledger, engine)
        yield "looked at"


def keep(ledger: Ledger, engine: Engine) -> None:
    """Keep what linking would see of each report, so that nothing waits to be linked."""
    book = LedgerBook(ledger)
    itself = {id: id for id in book.stale}
    with writing_to(engine) as connection:
        kept.store(connection, book.looked(itself), {})


@dataclass(frozen=True, slots=True)
class Retold:
    """What is other where a story is told again; names and figures are as long as those they replace."""

    words: Mapping[str, str]
    numbers: Mapping[int, int]
    days: timedelta
    lat: float
    lon: float
    outlets: tuple[str, ...]

    @classmethod
    def of(cls, chance: random.Random) -> "Retold":
        """Another place, person, day, toll, and other outlets."""
        place = chance.randrange(PLACES)
        figures = {figure: str(chance.randint(10, 99)) for figure in FIGURES}
        return cls(
            words={PLACE: _name(place, 6), PERSON: _name(PLACES + chance.randrange(PERSONS), 7), **figures},
            numbers={int(old): int(new) for old, new in figures.items()},
            days=FIRST_DAY - DAY + chance.randrange(DAYS) * ONE,
            lat=round(-30 + place * 7919 % 6500 / 100, 3),
            lon=round(-15 + place * 104729 % 9000 / 100, 3),
            outlets=tuple(f"Outlet {chance.randrange(OUTLETS)}" for _ in range(3)),
        )

    def reports(
        self, told: Told, number: int, words: Sequence[str], chance: random.Random, *, filler: int = FILLER
    ) -> Iterator[tuple[Report, Reading]]:
        """The reports, with so many words after them that no other has, and their Readings."""
        for place, (report, reading) in enumerate(zip(told.reports, told.readings, strict=True)):
            tail = " ".join(words[int(len(words) ** chance.random()) - 1] for _ in range(filler))
            again = Report(
                text=f"{self.text(report.text)}\n\n{tail}.",
                id=f"story-{number}-{place}",
                title=self.text(report.text[:60]),
                outlet=self.outlets[place],
                published=self.text(report.published or ""),
            )
            plain = self.other(reading)
            plain["report"] |= {
                "id": again.id,
                "text": again.text,
                "title": again.title,
                "outlet": again.outlet,
                "published": again.published,
            }
            yield again, Reading.from_json(json.dumps(plain))

    def row(self, told: Told, number: int, own: Sequence[str]) -> Row:
        """The linked incident."""
        row: Row = self.renamed(self.other(told.row), told, own)
        row["id"] = f"i-{number:08x}"
        return row

    def doubts(self, told: Told, number: int, own: Sequence[str]) -> list[Row]:
        """What of it is worth a look."""
        rows = [self.renamed(self.other(doubt), told, own) for doubt in told.doubts]
        return [{**row, "incident": f"i-{number:08x}"} for row in rows]

    def renamed(self, plain: Any, told: Told, own: Sequence[str]) -> Any:
        """The same of other reports."""
        text = json.dumps(plain)
        for old, new in zip(told.ids, own, strict=True):
            text = text.replace(old, new)
        return json.loads(text)

    def other(self, plain: Any, name: str = "") -> Any:
        """The same of another place, day and toll; spans stay as they are."""
        if isinstance(plain, Mapping):
            return {key: self.other(value, key) for key, value in plain.items()}
        if isinstance(plain, list | tuple):
            return [self.other(value, name) for value in plain]
        if isinstance(plain, str):
            return self.text(plain)
        if isinstance(plain, int) and name in ("low", "high", "peak", "effect"):
            return self.numbers.get(plain, plain)
        if isinstance(plain, float) and name in ("lat", "lon"):
            return self.lat if name == "lat" else self.lon
        return plain

    def text(self, words: str) -> str:
        """Words of a story as they are told now."""
        if DATE.fullmatch(words):
            return (date.fromisoformat(words) + self.days).isoformat()
        return TOKEN.sub(lambda found: self.words[found[0]], words)


def made_up_words(chance: random.Random) -> list[str]:
    """Words that no language has."""
    return ["".join(chance.choices("aeioustrnlmdk", k=chance.randint(3, 9))) for _ in range(WORDS)]


def _name(number: int, length: int) -> str:
    """A name of so many letters for a number."""
    letters = ""
    for place in range(length):
        number, sound = divmod(number * 7 + place, 13 if place % 2 == 0 else 5)
        letters += "bdfghklmnrstz"[sound] if place % 2 == 0 else "aeiou"[sound]
    return letters.capitalize()
