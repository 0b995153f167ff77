/* The map and its ground. */
const map = L.map("map", {
  center: [34.2, 41.2], zoom: 6, minZoom: 4, maxZoom: 13, zoomSnap: 0.25, zoomControl: false, attributionControl: false,
  maxBounds: [[12, 18], [54, 64]], fadeAnimation: false,
});
for (const [name, level] of [["land", 200], ["areas", 350], ["labels", 450]]) map.createPane(name).style.zIndex = level;
map.getPane("labels").style.pointerEvents = "none";
const zoomControl = L.control.zoom({ position: "topleft" }).addTo(map);
const scaleBar = new L.Control.SpokenScale().addTo(map);
const home = homeButton();

function homeButton() {
  const control = L.control({ position: "topleft" });
  const button = make("a", { href: "#", role: "button", class: "home" }, "⤢");
  control.onAdd = () => {
    const bar = make("div", { class: "leaflet-bar" }, button);
    L.DomEvent.disableClickPropagation(bar);
    button.addEventListener("click", (event) => { event.preventDefault(); showAll(); });
    return bar;
  };
  control.addTo(map);
  return button;
}

function showAll() {
  const at = [...count(rows).keys()].map((place) => data.places[place].at);
  const bounds = at.length ? L.latLngBounds(at).pad(0.08) : L.latLngBounds(data.window);
  map.fitBounds(bounds, { padding: [28, 28], maxZoom: 8, animate: false });
}

function drawBasemap() {
  const shapes = L.svg({ pane: "land", padding: 0.6 });
  const sheet = { renderer: shapes, pane: "land", interactive: false };
  // Beyond the basemap's window there is no data: neither land nor sea.
  L.rectangle(data.window, { ...sheet, className: "base sea" }).addTo(map);
  for (const [name, layer] of Object.entries(data.basemap)) {
    L.geoJSON(layer, {
      ...sheet,
      style: (feature) => ({ className: `base ${name} ${feature.properties.country || ""}` }),
      onEachFeature: ({ geometry, properties }) => {
        if (!properties.names || !geometry.type.endsWith("Polygon")) return;
        const label = addLabel(middle(geometry), name, name === "countries" ? 2 : 3);
        Object.assign(label, { names: properties.names, from: name === "countries" ? 0 : 7 });
      },
    }).addTo(map);
  }
  // Countries are cut off at the window; that edge is no border.
  L.rectangle(data.window, { ...sheet, className: "base edge" }).addTo(map);
}

/* A place for a country's or governorate's name: the centroid of its largest ring. */
function middle(geometry) {
  let best = { area: -1 };
  for (const [ring] of geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates) {
    let area = 0, x = 0, y = 0;
    for (let i = 0; i < ring.length - 1; i++) {
      const cross = ring[i][0] * ring[i + 1][1] - ring[i + 1][0] * ring[i][1];
      area += cross;
      x += (ring[i][0] + ring[i + 1][0]) * cross;
      y += (ring[i][1] + ring[i + 1][1]) * cross;
    }
    if (Math.abs(area) > best.area) best = { area: Math.abs(area), at: [y / (3 * area), x / (3 * area)] };
  }
  return best.at;
}
