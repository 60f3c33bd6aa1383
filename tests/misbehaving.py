"""A real HTTP server on this machine, that misbehaves as it is told; and a clock that need not wait."""

import gzip
import json
import ssl
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread
from typing import Any

NOON = datetime(2024, 9, 10, 12, tzinfo=UTC)


class TestClock:
    """Time that passes only when somebody waits."""

    __test__ = False

    def __init__(self, now: datetime = NOON) -> None:
        self._now = now
        self._lock = Lock()
        self.slept: list[float] = []

    def now(self) -> datetime:
        return self._now

    def sleep(self, seconds: float) -> None:
        with self._lock:
            self.slept.append(seconds)
            self._now += timedelta(seconds=seconds)

    def pass_by(self, **time: float) -> None:
        self._now += timedelta(**time)


Behaviour = Callable[["Handler"], None]


@dataclass
class Site:
    """What a server does at each path, and what it was asked for.

    A path without a behaviour is not found; so there is no robots.txt, and all may be asked for.
    """

    host: str
    port: int
    scheme: str = "http"
    at: dict[str, Behaviour] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    headers: dict[str, list[dict[str, str]]] = field(default_factory=lambda: defaultdict(list))
    posted: list[dict[str, Any]] = field(default_factory=list)
    under_way: int = 0
    most_at_once: int = 0
    lock: Lock = field(default_factory=Lock)
    over: Event = field(default_factory=Event)

    def url(self, path: str, host: str | None = None) -> str:
        return f"{self.scheme}://{host or self.host}:{self.port}{path}"

    def times(self, path: str) -> int:
        return self.asked.count(path)


class Handler(BaseHTTPRequestHandler):
    """Answers as the site is told to."""

    protocol_version = "HTTP/1.1"
    site: Site

    def do_POST(self) -> None:
        self.site.posted.append(json.loads(self.rfile.read(int(self.headers["Content-Length"]))))
        self.do_GET()

    def do_GET(self) -> None:
        site = self.site
        path = self.path.partition("?")[0]
        with site.lock:
            site.asked.append(path)
            site.headers[path].append({name.lower(): value for name, value in self.headers.items()})
            site.under_way += 1
            site.most_at_once = max(site.most_at_once, site.under_way)
        try:
            site.at.get(path, status(404))(self)
        except OSError:
            pass  # The client has had enough.
        finally:
            with site.lock:
                site.under_way -= 1
            self.close_connection = True

    def answer(self, code: int, body: bytes = b"", **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body)))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@contextmanager
def serving(host: str = "127.0.0.1", *, port: int = 0, tls: ssl.SSLContext | None = None) -> Iterator[Site]:
    """Serve a site until the block ends."""
    handler = type("SiteHandler", (Handler,), {})
    server = ThreadingHTTPServer((host, port), handler)
    server.daemon_threads = True
    if tls:
        server.socket = tls.wrap_socket(server.socket, server_side=True)
    site = Site(host=host, port=server.server_port, scheme="https" if tls else "http")
    handler.site = site
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        site.over.set()
        server.shutdown()
        server.server_close()
        thread.join()


def page(body: str | bytes, *, kind: str = "text/html; charset=utf-8", **headers: str) -> Behaviour:
    """A page as it should be."""
    data = body.encode() if isinstance(body, str) else body
    return lambda handler: handler.answer(200, data, Content_Type=kind, **headers)


def status(code: int, **headers: str) -> Behaviour:
    """A status and nothing else."""
    return lambda handler: handler.answer(code, **headers)


def redirect(to: str, code: int = 302) -> Behaviour:
    """Somewhere else."""
    return status(code, Location=to)


def states(*behaviours: Behaviour) -> Behaviour:
    """One behaviour after the other; the last one stays."""
    left = list(behaviours)
    return lambda handler: (left.pop(0) if len(left) > 1 else left[0])(handler)


def tagged(body: str, etag: str) -> Behaviour:
    """A page whose state has a name: who knows it is told that it is as it was."""

    def answer(handler: Handler) -> None:
        if handler.headers.get("If-None-Match") == etag:
            handler.answer(304, ETag=etag)
        else:
            page(body, ETag=etag)(handler)

    return answer


def dripping(handler: Handler) -> None:
    """A byte now and then, for ever: no single wait is long."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000000")
    handler.end_headers()
    while not handler.site.over.wait(0.02):
        handler.wfile.write(b".")
        handler.wfile.flush()


def dripping_head(handler: Handler) -> None:
    """Header fields now and then, for ever."""
    handler.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    while not handler.site.over.wait(0.02):
        handler.wfile.write(b".")
        handler.wfile.flush()


def silent(handler: Handler) -> None:
    """No answer at all."""
    handler.site.over.wait()


def endless(handler: Handler) -> None:
    """A body that never ends, as fast as it can."""
    handler.send_response(200)
    handler.end_headers()
    while not handler.site.over.is_set():
        handler.wfile.write(b"more and " * 1000)


def bomb(megabytes: int) -> Behaviour:
    """A body that unpacks to a thousand times its size."""
    packed = gzip.compress(b"\0" * (megabytes * 1_000_000))
    return page(packed, Content_Encoding="gzip")


def truncated(handler: Handler) -> None:
    """Half of what was announced."""
    handler.send_response(200)
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b"half")


def no_http(handler: Handler) -> None:
    """Bytes that are no answer."""
    handler.wfile.write(b"SSH-2.0-OpenSSH_9.6\r\n")


def slow(seconds: float, then: Behaviour) -> Behaviour:
    """An answer after a moment."""

    def answer(handler: Handler) -> None:
        time.sleep(seconds)
        then(handler)

    return answer
