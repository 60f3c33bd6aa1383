"""The API's description, made from the code, as a page without scripts."""

from dataclasses import dataclass
from typing import Any

from fastapi import APIRouter, Request
from fastapi.responses import HTMLResponse

from sayso.web.templating import page

router = APIRouter()

Schema = dict[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Parameter:
    """One thing that can be asked for."""

    name: str
    place: str
    kind: str
    required: bool
    description: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Operation:
    """One thing that the API does."""

    method: str
    path: str
    summary: str
    description: str
    parameters: tuple[Parameter, ...]


@router.get("/api", include_in_schema=False)
def show(request: Request) -> HTMLResponse:
    """What can be asked, and how."""
    schema = request.app.openapi()
    named = schema.get("components", {}).get("schemas", {})
    operations = [
        _operation(method, path, told, named)
        for path, methods in schema["paths"].items()
        for method, told in methods.items()
    ]
    return page(request, "api/page.html", operations=operations)


def _operation(method: str, path: str, told: Schema, named: Schema) -> Operation:
    return Operation(
        method=method.upper(),
        path=path,
        summary=told.get("summary", ""),
        description=told.get("description", ""),
        parameters=tuple(_parameter(one, named) for one in told.get("parameters", ())),
    )


def _parameter(told: Schema, named: Schema) -> Parameter:
    return Parameter(
        name=told["name"],
        place=told["in"],
        kind=_kind(told["schema"], named),
        required=told.get("required", False),
        description=told.get("description", ""),
    )


def _kind(schema: Schema, named: Schema) -> str:
    """What a value may be, in words; `named` has the schemas that others refer to."""
    if "$ref" in schema:
        return _kind(named[schema["$ref"].rpartition("/")[2]], named)
    if "anyOf" in schema:
        return " or ".join(kind for one in schema["anyOf"] if (kind := _kind(one, named)) != "null")
    if "enum" in schema:
        return ", ".join(map(str, schema["enum"]))
    if schema.get("type") == "array":
        return f"{_kind(schema['items'], named)}, repeatable"
    return str(schema.get("format") or schema.get("type", ""))
