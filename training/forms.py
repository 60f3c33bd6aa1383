"""`python -m training.forms`: lemmas and features of words by their tags, from GUM and EWT."""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from sayso.language import forms as home
from sayso.language.forms import LONGEST, NAMES, changed
from training.train import load_config

FEWEST = 2
"""How often a word must be seen to have a lemma or features of its own, and an ending to have a rule."""

Rule = tuple[int, str]


class Word(NamedTuple):
    """A word of a treebank."""

    form: str
    lemma: str
    tag: str
    features: str


def words(path: Path) -> Iterator[Word]:
    """The words of a CoNLL-U file."""
    with gzip.open(path, "rt", encoding="utf-8") as file:
        for line in file:
            cells = line.rstrip("\n").split("\t")
            if len(cells) == 10 and cells[0].isdigit():
                yield Word(cells[1], cells[2], cells[4], "" if cells[5] == "_" else cells[5])


def rule_of(form: str, lemma: str) -> Rule:
    """What turns a form into its lemma: letters cut from its end, and what is put there."""
    same = 0
    while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
        same += 1
    return len(form) - same, lemma[same:]


def learn(seen: Iterable[Word]) -> dict[str, Any]:
    """The tables as the package reads them."""
    lemmas: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    features: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    of_tag: dict[str, Counter[str]] = defaultdict(Counter)
    for word in seen:
        form = word.form if word.tag in NAMES else word.form.lower()
        lemmas[word.tag, form][word.lemma] += 1
        features[word.tag, word.form.lower()][word.features] += 1
        of_tag[word.tag][word.features] += 1
    rules = learn_rules(lemmas)
    tags = {tag: count.most_common(1)[0][0] for tag, count in of_tag.items()}
    exceptions: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), count in sorted(lemmas.items()):
        lemma, times = count.most_common(1)[0]
        if times >= FEWEST and tag not in NAMES and changed(form, rules.get(tag, {})) != lemma:
            exceptions[tag][form] = lemma
    own: dict[str, dict[str, str]] = defaultdict(dict)
    for (tag, form), count in sorted(features.items()):
        best, times = count.most_common(1)[0]
        if times >= FEWEST and tag not in NAMES and best != tags[tag]:
            own[tag][form] = best
    return {"rules": rules, "exceptions": exceptions, "tags": tags, "words": own}


def learn_rules(lemmas: dict[tuple[str, str], Counter[str]]) -> dict[str, dict[str, Rule]]:
    """For each tag the endings whose commonest change is another than that of the next shorter ending."""
    counts: dict[tuple[str, str], Counter[Rule]] = defaultdict(Counter)
    for (tag, form), count in lemmas.items():
        rule = rule_of(form, count.most_common(1)[0][0])
        for size in range(min(LONGEST, len(form) - 1) + 1):
            if rule[0] <= len(form):
                counts[tag, form[len(form) - size :]][rule] += 1
    rules: dict[str, dict[str, Rule]] = defaultdict(dict)
    for (tag, ending), count in sorted(counts.items(), key=lambda item: len(item[0][1])):
        rule, times = count.most_common(1)[0]
        shorter = next(
            (rules[tag][ending[n:]] for n in range(1, len(ending) + 1) if ending[n:] in rules[tag]), (0, "")
        )
        if times >= FEWEST and rule != shorter:
            rules[tag][ending] = rule
    return rules


def main() -> None:
    """Learn and write."""
    root = Path(load_config()["corpora"]) / "treebanks"
    seen = [word for name in ("gum", "ewt") for word in words(root / f"{name}-train.conllu.gz")]
    text = json.dumps(learn(seen), separators=(",", ":"), ensure_ascii=False, sort_keys=True) + "\n"
    Path(home.__file__).with_name("forms.json").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
