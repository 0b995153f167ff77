"""Numbers and counts, phrase by phrase (`phrases/numbers.csv`), and by rendering every number and reading it back."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise import ReadText
from extract.numbers import Numbers
from language.arabic import fold

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "numbers.csv").open(encoding="utf-8", newline="")))
COUNTED = [row for row in ROWS if row["noun"]]


def numbers(cell: str) -> list[int]:
    return [int(value) for value in cell.split()]


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_numbers_of_a_phrase(row: dict[str, str]) -> None:
    text = ReadText(row["phrase"])
    found = Numbers(text)
    assert [number.value for number in found] == numbers(row["values"])
    assert [number.value for number in found if number.at_least] == numbers(row["at_least"])
    assert [number.value for number in found if number.approximate] == numbers(row["approximate"])


@pytest.mark.parametrize("row", COUNTED, ids=lambda row: f"{row['noun']} | {row['phrase']}")
def test_count_of_a_noun(row: dict[str, str]) -> None:
    text = ReadText(row["phrase"])
    noun = fold(row["noun"])
    start = text.folded.index(noun)
    count = Numbers(text).of_noun(start, start + len(noun))
    assert (count.value, count.at_least) == (int(row["count"]) if row["count"] else None, bool(row["count_at_least"]))
    assert 0 <= count.start <= start
    assert start + len(noun) <= count.end <= len(text.folded)


UNITS = ["", "واحد", "اثنان", "ثلاثة", "أربعة", "خمسة", "ستة", "سبعة", "ثمانية", "تسعة"]
FEMININE = ["", "إحدى", "اثنتا", "ثلاث", "أربع", "خمس", "ست", "سبع", "ثماني", "تسع"]
TENS = ["", "عشرة", "عشرون", "ثلاثون", "أربعون", "خمسون", "ستون", "سبعون", "ثمانون", "تسعون"]
HUNDREDS = ["", "مئة", "مئتان", "ثلاثمئة", "أربعمئة", "خمسمئة", "ستمئة", "سبعمئة", "ثمانمئة", "تسعمئة"]


def render(value: int, oblique: bool, feminine: bool) -> str:
    """Write a number in words as a newsroom does, independently of the reader."""
    parts = []
    thousands, rest = divmod(value, 1000)
    if thousands == 1:
        parts.append("ألف")
    elif thousands == 2:
        parts.append("ألفان")
    elif thousands:
        parts.append(f"{UNITS[thousands]} آلاف")
    hundreds, rest = divmod(rest, 100)
    if hundreds:
        parts.append(HUNDREDS[hundreds])
    if 11 <= rest <= 19:
        unit = FEMININE[rest - 10] if feminine else {11: "أحد", 12: "اثنا"}.get(rest, UNITS[rest - 10])
        parts.append(f"{unit} {'عشرة' if feminine else 'عشر'}")
    else:
        tens, unit = divmod(rest, 10)
        if unit:
            names = UNITS if not feminine or unit < 3 else FEMININE
            parts.append("إحدى" if feminine and unit == 1 and tens else names[unit])
        if tens:
            parts.append("عشر" if feminine and tens == 1 else TENS[tens])
    words = " و".join(parts)
    if oblique:
        for nominative, other in (("ون", "ين"), ("مئتان", "مئتين"), ("ألفان", "ألفين"), ("اثنان", "اثنين")):
            words = words.replace(nominative, other)
        words = words.replace("اثنا ", "اثني ").replace("اثنتا ", "اثنتي ")
    return words


@given(st.integers(2, 9999), st.booleans(), st.booleans(), st.sampled_from(["", "و", "ب", "ل"]))
def test_rendered_number_reads_back(value: int, oblique: bool, feminine: bool, clitic: str) -> None:
    rendered = render(value, oblique, feminine)
    if rendered.startswith(("أحد", "إحدى")):
        clitic = ""
    if rendered.startswith("ست") and clitic == "ل":
        clitic = "ب"  # «لست» is "I am not"
    found = Numbers(ReadText(f"سقط {clitic}{rendered} صاروخا"))
    assert [number.value for number in found] == [value], rendered


@given(st.integers(1, 999_999), st.sampled_from(["", ",", "٬"]), st.booleans())
def test_digits_read_back(value: int, separator: str, eastern: bool) -> None:
    digits = f"{value:,}".replace(",", separator)
    if eastern:
        digits = digits.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert [number.value for number in Numbers(ReadText(f"سقوط {digits} صاروخا على"))] == [value]


@given(
    st.lists(
        st.sampled_from(
            ["17", "و", "من", "ثلاثة", "عشر", "مئة", "أكتوبر", "-", ".", "صاروخين", "\n", "أكثر", "a", "ألف"]
        )
    )
)
def test_offsets_lie_in_the_text(parts: list[str]) -> None:
    text = ReadText(" ".join(parts))
    end = 0
    for number in Numbers(text):
        assert end <= number.start < number.end <= len(text.folded)
        assert not text.folded[number.start].isspace()
        end = number.end


def test_empty_noun_is_an_error() -> None:
    with pytest.raises(ValueError, match="non-empty"):
        Numbers(ReadText("صاروخ")).of_noun(2, 2)
