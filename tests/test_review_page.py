"""The review page, without a browser: each act is kept in the history, nobody overwrites another, all is escaped."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest

from incidents import claims
from incidents.desk import Desk
from incidents.queue import queue
from incidents.store import Record
from incidents.types import Filter, Incident
from load.document import as_document
from load.ingest import add_document
from tests.builders import make_document, make_reading, make_report
from tests.newsroom import the
from ui import review_changes, source

pytestmark = pytest.mark.usefixtures("fresh_record")

DAY_AFTER = dt.date(2022, 5, 7)
HOSTILE = '<img src=x onerror="alert(1)">'
TWO = ("قصفت ستة صواريخ القاعدة فجراً. انتهى", "ستة صواريخ على القاعدة. انتهى")


def review_page() -> None:
    from ui import review_page
    from ui.session import start_session

    start_session()
    review_page.draw()


@pytest.fixture
def record() -> Record:
    """A record with an incident that two articles tell, beside the samples."""
    opened = source.record()
    for text in TWO:
        document = make_document(text, published=dt.date(2022, 5, 5))
        opened.add(make_reading(document, make_report(document, day=dt.date(2022, 5, 5))))
    return opened


def page(incident: Incident | None = None, name: str = "Sara", **query: str) -> AppTest:
    at = AppTest.from_function(review_page, default_timeout=60)
    at.query_params["lang"] = "en"
    if incident is not None:
        at.query_params["incident"] = incident.id
    for key, value in query.items():
        at.query_params[key] = value
    at.run()
    if name:
        at.text_input(key="reviewer_name").set_value(name).run()
    assert not at.exception
    return at


def html(at: AppTest) -> str:
    return "\n".join(element.proto.body for element in at.get("html"))


def key_of(incident: Incident) -> str:
    return f"{incident.id}_{incident.revision}"


def told_by_two(record: Record) -> Incident:
    return next(one for one in record.incidents(Filter(publishers=frozenset({"Test wire"}))) if len(one.reports) == 2)


def choose(at: AppTest, incident: Incident, act: str) -> AppTest:
    at.session_state[f"act_{key_of(incident)}"] = act
    return at.run()


def test_without_a_name_nothing_can_be_done(record: Record) -> None:
    at = page(told_by_two(record), name="")
    assert "Give your name above" in html(at)
    assert not [button for button in at.button if button.key and button.key.startswith("confirm_")]


def test_confirming_is_one_press_and_can_be_undone(record: Record) -> None:
    incident = told_by_two(record)
    at = page(incident)
    at.button(key=f"confirm_{key_of(incident)}").click().run()
    kept = record.incident(incident.id)
    assert kept is not None
    assert kept.review == "confirmed"
    assert "Kept as change" in html(at)
    at = page(kept)
    assert "Confirmed · \u2068Sara\u2069" in html(at)
    (undo,) = [button for button in at.button if button.key and button.key.startswith("undo_")]
    undo.click().run()
    again = record.incident(incident.id)
    assert again is not None
    assert again.review == "new"
    assert "Undone" in html(at)


def test_the_last_act_can_be_taken_back_where_one_stands(record: Record) -> None:
    incident = told_by_two(record)
    at = page(incident)
    at.button(key=f"confirm_{key_of(incident)}").click().run()
    (back,) = [button for button in at.button if button.key and button.key.startswith("take_back_")]
    back.click().run()
    assert "Undone" in html(at)
    assert the(record, incident.id).review == "new"
    assert at.button(key=f"confirm_{key_of(the(record, incident.id))}"), "it stands before the reviewer again"
    assert not [button for button in at.button if button.key and button.key.startswith("take_back_")]


def test_a_correction_needs_a_reason_and_keeps_what_the_reports_say(record: Record) -> None:
    incident = told_by_two(record)
    at = choose(page(incident), incident, "correct")
    form = f"field_{key_of(incident)}"
    at.number_input(key=f"{form}_munition_count").set_value(7)
    at.button(key=submit(at, f"correct_{key_of(incident)}")).click().run()
    assert record.incident(incident.id) == incident
    at.number_input(key=f"{form}_munition_count").set_value(7)
    at.text_input(key=f"correct_why_{key_of(incident)}").set_value("seven craters on the pictures")
    at.button(key=submit(at, f"correct_{key_of(incident)}")).click().run()
    kept = record.incident(incident.id)
    assert kept is not None
    assert (kept.munition_count, kept.review) == (7, "corrected")
    assert {report.munition_count for report in kept.reports} == {6}
    assert "How many weapons: <bdi>6</bdi> → <bdi>7</bdi>" in html(at)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("date_start", dt.date(2022, 5, 4)),
        ("place_id", "conoco"),
        ("weapons", ["drone"]),
        ("attackers", ["isis"]),
        ("targets", ["civilians"]),
        ("outcome", "intercepted"),
        ("status", "confirmed"),
        ("target_detail", "a radar"),
        ("sources", ["SOHR", "Somebody at the gate"]),
        ("place_name", "المخفر"),
        ("time_of_day", "night"),
        ("time_precision", "week"),
        ("geo_precision", 2),
        ("certainty", "doubtful"),
        ("event_type", "Battles"),
        ("sub_event_type", "Armed clash"),
    ],
)
def test_any_field_can_be_corrected(record: Record, field: str, value: Any) -> None:
    incident = told_by_two(record)
    at = choose(page(incident), incident, "correct")
    at.session_state[f"field_{key_of(incident)}_{field}"] = value
    at.text_input(key=f"correct_why_{key_of(incident)}").set_value("seen on film")
    at.button(key=submit(at, f"correct_{key_of(incident)}")).click().run()
    assert not at.exception
    kept = the(record, incident.id)
    assert getattr(kept, field) == (tuple(value) if isinstance(value, list) else value)
    untouched = {one.field for one in kept.corrections} - {field}
    assert untouched <= {"date_end", "time_precision", "date_start", "geo_precision", "place_id"}


def submit(at: AppTest, form: str) -> str:
    (key,) = [button.key for button in at.button if button.key and f"FormSubmitter:{form}" in button.key]
    return key


def test_a_rejected_incident_leaves_the_map_and_stays_in_the_record(record: Record) -> None:
    incident = told_by_two(record)
    before = record.counts().total
    at = choose(page(incident), incident, "reject")
    at.text_input(key=f"reject_why_{key_of(incident)}").set_value("a drill")
    at.button(key=submit(at, f"reject_{key_of(incident)}")).click().run()
    assert record.counts().total == before - 1
    kept = record.incident(incident.id)
    assert kept is not None
    assert kept.review == "rejected"


def test_a_report_is_split_off_and_merged_again(record: Record) -> None:
    incident = told_by_two(record)
    at = choose(page(incident), incident, "split")
    at.multiselect(key=f"leave_{key_of(incident)}").set_value([incident.reports[1].id])
    at.button(key=submit(at, f"split_{key_of(incident)}")).click().run()
    alone = record.incident(incident.id)
    assert alone is not None
    assert len(alone.reports) == 1
    at = choose(page(alone), alone, "merge")
    other = next(one.id for one in record.incidents(Filter(publishers=frozenset({"Test wire"}))) if one.id != alone.id)
    at.selectbox(key=f"same_{key_of(alone)}").set_value(other)
    at.button(key=submit(at, f"merge_{key_of(alone)}")).click().run()
    together = record.incident(incident.id)
    assert together is not None
    assert len(together.reports) == 2


def test_nobody_overwrites_another_unseen(record: Record) -> None:
    incident = told_by_two(record)
    at = page(incident)
    Desk(record, "Omar").correct(incident.id, incident.revision, {"munition_count": 9}, "counted again")
    at.button(key=f"confirm_{key_of(incident)}").click().run()
    assert "Omar" in html(at)
    kept = record.incident(incident.id)
    assert kept is not None
    assert kept.review == "corrected"


def test_it_says_that_somebody_is_on_this_one(record: Record) -> None:
    incident = told_by_two(record)
    claims.claim(record, incident.id, "Omar")
    assert "\u2068Omar\u2069 is on this one" in html(page(incident))


def test_the_queue_marks_what_somebody_else_is_on(record: Record) -> None:
    first, *_ = queue(record, 1)
    claims.claim(record, first.incident.id, "Omar")
    assert "\u2068Omar\u2069 is on this one</p>" in html(page())
    assert "is on this one</p>" not in html(page(name="Omar"))


def test_who_moves_on_is_on_the_incident_no_more(record: Record) -> None:
    at = page()
    (first,) = claims.standing(record)
    at.button(key="review_next").click().run()
    (second,) = claims.standing(record)
    assert first != second
    at.button(key="other_reviewer").click().run()
    assert claims.standing(record) == {}


def test_incidents_of_other_places_can_be_merged_too(record: Record) -> None:
    incident = told_by_two(record)
    document = make_document("قصف مطار قريب. انتهى", published=dt.date(2022, 5, 6))
    record.add(make_reading(document, make_report(document, place_id="conoco", day=dt.date(2022, 5, 6))))
    near = Filter(places=frozenset({"conoco"}), date_from=dt.date(2022, 5, 6), date_to=DAY_AFTER, undated=False)
    (other,) = record.incidents(near)
    at = choose(page(incident), incident, "merge")
    at.selectbox(key=f"same_{key_of(incident)}").set_value(other.id)
    at.button(key=submit(at, f"merge_{key_of(incident)}")).click().run()
    kept = record.incident(other.id)
    assert kept is not None
    assert (kept.id, len(kept.reports)) == (incident.id, 3)


def test_nothing_is_merged_that_was_not_chosen(record: Record) -> None:
    incident = told_by_two(record)
    document = make_document("قصف مطار قريب. انتهى", published=dt.date(2022, 5, 6))
    record.add(make_reading(document, make_report(document, place_id="conoco", day=dt.date(2022, 5, 6))))
    at = choose(page(incident), incident, "merge")
    before = record.version()
    at.button(key=submit(at, f"merge_{key_of(incident)}")).click().run()
    assert "Not kept: choose the incident it is one with." in html(at)
    assert record.version() == before


def test_without_a_source_nothing_is_added_by_hand(record: Record) -> None:
    at = page()
    before = record.version()
    at.session_state["review_part"] = "add"
    at.run()
    at.text_area(key="hand_text_0").set_value("سقطت قذيفتان قرب البوابة مساء اليوم.")
    at.button(key=submit(at, "hand_0")).click().run()
    assert "Not kept: say who says so." in html(at)
    assert at.text_area(key="hand_text_0").value == "سقطت قذيفتان قرب البوابة مساء اليوم."
    assert record.version() == before


def test_changes_are_those_of_people_or_all_with_their_articles(record: Record) -> None:
    incident = told_by_two(record)
    at = page()
    at.session_state["review_part"] = "changes"
    assert "Nobody has changed anything yet." in html(at.run())
    Desk(record, "Omar").confirm(incident.id, incident.revision, "seen on film")
    assert html(at.run()).count('<tr role="row">') == 2  # the heads and one change
    assert "seen on film" in html(at)
    at.toggle(key="every_change").set_value(True).run()
    assert "An article was loaded" in html(at)
    assert "Test wire" in html(at)


def test_earlier_changes_are_reached_page_by_page(record: Record, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(review_changes, "LISTED", 2)
    incident = told_by_two(record)
    for number in range(3):
        revision = the(record, incident.id).revision
        Desk(record, "Omar").correct(incident.id, revision, {"munition_count": 10 + number}, f"count {number}")
    at = page()
    at.session_state["review_part"] = "changes"
    at.run()
    assert "count 2" in html(at)
    assert "count 0" not in html(at)
    at.button(key="earlier_changes").click().run()
    assert "count 0" in html(at)
    at.button(key="latest_changes").click().run()
    assert "count 2" in html(at)


def test_the_name_is_asked_for_once_and_can_be_another(record: Record) -> None:
    at = page(told_by_two(record))
    assert not [field for field in at.text_input if field.key == "reviewer_name"]
    assert "<bdi>Sara</bdi>" in html(at)
    at.button(key="other_reviewer").click().run()
    assert at.text_input(key="reviewer_name").value == ""


def test_its_history_names_the_articles_that_made_it(record: Record) -> None:
    said = html(page(told_by_two(record)))
    history = said.partition(">Its history</h2>")[2]
    assert "An article was loaded · Rasid" in history
    assert history.count('<a class="to-place" href="article?doc=') == 2
    assert ">Its history</a>" not in said, "no way to where one is already"


def test_an_incident_is_added_by_hand_with_its_words(record: Record) -> None:
    at = page()
    at.session_state["review_part"] = "add"
    at.run()
    at.text_area(key="hand_text_0").set_value("سقطت قذيفتان قرب البوابة مساء اليوم.")
    at.text_input(key="hand_source_0").set_value("Guard at the gate, by telephone")
    at.date_input(key="hand_field_0_date_start").set_value(dt.date(2023, 11, 1))
    at.selectbox(key="hand_field_0_place_id").set_value("conoco")
    at.button(key=submit(at, "hand_0")).click().run()
    (added,) = [one for one in record.incidents(Filter(places=frozenset({"conoco"}))) if one.review == "added"]
    assert (added.date_start, added.date_end) == (dt.date(2023, 11, 1), dt.date(2023, 11, 1))
    assert added.reports[0].quote == "سقطت قذيفتان قرب البوابة مساء اليوم."


def test_a_name_is_put_on_the_map_with_its_source_and_taken_off_again(record: Record) -> None:
    text = 'استهدفت مسيّرتان فجر السبت 20 كانون الثاني 2024 قاعدة "المرجانة" الأميركية.'
    added = add_document(as_document(text, publisher="Test wire", url=None, published=None), record, source.gazetteer())
    at = page()
    at.session_state["review_part"] = "places"
    at.run()
    assert "المرجانة" in html(at)
    assert f"article?doc={added.document_id}" in html(at)
    name, form = "المرجانة", submit(at, "placing_المرجانة")
    for field, value in (("lat", 36.4), ("lon", 40.9)):
        at.number_input(key=f"placing_{field}_{name}").set_value(value)
    for field, value in (("name", "al-Murjana"), ("source", "OpenStreetMap"), ("url", "https://example.org/map")):
        at.text_input(key=f"placing_{field}_{name}").set_value(value)
    at.selectbox(key=f"placing_kind_{name}").set_value("base")
    at.button(key=form).click().run()
    assert "Not kept: say in which country it is." in html(at)
    at.selectbox(key=f"placing_country_{name}").set_value("SY")
    at.button(key=submit(at, "placing_المرجانة")).click().run()
    assert "Kept as change" in html(at)
    assert "Every place that the articles name as struck is in the gazetteer." in html(at)
    (told,) = [one for one in record.incidents() if one.place_name and name in one.place_name]
    place = record.gazetteer(source.gazetteer())[str(told.place_id)]
    assert (place.name_en, place.sources[0].label) == ("al-Murjana", "OpenStreetMap")
    at = page(told)
    (undo,) = [button for button in at.button if button.key and button.key.startswith("undo_")]
    undo.click().run()
    assert the(record, told.id).place_id is None


def test_names_and_reasons_are_text(record: Record) -> None:
    incident = told_by_two(record)
    at = choose(page(incident, name=HOSTILE), incident, "reject")
    at.text_input(key=f"reject_why_{key_of(incident)}").set_value(HOSTILE)
    at.button(key=submit(at, f"reject_{key_of(incident)}")).click().run()
    assert HOSTILE not in html(at)
    assert "&lt;img src=x" in html(at)
    at.session_state["review_part"] = "changes"
    at.run()
    assert HOSTILE not in html(at)


def test_every_part_is_drawn_in_arabic(record: Record) -> None:
    at = AppTest.from_function(review_page, default_timeout=60)
    at.query_params["lang"] = "ar"
    at.run()
    for part in ("queue", "add", "places", "changes"):
        at.session_state["review_part"] = part
        at.run()
        assert not at.exception
    assert "كل التغييرات" in str(at.get("button_group")[0].proto)


def test_readers_see_what_was_corrected_and_what_the_reports_say(record: Record) -> None:
    incident = told_by_two(record)
    Desk(record, "Omar").correct(incident.id, incident.revision, {"munition_count": 9}, "counted again")
    corrected = record.incident(incident.id)
    assert corrected is not None
    told = html(page(corrected, name=""))
    assert "<b>Corrected</b>" in told
    assert "How many weapons: <bdi>9</bdi> (the reports say: \u20686\u2069). counted again" in told


def test_names_in_the_queue_are_text_and_keep_their_order(record: Record) -> None:
    document = make_document("قصف قرية. انتهى", published=dt.date(2022, 5, 6))
    name = "[سنبلان](x) *1*"
    told = make_report(document, place_id=None, place_name=name, day=dt.date(2022, 5, 6), certainty="doubtful")
    record.add(make_reading(document, told))
    labels = [button.label for button in page().button]
    (label,) = [one for one in labels if "سنبلان" in one]
    assert label.startswith("\u2068\\[سنبلان\\]\\(x\\) \\*1\\*\u2069 · ")
