"""Statements: who says what, in which words.

The encoder marks cues, sources and contents, and says for each cue how likely each word belongs to its statement. Three
small trained scorers weigh that beside sentences, quotation marks and the parse: which run of words is a cue's content,
whose saying it is, and whether it is a saying at all.
"""

from sayso.reading.statements.links import find_sayings
from sayso.reading.statements.saying import QUOTES, Saying, phrase

__all__ = ["QUOTES", "Saying", "find_sayings", "phrase"]
