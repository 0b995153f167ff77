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
