"""An assistant's questions over the protocol itself: the SDK's client starts `sayso mcp` and talks to it."""

import asyncio
import json
import sqlite3
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from mcp import Client, StdioServerParameters
from mcp.types import CallToolResult

from invented import VERSIONS, a_reading, a_report
from sayso.cli import main
from sayso.errors import LedgerError
from sayso.ledger import Ledger
from sayso.ledger.address import connect_to, reading_from, writing_to
from sayso.ledger.revision import migrate, revision_of
from sayso.workflow.link import relink

Talk = Callable[[Client], Awaitable[Any]]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A ledger of one report, linked."""
    path = tmp_path / "sayso.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        relink(ledger)
    return path


@pytest.fixture
def ask(path: Path) -> Callable[[Talk], Any]:
    """Talk to the command as an assistant does."""

    def talk_to_it(talk: Talk) -> Any:
        command = ["-c", "from sayso.cli import main; main()", "mcp", "--ledger", str(path)]
        server = StdioServerParameters(command=sys.executable, args=command)

        async def conversation() -> Any:
            async with Client(server, read_timeout_seconds=60) as client:
                return await talk(client)

        return asyncio.run(conversation())

    return talk_to_it


def content(result: CallToolResult) -> Any:
    """What a tool answered, as the model is given it."""
    assert not result.is_error, result.content
    structured: Any = result.structured_content
    return structured["result"] if set(structured) == {"result"} else structured


def test_every_tool_says_that_it_only_reads(ask: Callable[[Talk], Any]) -> None:
    async def talk(client: Client) -> Any:
        return (await client.list_tools()).tools, client.instructions

    tools, instructions = ask(talk)
    assert [tool.name for tool in tools] == ["search", "incidents", "incident", "accounts", "statement"]
    assert all(tool.annotations.read_only_hint and not tool.annotations.destructive_hint for tool in tools)
    assert all(tool.description for tool in tools)
    assert "Never average" in instructions


def test_from_words_to_an_incident_to_its_accounts_to_the_sentence(ask: Callable[[Talk], Any]) -> None:
    async def talk(client: Client) -> Any:
        async def call(name: str, **arguments: Any) -> Any:
            return content(await client.call_tool(name, arguments))

        (found,) = await call("search", words='"fish market"')
        (id,) = found["incidents"]
        accounts = await call("accounts", id=id)
        told = next(account for account in accounts if account["figures"])
        figure = told["figures"][0]
        said = await call("statement", report=figure["report"], id=figure["statement"])
        return found, await call("incident", id=id), accounts, said

    found, incident, accounts, said = ask(talk)
    assert "**fish market**" in found["snippet"]
    assert incident["tolls"]["killed"]["low"] == 9
    assert {source["source"] for source in incident["sources"]} == {account["source"] for account in accounts}
    assert said["source"] == "Health Ministry"
    assert said["via"] == ["Tamar Gazette"]
    assert said["sentence"].startswith("The Health Ministry told the Tamar Gazette that nine people died")
    assert [(figure["low"], figure["groups"]) for figure in said["figures"]] == [(4, []), (9, [])]
    assert said["report"]["url"] == "https://tamar.example/17"


def test_incidents_are_listed_by_day_and_place(ask: Callable[[Talk], Any]) -> None:
    async def talk(client: Client) -> Any:
        asked = ({}, {"since": "2024-09-10"}, {"until": "2024-09-09", "place": "ML"}, {"place": "Aden"})
        return [content(await client.call_tool("incidents", arguments)) for arguments in asked]

    every, later, there, elsewhere = ask(talk)
    assert [row["type"] for row in every] == ["Air/drone strike"]
    assert every == there
    assert later == elsewhere == []


def test_what_is_not_there_or_makes_no_sense_is_told_in_words(ask: Callable[[Talk], Any]) -> None:
    async def talk(client: Client) -> Any:
        asked = (
            ("incident", {"id": "i-00000000"}),
            ("statement", {"report": "gazette-17", "id": "s9"}),
            ("statement", {"report": "r-00000000", "id": "s1"}),
            ("incident", {"id": "i-1", "as_of": "yesterday"}),
            ("search", {"words": "market", "limit": 0}),
        )
        return [await client.call_tool(name, arguments) for name, arguments in asked]

    results = ask(talk)
    assert all(result.is_error for result in results)
    words = [result.content[0].text for result in results]
    assert "the ledger has no such incident" in words[0]
    assert "its statements are narrator, s1, s2, s3" in words[1]
    assert "the ledger has no such report" in words[2]
    assert "Traceback" not in "".join(words)


def test_words_of_a_report_cannot_write(path: Path, ask: Callable[[Talk], Any]) -> None:
    hostile = (
        "'; DROP TABLE reports; --",
        '" OR 1=1 NEAR(',
        "report_words MATCH *",
        "\ud800".encode("utf-8", "replace").decode(),
    )

    async def talk(client: Client) -> Any:
        return [await client.call_tool("search", {"words": words}) for words in hostile]

    before = dump(path)
    assert not any(result.is_error for result in ask(talk))
    assert dump(path) == before


class TestReadingOnly:
    def test_the_database_itself_refuses_to_be_written_to(self, ledger_address: str) -> None:
        with Ledger.open(ledger_address, read_only=True) as ledger:
            assert ledger.has(a_report())
            with pytest.raises(LedgerError, match=r"read-?only"):
                ledger.add(a_report("Other words."), a_reading(), VERSIONS)
            with pytest.raises(LedgerError, match=r"read-?only"):
                relink(ledger)

    def test_an_older_ledger_stays_as_it_is(self, ledger_address: str) -> None:
        engine, _ = connect_to(ledger_address, create=False)
        with writing_to(engine) as connection:
            migrate(connection, "0001")
        with pytest.raises(LedgerError, match="was made by an older version"):
            Ledger.open(ledger_address, read_only=True)
        with reading_from(engine) as connection:
            assert revision_of(connection, ledger_address) == "0001"
        engine.dispose()

    def test_no_ledger_is_made(self, tmp_path: Path) -> None:
        with pytest.raises(LedgerError, match="no ledger there"):
            Ledger.open(str(tmp_path / "none.db"), read_only=True)
        assert list(tmp_path.iterdir()) == []

    @pytest.fixture
    def ledger_address(self, address: str) -> str:
        """A ledger of one report, on each database."""
        with Ledger.open(address) as ledger:
            ledger.add(a_report(), a_reading(), VERSIONS)
        return address


def test_a_ledger_that_is_missing_is_told_in_a_line(tmp_path: Path) -> None:
    result = CliRunner().invoke(main, ["mcp", "--ledger", str(tmp_path / "none.db")])
    assert result.exit_code == 1
    assert "no ledger there" in result.stderr
    assert result.stdout == ""


def dump(path: Path) -> str:
    with sqlite3.connect(path) as connection:
        rows = [connection.execute(f"SELECT * FROM {table}").fetchall() for table in ("reports", "readings")]
    connection.close()
    return json.dumps(rows)
