"""What came of an attack, phrase by phrase (`phrases/outcomes.csv`), and how cues add up."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.lexicon import Entry, Hit, Scanner, load_lexicon
from extract.normalise import ReadText
from extract.outcomes import outcome_cues, outcome_of, outcome_words
from incidents.types import Outcome
from tests.reading import reading_of

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "outcomes.csv").open(encoding="utf-8", newline="")))
SCANNER = Scanner(load_lexicon())
WORD = Hit(0, 1, 0, Entry("x", "outcome", "hit", "fixed"), "")


def cues(phrase: str) -> list[tuple[Outcome, Hit]]:
    text = ReadText(phrase)
    return outcome_cues(text, outcome_words(SCANNER.scan(text)), 0, len(text.folded))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_outcome_of_a_phrase(row: dict[str, str]) -> None:
    assert outcome_of(cues(row["phrase"]), somebody_hurt=False) == row["outcome"]


@settings(deadline=None)
@given(st.lists(st.sampled_from(["hit", "missed", "intercepted", "partly_intercepted"]), max_size=6), st.booleans())
def test_cues_add_up_in_any_order(values: list[Outcome], hurt: bool) -> None:
    outcome = outcome_of([(value, WORD) for value in values], hurt)
    assert outcome == outcome_of([(value, WORD) for value in reversed(values)], hurt)
    assert outcome in {*values, "hit", "partly_intercepted", "unknown"} or {"partly_intercepted", "missed"} <= {*values}
    if hurt:
        assert outcome in ("hit", "partly_intercepted")
    if not values and not hurt:
        assert outcome == "unknown"


def test_only_the_words_of_the_range_tell() -> None:
    text = ReadText("أُسقطت المسيّرة. أصاب الصاروخ هدفه")
    first, second = text.sentences
    words = outcome_words(SCANNER.scan(text))
    assert {value for value, _ in outcome_cues(text, words, first.start, first.end)} == {"intercepted"}
    assert {value for value, _ in outcome_cues(text, words, second.start, second.end)} == {"hit"}


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("سقطت ثلاثة صواريخ أمس على قاعدة عين الأسد", "hit"),
        ("انهمرت الصواريخ أمس على معسكر زليكان", "hit"),
        ("طال القصف أمس مطار حلب", "hit"),
        ("طال القصف أمس محيط مطار حلب", "unknown"),
        ("سقطت صواريخ أمس باتجاه قاعدة حرير", "unknown"),
        ("استهدفت صواريخ أمس قاعدة حرير", "unknown"),
    ],
)
def test_what_came_down_on_a_place_hit_it(text: str, outcome: str) -> None:
    assert reading_of(text).reports[0].outcome == outcome


def test_what_came_of_all_attacks_of_a_list_came_of_each() -> None:
    text = (
        "هاجم مجاهدو المقاومة الإسلامية في العراق أمس قاعدة حرير بمسيّرة.\n"
        "وأطلقوا أمس صاروخين باتجاه قاعدة الشدادي.\n"
        "جميع الإصابات مباشرة."
    )
    assert [report.outcome for report in reading_of(text).reports] == ["hit", "hit"]


@pytest.mark.parametrize(
    ("text", "outcomes"),
    [
        (
            "أُسقطت ثلاث مسيّرات أمس في سماء أربيل. وسقط حطام إحدى المسيّرات على منزل في ناحية بحركة وتسبب بأضرار.",
            [("erbil", "intercepted")],
        ),
        (
            "هاجم عناصر داعش أمس نقطة للجيش في مدينة السخنة بالأسلحة الرشاشة فقُتل اثنان من عناصر داعش.",
            [("sukhnah", "unknown")],
        ),
        ("هاجم عناصر داعش أمس نقطة للجيش في مدينة السخنة بالأسلحة الرشاشة فقُتل جنديان.", [("sukhnah", "hit")]),
    ],
)
def test_debris_and_fallen_attackers_hit_nothing(text: str, outcomes: list[tuple[str, str]]) -> None:
    assert [(report.place_id, report.outcome) for report in reading_of(text).reports] == outcomes
