"""The methodology sheet that recorders of casualties publish: what the program does, and what only its users know.

Source: Every Casualty, Standards for Casualty Recording (2016; v1.01, 2020); OHCHR, Guidance on Casualty Recording (2019).
The points are those that software can serve, in our words.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sayso.wording import count

YOURS = "*To be written by you:*"


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What a ledger holds, counted.

    Args:
        day: the date of the sheet (ISO 8601).
        version: of the package.
        reports: how many.
        outlets: reports by outlet.
        languages: reports by language.
        bases: reports by how their day of publication is known.
        published: the first and last day of publication.
        without_url: reports without an address.
        copies: reports that print another's text.
        incidents: by status.
        grades: incidents by grade.
        overruled: incidents whose grade a person gave.
        undated: incidents without a day.
        unplaced: incidents without a place.
        parts: incidents that are a part of another.
        single: incidents with one independent source.
        figures: by harm.
        open_figures: figures without an upper or a lower bound, or with no number.
        unknown_status: figures of people whose status no report gives.
        accounts: of all incidents.
        revisions: of figures and blame, by the same source.
        decisions: those in force, by act.
        undone: decisions taken back.
        lost: decisions whose words are not read any more.
        people: who decided.
        grade_rules: each grade and its rule, in the order in which they are tried.
    """

    day: str
    version: str
    reports: int
    outlets: Mapping[str, int]
    languages: Mapping[str, int]
    bases: Mapping[str, int]
    published: tuple[str, str] | None
    without_url: int
    copies: int
    incidents: Mapping[str, int]
    grades: Mapping[str, int]
    overruled: int
    undated: int
    unplaced: int
    parts: int
    single: int
    figures: Mapping[str, int]
    open_figures: int
    unknown_status: int
    accounts: int
    revisions: int
    decisions: Mapping[str, int]
    undone: int
    lost: int
    people: Sequence[str]
    grade_rules: Sequence[tuple[str, str]]


def sheet(facts: Facts) -> str:
    """The sheet, in Markdown: a section for each point of the standards."""
    parts = [_head(facts)]
    for number, (title, does, yours) in enumerate(_points(facts), 1):
        parts += [f"## {number}. {title}", does]
        if yours:
            parts.append(f"{YOURS} {yours}")
    return "\n\n".join(parts) + "\n"


def _head(facts: Facts) -> str:
    return (
        f"# Methodology\n\nAs of {facts.day}; made by sayso {facts.version} from its ledger. It follows the points of the "
        "Standards for Casualty Recording (Every Casualty, 2016; v1.01, 2020) and OHCHR's Guidance on Casualty "
        "Recording (2019) that software can serve. What only the people behind a record can say is marked "
        f"{YOURS}"
    )


def _points(facts: Facts) -> list[tuple[str, str, str]]:
    return [
        (
            "Sources, collection, evaluation, corroboration",
            _collection(facts),
            "how reports are chosen; who checks what.",
        ),
        (
            "Definitions and what is included",
            _definitions(),
            "the field, the period and the harm that you record.",
        ),
        ("Incidents, not totals only", _level(facts), ""),
        ("Facts of each incident", _minimum(facts), "names, ages and sex that you add by hand."),
        ("Unknown stays unknown", _unknown(facts), ""),
        ("The source of each datum", _provenance(facts), "where archived copies of the reports are kept."),
        ("Several sources, and which are independent", _independence(facts), ""),
        ("Disagreement and the rules for it", _disagreement(facts), ""),
        (
            "Levels of confirmation",
            _grades(facts),
            "whether you publish these grades, and who may overrule them.",
        ),
        ("A live record", _corrections(facts), "how readers can send corrections."),
        ("All casualties, whatever their status or side", _status(facts), ""),
        ("No double counting", _twice(facts), ""),
        (
            "A second look",
            _review(facts),
            "training, who reviews whose work, and measured agreement between coders.",
        ),
        (
            "Do no harm",
            _harm(),
            "what is left out or blurred before publication, who has access, consent, safe keeping.",
        ),
        (
            "Formats that can be shared",
            _formats(),
            "changes of method, each with its date, and what was re-coded.",
        ),
    ]


def _collection(facts: Facts) -> str:
    days = f", published from {facts.published[0]} to {facts.published[1]}" if facts.published else ""
    return (
        f"{count(facts.reports, 'report')} of {count(len(facts.outlets), 'outlet')}{days}: {_counts(facts.outlets, most=15)}. "
        f"Languages: {_counts(facts.languages)}; reports that are not in English are refused. The day of publication is "
        f"{_counts(facts.bases)} (given with the report, printed in its text, or the only one that its weekdays and "
        "dates fit; else it is unknown, and never today's). Each report is read by one encoder with rules after it; "
        "every statement, incident, figure and pledge stands on a source, the outlet's own voice being one of them. "
        f"Reports that print the text of another, and count as one voice with it: {facts.copies:,}."
    )


def _definitions() -> str:
    return (
        "An incident is something that happened, was tried, foiled or planned at one place and time; its type is one of "
        "ACLED's sub-event types. A figure is a number of people, or words for one, with a harm: killed, injured, killed "
        "or injured, missing, abducted, detained, displaced. Only what occurred enters sums and exports of events; "
        "what is foiled, planned, threatened or denied is kept and listed as such."
    )


