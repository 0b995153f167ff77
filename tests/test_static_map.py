"""The report-ready picture: what it says, that names keep apart, that Arabic is joined and runs right to left."""

from __future__ import annotations

import datetime as dt
import io
import itertools
import math
import random
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import font_manager
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.text import Text
from matplotlib.transforms import Bbox
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont, features

from export.files import file_name
from geo.basemap import credit, load_basemap
from geo.framing import view_of
from geo.geometry import distance_m
from geo.labels import Named, Style, extent_of, label_marks
from geo.lettering import INVISIBLE, directed, font, wrapped
from geo.page import Frame, Page
from geo.palette import DARK, LIGHT
from geo.picture import PRINT, SIZES, WEB, Picture
from geo.scale_bar import scale_bar
from geo.static_map import compose, render
from geo.symbols import radius
from geo.view import View, latitude, mercator
from tests.incident_strategies import HOSTILE, SIX_BASES
from tests.pictures import GAZETTEER, mark, picture

ARABIC_NOTE = load_basemap().note("boundaries", language="ar")
ENGLISH_NOTE = load_basemap().note("boundaries", language="en")


def visible(text: Text) -> str:
    """A text without the marks that give its lines and names their direction."""
    return "".join(letter for letter in text.get_text() if letter not in INVISIBLE)


def words(drawn: Picture) -> str:
    """All words of a picture, in drawing order, with line breaks as spaces."""
    texts = compose(drawn).findobj(Text)
    return " ".join(visible(text) for text in texts if text.get_text()).replace("\n", " ")


def pixels(drawn: Picture) -> NDArray[np.uint8]:
    """A picture as rows of red, green, blue."""
    return np.asarray(Image.open(io.BytesIO(render(drawn))).convert("RGB"))


def colour(hexadecimal: str) -> tuple[int, ...]:
    return tuple(int(hexadecimal[at : at + 2], 16) for at in (1, 3, 5))


def spot(drawn: Picture, lon: float, lat: float) -> tuple[int, int]:
    """The pixel (row, column) where a picture without header or legend lines in the way shows a position."""
    figure = compose(drawn)
    plate = next(axes for axes in figure.axes if axes.get_xlim()[0] < lon < axes.get_xlim()[1] < 60)
    x, y = plate.transData.transform(mercator(lon, lat))
    return round(drawn.size.height - y), round(x)


# --- the file ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", SIZES)
@pytest.mark.parametrize("language", ["ar", "en", "both"])
def test_a_picture_is_a_png_of_its_size_and_always_the_same(name: str, language: str) -> None:
    drawn = picture(size=SIZES[name], language=language)
    data = render(drawn)
    assert data == render(drawn)
    image = Image.open(io.BytesIO(data))
    assert image.format == "PNG"
    assert image.size == (SIZES[name].width, SIZES[name].height)
    assert round(image.info["dpi"][0]) == SIZES[name].dpi
    assert set(image.info) == {"dpi"}


def test_pictures_made_at_the_same_time_do_not_mix() -> None:
    drawn = [picture(language=language) for language in ("ar", "en") * 2]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(render, drawn)) == [render(one) for one in drawn]


def test_print_is_a4_at_300_dots_per_inch() -> None:
    assert PRINT.inches_wide * 25.4 == pytest.approx(297, abs=0.1)
    assert PRINT.inches_high * 25.4 == pytest.approx(210, abs=0.1)


@pytest.mark.parametrize(
    ("first", "last", "name"),
    [
        ("2023-10-17", "2024-01-15", "rasid_20231017_20240115.png"),
        ("2023-10-17", None, "rasid_20231017_20240202.png"),
        (None, "2024-01-15", "rasid_20240115.png"),
        (None, None, "rasid_20240202.png"),
    ],
)
def test_a_files_name_says_the_window(first: str | None, last: str | None, name: str) -> None:
    ends = [dt.date.fromisoformat(day) if day else None for day in (first, last)]
    assert file_name(ends[0], ends[1], dt.date(2024, 2, 2), ".png") == name


