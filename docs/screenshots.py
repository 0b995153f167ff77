"""Make the README's screenshots from the sample dispatches: `uv run python docs/screenshots.py`.

Starts the application on a new record, opens it in Chromium and writes `docs/*.png`. Needs Chromium, as the browser
tests do. Rejects a page that asked an outside host for anything.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from tests.browser.conftest import ARGUMENTS, serving  # noqa: E402
from tests.conftest import find_program  # noqa: E402

SHOTS = {
    # name: address, width, height, colour scheme
    "map-en": ("/?lang=en&at=al-shaddadi", 1440, 1000, "light"),
    "map-ar": ("/?lang=ar&at=al-shaddadi", 1440, 1000, "light"),
    "map-dark": ("/?lang=en&at=al-omar", 1440, 1000, "dark"),
    "phone-ar": ("/?lang=ar&at=al-omar", 390, 844, "light"),
}
READY_MILLISECONDS = 60_000


def main() -> None:
    """Write every screenshot."""
    chromium = find_program("browser")
    if chromium is None:
        raise SystemExit("no Chromium found: install one, for example Debian's package chromium")
    with (
        tempfile.TemporaryDirectory() as folder,
        serving(f"sqlite:///{folder}/record.sqlite") as base,
        sync_playwright() as playwright,
    ):
        browser = playwright.chromium.launch(executable_path=chromium, args=list(ARGUMENTS))
        for name, (path, width, height, scheme) in SHOTS.items():
            shoot(browser, base, path, (width, height), scheme, ROOT / "docs" / f"{name}.png")
        browser.close()


def shoot(browser: Browser, base: str, path: str, size: tuple[int, int], scheme: str, target: Path) -> None:
    """Write one screenshot, once the map is drawn and the address has taken up the map's view."""
    outside: list[str] = []
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if scheme == "dark" else "light",
        reduced_motion="reduce",
    )
    page = context.new_page()
    page.on("request", lambda request: outside.append(request.url) if not request.url.startswith(base) else None)
    page.goto(base + path)
    frame = page.frame_locator(".st-key-map iframe")
    frame.locator("[data-basemap=drawn]").wait_for(timeout=READY_MILLISECONDS)
    frame.locator(".mark.chosen").wait_for(timeout=READY_MILLISECONDS)
    page.locator(".st-key-foot .note").wait_for(state="attached", timeout=READY_MILLISECONDS)
    page.wait_for_function("location.hash.length > 3")
    page.wait_for_function("document.fonts.status === 'loaded'")
    page.screenshot(path=target, animations="disabled")
    context.close()
    outside = [url for url in outside if not url.startswith(("data:", "blob:"))]
    if outside:
        raise SystemExit(f"{path}: asked outside hosts: {', '.join(outside)}")
    print(target.relative_to(ROOT))


if __name__ == "__main__":
    main()
