"""How many tell an event by themselves: repeated words, quoted outlets, one publisher's articles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.merging import mentions_alone, read_stories
from evaluation.stories import load_stories
from geo.gazetteer import load_gazetteer
from incidents.merge import derive
from incidents.repeats import Corroboration, Repeat, corroboration, shared_words
from incidents.types import Document, Report
from language.corroboration import corroboration_text, repeat_text
from tests.builders import make_document, make_report
from tests.test_merging_measure import STORIES

ONE, TWO, THREE = ((STORIES / "08_tanf_claim_and_agency" / name).read_text() for name in ("1.txt", "2.txt", "3.txt"))
ACT = "تعرضت قاعدة حقل العمر لقصف. "


def article(text: str, publisher: str | None, sources: tuple[str, ...] = (), **fields: str) -> tuple[Document, Report]:
    document = make_document(ACT + text, publisher=publisher, **fields)
    return document, make_report(document, ACT.strip(), sources=sources)


def told(*articles: tuple[Document, Report]) -> Corroboration:
    return corroboration(derive("x", [report for _, report in articles]), {one.id: one for one, _ in articles})


def test_articles_of_their_own_words_are_independent() -> None:
    assert told(article(ONE, "أ"), article(TWO, "ب"), article(THREE, None)) == Corroboration(3, ())
    assert told(article(ONE, "أ")) == Corroboration(1, ())


def test_repeated_words_count_once_whatever_their_spelling_and_also_in_a_longer_text() -> None:
    first = article(ONE, "أ")
    spelt = article(ONE.replace("أ", "ا").replace("ة", "ه") + " انتهى.", "ب")
    longer = article(TWO + "\n" + ONE, "ج")
    other = article(TWO, "د")
    assert told(first, spelt, longer) == Corroboration(
        1, (Repeat(spelt[0].id, first[0].id, "words"), Repeat(longer[0].id, first[0].id, "words"))
    )
    assert told(first, other).independent == 2


@pytest.mark.parametrize(
    ("publishers", "sources", "independent"),
    [
        (("SOHR", "ب"), ((), ("SOHR",)), 1),  # quotes whoever published the first
        (("المرصد السوري لحقوق الإنسان", "ب"), ((), ("SOHR",)), 1),
        (("أ", "ب"), (("SOHR",), ("SOHR",)), 1),  # both have it from a third
        (("أ", "ب"), (("SOHR",), ("SOHR", "البنتاغون")), 2),  # and from somebody else
        (("أ", "ب"), (("Pentagon",), ("Pentagon",)), 2),  # an authority is no outlet that tells of others
        (("أ", "ب"), (("مصدر أمني",), ("مصدر أمني",)), 2),  # who knows whether it is one
    ],
)
def test_quoting_one_outlet_alone_is_no_source_of_its_own(
    publishers: tuple[str, str], sources: tuple[tuple[str, ...], tuple[str, ...]], independent: int
) -> None:
    one, other = (
        article(text, *who) for text, who in zip((ONE, TWO), zip(publishers, sources, strict=True), strict=True)
    )
    assert told(one, other).independent == independent


def test_a_publisher_is_one_source_in_any_spelling_and_nobody_is_nobody() -> None:
    one, other = article(ONE, "SOHR"), article(TWO, "المرصد السوري لحقوق الإنسان")
    assert told(one, other) == Corroboration(1, (Repeat(other[0].id, one[0].id, "publisher"),))
    assert told(article(ONE, None), article(TWO, None)).independent == 2


def test_sample_dispatches_count_as_those_whom_they_follow() -> None:
    sample = "Rasid sample"
    assert (
        told(article(ONE, sample, after="A, 2023-10-29"), article(TWO, sample, after="B, 2023-10-29")).independent == 2
    )
    assert (
        told(article(ONE, sample, after="A, 2023-10-29"), article(TWO, sample, after="A, 2023-10-30")).independent == 1
    )


@given(st.sampled_from([ONE, TWO, THREE, "", "كلمة"]), st.sampled_from([ONE, TWO, THREE, ONE + TWO, ""]))
def test_shared_words_are_a_share_and_mutual(one: str, other: str) -> None:
    assert 0 <= shared_words(one, other) <= 1
    assert shared_words(one, other) == shared_words(other, one)
    assert shared_words(one, one) == (1 if len(one.split()) > 20 else 0)


def test_the_stories_independent_sources_are_counted_right() -> None:
    """A floor over all stories; whoever writes rules looks at those with even numbers only."""
    gazetteer = load_gazetteer()
    right = total = 0
    for story in load_stories(STORIES, gazetteer):
        readings = read_stories([story], gazetteer)
        mentions = mentions_alone([story], readings)
        order = {document.id: (str(document.published), at) for at, document in enumerate(story.documents)}
        for event, expected in story.independent.items():
            reports = [report for report in mentions.reports if mentions.told[report.id].incident == event]
            reports.sort(key=lambda report: order[report.document_id])
            found = corroboration(derive(event, reports), {document.id: document for document in story.documents})
            right += found.independent == expected
            total += 1
    assert right / total >= 0.95


def test_the_words_of_a_card() -> None:
    assert corroboration_text(1, 1, "en") == corroboration_text(1, 1, "ar") == ""
    assert corroboration_text(3, 2, "en") == "Told by 3 articles · 2 independent sources"
    assert corroboration_text(3, 2, "ar") == "روتها 3 أخبار · مصدران مستقلان"
    assert repeat_text("words", "A", "en") == "Repeats the words of: A"
    assert repeat_text("quote", "A", "en") == "Has it from the same source as: A"
    assert repeat_text("publisher", "A", "en") == "Another article of the same publisher: A"
