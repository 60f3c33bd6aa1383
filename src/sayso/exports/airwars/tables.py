"""Airwars' other tables: sources, research on each source, victims, belligerents' statements."""

from collections.abc import Iterator
from urllib.parse import urlsplit

from sayso.exports.airwars.belligerents import belligerents, slug
from sayso.exports.airwars.harm import bounds
from sayso.exports.case import Case, Telling
from sayso.exports.cell import Cell, Cells
from sayso.exports.sides import is_one
from sayso.exports.toll import Toll
from sayso.model import ActorKind, Harm, Role

MEDIA = {
    "twitter.com": "twitter",
    "x.com": "twitter",
    "facebook.com": "facebook",
    "t.me": "telegram",
    "telegram.me": "telegram",
}


def media(telling: Telling) -> str:
    """The kind of medium that a report is counted under."""
    host = (urlsplit(telling.reading.report.url or "").hostname or "").removeprefix("www.")
    return MEDIA.get(host, "other")


def side_table(case: Case, name: str) -> Iterator[Cells]:
    """The rows of an incident in one of the other tables."""
    if name == "sources":
        yield from (_source(telling) for telling in case.reports)
    elif name == "research_sources":
        yield from (_research(case, telling) for telling in case.reports)
    elif name == "victims":
        yield from _victims(case)
    else:
        yield from _statements(case)


def _source(telling: Telling) -> Cells:
    report = telling.reading.report
    behind = tuple(telling.evidence(mention.span) for mention in telling.incident.mentions[:1])
    return {
        "name": Cell(report.outlet, behind),
        "language": Cell(report.language, behind),
        "url": Cell(report.url, behind),
        "media": Cell(media(telling), behind),
    }


def _research(case: Case, telling: Telling) -> Cells:
    """A report with the figures that it alone gives."""
    report = telling.reading.report
    behind = tuple(telling.evidence(mention.span) for mention in telling.incident.mentions[:1])
    cells = {
        "source_url": Cell(report.url, behind),
        "source_date": Cell((report.published or "")[:10] or None, behind),
        "source_author": Cell(report.outlet, behind),
        "source_content": Cell(report.text, behind),
    }
    for harm in (Harm.KILLED, Harm.INJURED):
        printed = [f for f in case.figures(harm) if f.behind.report == telling.report and not f.share]
        said = [Toll(source=f.source, low=f.low, high=f.high, figures=(f,)) for f in printed if not f.groups]
        low, high = bounds(said)
        cells |= {f"{harm}_min": low, f"{harm}_max": high}
    return cells


def _victims(case: Case) -> Iterator[Cells]:
    seen: set[str] = set()
    for party in case.parties(Role.VICTIM):
        if party.actor.kind is ActorKind.PERSON and party.actor.name not in seen:
            seen.add(party.actor.name)
            yield {
                "name": Cell(party.actor.name, (party.behind,)),
                "url": Cell(party.behind.url, (party.behind,)),
            }


def _statements(case: Case) -> Iterator[Cells]:
    """What each party that is blamed says of the incident."""
    blamed = [party for party in belligerents(case)]
    for source, told, telling, statement in case.statements():
        name = next(
            (b["belligerent_name"].value for b in blamed if is_one(source, str(b["belligerent_name"].value))),
            None,
        )
        words = case.said(told)
        if name and words:
            content = " ".join(part.text for part in statement.content) or words.sentence
            yield {
                "belligerent_name": Cell(name, (words,)),
                "belligerent_slug": Cell(slug(str(name)), (words,)),
                "date": Cell(told["published"], (words,)),
                "url": Cell(telling.reading.report.url, (words,)),
                "statement": Cell(content, (words,)),
            }
