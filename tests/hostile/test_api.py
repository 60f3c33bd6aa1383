"""The API keeps to its own description, whatever it is asked: tried by Schemathesis on a served page."""

import re
from collections.abc import Iterator
from typing import Any

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.checks import CHECKS, load_all_checks

from browsing import TOKEN, serving
from invented import VERSIONS, a_reading, a_report
from sayso.ledger import Ledger
from sayso.web.app import create_app
from sayso.web.gate import COOKIE
from sayso.web.settings import WebSettings
from sayso.workflow.link import relink

load_all_checks()

EXAMPLES = 12
PATIENCE = 600
"""Seconds for an answer: a machine that does other work is no failure."""
PATHS = create_app(WebSettings(ledger="none", token=TOKEN, who="tester")).openapi()["paths"]
UNTOLD = {
    # What the fields of a form must be to each other is told in words alone.
    "post": [CHECKS.get_one("positive_data_acceptance")],
    # In an address all is text, one value is a list of one, and a field of a form that was left blank is nothing.
    "get": [CHECKS.get_one("negative_data_rejection")],
}
OPERATIONS = [
    (method, path, mode)
    for path, methods in PATHS.items()
    for method, told in methods.items()
    for mode in GenerationMode
    # What has nothing but a name in its path cannot be asked wrongly.
    if mode.is_positive
    or "requestBody" in told
    or any(one["in"] == "query" for one in told.get("parameters", ()))
]


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Where a ledger of one report is served."""
    path = tmp_path_factory.mktemp("api") / "sayso.db"
    with Ledger.open(str(path)) as ledger:
        ledger.add(a_report(), a_reading(), VERSIONS)
        relink(ledger)
    with serving(path) as site:
        yield site.address


@pytest.fixture(scope="module")
def visitor(address: str) -> dict[str, str]:
    """What a browser that was let in sends."""
    cookie = httpx.get(f"{address}/?token={TOKEN}").cookies[COOKIE]
    shown = httpx.get(f"{address}/incidents", cookies={COOKIE: cookie}).text
    return {
        "cookie": f"{COOKIE}={cookie}",
        "x-csrf-token": re.findall(r'"X-CSRF-Token": "([0-9a-f]+)"', shown)[0],
    }


@pytest.fixture(scope="module")
def described(visitor: dict[str, str], address: str) -> Any:
    """The API's description, as the page gives it."""
    told = httpx.get(f"{address}/api/openapi.json", headers=visitor).json()
    return schemathesis.openapi.from_dict(_without_tuples(told))


def _without_tuples(schema: Any) -> Any:
    """A schema with plain arrays where it has tuples, which Schemathesis turns into a form that it refuses."""
    if isinstance(schema, list):
        return [_without_tuples(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    plain = {key: _without_tuples(value) for key, value in schema.items() if key != "prefixItems"}
    if "prefixItems" in schema:
        plain["items"] = {"anyOf": _without_tuples(schema["prefixItems"])}
    return plain


@pytest.mark.parametrize(("method", "path", "mode"), OPERATIONS)
def test_every_answer_is_as_described_and_none_is_an_error_of_ours(
    described: Any, visitor: dict[str, str], address: str, method: str, path: str, mode: GenerationMode
) -> None:
    @given(case=described[path][method].as_strategy(generation_mode=mode))
    @settings(max_examples=EXAMPLES, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
    def ask(case: Any) -> None:
        case.call_and_validate(address, headers=visitor, excluded_checks=UNTOLD[method], timeout=PATIENCE)

    ask()
