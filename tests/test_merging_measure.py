"""How merging is measured: the figures of groups, and stories told by several articles."""

import json
import shutil
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.clustering import Groups, b_cubed, ceaf_e, conll_f1, muc
from evaluation.merging import (
    figures,
    groups,
    mentions_alone,
    mentions_read,
    merge_all,
    read_stories,
    same_base_same_day,
)
from evaluation.stories import CODING, load_stories
from geo.gazetteer import load_gazetteer
from incidents.errors import BadTable

GAZETTEER = load_gazetteer()
STORIES = Path(__file__).parent / "gold" / "stories"
ONE = "02_omar_consecutive_days"
"""A story of the half that rules are written by."""


def parted(sizes: list[int]) -> Groups:
    """Return groups of so many mentions, all different."""
    starts = [sum(sizes[:number]) for number in range(len(sizes))]
    return [frozenset(range(start, start + size)) for start, size in zip(starts, sizes, strict=True)]


partitions = st.lists(st.integers(1, 5), min_size=1, max_size=8).map(parted)
labels = st.lists(st.integers(0, 4), min_size=1, max_size=12)


def by_label(labels: list[int]) -> Groups:
    return [frozenset(at for at, one in enumerate(labels) if one == label) for label in sorted(set(labels))]


@given(partitions)
def test_what_agrees_wholly_is_one(true: Groups) -> None:
    for measure in (muc, b_cubed, ceaf_e):
        assert measure(true, list(true)[::-1]).f1 == pytest.approx(1)
    assert conll_f1(true, true) == pytest.approx(1)


@given(st.data(), labels)
def test_figures_are_shares_and_the_sides_mirror_each_other(data: st.DataObject, first: list[int]) -> None:
    second = data.draw(st.lists(st.integers(0, 4), min_size=len(first), max_size=len(first)))
    true, found = by_label(first), by_label(second)
    for measure in (muc, b_cubed, ceaf_e):
        one, other = measure(true, found), measure(found, true)
        assert 0 <= one.precision <= 1
        assert 0 <= one.recall <= 1
        assert (one.precision, one.recall) == pytest.approx((other.recall, other.precision))


@given(partitions)
def test_all_in_one_loses_nothing_and_all_apart_mixes_nothing(true: Groups) -> None:
    mentions = sorted(mention for group in true for mention in group)
    together, apart = [frozenset(mentions)], [frozenset({mention}) for mention in mentions]
    assert b_cubed(true, together).recall == muc(true, together).recall == 1
    assert b_cubed(true, together).precision == pytest.approx(
        sum(len(group) ** 2 for group in true) / len(mentions) ** 2
    )
    assert b_cubed(true, apart).precision == muc(true, apart).precision == 1
    assert b_cubed(true, apart).recall == pytest.approx(len(true) / len(mentions))
    assert muc(true, apart).recall == (1 if len(true) == len(mentions) else 0)


def test_figures_worked_out_by_hand() -> None:
    true = [frozenset("abc"), frozenset("defg")]
    found = [frozenset("ab"), frozenset("cd"), frozenset("fghi")]
    # Links: 2 + 3 true, of which ab and fg remain; found 1 + 1 + 3. e was missed, h and i are nobody's.
    assert (muc(true, found).recall, muc(true, found).precision) == (2 / 5, 2 / 5)
    # a and b have 2 of 3, c 1 of 3; d 1 of 4, f and g 2 of 4. Found: a, b 2 of 2; c, d 1 of 2; f, g 2 of 4.
    assert b_cubed(true, found).recall == pytest.approx((2 * 2 / 3 + 1 / 3 + 1 / 4 + 2 * 2 / 4) / 7)
    assert b_cubed(true, found).precision == pytest.approx((2 + 2 * 1 / 2 + 2 * 2 / 4) / 8)
    # abc with ab: 2·2/5; defg with fghi: 2·2/8.
    assert ceaf_e(true, found).recall == pytest.approx((4 / 5 + 4 / 8) / 2)
    assert ceaf_e(true, found).precision == pytest.approx((4 / 5 + 4 / 8) / 3)


def test_nothing_found_and_nothing_true() -> None:
    some: Groups = [frozenset("ab")]
    assert (b_cubed(some, []).recall, b_cubed(some, []).precision) == (0, 1)
    assert (b_cubed([], some).recall, b_cubed([], some).precision) == (1, 0)
    assert conll_f1([], []) == 1


