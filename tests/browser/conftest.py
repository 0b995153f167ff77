"""One server and one Chromium a session, on a record of built incidents whose numbers the tests know."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import Browser, BrowserContext, FrameLocator, Page, expect, sync_playwright

from benchmarks.server import serving as server_of
from incidents.store import Record
from incidents.types import Version
from tests.builders import make_document, make_evidence, make_reading, make_report, make_tally
from tests.conftest import find_program

ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
)
HOSTILE = "<img src=x onerror=\"document.title='owned'\">\u202e&amp;<script>document.title='owned'</script>"
PATIENCE = 15_000
"""Milliseconds to wait for what must come; it mostly comes in a few hundred."""

expect.set_options(timeout=PATIENCE)


@dataclass
class Visit:
    """A page and what its browser asked for and complained about."""

    page: Page
    base: str
    outside: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    @property
    def map(self) -> FrameLocator:
        """The frame the map stands in."""
        return self.page.frame_locator(".st-key-map iframe")

    def open(self, path: str = "/?lang=en") -> Visit:
        """Go to an address of the application and wait for the map's marks and basemap."""
        self.page.goto(self.base + path)
        self.map.locator("[data-basemap=drawn]").wait_for(timeout=PATIENCE)
        self.map.locator(".mark").first.wait_for(timeout=PATIENCE)
        return self

    def shown(self) -> int:
        """Return how many incidents the counts line says are shown."""
        return int(self.page.locator(".counts b").inner_text().split()[0])


def fill(url: str) -> None:
    """Fill a record: nine incidents at four places over two years, two undated, one without a place, one hostile."""
    record = Record.open(url)
    at = iter(range(100))

    def add(place: str | None, day: dt.date | None, **fields: object) -> None:
        text = (
            f"تعرضت قاعدة في المنطقة لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران، رقم {next(at)}. "
            "وقال المرصد إن القاعدة أصيبت."
        )
        document = make_document(text, after="Some Wire, 2023-10-29" if day is None else None)
        dated = {"day": day} if day else {"undated": True}
        quote = "تعرضت قاعدة في المنطقة لقصف بستة صواريخ"
        evidence = (
            make_evidence(document, quote, "act", "act.shelled"),
            make_evidence(document, "بستة صواريخ", "weapon", "weapon.counted"),
            make_evidence(document, "ميليشيات موالية لإيران", "attacker", "attacker.named"),
        )
        report = make_report(document, quote, place_id=place, evidence=evidence, **dated, **fields)
        record.add(make_reading(document, report, tallies=(make_tally(document),)))

    add("al-omar", dt.date(2023, 10, 28))
    add("al-omar", dt.date(2023, 11, 12), status="claimed", weapons=("drone",), munition_count=2)
    add("al-omar", dt.date(2024, 8, 13), status="confirmed")
    add("al-tanf", dt.date(2023, 10, 18), weapons=("drone",), munition_count=None)
    add("al-tanf", None)
    add("ain-al-asad", dt.date(2022, 1, 3), status="confirmed")
    add(
        "harir",
        dt.date(2024, 8, 14),
        status="disputed",
        outcome="disputed",
        geo_precision=2,
        versions=(Version("One", "hit", ("rocket",), 6), Version("Other", "intercepted", ("drone",))),
    )
    add(None, None, place_name="قاعدة بلا مكان")
    document = make_document(
        f"{HOSTILE} قصف قاعدة التنف. {HOSTILE}", publisher=HOSTILE, title=HOSTILE, url="javascript:alert(1)"
    )
    evidence = (
        make_evidence(document, f"{HOSTILE} قصف", "act", HOSTILE),
        make_evidence(document, "قاعدة التنف", "place", HOSTILE),
    )
    report = make_report(
        document,
        f"{HOSTILE} قصف",
        place_id="al-tanf",
        day=dt.date(2023, 10, 19),
        evidence=evidence,
        sources=(HOSTILE,),
        target_detail=HOSTILE,
        certainty="doubtful",
        certainty_reason=HOSTILE,
        versions=(Version(HOSTILE, "hit", ()),),
    )
    record.add(make_reading(document, report))
    record.close()


@contextmanager
def serving(url: str) -> Iterator[str]:
    """Run the application on a record as a person would, on a free port; give its address."""
    with server_of("app.py", url) as one:
        yield one.address


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Give the address of an application whose record no test changes."""
    url = f"sqlite:///{tmp_path_factory.mktemp('record') / 'browser.sqlite'}"
    fill(url)
    with serving(url) as base:
        yield base


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Return a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_program("browser"), args=list(ARGUMENTS))
        yield browser
        browser.close()


@pytest.fixture
def visit(server: str, chromium: Browser) -> Iterator[Callable[..., Visit]]:
    """Return a function that opens a fresh browser context (locale, width, height, scheme) and a page in it."""
    contexts: list[BrowserContext] = []

    def begin(locale: str = "en-GB", width: int = 1440, height: int = 1000, scheme: str = "light") -> Visit:
        context = chromium.new_context(
            locale=locale,
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            accept_downloads=True,
        )
        contexts.append(context)
        one = Visit(context.new_page(), server)
        one.page.on(
            "request",
            lambda request: (
                None
                if request.url.startswith((server, server.replace("http", "ws"), "data:", "blob:"))
                else one.outside.append(request.url)
            ),
        )
        one.page.on("console", lambda said: one.complaints.append(said.text) if said.type == "error" else None)
        one.page.on("pageerror", lambda error: one.complaints.append(str(error)))
        return one

    yield begin
    for context in contexts:
        context.close()
