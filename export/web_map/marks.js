/* Marks: a circle a place, its area the number of incidents. */
const SVG = "http://www.w3.org/2000/svg";

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
