"""What the page is told when it starts."""

from dataclasses import dataclass

LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})


@dataclass(frozen=True, slots=True, kw_only=True)
class WebSettings:
    """Settings of one page.

    Args:
        ledger: a path, or the address of a database.
        token: opens the page once, from the address that is printed; None where people sign in.
        who: the name that decisions are recorded under where nobody signs in.
        hosts: names that the page may be asked for by, without a port; whoever comes by another one was led
            here by somebody else's name server.
        team: people sign in with accounts of their own.
        tls: the page is reached by https, so that cookies are sent over nothing else.
    """

    ledger: str
    token: str | None = None
    who: str = "coder"
    hosts: frozenset[str] = LOOPBACK
    team: bool = False
    tls: bool = False
