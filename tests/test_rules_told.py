"""Why words were taken for what they prove, in words that a reader of either language understands."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from incidents.types import EVIDENCE_FIELDS, Reading
from language.rules import explain_certainty, explain_rule
from load.document import as_document

TEXTS = Path(__file__).parent / "gold" / "development"
LATIN = re.compile("[A-Za-z]")


@cache
def readings() -> tuple[Reading, ...]:
    """Readings of our own texts, which meet most rules."""
    return tuple(
        read(as_document(path.read_text("utf-8"), path.name), load_gazetteer())
        for path in sorted(TEXTS.glob("*.txt"))[:40]
    )


def test_every_rule_that_texts_meet_is_told_in_both_languages() -> None:
    told = {(one.field, one.rule) for reading in readings() for report in reading.reports for one in report.evidence}
    assert len(told) > 50
    for field, rule in told:
        english, arabic = explain_rule(field, rule, "en"), explain_rule(field, rule, "ar")
        assert "{" not in english + arabic, rule
        assert not LATIN.search(arabic), (rule, arabic)
        assert rule not in english, (rule, english)
        assert english != "words that tell this", rule


def test_every_reason_for_doubt_that_texts_meet_is_told_in_arabic() -> None:
    reasons = {report.certainty_reason for reading in readings() for report in reading.reports} - {None}
    assert reasons
    assert [reason for reason in reasons if reason and LATIN.search(explain_certainty(reason, "ar"))] == []


def test_an_unknown_rule_is_told_by_what_it_proves() -> None:
    for field in EVIDENCE_FIELDS:
        for language in ("ar", "en"):
            assert explain_rule(field, "some.new-rule", language)
    assert explain_rule("weapon", "weapon.counted", "en") == "names the weapon"


def test_a_hostile_rule_stays_short_and_on_one_line() -> None:
    text = explain_rule("act", "act:x:" + "\u202e\n<b>" * 500, "en")
    assert len(text) < 120
    assert "\n" not in text
    assert "\u202e" not in text
    assert explain_certainty("<b>\u202e", "ar") == "<b>"
