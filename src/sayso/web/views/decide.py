"""What a person decides on the page: each answer is the card of what it was decided on."""

from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import APIRouter, Depends, Request, Response
from fastapi.responses import JSONResponse, RedirectResponse
from starlette.datastructures import FormData

from sayso.decisions import ADDABLE, Act, Kind, Target, find
from sayso.errors import DecisionError, NotFoundError
from sayso.ledger import Ledger
from sayso.web.cards import Card, card_of, gone_card, last_on
from sayso.web.deps import Book, Relinked, Who, requires
from sayso.web.fields import PREFIX, changes, fields_of
from sayso.web.team import is_own
from sayso.web.templating import page
from sayso.web.visitor import Role, Visitor
from sayso.workflow.decide import add, correct, overrule, rule, target, undo

router = APIRouter(prefix="/decide", tags=["decisions"], dependencies=[Depends(requires(Role.CODER))])

WHY = "decided in review"
"""The reason that is recorded where none is given."""
NOTHING = frozenset({Act.ACCEPT, Act.NOTE})
"""What leaves every incident as it is."""
ON_THINGS = (Act.ACCEPT, Act.CORRECT, Act.REJECT, Act.NOTE, Act.OVERRULE)
TEXT: dict[str, Any] = {"type": "string"}
NAMES: dict[str, Any] = {"type": "array", "items": TEXT, "minItems": 1}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decided:
    """The ids of what was recorded."""

    decisions: list[str]


def _described(*required: str, **fields: dict[str, Any]) -> dict[str, Any]:
    """What the API's description says of a form and its answer."""
    shared = {name: TEXT for name in ("why", "blind", "back", "csrf")}
    schema = {"type": "object", "properties": fields | shared, "required": list(required)}
    content = {"application/x-www-form-urlencoded": {"schema": schema}}
    return {
        "openapi_extra": {"requestBody": {"required": True, "content": content}},
        "responses": {
            200: {"model": Decided, "content": {"text/html": {}}},
            303: {"description": "On to the page that shows it; for forms."},
        },
    }


async def _form(request: Request) -> FormData:
    return await request.form()


Sent = Annotated[FormData, Depends(_form)]


@router.post("", **_described("act", "thing", act={"enum": [*ON_THINGS]}, thing=TEXT, grade=TEXT))
def decide(request: Request, ledger: Book, who: Who, linker: Relinked, form: Sent) -> Response:
    """Accept, correct, reject or note a thing, or overrule the grade of an incident.

    The form has `act` and `thing` (`r-12ab34cd:c2`), and may have `why`; a correction has its fields as `f.low`,
    `f.victims.status` and so on, an overruling `grade`.
    """
    act, name = _act(form), _text(form, "thing")
    blind = _is_blind(form)
    signed = _signed(form, who)
    by = who.name if blind else None
    about = target(ledger, name, by=by)
    if act is Act.CORRECT:
        decision = correct(ledger, name, _changes(ledger, name, about, form, by), **signed, blind=blind)
    elif act is Act.OVERRULE:
        decision = overrule(ledger, name, _text(form, "grade"), **signed)
    else:
        (decision,) = rule(ledger, act, [name], **signed, blind=blind)
    if act not in NOTHING and not blind:
        linker.ask()
    return _answer(request, ledger, form, about, [decision], by)


@router.post(
    "/add",
    **_described(
        "report",
        "kind",
        "words",
        report=TEXT,
        kind={"enum": [*ADDABLE]},
        words={"type": "string", "pattern": r"\S"},
    ),
)
def add_words(request: Request, ledger: Book, who: Who, linker: Relinked, form: Sent) -> Response:
    """Say what words are that no reader found.

    The form has `report`, `kind`, and `words` or their `start` and `end` in code points; fields as for a correction.
    """
    kind, blind = _kind(form), _is_blind(form)
    start, end = _text(form, "start"), _text(form, "end")
    has_span = start.isdecimal() and end.isdecimal()
    words = (int(start), int(end)) if has_span else _text(form, "words").strip()
    if not words:
        raise DecisionError("mark words in the text, or write them as they are printed")
    report = _text(form, "report")
    decision = add(ledger, report, kind, words, _added(form, kind), **_signed(form, who), blind=blind)
    if not blind:
        linker.ask()
    about = next(d.ruling.target for d in reversed(ledger.decisions()) if d.id == decision)
    assert about is not None
    by = who.name if blind else None
    card = _card(ledger, about, by)
    back = f"/review/reports/{card.report}{'?blind=1' if blind else ''}#{card.anchor}"
    return _answer(request, ledger, form, about, [decision], by, back=back)