def test_the_stories_are_sound_and_many_enough() -> None:
    stories = load_stories(STORIES, GAZETTEER)
    assert len(stories) >= 30
    assert all(2 <= len(story.documents) <= 6 for story in stories)
    for story in stories:
        texts = {document.id: document.text for document in story.documents}
        assert all(texts[told.document_id][told.span.start : told.span.end].strip() for told in story.tellings)


def test_a_story_known_to_another_is_one_event() -> None:
    stories = load_stories(STORIES, GAZETTEER)
    shared = [
        {told.incident for told in one.tellings} & {told.incident for told in other.tellings}
        for at, one in enumerate(stories)
        for other in stories[:at]
    ]
    assert any(shared)


def test_coded_places_and_dates_make_a_report_of_every_telling() -> None:
    stories = [story for story in load_stories(STORIES, GAZETTEER) if story.name == ONE]
    readings = read_stories(stories, GAZETTEER)
    alone = mentions_alone(stories, readings)
    assert not alone.missed
    assert sorted(alone.told.values(), key=repr) == sorted(stories[0].tellings, key=repr)
    for report in alone.reports:
        telling = alone.told[report.id]
        assert (report.place_id, report.date_start, report.date_end) == (telling.place_id, telling.first, telling.last)
    true, found = groups(alone, merge_all(stories))
    assert (len(true), len(found)) == (2, 1)
    assert figures(
        alone, lambda reports: [[r for r in reports if alone.told[r.id].incident == id] for id in ("02-a", "02-b")]
    ) == {
        "b3_f1": 1,
        "conll_f1": 1,
    }


def test_what_is_read_beside_the_coding_counts_against_it() -> None:
    stories = [story for story in load_stories(STORIES, GAZETTEER) if story.name == ONE]
    readings = read_stories(stories, GAZETTEER)
    nothing = {id: reading for id, reading in readings.items() if id == stories[0].documents[0].id}
    read = mentions_read(stories, nothing, GAZETTEER)
    assert len(read.told) == 1
    true, found = groups(read)
    assert sum(map(len, found)) == len(read.reports)
    assert sum(map(len, true)) == len([t for t in stories[0].tellings if t.document_id in nothing])


def test_rasid_merges_better_than_rules_that_need_no_reading() -> None:
    stories = load_stories(STORIES, GAZETTEER)
    readings = read_stories(stories, GAZETTEER)
    for mentions, floor in (
        (mentions_alone(stories, readings), 0.97),
        (mentions_read(stories, readings, GAZETTEER), 0.80),
    ):
        found = figures(mentions)
        for way in (same_base_same_day, merge_all(stories)):
            assert all(found[name] > value for name, value in figures(mentions, way).items())
        assert min(found.values()) >= floor


def test_every_fault_of_the_stories_is_told_at_once(tmp_path: Path) -> None:
    shutil.copytree(STORIES / ONE, tmp_path / ONE)
    coding = json.loads((STORIES / ONE / CODING).read_text(encoding="utf-8"))
    coding["articles"][1]["file"] = "9.txt"
    coding["articles"][2]["repeats"] = "8.txt"
    coding["incidents"][0] |= {"place": "nowhere", "date": ["2023-11-18"], "same_as": "99-z", "mood": "?"}
    coding["incidents"][1]["told"][1]["evidence"] = "words of nobody"
    (tmp_path / ONE / CODING).write_text(json.dumps(coding), encoding="utf-8")
    (tmp_path / "03").mkdir()
    (tmp_path / "03" / CODING).write_text("{", encoding="utf-8")
    with pytest.raises(BadTable) as raised:
        load_stories(tmp_path, GAZETTEER)
    for fault in (
        f"{ONE}/story.json: articles[1].file: '9.txt': expected an article of the story's folder",
        "articles[2].repeats: '8.txt': expected another article",
        "incidents[0].place: 'nowhere': expected a place of the gazetteer",
        "incidents[0].date: ['2023-11-18']: expected two days",
        "incidents[0].mood: unknown key",
        "same_as: '99-z': expected an event",
        "incidents[1].told[1].evidence: 'words of nobody': expected words of 3.txt",
        "03/story.json: Expecting property name",
    ):
        assert fault in str(raised.value), fault


def test_a_folder_without_stories_is_a_fault(tmp_path: Path) -> None:
    with pytest.raises(BadTable, match="no story"):
        load_stories(tmp_path, GAZETTEER)
