"""The one-sentence summary of a report or an incident, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from export.contract import total
from geo.places import Place
from incidents.actors import load_actors
from incidents.sources import source_name
from incidents.types import Incident, Report
from language.catalogue import Language
from language.sentence import Telling, summary


def summarise(event: Report | Incident, gazetteer: Mapping[str, Place], language: Language) -> str:
    """Return the event in one sentence. A place the gazetteer lacks is named as the article names it.

    Raises KeyError for an actor that the table lacks.
    """
    actors = load_actors()
    place = gazetteer.get(event.place_id) if event.place_id is not None else None
    name = place.name(language) if place else event.place_name
    return summary(
        Telling(
            place=name,
            geo_precision=event.geo_precision,
            date_start=event.date_start,
            date_end=event.date_end,
            date_latest=event.date_latest,
            time_precision=event.time_precision,
            time_of_day=event.time_of_day,
            weapons=event.weapons,
            munition_count=event.munition_count,
            attackers=[actors[id].name(language) for id in event.attackers],
            targets=[actors[id].name(language) for id in event.targets],
            outcome=event.outcome,
            status=event.status,
            sources=[source_name(one, language) for one in event.sources],
            killed=total([count.killed for count in event.casualties]),
            injured=total([count.injured for count in event.casualties]),
        ),
        language,
    )
