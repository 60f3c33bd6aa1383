"""Sides of a conflict go by many names."""

import pytest

from sayso.accounts.party import is_same


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the army", "government forces"),
        ("Yemeni army", "Yemeni government"),
        ("the Wadi Brigades", "Wadi Brigades"),
        ("Northern Front fighters", "Northern Front"),
        ("ISIL terrorists", "the Islamic State group"),
        ("Daesh", "IS"),
        ("Houthi rebels", "Ansar Allah"),
        ("the FMLN", "Farabundo Marti National Liberation Front"),
    ],
)
def test_one_side(one: str, other: str) -> None:
    assert is_same(one, other)
    assert is_same(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the army", "rebels"),
        ("Yemeni army", "Yemeni rebels"),
        ("Yemeni army", "Saudi army"),
        ("Northern Front", "River Guard"),
        ("rebel forces", "government forces"),
        ("the", "army"),
        ("Islamic State", "Islamic State Khorasan Province"),
        ("Hamas", "Hezbollah"),
    ],
)
def test_two_sides(one: str, other: str) -> None:
    assert not is_same(one, other)
    assert not is_same(other, one)
