"""Whose losses are told where: those told apart from their event belong to it, by the place they name."""

import pytest

from tests.reading import reading_of


@pytest.mark.parametrize(
    ("text", "killed"),
    [
        (
            "انفجرت سيارة مفخخة أمس في مدينة منبج.\nقصفت طائرة تركية أمس محيط قلعة نجم.\n"
            "مراسلنا: ارتفاع عدد قتلى السيارة المفخخة في منبج إلى ستة.",
            {"manbij": 6, "qalaat-najm": None},
        ),
        (
            "مصدر طبي: ارتفاع حصيلة تفجير منبج إلى ستة قتلى.\nقصفت طائرة تركية أمس محيط قلعة نجم.\n"
            "انفجرت سيارة مفخخة أمس في مدينة منبج فقُتل أربعة مدنيين.",
            {"manbij": 6, "qalaat-najm": None},
        ),
        (
            "انفجرت سيارة مفخخة أمس في مدينة منبج.\nقصفت طائرة تركية أمس محيط قلعة نجم فقُتل مدني.",
            {"manbij": None, "qalaat-najm": 1},
        ),
    ],
)
def test_losses_told_apart_belong_to_the_event_at_their_place(text: str, killed: dict[str, int | None]) -> None:
    found = {
        report.place_id: sum(losses.killed or 0 for losses in report.casualties) or None
        for report in reading_of(text).reports
    }
    assert found == killed


@pytest.mark.parametrize(
    ("text", "losses"),
    [
        # one of the hurt died later, told further down
        (
            "قُتل متعاقد وأُصيب تسعة أشخاص في هجوم صاروخي استهدف مطار أربيل أمس.\nوتوفي أحد الجرحى اليوم متأثراً بإصابته.",
            (2, 8),
        ),
        # who is told beside a total is among them
        ("ارتفع إلى 8 عدد قتلى الكمين الذي استهدف حافلة أمس في مدينة السخنة بعدما عُثر على جثة عنصر.", (8, 0)),
    ],
)
def test_who_died_later_is_one_more_and_a_total_counts_all(text: str, losses: tuple[int, int]) -> None:
    casualties = reading_of(text).reports[0].casualties
    assert (sum(c.killed or 0 for c in casualties), sum(c.injured or 0 for c in casualties)) == losses
