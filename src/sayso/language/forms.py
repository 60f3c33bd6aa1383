"""Lemmas and morphological features of words, by their Penn tags.

A word's lemma is what its ending is cut to under its tag: the rule of the longest ending that has one, unless the word
is an exception. Features are those of the tag, unless the word has its own under it. Both tables are learned from
treebanks and hold words of the language, no text.
"""

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

LONGEST = 5
"""Letters of the longest ending that is looked at."""

NAMES = frozenset({"NNP", "NNPS"})
"""Tags whose words keep their capitals."""


@dataclass(frozen=True, slots=True)
class Forms:
    """What training has learned.

    Args:
        rules: by tag and ending, how many letters are cut from a word and what is put in their place.
        exceptions: by tag and word, its lemma.
        tags: the features of each tag, in the notation of Universal Dependencies.
        words: by tag and word, its features where they are others.
    """

    rules: dict[str, dict[str, tuple[int, str]]]
    exceptions: dict[str, dict[str, str]]
    tags: dict[str, str]
    words: dict[str, dict[str, str]]

    def lemma(self, word: str, tag: str) -> str:
        """The lemma of a word."""
        key = word if tag in NAMES else word.lower()
        found = self.exceptions.get(tag, {}).get(key)
        return found if found is not None else changed(key, self.rules.get(tag, {}))

    def features(self, word: str, tag: str) -> str:
        """The features of a word."""
        found = self.words.get(tag, {}).get(word.lower())
        return found if found is not None else self.tags.get(tag, "")


def changed(word: str, rules: dict[str, tuple[int, str]]) -> str:
    """A word with its ending changed by the rule of the longest ending that has one."""
    for size in range(min(LONGEST, len(word) - 1), -1, -1):
        rule = rules.get(word[len(word) - size :])
        if rule is not None:
            cut, added = rule
            return word[: len(word) - cut] + added
    return word


@cache
def forms() -> Forms:
    """The tables that ship with the package."""
    raw = json.loads(files(__package__).joinpath("forms.json").read_text(encoding="utf-8"))
    rules = {tag: {end: (cut, put) for end, (cut, put) in own.items()} for tag, own in raw["rules"].items()}
    return Forms(rules=rules, exceptions=raw["exceptions"], tags=raw["tags"], words=raw["words"])


def set_forms(doc: Doc) -> Doc:
    """Set lemmas and features; white space is its own lemma."""
    table = forms()
    for token in doc:
        if token.is_space:
            token.lemma_ = token.text
        else:
            token.lemma_ = table.lemma(token.text, token.tag_)
            token.set_morph(table.features(token.text, token.tag_))  # type: ignore[attr-defined]
    return doc
