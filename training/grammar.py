"""`python -m training.grammar`: what heads the relations have, counted in GUM's and EWT's trees."""

import json
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from sayso.language import grammar as home
from sayso.language.heads import HEADS
from training.corpora import Word, conllu
from training.train import load_config

UNSURE = 20
"""Heads of no relation in particular that each relation is thought to have had before any is seen."""

Counts = npt.NDArray[np.float64]


def learn(sentences: Iterable[list[Word]]) -> dict[str, list]:
    """The tables as the package reads them: hundredths of logarithms, in the order of the heads' labels."""
    tag_of = {tag: n for n, tag in enumerate(HEADS["tag"])}
    number_of = {relation: n for n, relation in enumerate(HEADS["relation"])}
    tags = np.zeros((len(number_of), 2, len(tag_of)))
    relations = np.zeros((len(number_of), len(number_of)))
    for sentence in sentences:
        for place, word in enumerate(sentence, 1):
            head = sentence[word.head - 1]
            if not word.head or word.relation not in number_of:
                continue
            relation = number_of[word.relation]
            if head.tag in tag_of:
                tags[relation, int(word.head > place), tag_of[head.tag]] += 1
            if head.relation in number_of:
                relations[relation, number_of[head.relation]] += 1
    sided = rounded(likelier(tags.reshape(len(number_of), -1))).reshape(tags.shape).swapaxes(0, 1)
    return {"tags": sided.tolist(), "relations": rounded(likelier(relations)).tolist()}


def likelier(counts: Counts) -> Counts:
    """How much likelier each column is in a row than in all rows, as a logarithm, drawn to 0 for a row seen seldom."""
    share = (counts.sum(axis=0) + 1) / (counts.sum() + counts.shape[1])
    found: Counts = np.log((counts + UNSURE * share) / (counts.sum(axis=1, keepdims=True) + UNSURE) / share)
    return found


def rounded(logs: Counts) -> npt.NDArray[np.int64]:
    """Hundredths."""
    return np.rint(100 * logs).astype(np.int64)


def main() -> None:
    """Count and write."""
    root = Path(load_config()["corpora"]) / "treebanks"
    read = (conllu(root / f"{name}-train.conllu.gz") for name in ("gum", "ewt"))
    sentences = (sentence for treebank in read for document in treebank for sentence in document)
    text = json.dumps(learn(sentences), separators=(",", ":")) + "\n"
    Path(home.__file__).with_name("grammar.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
