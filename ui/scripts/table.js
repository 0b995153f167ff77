/* The incidents as a table: heads sort, a row picks its incident, arrow keys go from row to row. A row that is pointed at
   or focused lights its place up on the map. Text is only ever set as text. On a phone each row is a card: what is laid
   out as blocks is no table to a screen reader any more, unless roles say so. */
"use strict";

const tables = new WeakMap();

export default function draw({ parentElement: root, data, setTriggerValue }) {
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.stays : null;
  if (!tables.has(root)) tables.set(root, build(root));
  const { frame, foot } = tables.get(root);
  frame.replaceChildren(table(data, setTriggerValue));
  frame.setAttribute("aria-label", data.words.caption);
  drawFoot(foot, data, setTriggerValue);
  if (focused) root.querySelector(`[data-stays="${CSS.escape(focused)}"]`)?.focus({ preventScroll: true });
  return () => point(null);
}

function make(kind, className, parent, attributes = {}) {
  const node = document.createElement(kind);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (parent) parent.append(node);
  return node;
}

function build(root) {
  const frame = make("div", "table-frame", root, { role: "region" });
  const foot = make("div", "table-foot", root);
  frame.addEventListener("keydown", (event) => {
    const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!by || !event.target.matches("button.pick")) return;
    const picks = [...frame.querySelectorAll("button.pick")];
    const next = picks[picks.indexOf(event.target) + by];
    if (!next) return;
    event.preventDefault();
    next.focus();
  });
  frame.addEventListener("focusin", (event) => point(event.target.closest("tr")?.dataset.place));
  frame.addEventListener("focusout", () => point(null));
  return { frame, foot };
}

function table(data, tell) {
  const { words, columns, rows, sort } = data;
  const node = make("table", "rows told", null, { role: "table" });
  make("caption", "unseen", node).textContent = words.caption;
  const heads = make("tr", "", make("thead", "", node, { role: "rowgroup" }), { role: "row" });
  for (const [column, name] of columns) {
    const head = make("th", "", heads, { scope: "col", role: "columnheader" });
    if (!sort) {
      head.textContent = name;
      continue;
    }
    const by = sort[0] === column ? (sort[1] ? "descending" : "ascending") : "none";
    head.setAttribute("aria-sort", by);
    const button = make("button", "sort", head, { type: "button", title: words.sort, "data-stays": `sort-${column}` });
    button.textContent = name;
    make("span", "arrow", button, { "aria-hidden": "true" }).textContent = { descending: "▾", ascending: "▴", none: "" }[by];
    button.addEventListener("click", () => tell("sort", column));
  }
  const body = make("tbody", "", node, { role: "rowgroup" });
  if (!rows.length) {
    make("td", "empty", make("tr", "", body, { role: "row" }), { colspan: columns.length, role: "cell" }).textContent = words.empty;
  }
  for (const row of rows) drawRow(body, row, data, tell);
  return node;
}

function drawRow(body, row, { columns, words, at, incident }, tell) {
  const picked = row.id === incident;
  const line = make("tr", [picked && "picked", row.place && row.place === at && "there"].filter(Boolean).join(" "), body,
    { "data-incident": row.id, role: "row" });
  if (row.place) line.dataset.place = row.place;
  row.cells.forEach((text, index) => {
    const [column, name] = columns[index];
    const cell = make("td", text ? `col-${column}` : `col-${column} blank`, line, { "data-head": name, role: "cell" });
    if (column === "place") {
      const button = make("button", "pick", cell, { type: "button", "aria-pressed": String(picked), title: words.pick, "data-stays": `row-${row.id}` });
      make("bdi", "", button).textContent = text;
    } else if (column === "status") {
      const label = make("span", `status status-${row.status}`, cell);
      make("span", "dot", label, { "aria-hidden": "true" });
      label.append(text);
    } else {
      text.split("\n").forEach((part) => { make("div", "", cell).textContent = part; });
    }
  });
  line.addEventListener("click", () => { if (!String(getSelection())) tell("row", row.id); });
  line.addEventListener("pointerenter", () => point(row.place));
  line.addEventListener("pointerleave", () => point(null));
}

function drawFoot(foot, { words, page, before, after, note }, tell) {
  foot.replaceChildren();
  if (before || after) {
    const turn = (by, name, enabled) => {
      const button = make("button", "textual", foot, { type: "button", "data-stays": `page-${by}` });
      button.textContent = name;
      button.disabled = !enabled;
      button.addEventListener("click", () => tell("page", by));
    };
    turn(-1, words.previous, before);
    make("span", "note", foot, { role: "status" }).textContent = page;
    turn(1, words.next, after);
  }
  if (note) make("span", "note", foot).textContent = note;
}

/* Light up a place on the map; none where null. */
function point(place) {
  const map = document.querySelector(".st-key-map iframe")?.contentDocument;
  if (!map) return;
  for (const mark of map.querySelectorAll(".mark")) mark.classList.toggle("pointed", Boolean(place) && mark.dataset.place === place);
}
