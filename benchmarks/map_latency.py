"""From a move of the slider to the map, in real Chromium: `uv run python benchmarks/map_latency.py --json`.

Makes records of several sizes (the same every time), runs the application on each, and moves the start of the window
with the keyboard, a week a step. Beside it, in the same run: the naive page (one folium marker an incident, the map
rebuilt) and an empty page. `--full` runs the naive page at 20,000 incidents too, which takes minutes. The figures
depend on the machine and on what else it does; the ratio to the naive page does so less.

What is measured: `slider_ms` from the key to the frame in which the map holds the new marks; `bytes_per_change` all
that came over the wire for one step, as the browser counts it; `view_kept` whether zoom, centre and the map itself
stayed over all steps; `blank_frames` frames drawn in between without marks; `first_paint_ms` from the address to
basemap and marks, warm; `readers_50` fifty connections that send what the browser sent, a step every two seconds
each, at the largest size that was measured. What the machine was loaded with goes to standard error.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import statistics
import sys
import tempfile
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright

from benchmarks.readers import crowd
from benchmarks.server import Server, serving
from benchmarks.synthetic import write_record
from tests.browser.conftest import ARGUMENTS
from tests.conftest import find_program

SIZES = (1_000, 20_000, 1_000_000)
STEPS = 20
READERS = 50
PATIENCE = 120_000
"""Milliseconds to wait for anything that must come."""

# In every frame: when keys are pressed, when marks change, and how many frames were drawn without any.
_WATCH = """() => {
  const top = window.top;
  top.watched ??= {pressed: 0, changed: 0, blank: 0, seen: false};
  const now = () => performance.timeOrigin + performance.now();
  addEventListener("keydown", () => { top.watched.pressed = now(); }, true);
  addEventListener("DOMContentLoaded", () => {
    if (window === top) return;
    const isMark = node => node.nodeType === 1 && (node.matches(".mark, .leaflet-marker-icon") ||
      node.querySelector?.(".mark, .leaflet-marker-icon"));
    new MutationObserver(changes => {
      if (!changes.some(one => [...one.addedNodes].some(isMark))) return;
      requestAnimationFrame(() => setTimeout(() => { top.watched.changed = now(); }));
    }).observe(document, {childList: true, subtree: true});
    const frame = () => {
      const marks = document.querySelectorAll(".mark").length;
      if (marks) top.watched.seen = true;
      else if (top.watched.seen && document.querySelector("#map_div")) top.watched.blank += 1;
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  });
}"""


def main() -> None:
    """Measure and print."""
    options = _options()
    chromium = find_program("browser")
    if chromium is None:
        raise SystemExit("no Chromium found: install one, for example Debian's package chromium")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        figures = measure(browser, Path(folder), options.sizes, options.full)
        browser.close()
    if options.json:
        print(json.dumps(figures))
    else:
        for name, value in figures.items():
            print(f"{name:18} {json.dumps(value)}")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description="Measure how fast the map follows the slider.")
    parser.add_argument("--json", action="store_true", help="print one line of JSON")
    parser.add_argument("--full", action="store_true", help="the naive page at 20,000 incidents too (minutes)")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="incidents in the records")
    return parser.parse_args()


def measure(browser: Browser, folder: Path, sizes: tuple[int, ...], full: bool) -> dict[str, Any]:
    """Return all figures; see the module's docstring."""
    records = {size: folder / f"{size}.sqlite" for size in sizes}
    for size, record in records.items():
        _say(f"writing {size:,} incidents")
        write_record(record, size)
    figures: dict[str, Any] = {"slider_ms": {}, "naive_slider_ms": {}, "empty_rerun_ms": None, "bytes_per_change": {}}
    figures |= {"view_kept": True, "blank_frames": 0, "outside_requests": 0}
    for size, record in records.items():
        _say(f"the map at {size:,}")
        with serving("app.py", f"sqlite:///{record}") as server:
            found = _map(browser, server)
            figures["slider_ms"][str(size)] = found["slider"]
            figures["bytes_per_change"][str(size)] = found["bytes"]
            figures["view_kept"] &= found["kept"]
            figures["blank_frames"] += found["blank"]
            figures["outside_requests"] += found["outside"]
            figures["first_paint_ms"] = found["first_paint"]
            if size == max(sizes):
                _say(f"{READERS} readers")
                busy = server.seconds()
                met = crowd(server.address, found["opening"], found["moves"], READERS)
                _say(f"{(server.seconds() - busy) / max(len(met.milliseconds), 1) * 1000:.0f} ms of processor a move")
                p95 = _share(met.milliseconds, 0.95) if met.milliseconds else None
                figures["readers_50"] = {"p95_ms": p95, "errors": met.errors, "peak_mb": server.peak_mb()}
    for size in [size for size in sizes if size <= (20_000 if full else 1_000)]:
        _say(f"the naive page at {size:,}")
        with serving("benchmarks/naive_app.py", f"sqlite:///{records[size]}") as server:
            figures["naive_slider_ms"][str(size)] = _naive(browser, server, 5 if size <= 1_000 else 2)
    with serving("benchmarks/empty_page.py", f"sqlite:///{records[min(sizes)]}") as server:
        figures["empty_rerun_ms"] = _empty(browser, server)
    _say(f"the machine's load: {os.getloadavg()}")
    return figures


def _map(browser: Browser, server: Server) -> dict[str, Any]:
    paints = []
    for _ in range(4):  # the first one warms the server
        page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="en-GB")
        paints.append(_open(page, server))
        page.close()
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    outside: list[str] = []
    page.on("request", lambda request: outside.append(request.url) if _is_outside(request.url, server) else None)
    wire = _Wire(page)
    _open(page, server)
    frame = page.frame_locator(".st-key-map iframe")
    page.wait_for_function("location.hash.length > 3")
    opened = page.evaluate("location.hash")
    frame.locator(".leaflet-control-zoom-in").click()
    page.wait_for_function("opened => location.hash !== opened", arg=opened)
    frame.locator(".leaflet-zoom-anim").wait_for(state="detached", timeout=PATIENCE)
    frame.locator("#map_div").evaluate("node => { node.dataset.same = 'yes'; }")
    view = page.evaluate("location.hash")
    slider = page.locator(".st-key-window input[type=range]").first
    opening, sizes, times = wire.sent[0], [], []
    already = len(wire.sent)
    slider.focus()
    _settle(page)
    for _ in range(STEPS):
        before = wire.received
        times.append(_step(page, lambda: slider.press("PageUp")))
        _settle(page)
        sizes.append(wire.received - before)
    kept = frame.locator("#map_div").get_attribute("data-same") == "yes" and page.evaluate("location.hash") == view
    found = {
        "slider": {"median": round(statistics.median(times), 1), "p95": _share(times, 0.95)},
        "bytes": round(statistics.median(sizes)),
        "kept": kept,
        "blank": page.evaluate("window.watched.blank"),
        "outside": len(outside),
        "first_paint": round(statistics.median(paints[1:]), 1),
        "opening": opening,
        "moves": wire.sent[already:],
    }
    page.close()
    return found


