"""The page on Datasette is true: Datasette itself opens a ledger with the metadata that stands there."""

import asyncio
import re
from pathlib import Path
from typing import Any

import pytest
import yaml
from datasette.app import Datasette

from invented import VERSIONS, a_bare_reading, a_reading, a_report
from misbehaving import NOON
from sayso.ledger import Ledger
from sayso.ledger.people import Role
from sayso.watched import Article, Feed
from sayso.workflow.link import relink

PAGE = Path(__file__).parents[2] / "docs" / "datasette.md"
FEED, URL = "https://tamar.example/rss", "https://tamar.example/17"


@pytest.fixture(scope="module")
def metadata() -> dict[str, Any]:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    found: dict[str, Any] = yaml.safe_load(block)
    return found


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of two reports, one of them a version of the other."""
    path = str(tmp_path_factory.mktemp("datasette") / "sayso.db")
    changed = a_report("A strike hit the fish market. Four people died.")
    with Ledger.open(path) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        ledger.add(changed, a_bare_reading(changed), VERSIONS)
        relink(ledger)
        ledger.watched.keep_feed(Feed(url=FEED))
        ledger.watched.add_articles([Article(url=URL, feed=FEED, found=NOON, due=NOON)])
        for report in (a_report(), changed):
            ledger.watched.see(URL, report.hash, NOON)
        ledger.people.add("Amina", role=Role.CODER, secret="argon2")
    return path


def get(path: str, metadata: dict[str, Any], *addresses: str) -> list[Any]:
    """What Datasette answers: the JSON of each address, or its status where that is not 200."""

    async def ask() -> list[Any]:
        page = Datasette([path], metadata=metadata, settings={"allow_download": False})
        await page.invoke_startup()
        answers = [await page.client.get(address, follow_redirects=True) for address in addresses]
        return [answer.json() if answer.status_code == 200 else answer.status_code for answer in answers]

    return asyncio.run(ask())


def test_every_table_that_is_named_is_one_and_its_columns_are_there(
    path: str, metadata: dict[str, Any]
) -> None:
    (database,) = get(path, metadata, "/sayso.json")
    columns = {table["name"]: table["columns"] for table in database["tables"]}
    for name, about in metadata["databases"]["sayso"]["tables"].items():
        if about.get("allow") is False:
            continue
        named = {about.get("label_column"), about.get("sort_desc"), *about.get("facets", ())} - {None}
        assert named <= set(columns[name]), name


def test_who_belongs_to_a_team_is_not_shown_by_any_way(path: str, metadata: dict[str, Any]) -> None:
    with Ledger.open(path) as ledger:
        assert [person.name for person in ledger.people] == ["Amina"]
    answers = get(
        path,
        metadata,
        "/sayso/people.json",
        "/sayso/people/1.json",
        "/sayso/sessions.json",
        "/sayso.json?sql=select+*+from+people",
        "/sayso.db",
        "/sayso/figures.json?harm=&_where=1",
    )
    assert answers[:5] == [403] * 5
    (database,) = get(path, metadata, "/sayso.json")
    assert not {"people", "sessions"} & {table["name"] for table in database["tables"]}


def test_the_words_of_reports_are_found(path: str, metadata: dict[str, Any]) -> None:
    (found, none) = get(
        path,
        metadata,
        "/sayso/reports.json?_search=gazette+children&_shape=array",
        "/sayso/reports.json?_search=ferry&_shape=array",
    )
    assert [row["own_id"] for row in found] == ["gazette-17"]
    assert none == []


def test_rows_lead_to_their_reading_and_that_to_its_report(path: str, metadata: dict[str, Any]) -> None:
    (database,) = get(path, metadata, "/sayso.json")
    leads = {
        table["name"]: {key["other_table"] for key in table["foreign_keys"]["outgoing"]}
        for table in database["tables"]
    }
    assert all(
        "readings" in leads[name] for name in ("statements", "incidents", "casualties", "pledges", "entities")
    )
    assert leads["readings"] == {"reports"}
    assert leads["linked_mentions"] == {"reports", "linked_incidents"}
    assert leads["article_versions"] == {"reports", "watched_articles"}


def test_the_questions_are_answered(path: str, metadata: dict[str, Any]) -> None:
    figures, injured, said, changed = get(
        path,
        metadata,
        "/sayso/figures.json?harm=&_shape=array",
        "/sayso/figures.json?harm=injured&_shape=array",
        "/sayso/said.json?source=Ministry&_shape=array",
        "/sayso/changed.json?_shape=array",
    )
    assert [(row["source"], row["low"]) for row in figures] == [
        ("Health Ministry", 4),
        ("Health Ministry", 9),
    ]
    assert injured == []
    assert [row["content"] for row in said] == ["nine people died, four of them children"]
    assert [row["version"] for row in changed] == [1, 2]
