"""Words that say that nobody was hurt (`phrases/unhurt.csv`), and what becomes of them in a report."""

import pytest

from extract.normalise import ReadText
from extract.unhurt import find_unhurt
from tests.reading import reading_of, rows


@pytest.mark.parametrize("row", rows("unhurt.csv"), ids=lambda row: row["phrase"])
def test_of_what_there_was_none(row: dict[str, str]) -> None:
    told = [" ".join(words.kinds) for words in find_unhurt(ReadText(row["phrase"]))]
    assert told[:1] == ([row["none"]] if row["none"] else [])


@pytest.mark.parametrize(
    ("text", "losses"),
    [
        ("سقط صاروخان أمس قرب قاعدة حرير دون وقوع إصابات.", (0, 0)),
        ("سقط صاروخان أمس قرب قاعدة حرير. ولم يُصب أحد.", (0, 0)),
        ("سقط صاروخان أمس قرب قاعدة حرير دون سقوط قتلى.", (0, None)),
        ("سقط صاروخان أمس على قاعدة حرير، ما أدى إلى إصابة جنديين دون سقوط قتلى.", (0, 2)),
        # somebody tells of the hurt
        ("سقط صاروخان أمس على قاعدة حرير دون وقوع إصابات. وأعلن البنتاغون لاحقاً إصابة ثلاثة جنود في حرير.", (None, 3)),
        # nobody knows
        ("سقط صاروخان أمس قرب قاعدة حرير، ولم ترد أنباء عن إصابات.", (None, None)),
        ("سقط صاروخان أمس قرب قاعدة حرير.", (None, None)),
    ],
)
def test_nobody_hurt_is_a_number(text: str, losses: tuple[int | None, int | None]) -> None:
    report = reading_of(text).reports[0]
    killed = [count.killed for count in report.casualties if count.killed is not None]
    injured = [count.injured for count in report.casualties if count.injured is not None]
    assert (sum(killed) if killed else None, sum(injured) if injured else None) == losses
