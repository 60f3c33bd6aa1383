"""What a list of incidents is asked for, as it stands in the address."""

from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlencode

from pydantic import BaseModel, Field, model_validator

from sayso.web.answer import Shape
from sayso.web.catalogue import FACETS, Box, Catalogue, Filters
from sayso.web.keeper import Keeper

MOST = 500
PAGE = 50
DEGREES = r"-?\d{1,3}(\.\d+)?"
NO_FILTERS = {"format", "sort", "after", "before", "limit"}

Values = Annotated[list[str], Field(default_factory=list)]


class Blankless(BaseModel):
    """What a form asks for: a field that nobody filled in is not there."""

    @model_validator(mode="before")
    @classmethod
    def _drop_blanks(cls, asked: Any) -> Any:
        return {name: kept for name, value in dict(asked).items() if (kept := _filled(value))}


class Narrowing(Blankless):
    """Filters of incidents: an incident passes one by any of its values, and has to pass them all."""

    since: date | None = Field(None, alias="from", description="May have happened on this day or later.")
    until: date | None = Field(None, alias="to", description="May have happened on this day or before.")
    kind: Values = Field(description="What it was, by ACLED's sub-event types.")
    status: Values = Field(description="Whether it occurred.")
    grade: Values = Field(description="Of the evidence.")
    country: Values = Field(description="By its ISO 3166-1 code of two letters.")
    place: Values = Field(description="By its name, or a part of it.")
    source: Values = Field(description="Who speaks of it, by the name or a part of it.")
    harm: Values = Field(description="What befell people.")
    text: str = Field("", description="Words that a report of it has; a phrase in double quotes.")
    box: str = Field(
        "", pattern=f"^{DEGREES}(,{DEGREES}){{3}}$", description="Within west,south,east,north, in degrees."
    )
    as_of: date | None = Field(None, description="As all stood when this day was over.")
    format: Shape = Field(Shape.HTML, description="A page, or its data.")

    def filters(self, keeper: Keeper, catalogue: Catalogue) -> Filters:
        """The filters, for a catalogue."""
        return Filters(
            since=self.since,
            until=self.until,
            box=self.sides,
            chosen={name: tuple(getattr(self, name)) for name in FACETS},
            told=keeper.told_with(catalogue, self.text) if self.text else None,
            as_of=self.as_of,
        )

    @property
    def sides(self) -> Box | None:
        """The box as degrees."""
        if not self.box:
            return None
        west, south, east, north = map(float, self.box.split(","))
        return west, south, east, north

    @property
    def query(self) -> str:
        """The filters as they stand in an address."""
        given = self.model_dump(mode="json", by_alias=True, exclude_defaults=True, exclude=NO_FILTERS)
        return urlencode(given, doseq=True)


class Listing(Narrowing):
    """Filters, an order, and where in it to begin."""

    sort: Literal["newest", "oldest", "killed", "sources", "told"] = Field(
        "newest", description="By day, by the most killed that anybody names, by sources, by the last word."
    )
    after: str = Field("", description="The incidents after this one; see `next`.")
    before: str = Field("", description="The incidents before this one; see `previous`.")
    limit: int = Field(PAGE, ge=1, le=MOST, description="How many incidents.")


def _filled(value: Any) -> Any:
    """A value, or the values of a list, that are not blank."""
    if isinstance(value, str):
        return value.strip()
    return [kept for one in value if (kept := _filled(one))] if isinstance(value, list) else value
