"""Counts that somebody published, with their scope and window (`phrases/tallies.csv`); never incidents."""

import datetime as dt

import pytest

from tests.reading import reading_of, rows


@pytest.mark.parametrize("row", rows("tallies.csv"), ids=lambda row: row["text"])
def test_tallies_of_a_phrase(row: dict[str, str]) -> None:
    found = reading_of(row["text"], dt.date.fromisoformat(row["published"])).tallies
    told = [f"{t.count}{'+' * t.at_least} {t.scope} {t.date_from or ''}..{t.date_to or ''}" for t in found]
    assert sorted(told) == sorted(filter(None, row["tallies"].split("; ")))


def test_bases_counted_one_by_one() -> None:
    text = "بلغ عدد الهجمات منذ 19 تشرين الأول 2023 على القواعد في سوريا 29 هجوماً: الشدادي 7، حقل العمر 6، كونيكو 5."
    reading = reading_of(text)
    assert [(t.count, t.scope.split(",")[0]) for t in reading.tallies] == [
        (29, "Syria"),
        (7, "al-Shaddadi base"),
        (6, "al-Omar oil field base"),
        (5, "Conoco gas field base"),
    ]
    assert reading.reports == ()


def test_a_count_told_twice_is_one_with_the_words_of_both() -> None:
    text = (
        "تعرضت القوات الأميركية في العراق وسوريا لـ66 هجوماً منذ 17 تشرين الأول 2023.\n"
        "وقال المتحدث إن الهجمات الـ66 متفرقة. وأحصت الوزارة 66 هجوماً منذ 17 تشرين الأول 2023، منها 32 في العراق."
    )
    tallies = reading_of(text, dt.date(2023, 11, 21)).tallies
    assert [(t.count, t.scope, len(t.evidence)) for t in tallies] == [(66, "Iraq and Syria", 2), (32, "Iraq", 1)]


def test_the_words_stand_in_the_text() -> None:
    reading = reading_of("تعرضت القوات لأكثر من 60 هجوماً في العراق وسوريا منذ منتصف تشرين الأول.")
    evidence = reading.tallies[0].evidence[0]
    assert reading.document.text[evidence.span.start : evidence.span.end] == evidence.quote
