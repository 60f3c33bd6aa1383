"""Serving the page to tests, looking at it in a browser, and keeping how it looks."""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page

from sayso.ledger import Ledger
from sayso.reading import load_reader
from sayso.web.app import create_app
from sayso.web.serve import listen, server
from sayso.web.settings import WebSettings
from sayso.workflow.link import is_behind

ROOT = Path(__file__).parent.parent
AXE = ROOT / "tests/web/vendor/axe/axe.min.js"
SCREENSHOTS = ROOT / "build/screenshots"
TOKEN = "a-token-for-tests"
SERIOUS = ("serious", "critical")


@dataclass(frozen=True, slots=True)
class Site:
    """A page that is being served, and the file or address of its ledger."""

    address: str
    ledger: Path | str


@contextmanager
def serving(ledger: Path | str, *, team: bool = False) -> Iterator[Site]:
    """Serve a ledger, by its file or its address, as `sayso serve` does, in a thread."""
    settings = WebSettings(ledger=str(ledger), token=TOKEN, who="tester", team=team)
    app = create_app(settings, load_reader=load_reader)
    with listen("127.0.0.1", 0) as listening:
        served = server(app)
        thread = threading.Thread(target=served.run, kwargs={"sockets": [listening]})
        thread.start()
        try:
            yield Site(f"http://127.0.0.1:{listening.getsockname()[1]}", ledger)
        finally:
            served.should_exit = True
            thread.join()


@contextmanager
def let_in(browser: Browser, site: Site, *, scripts: bool = True) -> Iterator[BrowserContext]:
    """A browser of its own that has opened the printed address."""
    context = browser.new_context(base_url=site.address, reduced_motion="reduce", java_script_enabled=scripts)
    page = context.new_page()
    page.goto(f"/?token={TOKEN}")
    page.close()
    yield context
    context.close()


@contextmanager
def watched(context: BrowserContext) -> Iterator[Page]:
    """A tab whose complaints are counted when the test is done."""
    complaints: list[str] = []
    foreign: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type == "error" and "status of 4" not in message.text:
            complaints.append(message.text)

    page = context.new_page()
    page.on("console", hear)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.on("request", lambda request: foreign.append(request.url) if _is_foreign(request.url) else None)
    yield page
    page.close()
    assert complaints == []
    assert foreign == []


def _is_foreign(url: str) -> bool:
    return not url.startswith(("http://127.0.0.1:", "data:", "blob:", "about:"))


def until(is_so: Callable[[], bool], *, seconds: float = 90) -> None:
    """Wait for what the page does beside its answers, however slow the machine is."""
    end = monotonic() + seconds
    while not is_so():
        assert monotonic() < end, "it did not come about"
        sleep(0.05)


def linked(ledger: Path | str) -> None:
    """Wait until the incidents of a ledger are linked anew: an answer waits two seconds for that, and no longer."""
    with Ledger.open(str(ledger)) as book:
        until(lambda: not is_behind(book))


def faults(page: Page) -> list[str]:
    """What axe-core finds that is serious, as rule and place."""
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{one['id']}: {node['target']} {node['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
        for node in one["nodes"]
    ]


def picture(page: Page, name: str, *, widths: tuple[int, ...] = (360, 1280, 2560)) -> None:
    """Keep how a view looks at three widths in both colour schemes, under `build/screenshots`."""
    SCREENSHOTS.mkdir(parents=True, exist_ok=True)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 1400 if width > 2000 else 900})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            page.screenshot(path=SCREENSHOTS / f"{name}-{width}-{scheme}.png", full_page=True)
    page.set_viewport_size({"width": 1280, "height": 900})
    page.emulate_media(color_scheme="light")


def is_too_wide(page: Page, width: int = 360) -> bool:
    """Whether a view has to be moved sideways at a width."""
    page.set_viewport_size({"width": width, "height": 800})
    wide: bool = page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    page.set_viewport_size({"width": 1280, "height": 900})
    return wide
