"""The language layer's components by the names that spaCy knows them by; each is imported when a pipeline asks for it.

spaCy finds them by the package's entry points, and loads this module whenever it looks for any component at all.
"""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc

Component = Callable[[Doc], Doc]

SCORES = ["doc._.sayso_scores"]
"""What the encoder says of every token."""


def create_sentences(nlp: Language, name: str) -> Component:
    """Marks where sentences start."""
    from sayso.language.pipeline import mark_sentences

    return mark_sentences


def create_encoder(nlp: Language, name: str, threads: int) -> Component:
    """Runs the encoder once over a Doc; `threads` are the processor threads it may take, 0 for all."""
    from sayso.language.encoder import EncoderComponent

    return EncoderComponent(threads=threads)


def create_parse(nlp: Language, name: str) -> Component:
    """Sets heads and relations."""
    from sayso.language.parse import parse

    return parse


def create_forms(nlp: Language, name: str) -> Component:
    """Sets lemmas and morphological features, by the tags."""
    from sayso.language.forms import set_forms

    return set_forms


def create_entities(nlp: Language, name: str) -> Component:
    """Finds people, bodies and places with all their mentions."""
    from sayso.language.entities import mark_entities

    return mark_entities


def create_times(nlp: Language, name: str) -> Component:
    """Finds times, and the day of publication that they are resolved against."""
    from sayso.language.times.component import mark_times

    return mark_times


def create_places(nlp: Language, name: str) -> Component:
    """Finds places, and where they lie."""
    from sayso.language.places.component import create_places

    return create_places()


# Last, since spaCy loads all entry points, those of this module too, before it registers one.
Language.factory("sayso_sentences", func=create_sentences, assigns=["token.is_sent_start"])
Language.factory(
    "sayso_encoder", func=create_encoder, assigns=[*SCORES, "token.tag"], default_config={"threads": 0}
)
Language.factory("sayso_parse", func=create_parse, assigns=["token.head", "token.dep"], requires=SCORES)
Language.factory(
    "sayso_forms", func=create_forms, assigns=["token.lemma", "token.morph"], requires=["token.tag"]
)
Language.factory("sayso_entities", func=create_entities, assigns=["doc._.sayso_entities"], requires=SCORES)
Language.factory("sayso_times", func=create_times, assigns=["doc._.sayso_times", "doc._.sayso_published"])
Language.factory("sayso_places", func=create_places, assigns=["doc._.sayso_places"], requires=SCORES)
