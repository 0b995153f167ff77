"""Names on a picture of the map, none upon another: marks first, then countries, cities and governorates where room is.

Coordinates are those of the axes. A name that finds no room is left out; the mark it belongs to stays.
"""

from __future__ import annotations

import contextlib
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
import textalloc
from matplotlib.axes import Axes
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from geo.lettering import FAMILIES

MOST_NAMES = 60
"""Marks that are named, the first ones: more would not find room, and each costs time."""

FAR = 45.0
"""Ems of width of a map from which names stand at most an eighth of it off their marks; on smaller ones farther."""

CANDIDATES = 400
"""Spots tried for each name around its mark: with fewer, names are left out that have room. Half of them are tried
where more marks stand than can be named, since each takes time and there is little room to find."""

GRID = 31
"""Spots tried along each side of an area for its name."""

LINE_SPACING = 0.86
"""Of two-line names, in ems of the font's own line height."""


@dataclass(frozen=True, slots=True)
class Named:
    """A round thing on the map and its name."""

    x: float
    """Position in the axes' coordinates."""
    y: float
    text: str
    """One or two lines, each with its direction."""
    radius: float
    """Of the thing, in points."""


@dataclass(frozen=True, slots=True)
class Style:
    """How names of one kind are set."""

    size: float
    """Points."""
    colour: str
    halo: str
    """Colour of the rim that keeps a name readable on lines."""
    weight: int = 400


def label_marks(
    axes: Axes, marks: Sequence[Named], obstacles: Sequence[Bbox], style: Style, others: Sequence[Named] = ()
) -> list[Text]:
    """Name the first `MOST_NAMES` marks, the first ones first, and return the names that found room.

    A name touches no mark, none of the `others` that are not named here, no other name and none of `obstacles` (boxes
    in pixels), and stays inside the axes. Where it cannot stand beside its mark, a thin line leads to it. The same
    marks give the same places.
    """
    # A mark outside the picture has no name in it.
    mine = [mark for mark in marks if _inside(axes, mark)]
    if not mine:
        return []
    inside = [*mine, *(mark for mark in others if _inside(axes, mark))]
    pixels = axes.get_figure(root=True).dpi / 72  # type: ignore[union-attr]
    radii = [mark.radius * pixels for mark in inside]
    named = mine[:MOST_NAMES]
    width = axes.get_window_extent().width / pixels / style.size
    walls = [axes.transData.inverted().transform(_hatching(box, style.size * pixels)) for box in obstacles]
    with contextlib.redirect_stdout(io.StringIO()):  # it prints a remark when nothing finds room
        _, _, texts, lines = textalloc.allocate(
            axes,
            [mark.x for mark in named],
            [mark.y for mark in named],
            [mark.text for mark in named],
            x_scatter=[mark.x for mark in inside],
            y_scatter=[mark.y for mark in inside],
            scatter_sizes=radii,  # type: ignore[arg-type]  # it takes plain numbers, whatever it declares
            text_scatter_sizes=[radius * 0.75 for radius in radii[: len(named)]],  # type: ignore[misc]
            x_lines=[wall[:, 0] for wall in walls],
            y_lines=[wall[:, 1] for wall in walls],
            textsize=style.size,
            fontweight=style.weight,
            textcolor=style.colour,
            linecolor=style.colour,
            linewidth=style.size * 0.07,
            plot_kwargs={"zorder": 8, "path_effects": _halo(style), "solid_capstyle": "round"},
            margin=0.005,
            min_distance=0.004,
            max_distance=min(0.4, 0.12 * max(1.0, FAR / width)),
            nbr_candidates=CANDIDATES if len(mine) <= MOST_NAMES else CANDIDATES // 2,
            draw_all=False,
            avoid_label_lines_overlap=True,
            avoid_crossing_label_lines=True,
            zorder=9,
            va="bottom",
            family=list(FAMILIES),
            linespacing=LINE_SPACING,
            parse_math=False,
            path_effects=_halo(style),
        )
    for mark, text, line in zip(named, texts, lines, strict=True):
        if isinstance(text, Text) and isinstance(line, Line2D):
            _lead(axes, mark, extent_of(text), line, inside, style)
    return [text for text in texts if isinstance(text, Text)]


