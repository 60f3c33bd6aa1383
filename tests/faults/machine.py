"""A machine in trouble: disks that are full, folders that are sealed, commands that are run on it."""

import os
import resource
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

COMMAND = [sys.executable, "-c", "from sayso.cli import main; main(prog_name='sayso')"]
SEALED = [
    "setpriv",
    "--bounding-set",
    "-dac_override,-dac_read_search",
    "--inh-caps",
    "-dac_override,-dac_read_search",
]
LONG = 600
MOUNTED = 4_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Ended:
    """How a command ended."""

    status: int
    out: str
    told: str


@dataclass(slots=True, kw_only=True)
class Disk:
    """A small disk; where this user may mount none, its files cannot grow instead.

    Args:
        folder: where it is.
        mounted: whether it is a disk of its own.
    """

    folder: Path
    mounted: bool
    full: bool = field(default=False)

    def fill(self) -> None:
        """Leave no room on it."""
        self.full = True
        if self.mounted:
            with (self.folder / "fill").open("wb", buffering=0) as file:
                try:
                    while file.write(bytes(4096)):
                        pass
                except OSError:
                    return

    def free(self) -> None:
        """Make room again."""
        self.full = False
        (self.folder / "fill").unlink(missing_ok=True)

    def run(self, *arguments: str) -> Ended:
        """Run a command whose files are on the disk."""
        return run(*arguments, before=None if self.mounted or not self.full else _no_file_grows)


@contextmanager
def small_disk(folder: Path) -> Iterator[Disk]:
    """A disk of its own in a folder that is made for it."""
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MOUNTED}", "none", folder]
    mounted = subprocess.run(mount, check=False, capture_output=True).returncode == 0
    try:
        yield Disk(folder=folder, mounted=mounted)
    finally:
        if mounted:
            subprocess.run(["umount", folder], check=True)


def run(*arguments: str, before: Callable[[], None] | None = None, sealed: bool = False) -> Ended:
    """Run sayso in a process of its own.

    Args:
        arguments: of the command.
        before: is called in the process before it starts.
        sealed: permissions hold for root too.
    """
    prefix = SEALED if sealed and os.getuid() == 0 else []
    done = subprocess.run(
        [*prefix, *COMMAND, *arguments],
        capture_output=True,
        text=True,
        timeout=LONG,
        preexec_fn=before,
        check=False,
    )
    return Ended(status=done.returncode, out=done.stdout, told=done.stderr)


def begun(*arguments: str) -> subprocess.Popen[bytes]:
    """Start sayso and do not wait for it."""
    return subprocess.Popen([*COMMAND, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)


def assert_one_line(ended: Ended, *words: str) -> None:
    """The command failed, told it in one line with these words, and printed nothing else."""
    assert ended.status == 1, ended
    assert ended.out == ""
    (line,) = ended.told.splitlines()
    assert line.startswith("sayso: ")
    for word in words:
        assert word in line


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a folder, hidden ones too, but for those that SQLite keeps while it works."""
    return {
        file.name: file.read_bytes()
        for file in folder.iterdir()
        if file.name != "fill" and not file.name.endswith(("-wal", "-shm"))
    }


def lines(ended: Ended) -> Sequence[str]:
    """The rows that a command printed."""
    assert ended.status == 0, ended
    return ended.out.splitlines()


def _no_file_grows() -> None:
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1, 1))
