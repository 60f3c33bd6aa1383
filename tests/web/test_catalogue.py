"""The catalogue narrows, counts and sorts as going through all incidents one by one would."""

from datetime import date

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from sayso.ledger.listing import Listed
from sayso.web.catalogue import FACETS, Catalogue, Filters
from sayso.web.plots import days, points

KINDS, PLACES, SOURCES = ("Attack", "Arrests"), ("Aden", "Marib", "Taiz"), ("army", "doctor", "Army")
DAYS = st.one_of(st.none(), st.dates(date(2020, 1, 1), date(2021, 12, 31)).map(date.isoformat))


@st.composite
def listed(draw: st.DrawFn, number: int) -> Listed:
    start = draw(DAYS)
    lat = draw(st.one_of(st.none(), st.integers(-80, 80)))
    return Listed(
        position=number,
        id=f"i-{number:08x}",
        start=start,
        end=start,
        kind=draw(st.sampled_from(KINDS)),
        status="occurred",
        grade=draw(st.sampled_from((None, "fair"))),
        lat=lat,
        lon=None if lat is None else draw(st.integers(-179, 179)),
        precision=None if lat is None else "town",
        places="\n".join(draw(st.lists(st.sampled_from(PLACES), unique=True))),
        countries="YE",
        sources="\n".join(draw(st.lists(st.sampled_from(SOURCES), unique=True))),
        harms="",
        low=None,
        high=draw(st.one_of(st.none(), st.integers(0, 99))),
        roots=draw(st.integers(1, 5)),
        first=start,
        last=start,
    )


@st.composite
def rows(draw: st.DrawFn) -> list[Listed]:
    return [draw(listed(number)) for number in range(draw(st.integers(0, 12)))]


@given(
    rows(), st.sampled_from(KINDS), st.sampled_from(PLACES), st.dates(date(2020, 1, 1), date(2021, 12, 31))
)
def test_filters_let_through_what_passes_each(told: list[Listed], kind: str, place: str, day: date) -> None:
    catalogue = Catalogue(1, told)
    filters = Filters(since=day, chosen={"kind": (kind,), "place": (place,)})
    through = catalogue.through(catalogue.masks(filters))
    wanted = [
        row.kind == kind and place in row.places.split("\n") and (row.end or "") >= day.isoformat()
        for row in told
    ]
    assert through.tolist() == wanted


@given(rows())
def test_counts_are_those_of_going_through_all(told: list[Listed]) -> None:
    catalogue = Catalogue(1, told)
    every = np.ones(len(told), dtype=bool)
    for name, column in (("place", "places"), ("source", "sources")):
        facet = catalogue.facets[name]
        counted = dict(zip(facet.values, facet.counts(every).tolist(), strict=True))
        assert counted == {
            value: sum(value in getattr(row, column).split("\n") for row in told) for value in facet.values
        }
    assert set(catalogue.facets) == set(FACETS)


@given(rows(), st.sampled_from(("newest", "oldest", "killed", "sources", "told")))
def test_every_order_has_every_incident_once_and_can_be_cut_at_each(told: list[Listed], sort: str) -> None:
    catalogue = Catalogue(1, told)
    order = catalogue.sorted_by(sort)
    matching = order.matching(np.ones(len(told), dtype=bool))
    assert sorted(matching.tolist()) == list(range(len(told)))
    keys = [order.key(int(place)) for place in matching]
    assert keys == sorted(keys)
    for rank, place in enumerate(matching.tolist()):
        assert order.cut(matching, place, order.key(place)) == (rank, rank + 1)


@given(rows())
def test_points_and_days_have_every_incident_once(told: list[Listed]) -> None:
    catalogue = Catalogue(1, told)
    every = np.ones(len(told), dtype=bool)
    found = points(catalogue, every)
    assert sum(spot.count for spot in found.spots) == found.placed
    assert found.placed + found.unplaced == len(told)
    timeline = days(catalogue, every)
    assert sum(one.count for one in timeline.bins) + timeline.undated == len(told)
    for one, after in zip(timeline.bins, timeline.bins[1:], strict=False):
        assert (date.fromisoformat(after.start) - date.fromisoformat(one.end)).days == 1


def test_a_part_of_a_name_stands_for_all_that_have_it_but_a_whole_name_for_itself() -> None:
    row = Listed(
        0,
        "i-1",
        None,
        None,
        "Attack",
        "",
        None,
        None,
        None,
        None,
        "",
        "",
        "army\nArmy spokesman",
        "",
        None,
        None,
        1,
        None,
        None,
    )
    other = row._replace(position=1, id="i-2", sources="Army spokesman")
    catalogue = Catalogue(1, [row, other])
    assert catalogue.facets["source"].having(["spokes"]).tolist() == [True, True]
    assert catalogue.facets["source"].having(["army"]).tolist() == [True, False]
    assert catalogue.facets["source"].having(["nobody"]).tolist() == [False, False]


def test_a_box_may_lie_across_the_date_line() -> None:
    row = Listed(
        0,
        "i-1",
        None,
        None,
        "Attack",
        "",
        None,
        -17.0,
        178.0,
        "town",
        "Suva",
        "FJ",
        "",
        "",
        None,
        None,
        1,
        None,
        None,
    )
    catalogue = Catalogue(1, [row, row._replace(position=1, lon=-179.0), row._replace(position=2, lon=0.0)])
    masks = catalogue.masks(Filters(box=(170.0, -20.0, -170.0, -10.0)))
    assert catalogue.through(masks).tolist() == [True, True, False]
