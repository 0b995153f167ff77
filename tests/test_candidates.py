"""Struck places that the gazetteer lacks are kept by their names; descriptions of a place are no names."""

from __future__ import annotations

import datetime as dt
import hashlib

import pytest

from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from incidents.types import Candidate, Document, Reading


def reading(text: str) -> Reading:
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    day = dt.date(2024, 1, 20)
    document = Document(sha256[:16], "pasted", None, None, None, day, "given", text, sha256, "ar")
    return read(document, load_gazetteer())


def candidates(text: str) -> list[Candidate]:
    return list(reading(text).candidates)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("قصفت طائرة مسيّرة فجر السبت 20 كانون الثاني 2024 مقراً للميليشيات في قرية الزعفرانة.", "الزعفرانة"),
        ("قصفت طائرة مسيّرة فجر السبت 20 كانون الثاني 2024 رتلاً عسكرياً قرب بلدة سنبلان وقتلت ثلاثة.", "سنبلان"),
        ('استهدفت مسيّرتان فجر السبت 20 كانون الثاني 2024 قاعدة "المرجانة" الأميركية.', "المرجانة"),
    ],
)
def test_unknown_name_is_kept(text: str, name: str) -> None:
    found = candidates(text)
    assert [candidate.name for candidate in found] == [name]
    span = found[0].span
    assert text[span.start : span.end] == name
    assert name in found[0].quote
    (report,) = reading(text).reports
    assert (report.place_id, report.place_name) == (None, name)


@pytest.mark.parametrize(
    "text",
    [
        "استهدفت مسيّرة السبت 20 كانون الثاني 2024 قاعدة عسكرية تابعة للتحالف الدولي.",
        "استهدفت مسيّرة السبت 20 كانون الثاني 2024 قاعدة أميركية في سوريا.",
        "استهدفت مسيّرة السبت 20 كانون الثاني 2024 مطاراً سرياً ومطار سري آخر.",
        "استهدفت مسيّرة السبت 20 كانون الثاني 2024 قرية نائية في البادية.",
        "سقطت قذيفة السبت 20 كانون الثاني 2024 في حقل ألغام وأصابت جندياً.",
        "استهدفت مسيّرة السبت 20 كانون الثاني 2024 قاعدة التنف.",
        "زار الوزير قرية الزعفرانة.",
        "",
    ],
)
def test_description_or_known_name_is_none(text: str) -> None:
    assert candidates(text) == []
