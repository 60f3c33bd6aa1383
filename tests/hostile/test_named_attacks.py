"""One run of the command over every attack that has a name, with good reports in between."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from confined import Told, sayso
from fuzz import bombs
from fuzz.forms import page
from fuzz.seeds import STORIES, as_page, as_text

from sayso.ledger import Ledger
from sayso.model import Reading

SECRET = "the password is heron"
GOOD = "Nine people were killed when a shell hit the ferry at Orlo, the harbour police said on Thursday. "
SQL = "'); DROP TABLE reports; --"
HTML = "<script>alert(1)</script>"
FORMULA = '=HYPERLINK("http://evil.example","x")'
READ = {
    "bidirectional.txt": f"{GOOD}\u202eThe army\u202c denied it.\u2066 No one else spoke.\u2069".encode(),
    "numbers.txt": f"{GOOD}Some {'9' * 400} people fled, and {'8' * 5000} more; {'1' * 400}/{'2' * 5000} died.".encode(),
    "quotes.txt": ('"' * 10_000 + f" {GOOD}").encode(),
    "days.txt": f"{GOOD}It was signed on 31 December 9999 and on 1 January 0000; in the year 9999 two died.".encode(),
    "unbroken.txt": ("x" * 100_000 + f" {GOOD}").encode(),
    "entity.docx": bombs.word_with_file("{secret}"),
    "injected.jsonl": bombs.row(
        f"{GOOD}{SQL} {HTML}",
        id=SQL,
        title=FORMULA,
        outlet=HTML,
        url="javascript:alert(1)",
        published="9999-12-31",
    ),
    "climbing.zip": bombs.climbing("../../../climbed.txt", GOOD.encode()),
    "absolute.zip": bombs.climbing("/climbed.txt", f"{GOOD}It sank.".encode()),
}
"""Attacks that are reports all the same."""

REFUSED = {
    "bomb.zip": (bombs.zip_bomb(), ": unpacks to more than 100 times its size"),
    "bomb.jsonl.gz": (bombs.gzip_bomb(), ": unpacks to more than 100 times its size"),
    "bomb.pdf": (bombs.pdf_bomb(), ": "),
    "circle.pdf": (bombs.circular_pdf(), ": broken PDF"),
    "link.zip": (bombs.linked("/etc/passwd"), "!news.txt: a link, not a file"),
    "laughs.docx": (bombs.word_entities(), ": broken Word file"),
    "blanks.docx": (bombs.word_of_blanks(90_000_000), ": broken Word file"),
    "nested.html": (bombs.nested_page(100_000), ": no text was found"),
    "nested.eml": (bombs.nested_mail(3_000), ": broken e-mail"),
    "brackets.jsonl": (bombs.brackets(15_000_000), ":1: takes more memory than a row may"),
    "line.txt": (b"a" * 50_000_000, ": more than 20 MB"),
    "line.csv": (b'id,text\n1,"' + b"a" * 50_000_000, ": a line of more than 32 MB"),
    "line.jsonl": (bombs.row("a" * 50_000_000), ":1: 50,000,000 characters of text"),
    "nul.txt": (b"Nine\0 died.", ": not text"),
    "nul.jsonl": (bombs.row("Nine\0 died."), ":1: `text` has a NUL character in it"),
    "half.jsonl": (bombs.row("Nine \ud83d died."), ":1: `text` has half of a surrogate pair in it"),
    "endless.txt": (b"and nine more people died then " * 40_000, ": the report has 1,240,000 characters"),
    "blank.txt": (b" " * 1_000_000, ": empty"),
}
"""Attacks that are none, and how they are told."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("attacks")
    secret = made / "secret"
    secret.write_text(SECRET)
    reports = made / "in" / "reports"
    reports.mkdir(parents=True)
    for name, data in READ.items():
        (reports / name).write_bytes(data)
    (reports / "entity.docx").write_bytes(bombs.word_with_file(str(secret)))
    for name, (data, _) in REFUSED.items():
        (reports / name).write_bytes(data)
    (reports / "aaa.txt").write_bytes(as_text(STORIES[0]))
    (reports / "mmm.html").write_bytes(as_page(STORIES[1]))
    (reports / "zzz.txt").write_bytes(as_text(STORIES[2]))
    return made


