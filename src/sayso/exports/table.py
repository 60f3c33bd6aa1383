"""sayso's own table: incidents, accounts and figures, for Parquet, spreadsheets, maps and JSON lines."""

from collections.abc import Iterable

from sayso.exports.case import Case
from sayso.exports.cell import MAIN, Cell, Cells, Tables
from sayso.exports.spans import located
from sayso.model import Harm

KILLED, INJURED = Harm.KILLED, Harm.INJURED
INCIDENTS = (
    *("id", "type", "status", "start", "end", "place", "latitude", "longitude", "country", "precision"),
    *("part_of", "killed_low", "killed_high", "injured_low", "injured_high"),
    *("grade", "roots", "reports", "sources"),
)
ACCOUNTS = ("incident", "source", "kind", "first", "last", "blames", "denies")
FIGURES = (
    *("incident", "source", "harm", "status", "groups", "low", "high", "text", "share", "stands"),
    *("changed_on", "changed_to"),
    *("report", "statement", "start", "end", "said", "sentence"),
)
LIST = "; "
TABLES = {MAIN: INCIDENTS, "accounts": ACCOUNTS, "figures": FIGURES}


def tables(case: Case) -> Tables:
    """An incident, its accounts and their figures."""
    return {MAIN: [incident(case)], "accounts": list(_accounts(case)), "figures": list(_figures(case))}


def incident(case: Case) -> Cells:
    """An incident in one row; its ranges are over all accounts."""
    row = case.row
    when, place, at = row["when"] or {"start": None, "end": None}, case.place, located(case)
    mentions, behind = case.mentions(), case.placed(place)
    graded = row["grounds"] or {"facts": [], "rule": None}
    facts = case.all_said(s for fact in graded["facts"] for s in fact["statements"])
    return {
        "id": Cell(case.id, note="sayso's id"),
        "type": Cell(row["type"], mentions),
        "status": Cell(row["status"], mentions),
        "start": Cell(when["start"], case.dated()),
        "end": Cell(when["end"], case.dated()),
        "place": Cell(place["name"] if place else None, behind),
        "latitude": Cell(at["lat"] if at else None, case.placed(at)),
        "longitude": Cell(at["lon"] if at else None, case.placed(at)),
        "country": Cell(case.country, behind),
        "precision": Cell(place["precision"] if place else None, behind),
        "part_of": Cell(row["part_of"], mentions if row["part_of"] else ()),
        **_range(case, KILLED),
        **_range(case, INJURED),
        "grade": Cell(row["grade"], facts, graded["rule"]),
        "roots": Cell(len(row["roots"]), mentions, _join(root["source"] for root in row["roots"])),
        "reports": Cell(_join(row["reports"]), mentions),
        "sources": Cell(
            _join(a["source"] for a in row["accounts"]), case.all_said(s for _, s, _, _ in case.statements())
        ),
    }


def _range(case: Case, harm: Harm) -> Cells:
    toll = case.row["tolls"].get(harm.value) or {"low": None, "high": None, "by": {"low": [], "high": []}}
    behind = tuple(figure.behind for figure in case.figures(harm) if figure.stands and not figure.share)
    return {
        f"{harm.value}_{end}": Cell(
            toll[end], behind, f"by {_join(toll['by'][end])}" if toll["by"][end] else None
        )
        for end in ("low", "high")
    }


def _accounts(case: Case) -> Iterable[Cells]:
    for account in case.row["accounts"]:
        behind = case.all_said(account["statements"])
        denies = any(
            "denied" in (s["certainty"], s["act"]) or s["act"] == "deny" for s in account["statements"]
        )
        yield {
            "incident": Cell(case.id, note="sayso's id"),
            "source": Cell(account["source"], behind),
            "kind": Cell(account["kind"], behind),
            "first": Cell(account["first"], behind),
            "last": Cell(account["last"], behind),
            "blames": Cell(
                _join(dict.fromkeys(blame["name"] for blame in account["blames"])) or None,
                case.all_said(account["blames"]),
            ),
            "denies": Cell(denies, behind),
        }


def _figures(case: Case) -> Iterable[Cells]:
    for figure in case.figures(*Harm):
        words = figure.behind
        values = {
            "source": figure.source,
            "harm": figure.harm.value,
            "status": figure.status.value,
            "groups": _join(figure.groups) or None,
            "low": figure.low,
            "high": figure.high,
            "text": figure.text,
            "share": figure.share,
            "stands": figure.stands,
            "changed_on": figure.rewrite["on"] if figure.rewrite else None,
            "changed_to": figure.rewrite["sentence"] if figure.rewrite else None,
            "report": words.report,
            "statement": words.statement,
            "start": words.span[0],
            "end": words.span[1],
            "said": (words.published or "")[:10] or None,
            "sentence": words.sentence,
        }
        yield {
            "incident": Cell(case.id, note="sayso's id"),
            **{column: Cell(value, (words,)) for column, value in values.items()},
        }


def _join(names: Iterable[str]) -> str:
    return LIST.join(names)
