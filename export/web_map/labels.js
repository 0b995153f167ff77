/* Names on the map, each only where it hides nothing. */
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
