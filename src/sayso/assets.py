"""The files that ship with the package: weights, word pieces, gazetteer; each checked once by its SHA-256."""

import hashlib
import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sayso.errors import AssetError

ROOT = Path(__file__).parent
SUMS = "assets.json"
CHUNK = 1 << 20


@cache
def sums() -> dict[str, str]:
    """The SHA-256 of every asset, by its path inside the package."""
    found: dict[str, str] = json.loads((ROOT / SUMS).read_text(encoding="utf-8"))
    return found


@cache
def path(name: str) -> Path:
    """The file of an asset, after a check that it is the one that was shipped.

    Args:
        name: its path inside the package, as `assets.json` has it.

    Raises:
        AssetError: the file is missing or damaged.
    """
    file = ROOT / name
    try:
        found = digest(file)
    except OSError as error:
        raise AssetError(f"{name} is missing from the package; install sayso again.") from error
    if found != sums().get(name):
        raise AssetError(
            f"{name} is damaged: its SHA-256 is not the one it was shipped with; install sayso again."
        )
    return file


def record(names: Iterable[str]) -> None:
    """Write the sums of assets that were made anew into the package."""
    new = {name: digest(ROOT / name) for name in names}
    text = json.dumps(dict(sorted((sums() | new).items())), indent=1) + "\n"
    (ROOT / SUMS).write_text(text, encoding="utf-8")


def digest(file: Path) -> str:
    """The SHA-256 of a file."""
    total = hashlib.sha256()
    with file.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            total.update(chunk)
    return total.hexdigest()


def bundle_version(names: tuple[str, ...]) -> str:
    """One SHA-256 over those of some assets: it tells one model bundle from another."""
    return hashlib.sha256("".join(sums()[name] for name in names).encode("ascii")).hexdigest()