@pytest.fixture(scope="module")
def told(folder: Path) -> Told:
    return sayso("read", "in/reports", "--ledger", "out.db", seconds=100, cwd=folder)


@pytest.fixture(scope="module")
def ledger(folder: Path, told: Told) -> Iterator[Ledger]:
    with Ledger.open(str(folder / "out.db"), create=False) as ledger:
        yield ledger


@pytest.mark.parametrize("name", sorted(REFUSED))
def test_it_costs_one_line_that_names_file_and_cause(told: Told, name: str) -> None:
    assert told.of(name).startswith(REFUSED[name][1])


@pytest.mark.parametrize("name", sorted(READ))
def test_it_is_read_like_any_other(ledger: Ledger, name: str) -> None:
    of_file = [reading for _, reading in ledger.readings() if name in (reading.report.id or "")]
    if name == "injected.jsonl":
        of_file = [ledger.reading(SQL)[1]]
    (reading,) = of_file
    assert reading.casualties
    assert Reading.from_json(reading.to_json()) == reading


def test_the_command_ends_as_it_does_when_some_files_could_not_be_read(told: Told) -> None:
    assert told.status == 1
    assert "Traceback" not in told.err
    assert f"{len(READ) + 3} new" in told.out


def test_the_good_reports_in_between_are_read(ledger: Ledger) -> None:
    texts = {reading.report.text.strip() for _, reading in ledger.readings()}
    assert {STORIES[0].text, STORIES[2].text} <= texts


def test_no_other_file_is_read_and_none_is_written(folder: Path, told: Told, ledger: Ledger) -> None:
    assert not any(SECRET in reading.report.text for _, reading in ledger.readings())
    assert {path.name.split("-")[0] for path in folder.iterdir()} == {"in", "out.db", "secret"}
    assert not list(folder.parent.rglob("climbed.txt"))


def test_what_was_injected_is_stored_as_words(ledger: Ledger) -> None:
    _, reading = ledger.reading(SQL)
    assert (reading.report.title, reading.report.outlet) == (FORMULA, HTML)
    assert list(ledger.search(f'"{HTML}" {SQL}'))
    assert list(ledger.statements(source=SQL)) == []


@pytest.mark.parametrize("command", ["incidents", "statements"])
def test_no_cell_of_a_list_begins_a_formula(folder: Path, told: Told, command: str) -> None:
    rows = sayso(command, "--format", "csv", "--ledger", "out.db", seconds=30, cwd=folder).out
    assert rows.count("\n") > 5
    assert not [cell for line in rows.splitlines() for cell in line.split(",") if cell[:2] in ("=H", '"=')]


def test_the_terminal_is_shown_no_control_characters(folder: Path, told: Told) -> None:
    shown = sayso("show", "bidirectional.txt", "--ledger", "out.db", seconds=30, cwd=folder).out
    assert "Nine people" in shown
    assert not set(shown) & set("\u202e\u202c\u2066\u2069\x1b")


def test_a_page_that_is_all_brackets_of_a_pattern_is_known_at_once(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(b"<!---->" * 1100 + page("Ferry", GOOD))
    (tmp_path / "b.txt").write_bytes(b"---\n" + b"-a: b\n" * 10_000 + GOOD.encode())
    (tmp_path / "c.txt").write_bytes(b"# a" + b" " * 1_000_000 + b"b\n\n" + GOOD.encode())
    told = sayso("read", str(tmp_path), "--format", "jsonl", "--quiet", seconds=60)
    assert len([json.loads(line) for line in told.out.splitlines()]) == 3
