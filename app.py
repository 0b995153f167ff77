"""Rasid's screen: `uv run streamlit run app.py`.

The entry only says which script draws the pages and which addresses of our own stand beside Streamlit's: Leaflet, the
map's script, the basemap, and the downloads.
"""

from streamlit.starlette import App

from ui.routes import routes
from ui.startup import prepared

app = App("ui/main.py", routes=routes(), lifespan=prepared)
