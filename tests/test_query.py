"""What a filter shows agrees with reading every incident and deciding by hand."""

import datetime as dt
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from sqlalchemy import event, make_url

from geo.gazetteer import load_gazetteer
from incidents.engine import open_engine, transaction
from incidents.selection import FACETS
from incidents.shared import Shared
from incidents.store import Record
from incidents.types import Document, Filter, Incident, Reading
from language.arabic import fold
from tests.builders import make_document, make_reading, make_report
from tests.strategies import archives, filters

PATIENT = settings(deadline=None, max_examples=60)  # a database an example: no measure of speed
DAY = dt.date(2023, 10, 29)


def values(incident: Incident, facet: str, documents: dict[str, Document]) -> set[str | None]:
    place = load_gazetteer().get(incident.place_id or "")
    found: dict[str, tuple[str | None, ...]] = {
        "places": (incident.place_id,),
        "attackers": incident.attackers or ("unknown",),
        "targets": incident.targets or ("unknown",),
        "weapons": incident.weapons or ("unknown",),
        "outcomes": (incident.outcome,),
        "statuses": (incident.status,),
        "governorates": (place and (place.admin1_pcode or place.country),),
        "precisions": (str(incident.geo_precision or "unknown"),),
        "publishers": tuple(documents[one.document_id].publisher or "unknown" for one in incident.reports),
    }
    return set(found[facet])


def passes(filter: Filter, incident: Incident, documents: dict[str, Document], without: str = "") -> bool:
    """Decide by hand, in the words of `Filter`'s docstrings."""
    if incident.date_start is None or incident.date_end is None:
        if not filter.undated and without != "undated":
            return False
    elif incident.date_end < (filter.date_from or dt.date.min) or incident.date_start > (filter.date_to or dt.date.max):
        return False
    for facet in FACETS:
        chosen = getattr(filter, facet)
        if chosen and facet != without and not chosen & values(incident, facet, documents):
            return False
    texts = [evidence.quote for evidence in incident.evidence]
    texts += [report.place_name or "" for report in incident.reports]
    texts += [documents[report.document_id].publisher or "" for report in incident.reports]
    if incident.place_id:
        texts += [name.text for name in load_gazetteer()[incident.place_id].names]
    return all(any(word in fold(text) for text in texts) for word in fold(filter.text).split())


@PATIENT
@given(archives(), filters())
def test_every_count_and_list_agrees_with_a_filter_by_hand(archive: list[Reading], filter: Filter) -> None:
    record = Record.open("sqlite://")
    for reading in archive:
        record.add(reading)
    everything = record.incidents()
    documents = {document.id: document for document in record.documents()}
    shown = [incident for incident in everything if passes(filter, incident, documents)]
    assert list(record.incidents(filter)) == shown
    assert list(record.iterate(filter)) == shown

    counts = record.counts(filter)
    assert (counts.shown, counts.total, counts.hidden) == (len(shown), len(everything), len(everything) - len(shown))
    assert counts.unlocated == sum(incident.place_id is None for incident in shown)
    assert counts.undated == sum(
        incident.date_start is None and passes(filter, incident, documents, without="undated")
        for incident in everything
    )

    places = record.place_counts(filter)
    assert [row.place_id for row in places] == sorted({i.place_id for i in shown if i.place_id})
    for row in places:
        there = [incident for incident in shown if incident.place_id == row.place_id]
        assert row.count == len(there)
        assert row.by_status == Counter(incident.status for incident in there)
        assert row.undated == sum(incident.date_start is None for incident in there)
        assert row.geo_precision == min(incident.geo_precision or 3 for incident in there)

    for facet, groups in (
        ("weapons", [{"rocket"}, {"drone", "airstrike"}, set(), {"unknown"}]),
        ("attackers", [{"isis", "unknown"}, {"iran-backed-militias", "isis"}]),
    ):
        at: dict[str, list[set[str | None]]] = {}
        for incident in shown:
            if incident.place_id is not None:
                at.setdefault(incident.place_id, []).append(values(incident, facet, documents))
        parts = {place: tuple(sum(bool(group & one) for one in held) for group in groups) for place, held in at.items()}
        assert record.place_parts(filter, facet, groups) == {place: told for place, told in parts.items() if any(told)}

    placeless = [incident for incident in shown if incident.place_id is None]
    dateless = [incident for incident in shown if incident.date_start is None]
    for limit in (1, len(everything) + 1):
        assert list(record.missing(filter, "place", limit)) == placeless[:limit]
        assert list(record.missing(filter, "date", limit)) == dateless[:limit]

    days: Counter[Any] = Counter()
    for incident in shown:
        if incident.date_start:
            days[max(incident.date_start, filter.date_from or dt.date.min), incident.status] += 1
    assert [((row.day, row.status), row.count) for row in record.days(filter)] == sorted(days.items())

    facets = record.facets(filter)
    assert tuple(facets) == FACETS
    for facet in FACETS:
        expected = Counter(
            value
            for incident in everything
            if passes(filter, incident, documents, without=facet)
            for value in values(incident, facet, documents)
            if value is not None
        )
        assert dict(facets[facet]) == expected
        assert list(facets[facet]) == sorted(facets[facet], key=lambda pair: (-pair[1], pair[0]))

    told = [{documents[report.document_id].publisher for report in incident.reports} for incident in shown]
    assert dict(record.publishers(filter)) == Counter(name for names in told for name in names if name)

    for some, extent in ((everything, record.extent()), (shown, record.extent(filter))):
        starts = [incident.date_start for incident in some if incident.date_start]
        ends = [incident.date_end for incident in some if incident.date_end]
        assert extent == ((min(starts), max(ends)) if starts else None)
    record.close()


