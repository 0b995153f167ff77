"""Who speaks, phrase by phrase (`phrases/sources.csv`), their standing, and whose statement a text is."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.lexicon import Scanner, load_lexicon
from extract.normalise import ReadText
from extract.sources import SourceMention, find_sources, speakers, statement_by
from tests.reading import reading_of

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "sources.csv").open(encoding="utf-8", newline="")))
SCANNER = Scanner(load_lexicon())


def spoken(phrase: str) -> list[SourceMention]:
    text = ReadText(phrase)
    return find_sources(text, SCANNER.scan(text))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_speakers_of_a_phrase(row: dict[str, str]) -> None:
    told = [f"{source.name}:{source.standing}" for source in spoken(row["phrase"])]
    assert told == list(filter(None, row["speakers"].split("; ")))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("بيان صادر عن خلية الإعلام الأمني\nسقط صاروخان على القاعدة", "Iraqi Security Media Cell"),
        ("توضيح من خلية الإعلام الأمني\n1 تشرين الأول", "Iraqi Security Media Cell"),
        ("خلية الإعلام الأمني / توضيح\nسقط صاروخان على القاعدة", "Iraqi Security Media Cell"),
        ("المقاومة الإسلامية في العراق\nحصيلة اليوم\nاستهدفنا قاعدة حرير", "Islamic Resistance in Iraq"),
        ("المركز الإعلامي لقوات سوريا الديمقراطية\nإلى الرأي العام", "SDF"),
        ("دمشق-سانا\nصرح مصدر عسكري بما يلي: نفذ العدو عدواناً", "SANA"),
        ("بعون الله دكّ أبطالنا وكر المحتل\nسرايا أولياء الدم", "Saraya Awliya al-Dam"),
    ],
)
def test_a_statement_is_that_of_whoever_heads_it(text: str, name: str) -> None:
    read = ReadText(text)
    statement = statement_by(read, SCANNER.scan(read))
    assert statement is not None
    assert statement.by.name == name


@pytest.mark.parametrize(
    "text",
    [
        "بغداد - قالت خلية الإعلام الأمني إن صاروخين سقطا",
        "هجوم على المقاومة الإسلامية في العراق\nقصفت طائرات أميركية مقراً في جرف الصخر",
        "تراجع إنتاج القمح في الجزيرة السورية",
    ],
)
def test_a_report_is_nobodys_statement(text: str) -> None:
    read = ReadText(text)
    assert statement_by(read, SCANNER.scan(read)) is None


def test_speakers_of_the_table_speak_in_the_lexicon() -> None:
    named = {entry.value for entry in load_lexicon() if entry.role == "source"}
    named |= {f"source in {name}" for name in named} | {"US officials", "local authority", "an armed group"}
    assert set(speakers()) <= named
    assert {speaker.standing for speaker in speakers().values()} == {"authority", "claimant"}


@settings(deadline=None)
@given(st.text(alphabet="قال المرصد أعلن التحالف مصدر في الجهاز أن: ،.\n", max_size=160))
def test_any_words_are_read_without_fault(phrase: str) -> None:
    length = len(ReadText(phrase).folded)
    found = spoken(phrase)
    assert all(0 <= source.start < source.end <= length for source in found)
    assert [source.start for source in found] == sorted(source.start for source in found)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("البنتاغون: قاعدة حرير تعرضت أمس لهجوم بمسيّرة. وفي الغرب سقط صاروخان أمس قرب عين الأسد.", "confirmed"),
        ("أفاد المرصد بأن مسيّرة سقطت أمس قرب حرير. وسقط صاروخان أمس قرب عين الأسد.", "reported"),
        ("قالت شرطة كركوك إن حرير قُصفت أمس. وقال شهود إن النار اندلعت. وسقط صاروخان أمس قرب عين الأسد.", "reported"),
        ("البنتاغون: قُصفت حرير أمس.\n\nوسقط صاروخان في الخامس من كانون الأول الماضي قرب عين الأسد.", "reported"),
        ("بيان إلى الرأي العام\n\nسقط صاروخان أمس قرب عين الأسد.\n\nخلية الإعلام الأمني", "confirmed"),
        ("خلية الإعلام الأمني\nبيان\n\nسقط صاروخان أمس قرب عين الأسد.", "confirmed"),
        ("صرّح مصدر عسكري بأن العدو الإسرائيلي قصف أمس محيط تدمر وتصدت له دفاعاتنا.", "confirmed"),
        ("قال مصدر عسكري إن صاروخين سقطا أمس قرب عين الأسد.", "reported"),
        ("قال البنتاغون إن قاعدة حرير قُصفت أمس. وجاء في البيان أن عين الأسد قُصفت أمس.", "confirmed"),
        ("أفادت سانا بأن صاروخين سقطا أمس على قاعدة حقل العمر الأميركية.", "reported"),
        ("أفادت سانا بأن طائرات إسرائيلية قصفت أمس موقعاً للجيش السوري قرب مدينة تدمر.", "confirmed"),
        ("قال الدفاع المدني إن قذائف سقطت أمس على بلدة عين عيسى.", "reported"),
        ("قال الدفاع المدني إن مسيّرة سقطت أمس داخل معسكر التاجي.", "confirmed"),
        ("قيادة عمليات كركوك: سقط صاروخان أمس قرب عين الأسد.", "confirmed"),
        ("مسؤول عسكري أميركي للصحافة: سقط صاروخان أمس قرب عين الأسد.", "confirmed"),
        ("سقط صاروخان أمس قرب عين الأسد، وتوعد قائد عمليات الأنبار برد قاسٍ.", "reported"),
        ("قصفت مسيّرة سيارة أمس في عامودا على طريق دمشق - بيروت.", "reported"),
    ],
)
def test_who_speaks_through_a_line_or_a_text_makes_its_status(text: str, status: str) -> None:
    assert reading_of(text).reports[-1].status == status
