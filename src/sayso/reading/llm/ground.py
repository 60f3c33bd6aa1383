"""From a model's answer to the parts of a Reading: what cannot be found in the text is dropped, and counted."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from sayso.model import (
    NARRATOR,
    Casualty,
    Dropped,
    Entity,
    Incident,
    Phrase,
    Place,
    Pledge,
    Statement,
    Time,
)
from sayso.reading.llm.find import Finder
from sayso.reading.llm.printed import bears_out

Part = TypeVar("Part", Entity, Statement, Incident, Casualty, Pledge)
Whole = TypeVar("Whole", Incident, Casualty)
Row = dict[str, Any]

NOT_FOUND = "its words are not in the text"
NOT_IN_FORM = "it is not in the form asked for"
NOT_PRINTED = "its number is not in its words"
NOBODY = "nobody in the answer says it"
REPEATED = "it is there twice"
MOST = 10**10
"""More people than there are."""


ENTITY = TypeAdapter(Entity)
STATEMENT = TypeAdapter(Statement)
INCIDENT = TypeAdapter(Incident)
CASUALTY = TypeAdapter(Casualty)
PLEDGE = TypeAdapter(Pledge)


class _Drop(Exception):
    """An item is left out; its words say why."""


class Grounding:
    """Makes the parts of a Reading from an answer, and counts what is left out.

    Times and places are those of the language layer: no model is asked where a town lies.

    Args:
        text: the report's.
        times: what the language layer found.
        places: what the language layer found.
    """

    def __init__(self, text: str, times: Sequence[Time], places: Sequence[Place]) -> None:
        self._finder = Finder(text)
        self._times = times
        self._places = places
        self._dropped: Counter[tuple[str, str]] = Counter()
        self._ids: dict[str, dict[str, str]] = {}

    @property
    def dropped(self) -> tuple[Dropped, ...]:
        """What was left out so far, the most frequent first."""
        return tuple(
            Dropped(item=item, cause=cause, count=count)
            for (item, cause), count in self._dropped.most_common()
        )

    def entities(self, rows: object) -> tuple[Entity, ...]:
        """Names and their mentions."""
        return self._parts("entity", "e", rows, ENTITY, self._entity)

    def statements(self, rows: object) -> tuple[Statement, ...]:
        """Statements, but for the narrator's; after the entities."""
        return self._parts("statement", "s", rows, STATEMENT, self._statement)

    def incidents(self, rows: object) -> tuple[Incident, ...]:
        """Incidents; after the statements."""
        return self._within("incident", self._parts("incident", "i", rows, INCIDENT, self._incident))

    def casualties(self, rows: object) -> tuple[Casualty, ...]:
        """Figures; after the incidents."""
        return self._within("figure", self._parts("figure", "c", rows, CASUALTY, self._casualty))

    def pledges(self, rows: object) -> tuple[Pledge, ...]:
        """Pledges; after the statements."""
        return self._parts("pledge", "p", rows, PLEDGE, self._pledge)

    def _parts(
        self, item: str, letter: str, rows: object, adapter: TypeAdapter[Part], make: Callable[[Row], Row]
    ) -> tuple[Part, ...]:
        """The parts that can be made, in the order of the text, by ids of our own."""
        made: list[tuple[object, Part]] = []
        for row in self._list(item, rows):
            try:
                made.append((row.get("id"), _valid(adapter, {**make(row), "id": "new"})))
            except _Drop as drop:
                self._dropped[item, str(drop)] += 1
        made.sort(key=lambda one: _place(one[1]))
        ids = self._ids.setdefault(item, {})
        parts: dict[Part, str] = {}
        for given, part in made:
            if part in parts:
                self._dropped[item, REPEATED] += 1
            id = parts.setdefault(part, f"{letter}{len(parts) + 1}")
            ids.setdefault(str(given), id)
        return tuple(replace(part, id=id) for part, id in parts.items())

    def _entity(self, row: Row) -> Row:
        mentions = self._phrases("mention", row.get("mentions"))
        if not mentions:
            raise _Drop(NOT_FOUND)
        return {**_fields(row, "name", "type", "description"), "mentions": mentions}

    def _statement(self, row: Row) -> Row:
        content = [self._must(words) for words in _list_of(row.get("content"))]
        if not content:
            raise _Drop(NOT_IN_FORM)
        near = content[0].span[0]
        source = self._may(row.get("source"), near)
        via = self._phrases("via", row.get("via"), near)
        return {
            "source": {
                "text": source.text if source else None,
                "span": source.span if source else None,
                "name": row.get("name") or (source.text if source else None),
                "entity": self._id("entity", row.get("entity")),
                **_fields(row, "kind", "named"),
            },
            "via": [{"text": one.text, "span": one.span, "name": one.text} for one in via],
            "cue": self._may(row.get("cue"), near),
            "content": sorted(content, key=lambda phrase: phrase.span),
            **_fields(row, "act", "certainty", "quotation"),
        }

    def _incident(self, row: Row) -> Row:
        mentions = self._phrases("mention", row.get("mentions"))
        if not mentions:
            raise _Drop(NOT_FOUND)
        near = mentions[0].span[0]
        return {
            **_fields(row, "type", "status"),
            "part_of": _id_of(row.get("part_of")),
            "mentions": mentions,
            "when": self._when(row.get("when"), near),
            "where": self._each("where", row.get("where"), lambda place: self._where(place, near)),
            "actors": self._each("actor", row.get("actors"), lambda actor: self._actor(actor, near)),
            "means": self._may(row.get("means"), near),
        }

    def _casualty(self, row: Row) -> Row:
        figure = self._must(row.get("text"))
        low, high = _number(row.get("low")), _number(row.get("high"))
        if low is not None and high is not None and low > high:
            raise _Drop(NOT_IN_FORM)
        if not all(bears_out(figure.text, end, row.get("bound")) for end in (low, high)):
            raise _Drop(NOT_PRINTED)
        victims = {**_fields(row, "status"), "groups": _list_of(row.get("groups"))}
        also = self._phrases("figure", row.get("also"))
        return {
            **_fields(row, "bound", "harm"),
            "low": low,
            "high": high,
            "part_of": _id_of(row.get("part_of")),
            "text": figure.text,
            "span": figure.span,
            "also": [phrase for phrase in also if phrase.span != figure.span],
            "victims": {**victims, "actor": self._id("entity", row.get("actor"))},
            "incident": self._id("incident", row.get("incident")),
            "statement": self._speaker(row),
        }

    def _pledge(self, row: Row) -> Row:
        what = self._must(row.get("what"))
        by = self._may(row.get("by"), what.span[0])
        party = by and {
            "text": by.text,
            "span": by.span,
            "name": row.get("name") or by.text,
            "entity": self._id("entity", row.get("entity")),
        }
        return {
            **_fields(row, "act"),
            "by": party,
            "what": what,
            "deadline": self._when(row.get("deadline"), what.span[0]),
            "statement": self._speaker(row),
        }

    def _when(self, row: object, near: int) -> Row | None:
        """A time by its words: as the language layer resolves them, or else as the model does."""
        if not isinstance(row, dict):
            return None
        phrase = self._finder.find(row.get("text"), near=near)
        days = [row.get("start"), row.get("end")]
        if phrase is None or any(day is not None and not _is_day(day) for day in days):
            self._dropped["time", NOT_FOUND if phrase is None else NOT_IN_FORM] += 1
            return None
        known = next((time for time in self._times if time.start and _overlap(time.span, phrase.span)), None)
        start, end = (known.start, known.end) if known else days
        return {"text": phrase.text, "span": phrase.span, "start": start, "end": end}

    def _where(self, row: Row, near: int) -> Row:
        phrase = self._must(row.get("text"), near)
        known = next((place for place in self._places if _overlap(place.span, phrase.span)), None)
        return {
            **_fields(row, "precision"),
            "text": phrase.text,
            "span": phrase.span,
            "name": known.name if known else phrase.text,
            "lat": known.lat if known else None,
            "lon": known.lon if known else None,
            "country": known.country if known else None,
        }

    def _actor(self, row: Row, near: int) -> Row:
        phrase = self._must(row.get("text"), near)
        return {
            **_fields(row, "role", "kind"),
            "text": phrase.text,
            "span": phrase.span,
            "name": row.get("name") or phrase.text,
            "entity": self._id("entity", row.get("entity")),
            "statement": self._speaker(row),
        }

    def _speaker(self, row: Row) -> str:
        """On whose say-so something stands. Where that statement was dropped it stands on nobody's."""
        given = row.get("statement") or NARRATOR
        if given == NARRATOR:
            return NARRATOR
        known = self._id("statement", given)
        if known is None:
            raise _Drop(NOBODY)
        return known

    def _id(self, item: str, given: object) -> str | None:
        return self._ids.get(item, {}).get(str(given))

    def _within(self, item: str, parts: tuple[Whole, ...]) -> tuple[Whole, ...]:
        """The parts with what each is a part of, by our own ids; none is a part of itself, in any way."""
        wholes: dict[str, str] = {}
        for part in parts:
            whole = self._id(item, part.part_of)
            chain = whole
            while chain is not None and chain != part.id:
                chain = wholes.get(chain)
            if whole is not None and chain is None:
                wholes[part.id] = whole
        return tuple(replace(part, part_of=wholes.get(part.id)) for part in parts)

    def _each(self, item: str, rows: object, make: Callable[[Row], Row]) -> list[Row]:
        made = []
        for row in self._list(item, rows):
            try:
                made.append(make(row))
            except _Drop as drop:
                self._dropped[item, str(drop)] += 1
        return made

    def _list(self, item: str, rows: object) -> list[Row]:
        """The objects of a list; what is none is dropped."""
        found = _list_of(rows)
        objects = [row for row in found if isinstance(row, dict)]
        if len(objects) < len(found):
            self._dropped[item, NOT_IN_FORM] += len(found) - len(objects)
        return objects

    def _phrases(self, item: str, rows: object, near: int | None = None) -> list[Phrase]:
        """Those of some words that are found, each once, in the order of the text."""
        given = _list_of(rows)
        found = [phrase for words in given if (phrase := self._finder.find(words, near=near))]
        if len(found) < len(given):
            self._dropped[item, NOT_FOUND] += len(given) - len(found)
        return sorted(dict.fromkeys(found), key=lambda phrase: phrase.span)

    def _must(self, words: object, near: int | None = None) -> Phrase:
        phrase = self._finder.find(words, near=near)
        if phrase is None:
            raise _Drop(NOT_FOUND)
        return phrase

    def _may(self, words: object, near: int) -> Phrase | None:
        """Words that need not be given; but where they are, they must be found."""
        return None if words is None else self._must(words, near)


