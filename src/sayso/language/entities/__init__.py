"""Entities: the people, bodies and places that a report names, each with all its mentions.

The encoder marks names and descriptions; this package makes its spans whole, says which are one, and what sort of thing
each stands for.
"""

from spacy.tokens import Doc

from sayso.language.entities.clusters import clusters
from sayso.language.entities.kinds import common_words, entity_type
from sayso.language.entities.mentions import find_mentions
from sayso.language.entities.names import ARTICLES, ROLES, display_name, head_of, is_acronym, words_of
from sayso.language.entities.spans import whole_spans
from sayso.model import Entity

__all__ = [
    "ARTICLES",
    "ROLES",
    "common_words",
    "display_name",
    "entity_type",
    "find_entities",
    "head_of",
    "is_acronym",
    "mark_entities",
    "whole_spans",
    "words_of",
]

Doc.set_extension("sayso_entities", default=())


def find_entities(doc: Doc) -> tuple[Entity, ...]:
    """The entities of a Doc whose `spans["entity"]` and `spans["mention"]` are filled, in the order of their first mention."""
    return tuple(cluster.entity(number) for number, cluster in enumerate(clusters(find_mentions(doc)), 1))


def mark_entities(doc: Doc) -> Doc:
    """Fill `doc._.sayso_entities` from the encoder's names."""
    doc._.sayso_entities = find_entities(doc)
    return doc
