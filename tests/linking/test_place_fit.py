"""Whether two places can be one, as exactly as each is known."""

from sayso.linking.places import Spot, distance, fit, home_country, spots
from sayso.model import Place, Precision, Where
from told import place


def spot(
    name: str, lat: float | None, lon: float | None, precision: str = "town", country: str = "YE"
) -> Spot:
    found = place(name, lat, lon, precision=precision, country=country)
    return spots([Where(**{**found, "precision": Precision(precision)})])[0]


MARIB = spot("Marib", 15.46, 45.33)
ADEN = spot("Aden", 12.78, 45.02)


def test_distance_is_on_the_globe() -> None:
    assert round(distance(MARIB, ADEN) or 0) == 300


def test_a_town_is_itself_whatever_its_coordinates() -> None:
    assert fit(MARIB, spot("Marib", 15.9, 45.9)) == 1.0


def test_neighbours_within_reach_are_one_place() -> None:
    assert fit(MARIB, spot("Al-Rawda market", 15.48, 45.35, "facility")) == 1.0


def test_towns_out_of_reach_are_apart() -> None:
    assert fit(MARIB, ADEN) == -1.0


def test_a_region_holds_its_town_and_no_other() -> None:
    region = spot("Marib Governorate", 15.5, 45.5, "region")
    assert fit(region, MARIB) > 0
    assert fit(region, ADEN) == -1.0


def test_a_country_says_little_and_another_country_rules_out() -> None:
    assert 0 < fit(MARIB, spot("Yemen", 15.5, 47.5, "country")) < 0.3
    assert fit(MARIB, spot("Oman", 21.0, 57.0, "country", "OM")) == -1.0


def test_without_coordinates_only_the_name_speaks() -> None:
    assert fit(MARIB, spot("Marib", None, None)) > 0.5
    assert fit(MARIB, spot("Sirwah", None, None)) == 0.0


def where(*places: dict[str, object]) -> list[Where]:
    return [Where(**{**one, "precision": Precision(str(one["precision"]))}) for one in places]  # type: ignore[arg-type]


def test_a_namesake_in_another_country_is_left_out() -> None:
    far = place("Al-Rawda", 42.7, 23.3, country="BG", precision="facility")
    town = place("Marib", 15.46, 45.33)
    assert [one.name for one in spots(where(far, town), "YE")] == [("marib",)]


def test_a_place_abroad_is_kept_where_there_is_no_other() -> None:
    assert len(spots(where(place("Muscat", 23.6, 58.5, country="OM")), "YE")) == 1


def test_a_report_is_about_the_country_of_most_of_its_places() -> None:
    def named(name: str, country: str | None) -> Place:
        return Place(text=name, span=(0, 1), name=name, country=country)

    assert home_country([named("Aden", "YE"), named("Muscat", "OM"), named("Marib", "YE")]) == "YE"
    assert home_country([named("Somewhere", None)]) is None
