"""What a ledger costs: how fast Readings go in, and how fast an incident comes out of a full one.

    python -m bench.ledger [--readings 100000] [--mentions 1000000] [--ledger ADDRESS] [--write bench/ledger.md]

The Readings are invented, and as large as those of news: some 350 words with 7 statements, 3 incidents,
5 figures, 12 entities and a pledge. Each is stored as `sayso read` does it, in a transaction of its own.
Beside the rate by the clock stands the rate by this process's own time, which depends less on what else the
machine does.
"""

import argparse
import json
import random
import tempfile
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from sayso.ledger import Ledger
from sayso.model import (
    NARRATOR,
    SCHEMA,
    Bound,
    Casualty,
    Entity,
    EntityType,
    Harm,
    Incident,
    IncidentType,
    Phrase,
    Pledge,
    PledgeAct,
    PublishedBasis,
    Reading,
    ReadReport,
    Source,
    SourceKind,
    Statement,
    Time,
    TimeType,
    Versions,
)
from sayso.report import Report

WORDS = 350
VERSIONS = Versions(package="0", schema=SCHEMA, bundle="0" * 64)
EACH = 5
LOOKS = 1_000
NARRATED = Statement(
    id=NARRATOR,
    source=Source(text=None, span=None, name="Gazette", entity=None, kind=SourceKind.MEDIA, named=True),
)


def reports(chance: random.Random) -> Iterator[Report]:
    """Endless reports of words that are as unequal as a language's."""
    words = ["".join(chance.choices("aeioustrnlmdk", k=chance.randint(2, 9))) for _ in range(40_000)]
    number = 0
    while True:
        text = " ".join(words[int(len(words) ** chance.random()) - 1] for _ in range(WORDS))
        yield Report(text=text, id=str(number), title=text[:60], outlet="Gazette", published="2024-01-01")
        number += 1


def read(report: Report, chance: random.Random) -> Reading:
    """A Reading as large as one of news."""
    told = _Told(report.text, chance)
    return Reading(
        report=ReadReport(
            id=report.id,
            title=report.title,
            outlet=report.outlet,
            url=None,
            language="en",
            published=report.published,
            published_basis=PublishedBasis.GIVEN,
            text=report.text,
        ),
        statements=(NARRATED, *(told.statement(number) for number in range(7))),
        incidents=tuple(told.incident(number) for number in range(3)),
        casualties=tuple(told.casualty(number) for number in range(5)),
        pledges=(Pledge(id="p1", by=None, act=PledgeAct.PLEDGE, what=told.phrase(40), statement="s2"),),
        entities=tuple(told.entity(number) for number in range(12)),
        times=tuple(told.time() for _ in range(5)),
    )


class _Told:
    """What a text tells of, marked on words by chance."""

    def __init__(self, text: str, chance: random.Random) -> None:
        self._text = text
        self._chance = chance

    def phrase(self, length: int) -> Phrase:
        start = self._chance.randrange(len(self._text) - length)
        return Phrase(text=self._text[start : start + length], span=(start, start + length))

    def statement(self, number: int) -> Statement:
        words = self.phrase(20)
        source = Source(
            text=words.text,
            span=words.span,
            name=words.text,
            entity=f"e{number}",
            kind=SourceKind.MILITARY,
            named=True,
        )
        return Statement(id=f"s{number}", source=source, cue=self.phrase(5), content=(self.phrase(120),))

    def incident(self, number: int) -> Incident:
        return Incident(
            id=f"i{number}", mentions=(self.phrase(20), self.phrase(10)), type=IncidentType.ATTACK
        )

    def casualty(self, number: int) -> Casualty:
        words = self.phrase(12)
        return Casualty(
            id=f"c{number}",
            text=words.text,
            span=words.span,
            low=number,
            high=number,
            bound=Bound.EXACT,
            harm=Harm.KILLED,
            incident="i1",
            statement="s1",
        )

    def entity(self, number: int) -> Entity:
        mentions = (self.phrase(15), self.phrase(12), self.phrase(8))
        return Entity(id=f"e{number}", name=self.phrase(15).text, type=EntityType.PERSON, mentions=mentions)

    def time(self) -> Time:
        words = self.phrase(10)
        return Time(text=words.text, span=words.span, type=TimeType.DATE, value="2024-01-01")


def ingest(ledger: Ledger, readings: int) -> list[str]:
    """Store Readings; the rate as it goes, by the clock and by this process's own time."""
    chance = random.Random(1)
    clock = own = 0.0
    lines = ["| Readings stored | a second by the clock | by own time |", "|---|---|---|"]
    for number, report in enumerate(islice(reports(chance), readings), 1):
        reading = read(report, chance)
        began = time.perf_counter(), time.process_time()
        if not ledger.has(report):
            ledger.add(report, reading, VERSIONS)
        clock += time.perf_counter() - began[0]
        own += time.process_time() - began[1]
        if number % max(1, readings // 10) == 0:
            lines.append(f"| {number:,} | {number / clock:,.0f} | {number / own:,.0f} |")
            print(lines[-1], flush=True)
    return lines


def look(ledger: Ledger, mentions: int) -> list[str]:
    """Link the reports' incidents, many to a report; how long one takes to come out."""
    chance = random.Random(2)
    ids = [id for id, _ in ledger.readings()]
    account = {"source": "Health Ministry", "kind": "government", "figures": [{"harm": "killed", "low": 9}]}
    accounts = [{**account, "statements": [{"report": id, "statement": "s1"} for id in ids[:4]]}] * 6

    def rows() -> Iterator[dict[str, object]]:
        for first in range(0, mentions, EACH):
            own = [
                {"report": ids[number % len(ids)], "incident": f"i{number // len(ids)}"}
                for number in range(first, first + EACH)
            ]
            yield {"id": f"i-{first:08x}", "type": "Attack", "accounts": accounts, "mentions": own}

    began = time.process_time()
    ledger.store_links(rows())
    stored = time.process_time() - began
    clock, own = [], []
    for _ in range(LOOKS):
        id = f"i-{chance.randrange(0, mentions, EACH):08x}"
        started = time.perf_counter(), time.process_time()
        json.dumps(ledger.incident(id))
        ledger.mentions(id)
        clock.append(1000 * (time.perf_counter() - started[0]))
        own.append(1000 * (time.process_time() - started[1]))
    lines = [
        f"{mentions:,} linked mentions were stored in {stored:,.1f} s of own time. One incident of them, with all its",
        f"accounts, as JSON, {LOOKS:,} times:",
        "",
        "| | median, ms | of 100 the 99th, ms |",
        "|---|---|---|",
    ]
    for name, spent in (("by the clock", sorted(clock)), ("by own time", sorted(own))):
        lines.append(f"| {name} | {spent[LOOKS // 2]:.1f} | {spent[LOOKS * 99 // 100]:.1f} |")
    return lines


def main() -> None:
    """Run both."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--readings", type=int, default=100_000)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--ledger", help="an address; without one, a file that is taken away")
    parser.add_argument("--write", type=Path, help="write the tables to this file too")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        address = arguments.ledger or str(Path(folder) / "bench.db")
        with Ledger.open(address) as ledger:
            told = [*ingest(ledger, arguments.readings), "", *look(ledger, arguments.mentions)]
    print("\n".join(told))
    if arguments.write:
        asked = f"--readings {arguments.readings} --mentions {arguments.mentions}"
        head = f"# What a ledger costs\n\nMade by `python -m bench.ledger {asked} --write {arguments.write}`."
        arguments.write.write_text("\n".join([head, "", *told, ""]), encoding="utf-8")


if __name__ == "__main__":
    main()
