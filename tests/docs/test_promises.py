"""What is promised names its tests, and every test that is named is there."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")
PAGES = ("SECURITY.md", "docs/promises.md")


@pytest.mark.parametrize("page", PAGES)
def test_every_test_that_is_named_is_there(page: str) -> None:
    named = NAMED.findall((ROOT / page).read_text(encoding="utf-8"))
    assert named
    missing = [f"{path}::{name}" for path, name in named if not _has(ROOT / path, name)]
    assert missing == []


@pytest.mark.parametrize("page", PAGES)
def test_every_promise_names_a_test(page: str) -> None:
    rows = re.findall(
        r"^\| (?!---|promise|it cannot|they cannot)(.+) \|$", (ROOT / page).read_text(encoding="utf-8"), re.M
    )
    assert rows
    assert [row for row in rows if not NAMED.search(row)] == []


def _has(path: Path, name: str) -> bool:
    return (
        path.exists() and re.search(rf"^\s*def {name}\(", path.read_text(encoding="utf-8"), re.M) is not None
    )
