"""What 8 bits cost: every figure with the graph that ships, and with the same weights in 32 bits.

    python -m bench.precision --data DATA --score SCORE --whole GRAPH

GRAPH is the `encoder.whole.onnx` that an export leaves in its build folder. The table is written to `bench/precision.md`;
long corpora are cut to their first reports, the same for both graphs.
"""

import argparse
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

import onnxruntime

from bench.language import figures
from bench.quality import MEASURES, Measure, Read, rows_of, score, table_rows
from sayso import assets
from sayso.language.encoder import BUNDLE, EncoderComponent
from sayso.language.pipeline import make_doc, pipeline
from sayso.model import Reading
from sayso.reading.reader import read_doc
from sayso.report import Report

TABLE = Path(__file__).with_name("precision.md")
MOST = 40
"""Reports of a corpus that are read, but for the one of statements, which is read whole."""

WHOLE = frozenset({"polnear"})
LEFT_OUT = frozenset({"fakes", "wire", "kabul", "places"})
"""Measures whose reports another measure has, too."""

BAR = 0.005
"""The most that 8 bits may cost."""


def with_graph(graph: Path, component: EncoderComponent) -> EncoderComponent:
    """The encoder with another graph of the same heads."""
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    component.encoder.session = onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"]
    )
    return component


def reader(graph: Path) -> Read:
    """A reader whose encoder runs a graph."""
    nlp = pipeline(threads=1)
    with_graph(graph, nlp.get_pipe("sayso_encoder"))  # type: ignore[arg-type]

    def read(reports: Iterable[Report]) -> Iterator[Reading]:
        return (read_doc(nlp(make_doc(nlp, report))) for report in reports)

    return read


def measured(measure: Measure, data: Path, scorers: Path, read: Read) -> dict[str, float]:
    """The figures of one measure by their names in the table."""
    rows = rows_of(data, measure)[: None if measure.name in WHOLE else MOST]
    with tempfile.TemporaryDirectory() as folder:
        lines = table_rows(measure, score(measure, rows, scorers, Path(folder), read))
    cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in lines]
    return {f"{name}: {figure}": float(value) for name, _, figure, value in cells}


def all_figures(graph: Path, data: Path, scorers: Path) -> dict[str, float]:
    """Every figure with one graph."""
    found = figures(data, with_graph(graph, EncoderComponent(threads=1)))
    read = reader(graph)
    for measure in MEASURES:
        if measure.name not in LEFT_OUT:
            found |= measured(measure, data, scorers, read)
    return found


def main() -> None:
    """Make the table."""
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=Path, required=True)
    options.add_argument("--score", type=Path, required=True)
    options.add_argument("--whole", type=Path, required=True)
    given = options.parse_args()
    whole, small = (
        all_figures(graph, given.data, given.score) for graph in (given.whole, assets.path(BUNDLE[0]))
    )
    lost = {name: whole[name] - small[name] for name in whole}
    lines = ["| figure | 32 bits | 8 bits | lost |", "|---|---|---|---|"]
    lines += [f"| {n} | {whole[n]:.3f} | {small[n]:.3f} | {lost[n]:+.3f} |" for n in whole]
    over = [name for name in lost if lost[name] > BAR]
    lines += ["", f"{len(over)} of {len(lost)} figures lose more than {BAR}. {'; '.join(over)}".strip()]
    TABLE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
