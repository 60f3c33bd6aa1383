"""The Reading: what one report becomes.

Plain frozen classes; the JSON form and its schema are made from them. Spans are `(start, end)` in
code points of the report's text, end excluded, and `text[start:end]` is the phrase's own text. What is not
known is None or empty.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Annotated, Any, Literal, Protocol

from pydantic import Field, TypeAdapter

from sayso.report import Report

SCHEMA: Literal["sayso.reading/1"] = "sayso.reading/1"
ERROR_SCHEMA: Literal["sayso.error/1"] = "sayso.error/1"
NARRATOR = "narrator"

Span = tuple[int, int]


def _is_none(value: object) -> bool:
    return value is None


class SourceKind(StrEnum):
    """What sort of voice a source is."""

    GOVERNMENT = "government"
    MILITARY = "military"
    ARMED_GROUP = "armed_group"
    POLICE = "police"
    MEDICAL = "medical"
    WITNESS = "witness"
    RELATIVE = "relative"
    MONITOR = "monitor"
    NGO = "ngo"
    INTERNATIONAL = "international"
    MEDIA = "media"
    EXPERT = "expert"
    OTHER = "other"


class Act(StrEnum):
    """What the saying does, by its cue."""

    SAY = "say"
    DENY = "deny"
    CONFIRM = "confirm"
    CLAIM = "claim"
    WARN = "warn"
    PLEDGE = "pledge"
    ORDER = "order"
    ESTIMATE = "estimate"
    PRAISE = "praise"
    CONDEMN = "condemn"
    ASK = "ask"
    BELIEVE = "believe"


class Certainty(StrEnum):
    """How sure the source is of what it says."""

    ASSERTED = "asserted"
    HEDGED = "hedged"
    DENIED = "denied"


class Quotation(StrEnum):
    """Whether the words are the source's own."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class IncidentType(StrEnum):
    """ACLED's sub-event types, by their published names, and `Other`."""

    ARMED_CLASH = "Armed clash"
    GOVERNMENT_REGAINS = "Government regains territory"
    NON_STATE_OVERTAKES = "Non-state actor overtakes territory"
    CHEMICAL_WEAPON = "Chemical weapon"
    AIR_DRONE_STRIKE = "Air/drone strike"
    SUICIDE_BOMB = "Suicide bomb"
    SHELLING = "Shelling/artillery/missile attack"
    REMOTE_EXPLOSIVE = "Remote explosive/landmine/IED"
    GRENADE = "Grenade"
    SEXUAL_VIOLENCE = "Sexual violence"
    ATTACK = "Attack"
    ABDUCTION = "Abduction/forced disappearance"
    PEACEFUL_PROTEST = "Peaceful protest"
    PROTEST_WITH_INTERVENTION = "Protest with intervention"
    EXCESSIVE_FORCE = "Excessive force against protesters"
    VIOLENT_DEMONSTRATION = "Violent demonstration"
    MOB_VIOLENCE = "Mob violence"
    AGREEMENT = "Agreement"
    ARRESTS = "Arrests"
    CHANGE_TO_GROUP = "Change to group/activity"
    DISRUPTED_WEAPONS_USE = "Disrupted weapons use"
    HEADQUARTERS = "Headquarters or base established"
    LOOTING = "Looting/property destruction"
    NON_VIOLENT_TRANSFER = "Non-violent transfer of territory"
    OTHER = "Other"


class Status(StrEnum):
    """Whether the incident happened."""

    OCCURRED = "occurred"
    FOILED = "foiled"
    PLANNED = "planned"
    THREATENED = "threatened"
    DENIED = "denied"


class Precision(StrEnum):
    """How exactly a place is known, most exact first; `near`: "outside Homs"."""

    EXACT = "exact"
    FACILITY = "facility"
    TOWN = "town"
    NEAR = "near"
    DISTRICT = "district"
    REGION = "region"
    COUNTRY = "country"


class Role(StrEnum):
    """A party's part in an incident: a victim was harmed, a target aimed at or hit."""

    PERPETRATOR = "perpetrator"
    VICTIM = "victim"
    TARGET = "target"
    OTHER = "other"


