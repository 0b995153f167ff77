"""Make `seeds/lexicon/hijri.csv`, the months of the Umm al-Qura calendar, from a published package. Run by hand.

    uv run --with hijridate~=2.6 python seeds/make_hijri.py

The same package gives the same bytes. The application reads the table, never the package; `seeds/SOURCES.md` has the
licence.
"""

import csv
from pathlib import Path

from hijridate import Hijri

TABLE = Path(__file__).parent / "lexicon" / "hijri.csv"
FIRST_YEAR, LAST_YEAR = 1400, 1470
MONTHS = range(1, 13)


def main() -> None:
    """Write a row a Hijri year: its first day in the Gregorian calendar and the lengths of its twelve months."""
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(("year", "first_day", "month_lengths"))
        for year in range(FIRST_YEAR, LAST_YEAR + 1):
            lengths = " ".join(str(Hijri(year, month, 1).month_length()) for month in MONTHS)
            writer.writerow((year, Hijri(year, 1, 1).to_gregorian().isoformat(), lengths))


if __name__ == "__main__":
    main()
