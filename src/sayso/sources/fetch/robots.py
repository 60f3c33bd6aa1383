"""robots.txt: what a site asks programs to leave alone. Source: RFC 9309."""

from datetime import timedelta

from protego import Protego

AGENT = "sayso"
"""The name by which a robots.txt may speak of us."""

KEPT = timedelta(days=1)
"""How long one is believed. Source: RFC 9309, 2.4."""

SIZE = 512_000
"""Bytes that are read; more than enough must be. Source: RFC 9309, 2.5."""


class Rules:
    """The rules of one site.

    Args:
        text: its robots.txt.
    """

    def __init__(self, text: str) -> None:
        self._rules = Protego.parse(text)

    def allow(self, url: str) -> bool:
        """Whether an address may be asked for."""
        return bool(self._rules.can_fetch(url, AGENT))

    @property
    def pause(self) -> float | None:
        """Seconds that the site wants between two requests, where it says so."""
        delay = self._rules.crawl_delay(AGENT)
        return float(delay) if delay else None
