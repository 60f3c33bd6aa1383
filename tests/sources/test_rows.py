"""JSON lines and CSV: a report a row, word for word; a bad row is named and the others are read."""

import csv
import json
from io import StringIO
from pathlib import Path

import pytest
from fuzz.forms import gzipped, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.report import Report
from sayso.sources import load

storable = st.text(st.characters(codec="utf-8", exclude_characters="\0"))


def write(folder: Path, name: str, data: bytes | str) -> str:
    (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
    return str(folder / name)


def reports(path: str) -> list[Report]:
    return [loaded.report for loaded in load([path]) if loaded.report]


def errors(path: str) -> list[str]:
    return [str(loaded.error).removeprefix(path) for loaded in load([path]) if loaded.error]


def csv_of(*rows: list[str], delimiter: str = ",") -> str:
    file = StringIO(newline="")
    csv.writer(file, delimiter=delimiter).writerows(rows)
    return file.getvalue()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(storable, min_size=1))
@pytest.mark.parametrize("ascii", [True, False])
def test_any_text_in_json_lines_comes_back(tmp_path: Path, texts: list[str], ascii: bool) -> None:
    lines = "\n".join(json.dumps({"text": text}, ensure_ascii=ascii) for text in texts)
    for name, data in {
        "a.jsonl": lines.encode(),
        "a.jsonl.gz": gzipped(lines.encode()),
        "a.zip": zipped({"a.jsonl": lines.encode()}),
    }.items():
        assert [report.text for report in reports(write(tmp_path, name, data))] == texts


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(texts=st.lists(storable, min_size=1))
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_any_text_in_csv_comes_back(tmp_path: Path, texts: list[str], delimiter: str) -> None:
    rows = csv_of(["id", "text"], *([str(n), text] for n, text in enumerate(texts)), delimiter=delimiter)
    for name, data in {
        "a.csv": rows.encode(),
        "a.csv.gz": gzipped(rows.encode()),
        "a.zip": zipped({"a.csv": rows.encode()}),
    }.items():
        assert [report.text for report in reports(write(tmp_path, name, data))] == texts


