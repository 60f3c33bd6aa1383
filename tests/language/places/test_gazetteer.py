import pytest

from sayso.language.places.gazetteer import Candidate, Gazetteer, Kind, gazetteer
from sayso.language.places.names import fold


def found(name: str) -> tuple[Candidate, ...]:
    key = fold(name)
    return gazetteer().find([key]).get(key, ())


@pytest.mark.parametrize(
    ("name", "kind", "country"),
    [
        ("Aleppo", Kind.TOWN, "SY"), ("Deir al-Zour", Kind.TOWN, "SY"), ("Homs", Kind.REGION, "SY"),
        ("U.S.", Kind.COUNTRY, "US"), ("Damascus", Kind.CAPITAL, "SY"), ("Red Sea", Kind.AREA, None),
        ("Kabul airport", Kind.AIRPORT, "AF"), ("Heathrow", Kind.AIRPORT, "GB"),
        ("Inner Mongolia", Kind.REGION, "CN"), ("W. Va.", Kind.REGION, "US"),
    ],
)  # fmt: skip
def test_it_knows_what_sort_of_place_bears_a_name(name: str, kind: Kind, country: str | None) -> None:
    assert any(c.entry.kind is kind and c.entry.country == country for c in found(name))


def test_an_adjective_stands_for_its_country() -> None:
    assert [(c.entry.name, c.flag) for c in found("Syrian")] == [("Syria", "adjective")]


def test_the_most_peopled_place_comes_first() -> None:
    people = [c.entry.population for c in found("Springfield")]
    assert len(people) > 10
    assert people == sorted(people, reverse=True)


def test_a_town_knows_its_region_and_a_place_of_its_own_has_no_geonames_number() -> None:
    raqqa = next(c.entry for c in found("Raqqa") if c.entry.kind is Kind.TOWN)
    assert raqqa.region is not None
    assert gazetteer().entries[raqqa.region].kind is Kind.REGION
    assert raqqa.geonameid == raqqa.id
    assert next(c.entry for c in found("Red Sea") if c.entry.kind is Kind.AREA).geonameid is None


def test_a_name_that_no_place_bears_is_left_out() -> None:
    assert gazetteer().find(["no such place at all"]) == {}


def test_a_fresh_one_finds_the_same_as_one_that_remembers() -> None:
    assert Gazetteer().find(["aleppo", "idlib"]) == gazetteer().find(["aleppo", "idlib"])
