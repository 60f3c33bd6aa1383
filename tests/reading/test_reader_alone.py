"""A reader that reads report after report, also from several threads."""

from concurrent.futures import ThreadPoolExecutor

from sayso.reading.reader import ReportReader
from sayso.report import Report

STRIKE = Report(
    id="r1", text="A strike on Qelbazan killed nine people on Sunday, said Nura Vexhalim, a doctor."
)
RAID = Report(id="r2", text="Police said that two men were wounded in a raid on Orlo last night.")


def test_words_of_a_report_are_let_go_with_it() -> None:
    reader = ReportReader()
    (reading,) = reader.read([STRIKE])
    assert "Qelbazan" in reading.to_json()
    assert "Qelbazan" not in reader._nlp.vocab.strings
    assert list(reader.read([STRIKE])) == [reading]


def test_two_threads_that_share_a_reader_read_as_one() -> None:
    reader = ReportReader()
    alone = list(reader.read([STRIKE, RAID]))
    with ThreadPoolExecutor(4) as threads:
        several = [threads.submit(lambda: list(reader.read([STRIKE, RAID]))) for _ in range(4)]
        assert [one.result() for one in several] == [alone] * 4
