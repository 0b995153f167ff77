/* Time: a histogram to brush, two sliders that stand under it to the day, a span between them to push, and a player that
   steps the window. What is drawn here is only a wish; the server answers it, one wish at a time, so that a slow answer is
   never overtaken. Time runs the way the language is read, as it does on a place's page and on the exported pictures. */
"use strict";

const DAY = 86400000;
const SPEEDS = { slow: 1800, normal: 900, fast: 350 };
const PATIENCE = 5000; // milliseconds after which an answer counts as lost
const panels = new WeakMap();

export default function draw(component) {
  const root = component.parentElement;
  if (!panels.has(root)) panels.set(root, new Panel(root));
  panels.get(root).update(component);
  return () => panels.get(root).stop();
}

function make(kind, className, parent, attributes = {}) {
  const node = document.createElement(kind);
  if (className) node.className = className;
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (parent) parent.append(node);
  return node;
}

class Panel {
  constructor(root) {
    this.window = [0, 0];
    this.waiting = null; // a wish that was made while the last one was not answered yet
    this.busy = false;
    this.held = false; // a pointer holds the window
    this.playing = false;
    this.turn = null;
    const frame = make("div", "time-panel", root);
    const head = make("p", "time-head", frame);
    this.heading = make("b", "", head);
    this.legend = make("span", "time-legend", head);
    const chart = this.chart = make("div", "chart", frame);
    this.histogram = make("div", "histogram", chart, { role: "img" });
    this.plot = make("div", "plot", this.histogram);
    this.brush = make("div", "brush", this.plot);
    this.track = make("div", "track", chart);
    make("div", "rail", this.track);
    this.span = make("div", "span", this.track);
    this.ends = ["from", "to"].map((name) => make("input", name, this.track, { type: "range", step: "1", min: "0" }));
    this.ticks = make("div", "ticks", chart, { "aria-hidden": "true" });
    this.player = make("div", "player", frame);
    this.button = make("button", "play", this.player, { type: "button" });
    this.step = make("select", "step", this.player);
    this.speed = make("select", "speed", this.player);
    this.listen();
  }

  listen() {
    this.ends.forEach((input, end) => {
      input.addEventListener("pointerdown", () => { this.pause(false); this.held = true; });
      input.addEventListener("input", () => this.moveEnd(end, Number(input.value), !this.held));
      input.addEventListener("change", () => { if (this.held) this.release(); });
      input.addEventListener("pointerup", () => { if (this.held) this.release(); });
      input.addEventListener("keydown", (event) => {
        const days = { PageUp: 7, PageDown: -7 }[event.key];
        if (!days) return;
        event.preventDefault();
        this.moveEnd(end, Number(input.value) + days, true);
      });
    });
    drag(this.plot, (event) => this.beginBrush(event));
    drag(this.span, (event) => this.beginPush(event));
    this.track.addEventListener("click", (event) => {
      if (event.target.matches("input, .span")) return;
      const day = this.dayAt(event.clientX);
      this.moveEnd(Math.abs(day - this.window[0]) < Math.abs(day - this.window[1]) ? 0 : 1, day, true);
    });
    this.button.addEventListener("click", () => (this.playing ? this.pause() : this.play()));
  }

