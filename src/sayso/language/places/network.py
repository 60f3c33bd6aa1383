"""Small trained networks that score rows of features: one hidden layer beside a straight line."""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

WEIGHTS = "weights.json"


@dataclass(frozen=True)
class Network:
    """Weights as the training wrote them; `features` are h columns wide, the hidden layer has k units.

    Args:
        names: what the columns are, in order.
        mean: taken from each column, (h,).
        scale: each column is divided by it, (h,).
        straight: (h,).
        hidden: (h, k).
        hidden_bias: (k,).
        out: (k,).
        bias: a number.
    """

    names: tuple[str, ...]
    mean: Floats
    scale: Floats
    straight: Floats
    hidden: Floats
    hidden_bias: Floats
    out: Floats
    bias: float

    def __call__(self, features: Floats) -> Floats:
        """The score of each row, (rows,)."""
        even = (features - self.mean) / self.scale
        score: Floats = (
            even @ self.straight + np.tanh(even @ self.hidden + self.hidden_bias) @ self.out + self.bias
        )
        return score


@cache
def networks() -> dict[str, Network]:
    """The networks that ship with the package, by name."""
    raw = json.loads(files(__package__).joinpath(WEIGHTS).read_text(encoding="utf-8"))
    return {name: network(own) for name, own in raw.items()}


def network(raw: dict[str, object]) -> Network:
    """A network from its JSON form."""
    arrays = {
        name: np.array(value, dtype=np.float64)
        for name, value in raw.items()
        if name not in ("names", "bias")
    }
    return Network(names=tuple(raw["names"]), bias=float(raw["bias"]), **arrays)  # type: ignore[arg-type]
