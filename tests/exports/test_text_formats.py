"""POLECAT, ClaimReview, GeoJSON and JSON lines, each read back by a reader of its kind."""

import json
from pathlib import Path
from typing import Any

import pandas as pd
import pytest
from geojson_pydantic import FeatureCollection, Point
from pydantic import BaseModel, ConfigDict, Field

from exported import Export, sidecar
from sayso.exports import Checker, reviews
from sayso.exports.polecat import COLUMNS, EVENTS, INTENSITY
from sayso.ledger import Ledger
from sayso.model import IncidentType
from sayso.workflow.decide import overrule
from sayso.workflow.export import export_to
from sayso.workflow.link import relink


@pytest.fixture(scope="module")
def polecat(export: Export) -> pd.DataFrame:
    frame = pd.read_csv(export("polecat"), sep="\t", dtype={"Intensity": "float64", "GeoNames ID": "Int64"})
    assert tuple(frame.columns) == COLUMNS
    return frame


def test_polecat_has_its_40_columns_and_16_types(polecat: pd.DataFrame) -> None:
    assert len(COLUMNS) == 40
    assert len(INTENSITY) == 16
    assert set(polecat["Event Type"]) <= set(INTENSITY)
    assert polecat.Intensity.between(-10, 10).all()


def test_every_type_of_incident_but_other_is_one_of_plovers() -> None:
    assert set(IncidentType) - set(EVENTS) == {IncidentType.OTHER}


def test_what_was_threatened_is_a_threat(polecat: pd.DataFrame, ids: dict[str, str]) -> None:
    (threat,) = polecat[polecat["Event Type"] == "THREATEN"].to_dict("records")
    assert threat["Event ID"] == f"20241101-{ids['threat']}_THREATEN"
    assert (threat["Event Mode"], threat["Quad Code"]) == ("violence", "VERBAL CONFLICT")


def test_a_line_of_polecat_is_a_row(export: Export, polecat: pd.DataFrame) -> None:
    assert len(export("polecat").read_text("utf-8").splitlines()) == len(polecat) + 1


class Appearance(BaseModel):
    """A CreativeWork as schema.org has it."""

    model_config = ConfigDict(extra="forbid")
    type: str = Field(alias="@type", pattern="CreativeWork")
    url: str
    publisher: dict[str, str] | None = None


class Claim(BaseModel):
    """A Claim as schema.org has it."""

    model_config = ConfigDict(extra="forbid")
    type: str = Field(alias="@type", pattern="Claim")
    author: dict[str, str]
    datePublished: str
    firstAppearance: Appearance
    appearance: list[Appearance]


class Review(BaseModel):
    """A ClaimReview as schema.org has it."""

    model_config = ConfigDict(extra="forbid")
    context: str = Field(alias="@context", pattern=r"https://schema\.org")
    type: str = Field(alias="@type", pattern="ClaimReview")
    id: str = Field(alias="@id")
    claimReviewed: str
    itemReviewed: Claim
    author: dict[str, str] | None = None
    url: str | None = None
    datePublished: str | None = None
    reviewRating: dict[str, Any] | None = None


def read_reviews(path: Path) -> list[Review]:
    return [Review.model_validate(one) for one in json.loads(path.read_text("utf-8"))]


def test_every_claim_has_its_author_and_appearances(export: Export) -> None:
    found = read_reviews(export("claimreview"))
    hospital = next(one for one in found if "killed 25 people" in one.claimReviewed)
    assert hospital.itemReviewed.author == {"@type": "Organization", "name": "hospital"}
    assert hospital.itemReviewed.datePublished == "2024-03-13"
    assert hospital.itemReviewed.firstAppearance.url == "https://news.example/market-1"
    assert all(one.author is None and one.url is None for one in found)


def test_no_machine_rates_a_claim(export: Export) -> None:
    assert all(one.reviewRating is None for one in read_reviews(export("claimreview")))


def test_a_persons_verdict_is_the_rating(ledger_path: str, ids: dict[str, str], tmp_path: Path) -> None:
    copy = tmp_path / "sayso.db"
    copy.write_bytes(Path(ledger_path).read_bytes())
    checker = Checker(name="Tamar Desk", page="https://desk.example/1")
    with Ledger.open(str(copy)) as ledger:
        overrule(ledger, ids["massacre"], "confirmed", who="Amina", why="the Front says so itself")
        relink(ledger)
        done = export_to(ledger, reviews(checker), tmp_path / "claims.jsonld")
    rated = [one for one in read_reviews(done.files[0]) if one.reviewRating]
    assert [one.claimReviewed for one in rated] == ["Gunmen of the Sand Front shot 12 civilians in Makris"]
    assert rated[0].reviewRating == {
        "ratingValue": 5,
        "bestRating": 5,
        "worstRating": 1,
        "alternateName": "Confirmed",
        "@type": "Rating",
    }
    assert (rated[0].author, rated[0].url) == (
        {"@type": "Organization", "name": "Tamar Desk"},
        "https://desk.example/1",
    )


def test_geojson_puts_longitude_first_and_a_country_nowhere(export: Export, ids: dict[str, str]) -> None:
    features = FeatureCollection.model_validate_json(export("geojson").read_text("utf-8")).features
    by_id = {feature.id: feature for feature in features}
    massacre = by_id[ids["massacre"]]
    assert isinstance(massacre.geometry, Point)
    assert tuple(massacre.geometry.coordinates) == (-7.5, 35.1)
    assert massacre.properties is not None
    assert (massacre.properties["low"], massacre.properties["high"]) == (12, 12)
    assert by_id[ids["somewhere"]].geometry is None
    assert {"id", "type", "status", "precision", "grade", "low", "high"} <= set(massacre.properties)


def test_json_lines_are_the_public_rows(export: Export, ledger_path: str) -> None:
    lines = export("jsonl").read_text("utf-8").splitlines()
    with Ledger.open(ledger_path, create=False) as ledger:
        assert [json.loads(line) for line in lines] == list(ledger.incidents())


def test_own_formats_keep_what_did_not_occur(export: Export) -> None:
    assert not any("left_out" in line for line in sidecar(export("geojson")))
