"""Names to places: candidates are weighed, first alone, then in the light of the report's other places."""

from collections.abc import Mapping

import numpy as np

from sayso.language.places.choices import Choices
from sayso.language.places.gazetteer import Candidate
from sayso.language.places.network import Floats, Network

ROUNDS = 2
"""How often the names are seen in each other's light."""


def resolve(choices: Choices, networks: Mapping[str, Network]) -> dict[str, Candidate]:
    """The likeliest place of each name."""
    if not choices.rows:
        return {}
    chances = likely(choices, networks["alone"](choices.alone))
    for _ in range(ROUNDS):
        features = np.column_stack([choices.alone, choices.together(chances)])
        chances = likely(choices, networks["together"](features))
    best = [
        start + int(chances[start:end].argmax())
        for start, end in zip(choices.starts, choices.starts[1:], strict=False)
    ]
    return {name.name: choices.rows[row] for name, row in zip(choices.names, best, strict=True)}


def likely(choices: Choices, scores: Floats) -> Floats:
    """Scores to chances that sum to one for each name, (rows,)."""
    top = np.maximum.reduceat(scores, choices.starts[:-1])
    raw = np.exp(scores - top[choices.owner])
    chances: Floats = raw / np.add.reduceat(raw, choices.starts[:-1])[choices.owner]
    return chances
