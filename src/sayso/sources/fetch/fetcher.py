"""The fetcher: asks politely, follows redirects with the same care, and keeps away from hosts in trouble."""

import ssl
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from email.message import Message
from email.utils import parsedate_to_datetime
from functools import lru_cache
from importlib.metadata import version
from typing import Protocol
from urllib.parse import urljoin

from sayso.sources.fetch import robots
from sayso.sources.fetch.address import Resolver, Target, checked, resolve, target_of
from sayso.sources.fetch.answers import Fetched, Gone, NoAnswer, Refused, Resting, Trouble
from sayso.sources.fetch.clock import LONGEST_WAIT, Clock, SystemClock, wait_after
from sayso.sources.fetch.line import Answer, ask
from sayso.sources.fetch.turns import Turns
from sayso.watched import Host

HEADERS = {
    "Accept": "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}
REDIRECTS = (301, 302, 303, 307, 308)
UNCHANGED = 304
GONE = (404, 410)
BUSY = (429, 503)
"""What a server says that has enough of us. Source: RFC 6585, 4; RFC 9110, 15.6.4."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What one request may take.

    Args:
        seconds: for all of an answer.
        size: bytes of it, unpacked.
        redirects: that are followed.
    """

    seconds: float = 30
    size: int = 10_000_000
    redirects: int = 5


class Hosts(Protocol):
    """Keeps what is known of hosts, between two runs too."""

    def host(self, name: str) -> Host:
        """What is known of a host."""

    def keep_host(self, host: Host) -> None:
        """Keep what is known of a host now."""


class Fetcher:
    """Fetches addresses; several threads may use it at once.

    Args:
        hosts: keeps what is known of hosts.
        private: ask servers that are not public, too.
        limits: of each request.
        clock: tells the time and waits.
        resolver: knows the IP addresses of names.
        tls: how certificates are checked; by default as the system does.
    """

    def __init__(
        self,
        hosts: Hosts,
        *,
        private: bool = False,
        limits: Limits = Limits(),
        clock: Clock | None = None,
        resolver: Resolver = resolve,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        self.clock: Clock = clock or SystemClock()
        self._hosts = hosts
        self._private = private
        self._limits = limits
        self._resolver = resolver
        self._tls = tls or ssl.create_default_context()
        self._turns = Turns(self.clock)
        self._headers = {"User-Agent": f"{robots.AGENT}/{version('sayso')}", **HEADERS}
        self._rules = lru_cache(maxsize=1024)(robots.Rules)

    def get(self, url: str, *, etag: str | None = None, modified: str | None = None) -> Fetched | None:
        """What is at an address now; None where it is as it was.

        Args:
            url: the address.
            etag: what the server called the state last seen.
            modified: when the server said that it had changed.

        Raises:
            NoAnswer: why it cannot be had; see there.
        """
        headers = {"If-None-Match": etag, "If-Modified-Since": modified}
        known = {name: value for name, value in headers.items() if value}
        target = target_of(url)
        for _ in range(self._limits.redirects + 1):
            rules = self._rules_of(target)
            if not rules.allow(target.url):
                raise Refused(f"the robots.txt of {target.host} asks not to")
            answer = self._ask(target, known, pause=rules.pause, size=self._limits.size)
            if answer.status not in REDIRECTS:
                return self._fetched(target, answer, conditional=bool(known))
            target = _redirected(target, answer)
        raise NoAnswer(f"is redirected more than {self._limits.redirects} times")

    def _fetched(self, target: Target, answer: Answer, *, conditional: bool) -> Fetched | None:
        if answer.status == UNCHANGED and conditional:
            return None
        if answer.status in GONE:
            raise Gone(f"is not there (HTTP {answer.status})")
        if answer.status != 200:
            raise NoAnswer(f"HTTP {answer.status}")
        if not answer.whole:
            raise NoAnswer(f"is larger than {self._limits.size / 1_000_000:g} MB")
        kind = Message()
        kind["content-type"] = answer.headers.get("content-type", "")
        return Fetched(
            url=target.url,
            body=answer.body,
            charset=kind.get_content_charset(),
            etag=_sendable(answer.headers.get("etag")),
            modified=_sendable(answer.headers.get("last-modified")),
        )

    def _rules_of(self, target: Target) -> robots.Rules:
        """The rules of a site, asked for anew when they are old.

        Raises:
            Trouble: they cannot be had; then nothing may be asked for. Source: RFC 9309, 2.3.1.4.
        """
        host = self._awake(target)
        now = self.clock.now()
        if host.robots is None or host.asked is None or not host.asked <= now < host.asked + robots.KEPT:
            text = self._ask_robots(target)
            self._hosts.keep_host(replace(self._hosts.host(target.origin), robots=text, asked=now))
            return self._rules(text)
        return self._rules(host.robots)

    def _ask_robots(self, target: Target) -> str:
        at = target_of(f"{target.origin}/robots.txt")
        for _ in range(self._limits.redirects + 1):
            answer = self._ask(at, {}, pause=None, size=robots.SIZE)
            if answer.status in REDIRECTS:
                at = _redirected(at, answer)
            elif answer.status == 200:
                return answer.body.decode("utf-8", errors="replace").replace("\0", "\ufffd")
            elif 400 <= answer.status < 500:
                return ""
            else:
                break
        raise self._troubled(target, Trouble(f"the robots.txt of {target.host} cannot be had"))

    def _ask(self, target: Target, headers: dict[str, str], *, pause: float | None, size: int) -> Answer:
        """Ask a host when it is our turn, and keep in mind how it was.

        Raises:
            Resting: it was in trouble.
            Trouble: it is.
        """
        with self._turns.at(target.host, pause=pause):
            host = self._awake(target)
            try:
                answer = ask(
                    target,
                    checked(target, self._resolver, private=self._private),
                    {**self._headers, **headers},
                    seconds=self._limits.seconds,
                    size=size,
                    tls=self._tls,
                )
                if answer.status in BUSY:
                    wait = _retry_after(answer.headers.get("retry-after"), self.clock.now())
                    raise Trouble(f"{target.host} asks to be left alone (HTTP {answer.status})", wait=wait)
            except Trouble as trouble:
                raise self._troubled(target, trouble) from trouble
            if host.failures:
                self._hosts.keep_host(replace(host, failures=0, due=None))
        return answer

    def _awake(self, target: Target) -> Host:
        host = self._hosts.host(target.origin)
        now = self.clock.now()
        # A time that is farther away was noted by a clock that has been set back since.
        if host.due and now < host.due <= now + LONGEST_WAIT:
            raise Resting(f"{target.host} had trouble; it is left alone until {host.due:%Y-%m-%d %H:%M} UTC")
        return host

    def _troubled(self, target: Target, trouble: Trouble) -> Trouble:
        """The trouble, after a note of when to try again."""
        host = self._hosts.host(target.origin)
        failures = host.failures + 1
        due = self.clock.now() + wait_after(failures, trouble.wait)
        self._hosts.keep_host(replace(host, failures=failures, due=due))
        return trouble


def _sendable(words: str | None) -> str | None:
    """What a server said that can be kept and sent back; control characters can be neither."""
    return words if words and words.isprintable() else None


def _redirected(target: Target, answer: Answer) -> Target:
    """Where an answer sends us, checked as any address is."""
    to = answer.headers.get("location")
    if not to:
        raise NoAnswer("is redirected nowhere")
    try:
        return target_of(urljoin(target.url, to))
    except (Refused, ValueError) as error:
        raise Refused(f"is redirected to what {error}") from error


def _retry_after(words: str | None, now: datetime) -> timedelta | None:
    """How long a server asks to be left alone: seconds, or a time. Source: RFC 9110, 10.2.3."""
    if words and words.strip().isdecimal():
        return timedelta(seconds=min(int(words.strip()[:9]), 10**7))
    try:
        return max(parsedate_to_datetime(words or "") - now, timedelta())
    except (ValueError, TypeError):
        return None
