from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from sayso.language.places import locates, precision_of

Read = Callable[..., Doc]


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("A bomb went off in [Homs] on Monday.", "town"),
        ("A bomb went off outside [Homs] on Monday.", "near"),
        ("A bomb went off 10 km east of [Homs] on Monday.", "near"),
        ("A bomb went off on the outskirts of the city of [Homs].", "near"),
        ("A bomb went off in [Homs] province on Monday.", "region"),
        ("A bomb went off at [Kabul airport] on Monday.", "facility"),
        ("A bomb went off in [Syria] on Monday.", "country"),
        ("A bomb went off in southern [Syria] on Monday.", "region"),
        ("A bomb went off in the [Walker County] seat.", "district"),
        ("A bomb went off in the [Gaza Strip] on Monday.", "region"),
    ],
)
def test_the_map_and_the_words_around_tell_how_exact_a_place_is(
    read: Read, text: str, precision: str
) -> None:
    doc = read(text)
    place = doc._.sayso_places[0]
    assert precision_of(place, doc._.sayso_candidates.get(place.span), doc.text).value == precision


@pytest.mark.parametrize(
    ("text", "located"),
    [
        ("Shells fell in [Syria] at dawn.", True),
        ("Shells fell in northern [Syria] at dawn.", True),
        ("Shells fell in [Homs], [Syria].", True),
        ("[Syrian] troops shelled the road.", False),
        ("[Russia] condemned the attack.", False),
        ("They gathered before the [U.S.] embassy.", False),
        ("The [Baghdad] bombing killed four.", True),
    ],
)
def test_a_name_locates_unless_it_is_an_owner_or_a_party(read: Read, text: str, located: bool) -> None:
    doc = read(text)
    assert locates(doc, doc._.sayso_places[-1]) is located