# --- what it says -----------------------------------------------------------------------------------------------


def test_english_says_all_that_a_report_needs() -> None:
    said = words(picture(language="en", titles={"en": "Rockets and drones"}))
    for part in (
        "Rockets and drones",
        "17 October 2023 – 15 January 2024 · 98 incidents, 4 undated, 3 without a place · as of 2 February 2024",
        "Sources: Mehr, المرصد السوري.",
        credit("en"),
        ENGLISH_NOTE,
        "al-Omar oil field base (31)",
        "Reported",
        "km at",
    ):
        assert part in said, part
    assert ARABIC_NOTE not in said


def test_arabic_says_all_that_a_report_needs() -> None:
    said = words(picture(language="ar"))
    for part in (
        "هجمات في سوريا والعراق بحسب التقارير",
        "17 تشرين الأول 2023 – 15 كانون الثاني 2024 · 98 حادثًا، 4 بلا تاريخ، 3 بلا مكان · حتى 2 شباط 2024",
        "المصادر: Mehr، المرصد السوري.",
        ARABIC_NOTE,
        "قاعدة حقل العمر النفطي (31)",
        "مذكور في تقارير",
        "كم عند خط العرض",
    ):
        assert part in said, part
    assert "al-Omar" not in said


def test_both_languages_stand_together_arabic_above_english() -> None:
    figure = compose(picture(language="both"))
    names = [visible(text) for text in figure.findobj(Text)]
    assert "قاعدة حقل العمر النفطي (31)\nal-Omar oil field base (31)" in names
    said = words(picture(language="both"))
    assert "المصادر:" in said
    assert "Sources:" in said


def test_the_golan_note_stands_on_every_picture() -> None:
    for language in ("ar", "en", "both"):
        assert "SY14" in words(picture(language=language))


def test_the_legend_shows_only_what_the_map_has() -> None:
    plain = words(picture(language="en"))
    assert "Hollow" not in plain
    assert "Shaded" not in plain
    assert "Disputed" not in plain
    marks = [
        mark("harir", 2, undated=2, by_status={"disputed": 2}),
        mark("al-tanf", exact=False),
    ]
    full = words(picture(language="en", marks=marks))
    for part in ("Hollow: no date known", "Shaded: position not exact", "Disputed", "Reported"):
        assert part in full, part


@pytest.mark.parametrize(
    ("shown", "english", "arabic"),
    [
        (0, "No incidents in this selection", "لا حوادث في هذا الاختيار"),
        (3, "None of the incidents in this selection has a place", "لا موقع على الخريطة لأي من حوادث هذا الاختيار"),
    ],
)
def test_an_empty_map_says_so(shown: int, english: str, arabic: str) -> None:
    said = words(picture(marks=[], shown=shown, undated=0, unlocated=shown, sources=[]))
    assert english in said
    assert arabic in said
    assert "Sources" not in said
    assert render(picture(marks=[], shown=shown))


def test_many_sources_are_counted() -> None:
    said = words(picture(language="en", sources=[f"Outlet {number}" for number in range(12)]))
    assert "Outlet 7 and 4 more." in said
    assert "Outlet 8" not in said


@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")  # letters of other scripts are drawn as boxes
def test_hostile_words_are_only_words() -> None:
    for hostile in (*HOSTILE, "$\\frac{1}{0}$", "\\undefined{", "%s %d", "\ue000"):
        drawn = picture(titles={"ar": hostile, "en": hostile}, sources=[hostile], size=WEB)
        figure = compose(drawn)
        figure.canvas.draw()
        for text in figure.findobj(Text):
            if text.get_text():
                assert "\u202e" not in text.get_text()
                box = extent_of(text)
                assert box.x0 >= -1, text
                assert box.x1 <= drawn.size.width + 1, text


# --- where things are -------------------------------------------------------------------------------------------


