"""Pictures in every kind, format, size and style: as approved, the same bytes everywhere, unharmed by any words."""

from __future__ import annotations

import datetime as dt
import hashlib
import io
import itertools
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, get_args
from xml.etree import ElementTree

import pytest
from matplotlib.text import Text
from PIL import Image

from geo.captions import left_out
from geo.framing import view_of
from geo.inset import plan_inset
from geo.labels import extent_of
from geo.lettering import broken, isolated
from geo.palette import DARK, LIGHT, ON_PAPER, THEMES
from geo.picture import A5, KINDS, MOST_PARTS, SIZES, SOCIAL, WEB, Bar, Picture
from geo.static_map import FORMATS, PICTURES, Format, compose, render
from geo.symbols import gauge, radius
from tests.incident_strategies import HOSTILE, SIX_BASES
from tests.pictures import (
    APPROVED,
    TOLERANCE,
    bars,
    crowd,
    difference,
    mark,
    parts,
    picture,
    pictures_to_approve,
    reduced,
)
from tests.test_static_map import page, words

ROOT = Path(__file__).resolve().parent.parent
TO_APPROVE = pictures_to_approve()
LONG = "عين الأسد " * 1000
NASTY = (*HOSTILE, "$\\frac{1}{0}$", "\\undefined{", "%s {count} {}", "--><script>", "]]>&amp;<", "\ufffe\uffff", LONG)


# --- approved pictures ------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", TO_APPROVE)
def test_a_picture_looks_as_approved(name: str, tmp_path: Path) -> None:
    path = APPROVED / f"{name}.png"
    assert path.exists(), f"{name}: not approved yet: uv run python -m tests.pictures"
    now = reduced(render(TO_APPROVE[name]))
    off = difference(now, Image.open(path).convert("RGB"))
    if off > TOLERANCE:
        now.save(tmp_path / path.name)
    assert off <= TOLERANCE, f"{off:.2%} of the pixels differ; it is now {tmp_path / path.name}"


def test_no_approved_picture_is_left_over() -> None:
    assert {path.stem for path in APPROVED.glob("*")} == set(TO_APPROVE)


@pytest.mark.parametrize(
    "change",
    [
        {"marks": [mark(base, 10) for base in SIX_BASES]},
        {"theme": DARK},
        {"titles": {"ar": "عنوان آخر", "en": "Another title"}},
        {"sources": {"ar": ["مصدر آخر", "ثالث", "رابع"], "en": ["Another outlet", "A third one"]}, "permalink": ""},
    ],
)
def test_a_change_worth_seeing_is_more_than_the_tolerance(change: dict[str, Any]) -> None:
    before = TO_APPROVE["map_both_light_web"]
    assert difference(reduced(render(before)), reduced(render(replace(before, **change)))) > TOLERANCE


# --- formats ----------------------------------------------------------------------------------------------------


def of_kind(kind: str, **fields: Any) -> Picture:
    return picture(kind=kind, parts=parts(), bars=bars(), **fields)


@pytest.mark.parametrize("kind", KINDS)
def test_an_svg_is_well_formed_and_holds_no_script_no_link_elsewhere_and_no_date(kind: str) -> None:
    drawn = of_kind(kind, permalink="https://example.org/?a=1&b=<2>", titles={"en": "A & B <i>"}, language="en")
    data = render(drawn, "svg")
    root = ElementTree.fromstring(data)
    assert root.tag == "{http://www.w3.org/2000/svg}svg"
    assert root.findtext("{http://www.w3.org/2000/svg}title") == "A & B <i>"
    links = {value for part in root.iter() for name, value in part.attrib.items() if name.endswith("href")}
    assert {link for link in links if not link.startswith(("#", "http://purl.org/"))} == {
        "https://example.org/?a=1&b=<2>"
    }
    names = {part.tag.rpartition("}")[2] for part in root.iter()}
    assert not names & {"script", "foreignObject", "image", "date"}
    assert b"<text" not in data  # letters are outlines: it looks the same without the fonts


