"""Marked words: whatever is marked, the text stays the article's own, and nothing in it is read as HTML."""

from __future__ import annotations

from html.parser import HTMLParser
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from incidents.types import REJECTED_KINDS, Document, Evidence, EvidenceField, Rejected, Span
from tests.builders import make_document, make_evidence
from ui.evidence import (
    LONGEST_PASSAGE,
    legend,
    main_quotation,
    marked,
    marked_article,
    passages,
    sentences,
    surroundings,
)

HOSTILE = '<img src=x onerror="alert(1)"> & \u202e"quoted" \'single\' </div><script>alert(1)</script>'
TEXT = "قصفت الطائرات قاعدة التنف. وقال المرصد إن القاعدة أصيبت؟ انتهى\nسطر آخر"


class Reader(HTMLParser):
    """Collects the text and the tags of a piece of HTML, as a browser would."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.words = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_data(self, data: str) -> None:
        self.words += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


class MarkedPlaces(HTMLParser):
    """Collects the positions of characters that stand inside a tag."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.at = self.depth = 0
        self.places: set[int] = set()

    def handle_data(self, data: str) -> None:
        if self.depth:
            self.places |= set(range(self.at, self.at + len(data)))
        self.at += len(data)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.depth += 1

    def handle_endtag(self, tag: str) -> None:
        self.depth -= 1


def read(html: str) -> Reader:
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader


@st.composite
def documents_with_evidence(draw: st.DrawFn) -> tuple[Document, list[Evidence]]:
    text = draw(st.text("اب ت.؟\n<>&\"'x\u202e", min_size=2, max_size=60).filter(str.strip))
    document = make_document(text)
    found = []
    for _ in range(draw(st.integers(0, 5))):
        start = draw(st.integers(0, len(text) - 1))
        end = draw(st.integers(start + 1, len(text)))
        field = draw(st.sampled_from(get_args(EvidenceField)))
        found.append(Evidence(document.id, field, Span(start, end), text[start:end], "rule"))
    return document, found


@given(documents_with_evidence(), st.sampled_from(["ar", "en"]))
def test_without_its_tags_marked_text_is_the_text(built: tuple[Document, list[Evidence]], language: str) -> None:
    document, evidence = built
    html = marked(document.text, Span(0, len(document.text)), evidence, "ar" if language == "ar" else "en")
    assert read(html).words == document.text
    assert {tag for tag, _ in read(html).tags} <= {"mark", "span"}


@given(documents_with_evidence())
def test_every_word_of_evidence_is_marked_and_no_other(built: tuple[Document, list[Evidence]]) -> None:
    document, evidence = built
    html = marked(document.text, Span(0, len(document.text)), evidence, "en")
    covered = {place for one in evidence for place in range(one.span.start, one.span.end)}
    reader = MarkedPlaces()
    reader.feed(html)
    reader.close()
    assert reader.places == covered


def test_hostile_text_stays_text() -> None:
    document = make_document(HOSTILE, title=HOSTILE)
    rule = Evidence(document.id, "weapon", Span(0, len(HOSTILE)), HOSTILE, HOSTILE)
    rejected = [Rejected(document.id, kind, Span(0, 4), HOSTILE[:4], HOSTILE) for kind in REJECTED_KINDS]
    for html in (main_quotation(document, [rule], "en"), marked_article(document, [rule], rejected, "ar")):
        reader = read(html)
        assert HOSTILE.split("\n")[0] in reader.words
        assert {tag for tag, _ in reader.tags} <= {"mark", "span", "blockquote", "div"}
        assert not any(name.startswith("on") or name in ("src", "href") for _, names in reader.tags for name in names)


def test_marks_say_their_kind_in_words() -> None:
    document = make_document(TEXT)
    evidence = [make_evidence(document, "قصفت الطائرات قاعدة التنف"), make_evidence(document, "التنف", "place")]
    english = [names for tag, names in read(main_quotation(document, evidence, "en")).tags if tag == "mark"]
    arabic = [names for tag, names in read(main_quotation(document, evidence, "ar")).tags if tag == "mark"]
    assert [names["data-kind"] for names in english] == ["Place"]
    assert [names["data-kind"] for names in arabic] == ["المكان"]
    assert english[0]["class"] == "kind-place in-act"


def test_a_mark_has_its_caption_once_whatever_lies_in_it() -> None:
    document = make_document("قُتل أمس الخميس ثلاثة من عناصر التنظيم.")
    evidence = [
        make_evidence(document, "قُتل أمس الخميس ثلاثة من عناصر التنظيم"),
        make_evidence(document, "قُتل أمس الخميس ثلاثة من عناصر التنظيم", "casualties"),
        make_evidence(document, "أمس الخميس", "date"),
        make_evidence(document, "عناصر التنظيم", "target"),
        make_evidence(document, "قُتل", "outcome"),
    ]
    marks = [names for tag, names in read(main_quotation(document, evidence, "en")).tags if tag == "mark"]
    # The narrowest mark shows, so that who, when and where are not lost under a long one.
    assert [(str(names["class"]).split()[0], names.get("data-kind")) for names in marks] == [
        ("kind-outcome", "Outcome"),
        ("kind-casualties", None),
        ("kind-date", "Date"),
        ("kind-casualties", "Casualties"),
        ("kind-target", "Target"),
    ]


