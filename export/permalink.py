"""Addresses that reopen the map: on a filter, and on one incident; pinned to a past state of the record, or not.

The names of the query string are those of `ui.state`, which reads them; a test holds the two together.
"""

from __future__ import annotations

import os
from functools import lru_cache
from urllib.parse import quote_plus, urlencode, urlsplit

from incidents.pins import Pin
from incidents.types import Filter, Incident

ADDRESS_VARIABLE = "RASID_PUBLIC_URL"
"""Environment variable that names the address readers open the map at."""

LOCAL_ADDRESS = "http://localhost:8501"
"""Where the map stands when nobody says otherwise."""


def public_address(otherwise: str = LOCAL_ADDRESS) -> str:
    """Return the address of the map: RASID_PUBLIC_URL, or else `otherwise`; without a slash at its end."""
    return (os.environ.get(ADDRESS_VARIABLE, "").strip() or otherwise).rstrip("/")


def is_local(address: str) -> bool:
    """Whether only this machine can open an address, so that no reader elsewhere should be sent there."""
    return urlsplit(address).hostname in ("localhost", "127.0.0.1", "::1")


def query_of(filter: Filter) -> dict[str, list[str]]:
    """Return the query string of a filter, parts that filter nothing left out; its values in order."""
    query: dict[str, list[str]] = {}
    if filter.date_from:
        query["from"] = [filter.date_from.isoformat()]
    if filter.date_to:
        query["to"] = [filter.date_to.isoformat()]
    if not filter.undated:
        query["undated"] = ["0"]
    for name, values in (
        ("place", filter.places),
        ("attacker", filter.attackers),
        ("target", filter.targets),
        ("weapon", filter.weapons),
        ("outcome", filter.outcomes),
        ("status", filter.statuses),
        ("governorate", filter.governorates),
        ("precision", filter.precisions),
        ("source", filter.publishers),
    ):
        if values:
            query[name] = sorted(values)
    if filter.text:
        query["q"] = [filter.text]
    return query


def pin_query(pin: Pin | None) -> dict[str, list[str]]:
    """Return the part of a query string that pins an address to a past state; nothing for the record as it stands."""
    return {pin.kind: [pin.value]} if pin else {}


def filter_link(address: str, filter: Filter, pin: Pin | None = None) -> str:
    """Return the address that opens the map with a filter."""
    query = urlencode(query_of(filter) | pin_query(pin), doseq=True)
    return f"{address}/?{query}" if query else f"{address}/"


def incident_link(address: str, incident: Incident, pin: Pin | None = None) -> str:
    """Return the address that opens the map with an incident picked, beside the others of its place.

    One without a place opens beside the others that have none. The address holds as long as the incident's id, which
    outlives corrections and merging.
    """
    where = f"at={_quoted(incident.place_id)}" if incident.place_id else "panel=unplaced"
    past = f"&{urlencode(pin_query(pin), doseq=True)}" if pin else ""
    return f"{address}/?{where}&incident={quote_plus(incident.id)}{past}"


_quoted = lru_cache(maxsize=4096)(quote_plus)
