"""Place names: the networks that pick them and put them on the map.

    python -m training.places

Reads the place corpora and the coded reports, lets the shipped encoder read them once, writes cross-validated
places of each corpus to `build/places-*.jsonl` for the scorer, and then the weights of all to the package.
"""

import json
import pickle
import re
import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits

from sayso import assets
from sayso.language.encoder import BUNDLE, Encoder
from sayso.language.pipeline import blank
from sayso.language.places import choices as choosing
from sayso.language.places.choices import Choices, Name, group
from sayso.language.places.clues import CASE, FEATURES, clues
from sayso.language.places.gazetteer import gazetteer
from sayso.language.places.mentions import Mention, find_mentions, pick, with_airports
from sayso.language.places.network import Network, network
from sayso.language.places.resolve import ROUNDS, likely, resolve
from sayso.language.places.words import Words
from training.corpora import lines

HEADS = ("toponym", "entity", "tag")
UNKNOWN = -1.0
WEIGHTS = Path(assets.ROOT / "language/places/weights.json")
CONFIG = tomllib.loads(Path(__file__).with_name("config.toml").read_text(encoding="utf-8"))["places"]


@dataclass(frozen=True)
class Odds:
    """What the encoder says of each word, by head: all that the place finder asks of it."""

    odds: dict[str, np.ndarray]


@dataclass
class Example:
    """One report with its place names.

    Args:
        gold: the point of each name by its span; None where the corpus knows none.
        whole: whether all names of the report are marked.
    """

    corpus: str
    row: dict[str, Any]
    words: Words
    gold: dict[tuple[int, int], tuple[float, float, int | None] | None]
    whole: bool
    mentions: list[Mention] = field(default_factory=list)
    clues: np.ndarray = field(default_factory=lambda: np.zeros(0))

    def span(self, mention: Mention) -> tuple[int, int]:
        """A mention's span in code points."""
        return self.words.span(mention.start, mention.end)


