"""Every component of sayso is one that spaCy finds by itself, in any pipeline, by its name."""

import subprocess
import sys
from importlib.metadata import entry_points

import spacy

from sayso.language.pipeline import COMPONENTS

TEXT = "Nine people were killed in Lahore on Sunday, the Health Ministry said."


def test_all_are_entry_points_and_nothing_else_is() -> None:
    names = {point.name for point in entry_points(group="spacy_factories") if point.name.startswith("sayso")}
    assert names == {*COMPONENTS, "sayso"}


def test_a_blank_pipeline_can_add_each_and_loads_it_only_then() -> None:
    names = [*COMPONENTS, "sayso"]
    program = f"""
import sys, spacy
spacy.blank("en").add_pipe("sentencizer")
print([name for name in sys.modules if name in ("onnxruntime", "sayso.language.encoder", "sayso.reading.reader")])
for name in {names}:
    nlp = spacy.blank("en")
    nlp.add_pipe(name)
    print(*nlp.pipe_names)
"""
    told = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert told.stdout.splitlines() == ["[]", *names]


def test_one_by_one_they_are_the_whole_language_layer() -> None:
    nlp = spacy.blank("en")
    for name in COMPONENTS:
        nlp.add_pipe(name)
    assert not nlp.analyze_pipes()["problems"]["sayso_places"]
    doc = nlp(TEXT)
    assert [place.name for place in doc._.sayso_places] == ["Lahore"]
    assert [time.text for time in doc._.sayso_times] == ["Sunday"]
    assert "Lahore" in {entity.name for entity in doc._.sayso_entities}
    assert all(token.dep_ for token in doc)


def test_a_component_of_another_maker_may_come_between() -> None:
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("sayso_times")
    assert [time.text for time in nlp(TEXT)._.sayso_times] == ["Sunday"]
