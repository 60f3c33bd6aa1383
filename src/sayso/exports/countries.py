"""Countries under the codes that codebooks know them by.

Source: ISO 3166-1 (codes), Gleditsch and Ward's list of states (numbers), ACLED's list of countries covered
(regions), UCDP/PRIO codebook (regions by number).
"""

import csv
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

UCDP_REGIONS = (
    (range(2, 200), "Americas"),
    (range(200, 400), "Europe"),
    (range(400, 627), "Africa"),
    (range(630, 700), "Middle East"),
    (range(700, 1000), "Asia"),
)
"""Gleditsch and Ward's numbers by UCDP's regions. Source: UCDP/PRIO Armed Conflict Dataset Codebook."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's codes; None where a list does not have it.

    Args:
        name: in English.
        alpha3: ISO 3166-1 alpha-3.
        numeric: ISO 3166-1 numeric.
        gw: Gleditsch and Ward's number.
        acled_region: ACLED's region.
    """

    name: str
    alpha3: str
    numeric: int | None
    gw: int | None
    acled_region: str

    @property
    def ucdp_region(self) -> str | None:
        """UCDP's region."""
        return next((name for numbers, name in UCDP_REGIONS if self.gw in numbers), None)


def country(alpha2: str | None) -> Country | None:
    """The country of an ISO 3166-1 alpha-2 code."""
    return _countries().get(alpha2 or "")


@cache
def _countries() -> dict[str, Country]:
    text = files("sayso.exports").joinpath("countries.tsv").read_text("utf-8")
    return {
        row["alpha2"]: Country(
            name=row["name"],
            alpha3=row["alpha3"],
            numeric=int(row["numeric"]) if row["numeric"] else None,
            gw=int(row["gw"]) if row["gw"] else None,
            acled_region=row["acled_region"],
        )
        for row in csv.DictReader(text.splitlines(), delimiter="\t")
    }
