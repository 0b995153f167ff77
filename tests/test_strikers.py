"""Whose strikes an article tells of: meant also where not named again, never where anybody else might be."""

import datetime as dt

import pytest

from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from load.document import as_document

LEAD = "شنّت إسرائيل ليل أمس غارات على مواقع للجيش السوري قرب دمشق. "


def attackers_at(text: str, place: str) -> tuple[str, ...]:
    """Return who attacked a place, as the only report of it tells."""
    reading = read(as_document(text, published=dt.date(2024, 11, 20)), load_gazetteer())
    (report,) = [report for report in reading.reports if report.place_id == place]
    return report.attackers


@pytest.mark.parametrize(
    ("text", "place", "attackers"),
    [
        (LEAD + "كما قُصف محيط مدينة القصير بعدة صواريخ.", "qusayr", ("israel",)),
        (LEAD + "وطالت غارة أخرى مطار المزة العسكري.", "mazzeh-airbase", ("israel",)),
        # somebody else attacks too, so nobody knows
        (LEAD + "وقصفت تركيا قرى شمال منبج، الأحد الماضي. وسقطت قذائف مساء أمس على مدينة القصير.", "qusayr", ()),
        # no state strikes so
        (LEAD + "وانفجرت عبوة ناسفة بسيارة في مدينة القصير فقُتل سائقها.", "qusayr", ()),
        # it is told that nobody knows
        (LEAD + "وقصف مجهولون بالهاون مدينة القصير.", "qusayr", ()),
        # its own base is struck
        ("نفذت القوات الأميركية ضربات على مواقع في البوكمال. وسقطت صواريخ على قاعدة التنف.", "al-tanf", ()),
    ],
)
def test_who_is_meant(text: str, place: str, attackers: tuple[str, ...]) -> None:
    assert attackers_at(text, place) == attackers