def label_areas(axes: Axes, areas: Iterable[tuple[BaseGeometry, str]], taken: list[Bbox], style: Style) -> None:
    """Name areas inside their visible part, as near its middle as room allows; what is named is added to `taken`."""
    view = shapely.box(axes.get_xlim()[0], axes.get_ylim()[0], axes.get_xlim()[1], axes.get_ylim()[1])
    corners = _corners(taken)
    for area, name in areas:
        visible = shapely.intersection(area, view)
        if visible.is_empty or not name:
            continue
        shapely.prepare(visible)
        text = _text(axes, visible.centroid.x, visible.centroid.y, name, style, "center")
        box = _settle(axes, text, [(point, "center") for point in _spots(visible)], corners, visible)
        if box is not None:
            taken.append(box)
            corners = np.vstack([corners, box.extents])


def label_points(axes: Axes, points: Iterable[Named], taken: list[Bbox], style: Style) -> set[str]:
    """Draw small reference points with their names, each only where both find room; they are added to `taken`.

    Returns the names that stand.
    """
    drawn = set()
    for point in points:
        if not _inside(axes, point):
            continue
        here = axes.transData.transform((point.x, point.y))
        radius = point.radius * axes.get_figure(root=True).dpi / 72  # type: ignore[union-attr]
        dot = Bbox.from_extents(*(here - radius), *(here + radius))
        if any(dot.overlaps(box) for box in taken):
            continue
        text = _text(axes, point.x, point.y, point.text, style, "left")
        beside = axes.transData.inverted().transform(here + np.array([[2.2 * radius, 0], [-2.2 * radius, 0]]))
        box = _settle(axes, text, [(beside[0], "left"), (beside[1], "right")], _corners(taken), None)
        if box is not None:
            axes.scatter([point.x], [point.y], s=(2 * point.radius) ** 2, marker="s", c=style.colour, lw=0, zorder=3)
            taken += [box, dot]
            drawn.add(point.text)
    return drawn


def extent_of(text: Text) -> Bbox:
    """Return the box a text takes, in pixels."""
    return text.get_window_extent()


