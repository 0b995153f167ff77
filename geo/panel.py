"""The legend: what area, colour, hollow marks and shaded areas mean. It shows only what the picture has."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from geo.lettering import LINE_HEIGHT, wrapped
from geo.marks import PlaceMark
from geo.page import BODY, Frame, Page
from geo.symbols import Disc, Gauge, draw_discs
from language.catalogue import Language, translations
from language.dates import format_number
from language.terms import term

Symbol = Literal["none", "sizes", "full", "hollow", "area"]

SMALLEST_TYPE = 0.6
"""Of `BODY`: how far the legend's type shrinks where its column is short."""

PANEL = 0.22
"""Width of a legend beside what it explains, of the page's width."""

WIDE_PANEL = 0.29
"""The same, where an inset stands below the legend."""

TALLEST_STRIP = 0.2
"""Height of a legend that stands below, of the page's height: beyond that its type shrinks."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a legend has to explain."""

    by_status: Mapping[str, int]
    """Incidents by truth status, of those statuses that are drawn."""
    gauge: Gauge | None
    """Sizes of marks; None where there are no marks to size."""
    hollow: bool
    """Whether a mark is hollow."""
    inexact: bool
    """Whether a mark has a shaded area."""


def key_of(marks: Sequence[PlaceMark], gauge: Gauge) -> Key:
    """Return what the legend of these marks has to explain."""
    by_status: Counter[str] = Counter()
    for mark in marks:
        by_status.update({status: count for status, count in mark.by_status.items() if count})
    return Key(
        by_status,
        gauge,
        hollow=any(mark.undated == mark.count for mark in marks),
        inexact=not all(mark.exact for mark in marks),
    )


def draw_panel(page: Page, key: Key, beside: Frame) -> None:
    """Draw the legend beside a frame, from the top down."""
    legend, frame, entries = _column(page, key, beside)
    legend.draw(entries, frame)


def room_below_panel(page: Page, key: Key, beside: Frame) -> Frame:
    """Return what the legend beside a frame leaves of its column."""
    legend, frame, entries = _column(page, key, beside)
    return Frame(frame.left, frame.bottom, frame.right, frame.top - legend.height(entries))


def _column(page: Page, key: Key, beside: Frame) -> tuple[_Legend, Frame, list[_Entry]]:
    """Return the legend for the column beside a frame, the column, and what stands in it."""
    gap = page.margin * 0.7
    frame = Frame(beside.right + gap, page.bottom, page.width - page.margin, page.top)
    if page.languages == ("ar",):
        frame = Frame(page.margin, page.bottom, beside.left - gap, page.top)
    entries = [entry for block in _blocks(page, key) for entry in block]
    return _fitting(page, key, [entries], [frame], frame.height), frame, entries


def strip_height(page: Page, key: Key) -> float:
    """Return how high the legend is where it stands below, in points."""
    blocks, columns = _strip(page, key)
    legend = _fitting(page, key, blocks, columns, page.height * TALLEST_STRIP)
    return max(legend.height(block) for block in blocks)


