import pytest

from sayso.language.places.gazetteer import gazetteer
from sayso.language.places.outlet import Outlet


@pytest.mark.parametrize(
    ("name", "land"),
    [
        ("www.example.co.uk", "GB"),
        ("https://news.example.ke/today", "KE"),
        ("example.com", ""),
        ("Harbour Post", ""),
        (None, ""),
    ],
)
def test_an_address_may_tell_the_country(name: str | None, land: str) -> None:
    assert Outlet(name).land == land


@pytest.mark.parametrize(
    ("name", "town"),
    [
        ("Kirkuk Herald", "kirkuk"),
        ("thenairobitimes.example", "nairobi"),
        ("San Salvador Post", "san salvador"),
    ],
)
def test_an_outlet_may_be_named_for_a_town(name: str, town: str) -> None:
    assert list(Outlet(name).places(gazetteer())) == [town]


def test_words_of_the_press_are_no_towns() -> None:
    assert Outlet("Daily Mercury Press").places(gazetteer()) == {}
