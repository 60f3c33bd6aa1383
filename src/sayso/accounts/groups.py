"""Armed groups under the names that each goes by: "Daesh", "ISIL" and "the Islamic State group" are one.

The names are in `groups.json`, with their origin.
"""

import json
from functools import cache
from importlib.resources import files

from sayso.accounts.names import Name, normal

KINDS = frozenset(
    "group groups organisation organization movement militia militias militant militants fighter fighters "
    "terrorist terrorists jihadist jihadists gunman gunmen insurgent insurgents rebel rebels extremist "
    "extremists takfiri so-called network member members".split()
)
"""Words that stand beside a group's name and name nothing: general English usage."""

BARE = "is"
"""The initials that are a group's only where nothing else stands beside them but what it is."""


def group_of(name: str) -> str | None:
    """The group that a name means, by the first of its names; None where it means none that is known.

    The longest of the known names counts, so that a branch is not taken for the whole.
    """
    words = normal(name.replace("-", " "))
    if [word for word in words if word not in KINDS] == [BARE]:
        return "islamic state"
    known = _known()
    for length in range(min(len(words), max(map(len, known))), 0, -1):
        for start in range(len(words) - length + 1):
            if group := known.get(words[start : start + length]):
                return group
    return None


@cache
def _known() -> dict[Name, str]:
    groups: list[list[str]] = json.loads(
        files(__package__).joinpath("groups.json").read_text(encoding="utf-8")
    )["groups"]
    return {normal(name.replace("-", " ")): names[0] for names in groups for name in names}
