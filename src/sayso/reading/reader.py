"""The reader: a report, or a Doc that the language layer has read, to a Reading."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cache
from threading import Lock

from spacy.language import Language
from spacy.tokens import Doc

from sayso import __version__, assets
from sayso.errors import ReportError
from sayso.language.encoder import BUNDLE
from sayso.language.pipeline import COMPONENTS, make_doc, pipeline
from sayso.model import (
    SCHEMA,
    Failure,
    Reading,
    Statement,
    Versions,
)
from sayso.reading.casualties import find_casualties
from sayso.reading.context import Context, statement_id
from sayso.reading.frame import LONGEST, check, narrator_of, report_of
from sayso.reading.incidents import find_events, make_incidents
from sayso.reading.limit import at_most
from sayso.reading.manner import act_of, certainty_of, quotation_of
from sayso.reading.pledges import find_pledges
from sayso.reading.speakers import Speaker, name_speakers
from sayso.reading.statements import Saying, find_sayings, phrase
from sayso.report import TIME_LIMIT, Report

PACE = 50_000
"""Characters a second that no machine reaches: a longer report is refused before time and memory go into it."""

ALONE = Lock()
"""Held while a report is read: all readers of a process share one pipeline."""

Doc.set_extension("sayso", default=None)


@cache
def shared_pipeline(*, threads: int) -> Language:
    """The language layer of this process, loaded once, whatever time its readers allow a report."""
    return pipeline(threads=threads)


class ReportReader:
    """Reads reports in this process.

    Args:
        threads: processor threads of the encoder.
        seconds: processor time that one report may take.
    """

    def __init__(self, *, threads: int = 1, seconds: float = TIME_LIMIT) -> None:
        self._nlp = shared_pipeline(threads=threads)
        self._seconds = seconds

    @property
    def versions(self) -> Versions:
        """What this reader is made of."""
        return Versions(package=__version__, schema=SCHEMA, bundle=assets.bundle_version(BUNDLE))

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        """One result a report, in the order given; one that cannot be read gives a Failure."""
        for report in reports:
            try:
                check(report, longest=min(LONGEST, int(PACE * self._seconds)))
                with self._forgetting(), at_most(self._seconds):
                    reading = self._reading_of(report)
                yield reading
            except ReportError as error:
                yield Failure(id=report.id, error=str(error))
            except Exception as error:  # noqa: BLE001 - a fault of the reader costs one report, and is told
                cause = f"{type(error).__name__}: {error}"
                yield Failure(
                    id=report.id, error=f"the reader failed on this report ({cause}); nothing was read."
                )

    def read_one(self, report: Report) -> Reading:
        """The Reading of one report.

        Raises:
            ReportError: it is empty, too long, or not in English.
        """
        check(report)
        with self._forgetting():
            return self._reading_of(report)

    def _reading_of(self, report: Report) -> Reading:
        return read_doc(self._nlp(make_doc(self._nlp, report)))

    @contextmanager
    def _forgetting(self) -> Iterator[None]:
        """Words that are new to spaCy in the block are let go after it, for it would keep them all; one thread at a time."""
        with ALONE, self._nlp.memory_zone():
            yield


class ReadDoc:
    """The spaCy component `sayso`: runs the language layer where the pipeline has not, and sets `doc._.sayso`."""

    def __init__(self, nlp: Language) -> None:
        self._steps: list[Callable[[Doc], Doc]] = [
            nlp.create_pipe(name) for name in COMPONENTS if name not in nlp.pipe_names
        ]

    def __call__(self, doc: Doc) -> Doc:
        """Read one Doc."""
        if doc._.sayso_report is None:
            doc._.sayso_report = Report(text=doc.text)
        for step in self._steps:
            doc = step(doc)
        doc._.sayso = read_doc(doc)
        return doc


def read_doc(doc: Doc) -> Reading:
    """The Reading of a Doc that has been through the language layer."""
    sayings = find_sayings(doc)
    context = Context(
        entities=doc._.sayso_entities, times=doc._.sayso_times, places=doc._.sayso_places, sayings=sayings
    )
    speakers, entities = name_speakers(doc, sayings, context.entities)
    events = find_events(doc)
    return Reading(
        report=report_of(doc),
        statements=(narrator_of(doc._.sayso_report), *_statements(doc, sayings, speakers)),
        incidents=make_incidents(doc, events, context),
        casualties=find_casualties(doc, events, context),
        pledges=find_pledges(doc, speakers, context),
        entities=entities,
        times=tuple(context.times),
        places=tuple(context.places),
    )


def _statements(doc: Doc, sayings: Iterable[Saying], speakers: Iterable[Speaker]) -> Iterator[Statement]:
    for number, (saying, speaker) in enumerate(zip(sayings, speakers, strict=True), 1):
        yield Statement(
            id=statement_id(number),
            source=speaker.source,
            via=speaker.via,
            cue=phrase(saying.cue),
            content=tuple(phrase(span) for span in saying.content),
            act=act_of(doc, saying),
            certainty=certainty_of(doc, saying),
            quotation=quotation_of(doc, saying),
        )
