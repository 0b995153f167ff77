/* The panel beside the map: a list of incidents, or what the page says of itself. */
function choose(place) {
  Object.assign(state, { chosen: place, listed: LISTED, panel: "list" });
  document.body.classList.toggle("panel-open", place !== null);
  show();
  byId("panel").scrollTop = 0;
  if (place >= 0 && place !== null) keepInSight(data.places[place].at);
}

/* Where the panel is a sheet over the map, a chosen mark moves into what is left above it. */
function keepInSight(at) {
  const panel = byId("panel");
  if (getComputedStyle(panel).position !== "absolute") return;
  const above = map.getSize().y - panel.offsetHeight;
  map.panBy([0, map.latLngToContainerPoint(at).y - above / 2], { animate: false });
}

function openPanel(panel) {
  state.panel = panel;
  document.body.classList.add("panel-open");
  show();
  byId("panel").focus();
}

function drawPanel(shown) {
  const close = make("button", { type: "button", class: "close", "aria-label": words.close, title: words.close, click: closePanel }, "×");
  if (state.panel === "about") byId("panel").replaceChildren(make("div", { class: "head" }, make("h2", {}, words.about), close), ...aboutParts());
  else byId("panel").replaceChildren(...listParts(shown, close));
  byId("panel").classList.toggle("closable", state.chosen !== null || state.panel === "about");
}

function closePanel() {
  document.body.classList.remove("panel-open");
  Object.assign(state, { panel: "list", chosen: null });
  show();
}

function listParts(shown, close) {
  const here = state.chosen === null ? shown : shown.filter((row) => row.place === state.chosen);
  const title = state.chosen === null ? words.incidents_title
    : state.chosen < 0 ? words.without_place_title : named(data.places[state.chosen].names);
  const parts = [make("div", { class: "head" }, make("h2", {}, title), close), make("p", { class: "muted" }, plural(words.incidents, here.length))];
  if (!here.length) parts.push(make("p", { class: "muted" }, words.nothing));
  parts.push(...here.slice(0, state.listed).map(incident));
  const rest = here.length - state.listed;
  if (rest > 0) {
    const more = () => { state.listed += 4 * LISTED; show(); };
    parts.push(make("button", { type: "button", class: "more", click: more }, plural(words.show_more, Math.min(rest, 4 * LISTED))));
  }
  return parts;
}

function aboutParts() {
  const hosted = location.protocol.startsWith("http") ? location.href.split("#")[0] : data.file;
  const snippet = make("textarea", { readonly: "", rows: "5", dir: "ltr", "aria-label": words.embed });
  snippet.value = data.snippet.replace(data.file, hosted.replace(/&/g, "&amp;").replace(/"/g, "&quot;"));
  snippet.addEventListener("focus", () => snippet.select());
  const part = (title, ...texts) => [make("h3", {}, title), ...texts.filter(Boolean).map((text) => make("p", {}, text))];
  return [
    ...part(words.method_title, words.method),
    ...part(words.boundaries_title, words.boundaries),
    ...part(words.licence_title, words.licence),
    ...part(words.citation_title, words.citation),
    ...part(words.embed), snippet,
  ];
}
