"""Names of those who speak, made alike, so that those of different reports can be compared."""

import re
from collections.abc import Sequence

Name = tuple[str, ...]

WORD = re.compile(r"\w+(?:['’]\w+)?(?:\.\w)*")
TITLES = frozenset(
    "mr mrs ms miss dr sir lord lady dame prof professor doctor nurse surgeon gen general col colonel maj "
    "major capt captain lt lieutenant sgt sergeant brig brigadier adm admiral marshal commander chief "
    "director head chairman president minister prime secretary governor mayor ambassador sheikh shaikh sheik "
    "imam mullah ayatollah maulana haji king prince spokesman spokeswoman spokesperson senior deputy acting "
    "former".split()
)
"""Titles and offices that stand before a person's name: general English usage."""

LITTLE = frozenset("the a an of for and in on at to its his her their our my this that".split())
PRONOUNS = frozenset("he she it they we i who which one him her them us this that these those".split())
GENERIC = frozenset(
    "group ministry official officials source sources spokesman spokeswoman spokesperson statement report "
    "reports agency organisation organization movement authorities witness witnesses resident residents "
    "people man woman doctor activists activist commander minister president government general colonel "
    "leader monitor army police".split()
)
"""Words that name nobody by themselves: which ministry, or which witness, only the report knows."""


NOBODY = re.compile(r"(?:no|none|nobody|neither)\b", re.IGNORECASE)
"""How a report says that nobody spoke or did it ("no group claimed responsibility")."""


def normal(text: str) -> Name:
    """A name's words without case, little words, possessives and full stops ("U.N." -> "un")."""
    words = (re.sub(r"['’]s?$", "", word).replace(".", "").casefold() for word in WORD.findall(text))
    return tuple(word for word in words if word and word not in LITTLE)


def person(text: str) -> Name:
    """A person's name without titles and offices."""
    words = normal(text)
    return tuple(word for word in words if word not in TITLES) or words


def is_short_for(short: Name, long: Name) -> bool:
    """Whether a name leaves out words of a longer one ("defence ministry", "yemeni defence ministry")."""
    return len(short) < len(long) and set(short) <= set(long) and (short[-1] == long[-1] or len(short) > 1)


def telling(name: Name) -> bool:
    """Whether a name can be told from others by itself."""
    return bool(name) and not (len(name) == 1 and name[0] in GENERIC | PRONOUNS)


def fullest(names: Sequence[str]) -> str:
    """The longest of the names most often used; the first in the alphabet of equals."""
    most = max(names.count(name) for name in names)
    return min((name for name in names if names.count(name) == most), key=lambda name: (-len(name), name))
