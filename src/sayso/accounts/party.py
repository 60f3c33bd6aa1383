"""Parties under different names: "the army" and "government forces" are one side, the rebels another."""

from sayso.accounts.groups import group_of
from sayso.accounts.names import Name, normal

STATE = frozenset(
    "government regime army military forces force troops soldiers police authorities air navy "
    "warplanes warplane jets jet aircraft helicopter helicopters security state ministry defence "
    "defense interior".split()
)
"""Words of a state's arms: general English usage."""

OTHERS = frozenset(
    "rebel rebels opposition militant militants insurgent insurgents terrorist terrorists militia militias "
    "gunmen gunman fighters jihadist jihadists guerrilla guerrillas separatist separatists extremists "
    "extremist".split()
)
"""Words that put a party outside the state, whatever else stands beside them ("rebel forces")."""


def is_same(one: str, other: str) -> bool:
    """Whether two names can stand for one party."""
    mine, theirs = normal(one), normal(other)
    if not mine or not theirs:
        return False
    groups = group_of(one), group_of(other)
    if None not in groups:
        return groups[0] == groups[1]
    if set(mine) <= set(theirs) or set(theirs) <= set(mine):
        return True
    if _is_state(mine) != _is_state(theirs):
        return False
    kept = STATE | OTHERS
    left, right = set(mine) - kept, set(theirs) - kept
    return bool(left & right) or (_is_state(mine) and not (left and right))


def _is_state(name: Name) -> bool:
    words = set(name)
    return bool(words & STATE) and not words & OTHERS
