"""What people ruled on what was read: pure, so that a decision means the same wherever it is applied.

A decision is tied to the words that it is about, by the report's hash and their span, not to an id that the
next reader may give to something else. It always wins over the reader; where the reader no longer finds the
words, the decision is kept, and told to be lost for now.
"""

from sayso.decisions.add import ADDABLE, MENTION_OF, additions, bare, bound_of
from sayso.decisions.apply import Applied, apply
from sayso.decisions.bonds import Bonds, bonds_of
from sayso.decisions.correct import corrected, corrections
from sayso.decisions.decision import Act, Decision, Kind, Ruling, Target, binding, in_force, own
from sayso.decisions.find import FIELDS, KINDS, Thing, find, is_on, spans_of, target_of, things, whole

__all__ = [
    "ADDABLE",
    "FIELDS",
    "KINDS",
    "MENTION_OF",
    "Act",
    "Applied",
    "Bonds",
    "Decision",
    "Kind",
    "Ruling",
    "Target",
    "Thing",
    "additions",
    "apply",
    "bare",
    "binding",
    "bonds_of",
    "bound_of",
    "corrected",
    "corrections",
    "find",
    "in_force",
    "is_on",
    "own",
    "spans_of",
    "target_of",
    "things",
    "whole",
]
