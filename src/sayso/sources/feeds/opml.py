"""OPML: a user's list of feeds, as every feed reader writes it. Source: OPML 2.0."""

from sayso.sources.feeds.xml import name_of, parsed
from sayso.sources.found import Unreadable
from sayso.watched import Feed


def read_opml(data: bytes) -> list[Feed]:
    """The feeds of a list, each once, in its order; folders are walked through.

    Raises:
        Unreadable: it is not OPML, or lists no feed.
    """
    root, _ = parsed(data)
    if name_of(root) != "opml":
        raise Unreadable("not OPML, the list of feeds that feed readers write")
    feeds: dict[str, Feed] = {}
    for element in root.iter():
        # The attributes' names are written in any case.
        given = {name.lower(): str(value).strip() for name, value in element.attrib.items()}
        url = given.get("xmlurl") if name_of(element) == "outline" else None
        if url:
            feeds.setdefault(url, Feed(url=url, title=given.get("title") or given.get("text") or None))
    if not feeds:
        raise Unreadable("a list of feeds without a feed: no outline has an xmlUrl")
    return list(feeds.values())
