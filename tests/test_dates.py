"""Dates, phrase by phrase (`phrases/dates.csv`; `phrases/dates_told_before.csv` with what a text told before them), and
by rendering any day in many ways and reading it back.
"""

import csv
import datetime as dt
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from extract.dates import DateMention, find_dates
from extract.normalise import ReadText

PHRASES = Path(__file__).parent / "phrases"


def rows(name: str) -> list[dict[str, str]]:
    with (PHRASES / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


ROWS = rows("dates.csv")
POINTING_BACK = rows("dates_told_before.csv")
FRAMES = pytest.mark.parametrize(
    "frame", ["{}", "وقال مصدر أمني إن القصف وقع، {}، وأضاف أن المكان خال."], ids=["bare", "framed"]
)


def day(cell: str) -> dt.date | None:
    return dt.date.fromisoformat(cell) if cell else None


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['phrase']} @ {row['published']}")
@FRAMES
def test_phrase(row: dict[str, str], frame: str) -> None:
    check(row, find_dates(ReadText(frame.format(row["phrase"])), day(row["published"])))


@pytest.mark.parametrize("row", POINTING_BACK, ids=lambda row: f"{row['told_before']} {row['phrase']}")
@FRAMES
@pytest.mark.parametrize("gap", [" ", "\n"], ids=["same-line", "next-line"])
def test_phrase_that_points_back(row: dict[str, str], frame: str, gap: str) -> None:
    before = row["told_before"]
    if not before.endswith("."):
        gap = "، "  # told in the same sentence
    found = find_dates(ReadText(before + gap + frame.format(row["phrase"])), day(row["published"]))
    check(row, [mention for mention in found if mention.start >= len(ReadText(before).folded)])


def check(row: dict[str, str], found: Sequence[DateMention]) -> None:
    told = [(m.date_start, m.date_end, m.precision, m.time_of_day or "", m.kind) for m in found]
    if row["kind"] == "none":
        assert told == []
    else:
        expected = (day(row["date_start"]), day(row["date_end"]), row["precision"], row["time_of_day"], row["kind"])
        assert told == [expected]


@pytest.mark.parametrize(
    ("line", "first", "last"),
    [
        ("■ نيسان: سقطت صواريخ على القاعدة", dt.date(2023, 4, 1), dt.date(2023, 4, 30)),
        ("- أيلول: السابع والعشرون كان الأكثر دموية", dt.date(2023, 9, 27), dt.date(2023, 9, 27)),
        ("تموز: الثالث عشر منه شهد هجوماً", dt.date(2023, 7, 13), dt.date(2023, 7, 13)),
    ],
)
def test_a_month_that_heads_its_line_dates_it(line: str, first: dt.date, last: dt.date) -> None:
    found = find_dates(ReadText(f"جدول الهجمات\n{line}"), dt.date(2024, 2, 6))
    assert (found[-1].date_start, found[-1].date_end) == (first, last)


@pytest.mark.parametrize(
    "line", ["تحدث الرفيق نيسان: لا خسائر", "نيسان شهر الكذب", "البند الأول: السابع والعشرون كان الأكثر دموية"]
)
def test_a_month_word_elsewhere_dates_nothing(line: str) -> None:
    assert not find_dates(ReadText(line), dt.date(2024, 2, 6))


MONTHS = "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر".split()
LEVANTINE = [
    *("كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول"),
    *("تشرين الأول", "تشرين الثاني", "كانون الأول"),
]
WEEKDAYS = "الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد".split()
UNITS = "الأول الثاني الثالث الرابع الخامس السادس السابع الثامن التاسع العاشر".split()


def ordinal(number: int) -> str:
    """Write a day of the month as an ordinal, independently of the reader."""
    if number <= 10:
        return UNITS[number - 1]
    unit = "الحادي" if number % 10 == 1 else UNITS[number % 10 - 1]
    if number < 20:
        return f"{unit} عشر"
    tens = "العشرين" if number < 30 else "الثلاثين"
    return tens if number % 10 == 0 else f"{unit} و{tens}"


def renderings(at: dt.date) -> list[str]:
    month, levantine, weekday = MONTHS[at.month - 1], LEVANTINE[at.month - 1], WEEKDAYS[at.weekday()]
    return [
        at.isoformat(),
        f"{at.year}/{at.month:02}/{at.day:02}",
        f"{at.day}/{at.month}/{at.year}",
        f"{at.day:02}-{at.month:02}-{at.year}",
        f"{at.day} {month} {at.year}",
        f"{at.day} {levantine} {at.year}",
        f"{weekday} {at.day:02} {levantine}/{month} {at.year}",
        f"{weekday}، {at.day} {month}/ {levantine} {at.year}",
        f"{at.day} {levantine} ({month}) {at.year}",
        f"الـ {at.day} من {levantine}/{month} {at.year}",
        f"{ordinal(at.day)} من {month} من عام {at.year}",
        f"{ordinal(at.day)} من شهر {levantine} {at.year}م",
        f"{at.day} {month} {at.year}".translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")),
        at.strftime("%B ") + f"{at.day}, {at.year}",
    ]


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)), st.integers(0, 13))
def test_rendered_date_reads_back(at: dt.date, form: int) -> None:
    rendered = renderings(at)[form]
    found = find_dates(ReadText(f"وقع الهجوم في {rendered} قرب القاعدة"), None)
    assert [(m.date_start, m.date_end, m.precision, m.kind) for m in found] == [(at, at, "day", "point")], rendered


