/* What the page holds: the rows of one selection, and where its reader stands in them. */
const data = JSON.parse(document.getElementById("data").textContent);
const DAY = 86400000;
const LISTED = 12; // incidents that a list shows at first

const byId = (id) => document.getElementById(id);
const day = (text) => (text ? Date.parse(`${text}T00:00:00Z`) / DAY : null);
const rows = data.rows.map((cells) => {
  const row = Object.fromEntries(data.fields.map((name, index) => [name, cells[index]]));
  return Object.assign(row, { first: day(row.date_start), last: day(row.date_end) });
});
const dated = rows.filter((row) => row.first !== null);
const first = Math.min(...dated.map((row) => row.first)), last = Math.max(...dated.map((row) => row.last));
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

function count(shown) {
  const found = new Map();
  for (const row of shown) if (row.place >= 0) found.set(row.place, (found.get(row.place) || 0) + 1);
  return found;
}

const passes = (row) => (row.first === null ? state.undated : row.last >= state.from && row.first <= state.to);