def test_an_svg_draws_each_outline_once_and_as_finely_as_it_is_seen() -> None:
    hostile = '--><path d="M 0.123456 0" style="x"/> <path d="M 0.123456 0" style="x"/>'
    root = ElementTree.fromstring(render(picture(marks=[mark("harir", 2, name_en=hostile), mark("al-tanf")]), "svg"))
    paths = [part for part in root.iter() if part.tag.endswith("}path")]
    outlines = [part.get("d", "") for part in paths]
    assert not [outline for outline in outlines if re.search(r"\.\d{3}", outline)]
    ids = [part.attrib["id"] for part in root.iter() if "id" in part.attrib]
    assert len(ids) == len(set(ids))
    used = {value for part in root.iter() for name, value in part.attrib.items() if name.endswith("}href")}
    assert {link[1:] for link in used if link.startswith("#")} <= set(ids)
    lettering = [part for part in paths if part.attrib.get("id", "").startswith("outline")]
    assert lettering
    assert all(outlines.count(part.attrib["d"]) == 1 for part in lettering)


def test_a_pdf_is_one_page_of_its_size_with_its_fonts_and_no_date() -> None:
    data = render(picture(size=A5, language="ar", permalink="https://example.org/?x=1"), "pdf")
    assert data.startswith(b"%PDF-1.4")
    box = re.search(rb"/MediaBox \[ ?0 0 ([\d.]+) ([\d.]+) ?\]", data)
    assert box
    assert [float(side) / 72 for side in box.groups()] == pytest.approx([A5.inches_wide, A5.inches_high], abs=0.01)
    assert len(re.findall(rb"/Type /Page\b", data)) == 1
    assert b"IBMPlexSansArabic" in data
    assert b"https://example.org/?x=1" in data
    assert not re.search(rb"/(CreationDate|ModDate|Producer|Creator)", data)


def test_a_permalink_that_is_no_web_address_is_no_link() -> None:
    for format in ("svg", "pdf"):
        data = render(picture(permalink="javascript:alert(1)"), format)
        assert b"/URI (javascript" not in data
        assert b'href="javascript' not in data


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("size", SIZES)
def test_every_kind_comes_in_every_size_style_and_language(kind: str, size: str) -> None:
    for (theme_name, theme), language in zip(itertools.cycle(THEMES.items()), ("ar", "en", "both"), strict=False):
        drawn = of_kind(kind, size=SIZES[size], theme=theme, language=language)
        figure = compose(drawn)
        for text in figure.findobj(Text):
            if text.get_text():
                box = extent_of(text)
                assert box.x0 >= -1, (text, theme_name, language)
                assert box.x1 <= drawn.size.width + 1, (text, theme_name, language)
                assert box.y0 >= -1, (text, theme_name, language)
                assert box.y1 <= drawn.size.height + 1, (text, theme_name, language)


def test_kinds_formats_and_sizes_are_those_that_are_told() -> None:
    assert tuple(PICTURES) == KINDS
    assert tuple(FORMATS) == get_args(Format)
    for name, width, height in (("a4", 3508, 2480), ("a5", 2480, 1748), ("web", 1200, 675), ("social", 1080, 1080)):
        assert (SIZES[name].width, SIZES[name].height) == (width, height)
    assert SIZES["a4"].dpi == SIZES["a5"].dpi == 300


def test_another_format_is_refused() -> None:
    with pytest.raises(ValueError, match="format 'gif': expected one of png, svg, pdf"):
        render(picture(), "gif")  # type: ignore[arg-type]


# --- the same bytes ---------------------------------------------------------------------------------------------

ELSEWHERE = """
import hashlib, sys
from tests.test_pictures import of_kind
from geo.static_map import render
for kind in ("map", "multiples", "timeline"):
    for format in ("png", "svg", "pdf"):
        print(hashlib.sha256(render(of_kind(kind, permalink="https://example.org/"), format)).hexdigest())
"""


