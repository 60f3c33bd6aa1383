"""From paths to reports: folders, archives, streams; what cannot be read is told, and the others are read."""

import os
import sys
import tracemalloc
import zipfile
from pathlib import Path

import pytest
from fuzz.forms import docx, gzipped, page, pdf, zipped
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sayso.sources import Loaded, load, size
from sayso.sources.found import FILE_LIMIT, TEXT_LIMIT
from sayso.sources.rows import ROW_LIMIT

ROWS = b'{"id": "a", "text": "Nine died."}\n{"id": "b", "text": "Twelve died."}\n'


def write(path: Path, data: bytes = b"Nine died.") -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def places(folder: Path) -> list[str]:
    return [loaded.place.removeprefix(f"{folder}/") for loaded in load([str(folder)])]


def told(path: Path) -> list[str]:
    """The errors, without the path."""
    return [str(loaded.error).removeprefix(str(path)) for loaded in load([str(path)]) if loaded.error]


def ids(path: Path) -> list[str | None]:
    return [loaded.report.id for loaded in load([str(path)]) if loaded.report]


class TestFolders:
    def test_files_come_in_the_order_of_their_names(self, tmp_path: Path) -> None:
        for name in ("b/2.txt", "b/1.txt", "a.txt", "c.txt"):
            write(tmp_path / name)
        assert places(tmp_path) == ["a.txt", "b/1.txt", "b/2.txt", "c.txt"]

    def test_hidden_files_and_readmes_are_no_reports(self, tmp_path: Path) -> None:
        for name in (".hidden", ".git/config", "README.md", "deep/readme.txt", "README", "deep/report.txt"):
            write(tmp_path / name)
        assert places(tmp_path) == ["deep/report.txt"]

    def test_a_ledger_among_the_reports_is_no_report(self, tmp_path: Path) -> None:
        for name in ("sayso.db", "sayso.db-wal", "sayso.db-shm", "deep/old.sqlite", "a.txt"):
            write(tmp_path / name)
        assert places(tmp_path) == ["a.txt"]

    def test_a_readme_is_read_where_it_is_named(self, tmp_path: Path) -> None:
        assert ids(write(tmp_path / "README.md")) == ["README.md"]

    def test_one_with_nothing_to_read_is_told(self, tmp_path: Path) -> None:
        write(tmp_path / "README.md")
        assert told(tmp_path) == [": nothing to read in this folder"]

    def test_what_is_not_there_is_told_and_the_rest_is_read(self, tmp_path: Path) -> None:
        there = str(write(tmp_path / "a.txt"))
        lost = str(tmp_path / "b.txt")
        first, second = load([lost, there])
        assert str(first.error) == f"{lost}: no such file or folder"
        assert second.report is not None

    def test_a_pipe_and_a_link_in_a_circle_are_told(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "pipe")
        (tmp_path / "circle").symlink_to(tmp_path)
        (tmp_path / "nowhere").symlink_to(tmp_path / "lost")
        assert told(tmp_path) == [
            f"/{name}: neither a file nor a folder; name it to have it read"
            for name in ("circle", "nowhere", "pipe")
        ]

    def test_a_name_that_no_terminal_can_print_is_made_printable(self, tmp_path: Path) -> None:
        (tmp_path / os.fsdecode(b"a\nb\xff.txt")).write_bytes(b"Nine died.")
        assert places(tmp_path) == ["a\ufffdb\ufffd.txt"]


