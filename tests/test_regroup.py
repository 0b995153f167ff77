"""`rasid regroup`: which reports tell one event, decided anew."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from incidents.store import Record
from rasid.cli import main
from tests.builders import make_document, make_reading, make_report


def test_the_window_is_kept_with_the_record_and_taken_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("RASID_DATABASE_URL", f"sqlite:///{tmp_path}/record.sqlite")
    record = Record.open()
    for day in (28, 29):
        document = make_document(f"قصف القاعدة يوم {day}. انتهى الخبر")
        record.add(make_reading(document, make_report(document, day=dt.date(2023, 10, day))))
    for arguments, said, incidents in (
        ([], "no incidents are others now; dates of one event lie at most 0 days apart", 2),
        (["--window", "1"], "1 incidents are others now; dates of one event lie at most 1 days apart", 1),
        ([], "no incidents are others now; dates of one event lie at most 1 days apart", 1),
        (["--window", "0"], "2 incidents are others now; dates of one event lie at most 0 days apart", 2),
    ):
        assert main(["regroup", *arguments]) == 0
        assert capsys.readouterr().out == said + "\n"
        assert len(record.incidents()) == incidents
    assert main(["doctor"]) == 0


@pytest.mark.parametrize("window", ["-1", "8", "a"])
def test_a_window_that_is_none_is_refused_in_one_line(window: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as caught:
        main(["regroup", f"--window={window}"])
    assert caught.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1
