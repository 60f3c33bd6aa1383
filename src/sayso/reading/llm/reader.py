"""The reader: asks a model, and keeps of its answer what the text bears out."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sayso import __version__
from sayso.errors import ReaderError, ReportError
from sayso.language.pipeline import make_doc, pipeline
from sayso.model import SCHEMA, Failure, Provenance, Reading, Versions
from sayso.reading.frame import check, narrator_of, report_of
from sayso.reading.limit import at_most
from sayso.reading.llm.ask import SECONDS, Asker
from sayso.reading.llm.ground import Grounding
from sayso.reading.llm.prompt import fingerprint, system, user
from sayso.report import TIME_LIMIT, Report

KIND = "llm"
LONGEST = 100_000
"""Code points of the longest report that a model is asked to read whole."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LlmSettings:
    """Which model to ask, and where; called, it gives the reader.

    Args:
        url: the address of an OpenAI-compatible server, as in `http://localhost:11434/v1`.
        model: as the server calls it.
        key: that the server wants, if it does.
        seconds: to wait for an answer.
    """

    url: str
    model: str
    key: str | None = None
    seconds: float = SECONDS

    def __call__(self) -> "LlmReader":
        """The reader; a process of its own makes it anew from these settings."""
        return LlmReader(self)


class LlmReader:
    """Reads reports by asking a model. Times, places and the day of publication are the language layer's.

    Args:
        settings: which model, and where.
    """

    def __init__(self, settings: LlmSettings) -> None:
        self._settings = settings
        self._asker = Asker(
            url=settings.url, model=settings.model, key=settings.key, seconds=settings.seconds
        )
        self._nlp = pipeline(threads=1)

    @property
    def versions(self) -> Versions:
        """The package, and the model with the question that it is asked, in the place of the model bundle."""
        bundle = f"{KIND}:{self._settings.model}:{fingerprint()[:12]}"
        return Versions(package=__version__, schema=SCHEMA, bundle=bundle)

    def read(self, reports: Iterable[Report]) -> Iterator[Reading | Failure]:
        """One result a report, in the order given.

        Raises:
            ReaderError: no report can be read: the server cannot be reached, or used.
        """
        for report in reports:
            try:
                # Waiting for the server is no processor time.
                with at_most(TIME_LIMIT):
                    reading = self.read_one(report)
                yield reading
            except ReportError as error:
                yield Failure(id=report.id, error=str(error))
            except ReaderError:
                raise
            except Exception as error:  # noqa: BLE001 - a fault of the reader costs one report, and is told
                cause = f"{type(error).__name__}: {error}"
                yield Failure(
                    id=report.id, error=f"the reader failed on this report ({cause}); nothing was read."
                )

    def read_one(self, report: Report) -> Reading:
        """The Reading of one report.

        Raises:
            ReportError: it cannot be read, or the model gives no answer that can.
            ReaderError: the server cannot be reached, or used.
        """
        check(report, longest=LONGEST)
        answer = self._asker.ask(system(), user(report))
        doc = self._nlp(make_doc(self._nlp, report))
        grounding = Grounding(report.text, doc._.sayso_times, doc._.sayso_places)
        # Each kind of part refers to those before it.
        entities = grounding.entities(answer.get("entities"))
        statements = grounding.statements(answer.get("statements"))
        incidents = grounding.incidents(answer.get("incidents"))
        return Reading(
            report=report_of(doc),
            entities=entities,
            statements=(narrator_of(report), *statements),
            incidents=incidents,
            casualties=grounding.casualties(answer.get("figures")),
            pledges=grounding.pledges(answer.get("pledges")),
            times=tuple(doc._.sayso_times),
            places=tuple(doc._.sayso_places),
            provenance=Provenance(
                reader=KIND, model=self._settings.model, prompt=fingerprint(), dropped=grounding.dropped
            ),
        )
