"""What the name or address of an outlet says about where it is at home: "Kirkuk Herald", "example.co.uk"."""

import re

from sayso.language.places.gazetteer import Candidate, Gazetteer, Kind
from sayso.language.places.names import fold

FEWEST = 5
"""Letters of a place name that is seen inside a longer word."""

PEOPLED = 1_000
"""People of a town that an outlet may be named for."""

PRESS_WORDS = frozenset(
    "times news newspaper newspapers herald tribune post press journal review record recorder register "
    "gazette courier chronicle observer examiner enterprise independent standard mercury globe star "
    "telegraph telegram mirror dispatch express advocate sentinel leader ledger reporter republic "
    "republican democrat citizen banner bulletin beacon argus world union liberty progress monitor daily "
    "weekly morning evening sunday media online local today report reports press free radio channel "
    "network broadcasting agency wire watch central national international intelligencer freedom story "
    "light reader guide index pilot signal spirit item voice center centre valley south north house".split()
)
"""Words of outlets' names that are also names of places."""

COMMON = frozenset("com org net info news co tv".split())
"""Top-level domains that name no country, though some are codes of one."""

LANDS = {"uk": "GB", "eu": ""}
"""Top-level domains that are not the code of their country."""


class Outlet:
    """An outlet's name, read for places.

    Args:
        name: a name or an address, or None.
    """

    def __init__(self, name: str | None) -> None:
        host = re.sub(r"^(?:https?://)?(?:www\.)?|/.*$", "", (name or "").casefold())
        address = re.fullmatch(r"[\w-]+(?:\.[\w-]+)*\.([a-z]{2,})", host)
        self.land = _land(address[1]) if address else ""
        own = host[: address.start(1) - 1] if address else host
        self.words = fold(own.replace(".", " ")).split()
        self.letters = "".join(self.words)

    def names(self, place: str) -> bool:
        """Whether a place's name stands in the outlet's."""
        own = fold(place).replace(" ", "")
        return len(own) >= FEWEST - 1 and own in self.letters

    def places(self, gazetteer: Gazetteer) -> dict[str, tuple[Candidate, ...]]:
        """The places that the outlet may be named for, by folded name; of names that overlap the longest."""
        keys = {key: key.replace(" ", "") for key in self._keys()}
        found = {key: _homes(own) for key, own in gazetteer.find(keys).items()}
        chosen: dict[str, tuple[Candidate, ...]] = {}
        left = self.letters
        for key in sorted(found, key=lambda key: (-len(key), key)):
            if found[key] and keys[key] in left:
                chosen[key] = found[key]
                left = left.replace(keys[key], " ")
        return chosen

    def _keys(self) -> list[str]:
        """The outlet's words and runs of them, and what its words begin and end with."""
        words = self.words
        runs = {" ".join(words[a:b]) for a in range(len(words)) for b in range(a + 1, len(words) + 1)}
        bare = [word.removeprefix("the") for word in words]
        parts = {part for w in bare for n in range(FEWEST, len(w)) for part in (w[:n], w[-n:])}
        return sorted((runs | parts) - PRESS_WORDS)


def _homes(candidates: tuple[Candidate, ...]) -> tuple[Candidate, ...]:
    return tuple(
        c for c in candidates
        if c.flag == "name" and (c.entry.population >= PEOPLED and c.entry.kind is not Kind.DISTRICT)
    )  # fmt: skip


def _land(domain: str) -> str:
    """The country of a top-level domain, if it has one."""
    return "" if domain in COMMON or len(domain) != 2 else LANDS.get(domain, domain.upper())
