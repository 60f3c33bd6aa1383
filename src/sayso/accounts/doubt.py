"""What of an incident is worth a second look: where the reader may have erred, and what would change the toll.

A reader keeps no measure of its own doubt with a Reading, so doubt is told from what was read: signs that can be
counted, each in words. They say where to look first, not that anything is wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import log2
from statistics import median

from sayso.accounts.account import Account, Given, Scope
from sayso.accounts.ranges import Range, toll_of
from sayso.decisions import Kind
from sayso.model import NARRATOR, Casualty, Harm, Incident, IncidentType, Precision, Reading, Span, Status
from sayso.passage import sentence_around, sentence_number
from sayso.wording import number

FAR = 3
"""How many times more or less than others say is far from them."""
FEW = 2
"""Others that there must be, so that a figure can be far from them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing of a report that is worth a look.

    Args:
        report: the report's id.
        kind: of the thing.
        thing: its id in the Reading.
        span: of its words.
        words: themselves.
        sentence: that they stand in.
        signs: why it may have been read wrongly, each in words.
        effect: by how many people the ends of the toll would move without it.
        without: what would become of the toll, in words; empty where nothing would.
    """

    report: str
    kind: Kind
    thing: str
    span: Span
    words: str
    sentence: str
    signs: tuple[str, ...]
    effect: int
    without: str

    @property
    def weight(self) -> float:
        """What comes first in a queue: more signs, and more people."""
        return (1 + len(self.signs)) * log2(2 + self.effect)


def doubts_of(
    accounts: Sequence[Account], told: Iterable[tuple[str, str]], reading_of: Callable[[str], Reading]
) -> tuple[Doubt, ...]:
    """What of an incident is worth a look, in the order of the reports.

    Args:
        accounts: of the incident.
        told: the reports that tell of it, and what the incident is called in the Reading of each.
        reading_of: the Reading of each.
    """
    alone = _alone(accounts)
    far = _far(accounts)
    found: list[Doubt] = []
    for report, id in told:
        reading = reading_of(report)
        incident = next(each for each in reading.incidents if each.id == id)
        found += _on_incident(report, reading, incident)
        for casualty in (each for each in reading.casualties if each.incident == id):
            found += _on_figure(report, reading, incident, casualty, alone, far)
    return tuple(found)


def loose(report: str, reading: Reading) -> Iterator[Doubt]:
    """Figures that belong to no incident, so that no toll has them.

    Args:
        report: the report's id.
        reading: of the report.
    """
    for casualty in reading.casualties:
        peak = _peak(casualty)
        if casualty.incident is None and casualty.part_of is None and peak:
            yield _doubt(
                report,
                reading,
                Kind.CASUALTY,
                casualty.id,
                casualty.span,
                signs=("it belongs to no incident, so no toll has it",),
                effect=peak,
            )


def _on_incident(report: str, reading: Reading, incident: Incident) -> Iterator[Doubt]:
    signs = tuple(_signs_of_incident(reading, incident))
    if signs:
        span = incident.mentions[0].span
        yield _doubt(report, reading, Kind.INCIDENT, incident.id, span, signs=signs)


def _signs_of_incident(reading: Reading, incident: Incident) -> Iterator[str]:
    published = (reading.report.published or "")[:10]
    when = incident.when
    if when is None or not (when.start or when.end):
        yield "no day was read"
    elif published and incident.status is Status.OCCURRED and (when.start or when.end or "") > published:
        yield "it happened after the report was published"
    if not incident.where:
        yield "no place was read"
    elif incident.where[0].precision is Precision.COUNTRY:
        yield "only the country was read"
    if incident.type is IncidentType.OTHER:
        yield "its kind was not read"


def _on_figure(
    report: str,
    reading: Reading,
    incident: Incident,
    casualty: Casualty,
    alone: Mapping[tuple[str, str], tuple[int, str]],
    far: Mapping[tuple[str, str], str],
) -> Iterator[Doubt]:
    effect, without = alone.get((report, casualty.id), (0, ""))
    signs = [*_signs_of_figure(reading, incident, casualty)]
    if (report, casualty.id) in far:
        signs.append(far[report, casualty.id])
    if signs or effect:
        yield _doubt(
            report,
            reading,
            Kind.CASUALTY,
            casualty.id,
            casualty.span,
            signs=tuple(signs),
            effect=effect,
            without=without,
        )


def _signs_of_figure(reading: Reading, incident: Incident, casualty: Casualty) -> Iterator[str]:
    text = reading.report.text
    here = sentence_number(text, casualty.span[0])
    named = any(sentence_number(text, mention.span[0]) == here for mention in incident.mentions)
    if len(reading.incidents) > 1 and not named:
        yield "its sentence does not name the incident, and the report has others"
    speaker = _speaker(reading, casualty.span)
    if casualty.statement == NARRATOR and speaker:
        yield f"it stands in the words of {speaker}, but is the report's own"
    whole = next((each for each in reading.casualties if each.id == casualty.part_of), None)
    if whole and (casualty.low or 0) > (_peak(whole) or casualty.low or 0):
        yield "it is a share of a smaller figure"


def _speaker(reading: Reading, span: Span) -> str | None:
    """Whose words hold a span, by name, where they are anybody's but the narrator's."""
    holding = [
        (part.span[1] - part.span[0], statement.source.name or statement.source.text or "somebody")
        for statement in reading.statements
        for part in statement.content
        if part.span[0] <= span[0] and span[1] <= part.span[1]
    ]
    return min(holding)[1] if holding else None


def _alone(accounts: Sequence[Account]) -> dict[tuple[str, str], tuple[int, str]]:
    """Figures that alone hold an end of a toll: by how much it would move without each, and to what."""
    found: dict[tuple[str, str], tuple[int, str]] = {}
    for harm in Harm:
        toll = toll_of(accounts, harm)
        if toll is None:
            continue
        for ends in (toll.lowest, toll.highest):
            if len(ends) == 1:
                given = ends[0].given
                name = given.remark.report, given.figure.id
                effect, words = _without(accounts, given, toll, harm)
                if effect > found.get(name, (0, ""))[0]:
                    found[name] = (effect, words)
    return found


def _without(accounts: Sequence[Account], given: Given, toll: Range, harm: Harm) -> tuple[int, str]:
    rest = toll_of(tuple(_less(account, given) for account in accounts), harm)
    name = harm.value.replace("_", " ")
    if rest is None or rest.peak is None:
        return toll.peak or 0, f"without it nobody counts the {name}"
    effect = abs((toll.low or 0) - (rest.low or 0)) + abs((toll.peak or 0) - (rest.peak or 0))
    return effect, f"without it {number(rest.low, rest.high)} {name}, not {number(toll.low, toll.high)}"


def _less(account: Account, given: Given) -> Account:
    """An account without one figure."""
    if given.remark not in account.remarks:
        return account
    remarks = tuple(
        replace(remark, figures=tuple(figure for figure in remark.figures if figure != given.figure))
        if remark == given.remark
        else remark
        for remark in account.remarks
    )
    return replace(account, remarks=remarks)


def _far(accounts: Sequence[Account]) -> dict[tuple[str, str], str]:
    """Figures many times more or less than the middle of what the others say of the same people."""
    by_scope: dict[Scope, list[tuple[str, Given, int]]] = {}
    for account in accounts:
        for given in account.current():
            peak = given.figure.high if given.figure.high is not None else given.figure.low
            if peak:
                by_scope.setdefault(Scope.of(given.figure), []).append((account.source, given, peak))
    found: dict[tuple[str, str], str] = {}
    for said in by_scope.values():
        for source, given, peak in said if len(said) > FEW else ():
            others = [number for name, _, number in said if name != source]
            middle = median(others) if len(others) >= FEW else peak
            if not middle / FAR < peak < middle * FAR:
                found[given.remark.report, given.figure.id] = f"the others say about {middle:,.0f}"
    return found


def _peak(casualty: Casualty) -> int | None:
    return casualty.high if casualty.high is not None else casualty.low


def _doubt(
    report: str,
    reading: Reading,
    kind: Kind,
    thing: str,
    span: Span,
    *,
    signs: tuple[str, ...],
    effect: int = 0,
    without: str = "",
) -> Doubt:
    text = reading.report.text
    return Doubt(
        report=report,
        kind=kind,
        thing=thing,
        span=span,
        words=text[span[0] : span[1]],
        sentence=sentence_around(text, span),
        signs=signs,
        effect=effect,
        without=without,
    )
