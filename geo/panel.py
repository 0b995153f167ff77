"""The legend beside the map: what area, colour, hollow marks and shaded areas mean. It shows only what the map has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from geo.lettering import LINE_HEIGHT, wrapped
from geo.marks import PlaceMark
from geo.page import BODY, Frame, Page
from geo.symbols import draw_mark, radius
from language.catalogue import Language, translations
from language.dates import format_number
from language.terms import term

Symbol = Literal["none", "sizes", "full", "hollow", "area"]

SMALLEST_TYPE = 0.6
"""Of `BODY`: how far the legend's type shrinks where the column is short."""


def draw_panel(page: Page, marks: Sequence[PlaceMark], beside: Frame) -> None:
    """Draw the legend beside the map's frame, from the top down; without marks there is none."""
    if not marks:
        return
    gap = page.margin * 0.7
    frame = Frame(beside.right + gap, page.bottom, page.width - page.margin, page.top)
    if page.languages == ("ar",):
        frame = Frame(page.margin, page.bottom, beside.left - gap, page.top)
    entries = _entries(page, marks)
    most = max(mark.count for mark in marks)
    for step in range(20, int(SMALLEST_TYPE * 20) - 1, -1):
        legend = _Legend(page, frame, most, page.points(BODY) * step / 20)
        if legend.height(entries) <= frame.height:
            break
    legend.draw(entries)


@dataclass(frozen=True, slots=True)
class _Entry:
    """One line of the legend, or a heading where it has no symbol."""

    symbol: Symbol
    names: Mapping[Language, str]
    status: str = ""


def _entries(page: Page, marks: Sequence[PlaceMark]) -> list[_Entry]:
    def said(words: Callable[[Language], str]) -> dict[Language, str]:
        return {language: words(language) for language in page.languages}

    statuses = [status for status in page.theme.status if any(mark.by_status.get(status) for mark in marks)]
    commonest = max(statuses, key=lambda status: sum(mark.by_status.get(status, 0) for mark in marks))
    entries = [
        _Entry("none", said(lambda language: translations(language).gettext("Incidents at a place"))),
        _Entry("sizes", {}),
        _Entry("none", said(lambda language: translations(language).gettext("Status"))),
    ]
    for status in statuses:
        names = {language: term("status", status, language) for language in page.languages}
        entries.append(_Entry("full", names, status))
    if any(mark.undated == mark.count for mark in marks):
        names = said(lambda language: translations(language).gettext("Hollow: no date known"))
        entries.append(_Entry("hollow", names, commonest))
    if not all(mark.exact for mark in marks):
        names = said(lambda language: translations(language).gettext("Shaded: position not exact"))
        entries.append(_Entry("area", names, commonest))
    return entries


