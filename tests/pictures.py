"""Pictures to test with, of the six core bases, and the approved ones that every change is compared with.

`uv run python -m tests.pictures` approves all as they are now; look at each of `tests/approved/` before committing it.
"""

from __future__ import annotations

import datetime as dt
import io
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from geo.gazetteer import load_gazetteer
from geo.marks import PlaceMark
from geo.palette import DARK, ON_PAPER
from geo.picture import SOCIAL, WEB, Bar, Part, Picture
from geo.static_map import render
from language.catalogue import LANGUAGES
from tests.incident_strategies import SIX_BASES

APPROVED = Path(__file__).parent / "approved"

OFF = 48
"""Steps of 256 by which a colour may be off before its pixel counts as another: type is not drawn alike everywhere."""

TOLERANCE = 0.004
"""Share of a picture's pixels that may be another."""

GAZETTEER = load_gazetteer()


def mark(place_id: str, count: int = 1, **fields: Any) -> PlaceMark:
    """A mark on a place of the gazetteer, all of its incidents reported."""
    place = GAZETTEER[place_id]
    values: dict[str, Any] = {
        "place_id": place_id,
        "name_ar": place.name_ar,
        "name_en": place.name_en,
        "lon": place.lon,
        "lat": place.lat,
        "radius_m": place.radius_m,
        "exact": place.exact,
        "count": count,
        "undated": 0,
        "by_status": {"reported": count},
    }
    return PlaceMark(**(values | fields))


def picture(**fields: Any) -> Picture:
    """A picture of the six core bases, small, in both languages; `sources` and `samples` are the same in both."""
    values: dict[str, Any] = {
        "marks": [mark(base, count) for base, count in zip(SIX_BASES, (31, 14, 9, 12, 22, 7), strict=True)],
        "date_from": dt.date(2023, 10, 17),
        "date_to": dt.date(2024, 1, 15),
        "as_of": dt.date(2024, 2, 2),
        "shown": 98,
        "undated": 4,
        "unlocated": 3,
        "sources": ["Mehr", "المرصد السوري"],
        "size": WEB,
    }
    values |= fields
    for name in ("sources", "samples"):
        values[name] = dict.fromkeys(LANGUAGES, values.get(name, ()))
    return Picture(**values)


def crowd() -> list[PlaceMark]:
    """Marks of which ten stand close together on the Euphrates, and three far from them."""
    near = [
        replace(
            mark("al-omar", number + 1),
            place_id=f"near-{number}",
            lon=40.4 + number % 4 / 20,
            lat=35 + number // 4 / 25,
        )
        for number in range(10)
    ]
    return [*near, mark("al-tanf", 4), mark("harir", 2, undated=2, by_status={"claimed": 2}), mark("ain-al-asad", 9)]


def parts() -> list[Part]:
    """Four months; the second has nothing."""
    names = [("Oct", "تشرين الأول"), ("Nov", "تشرين الثاني"), ("Dec", "كانون الأول"), ("Jan", "كانون الثاني")]
    marks = [[mark("harir", 3), mark("al-tanf", 1)], [], [mark("al-omar", 5)], [mark("conoco", 2, exact=False)]]
    return [
        Part({"en": english, "ar": arabic}, on, sum(one.count for one in on))
        for (english, arabic), on in zip(names, marks, strict=True)
    ]


def bars() -> list[Bar]:
    """Fourteen days from 17 October 2023, with days of nothing among them."""
    first = dt.date(2023, 10, 17)
    counts = [3, 0, 1, 4, 2, 0, 0, 7, 1, 0, 2, 5, 0, 1]
    return [
        Bar(first + dt.timedelta(days=number), first + dt.timedelta(days=number), told(count))
        for number, count in enumerate(counts)
    ]


def told(count: int) -> dict[str, int]:
    """Incidents by status, of every kind where there are enough."""
    if count < 4:
        return {"reported": count} if count else {}
    return {"confirmed": 1, "reported": count - 3, "claimed": 1, "disputed": 1}


def pictures_to_approve() -> dict[str, Picture]:
    """One picture of each kind, size, style and language, by the name of its file."""
    many = [
        replace(one, by_status=told(one.count), undated=0, exact=number % 3 > 0) for number, one in enumerate(crowd())
    ]
    link = "https://example.org/?from=2023-10-17&to=2024-01-15&lang=en"
    return {
        "map_both_light_web": picture(permalink=link),
        "inset_ar_dark_social": picture(marks=many, language="ar", theme=DARK, size=SOCIAL),
        "inset_en_print_web": picture(marks=many, language="en", theme=ON_PAPER, samples=["Al Mayadeen"]),
        "multiples_both_light_web": picture(kind="multiples", parts=parts(), selection={"en": "Drone", "ar": "مسيّرة"}),
        "timeline_ar_light_web": picture(kind="timeline", bars=bars(), language="ar"),
        "timeline_en_print_web": picture(kind="timeline", bars=bars(), language="en", theme=ON_PAPER),
        "empty_both_light_web": picture(marks=[], shown=0, undated=0, unlocated=0, sources=[]),
    }


def reduced(data: bytes) -> Image.Image:
    """A picture at half its size: small enough to keep, large enough to see whether letters are joined."""
    return Image.open(io.BytesIO(data)).convert("RGB").reduce(2)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The share of pixels that differ by more than `OFF`; 1 where the sizes do."""
    if one.size != other.size:
        return 1.0
    first, second = (np.asarray(image, dtype=np.int16) for image in (one, other))
    apart: NDArray[np.bool_] = np.abs(first - second).max(axis=2) > OFF
    return float(apart.mean())


def approve() -> None:
    """Write every approved picture anew."""
    APPROVED.mkdir(exist_ok=True)
    wanted = pictures_to_approve()
    for stale in APPROVED.glob("*.png"):
        if stale.stem not in wanted:
            stale.unlink()
    for name, one in wanted.items():
        path = APPROVED / f"{name}.png"
        reduced(render(one)).save(path, optimize=True)
        print(path.relative_to(APPROVED.parent.parent))


if __name__ == "__main__":
    approve()
