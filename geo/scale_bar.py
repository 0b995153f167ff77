"""The scale bar of a picture and its arrow to the north.

Mercator's scale grows with the latitude, so the bar says for which one it is true.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, floor, log10, radians

from matplotlib.axes import Axes
from matplotlib.transforms import Bbox

from geo.geometry import EARTH_RADIUS_M
from geo.page import SMALL, Frame, Page
from geo.view import View, latitude
from language.catalogue import translations

ARROW = 11.0
"""Points at `type_scale` 1: height and room across of the arrow to the north."""

LONGEST = 0.2
"""Of the map's width."""


def scale_bar(view: View) -> tuple[float, float]:
    """Return a round number of kilometres and how many points it takes at the latitude of the view's middle."""
    middle = latitude((view.south + view.north) / 2)
    metres_a_point = radians((view.east - view.west) / view.frame.width) * EARTH_RADIUS_M * cos(radians(middle))
    kilometres = _round_length(view.frame.width * LONGEST * metres_a_point / 1000)
    return kilometres, kilometres * 1000 / metres_a_point


def draw_scale_bar(page: Page, view: View, marks: Sequence[Bbox]) -> Bbox:
    """Draw a bar of a round length, true at the latitude of the map's middle; return what it takes, in pixels.

    It stands in the first corner where it hides no mark, or the least of them.
    """
    frame = view.frame
    kilometres, length = scale_bar(view)
    middle = latitude((view.south + view.north) / 2)
    size, edge = page.points(SMALL), page.points(6)
    lines = [
        translations(language)
        .gettext("{length} km at {latitude}° N")
        .format(length=f"{kilometres:g}", latitude=round(middle))
        for language in page.languages
    ]
    arrow = page.points(ARROW)
    width = max(length, *(page.measure(size)(line) for line in lines)) + 3 * edge + arrow
    height = max(page.points(7) + size * 1.5 * len(lines), arrow + size * 1.3) + 2 * edge
    pixels = page.size.dpi / 72
    corners = [
        Frame(left, bottom, left + width, bottom + height)
        for bottom in (frame.bottom + edge, frame.top - edge - height)
        for left in (frame.left + edge, frame.right - edge - width)
    ]
    right_to_left = page.languages == ("ar",)
    if right_to_left:
        corners = [corners[corner] for corner in (1, 0, 3, 2)]
    boxes = [Bbox([[c.left * pixels, c.bottom * pixels], [c.right * pixels, c.top * pixels]]) for c in corners]
    hidden = [sum(box.overlaps(mark) for mark in marks) for box in boxes]
    chosen = hidden.index(min(hidden))
    box = corners[chosen]
    start = box.right - edge - length if right_to_left else box.left + edge
    base, tick = box.bottom + edge, page.points(3.5)
    overlay = page.axes(Frame(0, 0, page.width, page.height))
    overlay.set_zorder(5)
    overlay.fill_between([box.left, box.right], box.bottom, box.top, color=page.theme.paper, alpha=0.82, lw=0)
    overlay.plot(
        [start, start, start + length, start + length],
        [base + tick, base, base, base + tick],
        color=page.theme.text,
        lw=page.points(1.1),
        solid_joinstyle="miter",
    )
    for number, (language, line) in enumerate(zip(page.languages, lines, strict=True)):
        y = base + page.points(6.5) + size * 1.5 * (len(lines) - 1 - number)
        x, side = (start + length, "right") if right_to_left else (start, "left")
        page.write(overlay, x, y, line, language, size, side=side)
    _draw_north(page, overlay, box.left + edge + arrow / 2 if right_to_left else box.right - edge - arrow / 2, box)
    return boxes[chosen]


def _draw_north(page: Page, axes: Axes, x: float, box: Frame) -> None:
    """Draw an arrow to the north with its letter above, centred on `x`."""
    arrow, size = page.points(ARROW), page.points(SMALL)
    bottom = (box.bottom + box.top - arrow - size * 1.1) / 2
    half = arrow * 0.36
    axes.fill(
        [x - half, x, x + half, x], [bottom, bottom + arrow, bottom, bottom + arrow * 0.28], color=page.theme.text, lw=0
    )
    language = page.languages[-1]
    letter = translations(language).pgettext("north", "N")
    page.write(axes, x, bottom + arrow + size * 0.2, letter, language, size, weight=700, side="center")


def _round_length(most: float) -> float:
    """Return the largest of 1, 2, 5, 10, 20, … that is at most `most`; below 1 the same in tenths and so on."""
    power = 10.0 ** floor(log10(most))
    return float(max(step * power for step in (1, 2, 5) if step * power <= most))
