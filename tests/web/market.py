"""A ledger of one strike that five reports tell of, with all that its page has to show, and a march beside it."""

from pathlib import Path

from invented import VERSIONS
from sayso.ledger import Ledger
from sayso.report import Report
from sayso.workflow.link import relink
from told import ADEN, MARIB, Told


def ledger(path: Path) -> None:
    """Write the ledger; no model is needed."""
    with Ledger.open(str(path)) as book:
        for told in (hospital(), army(), again(), brigade(), march()):
            report = Report(
                text=told.text,
                id=told.id,
                title=told.title,
                outlet=told.outlet,
                published=told.published,
            )
            book.add(report, told.reading(), VERSIONS)
        relink(book)


def hospital() -> Told:
    """The first report: a hospital counts at least 25, six of them children."""
    told = Told(
        "An air strike hit the fish market of Marib on Tuesday. Marib Hospital said at least 25 people were killed, "
        "six of them children, and 40 to 45 were wounded.\n\nWitnesses blamed the army.",
        title="Air strike on fish market",
        outlet="Harbour Post",
        published="2024-03-13",
        id="post-1",
    )
    by = told.says(
        "Marib Hospital",
        "at least 25 people were killed, six of them children, and 40 to 45 were wounded",
        kind="medical",
        cue="said",
    )
    seen = told.says("Witnesses", "the army", kind="witness", cue="blamed", named=False, act="claim")
    told.incident("An air strike", where=(MARIB,), blames=(("the army", seen),))
    told.figure("at least 25 people", 25, None, by=by)
    told.figure("six of them children", 6, by=by, groups=("children",), part_of="c1")
    told.figure("40 to 45", 40, 45, by=by, harm="injured")
    return told


def army() -> Told:
    """The army denies that civilians died, counts nine fighters, and promises an inquiry."""
    told = Told(
        "The army denied that its air strike on the fish market in Marib hit civilians. It said nine fighters were "
        "killed. “We will publish our findings by 1 April,” the army said.",
        title="Army denies",
        outlet="Courier",
        published="2024-03-14",
        id="courier-1",
    )
    denies = told.says(
        "The army",
        "its air strike on the fish market in Marib hit civilians",
        kind="military",
        cue="denied",
        act="deny",
    )
    says = told.says("It", "nine fighters were killed", name="army", kind="military")
    pledge = told.says("the army", "We will publish our findings by 1 April", name="army", kind="military")
    told.incident("its air strike", "nine fighters were killed", "We will publish", where=(MARIB,))
    told.figure("nine fighters", 9, by=says, status="combatant")
    told.figure("civilians", 0, by=denies, status="civilian")
    told.pledge("publish our findings by 1 April", by=pledge)
    return told


def again() -> Told:
    """Days later the hospital lowers its count."""
    told = Told(
        "Marib Hospital lowered its count to 23 people killed in the air strike on the fish market of Marib.",
        title="Hospital lowers count",
        outlet="Harbour Post",
        published="2024-03-18",
        id="post-2",
    )
    by = told.says("Marib Hospital", "23 people killed in the air strike", kind="medical", cue="lowered")
    told.incident("the air strike", where=(MARIB,))
    told.figure("23 people", 23, by=by)
    return told


def brigade() -> Told:
    """An armed group with a name that is written from right to left counts about 400."""
    told = Told(
        "كتائب الوادي said about 400 people were killed in the air strike on the fish market of Marib.",
        outlet="Herald",
        published="2024-03-15",
        id="herald-1",
    )
    name = "كتائب الوادي"
    by = told.says(
        name,
        "about 400 people were killed in the air strike on the fish market of Marib",
        kind="armed_group",
        cue="said",
    )
    told.incident("the air strike", where=(MARIB,))
    told.figure("about 400 people", 400, by=by)
    told.casualties[-1]["bound"] = "about"
    return told


def march() -> Told:
    """Another incident, elsewhere."""
    told = Told(
        "Protesters marched through Aden over bread.", outlet="Herald", published="2024-03-11", id="herald-2"
    )
    told.incident("Protesters marched", type="Peaceful protest", where=(ADEN,), when="2024-03-10")
    return told
