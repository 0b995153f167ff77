/* The whole page: what is shown is drawn anew at every change. */
function show() {
  const shown = rows.filter(passes);
  const undated = shown.filter((row) => row.first === null).length;
  const nowhere = shown.filter((row) => row.place < 0).length;
  const parts = [plural(words.incidents, shown.length)];
  if (undated) parts.push(plural(words.undated_count, undated));
  const line = [joined(parts)];
  if (nowhere) line.push(words.comma, make("button", { type: "button", click: () => choose(-1) }, plural(words.without_place, nowhere)));
  byId("counts").replaceChildren(...line, ` · ${[words.as_of, words.selection].filter(Boolean).join(" · ")}`);
  drawMarks(shown);
  drawPanel(shown);
  showTime();
  thinLabels();
}

function caption() {
  words = data.words[state.language];
  document.documentElement.lang = state.language;
  scaleBar.speak(state.language);
  document.documentElement.dir = words.direction;
  byId("map").setAttribute("aria-label", words.map);
  byId("title").textContent = document.title = words.title;
  byId("open-list").textContent = words.incidents_title;
  byId("undated").lastElementChild.textContent = words.undated_too;
  byId("undated").hidden = !rows.some((row) => row.first === null) || !dated.length;
  const next = data.languages.find((one) => one !== state.language);
  byId("language").hidden = !next;
  byId("language").textContent = next === "ar" ? "العربية" : "English";
  home.title = words.show_all;
  home.setAttribute("aria-label", words.show_all);
  for (const [name, label] of [["_zoomInButton", words.zoom_in], ["_zoomOutButton", words.zoom_out]]) {
    zoomControl[name].title = label;
    zoomControl[name].setAttribute("aria-label", label);
  }
  for (const label of state.labels) {
    if (!label.names) continue;
    label.node.textContent = named(label.names);
    label.node.dir = words.direction;
  }
  const sign = (kind) => make("i", { class: `sign ${kind}`, "aria-hidden": "true" });
  byId("legend").replaceChildren(
    ...data.statuses.map((one) => make("span", { class: `status status-${one}` }, make("i", { class: "dot", "aria-hidden": "true" }), words.status[one])),
    make("span", {}, sign("hollow"), words.hollow),
    make("span", {}, sign("dashed"), words.approximate));
  const about = make("button", { type: "button", click: () => openPanel("about") }, words.about);
  byId("notes").replaceChildren(about, " · ", words.notes);
  showPlay();
  drawTicks();
  show();
}

/* `#RSD-…` opens one incident, wherever the window and the chosen place stand. */
function openFromHash() {
  const wanted = rows.find((row) => row.id === decodeURIComponent(location.hash.slice(1)));
  if (!wanted) return;
  if (!passes(wanted)) Object.assign(state, { from: first, to: last, undated: true });
  state.listed = rows.length;
  Object.assign(state, { chosen: wanted.place, panel: "list" });
  document.body.classList.add("panel-open");
  show();
  byId(wanted.id)?.scrollIntoView({ block: "start" });
}

drawBasemap();
drawTime();
byId("language").addEventListener("click", () => {
  state.language = data.languages.find((one) => one !== state.language);
  caption();
});
byId("open-list").addEventListener("click", () => openPanel("list"));
byId("undated").firstElementChild.checked = true;
byId("undated").firstElementChild.addEventListener("change", (event) => { state.undated = event.target.checked; show(); });
document.addEventListener("keydown", (event) => { if (event.key === "Escape") closePanel(); });
map.on("moveend", thinLabels);
// The page's own words decide how much room the map has; Leaflet only hears of the window's changes.
new ResizeObserver(() => map.invalidateSize({ pan: false })).observe(byId("map"));
new ResizeObserver(drawTicks).observe(byId("track"));
window.addEventListener("hashchange", openFromHash);
caption();
map.invalidateSize({ pan: false });
showAll();
openFromHash();
byId("map").dataset.drawn = "yes";
