"""The naive page on a server that has Leaflet: `streamlit run benchmarks/naive_app.py`."""

import sys
from pathlib import Path

from starlette.routing import Mount
from starlette.staticfiles import StaticFiles
from streamlit.starlette import App

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from geo.map_files import leaflet_files

app = App("naive_page.py", routes=[Mount("/leaflet", StaticFiles(directory=leaflet_files()))])
