"""Readings for tests: built around an invented text, whose phrases are found in it."""

import json
from dataclasses import dataclass, field
from typing import Any

from sayso.ledger import Ledger
from sayso.model import NARRATOR, SCHEMA, Reading, Versions
from sayso.report import Report

VERSIONS = Versions(package="0", schema=SCHEMA, bundle="0")


@dataclass
class Told:
    """A report and what is read in it, phrase by phrase.

    >>> told = Told("Five died in a blast in Aden, police said.", published="2024-05-02")
    >>> police = told.says("police", "Five died in a blast in Aden")
    >>> blast = told.incident("a blast", where=ADEN)
    >>> told.figure("Five", 5, incident=blast, by=police)
    """

    text: str
    outlet: str | None = "Harbour Post"
    published: str | None = "2024-03-13"
    id: str | None = None
    title: str | None = None
    statements: list[dict[str, Any]] = field(default_factory=list)
    incidents: list[dict[str, Any]] = field(default_factory=list)
    casualties: list[dict[str, Any]] = field(default_factory=list)
    entities: list[dict[str, Any]] = field(default_factory=list)
    times: list[dict[str, Any]] = field(default_factory=list)
    pledges: list[dict[str, Any]] = field(default_factory=list)

    def phrase(self, words: str) -> dict[str, Any]:
        start = self.text.index(words)
        return {"text": words, "span": [start, start + len(words)]}

    def entity(self, name: str, *mentions: str, type: str = "organization", role: str | None = None) -> str:
        id = f"e{len(self.entities) + 1}"
        found = [self.phrase(words) for words in mentions or (name,)]
        self.entities.append({"id": id, "name": name, "type": type, "description": role, "mentions": found})
        return id

    def says(
        self,
        source: str,
        *content: str,
        name: str | None = None,
        kind: str = "government",
        act: str = "say",
        certainty: str = "asserted",
        via: tuple[str, ...] = (),
        named: bool = True,
        entity: str | None = None,
        cue: str | None = None,
    ) -> str:
        id = f"s{len(self.statements) + 1}"
        self.statements.append(
            {
                "id": id,
                "source": {
                    **self.phrase(source),
                    "name": name or source.removeprefix("the ").removeprefix("The "),
                    "entity": entity,
                    "kind": kind,
                    "named": named,
                },
                "via": [{**self.phrase(words), "name": words} for words in via],
                "cue": self.phrase(cue) if cue else None,
                "content": [self.phrase(words) for words in content],
                "act": act,
                "certainty": certainty,
            }
        )
        return id

    def incident(
        self,
        *mentions: str,
        type: str = "Air/drone strike",
        status: str = "occurred",
        when: str | tuple[str, str] | None = "2024-03-12",
        where: tuple[dict[str, Any], ...] = (),
        blames: tuple[tuple[str, str], ...] = (),
        part_of: str | None = None,
    ) -> str:
        id = f"i{len(self.incidents) + 1}"
        start, end = (when, when) if isinstance(when, str) else when or (None, None)
        self.incidents.append(
            {
                "id": id,
                "mentions": [self.phrase(words) for words in mentions],
                "type": type,
                "status": status,
                "when": {"start": start, "end": end, "text": None, "span": None} if start else None,
                "where": list(where),
                "actors": [
                    {
                        "role": "perpetrator",
                        "kind": "military",
                        **self.phrase(party),
                        "name": party,
                        "entity": None,
                        "statement": by,
                    }
                    for party, by in blames
                ],
                "part_of": part_of,
            }
        )
        return id

    def figure(
        self,
        words: str,
        low: int | None,
        high: int | None = -1,
        *,
        incident: str | None = "i1",
        by: str = NARRATOR,
        harm: str = "killed",
        status: str = "unknown",
        groups: tuple[str, ...] = (),
        part_of: str | None = None,
    ) -> str:
        id = f"c{len(self.casualties) + 1}"
        high = low if high == -1 else high
        bound = "vague" if low is high is None else "at_least" if high is None else "exact"
        bound = "at_most" if low is None and high is not None else bound
        self.casualties.append(
            {
                "id": id,
                **self.phrase(words),
                "low": low,
                "high": high,
                "bound": bound,
                "harm": harm,
                "victims": {"status": status, "groups": list(groups)},
                "incident": incident,
                "statement": by,
                "part_of": part_of,
            }
        )
        return id

    def pledge(
        self, words: str, *, by: str = NARRATOR, act: str = "pledge", until: tuple[str, str] | None = None
    ) -> str:
        """An undertaking; `until` are the words and the day of its deadline."""
        id = f"p{len(self.pledges) + 1}"
        deadline = {**self.phrase(until[0]), "start": None, "end": until[1]} if until else None
        self.pledges.append(
            {
                "id": id,
                "by": None,
                "act": act,
                "what": self.phrase(words),
                "deadline": deadline,
                "statement": by,
            }
        )
        return id

    def time(self, words: str, day: str) -> None:
        form = {**self.phrase(words), "type": "DATE", "value": day, "start": day, "end": day}
        self.times.append(form)

    def report(self) -> Report:
        return Report(
            text=self.text, id=self.id, title=self.title, outlet=self.outlet, published=self.published
        )

    def reading(self) -> Reading:
        narrator = {
            "text": None,
            "span": None,
            "name": self.outlet,
            "entity": None,
            "kind": "media",
            "named": self.outlet is not None,
        }
        form = {
            "report": {
                "id": self.id,
                "title": self.title,
                "outlet": self.outlet,
                "url": None,
                "language": "en",
                "published": self.published,
                "published_basis": "given" if self.published else "unknown",
                "text": self.text,
            },
            "statements": [{"id": NARRATOR, "source": narrator}, *self.statements],
            "incidents": self.incidents,
            "casualties": self.casualties,
            "entities": self.entities,
            "times": self.times,
            "pledges": self.pledges,
        }
        return Reading.from_json(json.dumps(form))


def add(ledger: Ledger, *told: Told) -> None:
    """Store reports with what is read in them."""
    for one in told:
        ledger.add(one.report(), one.reading(), VERSIONS)


def place(
    name: str, lat: float | None, lon: float | None, *, country: str = "YE", precision: str = "town"
) -> dict[str, Any]:
    return {
        "text": name,
        "span": [0, 0],
        "name": name,
        "lat": lat,
        "lon": lon,
        "country": country,
        "precision": precision,
    }


MARIB = place("Marib", 15.46, 45.33)
ADEN = place("Aden", 12.78, 45.02)
YEMEN = place("Yemen", 15.5, 47.5, precision="country")