def rows(root: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    """Reports of the place corpora and of the coded reports."""
    for name in ("lgl", "tr-news", "geovirus"):
        for row in lines(root / f"places/{name}.jsonl"):
            yield name, row
    for name in ("wire", "syria", "latin-america"):
        for row in lines(root / f"gold/train-{name}.jsonl"):
            yield "coded", row


def gold_of(
    corpus: str, row: dict[str, Any]
) -> dict[tuple[int, int], tuple[float, float, int | None] | None]:
    """The point of each name: as marked, or everywhere that the name of an incident's place is printed."""
    if corpus != "coded":
        return {
            tuple(p["span"]): None if p["lat"] is None else (p["lat"], p["lon"], p["geonameid"])
            for p in row["places"]
        }
    found: dict[tuple[int, int], tuple[float, float, int | None] | None] = {}
    text = row["text"].casefold()
    for incident in row["incidents"]:
        where = incident.get("where") or []
        for place in where if isinstance(where, list) else [where]:
            if place.get("lat") is not None and place["precision"] != "country":
                for at in re.finditer(rf"\b{re.escape(place['name'].casefold())}\b", text):
                    found[at.span()] = (place["lat"], place["lon"], None)
    return found


def load(root: Path, build: Path) -> list[Example]:
    """All reports, read by the encoder; its scores are kept in the build folder."""
    kept = build / f"places-{assets.bundle_version(BUNDLE)[:12]}.pickle"
    nlp = blank()
    reports = list(rows(root))
    if not kept.exists():
        encoder = Encoder(threads=1)
        odds = []
        for _, row in reports:
            scores = encoder.encode(nlp.make_doc(row["text"]))
            odds.append({head: scores.odds[head].astype(np.float16) for head in HEADS})
        kept.write_bytes(pickle.dumps(odds))
    examples = []
    for (corpus, row), odds in zip(reports, pickle.loads(kept.read_bytes()), strict=True):
        words = Words(nlp.make_doc(row["text"]), Odds(odds))
        example = Example(corpus, row, words, gold_of(corpus, row), corpus != "coded")
        example.mentions = find_mentions(words, gazetteer())
        example.clues = clues(words, example.mentions)
        examples.append(example)
    return examples


class Scorer(torch.nn.Module):
    """One hidden layer beside a straight line."""

    def __init__(self, features: np.ndarray, hidden: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.tensor(features.mean(axis=0), dtype=torch.float32))
        self.register_buffer("scale", torch.tensor(features.std(axis=0) + 1e-3, dtype=torch.float32))
        self.straight = torch.nn.Linear(features.shape[1], 1)
        self.hidden = torch.nn.Linear(features.shape[1], hidden)
        self.out = torch.nn.Linear(hidden, 1, bias=False)

    def forward(self, rows: Tensor) -> Tensor:
        """Scores, (..., rows), of features, (..., rows, features)."""
        even = (rows - self.mean) / self.scale
        return (self.straight(even) + self.out(torch.tanh(self.hidden(even)))).squeeze(-1)

    def to_json(self, names: Sequence[str]) -> dict[str, Any]:
        """The weights as the package reads them."""
        arrays = {
            "mean": self.mean, "scale": self.scale, "straight": self.straight.weight[0],
            "hidden": self.hidden.weight.T, "hidden_bias": self.hidden.bias, "out": self.out.weight[0],
        }  # fmt: skip
        plain = {key: _rounded(value.tolist()) for key, value in arrays.items()}
        return {"names": list(names), **plain, "bias": round(float(self.straight.bias.detach()[0]), 5)}


def _rounded(values: Any) -> Any:
    return [_rounded(v) for v in values] if isinstance(values, list) else float(f"{values:.5g}")


def descend(scorer: Scorer, passes: int, size: int, loss: Any) -> None:
    """Fit a scorer: `loss` gives the loss of some examples by their numbers."""
    optimizer = torch.optim.AdamW(scorer.parameters(), lr=CONFIG["rate"], weight_decay=CONFIG["weight_decay"])
    batches = max(1, size // CONFIG["batch"])
    schedule = torch.optim.lr_scheduler.LinearLR(optimizer, 1.0, 0.01, passes * batches)
    for _ in range(passes):
        for numbers in torch.randperm(size).tensor_split(batches):
            optimizer.zero_grad()
            loss(numbers).backward()
            optimizer.step()
            schedule.step()


def wanted_mentions(example: Example) -> np.ndarray:
    """1 for a marked name and for the same name in more or fewer words, 0 for other spans.

    Where not all names are marked, spans that touch no marked one are unknown.
    """
    marked = {example.span(m): m.key for m in example.mentions if example.span(m) in example.gold}
    found = []
    for mention in example.mentions:
        start, end = example.span(mention)
        met = [span for span in example.gold if span[0] < end and start < span[1]]
        same = (start, end) in example.gold or any(marked.get(span) == mention.key for span in met)
        found.append(1.0 if same else 0.0 if met or example.whole else UNKNOWN)
    return np.array(found)


def fit_mentions(examples: Sequence[Example]) -> dict[str, Any]:
    """The network that tells place names from other spans; each report is seen again with its case hidden."""
    marked = [e for e in examples if e.mentions]
    features = np.concatenate([e.clues for e in marked])
    wanted = np.concatenate([wanted_mentions(e) for e in marked])
    features, wanted = features[wanted != UNKNOWN], wanted[wanted != UNKNOWN]
    hidden = features.copy()
    hidden[:, [FEATURES.index(name) for name in CASE]] = 0.5
    hidden[:, FEATURES.index("caseless")] = 1.0
    rows = torch.tensor(np.concatenate([features, hidden]), dtype=torch.float32)
    truth = torch.tensor(np.concatenate([wanted, wanted]), dtype=torch.float32)
    scorer = Scorer(rows.numpy(), CONFIG["mention_hidden"])
    descend(
        scorer, CONFIG["mention_passes"], len(rows),
        lambda n: binary_cross_entropy_with_logits(scorer(rows[n]), truth[n]),
    )  # fmt: skip
    return scorer.to_json(FEATURES)


@dataclass
class Question:
    """The candidates of one name, which of them are right, and how much the answer weighs."""

    features: np.ndarray
    right: np.ndarray
    weight: float


def right_rows(example: Example, name: Name, choices: Choices, start: int) -> np.ndarray | None:
    """Which candidates of a name are the marked place, if the name is marked and any is near enough."""
    points = [example.gold.get(example.span(m)) for m in name.mentions]
    known = [p for p in points if p is not None]
    if not known:
        return None
    lat, lon, number = max(set(known), key=known.count)
    entries = choices.entries[start : start + len(name.candidates)]
    if number is not None and any(e.geonameid == number for e in entries):
        return np.array([e.geonameid == number for e in entries])
    apart = choosing.distances(
        np.array([lat, *(e.lat for e in entries)]), np.array([lon, *(e.lon for e in entries)]), np.array([0])
    )[1:, 0]
    if apart.min() > (CONFIG["near"] if example.whole else CONFIG["near_coded"]):
        return None
    right: np.ndarray = apart <= apart.min() + CONFIG["as_near"]
    return right


def choices_of(example: Example, mention: Network) -> Choices:
    """The names that are found, and those that ought to be."""
    chances = 1 / (1 + np.exp(-mention(example.clues))) if example.mentions else np.zeros(0)
    picked = [example.mentions[n] for n in pick(example.mentions, chances)]
    taken = {at for m in picked for at in range(m.start, m.end)}
    missed = [
        m
        for m in example.mentions
        if example.span(m) in example.gold and taken.isdisjoint(range(m.start, m.end))
    ]
    together = sorted([*picked, *missed], key=lambda m: m.start)
    return Choices(example.words, group(together), gazetteer(), example.row.get("outlet"))


def fit_choices(questions: Sequence[Question], names: Sequence[str], hidden: int) -> dict[str, Any]:
    """A network that gives the right candidate the highest score."""
    most = max(len(q.features) for q in questions)
    width = questions[0].features.shape[1]
    rows = torch.zeros(len(questions), most, width)
    out = torch.full((len(questions), most), -1e9)
    wrong = torch.full((len(questions), most), -1e9)
    for n, q in enumerate(questions):
        rows[n, : len(q.features)] = torch.tensor(q.features)
        out[n, : len(q.features)] = 0
        wrong[n, : len(q.features)][torch.tensor(q.right)] = 0
    weight = torch.tensor([q.weight for q in questions])
    scorer = Scorer(np.concatenate([q.features for q in questions]), hidden)

    def loss(n: Tensor) -> Tensor:
        scores = scorer(rows[n])
        cost = torch.logsumexp(scores + out[n], 1) - torch.logsumexp(scores + wrong[n], 1)
        return (weight[n] * cost).sum() / weight[n].sum()

    descend(scorer, CONFIG["choice_passes"], len(questions), loss)
    return scorer.to_json(names)


def questions(
    examples: Sequence[Example], asked: Sequence[Choices], features: Sequence[np.ndarray]
) -> list[Question]:
    """One question a marked name that has a choice."""
    found = []
    for example, choices, own in zip(examples, asked, features, strict=True):
        for name, start, end in zip(choices.names, choices.starts, choices.starts[1:], strict=False):
            right = right_rows(example, name, choices, start)
            if right is not None and not right.all():
                weight = CONFIG["weight"][example.corpus] * min(len(name.mentions), 3) ** 0.5
                found.append(Question(own[start:end].astype(np.float32), right, weight))
    return found


def fit(examples: Sequence[Example]) -> dict[str, Any]:
    """The weights of all networks; `together` is fitted again in the light of its own first answers."""
    torch.manual_seed(CONFIG["seed"])
    found = {"mention": fit_mentions(examples)}
    asked = [choices_of(e, network(found["mention"])) for e in examples]
    pairs = [(e, c) for e, c in zip(examples, asked, strict=True) if c.rows]
    examples, asked = [e for e, _ in pairs], [c for _, c in pairs]
    found["alone"] = fit_choices(
        questions(examples, asked, [c.alone for c in asked]), choosing.ALONE, CONFIG["alone_hidden"]
    )
    chances = [likely(c, network(found["alone"])(c.alone)) for c in asked]
    names = (*choosing.ALONE, *choosing.TOGETHER)
    for _ in range(ROUNDS):
        features = [np.column_stack([c.alone, c.together(p)]) for c, p in zip(asked, chances, strict=True)]
        found["together"] = fit_choices(
            questions(examples, asked, features), names, CONFIG["together_hidden"]
        )
        scorer = network(found["together"])
        chances = [likely(c, scorer(f)) for c, f in zip(asked, features, strict=True)]
    return found


def read(example: Example, networks: dict[str, Network]) -> dict[str, Any]:
    """The places of one report, as much of a Reading as the scorer looks at."""
    chances = 1 / (1 + np.exp(-networks["mention"](example.clues))) if example.mentions else np.zeros(0)
    picked = with_airports([example.mentions[n] for n in pick(example.mentions, chances)], example.mentions)
    chosen = resolve(Choices(example.words, group(picked), gazetteer(), example.row.get("outlet")), networks)
    places = []
    for mention in picked:
        own = chosen.get(mention.name)
        point = {"lat": own.entry.lat, "lon": own.entry.lon} if own else {"lat": None, "lon": None}
        places.append({"span": list(example.span(mention)), "name": own.entry.name if own else None, **point})
    return {"schema": "sayso.reading/1", "report": {"id": example.row["id"]}, "places": places}


def cross_validate(examples: Sequence[Example], build: Path) -> None:
    """Places of each corpus, each report read by networks that have not seen it."""
    parts = np.random.default_rng(CONFIG["seed"]).integers(0, CONFIG["folds"], len(examples))
    found: dict[str, list[dict[str, Any]]] = {}
    for part in range(CONFIG["folds"]):
        weights = fit([e for e, p in zip(examples, parts, strict=True) if p != part])
        networks = {name: network(own) for name, own in weights.items()}
        for example, own in zip(examples, parts, strict=True):
            if own == part:
                found.setdefault(example.corpus, []).append(read(example, networks))
        print(f"fold {part + 1} of {CONFIG['folds']}")
    for corpus, readings in found.items():
        target = build / f"places-{corpus}.jsonl"
        target.write_text("".join(json.dumps(row) + "\n" for row in readings), encoding="utf-8")


def main(build: Path) -> None:
    """Cross-validate, then fit on everything."""
    torch.set_num_threads(1)
    build.mkdir(exist_ok=True)
    root = Path(tomllib.loads(Path(__file__).with_name("config.toml").read_text(encoding="utf-8"))["corpora"])
    examples = load(root, build)
    cross_validate(examples, build)
    weights = fit(examples)
    WEIGHTS.write_text(json.dumps(weights, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(Path("build"))
