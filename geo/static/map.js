/* The map inside its frame. `start` draws the basemap once; `show` draws the marks of one view into a group that the
   caller replaces at each change, so zoom and centre stay. Text from data is only ever set as text, never as HTML. */
"use strict";

window.rasid = (() => {
  const SVG = "http://www.w3.org/2000/svg";
  const state = { map: null, options: null, labels: [], placed: false, language: null, tiles: null, tileUrl: null, extent: null,
    plurals: null, whole: false, thinning: false, sizes: new Map() };

  function start(map, options) {
    L.Icon.Default.imagePath = options.images;
    Object.assign(state, { map, options });
    for (const [name, level] of [["land", 200], ["areas", 350], ["labels", 450]]) {
      map.createPane(name).style.zIndex = level;
    }
    map.getPane("labels").style.pointerEvents = "none";
    L.control.zoom({ position: "topleft" }).addTo(map);
    state.home = homeButton().addTo(map);
    state.scale = new L.Control.SpokenScale().addTo(map);
    state.credit = L.control.attribution({ prefix: false, position: "bottomright" }).addTo(map);
    const shapes = L.svg({ pane: "land", padding: 0.6 });
    // Beyond the basemap's window there is no data: neither land nor sea.
    L.rectangle(options.window, { renderer: shapes, pane: "land", interactive: false, className: "base sea" }).addTo(map);
    const order = Object.entries(options.basemap);
    Promise.all(order.map(([, url]) => fetch(url).then((answer) => answer.json()))).then((layers) => {
      layers.forEach((data, index) => drawBasemap(order[index][0], data, shapes));
      // Countries are cut off at the window; that edge is no border.
      L.rectangle(options.window, { renderer: shapes, pane: "land", interactive: false, className: "base edge" }).addTo(map);
      caption();
      map.getContainer().dataset.basemap = "drawn";
    });
    borrowFonts();
    document.fonts.addEventListener("loadingdone", () => { state.sizes.clear(); thinLabels(); });
    restoreView();
    map.on("moveend", rememberView);
    map.on("moveend resize", thinLabels);
    map.on("movestart", () => { state.whole = false; });
    // The frame is as high as the window lets it be, not as the map was made: marks at the rim would be cut off.
    new ResizeObserver(() => {
      const whole = state.whole;
      map.invalidateSize({ animate: false });
      if (whole) showAll();
    }).observe(map.getContainer());
    // Streamlit drops the hash when it writes the query. Browsers say so; where one does not, Streamlit mostly speaks to
    // this frame right after.
    window.addEventListener("message", () => setTimeout(rememberView));
    const written = () => setTimeout(rememberView);
    if (parent.navigation) {
      parent.navigation.addEventListener("currententrychange", written);
      window.addEventListener("pagehide", () => parent.navigation.removeEventListener("currententrychange", written));
    }
    parent.document.addEventListener("click", addExtent, true);
    window.addEventListener("pagehide", () => parent.document.removeEventListener("click", addExtent, true));
  }

  function drawBasemap(name, data, renderer) {
    L.geoJSON(data, {
      renderer,
      pane: "land",
      interactive: false,
      style: (feature) => ({ className: `base ${name} ${feature.properties.country || ""}` }),
      onEachFeature: (feature) => {
        const { name_ar, name_en } = feature.properties;
        if (name_ar && feature.geometry.type.endsWith("Polygon")) {
          const label = addLabel(middle(feature.geometry), name, name === "countries" ? 2 : 3);
          Object.assign(label, { name_ar, name_en, from: name === "countries" ? 0 : 7 });
        }
      },
    }).addTo(state.map);
  }

  /* The page's own font faces, so that the map speaks with the same letters. */
  function borrowFonts() {
    const style = document.createElement("style");
    for (const sheet of parent.document.styleSheets) {
      const base = sheet.href || parent.location.href;
      for (const rule of sheet.cssRules) {
        if (!rule.cssText.startsWith("@font-face") || !/Source (Sans|Serif)/.test(rule.cssText)) continue;
        style.append(rule.cssText.replace(/url\("?([^")]+)"?\)/g, (_, url) => `url("${new URL(url, base).href}")`));
      }
    }
    document.head.append(style);
  }

  /* A place for a country's or governorate's name: the centroid of its largest ring. */
  function middle(geometry) {
    const polygons = geometry.type === "Polygon" ? [geometry.coordinates] : geometry.coordinates;
    let best = { area: -1 };
    for (const [ring] of polygons) {
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

  function addLabel(at, kind, rank, group = state.map) {
    const node = document.createElement("span");
    const icon = L.divIcon({ className: `label ${kind}`, html: node, iconSize: [0, 0] });
    const marker = L.marker(at, { icon, pane: "labels", interactive: false, keyboard: false }).addTo(group);
    const label = { node, marker, rank, at, from: 0 };
    if (group === state.map) state.labels.push(label);
    return label;
  }

  function caption() {
    for (const label of state.labels) {
      label.node.textContent = state.language === "ar" ? label.name_ar : label.name_en;
      label.node.dir = state.language === "ar" ? "rtl" : "ltr";
    }
    thinLabels();
  }

  /* Once for all that happens before the next frame is drawn. */
  function thinLabels() {
    if (state.thinning) return;
    state.thinning = true;
    requestAnimationFrame(() => {
      state.thinning = false;
      placeLabels();
    });
  }

  /* Leave out every label that would lie on a mark or on a label of higher rank, or be cut off at the rim. */
  function placeLabels() {
    const zoom = state.map.getZoom();
    const taken = (state.marks || []).map(({ at, r }) => box(state.map.latLngToLayerPoint(at), r * 2, r * 2));
    const frame = L.bounds(state.map.containerPointToLayerPoint([0, 0]), state.map.containerPointToLayerPoint(state.map.getSize()));
    const lies = (one) => L.bounds([one.left, one.top], [one.right, one.bottom]);
    // Half a name at the rim reads as another one. What lies beyond it waits to be moved into sight.
    const cut = (one) => frame.intersects(lies(one)) && !frame.contains(lies(one));
    const wanted = [...(state.names || []), ...state.labels].sort((one, other) => one.rank - other.rank);
    // Every size is read before anything is moved: reading in between would lay the frame out once a label. The same
    // names come with every move of the window, so most are known.
    const sizes = wanted.map(({ node }) => {
      const name = `${node.parentNode.className} ${node.textContent}`;
      const known = state.sizes.get(name);
      if (known) return known;
      const size = [node.offsetWidth, node.offsetHeight];
      if (size[0]) state.sizes.set(name, size); // none in a frame that is not shown
      return size;
    });
    for (const [index, label] of wanted.entries()) {
      const point = state.map.latLngToLayerPoint(label.at);
      const [width, height] = sizes[index];
      const tries = label.r ? [[0, label.r + height / 2], [0, -label.r - height / 2], [label.r + width / 2 + 3, 0],
        [-label.r - width / 2 - 3, 0]] : [[0, 0]];
      const free = zoom < label.from ? [] : tries.filter(([dx, dy]) =>
        !taken.some((other) => overlap(box(point.add([dx, dy]), width, height), other)));
      const place = free.find((one) => !cut(box(point.add(one), width, height)));
      label.node.classList.toggle("hidden", !place);
      if (place) {
        label.node.style.transform = `translate(calc(-50% + ${place[0]}px), calc(-50% + ${place[1]}px))`;
        taken.push(box(point.add(place), width, height));
      }
    }
  }

  const box = (point, width, height) =>
    ({ left: point.x - width / 2, right: point.x + width / 2, top: point.y - height / 2, bottom: point.y + height / 2 });
  const overlap = (one, other) => one.left < other.right && other.left < one.right && one.top < other.bottom && other.top < one.bottom;

  function show(group, view) {
    const { map } = state;
    document.documentElement.lang = view.language;
    window.frameElement.title = view.title;
    state.plurals = new Intl.PluralRules(view.language);
    map.getContainer().dataset.turn = view.turn;
    state.marks = view.marks.filter(([id]) => window.rasidPlaces[id]).map((row) => readMark(row, view));
    state.names = [];
    state.marks.forEach((mark, index) => drawMark(group, mark, view, index));
    group.addTo(map);
    state.extent = state.marks.length ? L.latLngBounds(state.marks.map((mark) => mark.at)) : null;
    if (!state.placed && state.extent) showAll();
    drawTiles(view);
    state.home.button.title = view.home;
    state.home.button.setAttribute("aria-label", view.home);
    if (state.language === view.language) thinLabels();
    else {
      state.language = view.language;
      state.scale.speak(view.language);
      caption();
    }
    rememberView();
  }

  const counted = (forms, count) =>
    (forms[state.plurals.select(count)] || forms.other).replace("{count}", count);

  /* A mark as it is drawn, out of the numbers that were sent and what `places.js` says of its place. */
  function readMark([id, count, undated, exact, parts], view) {
    const [lat, lon, radius, name_ar, name_en] = window.rasidPlaces[id];
    const told = parts.map((part, index) => part && `${view.kinds[index]} ${part}`).filter(Boolean);
    const lines = [counted(view.counted, count), told.join(" · "), undated && counted(view.undated, undated), !exact && view.approximate];
    return { id, at: [lat, lon], r: view.single * Math.sqrt(count), area: exact ? 0 : radius, exact, parts,
      hollow: undated === count, name: view.language === "ar" ? name_ar : name_en, lines: lines.filter(Boolean) };
  }

  function drawMark(group, mark, view, index) {
    const chosen = mark.id === view.chosen;
    const size = Math.max(mark.r * 2 + 8, 24);
    const icon = L.divIcon({ className: chosen ? "mark chosen" : "mark", html: pie(mark, size, chosen, view.paints), iconSize: [size, size] });
    const marker = L.marker(mark.at, { icon, zIndexOffset: index * 10 + (chosen ? 100000 : 0), keyboard: true,
      alt: [mark.name, ...mark.lines].join(", ") });
    marker.feature = { type: "Feature", properties: { id: mark.id, turn: view.turn } };
    marker.bindTooltip(tip(mark, view.language), { direction: "top", offset: [0, -mark.r], className: "tip", opacity: 1 });
    marker.on("add", () => {
      const node = marker.getElement();
      node.setAttribute("role", "button");
      node.setAttribute("aria-label", marker.options.alt);
      node.setAttribute("aria-pressed", String(chosen));
      node.dataset.place = mark.id;
      node.addEventListener("keydown", (event) => {
        if (event.key !== "Enter" && event.key !== " ") return;
        event.preventDefault();
        marker.fire("click", { latlng: marker.getLatLng() }, true);
      });
    });
    if (mark.area) {
      L.circle(mark.at, { radius: mark.area, pane: "areas", interactive: false, className: "area" }).addTo(group);
    }
    marker.addTo(group);
    const label = addLabel(mark.at, chosen ? "place chosen" : "place", chosen ? 0 : 1, group);
    Object.assign(label, { r: mark.r + 2, from: 0 });
    label.node.textContent = mark.name;
    label.node.dir = view.language === "ar" ? "rtl" : "ltr";
    state.names.push(label);
  }

  /* A circle cut by truth status, attacker or weapon. Hollow: nothing on it has a date. Dashed: the position is approximate. */
  function pie(mark, size, chosen, paints) {
    const svg = document.createElementNS(SVG, "svg");
    svg.setAttribute("width", size);
    svg.setAttribute("height", size);
    svg.setAttribute("viewBox", `${-size / 2} ${-size / 2} ${size} ${size}`);
    const put = (kind, attributes) => {
      const node = document.createElementNS(SVG, kind);
      for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
      svg.append(node);
    };
    const total = mark.parts.reduce((sum, part) => sum + part, 0);
    put("circle", { r: mark.r, class: "ground" });
    let turned = 0;
    mark.parts.forEach((part, index) => {
      if (!part) return;
      const paint = { class: `${mark.hollow ? "ring" : "slice"} ${paints[index]}` };
      if (part === total) put("circle", { r: mark.r - (mark.hollow ? 1 : 0), ...paint });
      else put("path", { d: arc(mark.r - (mark.hollow ? 1 : 0), turned / total, (turned + part) / total, mark.hollow), ...paint });
      turned += part;
    });
    put("circle", { r: mark.r, class: mark.exact ? "rim" : "rim approximate" });
    if (chosen) put("circle", { r: mark.r + 3, class: "choice" });
    return svg;
  }

  function arc(radius, from, to, open) {
    const at = (share) => [radius * Math.sin(2 * Math.PI * share), -radius * Math.cos(2 * Math.PI * share)].join(" ");
    const line = `${at(from)} A ${radius} ${radius} 0 ${to - from > 0.5 ? 1 : 0} 1 ${at(to)}`;
    return open ? `M ${line}` : `M 0 0 L ${line} Z`;
  }

  function tip(mark, language) {
    const node = document.createElement("div");
    node.dir = language === "ar" ? "rtl" : "ltr";
    for (const [index, text] of [mark.name, ...mark.lines].entries()) {
      const line = document.createElement(index ? "div" : "strong");
      line.textContent = text;
      node.append(line);
    }
    return node;
  }

  function drawTiles({ tiles, credit, language }) {
    if (state.tileUrl !== (tiles ? tiles.url : null)) {
      if (state.tiles) state.tiles.remove();
      state.tiles = tiles ? L.tileLayer(tiles.url, { maxZoom: 18 }).addTo(state.map) : null;
      state.tileUrl = tiles ? tiles.url : null;
      state.map.getContainer().classList.toggle("tiled", Boolean(tiles));
    }
    const line = document.createElement("span");
    line.dir = language === "ar" ? "rtl" : "ltr";
    line.textContent = tiles ? `${credit} · ${tiles.credit}` : credit;
    state.credit.getContainer().replaceChildren(line);
  }

  function showAll() {
    state.placed = true;
    if (!state.extent) return;
    state.map.fitBounds(state.extent, { padding: [36, 36], maxZoom: 8, animate: false });
    state.whole = true;
  }

  function homeButton() {
    const control = L.control({ position: "topleft" });
    control.onAdd = () => {
      const bar = L.DomUtil.create("div", "leaflet-bar");
      control.button = L.DomUtil.create("a", "home", bar);
      control.button.href = "#";
      control.button.setAttribute("role", "button");
      control.button.textContent = "⤢";
      L.DomEvent.on(control.button, "click", (event) => { L.DomEvent.stop(event); showAll(); });
      return bar;
    };
    return control;
  }

  /* The address's hash holds zoom and centre: `#6.5/34.20/41.10`. Streamlit may have dropped it before this frame was
     there; then the page's last one holds, or the one that it was opened with. */
  function restoreView() {
    const [opened] = parent.performance.getEntriesByType("navigation");
    const hash = parent.location.hash || parent.rasidHash || (opened ? new URL(opened.name).hash : "");
    const found = /^#(\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)\/(-?\d+(?:\.\d+)?)$/.exec(hash);
    if (!found) return;
    state.placed = true;
    const zoom = Number(found[1]), centre = L.latLng(Number(found[2]), Number(found[3]));
    state.remembered = { zoom, centre };
    state.map.setView(centre, zoom, { animate: false });
  }

  function rememberView() {
    if (!state.placed) return;
    const { map, remembered } = state;
    const zoom = map.getZoom(), centre = map.getCenter();
    // Leaflet stands on whole pixels: a view that only settled by one is still the one that was asked for.
    const same = remembered && remembered.zoom === zoom && map.project(remembered.centre).distanceTo(map.project(centre)) < 1.5;
    if (!same) state.remembered = { zoom, centre };
    const { lat, lng } = state.remembered.centre;
    const hash = `#${zoom}/${lat.toFixed(4)}/${lng.toFixed(4)}`;
    parent.rasidHash = hash;
    if (parent.location.hash !== hash) parent.history.replaceState(parent.history.state, "", hash);
  }

  /* A download shows what the map shows: its link learns the map's extent at the moment it is clicked. */
  function addExtent(event) {
    const link = event.target.closest && event.target.closest("a[data-export]");
    if (!link || !link.isConnected || !state.map) return;
    const url = new URL(link.href);
    const bounds = state.map.getBounds();
    url.searchParams.set("bbox", [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()]
      .map((degrees) => degrees.toFixed(4)).join(","));
    link.href = url.href;
  }

  return { start, show };
})();
