"""The map in one HTML file, as text: what stands in it, what cannot run, how large it gets."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from export import html_map
from export.formats import as_bytes
from export.html_map import COARSENESS, TooManyError, coarse_basemap, marked_quote
from geo.basemap import load_basemap
from incidents.merge import derive
from incidents.types import EVIDENCE_FIELDS, Document, Filter, Incident
from tests.builders import make_document, make_evidence, make_report
from tests.datasets import ADDRESS, make_dataset
from tests.incident_strategies import HOSTILE, records, six_incidents


class Page(HTMLParser):
    """The scripts and styles of a page as a browser takes it apart, and every attribute of every tag."""

    def __init__(self, text: str) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[tuple[str, dict[str, str | None], str]] = []
        self.attributes: list[tuple[str, str, str | None]] = []
        self._open: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value) for name, value in attributes]
        if tag in ("script", "style"):
            self._open = (tag, dict(attributes))
            self.parts.append((tag, dict(attributes), ""))

    def handle_data(self, data: str) -> None:
        if self._open:
            tag, attributes, text = self.parts[-1]
            self.parts[-1] = (tag, attributes, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "style"):
            self._open = None

    @property
    def data(self) -> Any:
        """What the page's data parses to."""
        (text,) = (text for _, attributes, text in self.parts if attributes.get("type") == "application/json")
        return json.loads(text)

    @property
    def policy(self) -> str:
        return next(
            value or "" for tag, name, value in self.attributes if tag == "meta" and "default-src" in (value or "")
        )


def page(incidents: list[Incident], documents: dict[str, Document], **fields: Any) -> Page:
    return Page(as_bytes("html", make_dataset(incidents, documents, **fields)).decode())


def test_the_page_holds_every_incident_with_its_words() -> None:
    data = page(*six_incidents()).data
    rows = [dict(zip(data["fields"], row, strict=True)) for row in data["rows"]]
    assert [row["id"] for row in rows] == [incident.id for incident in six_incidents()[0]]
    assert rows[0]["date_start"] == "2023-10-29"
    place = data["places"][rows[4]["place"]]
    assert place["names"] == ["قاعدة عين الأسد الجوية", "Ain al-Asad air base"]
    article, pieces, _ = rows[0]["reports"][0]
    assert "".join(pieces) == "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ أطلقتها ميليشيات موالية لإيران"
    assert data["articles"][article]["url"] == "https://example.org/1"
    assert data["address"] == ADDRESS


def test_nothing_is_fetched_and_nothing_runs_but_our_own() -> None:
    built = page(*six_incidents())
    for tag, name, value in built.attributes:
        assert name not in ("src", "href", "srcset", "action", "style"), (tag, name, value)
        assert not name.startswith("on")
    policy = built.policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy
    for tag, attributes, text in built.parts:
        if attributes.get("type") != "application/json":
            digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
            assert f"'sha256-{digest}'" in policy, f"{tag}: {text[:60]}"
        if tag == "style":
            assert "url(" not in text
            assert "@import" not in text
    assert not any("sourceMappingURL" in text for _, _, text in built.parts)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None, max_examples=30)
@given(drawn=records())
def test_hostile_text_stays_data(drawn: tuple[list[Incident], dict[str, Document]]) -> None:
    incidents, documents = drawn
    built = page(incidents, documents, publishers=tuple((text, 1) for text in HOSTILE))
    assert [tag for tag, _, _ in built.parts] == ["style", "style", "script", "script", "script"]
    assert len(built.data["rows"]) == len(incidents)
    assert not any(name.startswith("on") for _, name, _ in built.attributes)


def test_text_that_looks_like_our_placeholders_is_left_alone() -> None:
    document = make_document(publisher="{{script}}", title="{{data}} </script> <!-- <script>")
    data = page([derive("x", [make_report(document)])], {document.id: document}).data
    assert data["articles"][0]["publisher"] == ["{{script}}", "{{script}}"]
    assert data["articles"][0]["title"] == "{{data}} </script> <!-- <script>"


def test_words_are_marked_where_they_stand_in_the_quote() -> None:
    document = make_document()
    evidence = (
        make_evidence(document, "تعرضت قاعدة حقل العمر النفطي لقصف بستة صواريخ"),
        make_evidence(document, "بستة صواريخ", "weapon"),
        make_evidence(document, "قاعدة حقل العمر", "place"),
        make_evidence(document, "حقل العمر النفطي", "target"),
        make_evidence(document, "وقال المرصد", "source"),
    )
    report = make_report(document, evidence=evidence)
    place, weapon = EVIDENCE_FIELDS.index("place"), EVIDENCE_FIELDS.index("weapon")
    assert list(marked_quote(report, 600)) == [
        "تعرضت ",
        ("قاعدة حقل العمر", place),
        " النفطي لقصف ",
        ("بستة صواريخ", weapon),
    ]
    assert list(marked_quote(report, 10)) == ["تعرضت قاعد", "…"]
    built = page([derive("x", [report])], {document.id: document}).data
    assert built["rows"][0][-1][0][2] == [["وقال المرصد", EVIDENCE_FIELDS.index("source")]]


