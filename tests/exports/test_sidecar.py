"""The sidecar: what stands behind every cell, and what could not be said."""

import csv
from datetime import date
from io import StringIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from exported import Export, sidecar, tellings
from sayso.exports import FORMATS, neutral


@pytest.mark.parametrize("name", FORMATS)
def test_the_head_says_what_the_format_cannot(export: Export, name: str) -> None:
    head = sidecar(export(name))[0]
    assert (head["schema"], head["format"], head["as_of"]) == ("sayso.sources/1", name, None)
    assert bool(head["cannot_say"]) is (name != "jsonl")


@pytest.mark.parametrize("name", FORMATS)
def test_every_span_cuts_its_words_out_of_the_report(export: Export, name: str) -> None:
    texts = {f"https://news.example/{one.id}": one.text for one in tellings()}
    behind = [words for line in sidecar(export(name)) for words in line.get("behind", ())]
    assert behind
    for words in behind:
        start, end = words["span"]
        assert texts[words["url"]][start:end] == words["text"]
        assert " ".join(words["text"].split()) in words["sentence"]


@pytest.mark.parametrize("name", FORMATS)
def test_every_cell_rests_on_words_or_says_by_which_rule_it_is_there(export: Export, name: str) -> None:
    cells = [line for line in sidecar(export(name)) if "cells" in line]
    assert cells
    assert [line for line in cells if not line["behind"] and line["note"] is None] == []


@pytest.mark.parametrize("name", ["acled", "ged", "polecat"])
def test_as_many_incidents_come_out_as_are_in(export: Export, name: str, ids: dict[str, str]) -> None:
    lines = sidecar(export(name))
    told = {line["row"] for line in lines if "row" in line} | {
        line["left_out"] for line in lines if "left_out" in line
    }
    assert set(ids.values()) <= told


def test_an_export_as_of_a_day_knows_nothing_later(export: Export) -> None:
    path = export("acled", as_of=date(2024, 3, 14))
    (event,) = csv.DictReader(StringIO(path.read_text("utf-8")))
    assert (event["source"], event["fatalities"]) == ("Harbour Post", "9")
    assert sidecar(path)[0]["as_of"] == "2024-03-14"
    assert not any("27" in words["text"] for line in sidecar(path) for words in line.get("behind", ()))


def test_a_spreadsheet_runs_nothing_that_a_report_says(export: Export) -> None:
    for name in ("acled", "ged", "airwars", "polecat"):
        for row in csv.reader(
            StringIO(export(name).read_text("utf-8")), delimiter="\t" if name == "polecat" else ","
        ):
            assert not any(cell.startswith("=") for cell in row)


@given(st.text())
def test_a_text_is_neutral_and_whole(text: str) -> None:
    assert neutral(text).endswith(text)
    assert not neutral(text).startswith(("=", "+", "-", "@", "\t", "\r"))
