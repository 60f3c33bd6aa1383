"""Voices: who speaks in a report, under all the names that the report has for him."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sayso.accounts.names import PRONOUNS, Name, normal, person, telling
from sayso.model import NARRATOR, Entity, EntityType, Reading, SourceKind, Statement, Via

SPOKESPERSON = r"(?:spokes\w+|press (?:office|service|secretary)|statement)"
OF_BODY = re.compile(rf"\b{SPOKESPERSON}\b(?: for| of| by| from) (?:the )?(?P<body>[^,;:()]+)", re.IGNORECASE)
BODY_FIRST = re.compile(
    rf"^(?:an?|the)?\s*(?P<body>[\w.’'-][\w .’'-]*?)(?:['’]s?)? (?:chief |top |media )?{SPOKESPERSON}\b",
    re.IGNORECASE,
)
BODY_LAST = re.compile(rf", (?:an?|the) (?P<body>[\w .’'-]+?)(?:['’]s?)? {SPOKESPERSON}\b", re.IGNORECASE)
SOMEONE = re.compile(r"(?:an?|one|another|some|several|many|two|three|four|five|\d+)\b", re.IGNORECASE)
ONE_OF_MANY = frozenset({SourceKind.WITNESS, SourceKind.RELATIVE, SourceKind.EXPERT, SourceKind.OTHER})
UNKNOWN = "unnamed source"
NOBODY_KNOWN = re.compile(
    r"(?:(?:an?|the|one|another|two|some|several|other|local|anonymous|unnamed|informed|independent|separate|reliable"
    r"|well[- ]placed)\s+)*sources?",
    re.IGNORECASE,
)
"""Words that tell no sort of voice: "one local source"."""
EARLIER = re.compile(
    r"(?:an?|the)\s+(?:earlier|previous|original|initial|first)\s+(?:version|edition)s?\b", re.IGNORECASE
)
"""How an outlet names what it has printed before, in a correction."""
CREDITS = (
    re.compile(r"\A(?:[^\n]*\n\s*+){0,2}[^()\n]{0,80}\((?P<agency>[A-Z][^()\n]{1,38})\)\s*[-–—]"),
    re.compile(r"(?:Copyright|©|\([cC]\))[\s\d]*(?P<agency>[A-Z][\w.&' -]{1,38}?)\.?\s*$"),
    re.compile(r"(?:--|[–—])\s*(?P<agency>[A-Z][\w.&' -]{1,30}?)\.?\s*$"),
)
"""How reports credit a wire agency: a dateline below the headline, a copyright line, a signature."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """Who speaks in one report.

    Args:
        name: the source's name, an organisation's where its spokesman speaks.
        kind: what sort of voice.
        aliases: all that the report calls it by, made alike.
        person: whether it is one person who speaks for himself.
        report: the report's id where no other report can mean the same one ("a doctor"), or None; copies of
            one text go by one id.
    """

    name: str
    kind: SourceKind
    aliases: frozenset[Name]
    person: bool = False
    report: str | None = None


def voices(report: str, reading: Reading) -> dict[str, Voice]:
    """The voice of each statement of a Reading, by the statement's id.

    Args:
        report: the report's id, or that of the first of all copies of its text.
        reading: what was read in it.
    """
    entities = {entity.id: entity for entity in reading.entities}
    bodies = _bodies(reading.statements)
    return {
        statement.id: narrator(report, reading)
        if statement.id == NARRATOR
        else _voice(report, statement, entities, bodies, reading.report.outlet)
        for statement in reading.statements
    }


def narrator(report: str, reading: Reading) -> Voice:
    """Whose the words are that no source is named for: the agency's that is credited, or the outlet's.

    Copies of one text have one narrator, whoever printed them.
    """
    name = credit(reading.report.text) or reading.report.outlet
    aliases = {("copy", report), *([normal(name)] if name else [])}
    return Voice(name=name or f"report {report}", kind=SourceKind.MEDIA, aliases=frozenset(aliases))


def credit(text: str) -> str | None:
    """The wire agency that a report is credited to, where it prints one."""
    found = (pattern.search(text.strip()) for pattern in CREDITS)
    return next((match["agency"].strip() for match in found if match), None)


def relay(via: Via) -> Voice:
    """The voice of those whom words came through."""
    name = via.name or via.text
    return Voice(name=name, kind=SourceKind.MEDIA, aliases=frozenset({normal(name)} - {()}))


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
    match = OF_BODY.search(text) or BODY_LAST.search(text) or BODY_FIRST.search(text)
    body = match["body"].strip() if match else ""
    return body if normal(body) and normal(body)[0] not in PRONOUNS else None


def _voice(
    report: str,
    statement: Statement,
    entities: Mapping[str, Entity],
    bodies: Mapping[str, str],
    outlet: str | None,
) -> Voice:
    source = statement.source
    name, text = source.name or source.text or UNKNOWN, source.text or ""
    if EARLIER.match(text):
        own = f"earlier version, {outlet}" if outlet else name
        return Voice(name=own, kind=SourceKind.MEDIA, aliases=frozenset({normal(own)}), report=report)
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
        kind=SourceKind.OTHER if NOBODY_KNOWN.fullmatch(text) else source.kind,
        aliases=frozenset(aliases),
        person=is_person,
        report=report if alone or not aliases else None,
    )
