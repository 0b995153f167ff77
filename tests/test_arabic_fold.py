"""`language.arabic.fold`: what it removes, what it maps, and that it never disagrees with its tables."""

import sys
import unicodedata

import pytest
from camel_tools.utils.charsets import AR_DIAC_CHARSET
from hypothesis import given
from hypothesis import strategies as st

from language.arabic import MAPPED, REMOVED, fold

ARABIC_TEXT = st.text(st.characters(codec="utf-8") | st.sampled_from(sorted(REMOVED | MAPPED.keys())))


@given(ARABIC_TEXT)
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


@given(ARABIC_TEXT)
def test_folding_a_text_is_folding_its_characters(text: str) -> None:
    assert fold(text) == "".join("" if char in REMOVED else MAPPED.get(char, char) for char in text)


def test_every_character_folds_as_the_tables_say() -> None:
    for code in range(sys.maxunicode + 1):
        char = chr(code)
        if unicodedata.category(char) != "Cs":
            assert fold(char) == ("" if char in REMOVED else MAPPED.get(char, char)), hex(code)


def test_tables_are_one_to_one_and_disjoint() -> None:
    assert all(len(written) == len(folded) == 1 for written, folded in MAPPED.items())
    assert not REMOVED & MAPPED.keys()
    assert not REMOVED & set(MAPPED.values())
    assert REMOVED >= AR_DIAC_CHARSET


@pytest.mark.parametrize(
    ("written", "folded"),
    [
        ("الشدّادي", "الشدادي"),
        ("عَيْن الأســد", "عين الاسد"),
        ("جديد بكّارة", "جديد بكاره"),
        ("البرج ٢٢", "البرج 22"),
        ("برج ۲۲", "برج 22"),
        ("المستشفى", "المستشفي"),
        ("سوریا وکرکوك", "سوريا وكركوك"),
        ("ٱلتنف\u200f", "التنف"),
        (unicodedata.normalize("NFD", "الأنبار آمرلي"), "الانبار امرلي"),
        ("MSS Euphrates", "mss euphrates"),
        ("Êzîdî İD", "êzîdî id"),
        ("القائم مؤتة", "القائم مؤته"),
        ("", ""),
        ("ــ", ""),
    ],
)
def test_spellings(written: str, folded: str) -> None:
    assert fold(written) == folded


def test_gaf_and_hamza_seats_are_left_alone() -> None:
    assert fold("گپ ؤئء") == "گپ ؤئء"
