"""Who attacked whom as a text of several sentences tells it: carried on, summed up, blamed, answered."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from load.document import as_document
from tests.reading import reading_of

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "parties.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_parties_of_a_text(row: dict[str, str]) -> None:
    (report,) = [report for report in reading_of(row["text"]).reports if report.place_id == row["place"]]
    assert (set(report.attackers), set(report.targets)) == (
        set(row["attackers"].split()),
        set(row["targets"].split()),
    )


@pytest.mark.parametrize(
    ("day", "targets"),
    [
        (dt.date(2023, 4, 2), {"syrian-army"}),
        (dt.date(2024, 12, 10), set()),  # between the fall of one army and the next
        (dt.date(2025, 4, 3), {"syrian-army"}),
    ],
)
def test_a_base_is_of_who_was_there_on_the_day(day: dt.date, targets: set[str]) -> None:
    text = "أغارت طائرات إسرائيلية مساء أمس على مطار التيفور العسكري في ريف حمص الشرقي."
    (report,) = read(as_document(text, published=day), load_gazetteer()).reports
    assert set(report.targets) == targets
