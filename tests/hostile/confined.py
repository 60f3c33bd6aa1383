"""The real command in a process that may have so much memory and time and no more."""

import os
import resource
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

MEMORY = 1_000_000_000
"""Bytes; the system counts what a process has written to or may write to."""


@dataclass(frozen=True)
class Told:
    """What a command printed and how it ended."""

    status: int
    out: str
    err: str

    def of(self, name: str) -> str:
        """The last line of standard error that tells of a file, without the folder."""
        *_, line = [line for line in self.err.splitlines() if f"/{name}" in line]
        return line.partition(f"/{name}")[2]


def sayso(*arguments: str, seconds: int, cwd: Path | None = None) -> Told:
    """Run sayso; it is ended where it takes more processor time or memory than that."""

    def confine() -> None:
        resource.setrlimit(resource.RLIMIT_DATA, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))

    done = subprocess.run(
        [sys.executable, "-c", "from sayso.cli import main; main()", *arguments],
        capture_output=True,
        text=True,
        cwd=cwd,
        preexec_fn=confine,
        env={**os.environ, "OMP_NUM_THREADS": "1"},
        check=False,
    )
    return Told(done.returncode, done.stdout, done.stderr)
