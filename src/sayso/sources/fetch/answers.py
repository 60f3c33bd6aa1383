"""What comes of asking an address: its bytes, or why there are none.

NoAnswer
├── Refused    it may not be asked: no http, not public, robots.txt
├── Gone       the server says that there is nothing there
├── Trouble    the host is out of order or has enough of us: none of its addresses is asked for a while
└── Resting    the host had trouble a while ago, and it is not time yet
"""

from dataclasses import dataclass
from datetime import timedelta


class NoAnswer(Exception):
    """Nothing could be had from an address; its words say why.

    Args:
        cause: why, in words.
        wait: for how long the server asks to be left alone.
    """

    def __init__(self, cause: str, *, wait: timedelta | None = None) -> None:
        super().__init__(cause)
        self.wait = wait


class Refused(NoAnswer):
    """The address may not be asked."""


class Gone(NoAnswer):
    """The server says that there is nothing there."""


class Trouble(NoAnswer):
    """The host cannot be reached, or asks to be left alone."""


class Resting(NoAnswer):
    """The host had trouble, and is not asked again yet."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Fetched:
    """What a server sent.

    Args:
        url: the address that it came from, after redirects.
        body: its bytes, unpacked.
        charset: the encoding that the server names.
        etag: what the server calls this state.
        modified: when the server says that it last changed, in its own words.
    """

    url: str
    body: bytes
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None
