"""The page of a picture: its size, its columns, and the lines above and below what it shows.

Positions are points (1/72 inch) from the lower left corner.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from geo.lettering import LINE_HEIGHT, broken, directed, font, wrapped
from geo.palette import Theme
from language.catalogue import Language

TITLE = 21.0
SUBTITLE = 11.0
BODY = 8.5
SMALL = 7.0
"""Sizes of type in points on a page of `type_scale` 1."""

_SEPARATOR = " · "

MESSAGE_PADDING = 12.0
"""Points around a message that stands in place of marks or bars."""

LINK_LINES = 3
"""That a permalink takes at most; one that is longer is cut and says so."""

SQUARE = 1.2
"""Width by height of a page below which the legend stands under the map, not beside it."""

SMALLEST_TITLE = 0.6
"""Of `TITLE`: a title that is still too long for two lines then is cut short."""


@dataclass(frozen=True, slots=True)
class Size:
    """Measures of a picture."""

    width: int
    """Pixels."""
    height: int
    """Pixels."""
    dpi: int
    """Dots per inch: how large type of a given size in points comes out."""
    type_scale: float
    """Factor on all sizes of type and marks: 1 for a page of A4."""

    @property
    def inches_wide(self) -> float:
        return self.width / self.dpi

    @property
    def inches_high(self) -> float:
        return self.height / self.dpi


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle on the page, in points."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        return self.right - self.left

    @property
    def height(self) -> float:
        return self.top - self.bottom

    @property
    def area(self) -> float:
        return self.width * self.height


class Page:
    """A figure that is written from the top and from the bottom; what is left between is for the map and its legend."""

    def __init__(self, figure: Figure, size: Size, theme: Theme, languages: Sequence[Language]) -> None:
        """Start an empty page. Two languages share it: English on the left, Arabic on the right."""
        self.figure = figure
        self.size = size
        self.theme = theme
        self.languages = tuple(languages)
        self.width = size.inches_wide * 72
        self.height = size.inches_high * 72
        self.margin = 24 * size.type_scale
        self.top = self.height - self.margin
        self.bottom = self.margin * 0.7
        figure.set_facecolor(theme.paper)
        self._widths: dict[tuple[float, int, str], float] = {}
        self._spare: dict[Language, float] = {}
        self.canvas = self.axes(Frame(0, 0, self.width, self.height))

    @property
    def legend_below(self) -> bool:
        """Whether the legend stands under the map, because the page is hardly wider than high."""
        return self.width < SQUARE * self.height

    @property
    def rest(self) -> Frame:
        """What is left of the page between what stands above and below."""
        return Frame(self.margin, self.bottom, self.width - self.margin, self.top)

    def points(self, size: float) -> float:
        """Return a size of type or of a mark as it is on this page, in points."""
        return size * self.size.type_scale

    def axes(self, frame: Frame) -> Axes:
        """Return bare axes over a frame; its coordinates are points from the frame's lower left corner."""
        axes = self.figure.add_axes(
            (
                frame.left / self.width,
                frame.bottom / self.height,
                frame.width / self.width,
                frame.height / self.height,
            )
        )
        axes.set_axis_off()
        axes.set_xlim(0, frame.width)
        axes.set_ylim(0, frame.height)
        return axes

    def measure(self, size: float, weight: int = 400) -> Callable[[str], float]:
        """Return a function that tells how wide a line of this type is, in points."""
        line_of_type = Text(0, 0, "", fontproperties=font(size, weight), parse_math=False)
        line_of_type.set_figure(self.figure)

        def width(line: str) -> float:
            key = (size, weight, line)
            if key not in self._widths:
                line_of_type.set_text(line)
                self._widths[key] = line_of_type.get_window_extent().width * 72 / self.size.dpi
            return self._widths[key]

        return width

    def write(
        self,
        axes: Axes,
        x: float,
        y: float,
        line: str,
        language: Language,
        size: float,
        *,
        weight: int = 400,
        colour: str | None = None,
        side: str | None = None,
        url: str | None = None,
    ) -> None:
        """Write one line on a base line; it begins at `x` on the side its language begins, unless `side` says else.

        `url` makes it a link where the format has links.
        """
        axes.text(
            x,
            y,
            directed(line, language),
            fontproperties=font(size, weight),
            color=colour or self.theme.text,
            url=url,
            ha=side or ("right" if language == "ar" else "left"),
            va="baseline",
            parse_math=False,
        )

    def message(self, axes: Axes, lines: Mapping[Language, str]) -> Bbox:
        """Say something in the middle of axes, in a box; return what it takes, in pixels."""
        text = axes.text(
            0.5,
            0.5,
            "\n".join(directed(lines[language], language) for language in self.languages),
            transform=axes.transAxes,
            fontproperties=font(self.points(13)),
            color=self.theme.text,
            ha="center",
            va="center",
            linespacing=1.3,
            parse_math=False,
            zorder=10,
            bbox={
                "facecolor": self.theme.paper,
                "edgecolor": self.theme.border,
                "lw": self.points(0.6),
                "pad": MESSAGE_PADDING,
            },
        )
        return text.get_window_extent().padded((MESSAGE_PADDING + 4) * self.size.dpi / 72)

    def column(self, language: Language) -> tuple[float, float]:
        """Return the left and right edge of a language's column."""
        left, right = self.margin, self.width - self.margin
        if len(self.languages) == 1:
            return left, right
        gutter, middle = self.margin, self.width / 2
        return (middle + gutter / 2, right) if language == "ar" else (left, middle - gutter / 2)

    def column_width(self, language: Language) -> float:
        """Return the width of a language's column."""
        left, right = self.column(language)
        return right - left

    def header(
        self,
        titles: Mapping[Language, str],
        subtitles: Mapping[Language, Sequence[str]],
        selection: Mapping[Language, str],
        warning: Mapping[Language, str],
    ) -> None:
        """Write a rule, the title and the facts under it from the top down: on one line, or the first on its own.

        Under them stand what was selected and, set off by colour, a warning; each may be empty.
        """
        rule = self.points(3)
        self.canvas.fill_between(
            [self.margin, self.width - self.margin], self.top - rule, self.top, color=self.theme.accent, lw=0
        )
        below = self.top - rule
        ends = []
        breaks = self._breaks(subtitles)
        for language in self.languages:
            size = self._title_size(titles[language], language)
            y = below - self.points(4)
            y = self._lines(titles[language], language, y, size, weight=700, most=2) - self.points(1)
            facts = _joined(subtitles[language], breaks)
            for line in facts:
                y = self._lines(line, language, y, self.points(SUBTITLE))
            for line, weight, colour in (
                (selection[language], 400, self.theme.text_muted),
                (warning[language], 700, self.theme.accent),
            ):
                if line:
                    y = self._lines(line, language, y, self.points(BODY + 0.5), weight=weight, colour=colour, most=2)
            ends.append(y)
        self.top = min(ends) - self.points(8)

    def _breaks(self, subtitles: Mapping[Language, Sequence[str]]) -> int:
        """Return how many facts stand on lines of their own, the same in both languages: none, the first, or all."""
        measure = self.measure(self.points(SUBTITLE))
        for lines in (0, 1):
            if all(
                measure(line) <= self.column_width(language)
                for language, facts in subtitles.items()
                for line in _joined(facts, lines)
            ):
                return lines
        return max(len(facts) for facts in subtitles.values())

    def footer(
        self, paragraphs: Mapping[Language, Sequence[str]], spare: Mapping[Language, str], permalink: str
    ) -> None:
        """Write notes in small type at the bottom under a hairline, one paragraph after the other, and a link below.

        `spare` is as long as what `footnote` may add once the map is drawn: room is kept for it.
        """
        size = self.points(SMALL)
        across = self.width - 2 * self.margin
        link = broken(permalink, across, self.measure(size), LINK_LINES) if permalink else []
        foot = self.bottom + len(link) * size * LINE_HEIGHT
        heights = []
        for language in self.languages:
            width = self.column_width(language)
            kept = [*paragraphs[language], *filter(None, [spare[language]])]
            lines = sum(len(wrapped(text, width, self.measure(size))) for text in kept)
            heights.append(lines * size * LINE_HEIGHT)
        top = foot + max(heights)
        for language in self.languages:
            y = top
            for text in paragraphs[language]:
                y = self._lines(text, language, y, size, colour=self.theme.text_muted)
            self._spare[language] = y
        side = "right" if self.languages == ("ar",) else "left"
        begin = self.width - self.margin if side == "right" else self.margin
        url = permalink if permalink.startswith(("http://", "https://")) else None
        for number, line in enumerate(link):
            y = foot - (number + 0.65) * size * LINE_HEIGHT
            self.write(self.canvas, begin, y, line, "en", size, colour=self.theme.accent, side=side, url=url)
        rule = top + self.points(4)
        self.canvas.plot(
            [self.margin, self.width - self.margin], [rule, rule], color=self.theme.governorate, lw=self.points(0.6)
        )
        self.bottom = rule + self.points(8)

    def footnote(self, texts: Mapping[Language, str]) -> None:
        """Write one more note into the room that `footer` kept."""
        for language, text in texts.items():
            self._lines(text, language, self._spare[language], self.points(SMALL), colour=self.theme.text_muted)

    def _lines(
        self,
        text: str,
        language: Language,
        top: float,
        size: float,
        *,
        weight: int = 400,
        colour: str | None = None,
        most: int | None = None,
    ) -> float:
        """Write a text into its language's column downwards from `top` and return where it ends."""
        left, right = self.column(language)
        lines = wrapped(text, right - left, self.measure(size, weight))
        if most is not None and len(lines) > most:
            lines = [*lines[: most - 1], lines[most - 1] + "…"]
        for line in lines:
            top -= size * LINE_HEIGHT
            begin = right if language == "ar" else left
            self.write(self.canvas, begin, top + size * 0.35, line, language, size, weight=weight, colour=colour)
        return top

    def _title_size(self, title: str, language: Language) -> float:
        """Return the largest size at which a title takes one line, or two where it must."""
        width = self.column_width(language)
        sizes = [self.points(TITLE) * step / 10 for step in range(10, int(SMALLEST_TITLE * 10) - 1, -1)]
        for most in (1, 2):
            for size in sizes[: 3 if most == 1 else None]:
                if len(wrapped(title, width, self.measure(size, 700))) <= most:
                    return size
        return sizes[-1]


def _joined(facts: Sequence[str], alone: int) -> list[str]:
    """Return lines of facts: the first `alone` of them on their own, the rest on one."""
    rest = [_SEPARATOR.join(facts[alone:])] if facts[alone:] else []
    return [*facts[:alone], *rest]
