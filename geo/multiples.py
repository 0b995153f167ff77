"""Small maps side by side, one a month or a weapon: the same ground, the same sizes, so that they can be compared."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil

from geo.framing import around, fit
from geo.ground import ground_axes
from geo.lettering import LINE_HEIGHT, wrapped
from geo.page import BODY, Frame, Page
from geo.picture import MOST_PARTS, Extent, Part
from geo.plate import draw_marks
from geo.symbols import Gauge
from language.catalogue import Language
from language.dates import format_number
from language.plain import plain


def draw_multiples(page: Page, room: Frame, parts: Sequence[Part], extent: Extent | None, gauge: Gauge) -> None:
    """Draw a small map for each part in reading order, each under its name and number.

    Raises ValueError for more than `MOST_PARTS`, and for an extent that runs backwards or lies outside the basemap.
    """
    if len(parts) > MOST_PARTS:
        raise ValueError(f"{len(parts)} parts: expected at most {MOST_PARTS}")
    size, gap = page.points(BODY), page.points(10)
    extent = extent or around([mark for part in parts for mark in part.marks])
    rim = 2 * (gauge.radius(gauge.most) + page.points(3))
    shape = fit(room, extent, rim)
    aspect = (shape.east - shape.west) / (shape.north - shape.south) if len(parts) > 1 else room.width / room.height
    columns = max(range(1, len(parts) + 1), key=lambda columns: _scale(columns, len(parts), room, aspect, gap, size))
    rows = ceil(len(parts) / columns)
    wide = (room.width - gap * (columns - 1)) / columns
    captions = [_caption(page, part, wide, size) for part in parts]
    head = max(len(lines) for lines in captions) * size * LINE_HEIGHT + page.points(2)
    high = (room.height - gap * (rows - 1)) / rows - head
    for number, (part, lines) in enumerate(zip(parts, captions, strict=True)):
        column, row = number % columns, number // columns
        if page.languages == ("ar",):
            column = columns - 1 - column
        left, top = room.left + column * (wide + gap), room.top - row * (high + head + gap)
        for below, line in enumerate(lines):
            base = top - (below + 0.75) * size * LINE_HEIGHT
            for language, text in line:
                right = language == "ar"
                page.write(page.canvas, left + wide if right else left, base, text, language, size, weight=700)
        view = fit(Frame(left, top - head - high, left + wide, top - head), extent, rim)
        axes = ground_axes(page, view, 0.7)
        draw_marks(page, axes, sorted(part.marks, key=lambda mark: (-mark.count, mark.place_id)), gauge)


def _scale(columns: int, parts: int, room: Frame, aspect: float, gap: float, size: float) -> float:
    """Return how large maps of a shape come out in so many columns; taken-up room beats empty places."""
    rows = ceil(parts / columns)
    wide = (room.width - gap * (columns - 1)) / columns
    high = (room.height - gap * (rows - 1)) / rows - 1.5 * size * LINE_HEIGHT
    return min(wide / aspect, high) - 0.02 * room.height * (columns * rows - parts) / parts


def _caption(page: Page, part: Part, width: float, size: float) -> list[list[tuple[Language, str]]]:
    """Return a part's name and number line by line, both languages on one where they fit."""
    measure = page.measure(size, 700)
    texts = {
        language: f"{plain(part.names[language], 80)} ({format_number(part.shown, language)})"
        for language in page.languages
    }
    if len(set(texts.values())) == 1:
        return [list(texts.items())[-1:]]
    if sum(measure(text) for text in texts.values()) + size * len(texts) <= width:
        return [list(texts.items())]
    return [[(language, line)] for language, text in texts.items() for line in wrapped(text, width, measure)]
