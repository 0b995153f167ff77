"""The command line: what it prints is a contract, and what is wrong is said in one line without a traceback."""

import csv
import datetime as dt
import json
import os
import sqlite3
import subprocess
import sys
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from export.formats import FORMATS
from geo import picture, static_map
from geo.palette import THEMES
from incidents.store import Record
from load.samples import SAMPLES
from rasid.cli import main
from rasid.options import PICTURE_FORMATS, SIZES, STYLES

ARTICLE = "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران يوم الأحد.\n"


@pytest.fixture(autouse=True)
def _record(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("RASID_DATABASE_URL", f"sqlite:///{tmp_path}/record.sqlite")


def run(capsysbinary: pytest.CaptureFixture[bytes], *arguments: str | Path) -> tuple[int, str, str]:
    """Return exit code, standard output and standard error."""
    try:
        code = main([str(argument) for argument in arguments])
    except SystemExit as exit:
        code = int(exit.code or 0)
    out, err = capsysbinary.readouterr()
    return code, out.decode(), err.decode()


def one_line(text: str) -> bool:
    return text.endswith("\n") and text.count("\n") == 1


# --- extract ---------------------------------------------------------------------------------------------------


def test_json_holds_a_document_an_article_with_exact_quotes(capsysbinary: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-16")
    (tmp_path / "b.txt").write_bytes(b"\x89PNG\x00")
    code, out, err = run(capsysbinary, "extract", tmp_path, "--published", "2023-10-29")
    assert code == 0
    read, unread = json.loads(out)["documents"]
    assert (read["source"], read["published"], read["published_basis"], read["error"]) == (
        str(tmp_path / "a.txt"),
        "2023-10-29",
        "given",
        None,
    )
    (incident,) = read["incidents"]
    assert (incident["place_id"], incident["date_start"]) == ("al-omar", "2023-10-29")
    for evidence in incident["evidence"]:
        assert ARTICLE[evidence["start"] : evidence["end"]] == evidence["quote"]
    assert unread["source"] == str(tmp_path / "b.txt")
    assert unread["error"] == f"{tmp_path}/b.txt: not text in UTF-8, UTF-16 or Windows-1256"
    assert err == f"rasid: {unread['error']}\n"


def test_json_lines_are_the_same_documents(capsysbinary: Any) -> None:
    _, whole, _ = run(capsysbinary, "extract", SAMPLES)
    code, lines, _ = run(capsysbinary, "extract", SAMPLES, "--format", "jsonl")
    assert code == 0
    assert [json.loads(line) for line in lines.splitlines()] == json.loads(whole)["documents"]
    assert len(lines.splitlines()) == 5


@pytest.mark.parametrize("format", ["json", "jsonl", "geojson", "csv"])
def test_a_file_holds_what_would_have_been_printed(capsysbinary: Any, tmp_path: Path, format: str) -> None:
    output = tmp_path / "out"
    _, printed, _ = run(capsysbinary, "extract", SAMPLES, "--format", format)
    code, out, err = run(capsysbinary, "extract", SAMPLES, "--format", format, "--output", output)
    assert (code, out, err) == (0, "", "")
    assert output.read_bytes().decode() == printed
    assert printed


def test_geojson_and_csv_have_a_row_an_event(capsysbinary: Any) -> None:
    documents = json.loads(run(capsysbinary, "extract", SAMPLES)[1])["documents"]
    events = {incident["event_id"] for document in documents for incident in document["incidents"]}
    features = json.loads(run(capsysbinary, "extract", SAMPLES, "--format", "geojson")[1])["features"]
    assert {feature["id"] for feature in features} == events
    rows = list(csv.DictReader(run(capsysbinary, "extract", SAMPLES, "--format", "csv")[1].splitlines()))
    assert len(rows) == len(events) > 0


def test_nothing_readable_is_exit_2_and_still_a_document(capsysbinary: Any, tmp_path: Path) -> None:
    code, out, err = run(capsysbinary, "extract", tmp_path / "missing.txt")
    assert code == 2
    assert json.loads(out)["documents"][0]["error"] == f"{tmp_path}/missing.txt: No such file or directory"
    assert one_line(err)
    code, out, err = run(capsysbinary, "extract", tmp_path / "missing.txt", "--format", "jsonl")
    assert (code, len(out.splitlines())) == (2, 1)


def test_an_article_without_incidents_is_an_empty_result(capsysbinary: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("The weather in London was fine on Sunday, an official said.", encoding="utf-8")
    code, out, err = run(capsysbinary, "extract", tmp_path)
    assert (code, err) == (0, f"rasid: {tmp_path}/a.txt: not in Arabic: the rules read Arabic only\n")
    (document,) = json.loads(out)["documents"]
    assert (document["incidents"], document["published"], document["published_basis"]) == ([], None, "unknown")


# --- ingest and export -----------------------------------------------------------------------------------------


def test_ingesting_twice_changes_nothing(capsysbinary: Any) -> None:
    code, out, err = run(capsysbinary, "ingest", SAMPLES)
    assert (code, err) == (0, "")
    assert out.startswith("articles: 5 read, 5 new, 0 unreadable; incidents: ")
    before = Record.open().version()
    code, out, err = run(capsysbinary, "ingest", SAMPLES)
    assert "5 read, 0 new, 0 unreadable; incidents: 0 new" in out
    assert Record.open().version() == before


def test_ingest_names_what_it_cannot_read(capsysbinary: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="cp1256")
    (tmp_path / "b.txt").write_bytes(b"")
    code, out, err = run(capsysbinary, "ingest", tmp_path / "a.txt", tmp_path / "b.txt", "--published", "2023-10-29")
    assert code == 0
    assert "1 read, 1 new, 1 unreadable" in out
    assert err == f"rasid: {tmp_path}/b.txt: empty: expected an article\n"
    code, _, err = run(capsysbinary, "ingest", tmp_path / "b.txt")
    assert code == 2
    assert one_line(err)


def exported(capsysbinary: Any, output: Path, *filters: str) -> list[dict[str, Any]]:
    code, out, err = run(capsysbinary, "export", "--format", "geojson", "--output", output, *filters)
    assert (code, err) == (0, "")
    features: list[dict[str, Any]] = json.loads(output.read_bytes())["features"]
    assert out.startswith(f"{output}: {len(features)} incidents, ")
    return features


def test_export_writes_what_passes_the_filter(capsysbinary: Any, tmp_path: Path) -> None:
    run(capsysbinary, "ingest", SAMPLES)
    output = tmp_path / "out.geojson"
    everything = exported(capsysbinary, output)
    assert len(everything) == Record.open().counts().total > 0
    first, last = dt.date(2023, 10, 1), dt.date(2023, 10, 31)
    window = exported(capsysbinary, output, "--from", str(first), "--to", str(last), "--no-undated")
    assert 0 < len(window) < len(everything)
    for feature in window:
        assert feature["properties"]["date_start"] <= str(last)
        assert feature["properties"]["date_end"] >= str(first)
    at_the_field = exported(capsysbinary, output, "--place", "حقل العمر النفطي", "--weapon", "rocket")
    assert {feature["properties"]["place_id"] for feature in at_the_field} == {"al-omar"}
    assert exported(capsysbinary, output, "--text", "لا يوجد هذا النص") == []


@pytest.mark.parametrize("format", [*FORMATS, *PICTURE_FORMATS, "pack"])
def test_every_format_is_written(capsysbinary: Any, tmp_path: Path, format: str) -> None:
    run(capsysbinary, "ingest", SAMPLES)
    output = tmp_path / "out"
    code, _, err = run(capsysbinary, "export", "--format", format, "--output", output)
    assert (code, err) == (0, "")
    start = {
        "geojson": b'{"type":"FeatureCollection"',
        "csv": b"event_id,",
        "csv-excel": b"\xef\xbb\xbfevent_id,",
        "csv-acled": b"event_id_cnty,",
        "csv-ucdp": b"id,",
        "jsonl": b'{"event_id"',
        "gpkg": b"SQLite format 3",
        "html": b"<!DOCTYPE html>",
        "png": b"\x89PNG",
        "svg": b"<?xml",
        "pdf": b"%PDF",
        "pack": b"PK",
    }[format]
    assert output.read_bytes().startswith(start)
    assert list(tmp_path.glob(".*")) == []
    assert (tmp_path / "out.about.json").exists() == (format in FORMATS and FORMATS[format].sidecar)


def test_an_empty_selection_gives_valid_empty_files(capsysbinary: Any, tmp_path: Path) -> None:
    run(capsysbinary, "ingest", SAMPLES)
    nothing = ("--from", "1990-01-01", "--to", "1990-01-02", "--no-undated")
    for format in (*FORMATS, "png", "pack"):
        output = tmp_path / f"empty.{format}"
        code, out, err = run(capsysbinary, "export", "--format", format, "--output", output, *nothing)
        assert (code, err) == (0, ""), format
        assert out.startswith(f"{output}: 0 incidents, ")
    assert json.loads((tmp_path / "empty.geojson").read_bytes())["features"] == []
    assert len((tmp_path / "empty.csv-acled").read_bytes().splitlines()) == 1
    assert zipfile.ZipFile(tmp_path / "empty.pack").testzip() is None


def test_a_pack_holds_what_it_is_told_to(capsysbinary: Any, tmp_path: Path) -> None:
    run(capsysbinary, "ingest", SAMPLES)
    output = tmp_path / "pack.zip"
    chosen = ("--include", "csv", "--include", "svg", "--picture", "timeline", "--size", "web", "--language", "ar")
    code, _, err = run(capsysbinary, "export", "--format", "pack", "--output", output, "--to", "2023-12-31", *chosen)
    assert (code, err) == (0, "")
    names = [name.split("/")[1] for name in zipfile.ZipFile(output).namelist()]
    assert [name.split("_", 2)[-1] for name in names] == [
        "20231231_timeline.svg",
        "20231231.csv",
        "sources.csv",
        "about.json",
        "README.ar.md",
        "SHA256SUMS",
    ]


def test_the_permalink_carries_the_filter_and_the_public_address(
    capsysbinary: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RASID_PUBLIC_URL", "https://map.example.org/")
    run(capsysbinary, "ingest", SAMPLES)
    features = exported(
        capsysbinary,
        tmp_path / "x.geojson",
        "--governorate",
        "Deir ez-Zor",
        "--precision",
        "1",
        "--source",
        "Rasid sample",
    )
    assert {feature["properties"]["admin1_pcode"] for feature in features} == {"SY09"}
    assert all(one["properties"]["permalink"].startswith("https://map.example.org/?at=") for one in features)
    about = json.loads((tmp_path / "x.geojson.about.json").read_bytes())
    assert about["permalink"] == "https://map.example.org/?governorate=SY09&precision=1&source=Rasid+sample"
    assert about["counts"]["incidents"] == len(features) > 0


def test_options_know_the_pictures_that_there_are() -> None:
    assert set(PICTURE_FORMATS) == set(static_map.FORMATS)
    assert set(SIZES) == set(picture.SIZES)
    assert set(STYLES) == set(THEMES)


# --- what can be wrong -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ([], "required"),
        (["frobnicate"], "invalid choice"),
        (["extract"], "PATH"),
        (["extract", "a.txt", "--format", "xml"], "invalid choice: 'xml'"),
        (["extract", "a.txt", "--published", "29/10/2023"], "expected a date like 2023-10-29"),
        (["extract", "a.txt", "--published", "2999-01-01"], "no later than today"),
        (["extract", "a.txt", "--pub", "2023-01-01"], "unrecognized arguments"),
        (["ingest", "a.txt", "--published", "2999-01-01"], "no later than today"),
        (["export", "--format", "geojson"], "--output"),
        (
            ["export", "--format", "csv", "--output", "x", "--from", "2024-01-02", "--to", "2024-01-01"],
            "first day first",
        ),
        (["export", "--format", "csv", "--output", "x", "--place", "Atlantis"], "no place of that id or name"),
        (["export", "--format", "csv", "--output", "x", "--attacker", "aliens"], "expected one of us-forces"),
        (["export", "--format", "csv", "--output", "x", "--status", "true"], "invalid choice"),
        (["export", "--format", "csv", "--output", "/proc/none/x"], "cannot be written"),
        (["export", "--format", "pack", "--output", "/proc/none/x"], "cannot be written"),
        (["export", "--format", "gpkg", "--output", "/proc/none/x"], "cannot be written"),
        (["export", "--format", "shp", "--output", "x"], "invalid choice: 'shp'"),
        (["export", "--format", "csv", "--output", "x", "--include", "png"], "only with --format pack"),
        (["export", "--format", "pack", "--output", "x", "--include", "doc"], "invalid choice: 'doc'"),
        (["export", "--format", "png", "--output", "x", "--size", "a0"], "invalid choice: 'a0'"),
        (["export", "--format", "csv", "--output", "x", "--governorate", "Mordor"], "governorate's p-code"),
        (["export", "--format", "png", "--output", "/proc/none/x"], "cannot be written"),
    ],
)
def test_what_is_wrong_is_said_in_one_line(capsysbinary: Any, arguments: Sequence[str], said: str) -> None:
    code, out, err = run(capsysbinary, *arguments)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert err.startswith("rasid")
    assert said in err


def test_faults_of_a_manifest_are_listed_and_nothing_is_read(capsysbinary: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "manifest.csv").write_text("file,published\na.txt,soon\nz.txt,\n", encoding="utf-8")
    code, out, err = run(capsysbinary, "ingest", tmp_path)
    assert (code, out) == (2, "")
    assert [line.split("manifest.csv:")[1][0] for line in err.splitlines()] == ["2", "3"]
    assert Record.open().is_empty()


@pytest.mark.parametrize("command", [["ingest", str(SAMPLES)], ["export", "--format", "csv", "--output", "x"]])
def test_a_record_that_cannot_be_opened_is_one_line(
    capsysbinary: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, command: list[str]
) -> None:
    (tmp_path / "no.sqlite").write_bytes(b"this is no database file at all" * 99)
    monkeypatch.setenv("RASID_DATABASE_URL", f"sqlite:///{tmp_path}/no.sqlite")
    code, out, err = run(capsysbinary, *command)
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "not a Rasid record, or damaged" in err


def test_a_failed_export_leaves_the_old_file(
    capsysbinary: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    output = tmp_path / "out.csv"
    output.write_text("old", encoding="utf-8")
    monkeypatch.setattr(Path, "replace", lambda self, target: (_ for _ in ()).throw(OSError(28, "No space left")))
    code, _, err = run(capsysbinary, "export", "--format", "csv", "--output", output)
    assert (code, one_line(err)) == (2, True)
    assert output.read_text(encoding="utf-8") == "old"
    assert [
        path.name for path in tmp_path.iterdir() if path.suffix not in (".sqlite", ".sqlite-wal", ".sqlite-shm")
    ] == ["out.csv"]


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"{number} {ARTICLE}" * 20, encoding="utf-8")
    command = [sys.executable, "-m", "rasid", "extract", str(tmp_path), "--format", "jsonl"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ.copy()) as process:
        assert process.stdout is not None
        assert process.stderr is not None
        assert process.stdout.readline().startswith(b'{"source"')
        process.stdout.close()
        assert process.stderr.read() == b""
        assert process.wait() == 141


# --- backup, restore, doctor -----------------------------------------------------------------------------------


def test_a_record_is_kept_put_back_and_found_sound(capsysbinary: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    run(capsysbinary, "ingest", tmp_path / "a.txt", "--published", "2023-10-29")
    code, out, _ = run(capsysbinary, "backup", tmp_path / "copy.sqlite")
    assert code == 0
    assert "checked" in out
    (tmp_path / "record.sqlite").unlink()
    code, out, err = run(capsysbinary, "restore", tmp_path / "copy.sqlite")
    assert (code, out, err) == (0, "1 articles, 1 incidents: no faults\n", "")
    code, _, err = run(capsysbinary, "backup", tmp_path / "copy.sqlite")
    assert code == 2
    assert one_line(err)


def test_the_doctor_names_what_is_wrong(capsysbinary: Any, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE)
    run(capsysbinary, "ingest", tmp_path / "a.txt", "--published", "2023-10-29")
    with sqlite3.connect(tmp_path / "record.sqlite") as database:
        database.execute("UPDATE incidents SET status = 'disputed'")
    code, out, err = run(capsysbinary, "doctor")
    assert code == 1
    assert "status is 'disputed' in its row" in err
    assert out == "1 articles, 1 incidents: 1 faults\n"