class EntityType(StrEnum):
    """What sort of thing a name stands for."""

    PERSON = "person"
    ORGANIZATION = "organization"
    ARMED_GROUP = "armed_group"
    GOVERNMENT = "government"
    MILITARY = "military"
    PLACE = "place"
    FACILITY = "facility"
    PEOPLE = "people"


class ActorKind(StrEnum):
    """An entity type, or `object` for a thing that was hit."""

    PERSON = "person"
    ORGANIZATION = "organization"
    ARMED_GROUP = "armed_group"
    GOVERNMENT = "government"
    MILITARY = "military"
    PLACE = "place"
    FACILITY = "facility"
    PEOPLE = "people"
    OBJECT = "object"


class Bound(StrEnum):
    """How a figure is bounded, as printed."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"
    RANGE = "range"
    VAGUE = "vague"


class Harm(StrEnum):
    """What befell the people counted."""

    KILLED = "killed"
    INJURED = "injured"
    KILLED_OR_INJURED = "killed_or_injured"
    MISSING = "missing"
    ABDUCTED = "abducted"
    DETAINED = "detained"
    DISPLACED = "displaced"


class VictimStatus(StrEnum):
    """Whether the people counted took part in the fighting, by the words of the clause."""

    CIVILIAN = "civilian"
    COMBATANT = "combatant"
    SECURITY_FORCE = "security_force"
    MIXED = "mixed"
    UNKNOWN = "unknown"


class Group(StrEnum):
    """A group that all of the people counted belong to."""

    CHILDREN = "children"
    WOMEN = "women"
    MEN = "men"
    ELDERLY = "elderly"
    JOURNALISTS = "journalists"
    HEALTH_WORKERS = "health_workers"
    AID_WORKERS = "aid_workers"


class PledgeAct(StrEnum):
    """What kind of undertaking it is."""

    PLEDGE = "pledge"
    GUARANTEE = "guarantee"
    ORDER = "order"
    THREAT = "threat"
    REFUSAL = "refusal"
    RETRACTION = "retraction"
    SCHEDULE = "schedule"


class PublishedBasis(StrEnum):
    """How the day of publication is known."""

    GIVEN = "given"
    TEXT = "text"
    INFERRED = "inferred"
    UNKNOWN = "unknown"


class TimeType(StrEnum):
    """TIMEX3's types."""

    DATE = "DATE"
    TIME = "TIME"
    DURATION = "DURATION"
    SET = "SET"


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """Words of the report and where they stand."""

    text: str
    span: Span


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadReport:
    """The report as it was read."""

    id: str | None
    title: str | None
    outlet: str | None
    url: str | None
    language: str
    published: str | None
    published_basis: PublishedBasis
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """Who says it, as printed, and by name after coreference; `named` is false for "a senior insider"."""

    text: str | None
    span: Span | None
    name: str | None
    entity: str | None
    kind: SourceKind
    named: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Via:
    """An outlet or a person that the words came through."""

    text: str
    span: Span
    name: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """One act of saying. The narrator is a statement with no cue and no content."""

    id: str
    source: Source
    via: tuple[Via, ...] = ()
    cue: Phrase | None = None
    content: tuple[Phrase, ...] = ()
    act: Act = Act.SAY
    certainty: Certainty = Certainty.ASSERTED
    quotation: Quotation = Quotation.INDIRECT


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """The days an incident or a deadline covers, both included (ISO 8601), and the words that say so."""

    start: str | None
    end: str | None
    text: str | None
    span: Span | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Where:
    """A place that an incident happened at; degrees WGS 84, country ISO 3166-1 alpha-2."""

    text: str
    span: Span
    name: str
    lat: float | None
    lon: float | None
    country: str | None
    precision: Precision


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A party to an incident, on the say-so of a statement."""

    role: Role
    kind: ActorKind
    text: str
    span: Span
    name: str
    entity: str | None
    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Incident:
    """Something that happened, was tried, foiled or planned, at one place and time."""

    id: str
    mentions: tuple[Phrase, ...]
    type: IncidentType
    status: Status = Status.OCCURRED
    when: When | None = None
    where: tuple[Where, ...] = ()
    actors: tuple[Actor, ...] = ()
    means: Phrase | None = None
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Victims:
    """The people counted: `groups` is empty for people in general; `actor` is an entity's id."""

    status: VictimStatus = VictimStatus.UNKNOWN
    groups: tuple[Group, ...] = ()
    actor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Casualty:
    """One figure of harm to people, on one statement's say-so.

    `high` is None where there is no upper bound, `low` where there is no lower; both are None for words with no
    number. `also` is where the same voice prints the same figure again.
    """

    id: str
    text: str
    span: Span
    also: tuple[Phrase, ...] = ()
    low: int | None
    high: int | None
    bound: Bound
    harm: Harm
    victims: Victims = Victims()
    incident: str | None = None
    statement: str = NARRATOR
    part_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """Who undertakes a pledge."""

    text: str
    span: Span
    name: str | None
    entity: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Pledge:
    """Something promised, ordered, guaranteed, threatened or scheduled, with its deadline."""

    id: str
    by: Party | None
    act: PledgeAct
    what: Phrase
    deadline: When | None = None
    statement: str = NARRATOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Entity:
    """A person, body or place that the report names, with every mention of it."""

    id: str
    name: str
    type: EntityType
    description: str | None = None
    mentions: tuple[Phrase, ...] = ()
    wikidata: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Time:
    """A time expression, typed and valued as in TIMEX3, with its first and last day where it has them."""

    text: str
    span: Span
    type: TimeType
    value: str
    start: str | None = None
    end: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place name and where it lies; degrees WGS 84, country ISO 3166-1 alpha-2."""

    text: str
    span: Span
    name: str
    lat: float | None = None
    lon: float | None = None
    country: str | None = None
    geonameid: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Dropped:
    """Items of an answer that were left out of a Reading, and why: "figure", "its words are not in the text"."""

    item: str
    cause: str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Provenance:
    """How a Reading came about that sayso's own model did not make.

    Args:
        reader: its kind.
        model: as its server calls it.
        prompt: SHA-256 of what it was asked.
        dropped: what it said that was left out.
    """

    reader: str
    model: str
    prompt: str
    dropped: tuple[Dropped, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that one report says, by whom; `provenance` stands only where another reader has read."""

    schema: Literal["sayso.reading/1"] = SCHEMA
    report: ReadReport
    statements: tuple[Statement, ...]
    incidents: tuple[Incident, ...] = ()
    casualties: tuple[Casualty, ...] = ()
    pledges: tuple[Pledge, ...] = ()
    entities: tuple[Entity, ...] = ()
    times: tuple[Time, ...] = ()
    places: tuple[Place, ...] = ()
    provenance: Annotated[Provenance | None, Field(exclude_if=_is_none)] = None

    def to_dict(self) -> dict[str, Any]:
        """The public JSON form, as plain dicts, lists, strings and numbers."""
        plain: dict[str, Any] = _adapter().dump_python(self, mode="json")
        return plain

    def to_json(self) -> str:
        """The public JSON form, on one line."""
        return _adapter().dump_json(self).decode()

    @classmethod
    def from_json(cls, text: str | bytes) -> "Reading":
        """The Reading that a line of JSON holds.

        Raises:
            pydantic.ValidationError: the JSON is not a Reading.
        """
        return _adapter().validate_json(text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """A report that could not be read, in its place in the output."""

    schema: Literal["sayso.error/1"] = ERROR_SCHEMA
    id: str | None
    error: str

    def to_json(self) -> str:
        """The public JSON form, on one line."""
        return TypeAdapter(Failure).dump_json(self).decode()


@dataclass(frozen=True, slots=True, kw_only=True)
class Versions:
    """What made a Reading: package, JSON form, model bundle (SHA-256)."""

    package: str
    schema: str
    bundle: str


class Reader(Protocol):
    """Turns reports into Readings."""

    @property
    def versions(self) -> Versions:
        """What this reader is made of; stored with every Reading."""

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        """One result a report, in the order given; a report that cannot be read gives a Failure."""


@cache
def _adapter() -> TypeAdapter[Reading]:
    return TypeAdapter(Reading)


def json_schema() -> dict[str, Any]:
    """The JSON schema of a Reading."""
    return _adapter().json_schema()
