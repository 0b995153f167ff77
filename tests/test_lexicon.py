"""Words are found whole, with what Arabic writes onto them, and never inside other words."""

from pathlib import Path

import pytest

from extract.lexicon import INFLECTIONS, Entry, Inflection, Scanner, load_lexicon, longest, read_entries
from extract.normalise import ReadText
from incidents.errors import BadTable


def found(form: str, inflection: Inflection, text: str) -> list[str]:
    read = ReadText(text)
    return [read.quote(hit.start, hit.end) for hit in Scanner([Entry(form, "act", "attack", inflection)]).scan(read)]


@pytest.mark.parametrize(
    ("form", "inflection", "text"),
    [
        ("استهدف", "perfect", "واستهدفتها المسيرات"),
        ("استهدف", "perfect", "استهدفوا القاعدة"),
        ("استهدف", "perfect", "استُهدِفت القاعدة"),
        ("يستهدف", "imperfect", "صاروخان يستهدفان القاعدة"),
        ("يستهدف", "imperfect", "وستستهدفها الفصائل"),
        ("هجوم", "noun", "بالهجوم على القاعدة"),
        ("هجوم", "noun", "لهجومين متتاليين"),
        ("غارة", "noun", "شن غارتين"),
        ("القائم", "fixed", "قصف على القائم"),
        ("القائم", "fixed", "قصف للقائم"),
        ("كتائب حزب الله", "phrase", "وكتائب  حزب  الله"),
    ],
)
def test_words_are_found(form: str, inflection: Inflection, text: str) -> None:
    assert len(found(form, inflection, text)) == 1


@pytest.mark.parametrize(
    ("form", "inflection", "text"),
    [
        ("التنف", "fixed", "التنفيذ على مراحل"),
        ("حرير", "fixed", "تحرير المدينة"),
        ("العمر", "fixed", "العمري والعمرة"),
        ("قصف", "perfect", "تعرضت لقصف"),
        ("ضرب", "perfect", "مضرب المثل"),
    ],
)
def test_words_are_not_found_inside_others(form: str, inflection: Inflection, text: str) -> None:
    assert found(form, inflection, text) == []


def test_the_longest_of_overlapping_hits_stays() -> None:
    entries = [Entry("المقاومة", "actor_name", "x", "fixed"), Entry("المقاومة الإسلامية", "actor_name", "y", "phrase")]
    hits = longest(Scanner(entries).scan(ReadText("قالت المقاومة الإسلامية إنها")))
    assert [hit.value for hit in hits] == ["y"]


def test_every_table_loads() -> None:
    assert len(load_lexicon()) > 500


def test_all_faults_of_a_table_come_at_once(tmp_path: Path) -> None:
    table = tmp_path / "acts.csv"
    table.write_text("form,role,value,inflection,example\n,act,attack,noun,\nقصف,act,attack,verb,\n", encoding="utf-8")
    with pytest.raises(BadTable) as error:
        read_entries(table)
    assert str(error.value).splitlines() == [
        "acts.csv:2: form empty: expected a value",
        f"acts.csv:3: inflection 'verb': expected one of {INFLECTIONS}",
    ]
