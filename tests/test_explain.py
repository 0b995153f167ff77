"""Why a reading says what it says: nothing of an article may act on the terminal or the page that shows it."""

from __future__ import annotations

import argparse
import datetime as dt
import io
import re
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from typing import Literal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from evaluation.explain_command import add_arguments, run
from evaluation.explain_page import as_page
from evaluation.explain_terminal import print_explanation
from evaluation.explanation import Explanation, explain
from evaluation.passages import LONGEST_PASSAGE, Mark, passages, pieces, sentences
from evaluation.visible import visible
from extract.pipeline import read
from geo.gazetteer import load_gazetteer
from incidents.errors import UnreadableArticle
from incidents.types import EVIDENCE_FIELDS, Reading, Span
from rasid.cli import main
from tests.builders import (
    make_candidate,
    make_document,
    make_evidence,
    make_reading,
    make_rejected,
    make_report,
    make_tally,
)

GAZETTEER = load_gazetteer()
SAMPLES = sorted((Path(__file__).parent.parent / "seeds" / "samples").glob("*.txt"))
HOSTILE = (
    "<script>alert(1)</script> \x1b[31mقاعدة حقل العمر\x1b]8;;http://evil.test\x07 تعرضت لقصف\u202e بستة صواريخ "
    '" onmouseover="x" &lt;b&gt; [bold]لا[/bold]. وقال المصدر إن القاعدة أصيبت.'
)


def printed(explanation: Explanation, *, colour: bool = False) -> str:
    file = io.StringIO()
    colours: Literal["standard"] | None = "standard" if colour else None
    console = Console(file=file, highlight=False, soft_wrap=True, force_terminal=colour, color_system=colours)
    print_explanation(explanation, console)
    return file.getvalue()


