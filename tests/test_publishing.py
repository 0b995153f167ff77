"""The record as it stood, out of the command line: on a past day, and as it was published."""

from __future__ import annotations

import csv
import datetime as dt
from pathlib import Path

import pytest

from incidents.desk import Desk
from incidents.store import Record
from rasid.cli import main
from tests.newsroom import Clock, article, newsroom


@pytest.fixture
def clock(own_record: str) -> Clock:
    """The clock of a record of two incidents, an hour apart, of which one was retracted a day later."""
    clock = Clock()
    clock.seconds = dt.datetime(2026, 1, 1, 12).astimezone().timestamp()
    record = newsroom(clock, own_record)
    record.add(article(1))
    record.add(article(2, place_id="conoco"))
    clock.seconds += 24 * 3600
    Desk(record, "Mona").reject("RSD-2", 2, "satire")
    record.close()
    return clock


def exported(folder: Path, *options: str) -> list[str]:
    assert main(["export", "--format", "csv", "--output", str(folder / "out.csv"), *options]) == 0
    with (folder / "out.csv").open(encoding="utf-8", newline="") as file:
        return sorted(row["event_id"] for row in csv.DictReader(file))


def test_a_past_day_is_exported_as_it_was_known(clock: Clock, tmp_path: Path) -> None:
    assert exported(tmp_path) == ["RSD-1"]
    assert exported(tmp_path, "--as-known", "2026-01-01") == ["RSD-1", "RSD-2"]
    assert exported(tmp_path, "--as-known", "2026-01-02") == ["RSD-1"]
    assert exported(tmp_path, "--as-known", "2025-12-31") == []


def test_a_published_version_is_exported_as_it_was(
    clock: Clock, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["publish", "v1", "--who", "Mona", "--why", "the first"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "version v1: 1 incidents; the first: 1 added, 0 changed, 0 retracted, 0 merged",
        "+ RSD-1",
    ]
    record = Record.open(clock=clock)
    Desk(record, "Omar").reject("RSD-1", 1, "told twice")
    record.close()
    assert main(["publish", "v2", "--who", "Omar"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "version v2: 0 incidents; since v1: 0 added, 0 changed, 1 retracted, 0 merged",
        "- RSD-1 reject by Omar: told twice",
    ]
    assert exported(tmp_path, "--version", "v1") == ["RSD-1"]
    assert exported(tmp_path, "--version", "v2") == exported(tmp_path) == []
    capsys.readouterr()
    assert main(["versions"]) == 0
    assert [line.partition(",")[0] for line in capsys.readouterr().out.splitlines()] == ["v1: change 3", "v2: change 4"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["publish", "a b", "--who", "Mona"], "rasid: version 'a b': expected 1 to 64 letters"),
        (["publish", "v1", "--who", " "], "rasid: who: expected the name"),
        (
            ["export", "--format", "csv", "--output", "x", "--version", "v9"],
            "rasid: version 'v9': expected one of none",
        ),
    ],
)
def test_what_is_wrong_is_one_line(
    clock: Clock, capsys: pytest.CaptureFixture[str], arguments: list[str], line: str
) -> None:
    assert main(arguments) == 2
    told = capsys.readouterr().err
    assert told.startswith(line)
    assert told.count("\n") == 1