def draw_strip(page: Page, key: Key) -> None:
    """Draw the legend in columns at the foot of what is left of the page."""
    blocks, columns = _strip(page, key)
    legend = _fitting(page, key, blocks, columns, page.height * TALLEST_STRIP)
    top = page.bottom + max(legend.height(block) for block in blocks)
    for block, column in zip(blocks, columns, strict=True):
        legend.draw(block, Frame(column.left, page.bottom, column.right, top))


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the legend, or a heading where it has no symbol."""

    symbol: Symbol
    names: Mapping[Language, str]
    status: str = ""


def _blocks(page: Page, key: Key) -> list[list[_Entry]]:
    """Return the entries in groups that belong together: sizes, statuses, the rest."""

    def said(words: Callable[[Language], str]) -> dict[Language, str]:
        return {language: words(language) for language in page.languages}

    statuses = [status for status in page.theme.status if key.by_status.get(status)]
    commonest = max(statuses, key=lambda status: key.by_status[status])
    sizes, rest = [], []
    if key.gauge:
        heading = said(lambda language: translations(language).gettext("Incidents at a place"))
        sizes = [_Entry("none", heading), _Entry("sizes", {})]
    told = [_Entry("none", said(lambda language: translations(language).gettext("Status")))]
    for status in statuses:
        names = {language: term("status", status, language) for language in page.languages}
        told.append(_Entry("full", names, status))
    if key.hollow:
        names = said(lambda language: translations(language).gettext("Hollow: no date known"))
        rest.append(_Entry("hollow", names, commonest))
    if key.inexact:
        names = said(lambda language: translations(language).gettext("Shaded: position not exact"))
        rest.append(_Entry("area", names, commonest))
    return [block for block in (sizes, told, rest) if block]


def _strip(page: Page, key: Key) -> tuple[list[list[_Entry]], list[Frame]]:
    """Return the blocks and the columns they stand in, in reading order; their heights are not told yet."""
    blocks = _blocks(page, key)
    if key.hollow or key.inexact:
        heading = {language: translations(language).gettext("Marks") for language in page.languages}
        blocks[-1].insert(0, _Entry("none", heading))
    across, gap = page.width - 2 * page.margin, page.margin * 0.7
    wide = (across - 2 * gap) / 3
    columns = [
        Frame(page.margin + number * (wide + gap), 0, page.margin + number * (wide + gap) + wide, 0)
        for number in range(3)
    ]
    if page.languages == ("ar",):
        columns.reverse()
    return blocks, columns[: len(blocks)]


def _fitting(
    page: Page, key: Key, blocks: Sequence[Sequence[_Entry]], columns: Sequence[Frame], height: float
) -> _Legend:
    """Return a legend in the largest type with which every block is at most `height` high in its column."""
    for step in range(20, int(SMALLEST_TYPE * 20) - 1, -1):
        legend = _Legend(page, min(column.width for column in columns), key.gauge, page.points(BODY) * step / 20)
        if all(legend.height(block) <= height for block in blocks):
            break
    return legend


class _Legend:
    """Writes entries one under the other, in type of one size: symbols where reading begins, words beside them."""

    def __init__(self, page: Page, width: float, gauge: Gauge | None, size: float) -> None:
        self.page = page
        self.width = width
        self.gauge = gauge
        self.size = size
        self.right_to_left = page.languages == ("ar",)
        self.symbol = size * 2.6
        self.gap = size * 0.5

    def height(self, entries: Sequence[_Entry]) -> float:
        """Return how high the legend is, in points."""
        return sum(self._height(entry) for entry in entries)

    def draw(self, entries: Sequence[_Entry], frame: Frame) -> None:
        """Draw the entries from the top of the frame down."""
        axes = self.page.axes(frame)
        top = frame.height
        for entry in entries:
            height = self._height(entry)
            middle = top - height / 2
            if entry.symbol == "none":
                self._words(axes, entry.names, 0, top - height + self._words_height(entry) / 2, 700)
            elif entry.symbol == "sizes" and self.gauge:
                self._sizes(axes, middle, self.gauge)
            else:
                self._symbol(axes, entry, middle)
                self._words(axes, entry.names, self.symbol, middle, 400)
            top -= height

    def _height(self, entry: _Entry) -> float:
        if entry.symbol == "sizes" and self.gauge:
            return max(2 * self.gauge.radius(self.gauge.most), self.size * LINE_HEIGHT) + self.size * 1.4
        return self._words_height(entry) + (self.size * 0.8 if entry.symbol == "none" else self.gap)

    def _words_height(self, entry: _Entry) -> float:
        indent, weight = (0.0, 700) if entry.symbol == "none" else (self.symbol, 400)
        return len(self._lines(entry.names, indent, weight)) * self.size * LINE_HEIGHT

    def _sizes(self, axes: Axes, middle: float, gauge: Gauge) -> None:
        """Draw circles for a few counts in a row, the smallest where reading begins, each with its number."""
        language = self.page.languages[-1]
        steps = _steps(gauge.most)
        if len(steps) > 2 and self._sizes_width(steps, gauge) > self.width:
            steps = [steps[0], steps[-1]]
        if self._sizes_width(steps, gauge) > self.width:
            steps = steps[-1:]
        x = self.gap
        for count in steps:
            size = gauge.radius(count)
            self._circle(axes, x + size, middle, size)
            begin = x + 2 * size + self.gap
            at, side = (self.width - begin, "right") if self.right_to_left else (begin, "left")
            base = middle - self.size * 0.35
            self.page.write(axes, at, base, format_number(count, language), language, self.size, side=side)
            x += self._sizes_width([count], gauge)

    def _sizes_width(self, steps: Sequence[int], gauge: Gauge) -> float:
        measure, language = self.page.measure(self.size), self.page.languages[-1]
        return sum(2 * gauge.radius(count) + measure(format_number(count, language)) + 4 * self.gap for count in steps)

    def _circle(self, axes: Axes, x: float, y: float, size: float) -> None:
        x = self.width - x if self.right_to_left else x
        theme = self.page.theme
        axes.add_patch(Circle((x, y), size, fc=theme.land, ec=theme.text_muted, lw=self.page.points(0.9)))

    def _symbol(self, axes: Axes, entry: _Entry, y: float) -> None:
        x = self.width - self.symbol / 2 if self.right_to_left else self.symbol / 2
        theme, size = self.page.theme, self.size * 0.55
        if entry.symbol == "area":
            colour = theme.status[entry.status]
            axes.add_patch(Circle((x, y), self.size * 0.8, fc=colour, alpha=0.22, lw=0))
            axes.add_patch(Circle((x, y), self.size * 0.8, fc="none", ec=colour, lw=size * 0.15, ls=(0, (3, 2))))
            size *= 0.45
        disc = Disc(x, y, size, {entry.status: 1}, entry.symbol == "hollow")
        draw_discs(axes, [disc], theme, self.page.size.type_scale, order=3)

    def _words(self, axes: Axes, names: Mapping[Language, str], indent: float, middle: float, weight: int) -> None:
        """Write the lines of an entry, centred on `middle`."""
        lines = self._lines(names, indent, weight)
        y = middle + len(lines) * self.size * LINE_HEIGHT / 2
        for parts in lines:
            y -= self.size * LINE_HEIGHT
            for language, line in parts:
                # Where two languages share a line, Arabic keeps to its own side.
                right = self.right_to_left or (len(parts) > 1 and language == "ar")
                x = self.width - (indent if self.right_to_left else 0) if right else indent
                side = "right" if right else "left"
                self.page.write(axes, x, y + self.size * 0.4, line, language, self.size, weight=weight, side=side)

    def _lines(self, names: Mapping[Language, str], indent: float, weight: int) -> list[list[tuple[Language, str]]]:
        """Return the words of an entry line by line: both languages on one where they fit, else one after the other."""
        measure, room = self.page.measure(self.size, weight), self.width - indent
        if sum(measure(text) for text in names.values()) + self.size * (len(names) - 1) <= room:
            return [list(names.items())]
        return [[(language, line)] for language, text in names.items() for line in wrapped(text, room, measure)]


def _steps(most: int) -> list[int]:
    """Return up to three counts that show the scale: one, about a third of the largest, and the largest."""
    return sorted({1, max(1, round(most / 3)), most}) if most > 3 else sorted({1, most})
