"""What an incident was, when and where, with the words of each report for it; its pledges; decisions on it."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sayso.accounts.voice import narrator
from sayso.passage import sentence_around
from sayso.web.incident.cards import Words
from sayso.web.templating import words_link
from sayso.wording import days, shorten
from sayso.workflow.dossier import Promise, Ruled, Telling

SENTENCE = 300

Found = tuple[str, Words, Telling]


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """A report's words for something, and who published it."""

    words: Words
    outlet: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reported:
    """One answer to a question on an incident, and the reports that give it; `chosen` if it is the incident's."""

    answer: str
    chosen: bool
    witnesses: tuple[Witness, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What reports say an incident was, when or where: the answers of most reports first."""

    asked: str
    answers: tuple[Reported, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """A pledge that belongs to an incident."""

    act: str
    by: str | None
    what: Words
    deadline: str
    said_by: str | None
    outlet: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """A decision on something of an incident."""

    id: str
    act: str
    who: str
    recorded: str
    why: str
    text: str | None
    href: str | None
    values: tuple[tuple[str, str], ...]
    stands: bool


def questions_of(row: dict[str, Any], tellings: Sequence[Telling]) -> tuple[Question, ...]:
    """What kind, whether it happened, when and where, by the reports."""
    when = row["when"]
    chosen = {
        "kind": {row["type"]},
        "status": {row["status"]},
        "day": {days(when["start"], when["end"])} if when else set(),
        "place": {_placed(place["name"], place["precision"]) for place in row["where"][:1]},
    }
    finders: dict[str, Callable[[Telling], list[Found]]] = {
        "day": _days,
        "place": _places,
        "kind": lambda telling: [_named(telling, telling.incident.type.value)],
        "status": lambda telling: [_named(telling, telling.incident.status.value)],
    }
    return tuple(
        Question(asked=asked, answers=tuple(_answers(tellings, find, chosen[asked])))
        for asked, find in finders.items()
    )


def promised_in(promises: Sequence[Promise]) -> tuple[Promised, ...]:
    """The pledges of an incident, the next deadline first."""
    found = [_promised(promise) for promise in promises]
    return tuple(sorted(found, key=lambda pledge: (not pledge.deadline, pledge.deadline)))


def decided_in(rulings: Sequence[Ruled]) -> tuple[Decided, ...]:
    """The decisions on an incident, the newest first."""
    return tuple(_decided(ruled) for ruled in reversed(rulings))


def _days(telling: Telling) -> list[Found]:
    when = telling.incident.when
    if when is None or not (when.start or when.end):
        return []
    answer = days(when.start, when.end)
    return [(answer, _words(telling, when.text or answer, when.span), telling)]


def _places(telling: Telling) -> list[Found]:
    return [
        (_placed(place.name, place.precision.value), _words(telling, place.text, place.span), telling)
        for place in telling.incident.where
    ]


def _placed(name: str, precision: str) -> str:
    return f"{name} ({precision})"


def _named(telling: Telling, answer: str) -> Found:
    mention = telling.incident.mentions[0]
    return answer, _words(telling, mention.text, mention.span), telling


def _answers(
    tellings: Sequence[Telling], find: Callable[[Telling], Iterable[Found]], chosen: set[str]
) -> Iterable[Reported]:
    found = [one for telling in tellings for one in find(telling)]
    counted = Counter(answer for answer, _, _ in found)
    for answer in sorted(counted, key=lambda answer: (answer not in chosen, -counted[answer], answer)):
        yield Reported(
            answer=answer,
            chosen=answer in chosen,
            witnesses=tuple(
                Witness(words=words, outlet=narrator(telling.report, telling.reading).name)
                for given, words, telling in found
                if given == answer
            ),
        )


def _words(telling: Telling, text: str, span: tuple[int, int] | None) -> Words:
    whole = telling.reading.report.text
    return Words(
        text=shorten(text, 80),
        href=words_link(telling.report, span),
        sentence=shorten(sentence_around(whole, span), SENTENCE) if span else "",
        said=telling.said,
    )


def _promised(promise: Promise) -> Promised:
    pledge, telling = promise.pledge, promise.telling
    deadline = pledge.deadline
    return Promised(
        act=pledge.act.value,
        by=(pledge.by.name or pledge.by.text) if pledge.by else None,
        what=_words(telling, pledge.what.text, pledge.what.span),
        deadline=days(deadline.start, deadline.end) if deadline else "",
        said_by=promise.said_by,
        outlet=telling.reading.report.outlet,
    )


def _decided(ruled: Ruled) -> Decided:
    ruling = ruled.decision.ruling
    target = ruling.target
    return Decided(
        id=ruled.decision.id,
        act=ruling.act.value,
        who=ruling.who,
        recorded=ruled.decision.recorded,
        why=ruling.why,
        text=shorten(target.text, 80) if target else None,
        href=words_link(ruled.report, target.span) if target else None,
        values=tuple((field, _value(value)) for field, value in ruling.values.items()),
        stands=ruled.stands,
    )


def _value(value: Any) -> str:
    """What a decision sets a field to, on one line."""
    if value is None:
        return "none"
    if isinstance(value, dict):
        return str(value.get("text", value))
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)
