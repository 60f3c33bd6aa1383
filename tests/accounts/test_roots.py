"""Ten chains of say-so fold back to those who first said it."""

import pytest

from sayso.accounts import Remark, remarks_of
from sayso.accounts.roots import roots_of
from told import Told


def report(
    outlet: str | None,
    source: str,
    *,
    via: tuple[str, ...] = (),
    dead: int = 30,
    named: bool = True,
    printed: bool = True,
    kind: str = "monitor",
    credit: str = "",
    copy_of: str | None = None,
    id: str = "",
) -> list[Remark]:
    """A report of a strike whose toll a source gives, perhaps through others; its headline repeats it."""
    text = f"{credit}Strike: {dead} dead. "
    text += (
        f"A strike killed {dead} people, {source} said" + "".join(f", {name} reported" for name in via) + "."
    )
    told = Told(text, outlet=outlet)
    told.incident("A strike")
    by = told.says(source, f"A strike killed {dead} people", via=via, named=named, kind=kind)
    told.figure(f"{dead} people", dead, by=by)
    if printed:
        told.figure(f"{dead} dead", dead)
    return remarks_of(id or f"r-{outlet}", told.reading(), "i1", copy_of=copy_of)


def own(outlet: str, dead: int = 30) -> list[Remark]:
    """A report that counts for itself."""
    told = Told(f"A strike killed {dead} people.", outlet=outlet)
    told.incident("A strike")
    told.figure(f"{dead} people", dead)
    return remarks_of(f"r-{outlet}", told.reading(), "i1")


def activists(outlet: str, *via: str) -> list[Remark]:
    return report(outlet, "activists", via=via, named=False, kind="other")


CHAINS = {
    "outlet <- ministry": (report("Courier", "Health Ministry"), {"Health Ministry"}),
    "seven outlets <- ministry": (
        [r for n in range(7) for r in report(f"Outlet {n}", "Health Ministry")],
        {"Health Ministry"},
    ),
    "outlet <- agency <- ministry, in one report": (
        report("Courier", "Health Ministry", via=("Meridian Wire",)),
        {"Health Ministry"},
    ),
    "outlet <- agency; agency <- ministry, in two reports": (
        report("Courier", "Meridian Wire", kind="media") + report("Meridian Wire", "Health Ministry"),
        {"Health Ministry"},
    ),
    "outlet <- agency <- monitor <- activists, in one report": (
        activists("Courier", "Meridian Wire", "Levant Observatory"),
        {"activists"},
    ),
    "outlet <- agency; agency <- monitor; monitor <- activists": (
        report("Courier", "Meridian Wire", kind="media")
        + report("Meridian Wire", "Levant Observatory")
        + activists("Levant Observatory"),
        {"activists"},
    ),
    "two outlets <- monitor <- the same activists": (
        activists("Courier", "Levant Observatory") + activists("Herald", "Levant Observatory"),
        {"activists"},
    ),
    "two outlets <- agency credited in the dateline <- ministry": (
        report("Courier", "Health Ministry", credit="ADEN (Meridian Wire) - ")
        + report("Herald", "Health Ministry", credit="ADEN (Meridian Wire) - "),
        {"Health Ministry"},
    ),
    "three copies of one text <- a doctor": (
        [
            r
            for outlet in ("Courier", "Herald", "Post")
            for r in report(outlet, "a doctor", named=False, kind="medical", copy_of="r-Courier")
        ],
        {"a doctor"},
    ),
    "acronym of the monitor <- outlet; monitor by its full name <- another": (
        report("Courier", "Levant Observatory for Human Rights") + report("Herald", "LOHR"),
        {"Levant Observatory for Human Rights"},
    ),
}


def test_ten_chains_are_planted() -> None:
    assert len(CHAINS) == 10


@pytest.mark.parametrize("chain", CHAINS)
def test_a_chain_folds_to_its_root(chain: str) -> None:
    remarks, roots = CHAINS[chain]
    assert {root.source for root in roots_of(remarks)} == roots


def test_a_root_knows_the_outlets_that_print_it() -> None:
    remarks, _ = CHAINS["seven outlets <- ministry"]
    assert [len(root.outlets) for root in roots_of(remarks)] == [7]


def test_doctors_of_two_reports_are_two_roots() -> None:
    remarks = [
        r for outlet in ("A", "B") for r in report(outlet, "a doctor", named=False, kind="medical", id=outlet)
    ]
    assert len(roots_of(remarks)) == 2


def test_an_outlet_that_counts_for_itself_is_a_root() -> None:
    remarks = report("Courier", "Health Ministry", printed=False) + own("Harbour Post", 20)
    assert {root.source for root in roots_of(remarks)} == {"Health Ministry", "Harbour Post"}


def test_another_figure_of_the_relay_is_its_own() -> None:
    remarks = report("Courier", "Meridian Wire", kind="media") + report("Meridian Wire", "Police", dead=12)
    assert {root.source for root in roots_of(remarks)} == {"Meridian Wire", "Police"}


def test_relays_in_a_circle_are_one_root() -> None:
    remarks = report("Aleph", "Beth", kind="media") + report("Beth", "Aleph", kind="media")
    assert len(roots_of(remarks)) == 1
