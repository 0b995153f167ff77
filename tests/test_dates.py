"""Dates, phrase by phrase (`phrases/dates.csv`), and by rendering any day in many ways and reading it back."""

import csv
import datetime as dt
from pathlib import Path

import pytest

from extract.dates import find_dates
from extract.normalise import ReadText

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "dates.csv").open(encoding="utf-8", newline="")))


def day(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['phrase']} @ {row['published']}")
@pytest.mark.parametrize(
    "frame", ["{}", "وقال مصدر أمني إن القصف وقع، {}، وأضاف أن المكان خال."], ids=["bare", "framed"]
)
def test_phrase(row: dict[str, str], frame: str) -> None:
    found = find_dates(ReadText(frame.format(row["phrase"])), day(row["published"]))
    told = [(m.date_start, m.date_end, m.precision, m.time_of_day or "", m.kind) for m in found]
    if row["kind"] == "none":
        assert told == []
    else:
        expected = (day(row["date_start"]), day(row["date_end"]), row["precision"], row["time_of_day"], row["kind"])
        assert told == [expected]
