"""The tables of other projects: exactly their columns, in their order, filled with nothing the articles do not say."""

from __future__ import annotations

import csv
import datetime as dt
import io
from pathlib import Path

import pyogrio
import pytest
from hypothesis import HealthCheck, given, settings

from export import acled, ucdp
from export.formats import as_bytes
from incidents.merge import derive
from incidents.types import CasualtyCount, Document, Incident
from tests.builders import make_document, make_report
from tests.datasets import ADDRESS, make_dataset
from tests.incident_strategies import records, six_incidents

# Written out once more, from ACLED's codebook and UCDP's: the code must not be its own witness.
ACLED = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,assoc_actor_1,inter1,"
    "actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,country,admin1,admin2,admin3,location,"
    "latitude,longitude,geo_precision,source,source_scale,notes,fatalities,tags,timestamp"
)
UCDP = (
    "id,date_start,date_end,date_prec,where_prec,where_coordinates,adm_1,adm_2,latitude,longitude,event_clarity,"
    "number_of_sources,source_article,source_headline,source_date,source_original,side_a,side_b,best,high,low"
)


def table(format: str, incidents: list[Incident], documents: dict[str, Document]) -> list[dict[str, str]]:
    """The rows a strict reader sees."""
    text = as_bytes(format, make_dataset(incidents, documents)).decode()
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


@pytest.mark.parametrize(("format", "columns"), [("csv-acled", ACLED), ("csv-ucdp", UCDP)])
@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=40)
@given(drawn=records())
def test_columns_are_exact_and_every_incident_is_a_harmless_row(
    format: str, columns: str, drawn: tuple[list[Incident], dict[str, Document]]
) -> None:
    data = as_bytes(format, make_dataset(*drawn)).decode()
    assert data.splitlines()[0] == columns
    rows = table(format, *drawn)
    assert len(rows) == len(drawn[0])
    for row in rows:
        assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for cell in row.values())


def test_a_row_under_acleds_columns() -> None:
    one = make_document("قصف قاعدة حقل العمر.", publisher="A", published=dt.date(2023, 10, 30))
    other = make_document("استهداف قاعدة حقل العمر.", publisher="B", published=dt.date(2023, 11, 2))
    losses = (CasualtyCount("civilians", 2, 1), CasualtyCount("us-forces", 1, None))
    reports = [
        make_report(one, casualties=losses),
        make_report(other, attackers=("iran-backed-militias", "kataib-hezbollah"), targets=("us-coalition",)),
    ]
    (row,) = table("csv-acled", [derive("RSD-1", reports)], {one.id: one, other.id: other})
    assert {name: row[name] for name in ("event_id_cnty", "event_date", "year", "time_precision", "geo_precision")} == {
        "event_id_cnty": "RSD-1",
        "event_date": "2023-10-29",
        "year": "2023",
        "time_precision": "1",
        "geo_precision": "1",
    }
    assert row["disorder_type"] == "Political violence"
    assert (row["actor1"], row["inter1"]) == ("Iran-backed militias", "Political militia")
    assert (row["actor2"], row["inter2"]) == ("US forces / Global Coalition", "External/Other forces")
    assert row["interaction"] == "Political militia-External/Other forces"
    assert (row["iso"], row["region"], row["country"], row["admin1"]) == ("760", "Middle East", "Syria", "Deir ez-Zor")
    assert row["source"] == "A; B; SOHR"
    assert row["fatalities"] == "3"
    assert "«قصف قاعدة حقل العمر»" in row["notes"]
    assert "status=reported" in row["tags"]
    assert f"permalink={ADDRESS}/?at=al-omar&incident=RSD-1" in row["tags"]
    assert row["timestamp"] == str(int(dt.datetime(2023, 11, 2, tzinfo=dt.UTC).timestamp()))


def test_what_is_not_told_stays_empty() -> None:
    document = make_document(published=None)
    report = make_report(document, undated=True, place_id=None, place_name="الجبسة", attackers=(), targets=())
    (row,) = table("csv-acled", [derive("x", [report])], {document.id: document})
    for name in ("event_date", "year", "time_precision", "actor1", "inter1", "interaction", "iso", "country", "region",
                 "latitude", "geo_precision", "fatalities", "timestamp"):  # fmt: skip
        assert row[name] == "", name
    assert row["location"] == "الجبسة"
    assert "struck=" not in row["tags"]
    assert "date_latest=" not in row["tags"]
    published = make_document(published=dt.date(2023, 11, 2))
    (row,) = table("csv-acled", [derive("x", [make_report(published, undated=True)])], {published.id: published})
    assert "date_latest=2023-11-02" in row["tags"]


def test_an_attacker_nobody_names_is_acleds_unidentified_group_and_a_state_abroad_is_external() -> None:
    document = make_document()
    report = make_report(document, place_id="ain-al-asad", attackers=(), targets=("syrian-army", "civilians"))
    (row,) = table("csv-acled", [derive("x", [report])], {document.id: document})
    assert row["actor1"] == "Unidentified Armed Group (Iraq)"
    assert (row["inter1"], row["interaction"]) == ("", "")
    assert (row["inter2"], row["assoc_actor_2"]) == ("External/Other forces", "civilians")
    assert row["civilian_targeting"] == "Civilian targeting"


def test_a_facility_is_no_actor_and_who_meets_nobody_stands_alone() -> None:
    document = make_document()
    report = make_report(
        document, attackers=("israel",), targets=("energy-facility",), target_detail="خط أنابيب", weapons=("airstrike",)
    )
    (row,) = table("csv-acled", [derive("x", [report])], {document.id: document})
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("", "", "External/Other forces only")
    assert "struck=oil and gas facility, خط أنابيب" in row["tags"]
    assert "weapons=airstrike" in row["tags"]


@pytest.mark.parametrize(("days", "code"), [(1, "1"), (2, "2"), (6, "2"), (7, "3"), (31, "4"), (60, "5")])
def test_ucdp_says_how_long_the_span_is(days: int, code: str) -> None:
    document = make_document()
    last = dt.date(2023, 10, 1) + dt.timedelta(days=days - 1)
    report = make_report(document, date_start=dt.date(2023, 10, 1), date_end=last, date_latest=last)
    (row,) = table("csv-ucdp", [derive("x", [report])], {document.id: document})
    assert row["date_prec"] == code
    assert "تعرضت قاعدة" in row["source_original"]
    assert "status=reported" in row["source_original"]
    assert ADDRESS in row["source_article"]


@pytest.mark.parametrize(("format", "id"), [("csv-acled", "event_id_cnty"), ("csv-ucdp", "id")])
def test_gdal_reads_them(format: str, id: str, tmp_path: Path) -> None:
    incidents, documents = six_incidents()
    path = tmp_path / "table.csv"
    path.write_bytes(as_bytes(format, make_dataset(incidents, documents)))
    frame = pyogrio.read_dataframe(path, X_POSSIBLE_NAMES="longitude", Y_POSSIBLE_NAMES="latitude")
    assert list(frame[id]) == [incident.id for incident in incidents]
    assert frame.geometry.x.round(2).tolist()[3] == 38.62


def test_the_columns_are_the_ones_listed() -> None:
    assert ",".join(acled.COLUMNS) == ACLED
    assert ",".join(ucdp.COLUMNS) == UCDP
