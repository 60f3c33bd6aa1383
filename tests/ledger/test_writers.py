"""Two writers at once lose nothing and store nothing twice."""

from pathlib import Path

from writers import noted, processes, write

from sayso.ledger import Ledger


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
        writer.join(timeout=120)
        assert writer.exitcode == 0
    with Ledger.open(address, create=False) as ledger:
        stored = sorted(int(reading.report.id or "") for _, reading in ledger.readings())
    assert stored == list(range(90))
    assert sorted(noted(journals[0]) + noted(journals[1])) == stored
