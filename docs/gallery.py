"""Make the gallery of pictures from the sample dispatches: `uv run python docs/gallery.py`.

Reads `seeds/samples` into a record of its own and writes `docs/gallery/`: one picture of each kind, style and size, and
a page that shows them with the command that makes each. The same data give the same files.
"""

from __future__ import annotations

import datetime as dt
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from export.pictures import Split, picture_of  # noqa: E402
from geo.gazetteer import load_gazetteer  # noqa: E402
from geo.palette import THEMES  # noqa: E402
from geo.picture import SIZES, Kind  # noqa: E402
from geo.static_map import Format, render  # noqa: E402
from incidents.store import Record  # noqa: E402
from incidents.types import Filter  # noqa: E402
from load.samples import ensure_samples  # noqa: E402

FOLDER = ROOT / "docs" / "gallery"
AS_OF = dt.date(2024, 8, 15)
AUTUMN = Filter(date_from=dt.date(2023, 10, 17), date_to=dt.date(2024, 1, 31))
WIDEST = 1400
"""Pixels across of a picture in the gallery: those for print are made smaller."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A picture of the gallery."""

    name: str
    about: str
    kind: Kind = "map"
    split: Split = "month"
    language: Literal["ar", "en", "both"] = "both"
    size: str = "web"
    style: str = "light"
    filter: Filter = Filter()  # noqa: RUF009  (frozen)
    format: Format = "png"


GALLERY = (
    Shown("map-both-a4", "Map for a report, both languages, A4", size="a4"),
    Shown("map-ar-web", "Map in Arabic for a web page", language="ar"),
    Shown(
        "map-en-dark", "Map in English, dark, October 2023 to January 2024", language="en", style="dark", filter=AUTUMN
    ),
    Shown("map-en-print", "Map for print, A5; told apart also in grey", language="en", size="a5", style="print"),
    Shown("map-ar-social", "Square for social media", language="ar", size="social", style="dark"),
    Shown("by-weapon", "Small maps by weapon", kind="multiples", split="weapon", language="en"),
    Shown("by-month", "Small maps by month", kind="multiples", size="a4", filter=AUTUMN),
    Shown("timeline-ar", "Timeline in Arabic, from right to left", kind="timeline", language="ar"),
    Shown("timeline-en", "Timeline, October 2023 to January 2024", kind="timeline", language="en", filter=AUTUMN),
    Shown(
        "timeline-both", "Vector graphic for a designer", kind="timeline", size="social", style="print", format="svg"
    ),
)


def main() -> None:
    """Write every picture and the page."""
    FOLDER.mkdir(exist_ok=True)
    gazetteer = load_gazetteer()
    written = {"README.md"}
    with tempfile.TemporaryDirectory() as folder:
        record = Record.open(f"sqlite:///{folder}/record.sqlite")
        ensure_samples(record, gazetteer)
        for shown in GALLERY:
            picture = picture_of(
                record,
                gazetteer,
                shown.filter,
                as_of=AS_OF,
                kind=shown.kind,
                split=shown.split,
                language=shown.language,
                size=SIZES[shown.size],
                theme=THEMES[shown.style],
            )
            path = FOLDER / f"{shown.name}.{shown.format}"
            path.write_bytes(render(picture, shown.format))
            if shown.format == "png":
                _slim(path)
            written.add(path.name)
            print(path.relative_to(ROOT))
        record.close()
    (FOLDER / "README.md").write_text(page(), encoding="utf-8")
    for stale in FOLDER.iterdir():
        if stale.name not in written:
            stale.unlink()


def _slim(path: Path) -> None:
    """Write a PNG as small as the screen needs it."""
    with Image.open(path) as image:
        slim = image.convert("RGB")
    if slim.width > WIDEST:
        slim = slim.resize((WIDEST, round(slim.height * WIDEST / slim.width)), Image.Resampling.LANCZOS)
    # No palette: it would lend one status the colour of another.
    slim.save(path, optimize=True)


def command(shown: Shown) -> str:
    """Return the command line that makes a picture of one's own record as this one is made."""
    options = {
        "format": shown.format,
        "picture": shown.kind if shown.kind != "multiples" else f"{shown.split}s",
        "from": shown.filter.date_from,
        "to": shown.filter.date_to,
        "language": shown.language,
        "size": shown.size,
        "style": shown.style,
        "output": f"{shown.name}.{shown.format}",
    }
    unsaid = {"picture": "map", "language": "both", "size": "a4", "style": "light"}
    said = [f"--{name} {value}" for name, value in options.items() if value and unsaid.get(name) != value]
    return " ".join(["uv run rasid export", *said])


def page() -> str:
    """Return the page that shows all pictures, in Markdown."""
    lines = [
        "# Pictures made from the sample dispatches",
        "",
        "Made by `uv run python docs/gallery.py`; pictures for print are shown smaller than they come. The data are",
        "samples in our own wording, after published reports. Under each picture stands the command that makes it of",
        "one's own record.",
    ]
    for shown in GALLERY:
        picture = f"![{shown.about}]({shown.name}.{shown.format})"
        lines += ["", f"## {shown.about}", "", picture, "", "```sh", command(shown), "```"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main()
