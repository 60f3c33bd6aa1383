"""`sayso` as a spaCy component: `nlp.add_pipe("sayso")` fills `doc._.sayso` with the Reading."""

from collections.abc import Callable

from spacy.language import Language
from spacy.tokens import Doc


def create_reader(nlp: Language, name: str) -> Callable[[Doc], Doc]:
    """The component that reads a Doc; spaCy finds it by its entry point.

    The reader is imported when a pipeline asks for it: every `import spacy` loads this module.
    """
    from sayso.reading.reader import ReadDoc

    return ReadDoc(nlp)


Language.factory("sayso", func=create_reader, assigns=["doc._.sayso"])
