"""Two writers at once lose nothing and store nothing twice."""

from pathlib import Path

from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from writers import noted, processes, reject, write


def test_two_writers_at_once_lose_nothing(address: str, tmp_path: Path) -> None:
    journals = [str(tmp_path / name) for name in ("first", "second")]
    shares = [range(60), range(30, 90)]
    writers = [
        processes.Process(target=write, args=(address, journal, share))
        for journal, share in zip(journals, shares, strict=True)
    ]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join(timeout=600)
        assert writer.exitcode == 0
    with Ledger.open(address, create=False) as ledger:
        stored = sorted(int(reading.report.id or "") for _, reading in ledger.readings())
    assert stored == list(range(90))
    called_stored = [int(number) for journal in journals for number in noted(journal, "stored")]
    assert sorted(called_stored) == stored


def test_two_who_decide_on_one_report_at_once_lose_no_decision(address: str) -> None:
    with Ledger.open(address) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
    ids = ["c1", "c2", "s1", "s2", "s3", "i1", "p1", "e1"]
    deciders = [processes.Process(target=reject, args=(address, some)) for some in (ids[::2], ids[1::2])]
    for decider in deciders:
        decider.start()
    for decider in deciders:
        decider.join(timeout=600)
        assert decider.exitcode == 0
    with Ledger.open(address, create=False) as ledger:
        assert len(ledger.decisions()) == len(ids)
        assert list(ledger.statements()) == []
        assert list(ledger.pledges()) == []
