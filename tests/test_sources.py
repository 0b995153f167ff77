"""Sources by any of their names, and whose they are."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from incidents.errors import BadTable
from incidents.hosts import load_hosts
from incidents.sources import KINDS, SIDES, find_source, load_sources, source_name
from language.terms import terms

ROOT = Path(__file__).resolve().parent.parent
HEADER = "name_en,name_ar,kind,side,also,note\n"


def test_every_source_that_extraction_names_is_known() -> None:
    """An Arabic page must never show a source's English name: whoever adds one to the lexicon adds it here too."""
    with (ROOT / "seeds" / "lexicon" / "sources.csv").open(encoding="utf-8", newline="") as file:
        named = {row["value"] for row in csv.DictReader(file) if not row["value"].startswith("@")}
    assert named
    assert sorted(name for name in named if (known := find_source(name)) is None or known.name_en != name) == []


def test_names_of_each_language_are_in_its_letters() -> None:
    for source in load_sources().values():
        assert any("\u0600" <= letter <= "\u06ff" for letter in source.name_ar), source
        assert not any("\u0600" <= letter <= "\u06ff" for letter in source.name_en), source
        assert not any("a" <= letter <= "z" for letter in source.name_ar.lower()), source


@pytest.mark.parametrize("spelling", ["SOHR", "sohr", "المرصد السوري لحقوق الإنسان", "المرصد السوري لحقوق الانسان"])
def test_a_source_is_found_in_any_spelling(spelling: str) -> None:
    found = find_source(spelling)
    assert found is not None
    assert (found.kind, found.side) == ("monitor", "")


def test_names_follow_the_language_and_unknown_ones_stay() -> None:
    assert source_name("local sources", "ar") == "مصادر محلية"
    assert source_name("مصادر محلية", "en") == "local sources"
    assert source_name("Mehr; صحيفة ما", "ar") == "وكالة مهر; صحيفة ما"
    assert source_name("", "ar") == ""
    assert find_source(None) is None
    assert find_source("<img>") is None


def test_kinds_and_sides_have_names_in_both_languages() -> None:
    for language in ("ar", "en"):
        assert tuple(terms("source kind", language)) == KINDS
        assert tuple(terms("side", language)) == SIDES


def test_a_faulty_table_lists_every_fault(tmp_path: Path) -> None:
    table = tmp_path / "sources.csv"
    table.write_text(
        HEADER + "One,واحد,blog,,,\nTwo,,press,mars,,\nThree,ثلاثة,press,,واحد,\n",
        encoding="utf-8",
    )
    with pytest.raises(BadTable) as caught:
        load_sources(table)
    assert str(caught.value).splitlines() == [
        f"sources.csv:2: kind 'blog': expected one of {', '.join(KINDS)}",
        "sources.csv:3: name_ar is empty: expected a name",
        f"sources.csv:3: side 'mars': expected nothing or one of {', '.join(SIDES)}",
        "sources.csv:4: 'واحد' is also a name of 'One': expected of one only",
    ]


def test_who_was_based_where_comes_in_the_order_they_left() -> None:
    taji = load_hosts()["taji"]
    assert [host.actor for host in taji] == ["us-coalition", "iraqi-forces"]
    assert taji[0].until is not None
    assert taji[1].until is None
    assert "nowhere" not in load_hosts()