@pytest.mark.parametrize(("language", "opens"), [("ar", ["ar"]), ("en", ["en"]), ("both", ["ar", "en"])])
def test_the_page_speaks_the_languages_that_were_chosen(language: Any, opens: list[str]) -> None:
    built = page(*six_incidents(), language=language)
    assert built.data["languages"] == opens
    assert list(built.data["words"]) == opens
    assert ("html", "lang", opens[0]) in built.attributes
    assert ("html", "dir", "rtl" if opens[0] == "ar" else "ltr") in built.attributes


def test_arabic_words_have_their_six_forms() -> None:
    forms = page(*six_incidents(), language="ar").data["words"]["ar"]["incidents"]
    assert forms == {
        "zero": "لا حوادث",
        "one": "حادث واحد",
        "two": "حادثان",
        "few": "{count} حوادث",
        "many": "{count} حادثًا",
        "other": "{count} حادث",
    }


def test_every_word_that_the_script_uses_is_there() -> None:
    script = (html_map.FOLDER / "map.js").read_text(encoding="utf-8")
    data = page(*six_incidents(), language="ar").data
    assert set(re.findall(r"\bwords\.(\w+)", script)) <= set(data["words"]["ar"])
    assert set(re.findall(r"\bdata\.(\w+)", script)) <= set(data)
    assert set(re.findall(r"\brow\.(\w+)", script)) <= {*data["fields"], "first", "last"}


def test_our_script_sets_text_and_never_html() -> None:
    script = (html_map.FOLDER / "map.js").read_text(encoding="utf-8")
    for forbidden in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "fetch(", "XMLHttp"):
        assert forbidden not in script, forbidden


def test_an_address_of_this_machine_is_nobody_elses() -> None:
    built = page(*six_incidents(), address="http://localhost:8501")
    assert built.data["address"] is None
    assert "localhost" not in json.dumps(built.data)


def test_an_empty_selection_is_a_page_without_incidents() -> None:
    data = page([], {}).data
    assert data["rows"] == data["places"] == data["articles"] == []


def test_quotes_are_cut_until_five_thousand_incidents_fit() -> None:
    documents = [make_document(f"{number} " + "قُصفت القاعدة بصاروخ " * 40) for number in range(5_000)]
    incidents = [
        derive(f"RSD-{number:08}", [make_report(document, document.text[:600])])
        for number, document in enumerate(documents)
    ]
    data = as_bytes("html", make_dataset(incidents, {one.id: one for one in documents}))
    assert len(data) <= 4_000_000
    rows = Page(data.decode()).data["rows"]
    assert len(rows) == 5_000
    assert rows[0][-1][0][1][-1] == "…"


def test_too_many_incidents_are_refused_in_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(html_map, "MOST_INCIDENTS", 5)
    with pytest.raises(TooManyError, match="html: 6 incidents: expected at most 5 on one page; narrow the filter"):
        page(*six_incidents())


def test_the_basemap_is_small_and_keeps_its_shape() -> None:
    basemap = coarse_basemap()
    assert len(json.dumps(basemap, separators=(",", ":"))) < 160_000
    assert len(basemap["governorates"]["features"]) == len(load_basemap().governorates)
    assert basemap["countries"]["features"][3]["properties"].get("names", ["", ""])[0] is not None
    assert COARSENESS < 0.02


def test_the_same_data_gives_the_same_bytes() -> None:
    dataset = make_dataset(*six_incidents())
    assert as_bytes("html", dataset) == as_bytes("html", replace(dataset))


def test_a_map_of_a_part_says_of_which() -> None:
    drones = Filter(weapons=frozenset({"drone"}), governorates=frozenset({"SY09"}))
    data = Page(as_bytes("html", make_dataset(*six_incidents(), filter=drones)).decode()).data
    assert data["words"]["en"]["selection"] == "Only: Governorate: Deir ez-Zor; Weapon: Drone"
    assert "السلاح" in data["words"]["ar"]["selection"]
    whole = Page(as_bytes("html", make_dataset(*six_incidents())).decode()).data
    assert whole["words"]["en"]["selection"] == ""
