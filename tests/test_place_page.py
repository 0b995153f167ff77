"""A place's own page, a whole article, and the cards on them: in both languages, and with hostile words in them."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from html.parser import HTMLParser

import pytest
from streamlit.testing.v1 import AppTest

from incidents.store import Record
from incidents.types import CasualtyCount, Version
from tests.builders import make_document, make_evidence, make_reading, make_rejected, make_report

pytestmark = pytest.mark.usefixtures("fresh_record")

HOSTILE = '<img src=x onerror="alert(1)">\u202e&amp;<script>alert(1)</script>'
TEXT = "سطر قبل.\nتعرضت قاعدة حقل العمر لقصف بستة صواريخ.\nسطر بعد.\nوقال المرصد ذلك."
OTHER = "أسقطت الدفاعات طائرة مسيّرة قرب قاعدة حقل العمر."


class Page(HTMLParser):
    """What a browser would see: text that stands open, all text, tags, links."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.open_text = self.text = ""
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.handlers: list[str] = []
        self._folded = 0
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        names = dict(attrs)
        self._folded += tag == "details" and "open" not in names
        self.links += [names["href"] or ""] if "href" in names else []
        self.handlers += [name for name in names if name.startswith("on")]

    def handle_endtag(self, tag: str) -> None:
        self._folded -= tag == "details" and self._folded > 0

    def handle_data(self, data: str) -> None:
        self.text += data
        if not self._folded:
            self.open_text += data


@pytest.fixture
def record(own_record: str) -> Record:
    """Two articles tell one disputed attack on al-Omar; another is undated; a hostile one struck al-Tanf."""
    record = Record.open(own_record)
    first = make_document(TEXT, publisher="Mehr", title="عنوان", url="https://example.org/a")
    evidence = (
        make_evidence(first, "تعرضت قاعدة حقل العمر لقصف", "act", "act:attack:قصف"),
        make_evidence(first, "حقل العمر", "place", "place:direct"),
        make_evidence(first, "بستة صواريخ", "weapon", "weapon:صواريخ"),
        make_evidence(first, "المرصد", "source", "source:reporter"),
    )
    claim = make_report(
        first,
        place_id="al-omar",
        evidence=evidence,
        sources=("local sources",),
        casualties=(CasualtyCount("civilians", 11, None),),
        certainty="inferred",
        certainty_reason="the place is one named before",
    )
    record.add(make_reading(first, claim))
    second = make_document(OTHER, publisher="رويترز", title=None)
    denial = make_report(second, place_id="al-omar", weapons=("rocket",), outcome="intercepted", sources=("Pentagon",))
    record.add(make_reading(second, denial, rejected=(make_rejected(second, "طائرة مسيّرة"),)))
    third = make_document("قصف بلا تاريخ على حقل العمر.", published=None, published_basis="unknown")
    record.add(make_reading(third, make_report(third, place_id="al-omar", undated=True, weapons=("drone",))))
    hostile = make_document(f"قصف {HOSTILE}", publisher=HOSTILE, title=HOSTILE, url="javascript:alert(1)")
    report = make_report(
        hostile,
        "قصف",
        place_id="al-tanf",
        day=dt.date(2024, 1, 1),
        evidence=(make_evidence(hostile, f"قصف {HOSTILE}", "act", HOSTILE),),
        sources=(HOSTILE,),
        target_detail=HOSTILE,
        certainty="doubtful",
        certainty_reason=HOSTILE,
        versions=(Version(HOSTILE, "hit", ()),),
    )
    record.add(make_reading(hostile, report))
    return record


def place_page() -> None:
    from ui import place_page
    from ui.session import start_session

    start_session()
    place_page.draw()


def article_page() -> None:
    from ui import article_view
    from ui.session import start_session

    start_session()
    article_view.draw()


def run(script: Callable[[], None], **query: str) -> tuple[AppTest, Page]:
    """Run one page under a query string."""
    at = AppTest.from_function(script, default_timeout=60)
    for name, value in query.items():
        at.query_params[name] = value
    at.run()
    assert not at.exception
    return at, Page("\n".join(element.proto.body for element in at.get("html")))


def test_a_place_page_tells_all_that_is_known(record: Record) -> None:
    _, page = run(place_page, at="al-omar", lang="en")
    for told in (
        "al-Omar oil field base",
        "قاعدة حقل العمر النفطي",
        "Military base",
        "SY09",
        "Deir ez-Zor",
        "35.1040, 40.5760",
        "within 5 km",
        "read in a source",
        "US forces / Global Coalition, until 28 February 2026",
        "Green Village",
        "2 incidents · 1 undated",
        "Near it",
    ):
        assert told in page.text.replace("\u2068", "").replace("\u2069", ""), told
    assert any("wikipedia.org" in link for link in page.links)


def test_its_time_ends_with_the_last_day_that_an_incident_may_be_of(record: Record) -> None:
    document = make_document("سقطت قذائف ليل الاثنين الثلاثاء قرب القاعدة.")
    night = make_report(document, place_id="harir", date_end=dt.date(2023, 10, 30), date_latest=dt.date(2023, 10, 30))
    record.add(make_reading(document, night))
    _, page = run(place_page, at="harir", lang="en")
    assert "1 incident · 29–30 October 2023" in page.text


def test_its_totals_and_files_are_of_this_place_alone(record: Record) -> None:
    at, page = run(place_page, **{"at": "al-omar", "lang": "en", "from": "2030-01-01", "weapon": "mortar"})
    html = "\n".join(element.proto.body for element in at.get("html"))
    totals = Page(re.findall(r'<div class="totals">.*?</div><p', html, re.S)[0]).text
    assert "Rocket1" in totals
    assert "Drone1" in totals
    assert "Disputed1" in totals
    files = [link for link in page.links if link.startswith("download/")]
    assert [link.split("?")[0] for link in files] == ["download/png", "download/geojson", "download/csv"]
    assert all("place=al-omar" in link and "from=" not in link and "weapon=" not in link for link in files)
    assert "bbox=" in files[0]
    # The filters of the map stay in the address, for the way back.
    assert at.query_params["from"] in ("2030-01-01", ["2030-01-01"])


