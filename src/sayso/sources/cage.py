"""A process of its own in which files of strangers are taken apart.

Parsers of pages, PDFs, Word files and mails are large, and a file can be made to keep them busy for ever, to fill
the memory, or to crash them. Here the system itself ends such a one: only its file is lost, and the next one
gets a new process. The process starts with the first file that needs it and ends with its parent.
"""

import atexit
import json
import os
import signal
import struct
import subprocess
import sys
from dataclasses import asdict
from threading import Lock
from typing import IO, Any

from sayso.report import TIME_LIMIT, Report
from sayso.sources.found import Found, Unreadable

MEMORY = 512_000_000
"""Bytes of data that the process may hold: with the reader's own and a file of the largest size, less than 1 GB."""

ROW = "row"
"""The job of reading one row of JSON; the others are called like the kinds of files."""

JOB = struct.Struct(">16sQ")
"""A job's name and the bytes that follow it."""

REPLY = struct.Struct(">Q")
"""The bytes of the reply that follows: JSON, since what comes out of the cage is not to be trusted."""


class Cage:
    """Runs jobs in a process with limits, one at a time."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0

    def run(self, job: str, data: bytes) -> Found:
        """The report that a job makes of some bytes.

        Raises:
            Unreadable: there is none in them, or they are such that the process had to be ended.
        """
        with self._lock:
            try:
                reply = self._ask(job, data)
            except (OSError, EOFError) as error:
                raise Unreadable(_cause(self._end())) from error
            except BaseException:
                self._end()
                raise
        if "report" not in reply:
            raise Unreadable(reply["cause"])
        report = reply["report"]
        return Found(**{**reply, "report": Report(**report) if report else None})

    def close(self) -> None:
        """End the process."""
        with self._lock:
            self._end()

    def _ask(self, job: str, data: bytes) -> dict[str, Any]:
        if self._process is None or self._owner != os.getpid():
            self._process, self._owner = _started(), os.getpid()
        into, out = self._process.stdin, self._process.stdout
        assert into is not None
        assert out is not None
        into.write(JOB.pack(job.encode(), len(data)))
        into.write(data)
        into.flush()
        (size,) = REPLY.unpack(_exactly(out, REPLY.size))
        reply: dict[str, Any] = json.loads(_exactly(out, size))
        return reply

    def _end(self) -> int:
        """End the process if it has not ended; how it ended."""
        if self._process is None:
            return 0
        process, self._process = self._process, None
        try:
            # Where it has died by itself, that is how it ended; a moment passes until the system says so.
            status = process.wait(timeout=0.2)
        except subprocess.TimeoutExpired:
            process.kill()
            status = process.wait()
        for pipe in (process.stdin, process.stdout):
            try:
                if pipe:
                    pipe.close()
            except OSError:
                continue  # What was still to be written has nobody to go to.
        return status


CAGE = Cage()
"""This process's own."""

atexit.register(CAGE.close)


def _started() -> "subprocess.Popen[bytes]":
    # -P: a folder that reports lie in is no place to import from.
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "sayso.sources.cage"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))},
    )


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError
    return data


def _cause(status: int) -> str:
    """What a process died of, in words."""
    if status == -signal.SIGXCPU:
        return f"took more than {TIME_LIMIT} s to take apart"
    if status == -signal.SIGKILL:
        return "took more time or memory than a file may"
    name = signal.Signals(-status).name if status < 0 else f"exit status {status}"
    return f"crashed the library that takes it apart ({name})"


def main() -> None:
    """Do the jobs that come over standard input, until it is closed."""
    # An interrupt is the parent's matter.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _hold(MEMORY)
    into, out = sys.stdin.buffer, sys.stdout.buffer
    while head := into.read(JOB.size):
        name, size = JOB.unpack(head)
        data = into.read(size)
        _allow(TIME_LIMIT)
        reply = json.dumps(_done(name.rstrip(b"\0").decode(), data)).encode()
        out.write(REPLY.pack(len(reply)) + reply)
        out.flush()


def _done(job: str, data: bytes) -> dict[str, Any]:
    from sayso.sources.documents import parse
    from sayso.sources.kinds import Kind
    from sayso.sources.rows import json_row

    try:
        found = json_row(data) if job == ROW else parse(Kind(job), data)
    except Unreadable as error:
        return {"cause": str(error)}
    except MemoryError:
        return {"cause": "takes more memory than a row may"}
    return asdict(found)


def _hold(memory: int) -> None:
    """Let this process have no more memory, and leave no image of it behind."""
    import resource

    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _allow(seconds: int) -> None:
    """Let the system end this process when it has taken so much more processor time."""
    import resource

    used = resource.getrusage(resource.RUSAGE_SELF)
    _, hard = resource.getrlimit(resource.RLIMIT_CPU)
    resource.setrlimit(resource.RLIMIT_CPU, (int(used.ru_utime + used.ru_stime) + seconds + 1, hard))


if __name__ == "__main__":
    main()
