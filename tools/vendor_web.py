"""Puts the scripts of others that the page needs beside its own, from the packages that their makers publish.

    python tools/vendor_web.py

Needs npm. Versions are pinned, each package is checked by its SHA-512, and each keeps its licence. `axe` is for the
tests alone. What is written is committed, so that neither users nor tests fetch anything.
"""

import hashlib
import subprocess
import tarfile
import tempfile
from base64 import b64encode
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
SHIPPED = ROOT / "src/sayso/web/static/vendor"
TESTING = ROOT / "tests/web/vendor"


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """A package and the files of it that are kept.

    Args:
        name: on npm.
        version: pinned.
        sha512: of the package, in base64, as npm prints it.
        folder: where the files go.
        files: their names in the package.
    """

    name: str
    version: str
    sha512: str
    folder: Path
    files: tuple[str, ...]


PACKAGES = (
    Package(
        name="htmx.org",
        version="2.0.11",
        sha512="Thx/WtpeOQqSrqBCw/A1cwGJGg4UrVa3+sW0GmrM3p4gJgO89ecH4qtbnyzDDWFvBTqjnIMCgELTNt636dtamA==",
        folder=SHIPPED / "htmx",
        files=("LICENSE", "dist/htmx.min.js"),
    ),
    Package(
        name="leaflet",
        version="1.9.4",
        sha512="nxS1ynzJOmOlHp+iL3FyWqK89GtNL8U8rvlMOsQdTTssxZwCXh8N2NB3GDQOL+YR3XnWyZAxwQixURb+FA74PA==",
        folder=SHIPPED / "leaflet",
        files=("LICENSE", "dist/leaflet.js", "dist/leaflet.css"),
    ),
    Package(
        name="axe-core",
        version="4.14.1",
        sha512="FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ==",
        folder=TESTING / "axe",
        files=("LICENSE", "axe.min.js"),
    ),
)


def main() -> None:
    """Fetch every package and keep its files."""
    for package in PACKAGES:
        with tempfile.TemporaryDirectory() as folder:
            keep(package, fetched(package, Path(folder)))
        print(f"{package.name} {package.version}: {', '.join(package.files)}")


def fetched(package: Package, folder: Path) -> Path:
    """The package's archive, once its sum is right."""
    wanted = f"{package.name}@{package.version}"
    subprocess.run(["npm", "pack", "--silent", wanted], cwd=folder, check=True, stdout=subprocess.DEVNULL)
    archive = next(folder.glob("*.tgz"))
    found = b64encode(hashlib.sha512(archive.read_bytes()).digest()).decode()
    if found != package.sha512:
        raise SystemExit(f"{wanted}: its SHA-512 is {found}, not {package.sha512}; nothing was kept")
    return archive


def keep(package: Package, archive: Path) -> None:
    """Write the files that are kept, without the folders they have in the package."""
    package.folder.mkdir(parents=True, exist_ok=True)
    with tarfile.open(archive) as packed:
        for name in package.files:
            member = packed.extractfile(f"package/{name}")
            if member is None:
                raise SystemExit(f"{package.name}: has no file {name}")
            (package.folder / Path(name).name).write_bytes(member.read())


if __name__ == "__main__":
    main()
