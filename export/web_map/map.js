/* The self-contained map: the data of one selection, its time window, and the words behind each incident.
   Everything that comes from data is set as text (`textContent`), never as HTML; nothing is fetched. */
"use strict";

(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const SVG = "http://www.w3.org/2000/svg";
  const DAY = 86400000;
  const LISTED = 12;
  const PLAY_STEPS = 60, PLAY_MILLISECONDS = 280;
  const RIGHT_TO_LEFT = ["ar", "fa", "he", "ur", "ckb"];

  const byId = (id) => document.getElementById(id);
  const day = (text) => (text ? Date.parse(`${text}T00:00:00Z`) / DAY : null);
  const rows = data.rows.map((cells) => {
    const row = Object.fromEntries(data.fields.map((name, index) => [name, cells[index]]));
    return Object.assign(row, { first: day(row.date_start), last: day(row.date_end) });
  });
  const dated = rows.filter((row) => row.first !== null);
  const first = Math.min(...dated.map((row) => row.first)), last = Math.max(...dated.map((row) => row.last));
  const bins = dated.length ? makeBins(first, last) : [];
  const most = Math.max(1, ...count(rows).values());

  const state = {
    language: data.languages.find((one) => (navigator.language || "").startsWith(one)) || data.languages[0],
    from: first,
    to: last,
    undated: true,
    chosen: null, // index of a place; -1 lists the incidents without one; null lists all
    panel: "list",
    listed: LISTED,
    timer: null,
    marks: new Map(),
    labels: [],
  };
  let words = data.words[state.language];

  /* --- small helpers ------------------------------------------------------------------------------------------- */

  function make(tag, attributes = {}, ...children) {
    const node = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name === "click") node.addEventListener("click", value);
      else if (value !== null && value !== false) node.setAttribute(name, value);
    }
    node.append(...children.filter((child) => child !== null && child !== ""));
    return node;
  }

  const bdi = (text) => make("bdi", {}, text);
  const fill = (text, fields) => text.replace(/\{(\w+)\}/g, (whole, name) => (name in fields ? fields[name] : whole));
  const plural = (forms, number) =>
    fill(forms[new Intl.PluralRules(state.language).select(number)] || forms.other, { count: number.toLocaleString("en") });
  const joined = (texts) => texts.filter(Boolean).join(words.comma);
  const named = (pair) => (pair ? pair[state.language === "ar" ? 0 : 1] : "");
  const placeName = (row) => named(data.places[row.place]?.names) || row.place_name || words.place_not_named;

  function count(shown) {
    const found = new Map();
    for (const row of shown) if (row.place >= 0) found.set(row.place, (found.get(row.place) || 0) + 1);
    return found;
  }

  /* --- time ------------------------------------------------------------------------------------------------------ */

  function makeBins(start, end) {
    const days = end - start + 1, unit = days <= 92 ? "day" : days <= 92 * 7 ? "week" : "month";
    const found = [];
    for (let begin = start; begin <= end;) {
      const date = new Date(begin * DAY);
      let next = begin + 1;
      if (unit === "week") next = begin + 7 - ((date.getUTCDay() + 6) % 7);
      if (unit === "month") next = Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1) / DAY;
      found.push({ first: begin, last: Math.min(next - 1, end), parts: data.statuses.map(() => 0) });
      begin = next;
    }
    for (const row of dated) {
      const bin = found.find((one) => row.first <= one.last);
      bin.parts[data.statuses.indexOf(row.status)] += 1;
    }
    return found;
  }

  function formatDay(number, withYear = true) {
    const date = new Date(number * DAY);
    const text = `${date.getUTCDate()} ${words.months[date.getUTCMonth()]}`;
    return withYear ? `${text} ${date.getUTCFullYear()}` : text;
  }

  function formatRange(start, end) {
    if (start === end) return formatDay(start);
    const one = new Date(start * DAY), other = new Date(end * DAY);
    const sameYear = one.getUTCFullYear() === other.getUTCFullYear();
    if (sameYear && one.getUTCMonth() === other.getUTCMonth()) return `${one.getUTCDate()}–${formatDay(end)}`;
    return `${formatDay(start, !sameYear)} – ${formatDay(end)}`;
  }

  function dateText(row) {
    if (row.first === null) {
      return row.date_latest ? fill(words.undated_by, { date: formatDay(day(row.date_latest)) }) : words.undated;
    }
    if (row.time_precision === "month") {
      const date = new Date(row.first * DAY);
      return `${words.months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    }
    return joined([formatRange(row.first, row.last), row.time_of_day && words.time_of_day[row.time_of_day].toLowerCase()]);
  }

  const passes = (row) => (row.first === null ? state.undated : row.last >= state.from && row.first <= state.to);

  function drawTime() {
    byId("time").hidden = !bins.length;
    if (!bins.length) return;
    const span = last - first + 1, highest = Math.max(...bins.map((bin) => bin.parts.reduce((sum, part) => sum + part, 0)));
    byId("bars").replaceChildren(...bins.map((bin) => {
      const node = make("div", { class: "bar", title: "" });
      node.style.insetInlineStart = `${(100 * (bin.first - first)) / span}%`;
      node.style.width = `${(100 * (bin.last - bin.first + 1)) / span}%`;
      bin.parts.forEach((part, index) => {
        if (!part) return;
        const piece = make("i", { class: `status-${data.statuses[index]}` });
        piece.style.height = `${(100 * part) / highest}%`;
        node.append(piece);
      });
      node.addEventListener("click", () => { stop(); setWindow(bin.first, bin.last); });
      bin.node = node;
      return node;
    }));
    for (const id of ["from", "to"]) {
      byId(id).max = last - first;
      byId(id).addEventListener("input", () => {
        stop();
        const value = first + Number(byId(id).value);
        if (id === "from") setWindow(Math.min(value, state.to), state.to);
        else setWindow(state.from, Math.max(value, state.from));
      });
    }
    byId("play").addEventListener("click", () => (state.timer ? stop() : play()));
    byId("all-dates").addEventListener("click", () => { stop(); setWindow(first, last); });
  }

  /* Years under the bars, or months where the span is short: as many as have room. */
  function drawTicks() {
    if (!bins.length) return;
    const span = last - first + 1, width = byId("track").offsetWidth;
    const needs = (months) => (months < 12 ? 104 : 48); // pixels that a label takes
    const year = (day) => new Date(day * DAY).getUTCFullYear(), month = (day) => new Date(day * DAY).getUTCMonth();
    const starts = [];
    for (let at = year(first); at <= year(last); at++) {
      for (let one = 0; one < 12; one++) starts.push(Date.UTC(at, one, 1) / DAY);
    }
    const inside = starts.filter((start) => start >= first && start <= last);
    const stride = [1, 2, 3, 6, 12, 24, 60, 120].find((months) => (inside.length / months) * needs(months) <= width) || 240;
    const kept = inside.filter((start) => (year(start) * 12 + month(start)) % stride === 0
      && ((last - start) / span) * width > needs(stride) - 8);
    byId("ticks").replaceChildren(...kept.map((start) => {
      const node = make("span", {}, stride >= 12 ? String(year(start)) : `${words.months[month(start)]} ${year(start)}`);
      node.style.insetInlineStart = `${(100 * (start - first)) / span}%`;
      return node;
    }));
  }

  function setWindow(from, to) {
    Object.assign(state, { from, to });
    show();
  }

  /* Play fills the window from its beginning to the last day, bar by bar. */
  function play() {
    const begin = bins.findIndex((bin) => bin.last >= state.from);
    const stride = Math.max(1, Math.ceil((bins.length - begin) / PLAY_STEPS));
    let at = state.to < last ? bins.findIndex((bin) => bin.last >= state.to) : begin - 1;
    const step = () => {
      at = Math.min(at + stride, bins.length - 1);
      setWindow(state.from, bins[at].last);
      if (at === bins.length - 1) stop();
    };
    state.timer = setInterval(step, PLAY_MILLISECONDS);
    byId("counts").setAttribute("aria-live", "off");
    step();
    showPlay();
  }

  function stop() {
    clearInterval(state.timer);
    state.timer = null;
    byId("counts").removeAttribute("aria-live");
    showPlay();
  }

  function showPlay() {
    const label = state.timer ? words.pause : words.play;
    byId("play").textContent = state.timer ? "❚❚" : words.direction === "rtl" ? "◄" : "►";
    byId("play").title = label;
    byId("play").setAttribute("aria-label", label);
  }

  function showTime() {
    if (!bins.length) return;
    const span = last - first + 1;
    byId("from").value = state.from - first;
    byId("to").value = state.to - first;
    for (const [id, label, value] of [["from", words.first_day, state.from], ["to", words.last_day, state.to]]) {
      byId(id).setAttribute("aria-label", label);
      byId(id).setAttribute("aria-valuetext", formatDay(value));
    }
    // When both thumbs stand at the end, the first one must be the one that can be taken.
    byId("from").style.zIndex = state.from - first > (last - first) / 2 ? 3 : 2;
    byId("window").style.insetInlineStart = `${(100 * (state.from - first)) / span}%`;
    byId("window").style.width = `${(100 * (state.to - state.from + 1)) / span}%`;
    for (const bin of bins) {
      bin.node.classList.toggle("out", bin.last < state.from || bin.first > state.to);
      const total = bin.parts.reduce((sum, part) => sum + part, 0);
      bin.node.title = `${formatRange(bin.first, bin.last)}: ${plural(words.incidents, total)}`;
    }
    byId("dates").firstElementChild.textContent = formatRange(state.from, state.to);
    byId("all-dates").textContent = words.all_dates;
    byId("all-dates").disabled = state.from === first && state.to === last;
  }

  /* --- map ------------------------------------------------------------------------------------------------------- */

  const map = L.map("map", {
    center: [34.2, 41.2], zoom: 6, minZoom: 4, maxZoom: 13, zoomSnap: 0.25, zoomControl: false, attributionControl: false,
    maxBounds: [[12, 18], [54, 64]], fadeAnimation: false,
  });
  for (const [name, level] of [["land", 200], ["areas", 350], ["labels", 450]]) map.createPane(name).style.zIndex = level;
  map.getPane("labels").style.pointerEvents = "none";
  const zoomControl = L.control.zoom({ position: "topleft" }).addTo(map);
  L.control.scale({ imperial: false, position: "bottomleft" }).addTo(map);
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

  function addLabel(at, kind, rank) {
    const node = make("span");
    const icon = L.divIcon({ className: `label ${kind}`, html: node, iconSize: [0, 0] });
    const marker = L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false }).addTo(map);
    const label = { node, marker, rank, at, from: 0, r: 0 };
    state.labels.push(label);
    return label;
  }

  /* Leave out every label that would lie on a mark or on a label of higher rank. */
  function thinLabels() {
    const size = map.getSize(), corner = map.latLngToLayerPoint(map.containerPointToLatLng([0, 0])), zoom = map.getZoom();
    const taken = [...state.marks.values()].map(({ at, r }) => box(map.latLngToLayerPoint(at), r * 2, r * 2));
    const wanted = state.labels.filter((label) => zoom >= label.from);
    // All are measured before any is moved, so that the page is laid out once.
    const sizes = new Map(wanted.map((label) => [label, [label.node.offsetWidth, label.node.offsetHeight]]));
    for (const label of state.labels) if (!sizes.has(label)) label.node.classList.add("hidden");
    for (const label of wanted.sort((one, other) => one.rank - other.rank || other.r - one.r)) {
      const point = map.latLngToLayerPoint(label.at), [width, height] = sizes.get(label), r = label.r + 2;
      const tries = label.r
        ? [[0, r + height / 2], [0, -r - height / 2], [r + width / 2 + 2, 0], [-r - width / 2 - 2, 0]] : [[0, 0]];
      const inside = (found) => found.left > corner.x && found.right < corner.x + size.x;
      const place = tries.find(([dx, dy]) => {
        const found = box(point.add([dx, dy]), width, height);
        return (inside(found) || !label.r) && !taken.some((other) => overlap(found, other));
      });
      label.node.classList.toggle("hidden", !place);
      if (!place) continue;
      label.node.style.transform = `translate(calc(-50% + ${place[0]}px), calc(-50% + ${place[1]}px))`;
      taken.push(box(point.add(place), width, height));
    }
  }

  const box = (point, width, height) =>
    ({ left: point.x - width / 2, right: point.x + width / 2, top: point.y - height / 2, bottom: point.y + height / 2 });
  const overlap = (one, other) =>
    one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  /* Marks of what is shown; one whose incidents did not change stays as it is. */
  function drawMarks(shown) {
    const found = new Map();
    for (const row of shown) {
      if (row.place < 0) continue;
      const mark = found.get(row.place) || { parts: data.statuses.map(() => 0), total: 0, undated: 0, exact: false };
      mark.parts[data.statuses.indexOf(row.status)] += 1;
      mark.total += 1;
      mark.undated += row.first === null;
      mark.exact ||= data.places[row.place].radius === 0 && row.geo_precision === 1;
      found.set(row.place, mark);
    }
    for (const [place, drawn] of state.marks) {
      if (!found.has(place)) { drawn.remove(); state.marks.delete(place); }
    }
    const scale = map.getSize().x < 500 ? 0.75 : 1;
    const order = [...found].sort(([, one], [, other]) => other.total - one.total);
    order.forEach(([place, mark], index) => {
      const key = JSON.stringify([mark, state.language, state.chosen === place, scale]);
      const level = index * 10 + (state.chosen === place ? 100000 : 0); // small marks stand on large ones
      const drawn = state.marks.get(place);
      if (drawn?.key === key) {
        if (drawn.level !== level) drawn.marker.setZIndexOffset(drawn.level = level);
        return;
      }
      drawn?.remove();
      const radius = scale * Math.min(data.single_radius, data.largest_radius / Math.sqrt(most)) * Math.sqrt(mark.total);
      state.marks.set(place, { key, level, ...drawMark(place, mark, Math.max(radius, 3.5), level) });
    });
  }

  function drawMark(place, mark, r, level) {
    const { at, names, radius } = data.places[place];
    const chosen = state.chosen === place, name = named(names), size = Math.max(r * 2 + 8, 24);
    const lines = [plural(words.incidents, mark.total)];
    lines.push(mark.parts.map((part, i) => part && `${words.status[data.statuses[i]]} ${part}`).filter(Boolean).join(" · "));
    if (mark.undated) lines.push(plural(words.undated_count, mark.undated));
    if (!mark.exact) lines.push(words.approximate);
    const icon = L.divIcon({ className: chosen ? "mark chosen" : "mark", html: pie(mark, r, size, chosen), iconSize: [size, size] });
    const marker = L.marker(at, { icon, zIndexOffset: level, alt: [name, ...lines].join(", ") });
    const tip = make("div", { dir: words.direction }, make("strong", {}, name), ...lines.map((line) => make("div", {}, line)));
    marker.bindTooltip(tip, { direction: "top", offset: [0, -r], className: "tip", opacity: 1 });
    const open = () => choose(state.chosen === place ? null : place);
    marker.on("click", open);
    marker.on("add", () => {
      const node = marker.getElement();
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", marker.options.alt);
      node.setAttribute("aria-pressed", String(chosen));
      node.dataset.place = data.places[place].id;
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        event.stopPropagation();
        open();
        state.marks.get(place)?.marker.getElement().focus();
      });
    });
    const parts = [marker.addTo(map)];
    if (radius && !mark.exact) {
      parts.push(L.circle(at, { radius, pane: "areas", interactive: false, className: "area" }).addTo(map));
    }
    const label = addLabel(at, chosen ? "place chosen" : "place", chosen ? 0 : 1);
    Object.assign(label, { r, from: r > 12 || chosen || state.marks.size < 15 ? 0 : 7 });
    label.node.textContent = name;
    label.node.dir = words.direction;
    parts.push(label.marker);
    const remove = () => {
      parts.forEach((part) => part.remove());
      state.labels = state.labels.filter((one) => one !== label);
    };
    return { at, r, marker, remove };
  }

  /* A circle cut by truth status. Hollow: nothing on it has a date. Dashed: the position is approximate. */
  function pie(mark, r, size, chosen) {
    const svg = document.createElementNS(SVG, "svg");
    const put = (kind, attributes, parent = svg) => {
      const node = kind === "svg" ? svg : document.createElementNS(SVG, kind);
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
      if (node !== svg) parent.append(node);
    };
    put("svg", { width: size, height: size, viewBox: `${-size / 2} ${-size / 2} ${size} ${size}` });
    put("circle", { r, class: "ground" });
    const hollow = mark.undated === mark.total, radius = r - (hollow ? 1 : 0);
    let turned = 0;
    mark.parts.forEach((part, index) => {
      if (!part) return;
      const paint = { class: `${hollow ? "ring" : "slice"} status-${data.statuses[index]}` };
      if (part === mark.total) put("circle", { r: radius, ...paint });
      else put("path", { d: arc(radius, turned / mark.total, (turned + part) / mark.total, hollow), ...paint });
      turned += part;
    });
    put("circle", { r, class: mark.exact ? "rim" : "rim approximate" });
    if (chosen) put("circle", { r: r + 3, class: "choice" });
    return svg;
  }

  function arc(radius, from, to, open) {
    const at = (share) => [radius * Math.sin(2 * Math.PI * share), -radius * Math.cos(2 * Math.PI * share)].join(" ");
    const line = `${at(from)} A ${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`;
    return open ? `M ${line}` : `M 0 0 L ${line} Z`;
  }

  /* --- panel ----------------------------------------------------------------------------------------------------- */

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

  function incident(row) {
    const weapons = row.weapons.map((one) => words.weapon[one]).join(" + ");
    const munitions = row.munition_count === null ? weapons
      : weapons ? `${weapons} × ${row.munition_count}` : plural(words.munitions, row.munition_count);
    const parties = row.attackers.length || row.targets.length
      ? [row.attackers, row.targets].map((ids) => joined(ids.map((id) => named(data.actors[id]))) || words.not_named).join(` ${words.arrow} `) : "";
    const losses = joined([
      row.fatalities === null ? "" : plural(words.killed, row.fatalities),
      row.injuries === null ? "" : plural(words.injured, row.injuries),
    ]);
    const status = make("span", { class: `status status-${row.status}` }, make("i", { class: "dot", "aria-hidden": "true" }), words.status[row.status]);
    const place = state.chosen === null
      ? (row.place >= 0 ? make("button", { type: "button", class: "go", click: () => choose(row.place) }, placeName(row)) : bdi(placeName(row))) : null;
    const facts = [munitions, row.outcome === "unknown" ? "" : words.outcome[row.outcome], row.detail].filter(Boolean);
    const line = (label, text) => (text ? make("p", {}, label && make("b", {}, `${label}: `), bdi(text)) : null);
    return make("article", { class: "incident", id: row.id, tabindex: "-1" },
      make("h3", {}, dateText(row)),
      place && make("p", {}, place),
      make("p", {}, status, ...facts.flatMap((fact) => [" · ", bdi(fact)])),
      line("", parties),
      line("", losses),
      line(words.according_to, joined(row.sources.map((one) => named(data.sources[one])))),
      line(words.certainty, row.certainty === "explicit" ? "" : words.certainty_terms[row.certainty]),
      line(words.precision, [row.time_precision === "day" ? "" : words.precision_terms[row.time_precision],
        row.place >= 0 && row.geo_precision > 1 ? words.approximate : ""].filter(Boolean).join(" · ")),
      ...row.versions.map(([source, outcome, used]) =>
        line(words.sources_differ, [named(data.sources[source]), words.outcome[outcome], ...used.map((one) => words.weapon[one])].filter(Boolean).join(" · "))),
      ...row.reports.map(report),
      make("p", { class: "id" }, permalink(row)));
  }

  function report([article, pieces, others]) {
    const { publisher, published, inferred, title, url, after, language } = data.articles[article];
    const right = RIGHT_TO_LEFT.includes(language);
    const marked = (text, field) =>
      make("mark", { class: `kind-${data.evidence[field]}`, "data-kind": words.field[data.evidence[field]] }, text);
    const quote = make("blockquote", { lang: language, dir: right ? "rtl" : "auto" },
      ...pieces.map((piece) => (typeof piece === "string" ? piece : marked(...piece))));
    const when = published ? formatDay(day(published)) : words.publication_unknown;
    const link = (text) => (/^https?:\/\//i.test(url || "")
      ? make("a", { href: url, target: "_blank", rel: "noopener noreferrer nofollow" }, text) : bdi(text));
    const caption = make("figcaption", { title }, link(named(publisher) || words.publisher_unknown), " · ",
      bdi(inferred && published ? fill(words.inferred_date, { date: when }) : when),
      after ? make("span", { class: "sample" }, fill(words.sample, { source: `\u2068${after}\u2069` })) : null);
    const also = others.length ? make("details", {}, make("summary", {}, words.other_words),
      ...others.map(([text, field]) => make("p", {}, `${words.field[data.evidence[field]]}: `, make("q", { lang: language, dir: right ? "rtl" : "auto" }, text)))) : null;
    return make("figure", {}, quote, caption, also);
  }

  /* An incident's own address: on the newsroom's map where it has a public one, else in this page. */
  function permalink(row) {
    if (!data.address) return make("a", { href: `#${row.id}` }, row.id);
    const where = row.place >= 0 ? { at: data.places[row.place].id } : { panel: "unplaced" };
    const query = new URLSearchParams({ ...where, incident: row.id });
    return make("a", { href: `${data.address}/?${query}`, target: "_blank", rel: "noopener noreferrer" }, row.id);
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

  /* --- the whole page -------------------------------------------------------------------------------------------- */

  function show() {
    const shown = rows.filter(passes);
    const undated = shown.filter((row) => row.first === null).length;
    const nowhere = shown.filter((row) => row.place < 0).length;
    const parts = [plural(words.incidents, shown.length)];
    if (undated) parts.push(plural(words.undated_count, undated));
    const line = [joined(parts)];
    if (nowhere) line.push(words.comma, make("button", { type: "button", click: () => choose(-1) }, plural(words.without_place, nowhere)));
    byId("counts").replaceChildren(...line, ` · ${words.as_of}`);
    drawMarks(shown);
    drawPanel(shown);
    showTime();
    thinLabels();
  }

  function caption() {
    words = data.words[state.language];
    document.documentElement.lang = state.language;
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
})();
