"""Who tells of attacks, and whose outlet it is, from `seeds/sources.csv`.

Reports name sources by the table's English name or in the article's own words; publishers are named as whoever loaded
the article wrote them. Both are looked up here in any spelling of the table.
"""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from incidents.errors import BadTable
from language.arabic import fold
from language.catalogue import Language
from language.dates import format_date
from language.punctuation import COMMA
from language.terms import term

_INSIDE = "source in "
"""What reports write before the name of those to whom an unnamed source belongs."""

SOURCES_TABLE = Path(__file__).resolve().parent.parent / "seeds" / "sources.csv"

KINDS = ("agency", "press", "state", "party", "local", "monitor", "authority", "armed-group", "unnamed")
"""What a source is: a news agency; press of private owners; a state's outlet; an outlet of a party or close to one;
an outlet or people of the place; a rights monitor; a government, ministry or army; an armed group; people not named."""

SIDES = (
    "united-states",
    "coalition",
    "iran",
    "iran-backed",
    "iraqi-government",
    "kurdistan-region",
    "syrian-government",
    "opposition",
    "sdf",
    "pkk",
    "isis",
    "israel",
    "turkey",
    "russia",
    "jordan",
    "qatar",
    "saudi-arabia",
    "emirates",
    "britain",
    "france",
    "germany",
    "china",
)
"""Whose it is, or whom it is close to."""

SAMPLE_PUBLISHER = "Rasid sample"
"""Under whose name our sample dispatches stand."""

SEVERAL = "; "
"""What stands between the names where a record keeps several sources in one text."""


@dataclass(frozen=True, slots=True)
class KnownSource:
    """A source that the table knows."""

    name_en: str
    """Its English name, as reports keep it."""
    name_ar: str
    kind: str
    """One of `KINDS`."""
    side: str
    """One of `SIDES`, or empty where it stands on none."""
    also: tuple[str, ...]
    """Other spellings of its name, and hosts of its web addresses."""
    note: str
    """What a reader should know of it, in English; may be empty."""


@cache
def load_sources(table: Path = SOURCES_TABLE) -> Mapping[str, KnownSource]:
    """Return every source by each of its names, folded. Raises `BadTable` listing every faulty row."""
    found: dict[str, KnownSource] = {}
    faults: list[str] = []
    with table.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            where = f"{table.name}:{reader.line_num}"
            also = tuple(name.strip() for name in (row["also"] or "").split(";") if name.strip())
            source = KnownSource(row["name_en"], row["name_ar"], row["kind"], row["side"], also, row["note"] or "")
            faults.extend(f"{where}: {fault}" for fault in _faults(source))
            for name in dict.fromkeys(map(fold, (source.name_en, source.name_ar, *also))):
                if name in found:
                    faults.append(f"{where}: {name!r} is also a name of {found[name].name_en!r}: expected of one only")
                found[name] = source
    if faults:
        raise BadTable("\n".join(faults))
    return found


def find_source(name: str | None) -> KnownSource | None:
    """Return the source of this name in any spelling, Arabic or Latin; None where the table does not know it."""
    return load_sources().get(fold(name).strip()) if name else None


def source_name(name: str, language: Language) -> str:
    """Return a source's name in one language, several set apart as they came; unknown ones stay as they are told."""
    return SEVERAL.join(_one_name(one, language) for one in name.split(SEVERAL))


def report_followed(after: str, language: Language) -> str:
    """Return whose report a sample dispatch follows, and of which day (`Al Mayadeen, 2023-10-27`), in one language;
    the text as it is told where no day stands at its end."""
    name, _, told = after.rpartition(", ")
    try:
        day = format_date(dt.date.fromisoformat(told), language)
    except ValueError:
        return after
    return f"{source_name(name, language)}{COMMA[language]}{day}"


def _one_name(name: str, language: Language) -> str:
    if name == SAMPLE_PUBLISHER:
        return term("source", "sample", language)
    known = find_source(name)
    if known is None:
        inside = name.removeprefix(_INSIDE)
        if inside == name:
            return name
        return term("source", "inside", language).format(name=_one_name(inside, language))
    return known.name_ar if language == "ar" else known.name_en


def _faults(source: KnownSource) -> list[str]:
    faults = [f"{column} is empty: expected a name" for column in ("name_en", "name_ar") if not getattr(source, column)]
    if source.kind not in KINDS:
        faults.append(f"kind {source.kind!r}: expected one of {', '.join(KINDS)}")
    if source.side and source.side not in SIDES:
        faults.append(f"side {source.side!r}: expected nothing or one of {', '.join(SIDES)}")
    return faults
