"""Makes the pictures of the page in the README and the docs, from the sample reports.

    python tools/make_screenshots.py [LEDGER]

Reads `samples/` into a ledger of its own unless one is given, serves it as `sayso serve` does and takes each picture in
Chromium. A picture that is too large for a page is an error.
"""

import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "docs/screenshots"
SAYSO = str(Path(sys.executable).parent / "sayso")
CHROMIUM = "/usr/bin/chromium"
WIDTH, HEIGHT = 1200, 760
COLOURS = 256
LARGEST = 150_000
"""Bytes of a picture."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """A picture and the way to what is on it."""

    name: str
    show: Callable[[Page], None]
    dark: bool = False


def incidents(page: Page) -> None:
    """The list with its map and its timeline."""
    page.goto("/incidents")
    page.locator("#map-note", has_text="placed").wait_for()
    page.locator(".timeline a").first.wait_for()
    page.wait_for_timeout(500)  # The map moves to its incidents.


def figures(page: Page) -> None:
    """An incident from its top: its figures on one axis."""
    _strike(page)


def accounts(page: Page) -> None:
    """The same incident, its accounts side by side."""
    _strike(page)
    page.locator("#accounts").evaluate("e => e.scrollIntoView()")


def report(page: Page) -> None:
    """A report with its marks, and what one of its figures was read as."""
    _strike(page)
    page.locator("a.bar", has_text="at least").first.click()
    page.locator("#panel h3").first.wait_for()
    page.evaluate("scrollTo(0, 0)")


def review(page: Page) -> None:
    """What waits for a decision."""
    page.goto("/review")
    page.locator("main h1").wait_for()


PICTURES = (
    Picture(name="incidents", show=incidents),
    Picture(name="figures", show=figures),
    Picture(name="accounts", show=accounts, dark=True),
    Picture(name="report", show=report),
    Picture(name="review", show=review),
)


def main() -> None:
    """Take every picture."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = sys.argv[1] if len(sys.argv) > 1 else str(Path(folder) / "samples.db")
        if len(sys.argv) < 2:
            subprocess.run([SAYSO, "read", str(ROOT / "samples"), "--ledger", ledger], check=True)
        with serving(ledger) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            base, _, token = address.partition("/?")
            page = browser.new_page(
                base_url=base, viewport={"width": WIDTH, "height": HEIGHT}, reduced_motion="reduce"
            )
            page.goto(f"/?{token}")
            for picture in PICTURES:
                take(page, picture)
            browser.close()


@contextmanager
def serving(ledger: str) -> Iterator[str]:
    """Serve a ledger; the address that lets a browser in."""
    command = [SAYSO, "serve", "--port", "0", "--ledger", ledger]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as server:
        assert server.stderr is not None
        try:
            told = server.stderr.readline()
            match = re.search(r"http://\S+", told)
            if match is None:
                raise SystemExit(f"sayso serve: {told.strip()}")
            yield match[0]
        finally:
            server.terminate()


def take(page: Page, picture: Picture) -> None:
    """Take one picture, and check its size."""
    page.emulate_media(color_scheme="dark" if picture.dark else "light")
    picture.show(page)
    path = FOLDER / f"{picture.name}.png"
    taken = Image.open(BytesIO(page.screenshot())).convert("RGB")
    taken.quantize(COLOURS, dither=Image.Dither.NONE).save(path, optimize=True)
    size = path.stat().st_size
    print(f"{path.relative_to(ROOT)}: {size:,} bytes")
    if size > LARGEST:
        raise SystemExit(f"{path.name}: is over {LARGEST:,} bytes")


def _strike(page: Page) -> None:
    """The incident of most sources."""
    page.goto("/incidents?kind=Air%2Fdrone+strike&sort=sources")
    page.locator("a.title").first.click()
    page.locator("#figures").wait_for()


if __name__ == "__main__":
    main()
