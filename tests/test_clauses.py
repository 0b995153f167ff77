"""A long sentence falls into clauses, each telling of one thing."""

import pytest

from extract.clauses import clauses_of
from tests.reading import findings_of


@pytest.mark.parametrize(
    ("sentence", "starts"),
    [
        ("قصفت مقاتلات مواقع في البوكمال رداً على قصف قاعدة العمر", ["قصفت", "رداً على"]),
        ("استهدفت فصائل قاعدة حرير، كما قصفت قاعدة التنف", ["استهدفت", "كما"]),
        ("قبيل استهداف قاعدة العمر، أعلنت الفصائل قصف الشدادي", ["قبيل", "أعلنت"]),
        ("سقطت قذائف قرب العمر، وفي 29 كانون الأول انطلق صاروخان نحو كونيكو", ["سقطت", "وفي 29"]),
        # One clause: what stands between commas, towns «in the middle of» which, afternoons
        ("استهدفت، بحسب البيان، قاعدة كونيكو", ["استهدفت"]),
        ("هاجم مسلحون حاجزاً وسط الشحيل", ["هاجم"]),
        ("تعرضت القاعدة بعد ظهر اليوم لهجوم", ["تعرضت"]),
        ("تعرضت قاعدة العمر شرقي سوريا، اليوم الأحد، لقصف بستة صواريخ", ["تعرضت"]),
    ],
)
def test_clauses(sentence: str, starts: list[str]) -> None:
    found = findings_of(sentence)
    clauses = clauses_of(found, found.text.sentences[0])
    told = [found.text.quote(clause.start, clause.end) for clause in clauses]
    assert len(told) == len(starts)
    assert all(clause.lstrip().startswith(start) for clause, start in zip(told, starts, strict=True))
    assert "".join(told).strip() == sentence
