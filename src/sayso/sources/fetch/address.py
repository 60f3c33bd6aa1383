"""Which addresses may be asked: http and https, at servers that are reached over the public internet.

A feed may name any address, also one of the machines beside ours. So the name is resolved here, every
address that it has is checked, and the connection is made to one of those that were checked: a name that
resolves to another address a moment later (DNS rebinding) gains nothing.
"""

import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from urllib3.exceptions import LocationParseError
from urllib3.util import parse_url

from sayso.sources.fetch.answers import Refused, Trouble

PORTS = {"http": 80, "https": 443}
NAT64 = IPv6Network("64:ff9b::/96")
"""Addresses that a translator turns into the IPv4 address in their last 32 bits. Source: RFC 6052, 2.1."""

Resolver = Callable[[str, int], list[str]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """An address, taken apart.

    Args:
        url: the whole of it, without a fragment.
        scheme: http or https.
        host: a name or an IP address, the latter without brackets.
        port: of the server.
        path: with its query.
    """

    url: str
    scheme: str
    host: str
    port: int
    path: str

    @property
    def origin(self) -> str:
        """What a robots.txt holds for: scheme, name and port. Source: RFC 9309, 2.3."""
        return f"{self.scheme}://{self._printed}:{self.port}"

    @property
    def host_header(self) -> str:
        """The name as the server is to be told it."""
        return self._printed if self.port == PORTS[self.scheme] else f"{self._printed}:{self.port}"

    @property
    def _printed(self) -> str:
        return f"[{self.host}]" if ":" in self.host else self.host


def target_of(url: str) -> Target:
    """An address, taken apart.

    Raises:
        Refused: it is not one of http or https, or has a password in it.
    """
    try:
        parts = parse_url(url)
    except LocationParseError as error:
        raise Refused("is not an address") from error
    if parts.scheme not in PORTS or not parts.host:
        raise Refused("is not an address of http or https")
    if parts.auth is not None:
        raise Refused("has a user name in it, which would be sent to whoever it names")
    return Target(
        url=parts._replace(fragment=None).url,
        scheme=parts.scheme,
        host=parts.host.strip("[]"),
        port=parts.port or PORTS[parts.scheme],
        path=parts.request_uri,
    )


def resolve(host: str, port: int) -> list[str]:
    """The IP addresses of a host, in the system's order.

    Raises:
        Trouble: there are none.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Trouble(f"{host} is not known ({getattr(error, 'strerror', None) or error})") from error
    return list(dict.fromkeys(str(address[4][0]) for address in found))


def checked(target: Target, resolver: Resolver, *, private: bool) -> list[str]:
    """The IP addresses to connect to.

    Args:
        target: what is asked.
        resolver: knows the addresses of names.
        private: allow addresses that are not public, too.

    Raises:
        Refused: one of the host's addresses is not public.
        Trouble: it has none.
    """
    addresses = resolver(target.host, target.port)
    hidden = next((address for address in addresses if not private and not is_public(address)), None)
    if hidden:
        raise Refused(f"{target.host} is not public ({hidden}); allow it with --allow-private")
    return addresses


def is_public(address: str) -> bool:
    """Whether an IP address is reached over the public internet, and so is the one that it stands for."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address) and (inner := _inside(ip)):
        return is_public(str(inner))
    return ip.is_global and not ip.is_multicast


def _inside(ip: IPv6Address) -> IPv4Address | None:
    """The IPv4 address that an IPv6 address leads to."""
    if ip.ipv4_mapped or ip.sixtofour:
        return ip.ipv4_mapped or ip.sixtofour
    if ip.teredo:
        return ip.teredo[1]
    return IPv4Address(int(ip) & 0xFFFF_FFFF) if ip in NAT64 else None
