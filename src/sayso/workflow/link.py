"""Link: from the Readings of a ledger to incidents, each with the accounts of all who speak of it."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from functools import lru_cache
from typing import Any

from sayso.accounts import account_row, accounts_of, figures_row, remarks_of
from sayso.ledger import Ledger
from sayso.linking import Linked, Mention, link, mentions_of
from sayso.model import Incident, Precision, Reading, When, Where

Row = dict[str, Any]

HELD = 512
"""Readings held in memory while accounts are gathered: incidents come in the order of their days."""


def relink(ledger: Ledger) -> int:
    """Link all that the ledger holds anew, and store it in the place of what was linked before.

    Returns:
        how many incidents there are.
    """
    rows = list(linked_rows(ledger))
    ledger.store_links(rows)
    return len(rows)


def linked_rows(ledger: Ledger) -> Iterator[Row]:
    """The public row of every linked incident, and its `mentions`; in the order of their days."""
    mentions = [mention for id, reading in ledger.readings() for mention in mentions_of(id, reading)]

    @lru_cache(maxsize=HELD)
    def reading_of(report: str) -> Reading:
        return ledger.reading(report)[1]

    for linked in link(mentions):
        yield incident_row(linked, reading_of)


def incident_row(linked: Linked, reading_of: Callable[[str], Reading]) -> Row:
    """The public row of one linked incident, and its `mentions`.

    Args:
        linked: the incident.
        reading_of: the Reading of a report, by the id that the mentions have.
    """
    told = [(mention, _incident(reading_of(mention.report), mention.incident)) for mention in linked.mentions]
    accounts = accounts_of(
        remark
        for mention in linked.mentions
        for remark in remarks_of(mention.report, reading_of(mention.report), mention.incident)
    )
    names = {mention.report: reading_of(mention.report).report.id or mention.report for mention, _ in told}
    incidents = [incident for _, incident in told]
    return {
        "id": linked.id,
        "type": _most([incident.type.value for incident in incidents]),
        "status": _most([incident.status.value for incident in incidents]),
        "when": _when([incident.when for incident in incidents if incident.when]),
        "where": _where([incident.where for incident in incidents]),
        "reports": [names[mention.report] for mention in linked.mentions],
        "main_reports": [names[mention.report] for mention in linked.mentions if mention.main],
        "figures": figures_row(accounts),
        "grade": None,
        "accounts": [account_row(account) for account in accounts],
        "mentions": [_reference(mention) for mention in linked.mentions],
    }


def _incident(reading: Reading, id: str) -> Incident:
    return next(incident for incident in reading.incidents if incident.id == id)


def _reference(mention: Mention) -> Row:
    return {"report": mention.report, "incident": mention.incident}


def _most(values: Sequence[str]) -> str:
    """The value that most reports give; the first in the alphabet of equals."""
    counted = Counter(values)
    return min(counted, key=lambda value: (-counted[value], value))


def _when(told: Sequence[When]) -> Row | None:
    """The days that most reports give, the shorter of equals; with the words of the first that gives them."""
    known = [when for when in told if when.start or when.end]
    if not known:
        return None
    counted = Counter((when.start, when.end) for when in known)
    days = min(counted, key=lambda d: (-counted[d], _length(d), d[0] or "", d[1] or ""))
    words = next((when.text for when in known if (when.start, when.end) == days and when.text), None)
    return {"start": days[0], "end": days[1], "text": words, "span": None}


def _length(days: tuple[str | None, str | None]) -> int:
    start, end = days
    if start is None or end is None:
        return date.max.toordinal()
    return (date.fromisoformat(end) - date.fromisoformat(start)).days


def _where(told: Sequence[Sequence[Where]]) -> list[Row]:
    """The places that reports give, most exact first, those of most reports before others."""
    counted = Counter(place.name for places in told for place in {p.name: p for p in places}.values())
    found: dict[str, Where] = {}
    for place in (place for places in told for place in places):
        if place.name not in found or (found[place.name].lat is None and place.lat is not None):
            found[place.name] = place
    exact = list(Precision)
    ordered = sorted(found.values(), key=lambda p: (exact.index(p.precision), -counted[p.name], p.name))
    return [
        {
            "text": place.text,
            "span": None,
            "name": place.name,
            "lat": place.lat,
            "lon": place.lon,
            "country": place.country,
            "precision": place.precision.value,
        }
        for place in ordered
    ]
