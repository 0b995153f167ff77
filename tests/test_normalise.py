"""The shared reading of a text: folded spelling, words and sentences, with the way back to the original."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.normalise import ReadText
from language.arabic import fold

ARABIC = st.text(alphabet=st.sampled_from('ابتأإآةىيـًَُِّْقعدهسل 0123٤٥،.؟\n"«»_\u00a0\u200f#Aaz'), max_size=120)


def test_a_range_stands_for_the_original_words() -> None:
    text = ReadText("قـاعـدة الأسد")
    assert text.folded == "قاعده الاسد"
    assert text.quote(0, 5) == "قـاعـدة"


def test_spaces_in_a_row_count_as_one_and_underscores_as_spaces() -> None:
    assert ReadText("كتائب  حزب\u00a0 الله").folded == "كتائب حزب الله"
    assert ReadText("#عين_الأسد").folded == "#عين الاسد"


def test_words_cut_in_two_are_whole() -> None:
    text = ReadText("سيارة مفـ ـخخـ ـة قادها تنـ.ـظيم")
    assert text.folded == "سياره مفخخه قادها تنظيم"
    assert text.quote(6, 11) == "مفـ ـخخـ ـة"
    assert ReadText("بغداد ـ الحسكة").folded == "بغداد  الحسكه"


@given(ARABIC)
def test_folding_a_range_of_the_original_gives_the_folded_range(original: str) -> None:
    text = ReadText(original)
    for start in range(0, len(text.folded), 7):
        end = min(len(text.folded), start + 5)
        words = text.quote(start, end)
        assert ReadText(words).folded.strip() == text.folded[start:end].strip()
        span = text.span(start, end)
        assert original[span.start : span.end] == words


@given(ARABIC)
def test_the_sentences_hold_all_words_in_order(original: str) -> None:
    text = ReadText(original)
    told = [text.folded[sentence.start : sentence.end] for sentence in text.sentences]
    assert all(words and words == words.strip() for words in told)
    assert "".join("".join(told).split()) == "".join(text.folded.split())
    assert [sentence.start for sentence in text.sentences] == sorted(sentence.start for sentence in text.sentences)


@given(ARABIC)
def test_an_original_offset_and_its_folded_one_mean_the_same_character(original: str) -> None:
    text = ReadText(original)
    for offset in range(len(text.folded)):
        assert text.folded_offset(text.span(offset, offset + 1).start) == offset


@given(st.text(max_size=200))
def test_no_text_is_refused(original: str) -> None:
    text = ReadText(original)
    assert len(text.folded) <= len(original)
    assert fold(text.folded) == text.folded


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("قصفت القاعدة. ورد التحالف.", 2),
        ("بلغ المعدل 3.5 هجمات يوميا.", 1),
        ("عنوان\nنص الخبر.", 2),
        ("استهداف «القاعدة... والحقل» اليوم.", 1),
        ("", 0),
        ("  \n ", 0),
    ],
)
def test_sentences(text: str, count: int) -> None:
    assert len(ReadText(text).sentences) == count