@router.post(
    "/pair", **_described("act", "thing", act={"enum": [Act.MERGE, Act.SPLIT]}, thing=NAMES, apart=NAMES)
)
def decide_pair(request: Request, ledger: Book, who: Who, linker: Relinked, form: Sent) -> Response:
    """Merge the incidents named in `thing`, or split those named in `apart` from those.

    Names are of linked incidents (`i-4f1c02ab`) or of mentions (`r-12ab34cd:i2`).
    """
    act, signed = _act(form), _signed(form, who)
    things, apart = _names(form, "thing"), _names(form, "apart")
    if act is Act.MERGE:
        first, *rest = things or [""]
        pairs = [(first, other) for other in rest]
    else:
        pairs = [(one, other) for one in apart for other in things if other not in apart]
    if not pairs:
        raise DecisionError("choose at least two incidents")
    report, incident = _mention(ledger, pairs[0][0 if act is Act.MERGE else 1])
    if act is Act.MERGE:
        pairs[1:] = [(f"{report}:{incident}", other) for _, other in pairs[1:]]
    decisions = [id for pair in pairs for id in rule(ledger, act, pair, **signed, blind=False)]
    linker.ask()
    home = ledger.lists.linked(report).get(incident)
    back = f"/review/incidents/{home}?done={','.join(decisions)}" if home else "/review"
    return _answer(request, ledger, form, None, decisions, None, back=back)


@router.post("/undo", **_described("decision", decision=NAMES))
def take_back(request: Request, ledger: Book, who: Who, linker: Relinked, form: Sent) -> Response:
    """Take decisions back, each by its `decision`."""
    by_id = {decision.id: decision for decision in ledger.decisions()}
    ids = _names(form, "decision")
    if not ids:
        raise DecisionError("choose a decision to take back")
    for id in ids:
        undo(ledger, id, **_signed(form, who))
    if any(by_id[id].ruling.act not in NOTHING and not by_id[id].ruling.blind for id in ids):
        linker.ask()
    about = by_id[ids[0]].ruling.target
    return _answer(request, ledger, form, about, ids, who.name if _is_blind(form) else None)


def _mention(ledger: Ledger, name: str) -> tuple[str, str]:
    """The first mention that an incident's name means: it stays where the linked incident may get another id."""
    if name.startswith("i-"):
        return ledger.mentions(name)[0]
    report, _, incident = name.rpartition(":")
    return report, incident.partition("@")[0]


def _changes(ledger: Ledger, name: str, about: Target, form: FormData, by: str | None) -> dict[str, Any]:
    """What a correction sets; one that sets nothing is none."""
    _, reading = ledger.reading(f"r-{about.report}", by=by)
    thing = find(reading, about)
    if thing is None:
        raise NotFoundError(f"{name}: is not there")
    changed = changes(fields_of(reading, thing), form)
    if not changed:
        raise DecisionError("nothing was changed; accept it, or set a field to something else")
    return changed


def _added(form: FormData, kind: Kind) -> dict[str, Any]:
    """The fields of what is added; a field that was left empty is not known."""
    given = {
        name.removeprefix(PREFIX): value.strip()
        for name, value in form.items()
        if name.startswith(PREFIX) and isinstance(value, str) and value.strip()
    }
    numbers = {name: int(given[name]) for name in ("low", "high") if given.get(name, "").isdecimal()}
    if kind is Kind.CASUALTY and given.get("bound") == "vague" and numbers:
        del given["bound"]
    if given.get("mention_of"):
        return {"mention_of": given["mention_of"]}
    return given | numbers


def _answer(
    request: Request,
    ledger: Ledger,
    form: FormData,
    about: Target | None,
    decisions: list[str],
    by: str | None,
    *,
    back: str | None = None,
) -> Response:
    """The card of what was decided on, for a script; its page, for a form; the decisions, for a program."""
    if request.headers.get("hx-request") and about and about.kind is not Kind.REPORT:
        return page(
            request,
            "review/card.html",
            card=_card(ledger, about, by),
            blind=by is not None,
            back=_text(form, "back"),
        )
    if "application/json" in request.headers.get("accept", ""):
        return JSONResponse({"decisions": decisions})
    back = back or _text(form, "back")
    return RedirectResponse(back if is_own(back) else "/review", status_code=303)


def _card(ledger: Ledger, about: Target, by: str | None) -> Card:
    id, reading = ledger.reading(f"r-{about.report}", by=by)
    standing = ledger.standing(id, by=by)
    thing = find(reading, about)
    if thing is None:
        return gone_card(id, reading, about, last_on(standing, about.kind, [about.span]))
    return card_of(id, reading, thing, standing)


def _act(form: FormData) -> Act:
    text = _text(form, "act")
    act = next((act for act in Act if act == text), None)
    if act is None:
        raise DecisionError(f"{text!r} is nothing that can be decided")
    return act


def _kind(form: FormData) -> Kind:
    text = _text(form, "kind")
    kind = next((kind for kind in Kind if kind == text), None)
    if kind is None:
        raise DecisionError(f"{text!r} is nothing that words can be")
    return kind


def _signed(form: FormData, who: Visitor) -> dict[str, str]:
    return {"who": who.name, "why": _text(form, "why").strip() or WHY}


def _is_blind(form: FormData) -> bool:
    return _text(form, "blind") == "1"


def _names(form: FormData, field: str) -> list[str]:
    return [value for value in form.getlist(field) if isinstance(value, str) and value]


def _text(form: FormData, field: str) -> str:
    value = form.get(field)
    return value if isinstance(value, str) else ""
