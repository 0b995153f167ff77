"""An article that people have reviewed, as a gold text: its words, and what the record tells of it.

`evaluation.gold` reads it. The coding is of the article alone: what its own report says, with the fields that people
have corrected.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

from export.files import replacing
from incidents.actors import actor_names
from incidents.errors import RasidError
from incidents.life import told_by
from incidents.store import Record
from incidents.types import Incident, Report

MANIFEST = "manifest.csv"
"""Says when the texts of a folder were published that do not say it themselves."""


class BadGold(RasidError):
    """An article that cannot be a gold text yet; the line says why."""


def gold_text(record: Record, document_id: str) -> dict[str, Any]:
    """Return the coding of an article whose incidents have all been confirmed, corrected or rejected.

    Raises `BadGold` for one that nobody has reviewed whole, or that the record does not hold.
    """
    reading = record.reading(document_id)
    if reading is None:
        raise BadGold(f"document {document_id}: is not in the record")
    told = {report.id: incident for incident in told_by(record, document_id) for report in incident.reports}
    open_ = sorted({told[one.id].id for one in reading.reports if not is_reviewed(told[one.id])})
    if open_:
        raise BadGold(f"document {document_id}: expected every incident reviewed first: {', '.join(open_)}")
    kept = [(one, told[one.id]) for one in reading.reports if told[one.id].review != "rejected"]
    coded = [_coded(one, incident) for one, incident in kept]
    document = reading.document
    return {
        "published": document.published.isoformat() if document.published else None,
        "published_in_text": document.published_basis == "inferred",  # a web page may have stated it beside its words
        "incidents": [one for one in coded if one["place"]],
        "optional": [],
        "unlocated": [one for one in coded if not one["place"]],
        "tallies": [
            {
                "count": tally.count,
                "at_least": tally.at_least,
                "scope": tally.scope,
                "from": tally.date_from.isoformat() if tally.date_from else None,
                "to": tally.date_to.isoformat() if tally.date_to else None,
                "source": tally.source,
                "evidence": tally.evidence[0].quote,
            }
            for tally in reading.tallies
        ],
        "non_incidents": [{"kind": one.kind, "evidence": one.quote} for one in reading.rejected],
    }


def write_gold_text(record: Record, document_id: str, folder: Path, name: str) -> None:
    """Write `NAME.txt` and `NAME.json` into a folder, over no other text, and a line for it into its `manifest.csv`.

    Raises `BadGold`, and `WriteError` where the system refuses.
    """
    if not folder.is_dir():
        raise BadGold(f"{folder}: no folder: expected the one that the text shall stand in")
    manifest = folder / MANIFEST
    known = manifest.read_text("utf-8-sig") if manifest.exists() else ""
    for file, content in _files(record, document_id, name, known).items():
        path = folder / file
        if path.exists() and path != manifest:
            raise BadGold(f"{path}: stands there already: expected another name")
        with replacing(path) as written:
            written.write(content)


def gold_archive(record: Record, document_id: str) -> bytes:
    """Return the files in a zip, called after the article. Raises `BadGold`."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for file, content in _files(record, document_id, document_id).items():
            archive.writestr(zipfile.ZipInfo(file), content)
    return held.getvalue()


def is_reviewed(incident: Incident) -> bool:
    """Whether a person has looked at an incident, so that it can stand in a gold text."""
    return incident.review in _REVIEWED


_REVIEWED = ("confirmed", "corrected", "rejected", "added")


def _files(record: Record, document_id: str, name: str, manifest: str = "") -> dict[str, bytes]:
    """Return the files of a gold text; the manifest that stands beside it goes on with what its words do not say."""
    coding = gold_text(record, document_id)
    document = record.document(document_id)
    if document is None:
        raise BadGold(f"document {document_id}: is not in the record")
    files = {
        f"{name}.txt": document.text.encode(),
        f"{name}.json": json.dumps(coding, ensure_ascii=False, indent=1).encode() + b"\n",
    }
    if document.published and not coding["published_in_text"]:
        columns = next(csv.reader(manifest.splitlines()), ["file", "published"])
        told = io.StringIO(manifest and manifest.rstrip("\n") + "\n")
        told.seek(0, io.SEEK_END)
        rows = csv.DictWriter(told, columns, extrasaction="ignore", lineterminator="\n")
        if not manifest:
            rows.writeheader()
        rows.writerow({"file": f"{name}.txt", "published": document.published.isoformat()})
        files[MANIFEST] = told.getvalue().encode()
    return files


def _coded(report: Report, incident: Incident) -> dict[str, Any]:
    """Return what one report says, with what people have corrected in its incident."""
    said = {one.field: one.value for one in incident.corrections}

    def of(field: str) -> Any:
        return said.get(field, getattr(report, field))

    start, end = of("date_start"), of("date_end")
    killed, injured = (
        [number for count in of("casualties") if (number := getattr(count, name)) is not None]
        for name in ("killed", "injured")
    )
    return {
        "place": of("place_id"),
        "date": [start.isoformat(), end.isoformat()] if start and end else None,
        "time_precision": of("time_precision"),
        "weapons": list(of("weapons")),
        "munition_count": of("munition_count"),
        "attacker": actor_names(of("attackers"), "en") or "unknown",
        "target": actor_names(of("targets"), "en") or "unknown",
        "outcome": of("outcome"),
        "killed": sum(killed) if killed else None,
        "injured": sum(injured) if injured else None,
        "status": of("status"),
        "sources": list(of("sources")),
        "evidence": report.quote,
    }