class TestJsonLines:
    def test_fields_are_taken_and_others_passed_over(self, tmp_path: Path) -> None:
        row = {
            "id": 17,
            "title": "Shell hits ferry",
            "outlet": "Lagoon Times",
            "url": "https://lagoontimes.example/7",
            "published": "2 May 2024",
            "text": "Nine died.",
            "gold": {"killed": [9]},
        }
        (report,) = reports(write(tmp_path, "a.jsonl", json.dumps(row)))
        assert report == Report(
            id="17",
            title="Shell hits ferry",
            outlet="Lagoon Times",
            url="https://lagoontimes.example/7",
            published="2024-05-02",
            text="Nine died.",
        )

    def test_blank_fields_are_absent_and_blank_lines_no_rows(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.jsonl", '\ufeff{"text": "Nine died.", "title": " ", "outlet": null}\n\n\n')
        assert reports(path) == [Report(id="a.jsonl:1", text="Nine died.")]

    def test_they_are_known_by_their_content(self, tmp_path: Path) -> None:
        assert reports(write(tmp_path, "a.txt", '{"text": "Nine died."}'))[0].text == "Nine died."

    @pytest.mark.parametrize(
        ("row", "cause"),
        [
            ('{"text": "Nine died."', "broken JSON: Expecting ',' delimiter, column 22"),
            ("[" * 100_000, "broken JSON: "),
            ('["Nine died."]', "JSON, but not an object with a `text`"),
            ('{"id": "x", "body": "Nine died."}', "no `text`; the row has id, body"),
            ("{}", "no `text`; the row has nothing"),
            ('{"text": ["Nine died."]}', "`text` is a list, not a string"),
            ('{"text": "Nine died.", "title": 9}', "`title` is a number, not a string"),
            ('{"text": "Nine\\u0000"}', "`text` has a NUL character in it"),
            ('{"text": "Nine \\ud83d"}', "`text` has half of a surrogate pair in it"),
        ],
    )
    def test_a_bad_row_is_named_by_its_line(self, tmp_path: Path, row: str, cause: str) -> None:
        good = '{"text": "Nine died."}\n'
        path = write(tmp_path, "a.jsonl", good * 16 + row + "\n" + good)
        (error,) = errors(path)
        assert error.startswith(f":17: {cause}")
        assert len(reports(path)) == 17

    def test_a_bad_row_keeps_its_id(self, tmp_path: Path) -> None:
        (loaded,) = load([write(tmp_path, "a.jsonl", '{"id": "lt-7", "text": null}')])
        assert loaded.id == "lt-7"

    def test_json_over_several_lines_is_told_once(self, tmp_path: Path) -> None:
        for data in ('{\n"text": "Nine died."\n}', '[{"text": "Nine died."}]'):
            assert errors(write(tmp_path, "a.json", data)) == [
                ": JSON, but not JSON lines; write each report on a line of its own"
            ]

    def test_one_row_in_another_encoding_is_read_and_noted(self, tmp_path: Path) -> None:
        rows = '{"text": "At the café nine died."}\n'
        first, second = load([write(tmp_path, "a.jsonl", rows.encode() + rows.encode("windows-1252"))])
        assert first.report is not None
        assert second.report is not None
        assert first.report.text == second.report.text
        assert (first.note, second.note) == (None, "not UTF-8; read as windows-1252")


class TestCsv:
    def test_columns_are_known_by_name(self, tmp_path: Path) -> None:
        rows = csv_of(["Text", "other", " ID "], ["Nine died.", "x", "lt-7"])
        assert reports(write(tmp_path, "a.csv", rows)) == [Report(id="lt-7", text="Nine died.")]

    def test_they_are_known_by_their_header(self, tmp_path: Path) -> None:
        assert reports(write(tmp_path, "a.txt", "id;text\nlt-7;Nine died.\n"))[0].id == "lt-7"

    def test_a_row_is_named_by_its_first_line(self, tmp_path: Path) -> None:
        rows = csv_of(["text"], ["Nine\n\ndied."], ["Twelve died."])
        assert [report.id for report in reports(write(tmp_path, "a.csv", rows))] == ["a.csv:2", "a.csv:5"]

    def test_a_file_without_a_column_text_is_told_with_its_columns(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.csv", "title;body\nFerry;Nine died.\n")
        assert errors(path) == [": no column is called `text`; its columns are title, body"]

    def test_a_broken_header_is_told(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.csv", 'text,"title" of it\nNine died.,Ferry\n')
        assert errors(path) == [": the names of its columns are broken CSV: ',' expected after '\"'"]

    @pytest.mark.parametrize(
        ("row", "cause"),
        [
            ("lt-7,Nine, died.", "3 cells under 2 columns"),
            ("lt-7", "no `text`; the row has id"),
            ('lt-7,"Nine" died.', "broken CSV: ',' expected after '\"'"),
        ],
    )
    def test_a_bad_row_is_named_by_its_line(self, tmp_path: Path, row: str, cause: str) -> None:
        path = write(tmp_path, "a.csv", f"id,text\n1,Five died.\n{row}\n2,Six died.\n")
        assert errors(path) == [f":3: {cause}"]
        assert [report.id for report in reports(path)] == ["1", "2"]

    def test_a_quotation_mark_that_is_never_closed_is_told(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.csv", 'id,text\n1,Five died.\n2,"Six died.\n3,Seven died.\n')
        assert errors(path) == [":3: broken CSV: a quotation mark is never closed"]
        assert [report.id for report in reports(path)] == ["1"]

    def test_a_spreadsheet_in_utf_16_is_read(self, tmp_path: Path) -> None:
        path = write(tmp_path, "a.txt", "id\ttext\nlt-7\tAt the café nine died.\n".encode("utf-16"))
        (loaded,) = load([path])
        assert loaded.report is not None
        assert loaded.report.text == "At the café nine died."
        assert loaded.note == "not UTF-8; read as utf-16"

    def test_a_cell_may_be_as_long_as_a_report(self, tmp_path: Path) -> None:
        text = "Nine died. " * 100_000
        assert reports(write(tmp_path, "a.csv", csv_of(["text"], [text])))[0].text == text