  update({ data, setTriggerValue }) {
    Object.assign(this, { data, tell: setTriggerValue });
    this.last = Math.round((Date.parse(data.last) - Date.parse(data.first)) / DAY);
    const locale = data.language === "ar" ? "ar-SY-u-nu-latn" : "en-GB";
    this.format = new Intl.DateTimeFormat(locale, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
    this.caption();
    this.drawBars();
    this.drawTicks();
    for (const input of this.ends) input.max = this.last;
    if (data.turn !== this.turn) {
      this.turn = data.turn;
      this.busy = false;
      clearTimeout(this.patience);
    }
    // While somebody holds the window, or has wished for another since, an answer does not pull it back.
    if (!this.busy && !this.waiting && !this.held) {
      this.window = data.window;
      this.heading.textContent = data.heading;
    }
    this.place();
    if (!this.busy && this.waiting) this.wish(this.waiting.settled);
  }

  caption() {
    const { words, legend, language } = this.data;
    this.histogram.setAttribute("aria-label", this.data.summary);
    this.ends[0].setAttribute("aria-label", words.from);
    this.ends[1].setAttribute("aria-label", words.to);
    this.span.title = words.push;
    this.plot.title = words.brush;
    this.legend.replaceChildren(make("span", "", null));
    this.legend.firstChild.textContent = this.data.unit;
    for (const [status, name] of legend) {
      const entry = make("span", `status-${status}`, this.legend);
      make("span", "dot", entry, { "aria-hidden": "true" });
      entry.append(name);
    }
    this.button.textContent = this.playing ? words.pause : words.play;
    this.button.setAttribute("aria-pressed", String(this.playing));
    this.chart.dir = this.player.dir = language === "ar" ? "rtl" : "ltr";
    for (const [select, label, options] of [[this.step, words.step, words.steps], [this.speed, words.speed, words.speeds]]) {
      select.setAttribute("aria-label", label);
      if (select.dataset.language === language) continue;
      const kept = select.value;
      select.replaceChildren(...options.map(([value, text]) => Object.assign(make("option", "", null), { value, textContent: text })));
      select.value = kept || options[Math.min(1, options.length - 1)][0];
      select.dataset.language = language;
    }
  }

  across(days) {
    return Math.min(Math.max(this.last ? days / this.last : 0, 0), 1) * 100;
  }

  drawBars() {
    const { bins, grid, statuses } = this.data;
    const highest = Math.max(1, ...bins.map((bin) => bin.parts.reduce((sum, part) => sum + part, 0)));
    this.bars = bins.map((bin) => {
      const bar = make("div", "bar", null, { title: bin.text });
      const count = bin.parts.reduce((sum, part) => sum + part, 0);
      const start = this.across(bin.from - 0.5), end = this.across(bin.to + 0.5);
      Object.assign(bar.style, { insetInlineStart: `${start}%`, width: `${end - start}%`, height: `${(count / highest) * 100}%` });
      bin.parts.forEach((part, index) => {
        if (part) make("i", `status-${statuses[index]}`, bar).style.height = `${(part / count) * 100}%`;
      });
      return { bar, bin };
    });
    const lines = grid.map(([value, text]) => {
      const line = make("div", "grid", null);
      line.style.bottom = `${(value / highest) * 100}%`;
      make("span", "", line).textContent = text;
      return line;
    });
    this.plot.replaceChildren(...lines, ...this.bars.map(({ bar }) => bar), this.brush);
  }

  drawTicks() {
    this.ticks.replaceChildren(...this.data.ticks.map(([day, kind, text]) => {
      const tick = make("span", `tick ${kind}`, null);
      tick.style.insetInlineStart = `${this.across(day)}%`;
      tick.textContent = text;
      return tick;
    }));
  }

  /* Put sliders, span and bars where the window is. */
  place() {
    const [from, to] = this.window;
    const places = [this.across(from), this.across(to)];
    this.ends.forEach((input, end) => {
      input.value = this.window[end];
      input.setAttribute("aria-valuetext", this.name(this.window[end]));
      input.style.zIndex = end === (from > this.last / 2 ? 0 : 1) ? 3 : 2; // both ends stay within reach
    });
    Object.assign(this.span.style, { insetInlineStart: `${places[0]}%`, width: `${places[1] - places[0]}%` });
    Object.assign(this.brush.style, { insetInlineStart: `${places[0]}%`, width: `${places[1] - places[0]}%` });
    this.brush.hidden = from === 0 && to === this.last;
    for (const { bar, bin } of this.bars) bar.classList.toggle("out", bin.to < from || bin.from > to);
    const { words } = this.data;
    this.button.textContent = this.playing ? words.pause : words.play;
    this.button.setAttribute("aria-pressed", String(this.playing));
    this.player.parentElement.dataset.answered = String(!this.busy && !this.waiting);
  }

  name(day) {
    return this.format.format(Date.parse(this.data.first) + day * DAY);
  }

  iso(day) {
    return new Date(Date.parse(this.data.first) + day * DAY).toISOString().slice(0, 10);
  }

  dayAt(x) {
    const { left, right, width } = this.plot.getBoundingClientRect();
    const passed = (this.chart.dir === "rtl" ? right - x : x - left) / width;
    return Math.round(Math.min(Math.max(passed, 0), 1) * this.last);
  }

  moveEnd(end, day, settled) {
    const there = Math.min(Math.max(day, 0), this.last);
    const other = this.window[1 - end];
    this.show(end ? [Math.min(other, there), there] : [there, Math.max(other, there)], settled);
  }

  /* Show a window at once and wish for it. */
  show(window, settled) {
    this.window = window;
    this.heading.textContent = window[0] === window[1] ? this.name(window[0]) : `${this.name(window[0])} – ${this.name(window[1])}`;
    this.wish(settled);
  }

  wish(settled) {
    if (this.busy) {
      this.waiting = { settled };
    } else {
      this.waiting = null;
      this.busy = true;
      clearTimeout(this.patience);
      this.patience = setTimeout(() => { this.busy = false; this.place(); }, PATIENCE);
      this.tell("window", { from: this.iso(this.window[0]), to: this.iso(this.window[1]), settled });
    }
    this.place();
  }

  release() {
    this.held = false;
    this.wish(true);
  }

  /* Brush a window; a click without moving takes the bar that stands there, or all again when it was taken. */
  beginBrush(event) {
    this.pause(false);
    this.held = true;
    const start = this.dayAt(event.clientX), x = event.clientX;
    let moved = false;
    return {
      move: ({ clientX }) => {
        moved = moved || Math.abs(clientX - x) > 4;
        const day = this.dayAt(clientX);
        if (moved) this.show([Math.min(start, day), Math.max(start, day)], false);
      },
      end: () => {
        const taken = this.bars.find(({ bin }) => bin.from <= start && start <= bin.to);
        if (!moved && taken) {
          const bar = [Math.max(taken.bin.from, 0), Math.min(taken.bin.to, this.last)];
          const again = bar[0] === this.window[0] && bar[1] === this.window[1];
          this.window = again ? [0, this.last] : bar;
        }
        this.release();
      },
    };
  }

  beginPush(event) {
    this.pause(false);
    this.held = true;
    const start = this.dayAt(event.clientX), [from, to] = this.window;
    return {
      move: ({ clientX }) => {
        const by = Math.min(Math.max(this.dayAt(clientX) - start, -from), this.last - to);
        this.show([from + by, to + by], false);
      },
      end: () => this.release(),
    };
  }

  play() {
    this.playing = true;
    const days = Number(this.step.value);
    if (this.window[0] === 0 && this.window[1] === this.last) this.show([0, Math.min(days === 1 ? 6 : 27, this.last)], false);
    else if (this.window[1] === this.last) this.show([0, this.window[1] - this.window[0]], false);
    this.schedule();
    this.place();
  }

  schedule() {
    clearTimeout(this.beat);
    this.beat = setTimeout(() => {
      if (!this.playing) return;
      if (!this.busy && !this.waiting) {
        const by = Math.min(Number(this.step.value), this.last - this.window[1]);
        this.show([this.window[0] + by, this.window[1] + by], false);
      }
      if (this.window[1] === this.last) this.pause();
      else this.schedule();
    }, SPEEDS[this.speed.value]);
  }

  pause(tell = true) {
    if (!this.playing) return;
    this.playing = false;
    clearTimeout(this.beat);
    if (tell) this.wish(true);
    this.place();
  }

  stop() {
    clearTimeout(this.beat);
    clearTimeout(this.patience);
    this.playing = false;
  }
}

/* Follow a pointer from where it goes down until it is let go, also outside the element. */
function drag(node, begin) {
  node.addEventListener("pointerdown", (event) => {
    if (event.button) return;
    event.preventDefault();
    node.setPointerCapture(event.pointerId);
    const way = begin(event);
    const end = () => {
      node.removeEventListener("pointermove", way.move);
      node.removeEventListener("pointerup", end);
      node.removeEventListener("pointercancel", end);
      way.end();
    };
    node.addEventListener("pointermove", way.move);
    node.addEventListener("pointerup", end);
    node.addEventListener("pointercancel", end);
  });
}