def test_the_words_stand_open_and_the_rest_unfolds(record: Record) -> None:
    _, page = run(place_page, at="al-omar", lang="en")
    assert "تعرضت قاعدة حقل العمر لقصف بستة صواريخ." in page.open_text
    assert OTHER in page.open_text
    assert "سطر قبل." not in page.open_text
    assert "سطر قبل." in page.text
    assert "Why is this here?" in page.text
    assert "names the weapon: “صواريخ”" in page.text
    assert "the place is one that the article named before" in page.text
    assert "State outlet · Iran" in page.open_text
    assert "News agency" in page.open_text
    assert "11 killed (civilians)" in page.open_text
    assert "The original at example.org" in page.open_text


def test_rival_versions_stand_beside_each_other_with_their_words(record: Record) -> None:
    at, _ = run(place_page, at="al-omar", lang="en")
    html = "\n".join(element.proto.body for element in at.get("html"))
    (versions,) = re.findall(r'<div class="versions">(.*?)</div></div>', html, re.S)
    told = Page(versions).text
    assert told.count("Hit") == told.count("Intercepted") == 1
    assert versions.count("<q ") == 2


@pytest.mark.parametrize("place", ["al-omar", "al-tanf", "homs", "tower22"])
def test_an_arabic_page_has_no_english_words_of_ours(record: Record, place: str) -> None:
    at, _ = run(place_page, at=place, lang="ar")
    html = "\n".join(element.proto.body for element in at.get("html"))
    # The tables' own remarks, the titles of their sources, Latin spellings and the names of rules are data.
    for data in (r'<(\w+) [^>]*lang="en"[^>]*>.*?</\1>', r'<ul class="sources">.*?</ul>', r"<code.*?</code>"):
        html = re.sub(data, " ", html, flags=re.S)
    page = Page(html)
    words = set(re.findall("[A-Za-z]{2,}", page.text)) - set(re.findall("[A-Za-z]{2,}", HOSTILE))
    assert words <= {"PNGGeoJSONCSV", "SY", "IQ", "example", "org", "javascript", "Test", "wire"}
    assert "سوريا" in page.text or "الأردن" in page.text


def test_arabic_numbers_plurals_and_months(record: Record) -> None:
    _, page = run(place_page, at="al-omar", lang="ar")
    assert "حادثان" in page.text
    assert "مصادر محلية" in page.text
    assert "البنتاغون" in page.text
    assert "29 تشرين الأول 2023" in page.text
    assert "ضمن 5 كم" in page.text


def test_a_place_that_nobody_knows_is_a_line(record: Record) -> None:
    for query in ({"at": "nowhere"}, {"at": HOSTILE}, {}):
        _, page = run(place_page, lang="en", **query)
        assert page.text.strip() == "The gazetteer has no such place."


def test_a_place_without_incidents_says_so(record: Record) -> None:
    _, page = run(place_page, at="harir", lang="en")
    assert "The record holds no incident of this place." in page.text
    assert "No incident of this place has a date." in page.text


@pytest.mark.parametrize("language", ["en", "ar"])
def test_hostile_words_are_shown_as_words(record: Record, language: str) -> None:
    document = next(one for one in record.documents() if one.url == "javascript:alert(1)")
    for _, page in (
        run(place_page, at="al-tanf", lang=language),
        run(article_page, doc=document.id, lang=language),
    ):
        assert '<img src=x onerror="alert(1)">' in page.text
        assert not page.tags & {"img", "script", "iframe"}
        assert page.handlers == []
        assert not [link for link in page.links if link.lower().startswith("javascript")]
        assert "javascript:alert(1)" in page.text


@pytest.mark.parametrize(
    ("language", "legend", "told"),
    [("en", "What the marks mean", "1 incident read here"), ("ar", "معنى العلامات", "حادث واحد قُرئ هنا")],
)
def test_a_whole_article_stands_with_every_mark(record: Record, language: str, legend: str, told: str) -> None:
    for wanted in (TEXT, OTHER):
        document = next(one for one in record.documents() if one.text == wanted)
        at, page = run(article_page, doc=document.id, lang=language)
        assert wanted in page.text
        assert legend in page.text
        assert told in page.text
        html = "\n".join(element.proto.body for element in at.get("html"))
        reading = record.reading(document.id)
        assert reading is not None
        if reading.rejected:
            assert 'class="kind-rejected' in html
        for one in {proof.field for report in reading.reports for proof in report.evidence} - {"act"}:
            assert f"kind-{one}" in html


@pytest.mark.parametrize("asked", ["", "nothing", HOSTILE])
def test_an_article_that_the_record_lacks_is_a_line(record: Record, asked: str) -> None:
    _, page = run(article_page, doc=asked, lang="en")
    assert page.text.strip() == "The record holds no such article."


def test_more_incidents_come_on_demand(own_record: str) -> None:
    record = Record.open(own_record)
    for number in range(11):
        document = make_document(f"قصف رقم {number} على قاعدة. انتهى الخبر.")
        record.add(make_reading(document, make_report(document, day=dt.date(2023, 1, 1 + number))))
    at, _ = run(place_page, at="al-omar", lang="en")

    def cards() -> int:
        return sum(element.proto.body.count("<article") for element in at.get("html"))

    assert cards() == 8
    at.button(key="more").click().run()
    assert cards() == 11
