"""Every quality figure, by the scorers, as one table: `make quality`.

    python -m bench.quality --data DATA --score SCORE

DATA holds the corpora and SCORE the scorers; the table is written to `bench/quality.md`. Only rows whose names are given
with `--only` are made anew; the others are kept from the table that is there.
"""

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from training.corpora import held_out, lines

from sayso.model import Failure, Reading
from sayso.reading import load_reader
from sayso.report import Report

TABLE = Path(__file__).with_name("quality.md")
HEAD = "| what | data | figure | value |\n|---|---|---|---|\n"
FIELDS = ("id", "title", "outlet", "url", "published", "text")

Read = Callable[[Iterable[Report]], Iterator[Reading | Failure]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One run of a scorer.

    Args:
        name: of the row, for `--only`.
        scorer: its file.
        data: files of gold, below the data folder; more than one are read as one.
        shown: beginnings of the scorer's lines that the table shows.
        kept_out: measure on those documents alone that training holds out.
    """

    name: str
    scorer: str
    data: tuple[str, ...]
    shown: tuple[str, ...]
    kept_out: bool = False


GOLD = ("* statements", "* statement source", "* incidents", "incidents, by mention", "* figures", "* figures + speaker",
        "figures + incident", "* pledges", "gold score")  # fmt: skip
PLACES = ("names", "within 161 km, of", "places score")
MEASURES = (
    Measure(name="polnear", scorer="polnear.py", data=("polnear/dev.jsonl",),
            shown=("tokens: source", "tokens: cue", "tokens: content", "polnear score")),
    Measure(name="timex", scorer="timex.py", data=("timex/train.jsonl",), shown=("spans, relaxed", "type", "timex score")),
    Measure(name="tr-news", scorer="places.py", data=("places/tr-news.jsonl",), shown=PLACES),
    Measure(name="places", scorer="places.py", kept_out=True, shown=PLACES,
            data=("places/tr-news.jsonl", "places/lgl.jsonl", "places/geovirus.jsonl")),
    Measure(name="airwars", scorer="airwars.py", data=("airwars-gaza/dev.jsonl",),
            shown=("killed exact, where", "injured exact, where", "children killed exact, where", "place within 5 km", "airwars score")),
    Measure(name="muc4", scorer="muc4.py", data=("muc4/dev.jsonl",),
            shown=("exact: PerpInd", "exact: PerpOrg", "exact: Target", "exact: Victim", "exact: Weapon", "lenient: all", "figures above", "muc4 score")),
    Measure(name="fakes", scorer="gold.py", data=("gold/fakes-dev.jsonl",), shown=("gold score",)),
    Measure(name="wire", scorer="gold.py", data=("gold/wire-dev.jsonl",), shown=("gold score",)),
    Measure(name="kabul", scorer="gold.py", data=("gold/kabul-dev.jsonl",), shown=("gold score",)),
    Measure(name="gold", scorer="gold.py", shown=GOLD,
            data=("gold/fakes-dev.jsonl", "gold/wire-dev.jsonl", "gold/kabul-dev.jsonl")),
)  # fmt: skip


def rows_of(data: Path, measure: Measure) -> list[dict[str, Any]]:
    """The gold rows of a measure. TR-News is held out of the encoder's training whole."""
    return [
        row
        for name in measure.data
        for row in lines(data / name)
        if not measure.kept_out or "tr-news" in name or held_out(row["id"])
    ]


def report_of(row: dict[str, Any]) -> Report:
    """The report of a row: a reader sees nothing of the gold beside it."""
    return Report(**{name: row.get(name) for name in FIELDS})


def score(measure: Measure, rows: Iterable[dict[str, Any]], scorers: Path, folder: Path, read: Read) -> str:
    """The scorer's own output over some rows; the Readings stay in the folder."""
    rows = list(rows)
    gold, readings = folder / f"{measure.name}.gold.jsonl", folder / f"{measure.name}.jsonl"
    gold.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    with readings.open("w", encoding="utf-8") as file:
        for result in read(report_of(row) for row in rows):
            file.write(result.to_json() + "\n")
    done = subprocess.run(
        [sys.executable, scorers / measure.scorer, gold, readings], capture_output=True, text=True, check=True
    )
    return done.stdout


def table_rows(measure: Measure, output: str) -> list[str]:
    """The lines of a scorer's output that the table shows."""
    data = ", ".join(re.sub(r"\.jsonl$", "", name) for name in measure.data)
    data += " (held out)" if measure.kept_out else ""
    found = []
    for line in output.splitlines():
        if line.strip().startswith(measure.shown):
            name = re.split(r"\s{2,}|: (?=[\d.]+$)", line.strip())[0].strip("* ")
            value = re.findall(r"[\d.]+", line)
            found.append(f"| {measure.name} | {data} | {name} | {value[-1]} |")
    return found


def main() -> None:
    """Make the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--score", type=Path, required=True)
    options.add_argument("--only", nargs="*", choices=[m.name for m in MEASURES])
    options.add_argument("--keep", type=Path, help="a folder to keep the Readings in")
    given = options.parse_args()
    before = TABLE.read_text(encoding="utf-8").splitlines() if TABLE.exists() else []
    lines: list[str] = []
    with tempfile.TemporaryDirectory() as temporary:
        folder = given.keep or Path(temporary)
        folder.mkdir(exist_ok=True)
        for measure in MEASURES:
            if given.only and measure.name not in given.only:
                lines += [line for line in before if line.startswith(f"| {measure.name} |")]
                continue
            output = score(measure, rows_of(given.data, measure), given.score, folder, load_reader().read)
            print(f"== {measure.name}\n{output}", flush=True)
            lines += table_rows(measure, output)
            TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")
    TABLE.write_text(HEAD + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
