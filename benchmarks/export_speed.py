"""How fast and how large the exports are, some against geopandas in the same run.

`uv run python benchmarks/export_speed.py [--json]`. `geojson_100000_over_geopandas` is our time over theirs.

Incidents are made up, evenly spread over the gazetteer and ten years, with Arabic quotes of the length that reports
have. Every size is written once after a warm-up, to a file on disk; ratios compare the same rows on the same machine.
"""

from __future__ import annotations

import argparse
import datetime as dt
import gc
import io
import json
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path

import geopandas

from export.columns import row
from export.dataset import Dataset
from export.formats import write
from export.pack import write_pack
from geo.gazetteer import load_gazetteer
from geo.marks import PlaceMark
from geo.picture import Picture
from geo.static_map import render
from incidents.actors import load_actors
from incidents.merge import derive
from incidents.query import Counts
from incidents.types import OUTCOMES, STATUSES, WEAPONS, Document, Evidence, Incident, Report, Span
from language.catalogue import LANGUAGES

FIRST_DAY = dt.date(2015, 1, 1)
DAYS = 3_650
AS_OF = dt.date(2026, 1, 1)
ADDRESS = "https://map.example.org"
TEXT = (
    "تعرضت القاعدة، فجر اليوم، لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران من محيط المدينة، بحسب مصادر محلية "
    "تحدثت إلى الوكالة. وقال المرصد السوري لحقوق الإنسان إن الصواريخ سقطت داخل القاعدة من دون ورود معلومات عن إصابات."
)
QUOTES = (("act", 0, 84), ("weapon", 29, 40), ("attacker", 49, 70), ("source", 115, 151))
"""Fields and where the words that prove them stand in `TEXT`."""


class Articles(Mapping[str, Document]):
    """An article for each number, made when it is asked for, so that a million of them take no memory."""

    def __getitem__(self, id: str) -> Document:
        return Document(
            id=id,
            source=f"{id}.txt",
            publisher=f"وكالة {int(id, 16) % 40}",
            title="قصف صاروخي على قاعدة شرقي سوريا",
            url=f"https://news.example.org/arabic/2023/10/{id}",
            published=AS_OF,
            published_basis="given",
            text=TEXT,
            sha256=id * 4,
            language="ar",
        )

    def __iter__(self) -> Iterator[str]:
        raise TypeError("articles are looked up one by one")

    def __len__(self) -> int:
        raise TypeError("articles are looked up one by one")


def incidents(count: int) -> Iterator[Incident]:
    """Yield made-up incidents, the same ones every time; one in fifty is undated, one in a hundred has no place."""
    places, actors = list(load_gazetteer()), list(load_actors())
    for number in range(count):
        id = sha256(str(number).encode()).hexdigest()[:16]
        day = None if number % 50 == 7 else FIRST_DAY + dt.timedelta(days=number * 7 % DAYS)
        report = Report(
            id=id,
            document_id=id,
            rules_version="benchmark",
            date_start=day,
            date_end=day,
            date_latest=day,
            time_precision="day" if day else "undated",
            time_of_day=None,
            place_id=None if number % 100 == 3 else places[number * 13 % len(places)],
            place_name="القاعدة",
            geo_precision=None if number % 100 == 3 else 1,
            event_type="Explosions/Remote violence",
            sub_event_type="Shelling/artillery/missile attack",
            weapons=(WEAPONS[number % len(WEAPONS)],),
            munition_count=number % 9 or None,
            attackers=(actors[number % len(actors)],),
            targets=("us-coalition",),
            target_detail=None,
            outcome=OUTCOMES[number % len(OUTCOMES)],
            casualties=(),
            status=STATUSES[number % len(STATUSES)],
            sources=("SOHR",),
            versions=(),
            certainty="explicit",
            certainty_reason=None,
            evidence=tuple(
                Evidence(id, field, Span(start, end), TEXT[start:end], "benchmark")  # type: ignore[arg-type]
                for field, start, end in QUOTES
            ),
        )
        yield derive(f"RSD-{number:08}", [report])


