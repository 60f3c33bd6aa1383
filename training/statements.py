"""`python -m training.statements`: weights by which statements are put together, from PolNeAR and the coded reports.

What is fitted weighs the encoder's own scores, so it is fitted anew after the encoder has been: the chain that tells a
cue's content, then the choice of its source, then whether what came out is a statement.
"""

import json
import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import torch
from spacy.tokens import Doc
from torch import Tensor, nn

import sayso.reading.statements.links as home
from sayso.language import encoder, parse  # noqa: F401  their components register themselves
from sayso.language.pipeline import blank
from sayso.language.places.network import Network, network
from sayso.reading.statements.content import FEATURES as WORD_FEATURES
from sayso.reading.statements.content import STEPS, Around, steps
from sayso.reading.statements.layout import layout_of
from sayso.reading.statements.links import FEATURES, Chain, chain_of, find_cues, links_of
from sayso.reading.statements.saying import Saying
from sayso.reading.statements.sources import FEATURES as SOURCE_FEATURES
from training.corpora import lines
from training.places import Scorer
from training.train import load_config

SEED = 20211
ARTICLES, REPORTS = 120, 120
"""How many of PolNeAR's articles and of the coded reports are read."""

HIDDEN = {"content": 12, "source": 6, "saying": 10}
PASSES = {"content": 6, "source": 40, "saying": 40}
RATE, DECAY, BATCH = 0.02, 1e-3, 64
HALF = 0.5

Bools = npt.NDArray[np.bool_]
Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Wanted:
    """A marked statement by its words: for each word of the Doc whether it plays the role."""

    cue: Bools
    source: Bools
    content: Bools


Report = tuple[Doc, list[Wanted]]


def rows(root: Path) -> list[dict[str, Any]]:
    """The reports that are read: a sample of each corpus."""
    chance = random.Random(SEED)
    articles = list(lines(root / "polnear/train.jsonl.gz"))
    coded = [
        row for name in ("wire", "syria", "latin-america") for row in lines(root / f"gold/train-{name}.jsonl")
    ]
    return chance.sample(articles, ARTICLES) + chance.sample(coded, REPORTS)


def read(rows: Sequence[dict[str, Any]]) -> Iterator[Report]:
    """Each report as the encoder and the parse leave it, with its statements."""
    nlp = blank()
    nlp.add_pipe("sayso_encoder", config={"threads": 1})
    nlp.add_pipe("sayso_parse")
    for row in rows:
        doc = nlp(row["text"])
        yield doc, wanted(doc, row)


def wanted(doc: Doc, row: dict[str, Any]) -> list[Wanted]:
    """The statements of a row of either corpus."""
    if "attributions" in row:
        said = [{role: a[role] for role in ("cue", "source", "content")} for a in row["attributions"]]
    else:
        said = [{role: _spans(s[role]) for role in ("cue", "source", "content")} for s in row["statements"]]
    return [Wanted(**{role: _words(doc, found) for role, found in one.items()}) for one in said]


def _spans(value: Any) -> list[list[int]]:
    objects = value if isinstance(value, list) else [value] if value else []
    return [o["span"] for o in objects if o and o.get("span")]


def _words(doc: Doc, found: Sequence[Sequence[int]]) -> Bools:
    row = np.zeros(len(doc), dtype=bool)
    for start, end in found:
        span = doc.char_span(start, end, alignment_mode="expand")
        if span is not None:
            row[span.start : span.end] = [not t.is_space for t in span]
    return row


class Fitted(nn.Module):
    """Scores of words and of the steps between them."""

    def __init__(self, features: np.ndarray) -> None:
        super().__init__()
        self.words = Scorer(features, HIDDEN["content"])
        self.steps = nn.Parameter(torch.zeros(len(STEPS), 2, 2))

    def loss(self, words: Tensor, on: Tensor, right: Tensor, inside: Tensor) -> Tensor:
        """Minus the log likelihood of the right states, for each word.

        Args:
            words: (chains, words, features).
            on: what the steps fall on, (chains, words, sorts).
            right: the states, 0 or 1, (chains, words).
            inside: whether the place is in the text, (chains, words).
        """
        odds = self.words(words)
        state = torch.stack([torch.zeros_like(odds), odds], -1)
        gain = torch.einsum("cws,sij->cwij", on, self.steps)
        rows = torch.arange(len(odds))
        total, score = state[:, 0], state[rows, 0, right[:, 0]]
        for i in range(1, odds.shape[1]):
            going = torch.logsumexp(total[:, :, None] + gain[:, i], 1) + state[:, i]
            total = torch.where(inside[:, i, None], going, total)
            step = gain[rows, i, right[:, i - 1], right[:, i]] + state[rows, i, right[:, i]]
            score = score + torch.where(inside[:, i], step, torch.zeros_like(step))
        return (torch.logsumexp(total, 1) - score).sum() / inside.sum()


def fit_content(reports: Sequence[Report]) -> dict[str, Any]:
    """The chain, on the cues that share a word with a marked one."""
    seen: list[tuple[Floats, Floats, Bools, Bools]] = []
    for doc, said in reports:
        cues, layout = find_cues(doc), layout_of(doc)
        if not cues:
            continue
        around, on = Around(doc, doc._.sayso_scores, layout, cues), steps(layout)
        features = around.features()
        for n, cue in enumerate(cues):
            own = max(said, key=lambda s: int(s.cue[cue.start : cue.end].sum()), default=None)
            if own is not None and own.cue[cue.start : cue.end].any() and own.content.any():
                at, inside = around.at[n], around.inside[n]
                seen.append((features[n].astype(np.float32), on[at], own.content[at] & inside, inside))
    words, on, right, inside = (np.stack(part) for part in zip(*seen, strict=True))
    chain = Fitted(words[inside])
    given = [torch.from_numpy(part) for part in (words, on, right.astype(np.int64), inside)]
    descend(chain, "content", len(words), lambda n: chain.loss(*(part[n] for part in given)))
    return {
        "content": chain.words.to_json(WORD_FEATURES),
        "steps": [[[round(float(x), 4) for x in row] for row in sort] for sort in chain.steps.detach()],
    }