@given(st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 364))
def test_date_without_a_year_is_the_last_such_day(published: dt.date, back: int) -> None:
    at = published - dt.timedelta(days=back)
    found = find_dates(ReadText(f"في {at.day} {LEVANTINE[at.month - 1]}"), published)
    tomorrow = published + dt.timedelta(days=1)
    expected = tomorrow if (at.month, at.day) == (tomorrow.month, tomorrow.day) else at
    assert [(m.date_start, m.date_end) for m in found] == [(expected, expected)]


@given(st.dates(dt.date(2015, 1, 1), dt.date(2030, 12, 31)), st.integers(0, 6))
def test_weekday_is_the_last_such_day(published: dt.date, weekday: int) -> None:
    name = WEEKDAYS[weekday]
    plain, past = (find_dates(ReadText(phrase), published)[0].date_start for phrase in (name, f"{name} الماضي"))
    assert plain is not None
    assert past is not None
    assert plain.weekday() == past.weekday() == weekday
    assert 0 <= (published - plain).days <= 6
    assert 1 <= (published - past).days <= 7


@given(st.dates(dt.date(1990, 1, 1), dt.date(2060, 12, 31)), st.integers(3, 10), st.integers(0, 3), st.integers(0, 13))
def test_distance_from_a_day_told_before(at: dt.date, days: int, form: int, rendering: int) -> None:
    phrase, sign = (
        (f"وبعد ذلك بـ{days} أيام", 1),
        (f"وبعد {days} أيام", 1),
        (f"وقبلها بـ {days} أيام", -1),
        (f"قبل {days} أيام من ذلك", -1),
    )[form]
    found = find_dates(ReadText(f"وقع الهجوم في {renderings(at)[rendering]}. {phrase} سقط صاروخان."), None)
    expected = at + sign * dt.timedelta(days=days)
    assert [(m.date_start, m.date_end) for m in found] == [(at, at), (expected, expected)]


VOCABULARY = st.sampled_from(
    (
        "أمس أول من اليوم الاثنين الثلاثاء الأحد ليل فجر بعد منتصف قبل منذ حتى بين و إلى - / ، . ( ) 17 29 3 2023 1445 "
        "أكتوبر تشرين الأول الثاني كانون رمضان الماضي الجاري المقبل الشهر الأسبوع العام مطلع أواخر نهاية يوم يومي هذا "
        "ساعات أيام ثلاثة الموافق الليلة الفاصلة آخر 24 ساعة صيف عام شهر النصف مثل التالي نفسه ① October ـ\n "
        "ذلك نفس منه بعده بيومين وبعد يومين العشرين وفي عيد الميلاد عشية"
    ).split(" ")
)


@example(["أواخر", "شهر", "رمضان"], dt.date(2001, 1, 1))  # from 17 December: it begins in November
@given(st.lists(VOCABULARY, max_size=30), st.none() | st.dates(dt.date(2000, 1, 1), dt.date(2040, 1, 1)))
def test_any_mix_of_words_gives_ordered_mentions_inside_the_text(parts: list[str], published: dt.date | None) -> None:
    text = ReadText(" ".join(parts))
    end = 0
    for mention in find_dates(text, published):
        assert end <= mention.start < mention.end <= len(text.folded)
        assert not text.folded[mention.start].isspace()
        if mention.date_start is not None and mention.date_end is not None:
            assert mention.date_start <= mention.date_end
        if mention.kind == "since":
            assert mention.date_end is None
        if mention.kind in ("until", "time_only"):
            assert mention.date_start is None
        end = mention.end


@pytest.mark.parametrize(
    "piece",
    [
        *("مطلع ", "يوم ", "أمس الأول من ", "1 يناير من ", "الموافق 1 يناير ", "بين 1 و", "منذ نحو ", "اليوم 20 ", "9"),
        *("وبعد يومين ", "وبعد ذلك بيوم ", "1 مايو 2023 وفي الخامس عشر ", "في الثامن منه ", "نفس اليوم "),
        *("1 مايو 2023 وبعد يوم ", "ليلة عيد الميلاد "),
    ],
)
def test_long_repetition_is_read(piece: str) -> None:
    text = ReadText(piece * 4_000)
    assert all(mention.end <= len(text.folded) for mention in find_dates(text, dt.date(2024, 1, 3)))
