"""The report pack: one zip with pictures, data, the table of sources, a README, and checksums."""

from __future__ import annotations

import csv
import hashlib
import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any, BinaryIO, cast

from export.about import citation, licence, method, sample_data, state_text
from export.csv_table import safe
from export.dataset import Dataset
from export.formats import format_named, sidecar
from export.html_map import languages_of, snippet
from export.selection import selection_in_words
from geo.basemap import credit, load_basemap
from incidents.types import Incident
from language.catalogue import Language, translations
from language.dates import format_number, format_range
from language.plain import plain

Progress = Callable[[int, int, str], None]
"""Called with files done, files in all, and the name of the one that comes next (empty at the end)."""

Make = Callable[[BinaryIO], Any]
"""Writes one file of the pack."""

SOURCE_COLUMNS = (
    "publisher",
    "published",
    "published_basis",
    "title",
    "url",
    "after",
    "language",
    "incidents",
    "event_ids",
    "text_sha256",
)
"""Columns of the table of sources, a row an article."""

_STORED = (".png",)
"""Already compressed."""


def write_pack(
    dataset: Dataset,
    file: BinaryIO,
    formats: Sequence[str],
    pictures: Mapping[str, Callable[[], bytes]],
    progress: Progress = lambda done, total, name: None,
) -> int:
    """Write the zip and return how many incidents it holds; without any, every file in it is valid and empty.

    `formats` are names of `export.formats.FORMATS`; `pictures` are made when their turn comes, under the end of their
    file's name (`_map.png`). All files stand in one folder, with a `SHA256SUMS` that `sha256sum -c` reads. The same
    dataset gives the same bytes. The incidents are held in memory, so that all files tell the same. Raises what the
    formats' writers raise, `UnknownFormatError` for a format that does not exist.
    """
    incidents = tuple(dataset.incidents)
    held = replace(dataset, incidents=incidents)
    files: dict[str, Make] = {dataset.file_name(ending): _made(make) for ending, make in pictures.items()}
    for format in map(format_named, dict.fromkeys(formats)):
        files[dataset.file_name(format.suffix)] = partial(format.write, held)
    files["sources.csv"] = _made(lambda: _sources(incidents, held))
    files["about.json"] = _made(lambda: sidecar(held))
    readmes = {f"README.{language}.md": language for language in languages_of(dataset)}
    names = [*files, *readmes]
    for name, language in readmes.items():
        files[name] = _made(partial(_readme_bytes, held, names, language))

    folder, digests = dataset.file_name(""), {}
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for done, (name, write) in enumerate(files.items()):
            progress(done, len(files), name)
            with archive.open(_member(f"{folder}/{name}", dataset), "w", force_zip64=True) as member:
                digested = _Digested(member)
                write(cast(BinaryIO, digested))
            digests[name] = digested.sha256.hexdigest()
        sums = "".join(f"{digest}  {name}\n" for name, digest in digests.items())
        archive.writestr(_member(f"{folder}/SHA256SUMS", dataset), sums)
    progress(len(files), len(files), "")
    return len(incidents)


def readme(dataset: Dataset, names: Sequence[str], language: Language) -> str:
    """Return what stands beside the files `names`: filters, counts, what each file is, method, terms, citation."""
    words = translations(language)
    gettext, counts = words.gettext, dataset.counts

    def counted(single: str, number: int) -> str:
        return f"- {single}: {format_number(number, language)}"

    chosen = plain(selection_in_words(dataset.filter, dataset.gazetteer, language))
    lines = [
        f"# {gettext('Attacks reported in Syria and Iraq')}",
        "",
        *([sample_data(language), ""] if dataset.holds_samples else []),
        citation(dataset, language) + ".",
        "",
        f"## {gettext('What was selected')}",
        "",
        f"- {gettext('Window')}: {format_range(dataset.filter.date_from, dataset.filter.date_to, language)}",
        f"- {gettext('Filters')}: {_in_markdown(chosen) or gettext('none')}",
        counted(gettext("Incidents"), counts.shown),
        counted(gettext("of them undated"), dataset.undated),
        counted(gettext("of them without a place on the map"), counts.unlocated),
        counted(gettext("hidden by the filters"), counts.hidden),
        counted(gettext("Published counts"), len(dataset.tallies)),
        f"- {gettext('Record')}: {dataset.version}, {state_text(dataset.pin, dataset.as_of, language)}",
        "",
        f"## {gettext('Files')}",
        "",
        *(f"- `{name}`: {_explained(name, language)}" for name in names),
        f"- `SHA256SUMS`: {gettext('checksums of these files (sha256sum -c SHA256SUMS)')}",
        "",
        f"## {gettext('How it comes about')}",
        "",
        method(language),
        "",
        f"## {gettext('Boundaries')}",
        "",
        load_basemap().note(language=language),
        credit(language),
        "",
        f"## {gettext('Terms')}",
        "",
        licence(language),
        "",
        f"## {gettext('How to cite')}",
        "",
        citation(dataset, language) + ".",
        "",
    ]
    page = next((name for name in names if name.endswith(".html")), None)
    if page:
        embedding = snippet(page, gettext("Attacks reported in Syria and Iraq"))
        lines += [f"## {gettext('Embed this map')}", "", "```html", embedding, "```", ""]
    return "\n".join(lines)