def page(size: Any = WEB, language: Any = "en") -> Page:
    """An empty page."""
    figure = Figure(figsize=(size.inches_wide, size.inches_high), dpi=size.dpi)
    FigureCanvasAgg(figure)
    return Page(figure, size, LIGHT, (language,))


lons, lats = st.floats(35, 49), st.floats(29, 38)


@given(lons, lats, lons, lats)
def test_all_of_an_extent_is_shown_and_nothing_beyond_the_basemap(a: float, b: float, c: float, d: float) -> None:
    west, east = sorted((a, c))
    south, north = sorted((b, d))
    view = view_of(page(), [mark("harir")], (west, south, east, north))
    assert view.west <= west + 1e-9
    assert view.east >= east - 1e-9
    assert latitude(view.south) <= south + 1e-9
    assert latitude(view.north) >= north - 1e-9
    limits = load_basemap().countries.total_bounds
    assert view.west >= limits[0] - 1e-9
    assert view.east <= limits[2] + 1e-9
    assert latitude(view.south) >= limits[1] - 1e-9
    assert latitude(view.north) <= limits[3] + 1e-9
    across, along = (view.east - view.west) / view.frame.width, (view.north - view.south) / view.frame.height
    assert across == pytest.approx(along)


def test_marks_at_the_edge_of_their_extent_are_inside_the_frame() -> None:
    marks = [mark(base, 30) for base in SIX_BASES]
    view = view_of(page(), marks, None)
    scale = view.frame.width / (view.east - view.west)
    for one in marks:
        x, y = mercator(one.lon, one.lat)
        reach = radius(30, 30, WEB.type_scale)
        assert (x - view.west) * scale > reach
        assert (view.east - x) * scale > reach
        assert (y - view.south) * scale > reach
        assert (view.north - y) * scale > reach


@pytest.mark.parametrize("extent", [(44.0, 33.0, 40.0, 35.0), (40.0, 35.0, 44.0, 33.0), (2.0, 48.0, 3.0, 49.0)])
def test_an_impossible_extent_is_refused(extent: Any) -> None:
    with pytest.raises(ValueError, match="expected west <= east and south <= north"):
        render(picture(extent=extent))


def test_a_window_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="expected the first day not to be after the last"):
        render(picture(date_from=dt.date(2024, 2, 1), date_to=dt.date(2024, 1, 1)))


@given(lons, lats, st.floats(0.5, 8))
def test_the_scale_bar_is_true_at_the_latitude_it_names(lon: float, lat: float, span: float) -> None:
    x, y = mercator(lon, lat)
    view = View(Frame(0, 0, 600, 400), x - span / 2, y - span / 3, x + span / 2, y + span / 3)
    kilometres, points = scale_bar(view)
    degrees = points * span / 600
    middle = latitude((view.south + view.north) / 2)
    assert distance_m(lon, middle, lon + degrees, middle) == pytest.approx(kilometres * 1000, rel=0.002)
    assert points <= 600 * 0.2 + 1e-6
    assert f"{kilometres:g}".rstrip("0").rstrip(".") in {"1", "2", "5"}


@given(st.integers(1, 500), st.integers(1, 500))
def test_area_is_proportional_to_incidents(one: int, most: int) -> None:
    count, most = sorted((one, most))
    smallest, largest = radius(1, most, 1), radius(most, most, 1)
    assert largest <= 22 + 1e-9
    assert radius(count, most, 1) <= largest + 1e-9
    if smallest > 1.6:
        assert math.isclose((radius(count, most, 1) / smallest) ** 2, count)