class TestIds:
    def test_a_file_is_called_by_its_path_in_the_folder(self, tmp_path: Path) -> None:
        write(tmp_path / "times/a.txt")
        write(tmp_path / "times/rows.jsonl", b'{"text": "Nine died."}\n')
        write(tmp_path / "times/old.zip", zipped({"1/a.txt": b"Nine died."}))
        assert ids(tmp_path) == ["times/a.txt", "times/old.zip!1/a.txt", "times/rows.jsonl:1"]

    def test_the_way_to_the_folder_does_not_matter(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        write(tmp_path / "times/a.txt")
        monkeypatch.chdir(tmp_path / "times")
        assert ids(Path()) == ids(tmp_path / "times") == ["a.txt"]

    def test_a_given_field_fills_only_what_is_missing(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.jsonl", b'{"text": "A.", "outlet": "Lagoon Times"}\n{"text": "B."}\n')
        first, second = load(
            [str(path)], outlet="Harbour Radio", published="2 May 2024", url="https://a.example"
        )
        assert first.report is not None
        assert second.report is not None
        assert [first.report.outlet, second.report.outlet] == ["Lagoon Times", "Harbour Radio"]
        assert {first.report.published, second.report.published} == {"2024-05-02"}
        assert {first.report.url, second.report.url} == {"https://a.example"}

    def test_a_day_that_cannot_be_read_is_unknown_and_noted(self, tmp_path: Path) -> None:
        (loaded,) = load([str(write(tmp_path / "a.jsonl", b'{"text": "A.", "published": "2/5/24"}'))])
        assert loaded.report is not None
        assert loaded.report.published is None
        assert loaded.note == "published “2/5/24” is not a day; taken as unknown"


class TestArchives:
    def test_any_format_may_be_gzipped_or_zipped(self, tmp_path: Path) -> None:
        words = "Nine people were killed when a shell hit the ferry, the harbour police said on Thursday."
        files = {
            "a.docx": docx(words),
            "a.html": page("Shell hits ferry", words),
            "a.jsonl": ROWS,
            "a.pdf": pdf(words),
            "a.txt": b"Nine died.",
        }
        write(tmp_path / "all.zip", zipped(files))
        for name, data in files.items():
            write(tmp_path / f"{name}.gz", gzipped(data))
        loaded = list(load([str(tmp_path)]))
        assert [one.error for one in loaded] == [None] * 12
        packed = [one.report.text for one in loaded if one.report]
        assert packed[:6] == packed[6:]

    def test_what_is_no_report_in_a_folder_is_none_in_a_zip(self, tmp_path: Path) -> None:
        members = {"README.md": b"x", "__MACOSX/a.txt": b"x", ".git/x": b"x", "b/a.txt": b"Nine died."}
        write(tmp_path / "all.zip", zipped(members))
        assert places(tmp_path) == ["all.zip!b/a.txt"]
        assert told(write(tmp_path / "all.zip", zipped({"README": b"x"}))) == [
            ": nothing to read in this archive"
        ]

    def test_names_that_climb_are_only_names(self, tmp_path: Path) -> None:
        path = write(tmp_path / "in/all.zip", zipped({"../../a.txt": b"Nine died."}))
        assert ids(path) == ["all.zip!../../a.txt"]
        assert [file.name for file in tmp_path.rglob("*")] == ["in", "all.zip"]

    def test_an_archive_in_an_archive_is_told(self, tmp_path: Path) -> None:
        members = {"b.zip": zipped({"a.txt": b"x"}), "c.gz": gzipped(b"x"), "d.txt": b"Nine died."}
        path = write(tmp_path / "all.zip", zipped(members))
        cause = "an archive inside an archive; unpack it first"
        assert told(path) == [f"!b.zip: {cause}", f"!c.gz: {cause}"]
        assert ids(path) == ["all.zip!d.txt"]

    def test_a_damaged_member_fails_alone(self, tmp_path: Path) -> None:
        data = zipped({"a.txt": b"Nine died." * 9, "b.txt": b"Twelve died."})
        start = data.index(b"a.txt") + len("a.txt")
        path = write(tmp_path / "all.zip", data[:start] + b"\xff\xff" + data[start + 2 :])
        (error,) = told(path)
        assert error.startswith("!a.txt: broken archive: ")
        assert ids(path) == ["all.zip!b.txt"]

    def test_an_encrypted_member_fails_alone(self, tmp_path: Path) -> None:
        data = bytearray(zipped({"a.txt": b"Nine died.", "b.txt": b"Twelve died."}))
        data[data.index(b"PK\x01\x02") + 8] |= 1
        path = write(tmp_path / "all.zip", bytes(data))
        assert told(path) == ["!a.txt: encrypted; unpack it first"]
        assert ids(path) == ["all.zip!b.txt"]

    def test_a_broken_archive_is_told(self, tmp_path: Path) -> None:
        (error,) = told(write(tmp_path / "a.zip", zipped({"a.txt": b"Nine died."})[:-9]))
        assert error.startswith(": broken zip: ")
        (error,) = told(write(tmp_path / "a.gz", gzipped(b"Nine died.")[:-9]))
        assert error.startswith(": broken archive: ")

    def test_what_comes_before_the_damage_is_read(self, tmp_path: Path) -> None:
        rows = b"".join(b'{"text": "%d died."}\n' % (7**n % 99991) for n in range(2000))
        path = write(tmp_path / "a.jsonl.gz", gzipped(rows)[:-40])
        assert len(told(path)) == 1
        assert len(ids(path)) > 1900

    def test_another_kind_of_document_is_told(self, tmp_path: Path) -> None:
        path = write(tmp_path / "a.xlsx", zipped({"[Content_Types].xml": b"", "xl/workbook.xml": b""}))
        assert told(path) == [": a document, but not a Word file; save it as DOCX, PDF or plain text"]


class TestContent:
    @pytest.mark.parametrize(
        ("data", "cause"),
        [
            (bytes(range(256)) * 9, "not text, nor any other format that can be read"),
            (b"Nine\0died.", "not text, nor any other format that can be read"),
            (b"\xff\xfeN", "marked as utf-16, but it is not: truncated data"),
            (
                b"\xd0\xcf\x11\xe0\xa1\xb1",
                "an old or an encrypted Office file; save it as DOCX without a password",
            ),
            (rb"{\rtf1 Nine died.}", "an RTF file; save it as DOCX or plain text"),
            (b"<?xml version='1.0'?><rss/>", "XML, but not a web page"),
        ],
    )
    def test_what_is_no_text_is_told(self, tmp_path: Path, data: bytes, cause: str) -> None:
        assert told(write(tmp_path / "a.txt", data)) == [f": {cause}"]

    @pytest.mark.parametrize(
        ("words", "encoding", "note"),
        [
            ("“Nine died” at the café.", "utf-8", None),
            ("“Nine died” at the café.", "utf-8-sig", None),
            ("“Nine died” at the café.", "windows-1252", "not UTF-8; read as windows-1252"),
            ("“Nine died” at the café.", "utf-16", "not UTF-8; read as utf-16"),
            ("Девять человек погибли, сообщил врач.", "windows-1251", "not UTF-8; read as windows-1251"),
        ],
    )
    def test_the_encoding_is_found_and_named(
        self, tmp_path: Path, words: str, encoding: str, note: str | None
    ) -> None:
        (loaded,) = load([str(write(tmp_path / "a.txt", words.encode(encoding)))])
        assert loaded.report is not None
        assert (loaded.report.text, loaded.note) == (words, note)

    def test_damage_in_utf_8_costs_only_the_damaged_letter(self, tmp_path: Path) -> None:
        data = "“Nine died” at the café.".encode() + b"\xff"
        (loaded,) = load([str(write(tmp_path / "a.txt", data))])
        assert loaded.report is not None
        assert loaded.report.text == "“Nine died” at the café.\ufffd"
        assert loaded.note == "1 character is damaged in its UTF-8, shown as \ufffd"

    def test_too_long_a_report_is_refused(self, tmp_path: Path) -> None:
        assert ids(write(tmp_path / "a.txt", b"a" * TEXT_LIMIT)) == ["a.txt"]
        assert told(write(tmp_path / "a.txt", b"a" * 5_242_880)) == [
            ": 5,242,880 characters of text; a report may have at most 5,000,000, so split it"
        ]

    def test_a_bomb_is_not_unpacked(self, tmp_path: Path) -> None:
        bomb = write(tmp_path / "a.zip")
        with (
            zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive,
            archive.open("a.txt", "w") as member,
        ):
            for _ in range(FILE_LIMIT // 1_000_000 + 1):
                member.write(bytes(1_000_000))
        assert told(bomb) == [
            ": unpacks to more than 100 times its size; unpack it first, if it is what it seems"
        ]

    def test_a_line_without_end_is_refused_and_the_next_is_read(self, tmp_path: Path) -> None:
        endless = b'{"text": "' + b"a" * ROW_LIMIT + b'"}\n'
        path = write(tmp_path / "a.jsonl.gz", gzipped(endless + ROWS))
        assert told(path) == [":1: a line of more than 64 MB"]
        assert ids(path) == ["a", "b"]


class TestStreams:
    def test_standard_input_is_known_by_its_content(self, monkeypatch: pytest.MonkeyPatch) -> None:
        assert [one.id for one in piped(monkeypatch, ROWS)] == ["a", "b"]
        assert [one.id for one in piped(monkeypatch, gzipped(ROWS))] == ["a", "b"]
        assert [one.id for one in piped(monkeypatch, zipped({"a.jsonl": ROWS}))] == ["a", "b"]

    def test_a_report_from_standard_input_is_called_by_its_content(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        (one,) = piped(monkeypatch, b"Nine died.")
        (again,) = piped(monkeypatch, b"Nine died.")
        (other,) = piped(monkeypatch, b"Twelve died.")
        assert one.place == "-"
        assert one.id == again.id != other.id

    def test_the_size_is_that_of_the_files(self, tmp_path: Path) -> None:
        write(tmp_path / "a.txt", b"a" * 10)
        write(tmp_path / "b/a.txt", b"a" * 5)
        assert size([str(tmp_path), str(tmp_path / "a.txt"), str(tmp_path / "lost")]) == 25
        assert size([str(tmp_path), "-"]) is None

    def test_bytes_done_lead_to_the_size(self, tmp_path: Path) -> None:
        write(tmp_path / "a.jsonl", ROWS)
        write(tmp_path / "b.txt.gz", gzipped(b"Nine died."))
        write(tmp_path / "c.zip", zipped({"a.jsonl": ROWS, "b.txt": b"Nine died."}))
        write(tmp_path / "d.txt")
        done = [loaded.bytes_done for loaded in load([str(tmp_path)])]
        assert done == sorted(done)
        assert done[-1] == size([str(tmp_path)])

    def test_memory_does_not_grow_with_the_input(self, tmp_path: Path) -> None:
        row = b'{"text": "' + b"Nine died. " * 1000 + b'"}\n'
        path = write(tmp_path / "a.jsonl.gz", gzipped(row * 2000))
        tracemalloc.start()
        try:
            assert sum(1 for _ in load([str(path)])) == 2000
            assert tracemalloc.get_traced_memory()[1] < 2_000_000
        finally:
            tracemalloc.stop()


def piped(monkeypatch: pytest.MonkeyPatch, data: bytes) -> list[Loaded]:
    """What is loaded from a pipe, which cannot be sought in."""
    out, into = os.pipe()
    os.write(into, data)
    os.close(into)
    with open(out, encoding="utf-8") as pipe:
        monkeypatch.setattr(sys, "stdin", pipe)
        return list(load(["-"]))


WORDS = "Nine people were killed when a shell hit the ferry, the harbour police said on Thursday."
FILES = {
    "a.pdf": pdf(WORDS),
    "a.docx": docx(WORDS),
    "a.html": page("Shell hits ferry", WORDS),
    "a.eml": b"From: a@b.example\nTo: c@d.example\nDate: 2 May 2024\nContent-Type: text/plain\n\nNine died.",
    "a.zip": zipped({"a.txt": WORDS.encode(), "b.jsonl": ROWS}),
    "a.gz": gzipped(ROWS),
    "a.csv": b'id,text\n1,"Nine died."\n2,Twelve died.\n',
    "a.jsonl": ROWS,
}


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=200)
@given(name=st.sampled_from(sorted(FILES)), changes=st.data())
def test_no_damage_breaks_more_than_the_file(tmp_path: Path, name: str, changes: st.DataObject) -> None:
    data = bytearray(FILES[name])
    for _ in range(changes.draw(st.integers(1, 8))):
        place = changes.draw(st.integers(0, len(data) - 1))
        length = changes.draw(st.integers(0, 3))
        data[place : place + length] = changes.draw(st.binary(max_size=4))
    loaded = list(load([str(write(tmp_path / name, bytes(data)))]))
    assert loaded
    for one in loaded:
        assert (one.report is None) != (one.error is None)
        assert "\n" not in str(one.error)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.binary())
def test_any_bytes_are_read_or_told(tmp_path: Path, data: bytes) -> None:
    loaded = list(load([str(write(tmp_path / "a", data))]))
    assert all(one.report or one.error for one in loaded)
    assert loaded