def _made(make: Callable[[], bytes]) -> Make:
    """Return a writer of what `make` returns when its turn comes."""

    def write(file: BinaryIO) -> int:
        return file.write(make())

    return write


def _readme_bytes(dataset: Dataset, names: Sequence[str], language: Language) -> bytes:
    return readme(dataset, names, language).encode("utf-8", "backslashreplace")


class _Digested(io.BufferedIOBase):
    """A file to write through, that knows the digest of what went through it."""

    def __init__(self, file: Any) -> None:
        self._file = file
        self.sha256 = hashlib.sha256()

    def writable(self) -> bool:
        return True

    def write(self, data: Any) -> int:
        self.sha256.update(data)
        self._file.write(data)
        return len(data)


def _member(name: str, dataset: Dataset) -> zipfile.ZipInfo:
    """A member dated by the day of the export, so that the same data gives the same bytes."""
    day = dataset.as_of
    member = zipfile.ZipInfo(name, (max(day.year, 1980), day.month, day.day, 0, 0, 0))
    member.compress_type = zipfile.ZIP_STORED if name.endswith(_STORED) else zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member


def _sources(incidents: Sequence[Incident], dataset: Dataset) -> bytes:
    """The table of sources as CSV that Excel opens: a row an article, the one with most incidents first."""
    told: dict[str, list[str]] = {}
    for incident in incidents:
        for report in incident.reports:
            told.setdefault(report.document_id, []).append(incident.id)
    file = io.StringIO()
    file.write("\ufeff")
    table = csv.writer(file)
    table.writerow(SOURCE_COLUMNS)
    for id, ids in sorted(told.items(), key=lambda pair: (-len(set(pair[1])), pair[0])):
        document = dataset.documents[id]
        row = (
            document.publisher,
            document.published.isoformat() if document.published else None,
            document.published_basis,
            document.title,
            document.url,
            f"our wording, after a report by {document.after}" if document.after else None,
            document.language,
            len(set(ids)),
            "; ".join(dict.fromkeys(ids)),
            document.sha256,
        )
        table.writerow([safe(cell) for cell in row])
    return file.getvalue().encode("utf-8", "backslashreplace")


def _explained(name: str, language: Language) -> str:
    gettext = translations(language).gettext
    for ending, text in (
        ("sources.csv", gettext("the articles behind the incidents, for Excel")),
        ("about.json", gettext("where the data comes from, for programs")),
        (".md", gettext("this text")),
        (".png", gettext("picture")),
        (".svg", gettext("picture, to be edited")),
        (".pdf", gettext("picture, for print")),
        (".geojson", gettext("incidents for GIS and web maps")),
        ("_excel.csv", gettext("incidents as a table, for Excel")),
        ("_acled.csv", gettext("incidents under ACLED's columns")),
        ("_ucdp.csv", gettext("incidents under UCDP's columns")),
        (".csv", gettext("incidents as a table, for programs")),
        (".jsonl", gettext("incidents with all evidence, one a line")),
        (".gpkg", gettext("incidents, places, published counts and evidence as layers, for QGIS")),
        (".html", gettext("interactive map in one file")),
    ):
        if name.endswith(ending):
            return text
    raise ValueError(f"file {name!r}: expected one that a pack holds")


def _in_markdown(text: str) -> str:
    """A reader's words inside a list: nothing of them is markup."""
    return "".join(f"\\{letter}" if letter in "\\`*_[]<>#|" else letter for letter in text)