class _Legend:
    """Writes entries one under the other, in type of one size: symbols where reading begins, words beside them."""

    def __init__(self, page: Page, frame: Frame, most: int, size: float) -> None:
        self.page = page
        self.frame = frame
        self.most = most
        self.size = size
        self.right_to_left = page.languages == ("ar",)
        self.symbol = size * 2.6
        self.gap = size * 0.5

    def height(self, entries: Sequence[_Entry]) -> float:
        """Return how high the legend is, in points."""
        return sum(self._height(entry) for entry in entries)

    def draw(self, entries: Sequence[_Entry]) -> None:
        """Draw the entries from the top of the frame down."""
        axes = self.page.axes(self.frame)
        top = self.frame.height
        for entry in entries:
            height = self._height(entry)
            middle = top - height / 2
            if entry.symbol == "none":
                self._words(axes, entry.names, 0, top - height + self._words_height(entry) / 2, 700)
            elif entry.symbol == "sizes":
                self._sizes(axes, middle)
            else:
                self._symbol(axes, entry, middle)
                self._words(axes, entry.names, self.symbol, middle, 400)
            top -= height

    def _height(self, entry: _Entry) -> float:
        if entry.symbol == "sizes":
            return 2 * self._radius(self.most) + self.size * 1.4
        return self._words_height(entry) + (self.size * 0.8 if entry.symbol == "none" else self.gap)

    def _words_height(self, entry: _Entry) -> float:
        indent, weight = (0.0, 700) if entry.symbol == "none" else (self.symbol, 400)
        return len(self._lines(entry.names, indent, weight)) * self.size * LINE_HEIGHT

    def _radius(self, count: int) -> float:
        return radius(count, self.most, self.page.size.type_scale)

    def _sizes(self, axes: Axes, middle: float) -> None:
        """Draw circles for a few counts in a row, the smallest where reading begins, each with its number."""
        measure, language = self.page.measure(self.size), self.page.languages[-1]
        steps = _steps(self.most)
        widths = [2 * self._radius(count) + measure(format_number(count, language)) + 2 * self.gap for count in steps]
        if sum(widths) + 2 * self.gap * len(steps) > self.frame.width and len(steps) > 1:
            steps, widths = steps[-1:], widths[-1:]
        x = self.gap
        for count, width in zip(steps, widths, strict=True):
            size = self._radius(count)
            self._circle(axes, x + size, middle, size)
            begin = x + 2 * size + self.gap
            at, side = (self.frame.width - begin, "right") if self.right_to_left else (begin, "left")
            base = middle - self.size * 0.35
            self.page.write(axes, at, base, format_number(count, language), language, self.size, side=side)
            x += width + 2 * self.gap

    def _circle(self, axes: Axes, x: float, y: float, size: float) -> None:
        x = self.frame.width - x if self.right_to_left else x
        theme = self.page.theme
        axes.add_patch(Circle((x, y), size, fc=theme.land, ec=theme.text_muted, lw=self.page.points(0.9)))

    def _symbol(self, axes: Axes, entry: _Entry, y: float) -> None:
        x = self.frame.width - self.symbol / 2 if self.right_to_left else self.symbol / 2
        theme, size = self.page.theme, self.size * 0.55
        if entry.symbol == "area":
            colour = theme.status[entry.status]
            axes.add_patch(Circle((x, y), self.size * 0.8, fc=colour, alpha=0.22, lw=0))
            axes.add_patch(Circle((x, y), self.size * 0.8, fc="none", ec=colour, lw=size * 0.15, ls=(0, (3, 2))))
            size *= 0.45
        draw_mark(axes, x, y, size, {entry.status: 1}, theme, hollow=entry.symbol == "hollow", order=3)

    def _words(self, axes: Axes, names: Mapping[Language, str], indent: float, middle: float, weight: int) -> None:
        """Write the lines of an entry, centred on `middle`."""
        lines = self._lines(names, indent, weight)
        y = middle + len(lines) * self.size * LINE_HEIGHT / 2
        for parts in lines:
            y -= self.size * LINE_HEIGHT
            for language, line in parts:
                # Where two languages share a line, Arabic keeps to its own side.
                right = self.right_to_left or (len(parts) > 1 and language == "ar")
                x = self.frame.width - (indent if self.right_to_left else 0) if right else indent
                side = "right" if right else "left"
                self.page.write(axes, x, y + self.size * 0.4, line, language, self.size, weight=weight, side=side)

    def _lines(self, names: Mapping[Language, str], indent: float, weight: int) -> list[list[tuple[Language, str]]]:
        """Return the words of an entry line by line: both languages on one where they fit, else one after the other."""
        measure, room = self.page.measure(self.size, weight), self.frame.width - indent
        if sum(measure(text) for text in names.values()) + self.size * (len(names) - 1) <= room:
            return [list(names.items())]
        return [[(language, line)] for language, text in names.items() for line in wrapped(text, room, measure)]


def _steps(most: int) -> list[int]:
    """Return up to three counts that show the scale: one, about a third of the largest, and the largest."""
    return sorted({1, max(1, round(most / 3)), most}) if most > 3 else sorted({1, most})