def leads_of(axes: Axes) -> list[Bbox]:
    """Return boxes along the lines from names to marks, in pixels, for the names that come later to keep off."""
    boxes = []
    for line in axes.lines:
        ends = axes.transData.transform(np.column_stack(line.get_data()))
        steps = int(np.hypot(*(ends[1] - ends[0])) // 4) + 2
        boxes += [Bbox([point - 2, point + 2]) for point in np.linspace(ends[0], ends[1], steps)]
    return boxes


def _text(axes: Axes, x: float, y: float, name: str, style: Style, side: str) -> Text:
    return axes.text(
        x,
        y,
        name,
        size=style.size,
        weight=style.weight,
        color=style.colour,
        family=list(FAMILIES),
        ha=side,
        va="center",
        linespacing=LINE_SPACING,
        parse_math=False,
        path_effects=_halo(style),
        clip_on=True,
        zorder=4,
    )


def _settle(
    axes: Axes,
    text: Text,
    spots: Sequence[tuple[np.ndarray, str]],
    others: NDArray[np.float64],
    within: BaseGeometry | None,
) -> Bbox | None:
    """Move a text to the first spot where it is free of `others`, inside the axes and (its middle line) inside
    `within`; return what it takes there with its rim, None where there is no such spot and the text is gone."""
    own, frame = extent_of(text), axes.get_window_extent().extents
    shift = {"left": 0.0, "center": own.width / 2, "right": own.width}
    rim = float(text.get_fontsize()) * 0.3 * axes.figure.dpi / 72
    places = axes.transData.transform([place for place, _ in spots]) if spots else np.empty((0, 2))
    places = places - np.array([(shift[side], own.height / 2) for _, side in spots]).reshape(-1, 2)
    low, high = places - rim, places + np.array([own.width + rim, own.height + rim])
    fits = np.flatnonzero(np.all((low >= frame[:2]) & (high <= frame[2:]), axis=1))
    near = np.all((others[:, :2] < high[fits].max(axis=0, initial=-np.inf)), axis=1)
    near &= np.all(low[fits].min(axis=0, initial=np.inf) < others[:, 2:], axis=1)
    others = others[near]
    hit = np.all((others[:, :2] < high[fits][:, None]) & (low[fits][:, None] < others[:, 2:]), axis=2).any(axis=1)
    for number in fits[~hit].tolist():
        if within is not None:
            middle = places[number, 1] + own.height / 2
            ends = axes.transData.inverted().transform([(low[number, 0], middle), (high[number, 0], middle)])
            if not within.contains(shapely.LineString(ends)):
                continue
        (x, y), side = spots[number]
        text.set(x=x, y=y, ha=side)
        return Bbox([low[number], high[number]])
    text.remove()
    return None


def _corners(boxes: Sequence[Bbox]) -> NDArray[np.float64]:
    """Return boxes as rows of left, bottom, right, top."""
    return np.array([box.extents for box in boxes]).reshape(-1, 4)


def _spots(area: BaseGeometry) -> list[np.ndarray]:
    """Points of a grid inside an area, nearest to its middle first."""
    west, south, east, north = area.bounds
    grid = np.stack(np.meshgrid(np.linspace(west, east, GRID), np.linspace(south, north, GRID)), axis=-1).reshape(-1, 2)
    grid = grid[shapely.contains_xy(area, grid)]
    middle = np.array([area.centroid.x, area.centroid.y])
    return list(grid[np.argsort(np.hypot(*(grid - middle).T), kind="stable")])


def _inside(axes: Axes, mark: Named) -> bool:
    (west, east), (south, north) = axes.get_xlim(), axes.get_ylim()
    return bool(west <= mark.x <= east and south <= mark.y <= north)


def _lead(axes: Axes, mark: Named, box: Bbox, line: Line2D, marks: Sequence[Named], style: Style) -> None:
    """Keep a name's line to its mark where it is needed: under the mark where the name stands off, and over all marks,
    to a dot in its own, where another mark is about as near."""
    gaps = _gaps(axes, marks, box)
    own = gaps[marks.index(mark)]
    nearest = min((gap for other, gap in zip(marks, gaps, strict=True) if other is not mark), default=own + style.size)
    if nearest <= own + style.size * 0.25:
        axes.scatter(
            [mark.x], [mark.y], s=style.size * 0.5, c=style.colour, ec=style.halo, lw=style.size * 0.06, zorder=8.1
        )
    elif own >= style.size:
        line.set_zorder(4.5)
    else:
        line.remove()


def _gaps(axes: Axes, marks: Sequence[Named], box: Bbox) -> list[float]:
    """Return how far a box is from each mark's rim, in points; negative where it is inside."""
    here = axes.transData.transform([(mark.x, mark.y) for mark in marks])
    apart = np.maximum(np.maximum(box.min - here, here - box.max), 0)
    gaps: list[float] = (np.hypot(*apart.T) * 72 / axes.figure.dpi - [mark.radius for mark in marks]).tolist()
    return gaps


def _hatching(box: Bbox, step: float) -> list[tuple[float, float]]:
    """One line to and fro over a box in rows at most `step` apart, so that no higher name finds room in it."""
    rows = np.linspace(box.y0, box.y1, int(np.ceil(box.height / step)) + 1)
    ends = [(box.x0, box.x1), (box.x1, box.x0)]
    return [(x, y) for number, y in enumerate(rows) for x in ends[number % 2]]


def _halo(style: Style) -> list[withStroke]:
    return [withStroke(linewidth=style.size * 0.36, foreground=style.halo)]
