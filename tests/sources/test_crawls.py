"""Reports out of what a crawler has fetched (WARC) and out of tables of columns (Parquet)."""

import gzip
import io
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pyarrow as arrow
import pyarrow.parquet as parquet
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import crawled
from sayso.sources import Loaded, load
from sayso.sources import warc as warc_module

PACKED = b"".join(map(crawled.record, crawled.rows(0, 3)))
PLAIN = gzip.decompress(PACKED)


def loaded(tmp_path: Path, name: str, data: bytes) -> list[Loaded]:
    (tmp_path / name).write_bytes(data)
    return list(load([str(tmp_path / name)]))


@pytest.mark.parametrize(("name", "data"), [("a.warc", PLAIN), ("a.warc.gz", PACKED)])
def test_every_page_of_a_warc_is_a_report_with_its_address(tmp_path: Path, name: str, data: bytes) -> None:
    found = [one.report for one in loaded(tmp_path, name, data) if one.report]
    assert [report.url for report in found] == [f"https://gulf.example/n{n}" for n in range(3)]
    assert all(row["text"] in report.text for row, report in zip(crawled.rows(0, 3), found, strict=True))


def test_a_warc_comes_through_a_pipe_too() -> None:
    script = "from sayso.sources import load; print(sum(one.report is not None for one in load(['-'])))"
    told = subprocess.run([sys.executable, "-c", script], input=PACKED, capture_output=True, check=True)
    assert told.stdout.strip() == b"3"


def test_where_the_library_gives_up_what_comes_before_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Where the library cannot tell its place in the stream, it panics, which is no Exception.
    monkeypatch.setattr(warc_module, "_Forward", lambda stream: stream)
    (one,) = loaded(tmp_path, "a.warc.gz", PACKED)
    assert one.report is None
    assert "broken WARC" in str(one.error)
    assert "\n" not in str(one.error)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(cut=st.integers(0, len(PLAIN)), length=st.integers(0, 40), put=st.binary(max_size=12))
def test_a_spoilt_warc_costs_error_rows_and_nothing_else(
    tmp_path: Path, cut: int, length: int, put: bytes
) -> None:
    for one in loaded(tmp_path, "a.warc", PLAIN[:cut] + put + PLAIN[cut + length :]):
        assert (one.report is None) != (one.error is None)


def table(rows: arrow.Table) -> bytes:
    out = io.BytesIO()
    parquet.write_table(rows, out)
    return out.getvalue()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(place=st.floats(0, 1), put=st.binary(min_size=1, max_size=12))
def test_a_spoilt_table_costs_error_rows_and_nothing_else(tmp_path: Path, place: float, put: bytes) -> None:
    data = bytearray(table(arrow.Table.from_pylist(crawled.rows(0, 20))))
    at = int(place * (len(data) - 8)) + 4
    data[at : at + len(put)] = put
    for one in loaded(tmp_path, "a.parquet", bytes(data)):
        assert (one.report is None) != (one.error is None)


def test_a_day_that_no_calendar_has_costs_an_error_row(tmp_path: Path) -> None:
    rows = arrow.table(
        {"text": ["A shell hit Homs."], "published": arrow.array([2**62], arrow.timestamp("us"))}
    )
    (one,) = loaded(tmp_path, "a.parquet", table(rows))
    assert "broken Parquet" in str(one.error)
    rows = arrow.table({"text": ["A shell hit Homs."], "published": [datetime(2024, 3, 1)]})  # noqa: DTZ001
    (one,) = loaded(tmp_path, "b.parquet", table(rows))
    assert one.report
    assert one.report.published == "2024-03-01T00:00:00"
