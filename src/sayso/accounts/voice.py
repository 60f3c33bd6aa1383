"""Voices: who speaks in a report, and which voices of different reports are one source."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sayso.accounts.names import PRONOUNS, Name, fullest, is_acronym, is_short_for, normal, person, telling
from sayso.model import NARRATOR, Entity, EntityType, Reading, SourceKind, Statement

SPOKESPERSON = r"(?:spokes\w+|press (?:office|service|secretary)|statement)"
OF_BODY = re.compile(rf"\b{SPOKESPERSON}\b(?: for| of| by| from) (?:the )?(?P<body>[^,;:()]+)", re.IGNORECASE)
BODY_FIRST = re.compile(
    rf"^(?:an?|the)?\s*(?P<body>[\w .’'-]+?)(?:['’]s?)? (?:chief |top |media )?{SPOKESPERSON}\b",
    re.IGNORECASE,
)
SOMEONE = re.compile(r"(?:an?|one|another|some|several|many|two|three|four|five|\d+)\b", re.IGNORECASE)
ONE_OF_MANY = frozenset({SourceKind.WITNESS, SourceKind.RELATIVE, SourceKind.EXPERT, SourceKind.OTHER})
UNKNOWN = "unnamed source"


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in one report.

    Args:
        name: the source's name, an organisation's where its spokesman speaks.
        kind: what sort of voice.
        aliases: all that the report calls it by, made alike.
        person: whether it is one person who speaks for himself.
        report: the report's id where nobody else's report can mean the same one ("a doctor"), or None.
    """

    name: str
    kind: SourceKind
    aliases: frozenset[Name]
    person: bool = False
    report: str | None = None


def voices(report: str, reading: Reading) -> dict[str, Voice]:
    """The voice of each statement of a Reading, by the statement's id."""
    entities = {entity.id: entity for entity in reading.entities}
    bodies = _bodies(reading.statements)
    return {
        statement.id: _narrator(report, reading)
        if statement.id == NARRATOR
        else _voice(report, statement, entities, bodies)
        for statement in reading.statements
    }


def _narrator(report: str, reading: Reading) -> Voice:
    outlet = reading.report.outlet
    if outlet:
        return Voice(name=outlet, kind=SourceKind.MEDIA, aliases=frozenset({normal(outlet)}))
    return Voice(name=f"report {report}", kind=SourceKind.MEDIA, aliases=frozenset(), report=report)


def _bodies(statements: Iterable[Statement]) -> dict[str, str]:
    """The body that a person speaks for, by the name the person goes by in the report."""
    found: dict[str, str] = {}
    for statement in statements:
        source = statement.source
        body = _body(source.text or "")
        if body and source.name:
            found.setdefault(source.name, body)
    return found


def _body(text: str) -> str | None:
    """Whom a spokesman speaks for: an organisation and its spokesman are one voice."""
    match = OF_BODY.search(text) or BODY_FIRST.search(text)
    body = match["body"].strip() if match else ""
    return body if normal(body) and normal(body)[0] not in PRONOUNS else None


def _voice(
    report: str, statement: Statement, entities: Mapping[str, Entity], bodies: Mapping[str, str]
) -> Voice:
    source = statement.source
    name, text = source.name or source.text or UNKNOWN, source.text or ""
    entity = entities.get(source.entity or "")
    is_person = entity is not None and entity.type is EntityType.PERSON
    called = [name, text, *(mention.text for mention in entity.mentions)] if entity else [name, text]
    aliases = {person(words) if is_person else normal(words) for words in called}
    body = bodies.get(source.name or "") or _body(entity.description or "" if entity else "")
    if body:
        name, is_person = body, False
        aliases.add(normal(body))
    alone = (
        not body
        and not source.named
        and (bool(SOMEONE.match(text)) or source.kind in ONE_OF_MANY or not text)
    )
    aliases = {alias for alias in aliases if telling(alias)}
    return Voice(
        name=name,
        kind=source.kind,
        aliases=frozenset(aliases),
        person=is_person,
        report=report if alone or not aliases else None,
    )


def join(found: Iterable[Voice]) -> dict[Voice, str]:
    """Which voices are one source: the source's display name for each of them.

    Voices are one where a report calls both by one name, where one name is the other's initials, or where it
    is short for one other alone. "A doctor" is nobody else.
    """
    ordered = sorted(set(found), key=lambda v: (v.name, v.kind, v.report or "", sorted(v.aliases)))
    groups = _by_alias(ordered)
    groups = _by_short_form(groups)
    named: dict[Voice, str] = {}
    for group in groups:
        name = fullest([voice.name for voice in group])
        named.update(dict.fromkeys(group, name))
    return _apart(named, groups)


def kind_of(group: Sequence[Voice]) -> SourceKind:
    """What sort of voice most reports take a source for."""
    counted = Counter(voice.kind for voice in group if voice.kind is not SourceKind.OTHER)
    return min(counted, key=lambda kind: (-counted[kind], kind)) if counted else SourceKind.OTHER


def _by_alias(ordered: Sequence[Voice]) -> list[list[Voice]]:
    groups: list[list[Voice]] = []
    home: dict[Name, list[Voice]] = {}
    for voice in ordered:
        met = [] if voice.report else [home[alias] for alias in sorted(voice.aliases) if alias in home]
        group: list[Voice] = [voice]
        for other in met:
            if not any(other is kept for kept in groups):
                continue
            group += other
            groups = [kept for kept in groups if kept is not other]
        groups.append(group)
        for member in group:
            if not member.report:
                home.update(dict.fromkeys(member.aliases, group))
    return groups


def _by_short_form(groups: list[list[Voice]]) -> list[list[Voice]]:
    """Join a group to the only other one whose name its own is short for."""
    changed = True
    while changed:
        changed = False
        for group in groups:
            longer = [other for other in groups if other is not group and _short_for(group, other)]
            if len(longer) == 1:
                longer[0].extend(group)
                groups = [kept for kept in groups if kept is not group]
                changed = True
                break
    return groups


def _short_for(group: Sequence[Voice], other: Sequence[Voice]) -> bool:
    if any(voice.report for voice in [*group, *other]) or group[0].person != other[0].person:
        return False
    names = {normal(voice.name) for voice in group}
    longer = {normal(voice.name) for voice in other}
    if group[0].person:
        names, longer = {person(v.name) for v in group}, {person(v.name) for v in other}
    return any(is_acronym(a, b) or is_short_for(a, b) for a in names for b in longer)


def _apart(named: Mapping[Voice, str], groups: Sequence[Sequence[Voice]]) -> dict[Voice, str]:
    """Number sources that go by the same words ("a doctor", "a doctor (2)")."""
    taken: dict[str, list[int]] = defaultdict(list)
    names: dict[Voice, str] = {}
    for n, group in enumerate(groups):
        name = named[group[0]]
        taken[name].append(n)
        suffix = f" ({len(taken[name])})" if len(taken[name]) > 1 else ""
        names.update(dict.fromkeys(group, name + suffix))
    return names
