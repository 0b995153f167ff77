/* Time: bars, the window under them, and the player. */
const PLAY_STEPS = 60, PLAY_MILLISECONDS = 280;
const bins = dated.length ? makeBins(first, last) : [];

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
