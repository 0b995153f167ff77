"""A reviewed article becomes a gold text that the evaluation reads."""

import io
import json
import zipfile
from pathlib import Path

import pytest

from evaluation.gold import load_gold
from export.gold_text import BadGold, gold_archive, write_gold_text
from geo.gazetteer import load_gazetteer
from incidents.desk import Desk
from tests.builders import make_document, make_reading, make_rejected, make_report, make_tally
from tests.newsroom import Clock, newsroom, the


def test_a_corrected_article_is_read_as_gold_with_what_people_said(tmp_path: Path) -> None:
    record = newsroom(Clock())
    document = make_document()
    elsewhere = make_report(document, "القاعدة أصيبت", id="b", place_id=None)
    false = make_report(document, "المرصد", id="c", place_id="conoco")
    found = {"tallies": (make_tally(document),), "rejected": (make_rejected(document),)}
    record.add(make_reading(document, make_report(document, id="a"), elsewhere, false, **found))
    with pytest.raises(BadGold, match="expected every incident reviewed first: RSD-1, RSD-2, RSD-3"):
        write_gold_text(record, document.id, tmp_path, "x")
    desk = Desk(record, "Mona")
    by_report = {incident.reports[0].id: incident.id for incident in record.incidents()}
    desk.correct(by_report["a"], 1, {"outcome": "intercepted", "attackers": ["isis"]}, "film")
    desk.confirm(by_report["b"], 1)
    desk.reject(by_report["c"], 1, "satire")
    write_gold_text(record, document.id, tmp_path, "x")
    (coding,) = load_gold(tmp_path, load_gazetteer()).codings
    assert (tmp_path / "x.txt").read_text("utf-8") == document.text
    assert [(one.place, one.outcome, one.munition_count) for one in coding.incidents] == [("al-omar", "intercepted", 6)]
    assert (
        coding.incidents[0].attacker == json.loads((tmp_path / "x.json").read_text("utf-8"))["incidents"][0]["attacker"]
    )
    day = document.published
    assert coding.document.published == day is not None
    assert len(coding.unlocated) == len(coding.tallies) == 1
    assert the(record, by_report["c"]).review == "rejected"
    with zipfile.ZipFile(io.BytesIO(gold_archive(record, document.id))) as archive:
        assert archive.read("manifest.csv").decode() == f"file,published\n{document.id}.txt,{day}\n"
        assert archive.read(f"{document.id}.txt").decode() == document.text
        assert archive.read(f"{document.id}.json") == (tmp_path / "x.json").read_bytes()
    write_gold_text(record, document.id, tmp_path, "again")
    assert (tmp_path / "manifest.csv").read_text() == f"file,published\nx.txt,{day}\nagain.txt,{day}\n"
    with pytest.raises(BadGold, match=r"x\.txt: stands there already: expected another name"):
        write_gold_text(record, document.id, tmp_path, "x")
    with pytest.raises(BadGold, match="no folder: expected the one that the text shall stand in"):
        write_gold_text(record, document.id, tmp_path / "none", "x")
    with pytest.raises(BadGold, match="is not in the record"):
        write_gold_text(record, "none", tmp_path, "y")
    record.close()