def fit_source(reports: Sequence[Report], chain: Chain) -> dict[str, Any]:
    """The choice of a source, on the statements that have one among their candidates."""
    questions: list[tuple[Tensor, Tensor]] = []
    for doc, said in reports:
        links = links_of(doc, chain)
        for number, content in enumerate(links.contents() if links else []):
            own = match(content, links.cues[number], said) if links and content else None
            found = links.sources.candidates(number) if links and own else []
            right = [bool(own and own.source[c.span.start : c.span.end].any()) for c in found]
            if any(right) and links:
                features = links.sources.features(number, found, content).astype(np.float32)
                questions.append((torch.from_numpy(features), torch.tensor(right)))
    scorer = Scorer(np.concatenate([f.numpy() for f, _ in questions]), HIDDEN["source"])

    def loss(numbers: Tensor) -> Tensor:
        chances = [(scorer(questions[n][0]).log_softmax(0), questions[n][1]) for n in numbers.tolist()]
        return -torch.stack([torch.logsumexp(odds[right], 0) for odds, right in chances]).mean()

    descend(scorer, "source", len(questions), loss)
    return scorer.to_json(SOURCE_FEATURES)


def fit_saying(reports: Sequence[Report], chain: Chain, source: Network) -> dict[str, Any]:
    """Whether a saying is one, by whether it is matched with a marked statement as the scorer of PolNeAR does it."""
    rows, right = [], []
    for doc, said in reports:
        links = links_of(doc, chain)
        if links is not None:
            found = links.sayings(source)
            rows.append(links.features(found))
            right += matched(found, said)
    features, wanted = np.concatenate(rows).astype(np.float32), torch.tensor(right, dtype=torch.float32)
    scorer, given = Scorer(features, HIDDEN["saying"]), torch.from_numpy(features)
    loss = nn.functional.binary_cross_entropy_with_logits
    descend(scorer, "saying", len(given), lambda n: loss(scorer(given[n]), wanted[n]))
    return scorer.to_json(FEATURES)


def match(content: Sequence[Any], cue: Any, said: Sequence[Wanted]) -> Wanted | None:
    """The marked statement that a content and a cue are of."""
    own = _covered(content, len(cue.doc))
    near = [s for s in said if s.cue[cue.start : cue.end].any() or overlap(own, s.content) >= HALF]
    return max(
        near,
        key=lambda s: (overlap(own, s.content) >= HALF) * (1 + int(s.cue[cue.start : cue.end].sum())),
        default=None,
    )


def matched(found: Sequence[Saying], said: Sequence[Wanted]) -> list[bool]:
    """Which sayings are right: one to one, best overlap first, and the sources share a word."""
    size = len(said[0].content) if said else 0
    contents = [_covered(s.content, size) for s in found] if said else []
    pairs = sorted(
        ((overlap(c, s.content), i, j) for i, c in enumerate(contents) for j, s in enumerate(said)),
        reverse=True,
    )
    right, taken = [False] * len(found), set()
    for value, i, j in pairs:
        if value < HALF:
            break
        source = found[i].source
        shared = not said[j].source.any() or any(said[j].source[p.start : p.end].any() for p in source)
        if not right[i] and j not in taken and shared:
            right[i] = True
            taken.add(j)
    return right


def _covered(content: Sequence[Any], size: int) -> Bools:
    row = np.zeros(size, dtype=bool)
    for part in content:
        row[part.start : part.end] = True
    return row


def overlap(one: Bools, other: Bools) -> float:
    """F1 of two sets of words."""
    return 2 * int((one & other).sum()) / max(1, int(one.sum() + other.sum()))


def descend(module: nn.Module, name: str, size: int, loss: Callable[[Tensor], Tensor]) -> None:
    """Fit a module: `loss` gives the loss of some examples by their numbers."""
    batches = -(-size // BATCH)
    optimizer = torch.optim.AdamW(module.parameters(), lr=RATE, weight_decay=DECAY)
    schedule = torch.optim.lr_scheduler.OneCycleLR(optimizer, RATE, total_steps=PASSES[name] * batches)
    for _ in range(PASSES[name]):
        total = 0.0
        for numbers in torch.randperm(size).tensor_split(batches):
            optimizer.zero_grad()
            found = loss(numbers)
            found.backward()
            optimizer.step()
            schedule.step()
            total += float(found.detach())
    print(f"{name}: {size} examples, loss {total / batches:.4f}", flush=True)


def fit(reports: Sequence[Report]) -> dict[str, Any]:
    """The weights as the package reads them."""
    torch.manual_seed(SEED)
    raw = fit_content(reports)
    chain = chain_of(raw)
    raw["source"] = fit_source(reports, chain)
    raw["saying"] = fit_saying(reports, chain, network(raw["source"]))
    return raw


def main() -> None:
    """Read, fit, write."""
    torch.set_num_threads(1)
    reports = list(read(rows(Path(load_config()["corpora"]))))
    weights = json.dumps(fit(reports), separators=(",", ":")) + "\n"
    (Path(home.__file__).parent / "weights.json").write_text(weights, encoding="utf-8")


if __name__ == "__main__":
    main()