def test_sentences_end_at_stops_questions_and_lines() -> None:
    assert [TEXT[span.start : span.end] for span in sentences(TEXT)] == [
        "قصفت الطائرات قاعدة التنف.",
        "وقال المرصد إن القاعدة أصيبت؟",
        "انتهى",
        "سطر آخر",
    ]
    assert sentences(" \n ") == ()


def test_passages_are_the_sentences_of_the_evidence_and_gaps_are_said() -> None:
    document = make_document(TEXT)
    first, last = make_evidence(document, "قصفت"), make_evidence(document, "آخر", "date")
    assert [TEXT[span.start : span.end] for span in passages(TEXT, [first, last])] == [
        "قصفت الطائرات قاعدة التنف.",
        "سطر آخر",
    ]
    assert "[…]" in surroundings(document, [first, last], "en")
    assert passages(TEXT, []) == ()


def test_a_sentence_without_end_is_cut_around_its_words() -> None:
    text = "كلمة " * 2_000 + "قصف " + "كلمة " * 2_000
    document = make_document(text)
    (span,) = passages(text, [make_evidence(document, "قصف")])
    assert "قصف" in text[span.start : span.end]
    assert span.end - span.start <= LONGEST_PASSAGE


ARTICLE = "قبل ذلك بسطر.\nقصفت الطائرات قاعدة التنف.\nبعد ذلك بسطر.\nوسطر بعيد.\nوكان ذلك الأحد."


def test_the_main_quotation_is_the_acts_sentence_with_every_mark_in_it() -> None:
    document = make_document(ARTICLE)
    evidence = [
        make_evidence(document, "قصفت الطائرات قاعدة التنف"),
        make_evidence(document, "الطائرات", "weapon"),
        make_evidence(document, "الأحد", "date"),
    ]
    reader = read(main_quotation(document, evidence, "en"))
    assert reader.words == "قصفت الطائرات قاعدة التنف."
    assert [names["data-kind"] for tag, names in reader.tags if tag == "mark"] == ["Weapon"]


def test_surroundings_are_a_line_before_and_after_and_the_other_proofs() -> None:
    document = make_document(ARTICLE)
    act, day = make_evidence(document, "قصفت الطائرات قاعدة التنف"), make_evidence(document, "الأحد", "date")
    words = read(surroundings(document, [act, day], "en")).words
    assert "قبل ذلك بسطر." in words
    assert "بعد ذلك بسطر." in words
    assert "وسطر بعيد" not in words
    assert words.endswith("[…] وكان ذلك الأحد.")
    short = make_document("قصفت الطائرات قاعدة التنف.")
    assert surroundings(short, [make_evidence(short, "قصفت")], "en") == ""


def test_a_quotation_without_an_act_is_refused() -> None:
    document = make_document(TEXT)
    with pytest.raises(ValueError, match="begins with the act"):
        main_quotation(document, [], "en")


@given(documents_with_evidence())
def test_surroundings_hold_only_words_of_the_article(built: tuple[Document, list[Evidence]]) -> None:
    document, evidence = built
    if not evidence:
        return
    words = read(surroundings(document, evidence, "ar")).words
    for part in words.split("[…]"):
        assert part.strip() in document.text


def test_a_field_that_is_inferred_gives_way_to_what_the_words_say() -> None:
    document = make_document(TEXT)
    place = make_evidence(document, "التنف", "place", "place:direct")
    host = make_evidence(document, "التنف", "target", "target:host of the base (base_hosts.csv)")
    (names,) = [names for tag, names in read(main_quotation(document, [host, place], "en")).tags if tag == "mark"]
    assert names["data-kind"] == "Place"
    (alone,) = [names for tag, names in read(main_quotation(document, [host], "en")).tags if tag == "mark"]
    assert alone["data-kind"] == "Target"


def test_the_legend_names_what_is_marked_and_nothing_else() -> None:
    document = make_document(TEXT)
    evidence = [make_evidence(document, "قصفت"), make_evidence(document, "التنف", "place")]
    rejected = [Rejected(document.id, "drill", Span(0, 4), document.text[:4], "drill")]
    assert "Place" in legend(evidence, [], "en")
    assert "Weapon" not in legend(evidence, [], "en")
    assert "looks like an incident" in legend([], rejected, "en")
    assert legend([], [], "ar") == ""