class Page(HTMLParser):
    """Collects tags, attributes and text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


def everything() -> Reading:
    """Return a reading with one of each, told in a hostile text."""
    document = make_document(HOSTILE, title="<img src=x onerror=alert(1)>")
    report = make_report(
        document,
        quote="قاعدة حقل العمر\x1b]8;;http://evil.test\x07 تعرضت لقصف",
        evidence=(
            make_evidence(document, "قاعدة حقل العمر\x1b]8;;http://evil.test\x07 تعرضت لقصف", "act", "act:<b>قصف"),
            make_evidence(document, "قاعدة حقل العمر", "place", "place:direct"),
            make_evidence(document, "بستة صواريخ", "weapon", "weapon:صاروخ"),
        ),
        sources=("<i>مصدر</i>",),
        target_detail="<u>رادار</u>",
        certainty="inferred",
        certainty_reason="the place is one named before",
    )
    return make_reading(
        document,
        report,
        tallies=(make_tally(document, source="<s>x</s>"),),
        rejected=(make_rejected(document, "<script>alert(1)</script>", rule="drill:<b>"),),
        candidates=(make_candidate(document, '" onmouseover="x"'),),
    )


# --- passages --------------------------------------------------------------------------------------------------------

marks = st.lists(
    st.builds(
        lambda start, length, field: Mark(Span(start, start + length), field),
        st.integers(0, 60),
        st.integers(1, 20),
        st.sampled_from(EVIDENCE_FIELDS),
    ),
    max_size=6,
)


@given(st.text(min_size=1, max_size=60), marks, st.data())
def test_pieces_joined_are_the_text_and_marks_cover_their_words(
    text: str, given: list[Mark], data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    within = Span(start, data.draw(st.integers(start + 1, len(text))))
    cut = pieces(text, within, given)
    assert "".join(piece.words for piece in cut) == text[within.start : within.end]
    coloured = [piece.field is not None for piece in cut for _ in piece.words]
    covered = [any(m.span.start <= i < m.span.end for m in given) for i in range(within.start, within.end)]
    assert coloured == covered


def test_the_more_telling_kind_names_words_that_prove_several() -> None:
    text = "استهدفت قاعدة حرير"
    cut = pieces(text, Span(0, len(text)), [Mark(Span(0, 18), "act"), Mark(Span(8, 18), "place")])
    assert [(piece.words, piece.field, piece.in_act) for piece in cut] == [
        ("استهدفت ", "act", True),
        ("قاعدة حرير", "place", True),
    ]


@given(st.text(max_size=200))
def test_sentences_stand_in_the_text_in_order(text: str) -> None:
    cut = sentences(text)
    assert all(span.end <= len(text) and text[span.start : span.end].strip() for span in cut)
    assert all(one.end <= other.start for one, other in pairwise(cut))


@given(st.text(alphabet="اب. \n", max_size=60), marks)
def test_passages_are_the_sentences_that_marks_stand_in(text: str, given: list[Mark]) -> None:
    cut = sentences(text)
    assert passages(cut, given) == tuple(
        one for one in cut if any(m.span.start < one.end and one.start < m.span.end for m in given)
    )


def test_an_endless_sentence_is_cut_to_the_words_around_its_marks() -> None:
    text = "كلمة " * 2_000 + "قصف قاعدة حرير " + "كلمة " * 2_000
    at = text.index("قصف")
    (passage,) = passages(sentences(text), [Mark(Span(at, at + 14), "act")])
    assert passage.start < at < at + 14 < passage.end
    assert passage.end - passage.start <= LONGEST_PASSAGE


# --- what is shown ---------------------------------------------------------------------------------------------------


def test_every_field_has_its_value_words_and_rule() -> None:
    document = make_document()
    report = make_report(
        document,
        evidence=(
            make_evidence(document, "تعرضت قاعدة حقل العمر", "act", "act:undergo:تعرض"),
            make_evidence(document, "بستة صواريخ", "weapon", "weapon:صاروخ"),
        ),
    )
    (told,) = explain(make_reading(document, report), GAZETTEER).reports
    rows = {row.field: row for row in told.rows}
    assert rows["weapon"].value == "rocket × 6"
    assert [(one.quote, one.rule) for one in rows["weapon"].proofs] == [("بستة صواريخ", "weapon:صاروخ")]
    assert rows["place"].value == "al-Omar oil field base (al-omar), the place itself"
    assert rows["casualties"].value == "not told"
    assert rows["attacker"].value == "Iran-backed militias"
    assert told.certainty == "Explicit"


def test_an_inferred_publication_date_is_shown_with_its_words() -> None:
    text = "بغداد - 29 تشرين الأول/أكتوبر 2023\n\nتعرضت قاعدة عين الأسد لقصف بصاروخين اليوم الأحد."
    reading = read(make_document(text, published=None, published_basis="unknown"), GAZETTEER)
    explanation = explain(reading, GAZETTEER)
    assert reading.document.published == dt.date(2023, 10, 29)
    assert explanation.published.startswith("29 October 2023, stated: ")
    assert "29 تشرين الأول" in explanation.published_words


def test_rejected_passages_show_their_kind_and_rule() -> None:
    for shown in (printed(explain(everything(), GAZETTEER)), as_page(explain(everything(), GAZETTEER))):
        assert "Drill" in shown
        assert "drill:" in shown
        assert "at least 12 in Iraq; 17–26 October 2023; counted by" in shown
        assert "Inferred: the place is one named before" in shown


def test_an_article_that_tells_nothing_says_so() -> None:
    explanation = explain(make_reading(reports=()), GAZETTEER)
    assert "no incident told" in printed(explanation)
    assert "No incident told." in as_page(explanation)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_each_sample_is_explained_with_every_quote_and_rule(sample: Path) -> None:
    document = make_document(sample.read_text(encoding="utf-8"), published=dt.date.fromisoformat(sample.name[:10]))
    reading = read(document, GAZETTEER)
    assert reading.reports
    explanation = explain(reading, GAZETTEER)
    terminal, page = printed(explanation), Page(as_page(explanation)).words
    for evidence in (one for report in reading.reports for one in report.evidence):
        assert visible(evidence.quote) in terminal
        assert evidence.quote in page
        assert evidence.rule in terminal
        assert evidence.rule in page
    for report in explanation.reports:
        assert report.passages, "no sentence holds the words"


# --- hostile text ----------------------------------------------------------------------------------------------------


def test_the_page_escapes_everything_and_asks_nothing_of_others() -> None:
    html = as_page(explain(everything(), GAZETTEER))
    page = Page(html)
    assert not {"script", "img", "link", "iframe", "a", "b", "i", "u", "s"} & set(page.tags)
    assert not [name for name, _ in page.attributes if name.startswith("on") or name in ("src", "href", "style")]
    assert ("dir", "rtl") in page.attributes
    assert "<script>alert(1)</script>" in page.words
    assert not re.search(r"url\(|@import", html)
    assert any(value and "default-src 'none'" in value for _, value in page.attributes)


def test_arabic_stands_on_lines_of_its_own_in_the_terminal() -> None:
    quotes = {evidence.quote for evidence in everything().reports[0].evidence}
    lines = [line.strip() for line in printed(explain(everything(), GAZETTEER)).splitlines()]
    assert {visible(quote).strip() for quote in quotes} <= set(lines)


def test_nothing_commands_the_terminal() -> None:
    shown = printed(explain(everything(), GAZETTEER))
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]", shown)
    assert "[bold]لا[/bold]" in shown
    coloured = re.sub("\x1b\\[[0-9;]*m", "", printed(explain(everything(), GAZETTEER), colour=True))
    assert "\x1b" not in coloured


@given(st.text())
def test_visible_keeps_length_and_letters(text: str) -> None:
    shown = visible(text)
    assert len(shown) == len(text)
    assert all(a == b or b == " " for a, b in zip(text, shown, strict=True))
    assert visible(shown) == shown
    assert shown.splitlines() in ([], [shown])


# --- the command -----------------------------------------------------------------------------------------------------


def explained(*arguments: str | Path) -> int:
    parser = argparse.ArgumentParser()
    add_arguments(parser)
    parser.add_argument("--published", type=dt.date.fromisoformat)
    return run(parser.parse_args([str(each) for each in arguments]), dt.date(2026, 1, 1))


def test_the_command_prints_or_writes_text_and_page(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert explained(SAMPLES[0], "--published", SAMPLES[0].name[:10]) == 0
    text = capsys.readouterr().out
    assert text.startswith(str(SAMPLES[0]))
    assert explained(SAMPLES[0], "--published", SAMPLES[0].name[:10], "--output", tmp_path / "why.txt") == 0
    assert (tmp_path / "why.txt").read_text(encoding="utf-8") == text
    assert explained(SAMPLES[0], "--html") == 0
    page = capsys.readouterr().out
    assert page.startswith("<!DOCTYPE html>")
    assert explained(SAMPLES[0], "--html", "--output", tmp_path / "why.html") == 0
    assert (tmp_path / "why.html").read_text(encoding="utf-8") == page
    assert capsys.readouterr().out == ""


@pytest.mark.parametrize("content", [None, b"", b"\x00\x01\x02"])
def test_what_cannot_be_read_is_refused_in_one_line(tmp_path: Path, content: bytes | None) -> None:
    article = tmp_path / "a.txt"
    if content is not None:
        article.write_bytes(content)
    with pytest.raises(UnreadableArticle, match=re.escape(str(article))):
        explained(article)


def test_a_folder_is_no_article(tmp_path: Path) -> None:
    with pytest.raises(UnreadableArticle, match="expected one article"):
        explained(tmp_path)


def test_rasid_explain_and_evaluate_are_commands(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["explain", str(SAMPLES[0]), "--published", SAMPLES[0].name[:10]]) == 0
    assert "certainty" in capsys.readouterr().out
    assert main(["explain", str(tmp_path / "none.txt")]) == 2
    assert main(["evaluate", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert [line.startswith(f"rasid: {tmp_path}") for line in told.err.splitlines()] == [True, True, True]