def _open(page: Page, server: Server) -> float:
    """Open the map and return the milliseconds to its basemap and marks."""
    page.add_init_script(f"({_WATCH})()")
    page.goto(f"{server.address}/?lang=en", wait_until="commit")
    frame = page.frame_locator(".st-key-map iframe")
    frame.locator("[data-basemap=drawn]").wait_for(timeout=PATIENCE)
    frame.locator(".mark").first.wait_for(timeout=PATIENCE)
    return float(page.evaluate("performance.now()"))


def _step(page: Page, press: Any) -> float:
    """Press a key and return the milliseconds until the marks have changed and stand on the screen."""
    page.evaluate("window.watched.changed = 0; window.watched.pressed = 0")
    press()
    page.wait_for_function("watched.pressed && watched.changed > watched.pressed", timeout=PATIENCE)
    return float(page.evaluate("watched.changed - watched.pressed"))


def _settle(page: Page) -> None:
    """Wait until the page is no longer running and its address says so."""
    page.wait_for_function(
        "!document.querySelector('[data-testid=stApp][data-test-script-state=running]')", timeout=PATIENCE
    )


def _naive(browser: Browser, server: Server, steps: int) -> dict[str, float]:
    page = browser.new_page(viewport={"width": 1440, "height": 1000}, locale="en-GB")
    page.add_init_script(f"({_WATCH})()")
    page.goto(server.address)
    slider = page.get_by_role("slider")
    slider.wait_for(timeout=PATIENCE)
    _wait_for_all_markers(page)
    slider.focus()
    times = []
    for _ in range(steps):
        before = page.get_by_text("shown ").inner_text()
        page.evaluate("window.watched.pressed = 0")
        slider.press("PageUp")
        page.wait_for_function(
            "before => [...document.querySelectorAll('[data-testid=stText]')].some(one => "
            "one.innerText.startsWith('shown') && one.innerText !== before)",
            arg=before,
            timeout=PATIENCE,
        )
        _wait_for_all_markers(page)
        times.append(float(page.evaluate("performance.timeOrigin + performance.now() - window.watched.pressed")))
    page.close()
    return {"median": round(statistics.median(times), 1), "p95": _share(times, 0.95)}


