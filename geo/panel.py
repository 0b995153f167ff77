"""The legend beside the map: what area, colour, hollow marks and shaded areas mean. It shows only what the map has."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from matplotlib.axes import Axes
from matplotlib.patches import Circle

from geo.lettering import LINE_HEIGHT, wrapped
from geo.marks import PlaceMark
from geo.page import BODY, Frame, Page
from geo.symbols import draw_mark, radius
from language.catalogue import Language, translations
from language.dates import format_number
from language.terms import term


def draw_panel(page: Page, marks: Sequence[PlaceMark], beside: Frame) -> None:
    """Draw the legend beside the map's frame, from the top down; without marks there is none."""
    if marks:
        _Legend(page, marks, beside).draw()


class _Legend:
    """Writes entries one under the other: a symbol, and its words in the page's languages."""

    def __init__(self, page: Page, marks: Sequence[PlaceMark], beside: Frame) -> None:
        gap = page.margin * 0.7
        self.frame = (
            Frame(page.margin, page.bottom, beside.left - gap, page.top)
            if page.languages == ("ar",)
            else Frame(beside.right + gap, page.bottom, page.width - page.margin, page.top)
        )
        self.page = page
        self.right_to_left = page.languages == ("ar",)
        self.marks = marks
        self.axes: Axes = page.axes(self.frame)
        self.y = self.frame.height
        self.size = page.points(BODY)
        self.most = max(mark.count for mark in marks)
        # The symbols' column, at the side where reading begins, is as wide as the largest of them.
        self.symbol = max(2 * radius(self.most, self.most, page.size.type_scale), page.points(16)) + page.points(2)

    def draw(self) -> None:
        """Draw all entries."""
        page, theme = self.page, self.page.theme
        self._heading({language: _text(language)("Incidents at a place") for language in page.languages})
        for count in _steps(self.most):
            size = radius(count, self.most, page.size.type_scale)
            x, y = self._row(max(2 * size + page.points(3), self.size * LINE_HEIGHT))
            self.axes.add_patch(Circle((x, y), size, fc=theme.land, ec=theme.text_muted, lw=page.points(0.9)))
            self._words({page.languages[-1]: format_number(count, page.languages[-1])}, y)
        self.y -= page.points(8)
        self._heading({language: _text(language)("Status") for language in page.languages})
        for status in theme.status:
            if any(mark.by_status.get(status) for mark in self.marks):
                names = {language: term("status", status, language) for language in page.languages}
                self._entry(names, {status: 1}, hollow=False)
        self.y -= page.points(8)
        if any(mark.undated == mark.count for mark in self.marks):
            names = {language: _text(language)("Hollow: no date known") for language in page.languages}
            self._entry(names, self._commonest(), hollow=True)
        if not all(mark.exact for mark in self.marks):
            names = {language: _text(language)("Shaded: position not exact") for language in page.languages}
            self._area(names)

    def _commonest(self) -> Mapping[str, int]:
        statuses = self.page.theme.status
        return {max(statuses, key=lambda status: sum(mark.by_status.get(status, 0) for mark in self.marks)): 1}

    def _entry(self, names: Mapping[Language, str], shares: Mapping[str, int], *, hollow: bool) -> None:
        x, y = self._row(self._height(names))
        draw_mark(self.axes, x, y, self.page.points(5), shares, self.page.theme, hollow=hollow, order=3)
        self._words(names, y)

    def _area(self, names: Mapping[Language, str]) -> None:
        page = self.page
        x, y = self._row(self._height(names))
        (status,) = self._commonest()
        colour = page.theme.status[status]
        self.axes.add_patch(Circle((x, y), page.points(7), fc=colour, alpha=0.22, lw=0))
        self.axes.add_patch(Circle((x, y), page.points(7), fc="none", ec=colour, lw=page.points(0.7), ls=(0, (3, 2))))
        draw_mark(self.axes, x, y, page.points(2.2), {status: 1}, page.theme, hollow=False, order=3)
        self._words(names, y)

    def _heading(self, names: Mapping[Language, str]) -> None:
        size = self.size
        for language, line in self._lines(names, self.frame.width, 700):
            self.y -= size * LINE_HEIGHT
            x, side = (self.frame.width, "right") if self.right_to_left else (0.0, "left")
            self.page.write(self.axes, x, self.y + size * 0.35, line, language, size, weight=700, side=side)
        self.y -= self.page.points(3)

    def _row(self, height: float) -> tuple[float, float]:
        """Make room for an entry and return the middle of its symbol."""
        self.y -= height
        x = self.frame.width - self.symbol / 2 if self.right_to_left else self.symbol / 2
        return x, self.y + height / 2

    def _height(self, names: Mapping[Language, str]) -> float:
        return len(self._lines(names, self._room(), 400)) * self.size * LINE_HEIGHT + self.page.points(3)

    def _words(self, names: Mapping[Language, str], middle: float) -> None:
        """Write an entry's words beside its symbol, centred on `middle`."""
        lines = self._lines(names, self._room(), 400)
        top = middle + len(lines) * self.size * LINE_HEIGHT / 2
        start = self.symbol + self.page.points(7)
        for language, line in lines:
            top -= self.size * LINE_HEIGHT
            x, side = (self.frame.width - start, "right") if self.right_to_left else (start, "left")
            self.page.write(self.axes, x, top + self.size * 0.38, line, language, self.size, side=side)

    def _room(self) -> float:
        return self.frame.width - self.symbol - self.page.points(7)

    def _lines(self, names: Mapping[Language, str], width: float, weight: int) -> list[tuple[Language, str]]:
        measure = self.page.measure(self.size, weight)
        return [(language, line) for language, text in names.items() for line in wrapped(text, width, measure)]


def _steps(most: int) -> list[int]:
    """Return up to three counts that show the scale: the largest, about a third of it, and one."""
    return sorted({1, max(1, round(most / 3)), most}) if most > 3 else sorted({1, most})


def _text(language: Language) -> Callable[[str], str]:
    return translations(language).gettext
