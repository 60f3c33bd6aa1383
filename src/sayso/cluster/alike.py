"""Hashes that are the same, or begin alike, among very many of them."""

from collections.abc import Iterable, Iterator

import numpy as np

Place = tuple[int, int]
"""A unit and a row in it."""

ALIKE = 4
"""Bytes that two hashes have in common from which on they are looked at: what a short name shows of them."""

Group = list[tuple[Place, bytes]]


def alike(hashes: Iterable[tuple[Place, bytes]], share: int, shares: int) -> Iterator[Group]:
    """Every group of two or more that begin alike, each in the order of its places.

    Args:
        hashes: of 32 bytes, with their places.
        share: only those that fall to this share of all.
        shares: how many shares there are.
    """
    places: list[Place] = []
    data = bytearray()
    for place, hash in hashes:
        if int.from_bytes(hash[:ALIKE]) % shares == share:
            places.append(place)
            data += hash
    if not places:
        return
    begins = np.frombuffer(data, ">u4").reshape(len(places), -1)[:, 0]
    order = np.argsort(begins, kind="stable")
    bounds = np.flatnonzero(np.diff(begins[order])) + 1
    for some in np.split(order, bounds):
        if some.size > 1:
            yield sorted((places[n], bytes(data[32 * n : 32 * n + 32])) for n in some.tolist())
