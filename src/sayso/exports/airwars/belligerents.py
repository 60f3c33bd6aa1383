"""Belligerents: each party that is blamed, what it concedes and what it says."""

import re
from collections.abc import Iterator

from sayso.exports.airwars.columns import BELLIGERENT
from sayso.exports.airwars.harm import bounds
from sayso.exports.case import Case
from sayso.exports.cell import Cell, whole
from sayso.exports.sides import is_one
from sayso.exports.toll import tolls
from sayso.model import ActorKind, Harm, Role

BODIES = frozenset({ActorKind.MILITARY, ActorKind.GOVERNMENT, ActorKind.ARMED_GROUP, ActorKind.ORGANIZATION})


def belligerents(case: Case) -> Iterator[dict[str, Cell]]:
    """Each party that is blamed: what it concedes, and what it says."""
    seen: list[str] = []
    for party in case.parties(Role.PERPETRATOR):
        name = party.actor.name
        if party.actor.kind not in BODIES or any(is_one(name, known) for known in seen):
            continue
        seen.append(name)
        yield _belligerent(case, name)


def _belligerent(case: Case, name: str) -> dict[str, Cell]:
    naming = tuple(p.behind for p in case.parties(Role.PERPETRATOR) if is_one(p.actor.name, name))
    own = [account for account in case.row["accounts"] if is_one(account["source"], name)]
    admits = any(is_one(blame["name"], name) for account in own for blame in account["blames"])
    cells = {
        "belligerent_name": Cell(name, naming),
        "belligerent_slug": Cell(slug(name), naming),
        "type": Cell("Known" if admits else "Suspected", naming, "it says so itself" if admits else None),
        "civcas_statements": Cell(
            "\n".join(f"{s['said'] or ''} {s['sentence']}".strip() for a in own for s in a["statements"])
            or None,
            case.all_said(s for account in own for s in account["statements"]),
        ),
    }
    for harm, word_ in ((Harm.KILLED, "deaths"), (Harm.INJURED, "injuries")):
        conceded = [toll for toll in tolls(case, harm) if is_one(toll.source, name)]
        low, high = bounds(conceded)
        cells |= {f"{word_}_conceded_min": low, f"{word_}_conceded_max": high}
    return whole(BELLIGERENT, cells)


def slug(name: str) -> str:
    """A name as Airwars' addresses have it."""
    return re.sub(r"[^a-z0-9]+", "-", name.casefold()).strip("-")
