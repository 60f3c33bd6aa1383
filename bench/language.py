"""Names and the parse against gold: `python -m bench.language --data DATA`.

names    span and type F1, both exact: on re3d's dev part the phrases for people, bodies and places, with their articles, as the
         head `mention` marks them; on GUM's dev part the names of one person, a body or a place, as the head `entity` marks
         them: titles belong to a name, an office alone ("the Secretary") is none; of names that meet the longer counts
parse    UAS and LAS on GUM's dev part: over the words whose cut is the same, sentences as in the treebank, punctuation
         counted, relations in full; and how many tags, lemmas and whole sets of features are right
"""

import argparse
from collections.abc import Iterable, Iterator
from pathlib import Path

from spacy.tokens import Span
from training.corpora import NAME_TYPES, conllu, gum_names, heads_of, lines, treebank_text
from training.forms import words as read_forms

from sayso.language.encoder import EncoderComponent
from sayso.language.entities import ROLES, head_of, whole_spans
from sayso.language.forms import set_forms
from sayso.language.parse import parse
from sayso.language.pipeline import blank

PARSED = ("UAS", "LAS", "tags", "lemmas", "features")

Named = set[tuple[int, int, str]]


def f1(pairs: Iterator[tuple[Named, Named]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of sets of predicted and gold names."""
    hits = mine = gold = 0
    for predicted, wanted in pairs:
        hits += len(predicted & wanted)
        mine += len(predicted)
        gold += len(wanted)
    p, r = hits / max(1, mine), hits / max(1, gold)
    return p, r, 2 * p * r / max(1e-9, p + r)


def longest(spans: list[tuple[tuple[int, int], str]]) -> Named:
    """Spans that lie in no longer one."""
    found: Named = set()
    for (start, end), kind in sorted(spans, key=lambda s: s[0][0] - s[0][1]):
        if not any(start < e and s < end for s, e, _ in found):
            found.add((start, end, kind))
    return found


def placed_spans(spans: Iterable[Span]) -> Named:
    """Where spans stand, and what they are."""
    return {(s.start_char, s.end_char, s.label_) for s in spans}


def with_article(span: Span) -> Span:
    """A phrase as re3d marks it; a name of ours has no article, unless it is that of a longer phrase."""
    before = span.doc[max(0, span.start - 1)]
    opened = before.lower_ == "the" and before.i < span.start and before.head in span
    return Span(span.doc, span.start - opened, span.end, label=span.label_)


def is_name(span: Span) -> bool:
    """Whether a span names one person, a body or a place."""
    return span.label_ != "people" and not (span.label_ == "person" and head_of(span).lower_ in ROLES)


def re3d(root: Path, encoder: EncoderComponent) -> Iterator[tuple[Named, Named]]:
    """Phrases of re3d's dev part."""
    nlp = blank()
    for row in lines(root / "re3d/dev.jsonl"):
        gold = [(tuple(e["span"]), NAME_TYPES[e["type"]]) for e in row["entities"] if e["type"] in NAME_TYPES]
        doc = parse(encoder(nlp(row["text"])))
        yield placed_spans(map(with_article, whole_spans(doc, doc.spans["mention"]))), longest(gold)


def gum(root: Path, encoder: EncoderComponent) -> Iterator[tuple[Named, Named]]:
    """Named people, bodies and places of GUM's dev part."""
    nlp = blank()
    for document in conllu(root / "treebanks/gum-dev.conllu.gz"):
        text, placed = treebank_text(document)
        doc = encoder(nlp(text))
        mine = placed_spans(filter(is_name, whole_spans(doc, doc.spans["entity"])))
        yield mine, {name for name in longest(gum_names(placed)) if name[2] != "people"}


def parses(root: Path, encoder: EncoderComponent) -> tuple[float, ...]:
    """UAS, LAS and the accuracy of tags, lemmas and features on GUM's dev part."""
    nlp = blank()
    words = arcs = labelled = tags = lemmas = features = 0
    forms = read_forms(root / "treebanks/gum-dev.conllu.gz")
    for document in conllu(root / "treebanks/gum-dev.conllu.gz"):
        text, placed = treebank_text(document)
        doc = nlp.make_doc(text)
        starts = {sentence[0][0] for sentence in placed}
        for token in doc:
            token.is_sent_start = token.idx in starts
        doc = set_forms(parse(encoder(doc)))
        by_span = {(t.idx, t.idx + len(t.text)): t for t in doc}
        for sentence in placed:
            for (start, end, word), (head_start, head_end, _) in zip(
                sentence, heads_of(sentence), strict=True
            ):
                form, token = next(forms), by_span.get((start, end))
                if token is None:
                    continue
                words += 1
                right = (token.head.idx, token.head.idx + len(token.head.text)) == (head_start, head_end)
                arcs += right
                labelled += right and token.dep_ == word.relation
                tags += token.tag_ == word.tag
                lemmas += token.lemma_ == form.lemma
                features += str(token.morph) == form.features
    return tuple(count / words for count in (arcs, labelled, tags, lemmas, features))


def figures(data: Path, encoder: EncoderComponent) -> dict[str, float]:
    """Every figure by its name."""
    found = {}
    for name, read in (("re3d dev", re3d), ("GUM dev, named", gum)):
        values = f1(read(data, encoder))
        found |= {f"names, {name}: {part}": v for part, v in zip(("P", "R", "F1"), values, strict=True)}
    values = parses(data, encoder)
    return found | {f"parse, GUM dev: {part}": v for part, v in zip(PARSED, values, strict=True)}


def main() -> None:
    """Measure and print."""
    options = argparse.ArgumentParser()
    options.add_argument("--data", type=Path, required=True)
    given = options.parse_args()
    for name, value in figures(given.data, EncoderComponent(threads=1)).items():
        print(f"{name:<28} {value:.3f}")


if __name__ == "__main__":
    main()