def test_colour_is_the_status_hollow_is_undated_and_shade_is_not_exact() -> None:
    near = (40.3, 33.4, 44.6, 34.2)
    for status, hexadecimal in LIGHT.status.items():
        drawn = picture(marks=[mark("ain-al-asad", 3, by_status={status: 3})], extent=near, language="en")
        row, column = spot(drawn, 42.4412, 33.7856)
        assert tuple(pixels(drawn)[row, column]) == colour(hexadecimal)
    hollow = picture(marks=[mark("ain-al-asad", 3, undated=3)], extent=near, language="en")
    assert tuple(pixels(hollow)[row, column]) == colour(LIGHT.land)
    partly = picture(marks=[mark("ain-al-asad", 3, undated=2)], extent=near, language="en")
    assert tuple(pixels(partly)[row, column]) == colour(LIGHT.status["reported"])
    exact = picture(marks=[mark("ain-al-asad", 3)], extent=near, language="en")
    vague = picture(marks=[mark("ain-al-asad", 3, exact=False, radius_m=40_000)], extent=near, language="en")
    beside = column + round(1.3 * radius(3, 3, WEB.type_scale) * WEB.dpi / 72)
    assert tuple(pixels(exact)[row + 2, beside]) != tuple(pixels(vague)[row + 2, beside])


def test_a_dark_picture_is_dark() -> None:
    assert tuple(pixels(picture(theme=DARK))[2, 2]) == colour(DARK.paper)


# --- names keep apart -------------------------------------------------------------------------------------------


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_names_touch_neither_each_other_nor_marks_nor_the_edge(seed: int, count: int) -> None:
    scatter = random.Random(seed)
    sheet = page()
    axes = sheet.axes(Frame(40, 40, 480, 280))
    marks = [
        Named(scatter.uniform(0, 440), scatter.uniform(0, 240), f"Name {number}\nاسم {number}", scatter.uniform(2, 12))
        for number in range(count)
    ]
    wall = Bbox.from_extents(*axes.transData.transform([(10, 10), (110, 50)]).ravel())
    texts = label_marks(axes, marks, [wall], Style(7, "#000000", "#FFFFFF"))
    boxes = [extent_of(text) for text in texts]
    frame = axes.get_window_extent()
    for one, other in itertools.combinations(boxes, 2):
        assert not one.overlaps(other)
    for box in boxes:
        assert not box.overlaps(wall)
        assert frame.x0 <= box.x0 < box.x1 <= frame.x1
        assert frame.y0 <= box.y0 < box.y1 <= frame.y1
        for named in marks:
            x, y = axes.transData.transform((named.x, named.y))
            gap = math.hypot(max(box.x0 - x, x - box.x1, 0), max(box.y0 - y, y - box.y1, 0))
            assert gap >= named.radius * WEB.dpi / 72 - 0.5
    assert len(texts) >= min(count, 6) * 0.8


def test_names_of_a_whole_picture_keep_apart() -> None:
    figure = compose(picture(language="both", size=PRINT))
    names = {mark(base).name_en for base in SIX_BASES}
    boxes = [extent_of(text) for text in figure.findobj(Text) if any(name in text.get_text() for name in names)]
    assert len(boxes) == 6
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def test_a_thousand_places_are_drawn() -> None:
    places = [place for place in GAZETTEER.places if place.kind != "governorate"]
    marks = [mark(place.id, 1 + number % 9) for number, place in enumerate(places)]
    assert len(marks) > 900
    assert Image.open(io.BytesIO(render(picture(marks=marks, language="en")))).size == (1200, 675)


# --- type -------------------------------------------------------------------------------------------------------


def font_file() -> Path:
    """The file of the regular weight that the pictures use."""
    return Path(font_manager.findfont(font(10)))


def ink(image: NDArray[Any]) -> NDArray[np.float64]:
    """Where an image is dark, cut to what is dark and brought to one size."""
    dark = np.asarray(image, dtype=float) < 128
    rows, columns = np.flatnonzero(dark.any(axis=1)), np.flatnonzero(dark.any(axis=0))
    cut = dark[rows[0] : rows[-1] + 1, columns[0] : columns[-1] + 1]
    return np.asarray(Image.fromarray((cut * 255).astype(np.uint8)).resize((400, 80)), dtype=float) / 255


