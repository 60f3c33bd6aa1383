import numpy as np

from sayso.reading.incidents.mentions import grouped


def odds(count: int, *pairs: tuple[int, int], near: float = 3.0, far: float = -3.0) -> np.ndarray:
    found = np.full((count, count), far)
    for i, j in pairs:
        found[i, j] = found[j, i] = near
    return found


def test_mentions_that_are_alike_are_one_incident() -> None:
    assert grouped(odds(4, (0, 2), (1, 3))) == [[0, 2], [1, 3]]


def test_one_chance_link_does_not_chain_two_incidents() -> None:
    pairs = [(0, 1), (0, 2), (1, 2), (3, 4), (3, 5), (4, 5), (2, 3)]
    assert grouped(odds(6, *pairs)) == [[0, 1, 2], [3, 4, 5]]


def test_no_mentions_are_no_incidents() -> None:
    assert grouped(np.zeros((0, 0))) == []
