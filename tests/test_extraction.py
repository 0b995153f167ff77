"""Extracting beside the record's one writer: the same to the end, whatever is ended in between."""

from __future__ import annotations

import datetime as dt
import json
import multiprocessing
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from geo.gazetteer import load_gazetteer
from incidents.life import changes
from incidents.store import Record
from load.extraction import Extraction
from load.ingest import Ingested, ingest
from tests.builders import make_document

NOW = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
BASES = ("حقل العمر النفطي", "كونيكو", "الشدادي", "التنف", "عين الأسد", "حرير")


def archive(path: Path, count: int) -> Path:
    """Articles about attacks; some stand there twice, with other blanks, or with other words at the same address."""
    rows = []
    for number in range(count):
        day = dt.date(2023, 10, 1) + dt.timedelta(number // 4)
        told = f"تعرضت قاعدة {BASES[number % 6]} اليوم لقصف بـ{number % 7 + 3} صواريخ، وفق مصدر رقم {number}."
        row = {"text": told, "url": f"https://news.example/{number}", "published": str(day)}
        rows += [row]
        if number % 5 == 0:
            rows += [row | {"text": told.replace(" ", "  "), "url": f"https://other.example/{number}"}]
        if number % 7 == 0:
            rows += [row | {"text": told + " وأعلن أن لا إصابات."}, row]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


def load(path: Path, record: Record, processes: int) -> Ingested:
    return ingest([path], record, load_gazetteer(), now=lambda: NOW, processes=processes)


def opened(path: Path) -> Record:
    ids = iter(range(10_000))
    return Record.open(f"sqlite:///{path}", mint=lambda: f"RSD-{next(ids)}", clock=lambda: 0)


def test_extracting_beside_leads_to_the_same_record(tmp_path: Path) -> None:
    told = archive(tmp_path / "a.jsonl", 45)
    one, other = opened(tmp_path / "one"), opened(tmp_path / "other")
    assert load(told, one, 0) == load(told, other, 2)
    assert one.documents() == other.documents()
    assert one.incidents() == other.incidents() != ()
    assert changes(one, 1_000) == changes(other, 1_000)
    assert load(told, other, 2).new == 0
    assert multiprocessing.active_children() == []
    one.close()
    other.close()


def test_a_process_that_somebody_ends_costs_nothing() -> None:
    document = make_document("تعرضت قاعدة كونيكو اليوم لقصف بستة صواريخ.")
    with Extraction(load_gazetteer(), 1) as extraction:
        found = extraction.begin(document)()
        for process in multiprocessing.active_children():
            os.kill(process.pid or 0, signal.SIGKILL)
        assert extraction.begin(document)() == found
        assert extraction.begin(document)() == found


@pytest.mark.parametrize(("how", "code"), [(signal.SIGINT, 130), (signal.SIGKILL, -signal.SIGKILL)])
def test_what_was_kept_stays_when_loading_is_ended_and_loading_again_goes_on(
    how: signal.Signals, code: int, tmp_path: Path
) -> None:
    told = archive(tmp_path / "a.jsonl", 400)
    record = opened(tmp_path / "record.sqlite")
    command = [sys.executable, "-m", "rasid", "ingest", str(told)]
    with subprocess.Popen(
        command,
        env=os.environ | {"RASID_DATABASE_URL": f"sqlite:///{tmp_path}/record.sqlite"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        process_group=0,
    ) as loading:
        until = time.monotonic() + 120
        while not record.document_ids():
            assert time.monotonic() < until
            assert loading.poll() is None
        kept = set(record.document_ids())
        if how == signal.SIGINT:
            os.killpg(loading.pid, how)  # as a terminal does
        else:
            loading.kill()
        out, err = loading.communicate(timeout=60)  # ends when nobody holds these any more: no process is left
    assert (loading.returncode, out) == (code, b"")
    assert not err or how == signal.SIGKILL  # then Python tidies up after us, and says so
    assert kept <= set(record.document_ids())
    assert list(record.faults(load_gazetteer())) == []
    load(told, record, 0)
    assert load(told, record, 0).new == 0
    whole = opened(tmp_path / "whole.sqlite")
    load(told, whole, 0)
    assert whole.document_ids() == record.document_ids()
    assert whole.counts().total == record.counts().total
    whole.close()
    record.close()
