"""Parties and their sides, phrase by phrase (`phrases/actors.csv`), with phrases where nobody stands on either."""

import csv
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from extract.actors import ActorMention
from extract.blame import blamed
from extract.findings import Findings, find_all, find_words
from extract.normalise import ReadText
from extract.references import KINDS
from extract.sides import Sides, sides_of
from geo.gazetteer import load_gazetteer

ROWS = list(csv.DictReader((Path(__file__).parent / "phrases" / "actors.csv").open(encoding="utf-8", newline="")))
SEEDS = Path(__file__).parent.parent / "seeds"
GAZETTEER = load_gazetteer()


def reading(phrase: str) -> Findings:
    text = ReadText(phrase)
    return find_all(text, find_words(text), GAZETTEER, None)


def sides(phrase: str) -> Sides:
    found = reading(phrase)
    places = [hit.start for hit in found.place_hits]
    return sides_of(found, 0, len(found.text.folded), found.acts, places)


def ids(mentions: tuple[ActorMention, ...] | list[ActorMention]) -> list[str]:
    return sorted(mention.actor for mention in mentions if mention.actor != "unknown")


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["phrase"])
def test_sides_of_a_phrase(row: dict[str, str]) -> None:
    found = sides(row["phrase"])
    assert (ids(found.attackers), ids(found.targets)) == (
        sorted(row["attackers"].split()),
        sorted(row["targets"].split()),
    )


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("ترمي روسيا بثقلها الجوي. وذكر ناشطون أن مقاتلاتها نفذت ثماني غارات على مغارات", "russia"),
        ("ثم جاءت أنقرة. فقد أغارت طائراتها على مواقع لقسد", "turkey"),
        ("قال وزير الدفاع الأميركي إن قوات بلاده نفذت غارات على منشأة تدريب", "us-forces"),
    ],
)
def test_possessives_are_those_of_the_party_named_last(text: str, actor: str) -> None:
    found = reading(text)
    assert ("possessive", actor) in {(mention.rule, mention.actor) for mention in found.actors}


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("هاجم حزب العمال الكردستاني نقطة تركية. وقصفت أنقرة منشآت التنظيم", "pkk"),
        ("غارة على قيادي في حراس الدين. وقُتل قيادي آخر في التنظيم نفسه", "hurras-al-din"),
        ("هاجم عناصر من التنظيم نقطة أمنية قرب السخنة، بحسب التنظيم", "isis"),
    ],
)
def test_the_organisation_is_the_one_named_last(text: str, actor: str) -> None:
    assert [mention.actor for mention in reading(text).actors if mention.actor != "civilians"][-1] == actor


def test_blame_is_read_from_a_sentence_of_its_own() -> None:
    found = reading("وتبنّت العملية جماعة لم تكن معروفة من قبل تطلق على نفسها «أصحاب الكهف».")
    (actor,) = blamed(found.text, 0, len(found.text.folded), found.actors)
    assert (actor.actor, actor.rule) == ("ashab-al-kahf", "blamed")


def test_actor_ids_of_the_lexicon_are_in_the_table() -> None:
    known = {row["id"] for row in csv.DictReader((SEEDS / "actors.csv").open(encoding="utf-8", newline=""))}
    words = list(csv.DictReader((SEEDS / "lexicon" / "actors.csv").open(encoding="utf-8", newline="")))
    used = {row["value"] for row in words if row["role"] != "actor_reference"}
    assert {row["value"] for row in words} - used == set(KINDS)
    hosts = {row["actor"] for row in csv.DictReader((SEEDS / "base_hosts.csv").open(encoding="utf-8", newline=""))}
    speakers = {row["actor"] for row in csv.DictReader((SEEDS / "speakers.csv").open(encoding="utf-8", newline=""))}
    assert used | hosts | speakers <= known | {"unknown", ""}


@settings(deadline=None)
@given(st.text(alphabet="قصفت المقاومة الأميركية على مواقع داعش من قبل تبنت ،.", max_size=160))
def test_nobody_stands_on_both_sides(text: str) -> None:
    found = sides(text)
    assert not set(found.attackers) & set(found.targets)
