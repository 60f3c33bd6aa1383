"""What one report has given so far: the ground that incidents, figures and pledges are found on."""

from collections.abc import Sequence
from dataclasses import dataclass

from spacy.tokens import Span

from sayso.model import NARRATOR, Entity, Place, Time
from sayso.reading.statements import Saying


@dataclass(frozen=True, slots=True)
class Context:
    """Names, times, places and statements of one report.

    Args:
        sayings: the statements, in order; the n-th is the Reading's `s<n>`, from 1.
    """

    entities: Sequence[Entity]
    times: Sequence[Time]
    places: Sequence[Place]
    sayings: Sequence[Saying]

    def statement_at(self, span: Span) -> str:
        """The id of the statement on whose say-so some words stand: the narrowest content that holds them."""
        holding = [(s.size, n) for n, s in enumerate(self.sayings, 1) if s.holds(span.start, span.end)]
        return statement_id(min(holding)[1]) if holding else NARRATOR


def statement_id(number: int) -> str:
    """The id of the n-th statement, from 1."""
    return f"s{number}"
