"""schema.org: who claimed what, as ClaimReview around a Claim, in JSON-LD.

A rating is only ever a person's: where one has overruled the grade of an incident, it is theirs. Without a checker and a
page of his a review has neither author nor address, and is to be completed by whoever publishes it.

Source: schema.org ClaimReview and Claim, as Google's Fact Check Tools read them.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from sayso.exports.case import Case, Row, Telling
from sayso.exports.cell import MAIN, Cell, Cells, LeftOut, Tables
from sayso.model import EntityType, Statement

COLUMNS = (
    "@id",
    "claimReviewed",
    "reviewRating.ratingValue",
    "reviewRating.bestRating",
    "reviewRating.worstRating",
    "reviewRating.alternateName",
    "itemReviewed.author.@type",
    "itemReviewed.author.name",
    "itemReviewed.author.sameAs",
    "itemReviewed.datePublished",
    "itemReviewed.firstAppearance.url",
    "itemReviewed.firstAppearance.publisher.name",
    "itemReviewed.appearance",
)
CANNOT_SAY = (
    "numbers, their bounds, harm and victims: a claim is only words",
    "when and where the incident was, and that two claims are of one incident, but by the beginning of `@id`",
    "through whom the words came",
    "hedges and denials, but in the words of the claim",
    "independence of sources; the suggested grade, which is a machine's and no rating",
)
NOT_KNOWN = (
    "itemReviewed.name, the place of saying: no Reading holds it",
    "url, datePublished and author of the review: the checker gives them",
)
CONTEXT = "https://schema.org"
RATINGS = {"confirmed": 5, "fair": 4, "weak": 3, "contested": 2, "discounted": 1}
"""Airwars' grades as a scale: 5 is the best."""

Told = tuple[Row, Telling, Statement]


@dataclass(frozen=True, slots=True, kw_only=True)
class Checker:
    """Who publishes the reviews.

    Args:
        name: of the organisation.
        page: the address of the page that they stand on.
        day: of its publication (ISO 8601).
    """

    name: str | None = None
    page: str | None = None
    day: str | None = None


def tables(case: Case) -> Tables | LeftOut:
    """Every claim on an incident, each with all its appearances."""
    claims = [_cells(case, source, told) for source, told in _claims(case)]
    return {MAIN: claims} if claims else LeftOut("nobody but the reports' own voices speaks of it")


def review(cells: Cells, checker: Checker) -> dict[str, Any]:
    """One row as a ClaimReview; what is not known is left out."""
    nested: dict[str, Any] = {"@context": CONTEXT, "@type": "ClaimReview", **_by(checker)}
    nested["itemReviewed"] = {"@type": "Claim", "firstAppearance": {"@type": "CreativeWork"}}
    for column, cell in cells.items():
        if cell.value is not None:
            _put(nested, column.split("."), cell)
    if len(nested["itemReviewed"]["firstAppearance"]) == 1:
        del nested["itemReviewed"]["firstAppearance"]
    if "reviewRating" in nested:
        nested["reviewRating"]["@type"] = "Rating"
    return nested


def _by(checker: Checker) -> dict[str, Any]:
    by: dict[str, Any] = {}
    if checker.name:
        by["author"] = {"@type": "Organization", "name": checker.name}
    if checker.page:
        by["url"] = checker.page
    if checker.day:
        by["datePublished"] = checker.day
    return by


def _put(nested: dict[str, Any], path: list[str], cell: Cell) -> None:
    *way, last = path
    for name in way:
        nested = nested.setdefault(name, {})
    value: Any = cell.value
    if last == "appearance":
        value = [{"@type": "CreativeWork", "url": url} for url in str(value).split("\n")]
    elif path[-2:] == ["publisher", "name"]:
        nested["@type"] = "Organization"
    nested[last] = value


def _claims(case: Case) -> Iterator[tuple[str, list[Told]]]:
    """What each source says of the case, the same figures or the same words once, the earliest first."""
    groups: dict[tuple[str, object], list[Told]] = {}
    for source, told, telling, statement in case.statements():
        if statement.content:
            key = (
                _figures(case, told, telling) or _line(" ".join(p.text for p in statement.content)).casefold()
            )
            groups.setdefault((source, key), []).append((told, telling, statement))
    for (source, _), said in groups.items():
        yield source, sorted(said, key=lambda one: (one[0]["said"] or "9999", one[1].report))


def _figures(case: Case, told: Row, telling: Telling) -> tuple[object, ...]:
    """The figures that a statement gives: who gives them again repeats his claim."""
    return tuple(
        sorted(
            (c.harm, c.low or -1, c.high or -1, c.victims.status, c.victims.groups)
            for c in telling.reading.casualties
            if c.statement == told["statement"] and c.incident == telling.incident.id
        )
    )


def _cells(case: Case, source: str, said: list[Told]) -> Cells:
    told, telling, statement = said[0]
    behind = case.all_said(row for row, _, _ in said)
    report = telling.reading.report
    urls = list(dict.fromkeys(url for _, t, _ in said if (url := t.reading.report.url)))
    entity = next((e for e in telling.reading.entities if e.id == statement.source.entity), None)
    person = entity is not None and entity.type is EntityType.PERSON
    wikidata = f"https://www.wikidata.org/entity/{entity.wikidata}" if entity and entity.wikidata else None
    cells = {
        "@id": Cell(
            f"urn:sayso:{case.id}:{told['report']}:{told['statement']}", note="incident, report, statement"
        ),
        "claimReviewed": Cell(" … ".join(_line(part.text) for part in statement.content), behind[:1]),
        **_rating(case),
        "itemReviewed.author.@type": Cell("Person" if person else "Organization", behind[:1]),
        "itemReviewed.author.name": Cell(source, behind),
        "itemReviewed.author.sameAs": Cell(wikidata, behind[:1]),
        "itemReviewed.datePublished": Cell(told["published"], behind[:1]),
        "itemReviewed.firstAppearance.url": Cell(report.url, behind[:1]),
        "itemReviewed.firstAppearance.publisher.name": Cell(report.outlet, behind[:1]),
        "itemReviewed.appearance": Cell("\n".join(urls) or None, behind),
    }
    return {column: cells.get(column, Cell()) for column in COLUMNS}


def _rating(case: Case) -> Cells:
    """A person's verdict on the incident; never the machine's grade."""
    grounds = case.row["grounds"]
    if not grounds or "suggested" not in grounds:
        return {}
    grade, rule = case.row["grade"], grounds["rule"]
    return {
        "reviewRating.ratingValue": Cell(RATINGS[grade], note=rule),
        "reviewRating.bestRating": Cell(max(RATINGS.values()), note="the scale has five grades"),
        "reviewRating.worstRating": Cell(min(RATINGS.values()), note="the scale has five grades"),
        "reviewRating.alternateName": Cell(grade.capitalize(), note=rule),
    }


def _line(text: str) -> str:
    """Words on one line."""
    return " ".join(text.split())
