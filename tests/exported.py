"""Invented incidents for exports, the ledger they are put in, and what an export leaves beside it."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from sayso.ledger import Ledger
from sayso.model import SCHEMA, Versions
from sayso.report import Report
from sayso.workflow.export import SIDECAR
from told import ADEN, MARIB, YEMEN, Told, place

Export = Callable[..., Path]

MAKRIS = place("Makris", 35.1, -7.5, country="ML")
MOPTI = place("Mopti region", 14.5, -4.2, country="ML", precision="region")


def party(told: Told, role: str, words: str, kind: str, by: str = "narrator") -> None:
    """Add a party to the last incident of a telling."""
    told.incidents[-1]["actors"].append(
        {"role": role, "kind": kind, **told.phrase(words), "name": words, "entity": None, "statement": by}
    )


def at(told: Told, *places: dict[str, Any]) -> tuple[dict[str, Any], ...]:
    """Places where the text first names them."""
    return tuple({**one, **told.phrase(one["name"])} for one in places)


def dated(told: Told, words: str) -> None:
    """The words that give the day of the last incident."""
    found = told.phrase(words)
    told.incidents[-1]["when"] |= {"text": found["text"], "span": found["span"]}


def market() -> list[Told]:
    """A strike that two parties are blamed for, with a toll that the hospital raises later."""
    first = Told(
        "An air strike on Tuesday killed 25 people, six of them children, at the market of Marib, the hospital said. "
        "At least 30 were injured. The Defence Ministry said its jets had killed nine fighters there.",
        outlet="Harbour Post",
        title="Strike on market",
        id="market-1",
    )
    hospital = first.says(
        "the hospital", "An air strike on Tuesday killed 25 people, six of them children", kind="medical"
    )
    ministry = first.says("The Defence Ministry", "its jets had killed nine fighters there")
    first.incident("An air strike", where=at(first, MARIB), blames=(("its jets", ministry),))
    dated(first, "on Tuesday")
    party(first, "target", "the market", "facility")
    first.figure("25 people", 25, by=hospital)
    first.figure("six of them children", 6, by=hospital, groups=("children",), part_of="c1")
    first.figure("At least 30", 30, None, harm="injured")
    first.figure("nine fighters", 9, by=ministry, status="combatant")
    second = Told(
        "The hospital in Marib now says 27 people died in the air strike on the market. The Defence Ministry blamed "
        "the Wadi Brigades and denied the air strike.",
        outlet="Courier",
        published="2024-03-15",
        id="market-2",
    )
    hospital = second.says("The hospital", "27 people died in the air strike on the market", kind="medical")
    ministry = second.says("The Defence Ministry", "the Wadi Brigades", act="claim")
    second.says("The Defence Ministry", "denied the air strike", act="deny", name="Defence Ministry")
    second.incident("the air strike", where=at(second, MARIB), blames=(("the Wadi Brigades", ministry),))
    second.incidents[-1]["actors"][-1]["kind"] = "armed_group"
    second.figure("27 people", 27, by=hospital)
    return [first, second]


def shelling() -> Told:
    told = Told(
        "Dozens of people died when shells hit Aden on 2 May, residents said. Several were hurt.",
        published="2024-05-03",
        id="shelling",
    )
    by = told.says("residents", "Dozens of people died when shells hit Aden", kind="witness")
    told.incident(
        "shells hit", type="Shelling/artillery/missile attack", when="2024-05-02", where=at(told, ADEN)
    )
    told.figure("Dozens of people", None, None, by=by)
    told.figure("Several", None, None, harm="injured")
    return told


def ambush() -> Told:
    told = Told(
        "The Sand Front ambushed an army convoy in Makris in June, killing three soldiers and five civilians.",
        published="2024-07-01",
        id="ambush",
    )
    told.incident("ambushed", type="Armed clash", when=("2024-06-01", "2024-06-30"), where=at(told, MAKRIS))
    party(told, "perpetrator", "The Sand Front", "armed_group")
    party(told, "victim", "army", "military")
    told.figure("three soldiers", 3, status="security_force")
    told.figure("five civilians", 5, status="civilian")
    return told


def massacre() -> Told:
    told = Told(
        "Gunmen of the Sand Front shot 12 civilians in Makris on 4 August, an official said.",
        published="2024-08-05",
        id="massacre",
    )
    by = told.says("an official", "Gunmen of the Sand Front shot 12 civilians in Makris")
    told.incident("shot", type="Attack", when="2024-08-04", where=at(told, MAKRIS))
    party(told, "perpetrator", "the Sand Front", "armed_group", by)
    party(told, "victim", "12 civilians", "people", by)
    told.figure("12 civilians", 12, by=by, status="civilian")
    return told


def blasts() -> Told:
    """A whole and its two parts."""
    told = Told(
        "Two blasts killed nine people in Aden on 9 September. The blast at the port killed five of them and "
        "the blast at the school killed four.",
        published="2024-09-10",
        id="blasts",
    )
    kind, day = "Remote explosive/landmine/IED", "2024-09-09"
    told.incident("Two blasts", type=kind, when=day, where=at(told, ADEN))
    told.incident("The blast at the port", type=kind, when=day, where=at(told, ADEN), part_of="i1")
    told.incident("the blast at the school", type=kind, when=day, where=at(told, ADEN), part_of="i1")
    told.figure("nine people", 9)
    told.figure("five", 5, incident="i2", part_of="c1")
    told.figure("four", 4, incident="i3", part_of="c1")
    return told


def others() -> list[Told]:
    """What did not occur, what has no death, what is placed only in a country, and what a spreadsheet would run."""
    foiled = Told("Police defused a bomb in Aden on 3 October.", published="2024-10-04", id="foiled")
    foiled.incident(
        "a bomb",
        type="Remote explosive/landmine/IED",
        status="foiled",
        when="2024-10-03",
        where=at(foiled, ADEN),
    )
    threat = Told(
        "The Sand Front threatened to attack Makris on 1 November.", published="2024-10-20", id="threat"
    )
    threat.incident("attack", type="Attack", status="threatened", when="2024-11-01", where=at(threat, MAKRIS))
    party(threat, "perpetrator", "The Sand Front", "armed_group")
    vigil = Told(
        "Teachers held a vigil in Makris, in the Mopti region, on 5 October.",
        published="2024-10-06",
        id="vigil",
    )
    vigil.incident("a vigil", type="Peaceful protest", when="2024-10-05", where=at(vigil, MAKRIS, MOPTI))
    somewhere = Told(
        "A strike somewhere in Yemen killed three on 7 October.", published="2024-10-08", id="somewhere"
    )
    somewhere.incident("A strike", when="2024-10-07", where=at(somewhere, YEMEN))
    somewhere.figure("three", 3)
    formula = Told(
        "=HYPERLINK(1) said up to 30 people died in a grenade attack in Mopti region from 1 to 3 December.",
        outlet="=Formula Post",
        published="2024-12-04",
        id="formula",
    )
    by = formula.says("=HYPERLINK(1)", "up to 30 people died in a grenade attack", name="=HYPERLINK(1)")
    formula.incident(
        "a grenade attack", type="Grenade", when=("2024-12-01", "2024-12-03"), where=at(formula, MOPTI)
    )
    formula.figure("up to 30 people", None, 30, by=by)
    return [foiled, threat, vigil, somewhere, formula]


def tellings() -> list[Told]:
    return [*market(), shelling(), ambush(), massacre(), blasts(), *others()]


def fill(path: str, found: list[Told]) -> None:
    """Put tellings into a ledger."""
    with Ledger.open(path) as ledger:
        for one in found:
            reading = one.reading()
            url = f"https://news.example/{one.id}"
            report = Report(
                text=one.text, id=one.id, title=one.title, outlet=one.outlet, url=url, published=one.published
            )
            reading = replace(reading, report=replace(reading.report, url=url))
            ledger.add(report, reading, Versions(package="0", schema=SCHEMA, bundle="0"))


def sidecar(path: Path) -> list[dict[str, Any]]:
    """The lines of an export's sidecar."""
    lines = path.with_name(path.name + SIDECAR).read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]
