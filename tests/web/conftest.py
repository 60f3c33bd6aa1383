"""The page as its visitors have it: served over a ledger made from `samples/`, in a real browser.

The ledger is read once a session. Tests that change it ask for `own_site` or `own_page`, which have a copy.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import market
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from browsing import ROOT, Site, let_in, serving, watched
from sayso.ledger import Ledger
from sayso.reading import load_reader
from sayso.sources import load
from sayso.workflow.link import relink
from sayso.workflow.read import read_into

CHROMIUM = "/usr/bin/chromium"

# A machine that does other work at the same time is no failure.
expect.set_options(timeout=30_000)


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A ledger with all that `samples/` tells, to be copied or only looked at."""
    path = tmp_path_factory.mktemp("samples") / "samples.db"
    with Ledger.open(str(path)) as ledger:
        for _ in read_into(ledger, load_reader(), load([str(ROOT / "samples")])):
            pass
        relink(ledger)
    return path


@pytest.fixture(scope="module")
def site(sample_file: Path) -> Iterator[Site]:
    """The page over the samples, for tests that only look."""
    with serving(sample_file) as site:
        yield site


@pytest.fixture
def own_site(sample_file: Path, tmp_path: Path) -> Iterator[Site]:
    """The page over a copy of the samples, for tests that change them."""
    with serving(Path(shutil.copy(sample_file, tmp_path / "own.db"))) as site:
        yield site


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, for one module: while it is open no other test can run an event loop."""
    if not Path(CHROMIUM).exists():
        pytest.fail("no Chromium; install it with: tools/install-services", pytrace=False)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def visitor(browser: Browser, site: Site) -> Iterator[BrowserContext]:
    """A browser that has been let in to the samples."""
    with let_in(browser, site) as context:
        yield context


@pytest.fixture
def page(visitor: BrowserContext) -> Iterator[Page]:
    """A tab on the samples, with addresses from the site's root: `page.goto("/incidents")`.

    What the browser complains of fails the test: scripts that break, and what the policy forbids.
    """
    with watched(visitor) as page:
        yield page


@pytest.fixture
def own_page(browser: Browser, own_site: Site) -> Iterator[Page]:
    """A tab on a copy of the samples, which the test may change."""
    with let_in(browser, own_site) as context, watched(context) as page:
        yield page


@pytest.fixture(scope="module")
def market_visitor(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[BrowserContext]:
    """A browser that has been let in to an invented ledger, of one strike and a march; see `market`."""
    path = tmp_path_factory.mktemp("market") / "market.db"
    market.ledger(path)
    with serving(path) as site, let_in(browser, site) as context:
        yield context


@pytest.fixture
def market_page(market_visitor: BrowserContext) -> Iterator[Page]:
    """A tab on the invented ledger."""
    with watched(market_visitor) as page:
        yield page
