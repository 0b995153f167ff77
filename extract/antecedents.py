"""What a word that points back can stand for: «القاعدة» a base, «الحقل» an oil field, «الموقعين» two sites."""

from __future__ import annotations

from geo.context import NAMESAKE_M
from geo.gazetteer import Gazetteer
from geo.geometry import distance_m
from geo.places import AREA_KINDS, MILITARY_KINDS, Place

HOW_MANY = {
    **dict.fromkeys(("الموقعين", "الموقعان", "المطارين", "المطاران", "القاعدتين", "القاعدتان", "الحقلين"), 2),
    **dict.fromkeys(("المعسكرين", "المدينتين", "البلدتين", "القريتين", "المنشأتين"), 2),
    **dict.fromkeys(("القواعد الثلاث", "المواقع الثلاثة", "المطارات الثلاثة"), 3),
}
"""Words that point back to several places, and to how many."""
_AIRFIELD_M = 10_000.0
"""Metres from a town within which an airfield is its own."""


def means_a_town(form: str) -> bool:
    """Return whether a word that points back means a town: «المدينة ذاتها»."""
    return any(word in form for word in ("المدين", "البلد", "القري", "الناحي", "القضاء"))


def lies_in(place: Place, region: Place) -> bool:
    """Return whether a base is the one in a region, or the one at a town."""
    if region.kind in AREA_KINDS:
        return region.admin1_pcode in ("", place.admin1_pcode)
    return distance_m(place.lon, place.lat, region.lon, region.lat) <= NAMESAKE_M


def airfield_at(town: Place, gazetteer: Gazetteer) -> Place | None:
    """Return the airfield that «المطار» means behind a town's name; None where there is none near it."""
    near = gazetteer.nearest(town.lon, town.lat, _AIRFIELD_M)
    return next((place for place, _ in near if place.kind == "airfield"), None)


def answers_to(place: Place, form: str) -> bool:
    """Return whether a place is of the kind that a word names; of any kind where it names none («الموقع ذاته»)."""
    if "قاعدة" in form or "القاعدت" in form or "معسكر" in form or "قواعد" in form:
        return place.kind in MILITARY_KINDS | {"camp", "oil_field", "gas_field"}
    if "الحقل" in form or "المنشأ" in form:
        return place.kind in ("oil_field", "gas_field", "refinery", "industrial_site") or "حقل" in place.name_ar
    if "المطار" in form:
        return place.kind == "airfield" or "مطار" in place.name_ar
    if "المدين" in form or "القضاء" in form:
        return place.kind in ("city", "town")
    if "البلد" in form or "القري" in form or "الناحي" in form:
        return place.kind in ("town", "village")
    return True
