"""`sayso read --reader llm`: another reader, the same Readings, and a word on what was left out."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from completions import PATH, an_answer, answering, completion, figure
from invented import TEXT
from misbehaving import Site, serving, states, status
from sayso.cli import main
from sayso.ledger import Ledger
from sayso.reading import load_reader


@pytest.fixture(autouse=True)
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """A model's server, which the environment names, and a report."""
    monkeypatch.chdir(tmp_path)
    for name in ("SAYSO_LEDGER", "OPENAI_API_KEY", "OPENAI_BASE_URL"):
        monkeypatch.delenv(name, raising=False)
    Path("gazette.txt").write_text(TEXT, encoding="utf-8")
    with serving() as site:
        monkeypatch.setenv("SAYSO_LLM_URL", site.url("/v1"))
        monkeypatch.setenv("SAYSO_LLM_MODEL", "tamar-7b")
        yield site


def sayso(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["read", *arguments, "--reader", "llm"])


def test_what_was_left_out_is_told_and_kept_with_the_reading(site: Site) -> None:
    answer = an_answer()
    answer["figures"].append(figure("c9", "ninety people", 90))
    site.at[PATH] = answering(answer)
    result = sayso("gazette.txt", "--format", "jsonl")
    assert result.exit_code == 0
    assert result.stderr == (
        "sayso: gazette.txt: left out of the model's answer: 1 × figure (its words are not in the text)\n"
    )
    reading = json.loads(result.stdout)
    assert [casualty["low"] for casualty in reading["casualties"]] == [9, 4]
    assert reading["provenance"]["dropped"] == [
        {"item": "figure", "cause": "its words are not in the text", "count": 1}
    ]


def test_it_goes_into_the_ledger_with_its_version(site: Site) -> None:
    site.at[PATH] = answering(an_answer())
    result = sayso("gazette.txt")
    assert result.exit_code == 0
    assert "1 new" in result.stdout
    with Ledger.open("sayso.db") as ledger:
        assert ledger.count_outdated(load_reader().versions) == 1
        assert {row["source"] for row in ledger.statements()} == {"Health Ministry", "Colonel Ardo"}
        assert len(list(ledger.incidents())) == 1


def test_a_report_that_fails_is_told_and_the_others_are_read(site: Site) -> None:
    Path("other.txt").write_text(f"Update. {TEXT}", encoding="utf-8")
    site.at[PATH] = states(completion("No."), answering(an_answer()))
    result = sayso("gazette.txt", "other.txt")
    assert result.exit_code == 1
    assert "1 new, 1 failed" in result.stdout
    assert result.stderr.startswith("sayso: gazette.txt: the model's answer is not the object asked for")


def test_flags_go_before_the_environment(site: Site) -> None:
    site.at[PATH] = answering(an_answer())
    sayso("gazette.txt", "--llm-model", "lagoon-70b", "--llm-key", "secret")
    assert site.posted[0]["model"] == "lagoon-70b"
    assert site.headers[PATH][0]["authorization"] == "Bearer secret"


def test_a_key_for_another_server_is_not_sent(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "for another server")
    site.at[PATH] = answering(an_answer())
    sayso("gazette.txt")
    assert site.headers[PATH][0]["authorization"] == "Bearer none"


def test_what_no_report_can_be_read_with_is_told_in_a_line(site: Site) -> None:
    site.at[PATH] = status(401)
    result = sayso("gazette.txt")
    assert result.exit_code == 1
    assert result.stderr == f"sayso: {site.url('/v1')}: refuses the key; give one with SAYSO_LLM_KEY\n"


def test_without_an_address_nothing_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SAYSO_LLM_URL")
    result = sayso("gazette.txt")
    assert result.exit_code == 2
    assert "--reader llm needs --llm-url and --llm-model" in result.stderr
