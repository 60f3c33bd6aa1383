"""Which incident is part of a larger one: attacks told together first, and then one by one."""

from collections.abc import Sequence

from sayso.model import Incident, IncidentType, When
from sayso.reading.incidents.mentions import Event

NEVER_PARTS = frozenset(
    (IncidentType.ARRESTS, IncidentType.AGREEMENT, IncidentType.CHANGE_TO_GROUP, IncidentType.OTHER)
)
"""What follows from an attack rather than being part of it."""

PLURAL = frozenset(("NNS", "NNPS"))
NOUNS = PLURAL | {"NN", "NNP"}
COLLECTIVE = frozenset("violence fighting series wave unrest".split())


def whole_of(incident: Incident, first: Sequence[Incident], event: Event) -> str | None:
    """The id of the incident that this one is part of.

    Args:
        incident: with its setting.
        first: the first of the report; empty for itself.
        event: the mentions of the first.
    """
    if not first or incident.type in NEVER_PARTS or not _is_several(event):
        return None
    return first[0].id if _within(incident.when, first[0].when) else None


def _is_several(event: Event) -> bool:
    """Whether the first mention tells of more than one: its first noun is a plural or a word for many."""
    noun = next((t for t in event.mentions[0] if t.tag_ in NOUNS), None)
    return noun is not None and (noun.tag_ in PLURAL or noun.lower_ in COLLECTIVE)


def _within(part: When | None, whole: When | None) -> bool:
    """Whether days lie within other days; False where one of them is unknown."""
    days = [day for when in (part, whole) if when is not None for day in (when.start, when.end) if day]
    return len(days) == 4 and days[2] <= days[0] and days[1] <= days[3]