def test_another_process_makes_the_same_bytes_whatever_its_settings(tmp_path: Path) -> None:
    here = [
        hashlib.sha256(render(of_kind(kind, permalink="https://example.org/"), format)).hexdigest()
        for kind in KINDS
        for format in FORMATS
    ]
    (tmp_path / "matplotlibrc").write_text("axes.facecolor: red\nfont.size: 30\nsvg.fonttype: none\nfigure.dpi: 33\n")
    elsewhere = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": "4711",
        "TZ": "Pacific/Auckland",
        "LC_ALL": "C",
        "SOURCE_DATE_EPOCH": "1",
        "MATPLOTLIBRC": str(tmp_path / "matplotlibrc"),
        "MPLCONFIGDIR": str(tmp_path),
    }
    out = subprocess.run(
        [sys.executable, "-c", ELSEWHERE], env=elsewhere, cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert out.stdout.split() == here


# --- insets, and what is left out -------------------------------------------------------------------------------


def inset_of(drawn: Picture) -> Any:
    sheet = page(drawn.size)
    sizes = gauge([one.count for one in drawn.marks], drawn.size.type_scale, sheet.rest.area)
    return plan_inset(sheet, drawn.marks, view_of(sheet, drawn.marks, None), sizes, None)


def test_marks_that_crowd_are_shown_larger_and_all_of_them() -> None:
    inset = inset_of(picture(marks=crowd()))
    assert inset is not None
    assert inset.times >= 2
    assert {one.place_id for one in crowd() if inset.view.holds(one.lon, one.lat)} == {f"near-{at}" for at in range(10)}
    assert "× enlarged" in words(picture(marks=crowd(), language="en"))


def test_marks_that_do_not_crowd_need_no_inset() -> None:
    assert inset_of(picture(marks=[mark("harir"), mark("al-tanf"), mark("ain-al-asad")])) is None
    assert "enlarged" not in words(picture(marks=[mark("harir"), mark("al-tanf")], language="en"))


def test_an_inset_on_the_map_hides_no_mark() -> None:
    drawn = picture(marks=crowd(), size=SOCIAL)
    sheet = page(SOCIAL)
    view = view_of(sheet, drawn.marks, None)
    sizes = gauge([one.count for one in drawn.marks], SOCIAL.type_scale, sheet.rest.area)
    inset = plan_inset(sheet, drawn.marks, view, sizes, None)
    assert inset is not None
    scale = view.frame.width / (view.east - view.west)
    frame = inset.view.frame
    for one in drawn.marks:
        x = view.frame.left + (one.lon - view.west) * scale
        reach = sizes.radius(one.count)
        if frame.left - reach < x < frame.right + reach:
            from geo.view import mercator

            y = view.frame.bottom + (mercator(one.lon, one.lat)[1] - view.south) * scale
            assert not frame.bottom - reach < y < frame.top + reach, one


def test_names_without_room_are_counted() -> None:
    names = {one.place_id: f"A place with quite a long name {one.place_id}" for one in crowd()}
    marks = [replace(one, name_en=names[one.place_id]) for one in crowd()]
    drawn = compose(picture(marks=marks, language="en"))
    said = [text.get_text() for text in drawn.findobj(Text)]
    standing = sum(any(line.startswith(name) for line in said) for name in names.values())
    missing = len(marks) - standing
    assert missing > 0
    assert left_out(missing, 0, "en") in " ".join(said)


def test_incidents_outside_the_frame_are_counted() -> None:
    marks = [mark("harir", 3), mark("al-tanf", 2)]
    said = words(picture(marks=marks, extent=(43.0, 35.0, 45.0, 37.0), language="en"))
    assert "2 of the incidents lie outside this section of the map." in said
    assert "outside" not in words(picture(marks=marks, language="en"))


def test_many_marks_shrink_together_and_their_areas_stay_proportional() -> None:
    few, many = gauge([1, 9], 1.0, 300_000), gauge([1, 9] * 400, 1.0, 300_000)
    assert few.factor == 1.0
    assert few.radius(9) == radius(9, 9, 1.0)
    assert many.radius(9) < few.radius(9)
    assert (many.radius(9) / many.radius(4)) ** 2 == pytest.approx(9 / 4)


# --- what they say ----------------------------------------------------------------------------------------------


def test_sample_data_says_so_on_every_kind_and_in_both_languages() -> None:
    for kind in KINDS:
        said = words(of_kind(kind, samples=["Al Mayadeen", "مرصد مينا"]))
        assert "Sample data: our own wording, after reports by Al Mayadeen, مرصد مينا" in said
        assert "بيانات نموذجية بصياغتنا" in said
        assert "Sample data" not in words(of_kind(kind))


def test_a_selection_a_permalink_and_the_span_of_open_dates_are_said() -> None:
    said = words(
        picture(
            language="en",
            selection={"en": "Weapon: Drone"},
            permalink="https://example.org/?weapon=drone",
            date_from=None,
            date_to=None,
            span=(dt.date(2020, 1, 3), dt.date(2024, 8, 13)),
        )
    )
    assert "Only: Weapon: Drone" in said
    assert "https://example.org/?weapon=drone" in said
    assert "all dates: 3 January 2020 – 13 August 2024" in said


def test_the_scale_bar_has_an_arrow_to_the_north() -> None:
    assert " N " in f" {words(picture(language='en'))} "
    assert " ش " in f" {words(picture(language='ar'))} "


def test_small_maps_stand_under_their_names_and_numbers() -> None:
    said = words(of_kind("multiples", language="en", remarks={"en": "Counted twice where it may be."}))
    for part in ("Oct (4)", "Nov (0)", "Dec (5)", "Jan (2)", "Counted twice where it may be.", "SY14"):
        assert part in said, part
    assert len([axes for axes in compose(of_kind("multiples")).axes if 20 < axes.get_xlim()[0] < 60]) == 4


def test_more_small_maps_than_can_be_read_are_refused() -> None:
    with pytest.raises(ValueError, match=f"13 parts: expected at most {MOST_PARTS}"):
        render(picture(kind="multiples", parts=parts()[:1] * 13))


def test_a_timeline_numbers_its_bars_and_says_what_is_not_on_it() -> None:
    said = words(of_kind("timeline", language="en", undated=4))
    assert "Incidents a day" in said
    assert "17 October 2023" in said
    assert "4 undated incidents are not on the timeline." in said
    assert "Basemap" not in said
    weeks = [
        Bar(dt.date(2023, 1, 2) + dt.timedelta(7 * at), dt.date(2023, 1, 8) + dt.timedelta(7 * at), {"claimed": at})
        for at in range(40)
    ]
    said = words(picture(kind="timeline", bars=weeks, language="en"))
    assert "Incidents a week" in said
    assert "April 2023" in said


def test_in_arabic_alone_time_runs_from_right_to_left() -> None:
    def place(language: Any, number: str) -> float:
        figure = compose(of_kind("timeline", language=language))
        return min(
            extent_of(text).x0
            for text in figure.findobj(Text)
            if text.get_text().strip("\u200f") == number and text.get_ha() == "center"
        )

    # Seven happened before five.
    assert place("en", "7") < place("en", "5")
    assert place("ar", "7") > place("ar", "5")


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("format", FORMATS)
def test_an_empty_selection_says_so(kind: str, format: Any) -> None:
    nothing = picture(kind=kind, marks=[], shown=0, undated=0, unlocated=0, sources=[])
    said = words(nothing)
    assert "No incidents in this selection" in said
    assert "لا حوادث في هذا الاختيار" in said
    assert render(nothing, format)
    unshown = words(replace(nothing, shown=2, language="en"))
    assert "None of the incidents in this selection" in unshown


# --- hostile words ----------------------------------------------------------------------------------------------


@pytest.mark.filterwarnings("ignore:Glyph .* missing from font")  # letters of other scripts are drawn as boxes
@pytest.mark.parametrize(
    ("format", "nasty"),
    [*(("svg", nasty) for nasty in NASTY), *(("pdf", nasty) for nasty in NASTY[-5:]), ("png", NASTY[-1])],
)
def test_hostile_words_harm_no_format(format: Any, nasty: str) -> None:
    everywhere = picture(
        marks=[mark("harir", 2, name_ar=nasty, name_en=nasty), mark("al-tanf")],
        titles={"ar": nasty, "en": nasty},
        sources=[nasty] * 30,
        samples=[nasty],
        selection={"ar": nasty, "en": nasty},
        remarks={"ar": nasty, "en": nasty},
        permalink="https://example.org/?q=" + nasty,
        extent=(42.0, 35.5, 46.0, 37.2),
    )
    for text in compose(everywhere).findobj(Text):
        if text.get_text():
            assert not set(text.get_text()) & set("\u202e\u202a\u2066\x00"), text
            box = extent_of(text)
            assert box.x0 >= -1, text
            assert box.x1 <= WEB.width + 1, text
    data = render(everywhere, format)
    if format == "svg":
        names = {part.tag.rpartition("}")[2] for part in ElementTree.fromstring(data).iter()}
        assert not names & {"script", "img", "foreignObject"}
    assert data


def test_an_address_is_broken_after_its_separators_and_cut_where_it_is_endless() -> None:
    def measure(text: str) -> float:
        return float(len(text))

    address = "https://example.org/?from=2023-10-17&to=2024-01-15&weapon=drone"
    lines = broken(address, 25, measure, 4)
    assert "".join(lines) == address
    assert all(len(line) <= 25 for line in lines)
    assert broken("x" * 500, 20, measure, 3)[-1].endswith("…")
    assert len(broken("x" * 500, 20, measure, 3)) == 3
    assert broken("", 20, measure, 3) == []


def test_names_of_the_other_script_run_their_own_way() -> None:
    assert isolated("Al Mayadeen", "ar") == "\u2068Al Mayadeen\u2069"
    assert isolated("الميادين", "ar") == "الميادين"
    assert isolated("الميادين", "en") == "\u2068الميادين\u2069"


# --- the style for print ----------------------------------------------------------------------------------------


def test_statuses_keep_apart_in_grey() -> None:
    def grey(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    levels = sorted(grey(colour) for colour in ON_PAPER.status.values())
    assert min(after - before for before, after in itertools.pairwise(levels)) >= 48
    assert ON_PAPER.hatched == {"disputed"}
    assert not LIGHT.hatched | DARK.hatched


def test_a_disputed_mark_is_hatched_in_print() -> None:
    near = (40.3, 33.4, 44.6, 34.2)
    drawn = picture(
        marks=[mark("ain-al-asad", 9, by_status={"disputed": 9})], extent=near, theme=ON_PAPER, language="en"
    )
    image = Image.open(io.BytesIO(render(replace(drawn, size=SIZES["a4"])))).convert("L")
    plain = Image.open(
        io.BytesIO(render(replace(drawn, size=SIZES["a4"], marks=[mark("ain-al-asad", 9, by_status={"confirmed": 9})])))
    ).convert("L")
    # Where a confirmed mark is dark all over, a disputed one is dark by a third.
    disc = [(x, y) for x in range(0, 3508, 3) for y in range(500, 2000, 3) if plain.getpixel((x, y)) < 40]
    dark = sum(image.getpixel((x, y)) < 128 for x, y in disc) / len(disc)
    assert 0.2 < dark < 0.6
