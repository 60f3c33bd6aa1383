"""Whether a ledger is whole: all that was called done is there, and nothing is half there."""

import sqlite3
from dataclasses import replace

from invented import a_bare_reading, a_reading
from sayso.ledger import Ledger
from sayso.model import Reading
from writers import LINKED, noted, numbered


def assert_whole(ledger: Ledger, address: str, journal: str) -> None:
    """All that was called done is there, and whatever is there agrees with the rest."""
    readings = dict(ledger.readings())
    assert {reading.report.id for reading in readings.values()} >= set(noted(journal, "stored"))
    assert {decision.id for decision in ledger.decisions()} >= set(noted(journal, "decided"))
    assert all(reading in possible(reading) for reading in readings.values())
    said = {(id, s.id) for id, reading in readings.items() for s in reading.statements[1:]}
    assert {(row["report"], row["statement"]) for row in ledger.statements()} == said
    promised = {id for id, reading in readings.items() if reading.pledges}
    assert {row["report"] for row in ledger.pledges()} == promised
    assert len(list(ledger.search("market"))) == len(readings)
    assert_links_whole(ledger, noted(journal, "linked"))
    if "://" not in address:
        assert_file_whole(address)


def possible(reading: Reading) -> list[Reading]:
    """What a report can have been read as, at any moment."""
    report = numbered(int(reading.report.id or ""))
    full = a_reading(report)
    ruled = replace(full, statements=tuple(s for s in full.statements if s.id != "s2"))
    return [full, ruled, a_bare_reading(report)]


def assert_links_whole(ledger: Ledger, linked: list[str]) -> None:
    """Linked incidents are those of one call, of the last that was noted or one after it."""
    generations = [row["generation"] for row in ledger.incidents()]
    assert len(set(generations)) <= 1
    assert len(generations) in (0, LINKED)
    if linked:
        assert generations[0] >= int(linked[-1])


def assert_file_whole(path: str) -> None:
    connection = sqlite3.connect(path)
    assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
    connection.execute("INSERT INTO report_words (report_words, rank) VALUES ('integrity-check', 1)")
    connection.close()
