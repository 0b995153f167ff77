"""The report pack: everything in it is whole, checked, explained, and tells the same."""

from __future__ import annotations

import csv
import hashlib
import io
import json
import zipfile
from dataclasses import replace
from typing import Any

import pytest

from export.formats import UnknownFormatError
from export.pack import SOURCE_COLUMNS, write_pack
from incidents.merge import derive
from incidents.sources import SAMPLE_PUBLISHER
from incidents.types import Filter
from tests.builders import make_document, make_report
from tests.datasets import ADDRESS, make_dataset
from tests.incident_strategies import HOSTILE, six_incidents

FORMATS = ("geojson", "csv", "csv-excel", "csv-acled", "csv-ucdp", "jsonl", "gpkg", "html")
FOLDER = "rasid_20231029_20231029"


def packed(dataset: Any, formats: Any = FORMATS, **options: Any) -> dict[str, bytes]:
    """The files of a pack by name, without their folder."""
    file = io.BytesIO()
    write_pack(dataset, file, formats, options.pop("pictures", {"_map.png": lambda: b"\x89PNG picture"}), **options)
    with zipfile.ZipFile(file) as archive:
        assert archive.testzip() is None
        names = archive.namelist()
        folder = names[0].split("/")[0]
        assert all(name.startswith(f"{folder}/") for name in names)
        return {name.removeprefix(f"{folder}/"): archive.read(name) for name in names}


def test_a_pack_holds_what_was_chosen_and_its_checksums_hold() -> None:
    files = packed(make_dataset(*six_incidents()))
    assert set(files) == {
        f"{FOLDER}_map.png",
        *(f"{FOLDER}{end}" for end in (".geojson", ".csv", "_excel.csv", "_acled.csv", "_ucdp.csv", ".jsonl")),
        *(f"{FOLDER}{end}" for end in (".gpkg", ".html")),
        "sources.csv",
        "about.json",
        "README.en.md",
        "README.ar.md",
        "SHA256SUMS",
    }
    sums = dict(reversed(line.split("  ")) for line in files["SHA256SUMS"].decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in files.items() if name != "SHA256SUMS"}


def test_all_files_tell_the_same_number() -> None:
    incidents, documents = six_incidents()
    # A record is read once.
    files = packed(replace(make_dataset(incidents, documents), incidents=iter(incidents)))
    assert len(json.loads(files[f"{FOLDER}.geojson"])["features"]) == 6
    assert len(files[f"{FOLDER}.jsonl"].splitlines()) == 6
    for name in (".csv", "_excel.csv", "_acled.csv", "_ucdp.csv"):
        assert len(list(csv.reader(io.StringIO(files[FOLDER + name].decode("utf-8-sig"), newline="")))) == 7


def test_the_readme_says_what_was_asked_and_under_which_terms() -> None:
    filter = Filter(weapons=frozenset({"rocket"}), text="`<b>*x*", undated=False)
    files = packed(make_dataset(*six_incidents(), filter=filter))
    text = files["README.en.md"].decode()
    for said in (
        "Weapon: Rocket",
        "\\`\\<b\\>\\*x\\*",
        "- Incidents: 6",
        "- hidden by the filters: 0",
        "Status: claimed",
        "CC BY-SA 4.0",
        "test-1",
        "1 September 2024",
        ADDRESS,
        f"`{FOLDER}.gpkg`: incidents, places",
        f'<iframe src="{FOLDER}.html"',
        "Golan",
    ):
        assert said in text, said
    assert "Sample data" not in text
    arabic = files["README.ar.md"].decode()
    assert "الحوادث: 6" in arabic
    assert "كيفية الاستشهاد" in arabic


def test_the_readme_speaks_the_language_that_was_chosen_and_names_samples() -> None:
    dataset = make_dataset(*six_incidents(), language="ar", publishers=((SAMPLE_PUBLISHER, 6),))
    files = packed(dataset, ("csv",))
    assert "README.en.md" not in files
    assert "بيانات نموذجية" in files["README.ar.md"].decode()


def test_the_table_of_sources_has_a_harmless_row_an_article() -> None:
    documents = [
        make_document(f"قصف قاعدة {number}.", publisher=text, title=text) for number, text in enumerate(HOSTILE)
    ]
    incidents = [derive(f"i{number}", [make_report(document)]) for number, document in enumerate(documents)]
    files = packed(make_dataset(incidents, {one.id: one for one in documents}), ("csv",))
    rows = list(csv.DictReader(io.StringIO(files["sources.csv"].decode("utf-8-sig"), newline=""), strict=True))
    assert tuple(rows[0]) == SOURCE_COLUMNS
    assert len(rows) == len(HOSTILE)
    for row in rows:
        assert row["incidents"] == "1"
        assert not any(cell.startswith(("=", "+", "-", "@", "\t")) or "\n" in cell for cell in row.values())


def test_an_empty_selection_gives_a_whole_pack() -> None:
    files = packed(make_dataset([], {}))
    name = "rasid_20240901"
    assert json.loads(files[f"{name}.geojson"])["features"] == []
    assert files[f"{name}.jsonl"] == b""
    assert "- Incidents: 0" in files["README.en.md"].decode()


def test_the_same_data_gives_the_same_bytes() -> None:
    assert packed(make_dataset(*six_incidents())) == packed(make_dataset(*six_incidents()))
    one, other = io.BytesIO(), io.BytesIO()
    for file in (one, other):
        write_pack(make_dataset(*six_incidents()), file, ("csv", "gpkg"), {})
    assert one.getvalue() == other.getvalue()


def test_progress_names_each_file_and_ends() -> None:
    told: list[tuple[int, int, str]] = []
    packed(make_dataset(*six_incidents()), ("csv",), progress=lambda *step: told.append(step))
    total = told[-1][0]
    assert told[-1] == (total, total, "")
    assert [done for done, _, _ in told] == list(range(total + 1))
    assert told[0][2] == f"{FOLDER}_map.png"


def test_an_unknown_format_is_refused() -> None:
    with pytest.raises(UnknownFormatError, match="'shp': expected one of"):
        packed(make_dataset([], {}), ("shp",))
