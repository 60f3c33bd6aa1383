"""The feeds that a user names: addresses, and lists of them."""

from collections.abc import Iterable, Iterator

from sayso.errors import SourceError
from sayso.sources.feeds.opml import read_opml
from sayso.sources.found import FILE_LIMIT, Unreadable
from sayso.sources.streams import whole
from sayso.watched import Feed

WEB = ("http://", "https://")


def given_feeds(names: Iterable[str]) -> list[Feed]:
    """The feeds that some names lead to, each once, in their order.

    Args:
        names: addresses of feeds, and paths of OPML files.

    Raises:
        SourceError: a file that cannot be read or lists no feed, or an address that cannot be asked.
    """
    feeds: dict[str, Feed] = {}
    for name in names:
        for feed in _named(name):
            feeds.setdefault(feed.url, feed)
    return list(feeds.values())


def _named(name: str) -> Iterator[Feed]:
    if name.lower().startswith(WEB):
        yield Feed(url=name)
        return
    if "://" in name:
        raise SourceError(name, "only addresses that begin with http:// or https:// can be watched")
    try:
        with open(name, "rb") as file:
            yield from read_opml(whole(file, FILE_LIMIT))
    except OSError as error:
        raise SourceError(name, (error.strerror or "cannot be opened").lower()) from error
    except Unreadable as error:
        raise SourceError(name, str(error)) from error
