"""Pages from templates; whatever a report says is escaped."""

import hashlib
from collections import Counter
from functools import cache
from importlib.metadata import version
from pathlib import Path
from typing import Any
from unicodedata import bidirectional
from urllib.parse import urlencode

from fastapi import Request
from fastapi.responses import HTMLResponse
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from sayso.model import Span
from sayso.wording import count, days, number, people, shorten

STATIC = Path(__file__).parent / "static"


def page(request: Request, template: str, *, status: int = 200, **context: Any) -> HTMLResponse:
    """A page.

    Args:
        request: what was asked.
        template: the file of the page.
        status: of the answer.
        context: what the template is given.
    """
    state = request.app.state
    visitor = getattr(request.state, "visitor", None)
    shared = {
        "request": request,
        "visitor": visitor,
        "csrf": state.forms.token(visitor),
        "team": state.team,
        "linking": state.linker.behind,
    }
    return HTMLResponse(environment().get_template(template).render(shared | context), status_code=status)


@cache
def environment() -> Environment:
    """What all templates share."""
    made = Environment(
        loader=PackageLoader("sayso.web"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {
        "bdi": bdi,
        "count": count,
        "direction": direction,
        "days": lambda when: days(when["start"], when["end"]) if when else "",
        "number": number_of,
        "people": people,
        "plain": lambda word: word.replace("_", " "),
        "shorten": shorten,
    }
    made.globals |= {
        "static": static,
        "version": version("sayso"),
        "with_query": with_query,
        "without": without,
        "words_link": words_link,
    }
    return made


def bdi(name: str | None) -> Markup:
    """A name whose direction does not disturb the words around it."""
    return Markup("<bdi>{}</bdi>").format(name or "")


def direction(text: str) -> str:
    """Which way a text runs, `ltr` or `rtl`: as most of its letters do, whatever name it begins with."""
    ways = Counter(map(bidirectional, text))
    return "rtl" if ways["R"] + ways["AL"] > ways["L"] else "ltr"


def number_of(figure: Any, words: str = "uncounted") -> str:
    """A figure with its bounds, from anything with `low` and `high`."""
    return number(figure["low"], figure["high"], about=figure.get("bound") == "about", words=words)


def words_link(report: str, span: Span | None = None, id: str | None = None) -> str:
    """The address of words of a report, lit and in sight.

    Args:
        report: its id.
        span: of the words.
        id: of a thing in its Reading, `s4` or `c2`, where the span is not known.
    """
    if span:
        return f"/reports/{report}?at={span[0]}-{span[1]}#at"
    return f"/reports/{report}?show={id}#{id}" if id else f"/reports/{report}"


def with_query(request: Request, **changes: Any) -> str:
    """This page's address with some of its parameters changed; those that are None are left out."""
    kept = [(name, value) for name, value in request.query_params.multi_items() if name not in changes]
    set_ = [(name, str(value)) for name, value in changes.items() if value is not None]
    query = urlencode(kept + set_)
    return f"{request.url.path}?{query}" if query else request.url.path


def without(request: Request, name: str, value: str | None = None) -> str:
    """This page's address without one of its parameters, or without one of the values it has."""
    kept = [
        (each, given)
        for each, given in request.query_params.multi_items()
        if each not in ("after", "before") and (each != name or (value is not None and given != value))
    ]
    return f"{request.url.path}?{urlencode(kept)}" if kept else request.url.path


def static(name: str) -> str:
    """The address of a file of the page, which changes with what is in it."""
    path = STATIC / name
    return f"/static/{name}?v={_digest(path, path.stat().st_mtime_ns)}"


@cache
def _digest(path: Path, changed: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:12]