def _wait_for_all_markers(page: Page) -> None:
    page.wait_for_function(
        """() => {
          const said = [...document.querySelectorAll("[data-testid=stText]")].find(one => /^shown/.test(one.innerText));
          const frame = document.querySelector("iframe[title*=folium]");
          const drawn = frame?.contentDocument?.querySelectorAll(".leaflet-marker-icon").length;
          return said && drawn === Number(said.innerText.split(" ")[1]);
        }""",
        timeout=PATIENCE,
    )


def _empty(browser: Browser, server: Server) -> float:
    page = browser.new_page()
    page.add_init_script(f"({_WATCH})()")
    page.goto(server.address)
    slider = page.get_by_role("slider")
    slider.focus()
    times = []
    for step in range(1, STEPS + 1):
        page.evaluate(
            """() => { const top = window; top.done = 0; const text = document.querySelector("[data-testid=stText]");
            new MutationObserver((_, seen) => { seen.disconnect(); requestAnimationFrame(() => setTimeout(() => {
            top.done = performance.timeOrigin + performance.now(); })); })
            .observe(text, {childList: true, subtree: true, characterData: true}); }"""
        )
        slider.press("ArrowRight")
        page.wait_for_function("window.done", timeout=PATIENCE)
        page.get_by_text(f"at {450 + step}", exact=True).wait_for(timeout=PATIENCE)
        times.append(float(page.evaluate("window.done - window.watched.pressed")))
    page.close()
    return round(statistics.median(times), 1)


class _Wire:
    """What a page sends and receives, as the browser counts it."""

    def __init__(self, page: Page) -> None:
        self.received = 0
        self.sent: list[bytes] = []
        session: CDPSession = page.context.new_cdp_session(page)
        session.send("Network.enable")
        session.on("Network.webSocketFrameReceived", self._frame)
        session.on("Network.loadingFinished", self._loaded)
        page.on("websocket", lambda socket: socket.on("framesent", self._send))

    def _frame(self, event: dict[str, Any]) -> None:
        data = event["response"]["payloadData"]
        self.received += len(data) if event["response"]["opcode"] == 1 else len(data) * 3 // 4

    def _loaded(self, event: dict[str, Any]) -> None:
        self.received += int(event["encodedDataLength"])

    def _send(self, payload: str | bytes) -> None:
        self.sent.append(payload if isinstance(payload, bytes) else payload.encode())


def _is_outside(url: str, server: Server) -> bool:
    return not url.startswith((server.address, server.address.replace("http", "ws"), "data:", "blob:"))


def _share(values: list[float], share: float) -> float:
    """Return the smallest value that at least a share of all values do not exceed."""
    return round(sorted(values)[math.ceil(share * len(values)) - 1], 1)


def _say(line: str) -> None:
    print(line, file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
