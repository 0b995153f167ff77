"""Attacks that somebody says did not happen (`phrases/denials.csv`), and denials of something else."""

import pytest

from tests.reading import reading_of, rows


@pytest.mark.parametrize("row", rows("denials.csv"), ids=lambda row: row["text"])
def test_what_is_denied_is_disputed(row: dict[str, str]) -> None:
    report = reading_of(row["text"]).reports[0]
    assert (report.outcome, report.status) == (row["outcome"], row["status"])


def test_only_the_attack_named_is_denied() -> None:
    reading = reading_of("أعلنت المقاومة استهداف قاعدتي عين الأسد وحرير أمس. ونفى مسؤول أمريكي تعرض حرير للهجوم.")
    assert [(report.place_id, report.status) for report in reading.reports] == [
        ("ain-al-asad", "claimed"),
        ("harir", "disputed"),
    ]
