"""Who attacked whom as a text of several sentences tells it: carried on, summed up, blamed, answered."""

import csv
from pathlib import Path

import pytest

from tests.reading import reading_of

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "parties.csv").open(encoding="utf-8", newline="")))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["text"][:60])
def test_parties_of_a_text(row: dict[str, str]) -> None:
    (report,) = [report for report in reading_of(row["text"]).reports if report.place_id == row["place"]]
    assert (set(report.attackers), set(report.targets)) == (
        set(row["attackers"].split()),
        set(row["targets"].split()),
    )
