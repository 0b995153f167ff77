"""The map as the first page of every tutorial makes it: one folium marker an incident, the map rebuilt each time.

Two things are kinder than there: Leaflet comes from this server, as no outside host is asked here, and a marker has a
tooltip, as folium's popups need jQuery too.
"""

import datetime as dt
import sys
from pathlib import Path

import folium
import streamlit as st
from streamlit_folium import st_folium

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.synthetic import FIRST
from geo.gazetteer import load_gazetteer
from incidents.store import Record
from incidents.types import Filter

folium.Map.default_js = [("leaflet", "/leaflet/leaflet.js")]
folium.Map.default_css = [("leaflet", "/leaflet/leaflet.css")]


@st.cache_resource
def points() -> list[tuple[dt.date, float, float, str]]:
    """Return day, latitude, longitude and id of every incident that can be drawn."""
    gazetteer = load_gazetteer()
    return [
        (incident.date_start, gazetteer[incident.place_id].lat, gazetteer[incident.place_id].lon, incident.id)
        for incident in Record.open().iterate(Filter(undated=False))
        if incident.place_id and incident.date_start
    ]


first = FIRST + dt.timedelta(st.slider("window", 0, 900, 0, key="window"))
shown = [point for point in points() if point[0] >= first]
world = folium.Map(location=(34.5, 41.5), zoom_start=6, tiles=None, max_zoom=18)
for _, lat, lon, id in shown:
    folium.Marker((lat, lon), tooltip=id).add_to(world)
st_folium(world, width=900, height=600)
st.text(f"shown {len(shown)}")