def _level(facts: Facts) -> str:
    return (
        f"{count(sum(facts.incidents.values()), 'incident')} ({_counts(facts.incidents)}), {facts.parts:,} of them parts of a "
        "larger one. A total is always made anew from incidents (`sayso incidents --sum`), with bounds, and refused where "
        "two of them may count the same people."
    )


def _minimum(facts: Facts) -> str:
    total = sum(facts.incidents.values())
    return (
        f"Day: known of {total - facts.undated:,} of {total:,} incidents. Place: known of {total - facts.unplaced:,}, "
        "with how exactly. Figures: "
        + (_counts(facts.figures) or "none")
        + ". Groups (children, women, men, elderly, "
        "journalists, health and aid workers), type, means and whoever is blamed, each as somebody says it. Names of "
        "victims are noted where a report gives them as victims; ages and sex of single people are not read."
    )


def _unknown(facts: Facts) -> str:
    return (
        'What is not known is empty; no value is filled in. A figure keeps its bounds as printed: "at least 9" has no '
        f'upper end, "dozens" has no number. So are {facts.open_figures:,} of {count(sum(facts.figures.values()), "figure")}. '
        "Codebooks that force a number get it by their own rule, and the sidecar of the export says which."
    )


def _provenance(facts: Facts) -> str:
    return (
        "Each report is kept whole, with the SHA-256 of what was published; each datum with the report, the statement and "
        "the characters it was read from. `sayso show` prints the sentence behind every cell, and every export has a "
        f"sidecar with it. Reports without an address: {facts.without_url:,}."
    )


def _independence(facts: Facts) -> str:
    return (
        "Outlets that print one text, and those that repeat a named source, have that one root. "
        f"Incidents that rest on a single one: {facts.single:,} of {sum(facts.incidents.values()):,}."
    )


def _disagreement(facts: Facts) -> str:
    return (
        f"Nothing is averaged, and no account overwrites another; accounts that stand side by side: {facts.accounts:,}. The range "
        "runs from the lowest to the highest figure that a source stands by, with who stands at either end; of a source "
        f"that counts again its latest figure stands. Such changes on record: {facts.revisions:,}. Exports that hold one "
        "number take the lowest (ACLED) or the one that most sources give, the lowest of equals (UCDP)."
    )


def _grades(facts: Facts) -> str:
    rules = "\n".join(f"- **{grade}**: {rule}" for grade, rule in facts.grade_rules)
    return (
        "A grade on Airwars' scale is suggested by these rules, tried in this order, from facts that are shown with their "
        f"sentences:\n\n{rules}\n\nIt speaks of the evidence, not of the truth. Now: {_counts(facts.grades) or 'none'}; "
        f"given by a person: {facts.overruled:,}."
    )


def _corrections(facts: Facts) -> str:
    return (
        "Rulings (accept, correct, reject, merge, split, overrule, note) are added, signed with who, when and why, and never "
        f"erased; one that is taken back stays on record as undone. In force: {_counts(facts.decisions) or 'none'}; "
        f"undone: {facts.undone:,}; on words that are not read any more: {facts.lost:,}. `--as-of DAY` shows the record as "
        "it stood when a day was over."
    )


def _status(facts: Facts) -> str:
    return (
        "Figures of every side are kept. Whether people were civilians or fighters is taken from the words of the clause: "
        "women, children, residents, workers and relatives are read as civilians, members of armed groups as fighters, "
        'plain "people" as neither. The standards warn against a status assumed from age or sex: look at figures of women '
        f"and children where that matters. Of {facts.unknown_status:,} of {count(sum(facts.figures.values()), 'figure')} the "
        "status is unknown."
    )


def _twice(facts: Facts) -> str:
    return (
        "Reports of one incident are joined by day, place, kind, parties, figures and wording; `sayso why` prints the points "
        'for and against. A figure that the same voice prints again is one figure; a share ("six of them children") is '
        "never added to its whole; a part is left out of a sum and of an export of events where its whole is in."
    )


def _review(facts: Facts) -> str:
    people = ", ".join(facts.people) or "nobody yet"
    return f"Decisions so far are by: {people}. The program does not measure agreement between people."


def _harm() -> str:
    return (
        "The program works without a network and sends nothing anywhere. It does not redact: exports hold names, places "
        "and sentences as reports print them."
    )


def _formats() -> str:
    return (
        "`sayso export` writes ACLED, UCDP GED, Airwars, POLECAT, ClaimReview, GeoJSON, Parquet, XLSX and JSON lines, each "
        "with what it cannot say. Every Reading carries the versions of the package, of the JSON form and of the model "
        "that made it; `sayso reread` reads with a newer one, and the older Reading is kept."
    )


def _counts(counts: Mapping[str, int], *, most: int = 12) -> str:
    """Counts in words, the largest first: "killed 31, injured 12 and 4 more"."""
    ordered = sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))
    named = ", ".join(f"{name.replace('_', ' ')} {number:,}" for name, number in ordered[:most])
    return f"{named} and {len(ordered) - most} more" if len(ordered) > most else named
