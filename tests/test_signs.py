"""What bears no sign of an attack is not read: it must be that nothing would have been read in it."""

import random
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.articles import general_news
from extract.normalise import ReadText
from extract.pipeline import read_closely
from extract.signs import bears_signs
from tests.builders import make_document
from tests.reading import PHRASES, PUBLISHED, gazetteer, rows

TEXTS = sorted((PHRASES.parent / "gold" / "development").glob("*.txt"))
SENTENCES = [row["phrase"] for name in ("incidents.csv", "not_incidents.csv", "roles.csv") for row in rows(name)]
SENTENCES += [
    sentence
    for path in TEXTS
    for sentence in re.split(r"(?<=[.؟!])\s+|\n+", path.read_text(encoding="utf-8"))
    if sentence
]


def bears(text: str) -> bool:
    return bears_signs(ReadText(text), gazetteer())


def nothing_is_lost(text: str) -> bool:
    """Whether a text bears signs, or gives nothing when it is read all the same."""
    if bears(text):
        return True
    document = make_document(text, published=PUBLISHED, published_basis="given")
    reading = read_closely(ReadText(text), document, gazetteer())
    return not (reading.reports or reading.tallies or reading.rejected or reading.candidates)


@pytest.mark.parametrize(
    "text",
    [
        "قصفت طائرات مواقع في البوكمال",
        "سقطت ثلاثة صواريخ على المدينة وأصيب مدني",
        "قُصفت أمس #عين_الاسدد",
        "تدريبات في قاعدة حرير",
        "وقع 12 هجوماً في العراق منذ مطلع الشهر",
        "لم تتعرض قاعدة عين الأسد لشيء",
        "هاجم مجاهدونا فجر الخميس أربع قواعد:\nعين الأسد\nحرير",
    ],
)
def test_signs(text: str) -> None:
    assert bears(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "شهدت بغداد افتتاح مهرجان السينما",
        "أطلقت وزارة الصحة حملة في حلب",
        "تبدأ العمليات في العراق غداً",
        "هجوم الفريق أقوى من دفاعه. المباراة في البصرة",
        "قد تشهد دمشق أمطاراً",
    ],
)
def test_no_signs(text: str) -> None:
    assert not bears(text)


def test_general_news_bears_none() -> None:
    assert not any(bears(text) for text in general_news(60))


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nothing_is_lost_of_an_article(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert nothing_is_lost(text)
    assert all(nothing_is_lost(line) for line in text.split("\n"))


@settings(max_examples=300, deadline=None)
@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=3),
    st.sampled_from([" ", ". ", "\n", "؟ "]),
    st.randoms(use_true_random=False),
)
def test_nothing_is_lost_of_shuffled_words(sentences: list[str], mark: str, chance: random.Random) -> None:
    parts = []
    for sentence in sentences:
        words = sentence.split()
        chance.shuffle(words)
        parts.append(" ".join(words[:10]))
    assert nothing_is_lost(mark.join(parts))
