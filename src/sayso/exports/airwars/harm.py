"""Killed and injured as Airwars has them: a least and a most, of each group."""

from collections.abc import Mapping

from sayso.exports.cell import Cell
from sayso.exports.toll import ALL, ANYBODY, FIGHTERS, Toll, word
from sayso.model import VictimStatus

WORDS = {"dozens": (12, 24)}
SEVERAL = (2, 2)
COUNTED: Mapping[str, tuple[frozenset[VictimStatus], tuple[str, ...]]] = {
    "civilian_non_combatants": (frozenset({VictimStatus.CIVILIAN}), ()),
    "children": (ALL, ("children",)),
    "women": (ALL, ("women",)),
    "men": (ALL, ("men",)),
    "journalists": (ALL, ("journalists",)),
    "healthcare_personnel": (ALL, ("health_workers",)),
    "other_civilian_non_combatants": (ALL, ("aid_workers",)),
    "undetermined": (ANYBODY, ()),
    "belligerents": (FIGHTERS, ()),
    "member_of_armed_forces": (frozenset({VictimStatus.SECURITY_FORCE}), ()),
    "persons_directly_participating_in_hostilities": (frozenset({VictimStatus.COMBATANT}), ()),
}
"""The groups that figures can be told to be of."""


def bounds(said: list[Toll]) -> tuple[Cell, Cell]:
    """The lowest and the highest figure; "several" is 2, "dozens" 12 to 24, by Airwars' rule."""
    if not said:
        return Cell(), Cell()
    behind = tuple(evidence for toll in said for evidence in toll.behind)
    notes = [f"“{toll.words}” by Airwars' rule; no report gives a number" for toll in said if toll.is_vague]
    ends = [_ends(toll) for toll in said if not toll.is_vague] or [_ends(toll) for toll in said]
    lows = [low for low, _ in ends if low is not None]
    top = max(ends, key=lambda pair: pair[1] if pair[1] is not None else pair[0] or 0)[1]
    note = notes[0] if len(notes) == len(said) else None
    open_end = "no upper bound is named" if top is None else note
    return Cell(min(lows, default=None), behind, note), Cell(top, behind, open_end)


def _ends(toll: Toll) -> tuple[int | None, int | None]:
    if not toll.is_vague:
        return toll.low, toll.high
    return next((ends for name, ends in WORDS.items() if word(toll.words, {name: 1})), SEVERAL)
