"""Words that a model copied, found in the text: where they are not, there is no span."""

import re
from collections.abc import Iterator
from functools import cached_property

from sayso.model import Phrase

ALIKE = str.maketrans(
    {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "–": "-", "—": "-", "\xa0": " "}
)
"""Characters that models write for one another; one for one, so that places stay the same."""


class Finder:
    """Finds words in one text.

    What differs in spaces, in quotation marks, dashes or case is still the same words; the phrase is then the
    text's own. Anything else is not.

    Args:
        text: the report's.
    """

    def __init__(self, text: str) -> None:
        self._text = text

    def find(self, words: object, *, near: int | None = None) -> Phrase | None:
        """The words where they stand nearest to a place, or first; None where they do not stand.

        Args:
            words: as the model copied them.
            near: a place in the text, in code points.
        """
        if not isinstance(words, str) or not words.strip():
            return None
        spans = self._exact(words.strip()) or self._alike(words.strip())
        if not spans:
            return None
        start, end = spans[0] if near is None else min(spans, key=lambda span: abs(span[0] - near))
        return Phrase(text=self._text[start:end], span=(start, end))

    def _exact(self, words: str) -> list[tuple[int, int]]:
        return self._bounded(re.finditer(re.escape(words), self._text))

    def _alike(self, words: str) -> list[tuple[int, int]]:
        parts = [re.escape(part) for part in words.translate(ALIKE).split()]
        return self._bounded(re.finditer(r"\s+".join(parts), self._plain, re.IGNORECASE))

    def _bounded(self, matches: Iterator[re.Match[str]]) -> list[tuple[int, int]]:
        """The places where the words stand whole: "nine" does not stand in "nineteen"."""
        return [match.span() for match in matches if self._is_whole(*match.span())]

    def _is_whole(self, start: int, end: int) -> bool:
        text = self._text
        cut_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
        cut_after = end < len(text) and text[end - 1].isalnum() and text[end].isalnum()
        return not (cut_before or cut_after)

    @cached_property
    def _plain(self) -> str:
        return self._text.translate(ALIKE)
