"""Names of sources in both languages, and of the reports that sample dispatches follow."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.sources import report_followed, source_name


@pytest.mark.parametrize(
    ("told", "arabic", "english"),
    [
        ("Al Mayadeen", "الميادين", "Al Mayadeen"),
        ("قناة الميادين; Reuters", "الميادين; رويترز", "Al Mayadeen; Reuters"),
        ("Some Wire", "Some Wire", "Some Wire"),
    ],
)
def test_a_source_is_called_by_its_own_name_in_each_language(told: str, arabic: str, english: str) -> None:
    assert (source_name(told, "ar"), source_name(told, "en")) == (arabic, english)


@pytest.mark.parametrize(
    ("after", "arabic", "english"),
    [
        ("Al Mayadeen, 2023-10-27", "الميادين، 27 تشرين الأول 2023", "Al Mayadeen, 27 October 2023"),
        ("an unnamed news site, 2024-08-14", "موقع إخباري لم يُسمَّ، 14 آب 2024", "an unnamed news site, 14 August 2024"),
        ("Some Wire", "Some Wire", "Some Wire"),
        ("Some, Wire", "Some, Wire", "Some, Wire"),
    ],
)
def test_the_report_that_a_sample_follows(after: str, arabic: str, english: str) -> None:
    assert (report_followed(after, "ar"), report_followed(after, "en")) == (arabic, english)


@given(st.text())
def test_any_text_is_told_without_fault(after: str) -> None:
    assert report_followed(after, "en") is not None


def test_an_unnamed_source_in_a_known_body_is_named_in_both_languages() -> None:
    assert source_name("source in Popular Mobilisation", "en") == "source in Popular Mobilisation"
    arabic = source_name("source in Popular Mobilisation", "ar")
    assert arabic.startswith("مصدر في ")
    assert "Popular" not in arabic