def _valid(adapter: TypeAdapter[Part], row: Row) -> Part:
    """The part that a row is, by the model's own classes.

    Raises:
        _Drop: it is none.
    """
    try:
        return adapter.validate_python(row)
    except ValidationError as error:
        raise _Drop(NOT_IN_FORM) from error


def _place(part: Entity | Statement | Incident | Casualty | Pledge) -> tuple[int, int]:
    """Where a part first stands."""
    match part:
        case Casualty():
            return part.span
        case Pledge():
            return part.what.span
        case Statement():
            return min(phrase.span for phrase in part.content)
        case _:
            return min(phrase.span for phrase in part.mentions)


def _fields(row: Mapping[str, Any], *names: str) -> Row:
    """Fields as they are given; those that are not given have the class's own value."""
    return {name: row[name] for name in names if row.get(name) is not None}


def _number(end: object) -> int | None:
    if end is None or (type(end) is int and 0 <= end < MOST):
        return end
    raise _Drop(NOT_IN_FORM)


def _id_of(given: object) -> str | None:
    return None if given is None else str(given)


def _list_of(rows: object) -> list[Any]:
    if rows is None:
        return []
    return list(rows) if isinstance(rows, Iterable) and not isinstance(rows, str | Mapping) else [rows]


def _is_day(day: object) -> bool:
    try:
        return isinstance(day, str) and date.fromisoformat(day).isoformat() == day
    except ValueError:
        return False


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return one[0] < other[1] and other[0] < one[1]
