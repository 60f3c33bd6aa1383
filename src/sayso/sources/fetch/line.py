"""One request over one connection, within limits of time and size."""

import ssl
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPException
from socket import SHUT_RDWR
from threading import Timer

from urllib3 import BaseHTTPResponse
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.exceptions import DecodeError, HTTPError, NewConnectionError, ProtocolError, SSLError

from sayso.sources.fetch.address import Target
from sayso.sources.fetch.answers import NoAnswer, Trouble

CHUNK = 1 << 16
UNPACKED = ("", "identity", "gzip", "x-gzip", "deflate")


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered, whatever it was.

    Args:
        status: of HTTP.
        headers: by their names, in lower case.
        body: as much of it as is taken, unpacked.
        whole: whether that is all of it.
    """

    status: int
    headers: Mapping[str, str]
    body: bytes
    whole: bool


class Watchdog:
    """Cuts a connection when its time is up, however slowly and steadily the server sends.

    A timeout of the socket alone starts anew with every byte.

    Args:
        connection: to be cut.
        seconds: until then.
    """

    def __init__(self, connection: HTTPConnection, seconds: float) -> None:
        self.bitten = False
        self._connection = connection
        self._timer = Timer(seconds, self._bite)
        self._timer.daemon = True

    def __enter__(self) -> "Watchdog":
        self._timer.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._timer.cancel()

    def _bite(self) -> None:
        self.bitten = True
        if self._connection.sock:
            # The server may have been faster in closing it.
            with suppress(OSError):
                self._connection.sock.shutdown(SHUT_RDWR)


def ask(
    target: Target,
    addresses: list[str],
    headers: Mapping[str, str],
    *,
    seconds: float,
    size: int,
    tls: ssl.SSLContext,
) -> Answer:
    """Ask a server for what is at an address.

    Args:
        target: what is asked for.
        addresses: IP addresses of its host, which are tried in turn.
        headers: of the request.
        seconds: for all of it.
        size: bytes of the body that are taken.
        tls: how certificates are checked.

    Raises:
        Trouble: the server cannot be reached, or takes too long.
        NoAnswer: what it sends cannot be read.
    """
    for address in addresses[:-1]:
        try:
            return _ask_at(address, target, headers, seconds, size, tls)
        except Trouble:
            continue
    return _ask_at(addresses[-1], target, headers, seconds, size, tls)


def _ask_at(
    address: str, target: Target, headers: Mapping[str, str], seconds: float, size: int, tls: ssl.SSLContext
) -> Answer:
    connection = _connection(address, target, seconds, tls)
    try:
        with Watchdog(connection, seconds) as watchdog, _told(target, watchdog):
            connection.request(
                "GET", target.path, headers={"Host": target.host_header, **headers}, preload_content=False
            )
            response = connection.getresponse()
            body, whole = _read(response, size)
            if watchdog.bitten:
                raise TimeoutError  # A body without a length just ends where it is cut.
            found = {name.lower(): value for name, value in response.headers.items()}
            return Answer(status=response.status, headers=found, body=body, whole=whole)
    finally:
        connection.close()


def _connection(address: str, target: Target, seconds: float, tls: ssl.SSLContext) -> HTTPConnection:
    if target.scheme == "http":
        return HTTPConnection(address, target.port, timeout=seconds)
    # The certificate must be the name's, though the connection is made to one of its addresses.
    return HTTPSConnection(
        address, target.port, timeout=seconds, ssl_context=tls, server_hostname=target.host
    )


def _read(response: BaseHTTPResponse, size: int) -> tuple[bytes, bool]:
    """The body up to a size, and whether that is all of it; packed ones are unpacked piece by piece."""
    encoding = response.headers.get("content-encoding", "").strip().lower()
    if encoding not in UNPACKED:
        raise NoAnswer(f"is packed as {encoding[:20]!r}, which was not asked for")
    body = bytearray()
    while len(body) <= size and (piece := response.read1(CHUNK)):
        body += piece
    return bytes(body[:size]), len(body) <= size


@contextmanager
def _told(target: Target, watchdog: Watchdog) -> Iterator[None]:
    """Tell what the libraries raise in our own words."""
    try:
        yield
    except (OSError, HTTPError, HTTPException) as error:
        if watchdog.bitten or isinstance(error, TimeoutError):
            raise Trouble("took too long") from error
        raise _in_words(target, error) from error


def _in_words(target: Target, error: Exception) -> NoAnswer:
    match error:
        case ProtocolError():
            return NoAnswer("broke off before its end")
        case DecodeError():
            return NoAnswer("is damaged: it cannot be unpacked")
        case ssl.SSLCertVerificationError() | SSLError():
            cause = getattr(error, "verify_message", None) or "no safe connection"
            return Trouble(f"{target.host} cannot be trusted: {cause}")
        case NewConnectionError() | ConnectionRefusedError():
            return Trouble(f"{target.host} cannot be reached")
        case HTTPException():
            return NoAnswer(f"is not an answer of HTTP ({type(error).__name__})")
        case _:
            cause = getattr(error, "strerror", None) or type(error).__name__
            return Trouble(f"the connection to {target.host} was lost ({cause})")
