"""The naive page on a server that has Leaflet: `streamlit run benchmarks/naive_app.py`."""

import sys
from pathlib import Path

from streamlit.starlette import App

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from ui.routes import routes

app = App("naive_page.py", routes=routes())