def dataset(count: int) -> Dataset:
    """Return `count` incidents as they come out of a record: one at a time."""
    return Dataset(
        incidents=incidents(count),
        gazetteer=load_gazetteer(),
        documents=Articles(),
        as_of=AS_OF,
        address=ADDRESS,
        counts=Counts(shown=count, total=count, undated=count // 50, unlocated=count // 100),
        publishers=tuple((f"وكالة {number}", count // 40) for number in range(40)),
        version="benchmark-1",
        first=FIRST_DAY,
        last=FIRST_DAY + dt.timedelta(days=DAYS),
    )


@cache
def picture(count: int) -> Picture:
    """Return a picture of `count` incidents, aggregated by place as the record hands them over."""
    gazetteer = load_gazetteer()
    found: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for one in incidents(count):
        if one.place_id:
            found[one.place_id].update([one.status, *(["undated"] if one.date_start is None else [])])
    marks = []
    for id, counted in sorted(found.items()):
        place, by_status = gazetteer[id], {status: counted[status] for status in STATUSES if counted[status]}
        marks.append(
            PlaceMark(
                place_id=id,
                name_ar=place.name_ar,
                name_en=place.name_en,
                lon=place.lon,
                lat=place.lat,
                radius_m=place.radius_m,
                exact=place.exact,
                count=sum(by_status.values()),
                undated=counted["undated"],
                by_status=by_status,
            )
        )
    return Picture(
        marks=marks,
        date_from=FIRST_DAY,
        date_to=None,
        as_of=AS_OF,
        shown=count,
        undated=count // 50,
        unlocated=count // 100,
        sources=dict.fromkeys(LANGUAGES, ("وكالة 1", "وكالة 2")),
        permalink=f"{ADDRESS}/?from={FIRST_DAY}",
    )


def seconds(run: Callable[[], object]) -> float:
    """Return how long one call takes."""
    begun = time.perf_counter()
    run()
    return time.perf_counter() - begun


def geojson_against_geopandas(count: int, folder: Path) -> tuple[float, float]:
    """Return the seconds that we and geopandas take for the same incidents in memory, each the fastest of three turns.

    Ours turns incidents into rows and writes them. geopandas is given a finished GeoDataFrame of those rows, and only
    its `to_file` is timed, which favours it.
    """
    events, articles = list(incidents(count)), Articles()
    held = replace(
        dataset(count),
        incidents=events,
        documents={one.reports[0].document_id: articles[one.reports[0].document_id] for one in events},
    )
    rows = [row(one, held) for one in events]
    frame = geopandas.GeoDataFrame(
        rows,
        geometry=geopandas.points_from_xy([one["longitude"] for one in rows], [one["latitude"] for one in rows]),
        crs="EPSG:4326",
    )
    del rows
    # All of this is in memory for the comparison only; neither turn shall wait for the collector to walk through it.
    gc.collect()
    gc.freeze()
    ours, theirs = [], []
    for turn in range(3):
        ours.append(seconds(partial(write, "geojson", held, folder / f"ours{turn}.geojson")))
        theirs.append(seconds(partial(frame.to_file, folder / f"theirs{turn}.geojson", driver="GeoJSON")))
    return min(ours), min(theirs)


def peak_megabytes(count: int, folder: Path) -> tuple[float, float]:
    """Return the peak memory of a process of its own that streams `count` incidents into GeoJSON, and how much of it
    came after the first thousand: what is flat stays near nothing."""
    command = [sys.executable, __file__, "--stream", str(count), str(folder / "stream.geojson")]
    told = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    peak, grown = map(float, told.split())
    return peak, grown


def _stream(count: int, path: Path) -> tuple[float, float]:
    write("geojson", dataset(1_000), path)  # what is loaded once a process is no part of the growth
    before = _peak()
    write("geojson", dataset(count), path)
    return _peak(), _peak() - before


def _peak() -> float:
    """The most memory this process has held, in megabytes, as Linux keeps it; `getrusage` would tell the parent's."""
    (line,) = (line for line in Path("/proc/self/status").read_text().splitlines() if line.startswith("VmHWM"))
    return int(line.split()[1]) / 1024


def pack(count: int) -> int:
    """Make a report pack with a picture and five formats; return its bytes."""
    file = io.BytesIO()
    formats = ("geojson", "csv-excel", "csv-acled", "gpkg", "html")
    write_pack(dataset(count), file, formats, {"_map.png": lambda: render(picture(count))})
    return len(file.getvalue())


def measure(largest: int) -> dict[str, float]:
    """Return every number by its name."""
    render(picture(100))
    found: dict[str, float] = {}
    for count in (1_000, 100_000):
        picture(count)
        found[f"png_{count}_s"] = min(seconds(partial(render, picture(count))) for _ in range(2))
    with tempfile.TemporaryDirectory(prefix="rasid-") as name:
        folder = Path(name)
        ours, theirs = geojson_against_geopandas(100_000, folder)
        found |= {
            "geojson_100000_s": ours,
            "geopandas_100000_s": theirs,
            "geojson_100000_over_geopandas": ours / theirs,
        }
        peak, grown = peak_megabytes(largest, folder)
        found |= {f"geojson_{largest}_peak_mb": peak, f"geojson_{largest}_grown_mb": grown}
        found["pack_5000_s"] = seconds(partial(pack, 5_000))
        write("html", dataset(5_000), folder / "map.html")
        found["html_5000_bytes"] = (folder / "map.html").stat().st_size
    return {name: round(value, 3) for name, value in found.items()}


def main() -> None:
    """Print the numbers, as a table or as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    parser.add_argument("--stream", nargs=2, metavar=("COUNT", "FILE"), help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.stream:
        print(*_stream(int(options.stream[0]), Path(options.stream[1])))
        return
    found = measure(1_000_000)
    if options.json:
        print(json.dumps(found))
    else:
        for name, value in found.items():
            print(f"{name:32}{value:>14,.3f}")


if __name__ == "__main__":
    main()