def likeness(one: NDArray[np.float64], other: NDArray[np.float64]) -> float:
    """The correlation of two images: 1 where they are the same."""
    return float(np.corrcoef(one.ravel(), other.ravel())[0, 1])


def drawn_by_the_page(word: str, language: Any) -> NDArray[np.float64]:
    sheet = page(PRINT, language)
    sheet.write(sheet.canvas, 400, 300, word, language, 60, side="center")
    sheet.figure.canvas.draw()
    return ink(np.asarray(sheet.figure.canvas.buffer_rgba())[..., 0])  # type: ignore[attr-defined]


def drawn_as_a_label(word: str) -> NDArray[np.float64]:
    sheet = page(PRINT)
    axes = sheet.axes(Frame(0, 0, sheet.width, sheet.height))
    named = Named(sheet.width / 2, sheet.height / 2, directed(word, "ar"), 0.5)
    assert len(label_marks(axes, [named], [], Style(60, "#000000", "#FFFFFF"))) == 1
    for line in axes.lines:
        line.remove()
    for dot in axes.collections:
        dot.remove()
    sheet.figure.canvas.draw()
    return ink(np.asarray(sheet.figure.canvas.buffer_rgba())[..., 0])  # type: ignore[attr-defined]


def shaped_elsewhere(word: str, engine: ImageFont.Layout) -> NDArray[np.float64]:
    """The word as Pillow draws it, with its own copies of HarfBuzz and FriBidi, or without shaping at all."""
    image = Image.new("L", (2400, 600), 255)
    type_ = ImageFont.truetype(font_file(), 250, layout_engine=engine)
    ImageDraw.Draw(image).text((100, 100), word, font=type_, fill=0)
    return ink(np.asarray(image))


def test_the_pictures_type_is_the_one_with_both_scripts() -> None:
    assert font_file().name == "IBMPlexSansArabic-Regular.ttf"


@pytest.mark.parametrize("word", ["قاعدة العمر", "كونيكو", "التنف", "الشدادي", "عين الأسد", "لا إله", "حرير 12"])
def test_arabic_is_joined_and_runs_right_to_left(word: str) -> None:
    assert features.check("raqm"), "Pillow came without libraqm: there is nothing to compare with"
    right = shaped_elsewhere(word, ImageFont.Layout.RAQM)
    apart = shaped_elsewhere(word, ImageFont.Layout.BASIC)
    for drawn in (drawn_by_the_page(word, "ar"), drawn_as_a_label(word)):
        assert likeness(drawn, right) > 0.9
        assert likeness(drawn, right) > likeness(drawn, apart) + 0.2
        assert likeness(drawn, right) > likeness(drawn, right[:, ::-1]) + 0.2


def test_a_line_runs_as_its_language_does_whatever_it_begins_with() -> None:
    line = "CENTCOM: ثلاثة هجمات"
    # In a right-to-left line the Latin word that comes first stands at the right, in a left-to-right one at the left.
    arabic, english = drawn_by_the_page(line, "ar"), drawn_by_the_page(line, "en")
    alone = drawn_by_the_page("CENTCOM:", "en")
    assert likeness(arabic, english) < 0.6
    tail = drawn_by_the_page("ثلاثة هجمات CENTCOM:", "ar")
    assert likeness(english, tail) > likeness(arabic, tail)
    assert alone.shape == arabic.shape


@given(st.lists(st.text("abcابت", min_size=1, max_size=12), min_size=1, max_size=30), st.integers(12, 60))
def test_wrapped_lines_hold_every_word_in_order_and_fit(said: list[str], width: int) -> None:
    lines = wrapped(" ".join(said), width, lambda line: float(len(line)))
    assert " ".join(lines).split() == said
    assert all(len(line) <= width for line in lines)


def test_a_word_wider_than_its_line_is_cut() -> None:
    assert all(len(line) <= 10 for line in wrapped("x" * 50 + " y", 10, lambda line: float(len(line))))
    assert wrapped("", 10, lambda line: float(len(line))) == [""]