def one_incident(**fields: Any) -> Record:
    record = Record.open("sqlite://")
    document = make_document("قصفت قاعدةُ عين الأســد بطائرة. انتهى", publisher="وكالة مهر")
    record.add(
        make_reading(document, make_report(document, **{"place_id": "ain-al-asad", "place_name": None} | fields))
    )
    return record


@pytest.mark.parametrize(
    ("window", "shown"),
    [
        ((None, None), 1),
        ((DAY, DAY), 1),
        ((DAY - dt.timedelta(1), DAY - dt.timedelta(1)), 1),
        ((None, DAY - dt.timedelta(2)), 0),
        ((DAY + dt.timedelta(1), None), 0),
    ],
)
def test_an_incident_is_in_a_window_that_its_interval_touches(window: tuple[Any, Any], shown: int) -> None:
    record = one_incident(date_start=DAY - dt.timedelta(1), date_end=DAY)
    assert record.counts(Filter(date_from=window[0], date_to=window[1])).shown == shown


def test_undated_incidents_stand_beside_a_window_unless_they_are_switched_off() -> None:
    record = one_incident(undated=True)
    window = Filter(date_from=DAY, date_to=DAY)
    assert (record.counts(window).shown, record.counts(window).undated) == (1, 1)
    off = Filter(undated=False)
    assert (record.counts(off).shown, record.counts(off).hidden, record.counts(off).undated) == (0, 1, 1)
    assert record.days() == ()


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("عين الاسد", 1),
        ("عَيْن", 1),
        ("قاعده بطائره", 1),
        ("Ain al-Asad", 1),  # from the gazetteer
        ("ASAD", 1),
        ("مهر", 1),
        ("رويترز", 0),
        ("مهر رويترز", 0),
        ("%", 0),
        ("_", 0),
        ("  ", 1),
        ("'; DROP TABLE incidents; --", 0),
    ],
)
def test_text_is_found_in_any_spelling_and_means_itself(text: str, shown: int) -> None:
    assert one_incident().counts(Filter(text=text)).shown == shown


def test_a_search_reads_the_words_and_not_the_reports(tmp_path: Path) -> None:
    Record.open(f"sqlite:///{tmp_path / 'record.sqlite'}").close()
    engine = open_engine(make_url(f"sqlite:///{tmp_path / 'record.sqlite'}"))
    asked: list[tuple[str, Any]] = []
    event.listen(engine, "before_cursor_execute", lambda *told: asked.append((told[2], told[3])))
    with transaction(engine) as connection:
        Shared().current(connection).select(connection, Filter(text="قصف"))
        ((statement, parameters),) = [one for one in asked if "search_text" in one[0]]
        plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", parameters).all()
    assert any("SCAN reports USING COVERING INDEX reports_words" in row[-1] for row in plan)
    engine.dispose()


def test_unknown_selects_incidents_that_name_none() -> None:
    record = one_incident(weapons=(), attackers=(), targets=())
    for facet in ("weapons", "attackers", "targets"):
        assert record.counts(Filter(**{facet: frozenset({"unknown"})})).shown == 1
        assert record.facets()[facet] == (("unknown", 1),)
    assert record.counts(Filter(weapons=frozenset({"rocket"}))).shown == 0


def test_a_facet_is_counted_without_its_own_choice_and_with_the_others() -> None:
    record = one_incident()
    document = make_document("قصف التنف. انتهى")
    record.add(make_reading(document, make_report(document, place_id="al-tanf", weapons=("drone",))))
    facets = record.facets(Filter(weapons=frozenset({"drone"})))
    assert facets["weapons"] == (("drone", 1), ("rocket", 1))
    assert facets["places"] == (("al-tanf", 1),)
